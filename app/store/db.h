#ifndef STORE_DB_H
#define STORE_DB_H

/* One store, two drivers: a SQLite file, or PostgreSQL.
 *
 * SQL is written once, in the part both share, with numbered parameters ($1, $2 …), and only
 * in this folder. It runs inside a transaction, and a thread has at most one. What a
 * transaction read and wrote is one moment: a rule checked inside db_begin(team) still holds
 * when it commits. When db_commit gives OK, the writes are on the disk.
 *
 * Shared SQL: BIGINT, DOUBLE PRECISION and TEXT; CHECK, UNIQUE and foreign keys; ON CONFLICT
 * and RETURNING; NULLS FIRST or LAST said wherever NULL is sorted; no BOOLEAN, BLOB, LIKE or
 * lower(). Text is sorted by the caller, since the two compare it differently. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"

struct db;          /* an open store; any thread may use it */
struct transaction; /* a thread's work on it */
struct query;       /* the rows of one statement */

struct team_id {
    int64_t value;
};

/* What belongs to no team (coach accounts, the steps of the schema) is under this one. */
#define NO_TEAM ((struct team_id){ 0 })

/* db_open: opens a store, making an SQLite file that is not there yet.
 *
 * Takes    url, `sqlite:PATH` or `postgresql://…` (all that libpq understands).
 * Gives    the store; its tables may be missing or old: see store/schema.h.
 * Fails    BAD_INPUT: another kind of address; BROKEN: it cannot be reached or read. */
enum status db_open(const char *url, struct db **out, struct err *err);

/* Every transaction has ended before. */
void db_close(struct db *db);

/* db_scrub: what was deleted leaves the files too, not only the tables. For after a purge.
 *
 * Gives    SQLite: deleted rows are zeros in the file, and the log, which held pages as they
 *          were, is empty. PostgreSQL: nothing; its own vacuum does that in time.
 * Fails    CONFLICT: someone still reads an older state; it may be tried again later. */
enum status db_scrub(struct db *db, struct err *err);

/* db_forgets: what this transaction deletes leaves the files as soon as it is committed, or,
 * when someone still reads an older state, with the next db_scrub_due. */
void db_forgets(struct transaction *transaction);

/* db_scrub_due: db_scrub if something deleted may still be in the files; else nothing. */
enum status db_scrub_due(struct db *db, struct err *err);

/* db_begin: starts to write for one team; nobody else writes for that team until the end.
 *
 * Fails    BROKEN: the store is out of reach, full, or too busy.
 * Cost     SQLite has one writer at a time. Transactions that wait while another is being
 *          written to the disk reach it together: one sync for all of them. */
enum status db_begin(struct db *db, struct team_id team, struct transaction **out,
                     struct err *err);

/* db_begin_reading: a view of the store as it is now; writing is refused. */
enum status db_begin_reading(struct db *db, struct transaction **out, struct err *err);

/* db_view_begin: until db_view_end, or until this thread writes, all its reading transactions
 * see the store at one moment, that of the first: for what reads much and waits for nothing,
 * since it keeps a connection.
 *
 * Cost     the first of them; the others begin and end for nothing. */
void db_view_begin(void);
void db_view_end(void);

/* db_commit: makes the writes last.
 *
 * Gives    OK: they are on the disk and visible to all.
 * Fails    BROKEN: they are not, as far as one can tell; CONFLICT: someone else's work came
 *          across, and it may be tried again. Either way the transaction has ended. */
enum status db_commit(struct transaction *transaction, struct err *err);

/* db_abandon: ends a transaction without its writes. A refusal may rest on what another had
 * just written in the same moment: that is on the disk when this returns. */
void db_abandon(struct transaction *transaction);

/* db_abandon_left_open: for a thread that jumped out of a handler: ends its transaction and
 * the queries in it, if there is one. */
void db_abandon_left_open(void);

/* db_within: runs `body` as one transaction for a team: commits when it gives OK, abandons
 * otherwise. Runs it again when the store says that nothing was at fault but the moment, so
 * body must set, not add to, what it gives through `context`. The usual way to write. */
typedef enum status (*db_body)(struct transaction *transaction, void *context, struct err *err);
enum status db_within(struct db *db, struct team_id team, db_body body, void *context,
                      struct err *err);

/* A value for a numbered parameter. Text is UTF-8; a NULL text is NULL. */
enum value_kind { VALUE_NULL, VALUE_INT, VALUE_REAL, VALUE_TEXT };
struct value {
    enum value_kind kind;
    int64_t number;
    double real;
    const char *text;
};
enum { VALUES_MAX = 24 };

static inline struct value value_null(void) { return (struct value){ .kind = VALUE_NULL }; }

static inline struct value value_int(int64_t number)
{
    return (struct value){ .kind = VALUE_INT, .number = number };
}

static inline struct value value_real(double real)
{
    return (struct value){ .kind = VALUE_REAL, .real = real };
}

static inline struct value value_text(const char *text)
{
    return (struct value){ .kind = text ? VALUE_TEXT : VALUE_NULL, .text = text };
}

/* The values of a statement, in order, and how many. */
#define VALUES(...)                        \
    (const struct value[]){ __VA_ARGS__ }, \
        sizeof((struct value[]){ __VA_ARGS__ }) / sizeof(struct value)
#define NO_VALUES NULL, 0

/* query_open: runs a statement. Its rows are read one by one and query_close is called in
 * the same function; at most QUERIES_MAX are open at once in a transaction.
 *
 * Takes    sql, a constant: statements are kept prepared by its address.
 * Fails    CONFLICT: a constraint refused it; BAD_INPUT: a text is not UTF-8; REFUSED: it
 *          writes and the transaction only reads; BROKEN. After any failure the transaction
 *          can only be abandoned. */
enum { QUERIES_MAX = 4 };
enum status query_open(struct transaction *transaction, const char *sql,
                       const struct value *values, size_t count, struct query **out,
                       struct err *err);
enum status query_next(struct query *query, bool *row, struct err *err);
void query_close(struct query *query);

/* Columns of the current row, from 0. A number asked of a NULL is our mistake. */
bool query_is_null(struct query *query, int column);
int64_t query_int(struct query *query, int column);
int64_t query_int_or(struct query *query, int column, int64_t if_null);
double query_real(struct query *query, int column);
const char *query_text(struct arena *mem, struct query *query, int column); /* NULL for NULL */

/* db_run: a statement whose rows do not matter. */
enum status db_run(struct transaction *transaction, const char *sql, const struct value *values,
                   size_t count, struct err *err);

/* How many rows the last statement that was run to its end inserted, changed or removed. */
int64_t db_changed(const struct transaction *transaction);

/* db_compare: is what the store holds its rows in (tables, columns, rules, indexes, triggers,
 * views) what these scripts make of an empty one?
 *
 * Takes    a writing transaction, which is then abandoned; steps, of which the first makes the
 *          list of steps; count 1: that list alone.
 * Gives    in *there whether there is a list at all.
 * Fails    REFUSED: it is not; the sentence names the first thing that differs. */
enum status db_compare(struct transaction *transaction, const char *const *steps, size_t count,
                       bool *there, struct err *err);

/* db_run_script: several statements without values, for the steps of the schema. */
enum status db_run_script(struct transaction *transaction, const char *sql, struct err *err);

#endif
