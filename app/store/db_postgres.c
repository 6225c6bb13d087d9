/* The PostgreSQL driver: a pool of connections, each lent to one transaction at a time. The
 * lock of a team lives in the database, so that any number of processes may serve. */
#include <assert.h>
#include <libpq-fe.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/number.h"
#include "store/db_driver.h"
#include "store/fault.h"

/* A connection is a process of the server: 16 keep a machine's cores busy. A thread waits
 * this long for one before it says that the store is too busy. */
enum { POOL_MAX = 16, WAIT_SECONDS = 10, KEPT_MAX = 256 };

struct pg_connection {
    PGconn *handle; /* NULL: not connected yet */
    bool lent;
    size_t kept_count;
    const char *kept[KEPT_MAX]; /* prepared statements, by the address of their text */
};

struct pg_db {
    struct db base;
    char *url;
    pthread_mutex_t lock;
    pthread_cond_t given_back;
    struct pg_connection pool[POOL_MAX];
};

/* ---- errors ---- */

static bool is_state(const char *state, const char *prefix)
{
    return strncmp(state, prefix, strlen(prefix)) == 0;
}

/* Codes of the moment: serialization failure, deadlock, a plan made stale by a new step of
 * the schema; and a lost connection, since nothing was committed yet. */
static bool is_of_the_moment(const char *state)
{
    return is_state(state, "40001") || is_state(state, "40P01") || is_state(state, "0A000");
}

/* Codes of the standard and of PostgreSQL, or how they begin. */
static enum fault fault_of(const char *state)
{
    static const struct {
        const char *state;
        enum fault fault;
    } known[] = {
        { "23", FAULT_RULE },       { "40001", FAULT_CROSSED },   { "40P01", FAULT_CROSSED },
        { "0A000", FAULT_CROSSED }, { "25006", FAULT_READ_ONLY }, { "42501", FAULT_READ_ONLY },
        { "53100", FAULT_FULL },    { "53", FAULT_BUSY },         { "55P03", FAULT_LOCKED },
        { "57014", FAULT_BUSY },    { "57P", FAULT_DOWN },        { "08", FAULT_DOWN },
        { "25P03", FAULT_DOWN },    { "58", FAULT_DISK },         { "XX", FAULT_DAMAGED },
        { "42P01", FAULT_DAMAGED }, { "42703", FAULT_DAMAGED },
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (is_state(state, known[i].state))
            return known[i].fault;
    return FAULT_UNTOLD;
}

/* For the log: which rule, on which table; what the database says itself may quote a value. */
static const char *field_of(const PGresult *result, int field)
{
    const char *text = PQresultErrorField(result, field);
    return text ? text : "";
}

static enum status failed(struct transaction *transaction, const PGresult *result,
                          struct err *err)
{
    struct pg_connection *connection = transaction->connection;
    const char *state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
    transaction->failed = true;
    if (PQstatus(connection->handle) != CONNECTION_OK) {
        transaction->again = true;
        return store_fault(err, FAULT_DOWN, "the connection was lost");
    }
    if (!state)
        return store_fault(err, FAULT_UNTOLD, "it said nothing");
    transaction->again = is_of_the_moment(state);
    if (transaction->reads_only && is_state(state, "25006"))
        return fail(err, REFUSED, "the store may only be read here");
    return store_fault(err, fault_of(state), "SQLSTATE %s %s %s", state,
                       field_of(result, PG_DIAG_TABLE_NAME),
                       field_of(result, PG_DIAG_CONSTRAINT_NAME));
}

/* ---- connections ---- */

/* A cluster may run with synchronous_commit off: a reply would then leave before the sync.
 * A thread that hangs in a transaction must not hold its team for ever. */
static const char session_settings[] =
    "SET client_min_messages = warning;"
    "SET idle_in_transaction_session_timeout = '60s';"
    "SET lock_timeout = '10s';"
    "SELECT set_config('synchronous_commit', 'on', false)"
    " WHERE current_setting('synchronous_commit') IN ('off', 'local')";

static void disconnect(struct pg_connection *connection)
{
    PQfinish(connection->handle);
    connection->handle = NULL;
    connection->kept_count = 0;
}

/* What the database remarks is no output of ours; errors come back with their statement. */
static void say_nothing(void *context, const char *text)
{
    (void)context;
    (void)text;
}

static enum status connect(struct pg_db *db, struct pg_connection *connection, struct err *err)
{
    /* What stands in the address wins over the words before it. */
    const char *words[] = { "connect_timeout", "application_name", "dbname", "client_encoding",
                            NULL };
    const char *values[] = { "5", "alliage", db->url, "UTF8", NULL };
    connection->handle = PQconnectdbParams(words, values, 1);
    PGresult *result = NULL;
    PQsetNoticeProcessor(connection->handle, say_nothing, NULL);
    if (PQstatus(connection->handle) == CONNECTION_OK)
        result = PQexec(connection->handle, session_settings);
    bool ready = result && PQresultStatus(result) == PGRES_TUPLES_OK;
    PQclear(result);
    if (ready)
        return OK;
    enum status status = store_fault(err, FAULT_DOWN, "%s", PQerrorMessage(connection->handle));
    disconnect(connection);
    return status;
}

static struct pg_connection *free_connection(struct pg_db *db)
{
    struct pg_connection *found = NULL;
    for (size_t i = 0; i < POOL_MAX; i++)
        if (!db->pool[i].lent && (!found || db->pool[i].handle)) {
            found = &db->pool[i];
            if (found->handle)
                break;
        }
    return found;
}

static enum status borrow(struct pg_db *db, struct pg_connection **out, struct err *err)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += WAIT_SECONDS;
    int waited = 0;
    pthread_mutex_lock(&db->lock);
    while (!(*out = free_connection(db)) && waited == 0)
        waited = pthread_cond_timedwait(&db->given_back, &db->lock, &until);
    if (*out)
        (*out)->lent = true;
    pthread_mutex_unlock(&db->lock);
    return *out ? OK
                : store_fault(err, FAULT_BUSY, "no connection came free in %d s", WAIT_SECONDS);
}

