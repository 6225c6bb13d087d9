/* The door itself: the rules that hold whatever the driver, and the way to it. */
#include "store/db.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "store/db_driver.h"

/* A transaction that lost against another is tried again so often; each waits for the team's
 * turn first, so that the second try nearly always passes. */
enum { TRIES_MAX = 6 };

static const struct db_driver *const drivers[] = { &db_sqlite, &db_postgres };

/* At most one for each thread: what jumps out of a handler can always be cleaned up. */
static _Thread_local struct transaction current;

/* The view that this thread's reading transactions share, while it has one. */
static _Thread_local struct {
    bool wanted;
    struct transaction kept; /* open: ended by nobody yet */
} view;

enum status db_fail(struct transaction *transaction, struct err *err, enum status status,
                    const char *format, ...)
{
    va_list args;
    va_start(args, format);
    transaction->failed = true;
    err->status = status;
    err->format = NULL;
    vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    return status;
}

enum status db_open(const char *url, struct db **out, struct err *err)
{
    for (size_t i = 0; i < sizeof drivers / sizeof *drivers; i++)
        for (const char *const *scheme = drivers[i]->schemes; *scheme; scheme++)
            if (strncmp(url, *scheme, strlen(*scheme)) == 0) {
                TRY(drivers[i]->open(url, out, err));
                /* Whoever had it open may have been stopped between a commit and its scrub. */
                atomic_store(&(*out)->scrub_due, true);
                return OK;
            }
    return fail(err, BAD_INPUT,
                "a store's address starts with sqlite: or postgresql:, not \"%.40s\"", url);
}

void db_close(struct db *db) { db->driver->close(db); }

static void drop_view(void)
{
    if (view.kept.open)
        view.kept.db->driver->abandon(&view.kept);
    view.kept.open = false;
}

void db_view_begin(void)
{
    assert(!current.open);
    view.wanted = true;
}

void db_view_end(void)
{
    drop_view();
    view.wanted = false;
}

enum status db_scrub(struct db *db, struct err *err)
{
    assert(!current.open);
    drop_view();                         /* else we would be the one who still reads */
    atomic_store(&db->scrub_due, false); /* first: someone may delete while this goes on */
    enum status status = db->driver->scrub ? db->driver->scrub(db, err) : OK;
    if (status != OK)
        atomic_store(&db->scrub_due, true);
    return status;
}

enum status db_scrub_due(struct db *db, struct err *err)
{
    return atomic_load(&db->scrub_due) ? db_scrub(db, err) : OK;
}

void db_forgets(struct transaction *transaction) { transaction->forgets = true; }

static enum status begin(struct db *db, struct team_id team, bool reads_only,
                         struct transaction **out, struct err *err)
{
    assert(!current.open);
    current = (struct transaction){ .db = db, .reads_only = reads_only };
    if (reads_only && view.kept.open && view.kept.db == db) {
        current.connection = view.kept.connection;
        view.kept.open = false; /* it goes with this transaction, and comes back from it */
    } else {
        drop_view(); /* what is written now is to be seen by the next who reads */
        TRY(db->driver->begin(&current, team, err));
    }
    current.open = true;
    *out = &current;
    return OK;
}

enum status db_begin(struct db *db, struct team_id team, struct transaction **out,
                     struct err *err)
{
    return begin(db, team, false, out, err);
}

enum status db_begin_reading(struct db *db, struct transaction **out, struct err *err)
{
    return begin(db, NO_TEAM, true, out, err);
}

static void close_queries(struct transaction *transaction)
{
    for (size_t i = 0; i < QUERIES_MAX; i++)
        if (transaction->queries[i].open)
            query_close(&transaction->queries[i]);
}

static bool goes_to_view(const struct transaction *transaction)
{
    return view.wanted && transaction->reads_only && !transaction->failed;
}

void db_abandon(struct transaction *transaction)
{
    assert(transaction->open);
    close_queries(transaction);
    if (goes_to_view(transaction))
        view.kept = *transaction;
    else
        transaction->db->driver->abandon(transaction);
    transaction->open = false;
}

void db_abandon_left_open(void)
{
    if (current.open)
        db_abandon(&current);
}