static void give_back(struct pg_db *db, struct pg_connection *connection)
{
    if (connection->handle && PQtransactionStatus(connection->handle) != PQTRANS_IDLE)
        disconnect(connection);
    pthread_mutex_lock(&db->lock);
    connection->lent = false;
    pthread_cond_signal(&db->given_back);
    pthread_mutex_unlock(&db->lock);
}

static enum status check_encoding(struct pg_connection *connection, struct err *err)
{
    const char *encoding = PQparameterStatus(connection->handle, "server_encoding");
    if (encoding && strcmp(encoding, "UTF8") == 0)
        return OK;
    return fail(err, BAD_INPUT, "the database must hold UTF-8 text, not %s",
                encoding ? encoding : "an unknown encoding");
}

static void close_store(struct db *base)
{
    struct pg_db *db = (struct pg_db *)base;
    for (size_t i = 0; i < POOL_MAX; i++)
        if (db->pool[i].handle)
            disconnect(&db->pool[i]);
    pthread_mutex_destroy(&db->lock);
    pthread_cond_destroy(&db->given_back);
    free(db->url);
    free(db);
}

static enum status open_store(const char *url, struct db **out, struct err *err)
{
    struct pg_db *db = calloc(1, sizeof *db);
    char *copy = strdup(url);
    if (!db || !copy)
        abort();
    db->base.driver = &db_postgres;
    db->url = copy;
    pthread_mutex_init(&db->lock, NULL);
    pthread_cond_init(&db->given_back, NULL);
    enum status status = connect(db, &db->pool[0], err);
    if (status != OK) {
        struct err why = *err;
        status = fail(err, BROKEN, "the store is out of reach: %s", store_fault_cause(&why));
    }
    if (status == OK)
        status = check_encoding(&db->pool[0], err);
    if (status == OK)
        *out = &db->base;
    else
        close_store(&db->base);
    return status;
}

/* ---- transactions ---- */

/* One round trip, so that a team's turn costs no more than its lock. */
static enum status start(struct transaction *transaction, struct team_id team, struct err *err)
{
    struct pg_connection *connection = transaction->connection;
    char sql[120];
    if (transaction->reads_only)
        snprintf(sql, sizeof sql, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    else
        snprintf(sql, sizeof sql, "BEGIN; SELECT pg_advisory_xact_lock(%lld)",
                 (long long)team.value);
    PGresult *result = PQexec(connection->handle, sql);
    ExecStatusType code = PQresultStatus(result);
    bool started = code == PGRES_TUPLES_OK || code == PGRES_COMMAND_OK;
    enum status status = started ? OK : failed(transaction, result, err);
    PQclear(result);
    return status;
}

/* A connection that rested in the pool may have died there: that is nobody's fault, and a
 * new one is tried. One that lives and says no has been waited for already. */
static enum status begin(struct transaction *transaction, struct team_id team, struct err *err)
{
    struct pg_db *db = (struct pg_db *)transaction->db;
    struct pg_connection *connection;
    enum status status = BROKEN;
    TRY(borrow(db, &connection, err));
    transaction->connection = connection;
    bool rested = connection->handle != NULL;
    if (rested && (status = start(transaction, team, err)) == OK)
        return OK;
    if (!rested || PQstatus(connection->handle) != CONNECTION_OK) {
        if (rested)
            disconnect(connection);
        transaction->failed = transaction->again = false;
        status = connect(db, connection, err);
        if (status == OK)
            status = start(transaction, team, err);
    }
    if (status != OK)
        give_back(db, connection);
    return status;
}

static enum status commit(struct transaction *transaction, struct err *err)
{
    struct pg_connection *connection = transaction->connection;
    PGresult *result = PQexec(connection->handle, "COMMIT");
    enum status status = OK;
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        status = failed(transaction, result, err);
    else if (strcmp(PQcmdStatus(result), "COMMIT") != 0)
        status = store_fault(err, FAULT_UNTOLD, "the database took the work back");
    PQclear(result);
    if (status != OK && PQstatus(connection->handle) != CONNECTION_OK) {
        transaction->again = false; /* it may have been done: only the person can tell */
        status = store_fault(err, FAULT_UNSURE, "the connection was lost during a commit");
    }
    give_back((struct pg_db *)transaction->db, connection);
    return status;
}

static void abandon(struct transaction *transaction)
{
    struct pg_connection *connection = transaction->connection;
    PQclear(PQexec(connection->handle, "ROLLBACK"));
    give_back((struct pg_db *)transaction->db, connection);
}

/* ---- statements ---- */

static PGresult *prepare(struct pg_connection *connection, const char *sql, char name[16],
                         bool *ready)
{
    size_t i = 0;
    while (i < connection->kept_count && connection->kept[i] != sql)
        i++;
    *ready = true;
    snprintf(name, 16, "s%zu", i);
    if (i < connection->kept_count)
        return NULL;
    if (i == KEPT_MAX)
        name[0] = '\0'; /* prepared anew each time */
    PGresult *result = PQprepare(connection->handle, name, sql, 0, NULL);
    *ready = PQresultStatus(result) == PGRES_COMMAND_OK;
    if (*ready && i < KEPT_MAX)
        connection->kept[connection->kept_count++] = sql;
    return result;
}

static void write_values(const struct value *values, size_t count, char room[][32],
                         const char **out)
{
    for (size_t i = 0; i < count; i++) {
        out[i] = values[i].kind == VALUE_TEXT ? values[i].text : NULL;
        if (values[i].kind == VALUE_INT)
            snprintf(room[i], 32, "%lld", (long long)values[i].number);
        if (values[i].kind == VALUE_REAL)
            snprintf(room[i], 32, "%.17g", values[i].real);
        if (values[i].kind == VALUE_INT || values[i].kind == VALUE_REAL)
            out[i] = room[i];
    }
}

/* "INSERT 0 3" says how many rows changed; "SELECT 3" how many were read. */
static void note_changes(struct transaction *transaction, PGresult *result)
{
    if (strncmp(PQcmdStatus(result), "SELECT", 6) != 0)
        number_read_whole(PQcmdTuples(result), 0, INT64_MAX, &transaction->changed);
}

static enum status open_statement(struct query *query, const char *sql,
                                  const struct value *values, size_t count, struct err *err)
{
    struct pg_connection *connection = query->transaction->connection;
    char name[16], room[VALUES_MAX][32];
    const char *texts[VALUES_MAX];
    bool ready;
    PGresult *result = prepare(connection, sql, name, &ready);
    if (ready) {
        PQclear(result);
        write_values(values, count, room, texts);
        result = PQexecPrepared(connection->handle, name, (int)count, texts, NULL, NULL, 0);
    }
    ExecStatusType code = PQresultStatus(result);
    if (!ready || (code != PGRES_TUPLES_OK && code != PGRES_COMMAND_OK)) {
        enum status status = failed(query->transaction, result, err);
        PQclear(result);
        return status;
    }
    note_changes(query->transaction, result);
    query->handle = result;
    return OK;
}

static enum status next_row(struct query *query, bool *row, struct err *err)
{
    (void)err;
    *row = ++query->row < PQntuples(query->handle);
    return OK;
}

static void close_statement(struct query *query) { PQclear(query->handle); }

static bool is_null(struct query *query, int column)
{
    return PQgetisnull(query->handle, query->row, column);
}

static const char *get_text(struct query *query, int column)
{
    return PQgetvalue(query->handle, query->row, column);
}

static int64_t get_int(struct query *query, int column)
{
    int64_t number = 0;
    number_read_whole(get_text(query, column), INT64_MIN, INT64_MAX, &number);
    return number;
}

static double get_real(struct query *query, int column)
{
    double number = 0;
    number_read(get_text(query, column), NUMBER_EXPONENT, -HUGE_VAL, HUGE_VAL, &number);
    return number;
}

static enum status run_script(struct transaction *transaction, const char *sql, struct err *err)
{
    struct pg_connection *connection = transaction->connection;
    PGresult *result = PQexec(connection->handle, sql);
    ExecStatusType code = PQresultStatus(result);
    enum status status = OK;
    if (code != PGRES_COMMAND_OK && code != PGRES_TUPLES_OK && code != PGRES_EMPTY_QUERY)
        status = failed(transaction, result, err);
    PQclear(result);
    return status;
}

static const char *const schemes[] = { "postgresql://", "postgres://", NULL };

const struct db_driver db_postgres = {
    .schemes = schemes,
    .open = open_store,
    .close = close_store,
    .begin = begin,
    .commit = commit,
    .abandon = abandon,
    .query_open = open_statement,
    .query_next = next_row,
    .query_close = close_statement,
    .is_null = is_null,
    .get_int = get_int,
    .get_real = get_real,
    .get_text = get_text,
    .run_script = run_script,
    .compare = postgres_compare,
};