enum status db_commit(struct transaction *transaction, struct err *err)
{
    assert(transaction->open);
    assert(!transaction->failed);
    close_queries(transaction);
    struct db *db = transaction->db;
    struct err later;
    if (goes_to_view(transaction)) {
        db_abandon(transaction);
        return OK;
    }
    enum status status = db->driver->commit(transaction, err);
    transaction->open = false;
    if (status == OK && transaction->forgets) {
        atomic_store(&db->scrub_due, true);
        (void)!db_scrub_due(db, &later); /* the commit itself is done */
    }
    return status;
}

static enum status run_once(struct db *db, struct team_id team, db_body body, void *context,
                            struct err *err)
{
    struct transaction *transaction;
    TRY(db_begin(db, team, &transaction, err));
    enum status status = body(transaction, context, err);
    if (status == OK)
        return db_commit(transaction, err);
    db_abandon(transaction);
    return status;
}

enum status db_within(struct db *db, struct team_id team, db_body body, void *context,
                      struct err *err)
{
    enum status status = OK;
    for (int tries = 0; tries < TRIES_MAX; tries++) {
        status = run_once(db, team, body, context, err);
        if (status == OK || !current.again)
            return status;
    }
    return status;
}

static enum status check_values(struct transaction *transaction, const struct value *values,
                                size_t count, struct err *err)
{
    assert(count <= VALUES_MAX);
    for (size_t i = 0; i < count; i++)
        if (values[i].kind == VALUE_TEXT &&
            !text_is_utf8(values[i].text, strlen(values[i].text)))
            return db_fail(transaction, err, BAD_INPUT, "this text is not UTF-8");
    return OK;
}

static struct query *free_query(struct transaction *transaction)
{
    for (size_t i = 0; i < QUERIES_MAX; i++)
        if (!transaction->queries[i].open)
            return &transaction->queries[i];
    return NULL;
}

enum status query_open(struct transaction *transaction, const char *sql,
                       const struct value *values, size_t count, struct query **out,
                       struct err *err)
{
    assert(transaction->open);
    assert(!transaction->failed);
    TRY(check_values(transaction, values, count, err));
    struct query *query = free_query(transaction);
    assert(query);
    *query = (struct query){ .transaction = transaction, .row = -1 };
    TRY(transaction->db->driver->query_open(query, sql, values, count, err));
    query->open = true;
    *out = query;
    return OK;
}

enum status query_next(struct query *query, bool *row, struct err *err)
{
    *row = false;
    return query->transaction->db->driver->query_next(query, row, err);
}

void query_close(struct query *query)
{
    query->transaction->db->driver->query_close(query);
    query->open = false;
}

bool query_is_null(struct query *query, int column)
{
    return query->transaction->db->driver->is_null(query, column);
}

int64_t query_int(struct query *query, int column)
{
    assert(!query_is_null(query, column));
    return query->transaction->db->driver->get_int(query, column);
}

int64_t query_int_or(struct query *query, int column, int64_t if_null)
{
    return query_is_null(query, column) ? if_null : query_int(query, column);
}

double query_real(struct query *query, int column)
{
    assert(!query_is_null(query, column));
    return query->transaction->db->driver->get_real(query, column);
}

const char *query_text(struct arena *mem, struct query *query, int column)
{
    if (query_is_null(query, column))
        return NULL;
    const char *text = query->transaction->db->driver->get_text(query, column);
    return arena_copy(mem, text, strlen(text));
}

enum status db_run(struct transaction *transaction, const char *sql, const struct value *values,
                   size_t count, struct err *err)
{
    struct query *query;
    bool row = true;
    enum status status = OK;
    TRY(query_open(transaction, sql, values, count, &query, err));
    while (status == OK && row)
        status = query_next(query, &row, err);
    query_close(query);
    return status;
}

int64_t db_changed(const struct transaction *transaction) { return transaction->changed; }

enum status db_run_script(struct transaction *transaction, const char *sql, struct err *err)
{
    assert(transaction->open);
    assert(!transaction->failed);
    return transaction->db->driver->run_script(transaction, sql, err);
}

enum status db_compare(struct transaction *transaction, const char *const *steps, size_t count,
                       bool *there, struct err *err)
{
    assert(transaction->open);
    assert(!transaction->reads_only && !transaction->failed);
    return transaction->db->driver->compare(transaction, steps, count, there, err);
}
