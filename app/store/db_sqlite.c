/* The SQLite driver: one connection writes, and each thread that reads has its own, so that
 * readers never wait for a sync. */
#include "store/db_sqlite.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/number.h"
#include "store/db_driver.h"
#include "store/fault.h"

/* How long another program (a backup, a command) may hold the file before we give up. */
enum { BUSY_MS = 5000 };

/* … and how long writers may be kept waiting for readers to leave an old state. */
enum { SCRUB_MS = 500 };

struct sqlite_db {
    struct db base;
    char *path, *log_path;
    struct writer writer;
    struct file_mark file; /* as it was opened */
    struct file_mark log;  /* as it was with the first write: guarded by the writer's turn */
    pthread_key_t reader;  /* each thread's own connection */
    pthread_mutex_t lock;  /* guards `readers` */
    struct sqlite_connection *readers;
};

/* What a thread leaves behind when it ends, besides its connection. */
struct reader {
    struct sqlite_connection connection;
    struct sqlite_db *db;
};

static enum status failed(struct query *query, int code, struct err *err)
{
    struct sqlite_connection *connection = query->transaction->connection;
    query->transaction->failed = true;
    if (query->transaction->reads_only && (code & 0xff) == SQLITE_READONLY)
        return fail(err, REFUSED, "the store may only be read here");
    return sqlite_fail(connection->handle, code, err);
}

/* ---- connections ---- */

static void close_connection(struct sqlite_connection *connection)
{
    for (size_t i = 0; i < connection->kept_count; i++)
        sqlite3_finalize(connection->kept[i].handle);
    sqlite3_finalize(connection->begin);
    sqlite3_finalize(connection->end);
    sqlite3_close(connection->handle);
}

static enum status open_connection(struct sqlite_connection *connection, const char *path,
                                   int flags, const char *settings, struct err *err)
{
    int code = sqlite3_open_v2(path, &connection->handle, flags | SQLITE_OPEN_NOMUTEX, NULL);
    if (code == SQLITE_OK) {
        sqlite3_extended_result_codes(connection->handle, 1);
        sqlite3_busy_timeout(connection->handle, BUSY_MS);
        code = sqlite3_exec(connection->handle, settings, NULL, NULL, NULL);
    }
    if (code == SQLITE_OK)
        return OK;
    enum status status = sqlite_fail(connection->handle, code, err);
    close_connection(connection);
    return status;
}

/* secure_delete: what is deleted is overwritten with zeros. FULL: each commit is synced. The
 * log is kept small, since it holds old pages. */
static const char writer_settings[] = "PRAGMA journal_mode = WAL;"
                                      "PRAGMA synchronous = FULL;"
                                      "PRAGMA secure_delete = ON;"
                                      "PRAGMA foreign_keys = ON;"
                                      "PRAGMA trusted_schema = OFF;"
                                      "PRAGMA temp_store = MEMORY;"
                                      "PRAGMA journal_size_limit = 4194304;";
static const char reader_settings[] = "PRAGMA query_only = ON;"
                                      "PRAGMA trusted_schema = OFF;"
                                      "PRAGMA temp_store = MEMORY;";

static void thread_ended(void *pointer)
{
    struct reader *reader = pointer;
    struct sqlite_db *db = reader->db;
    pthread_mutex_lock(&db->lock);
    struct sqlite_connection **place = &db->readers;
    while (*place != &reader->connection)
        place = &(*place)->next;
    *place = reader->connection.next;
    pthread_mutex_unlock(&db->lock);
    close_connection(&reader->connection);
    free(reader);
}

static enum status reader_of_thread(struct sqlite_db *db, struct sqlite_connection **out,
                                    struct err *err)
{
    struct reader *reader = pthread_getspecific(db->reader);
    if (!reader) {
        reader = calloc(1, sizeof *reader);
        if (!reader)
            return fail(err, BROKEN, "this machine has no memory left");
        reader->db = db;
        enum status status = open_connection(&reader->connection, db->path,
                                             SQLITE_OPEN_READONLY, reader_settings, err);
        if (status != OK) {
            free(reader);
            return status;
        }
        pthread_mutex_lock(&db->lock);
        reader->connection.next = db->readers;
        db->readers = &reader->connection;
        pthread_mutex_unlock(&db->lock);
        pthread_setspecific(db->reader, reader);
    }
    *out = &reader->connection;
    return OK;
}

/* Only its owner may read the file, from its first byte on; and the folder remembers it. */
static enum status make_file(const char *path, struct err *err)
{
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        return fail(err, BROKEN, "%s: %s", path, strerror(errno));
    close(file);
    char folder[PATH_MAX];
    if (strlen(path) >= sizeof folder)
        return fail(err, BAD_INPUT, "the path of the store is too long");
    strcpy(folder, path);
    int directory = open(dirname(folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory >= 0) {
        (void)fsync(directory);
        close(directory);
    }
    return OK;
}

/* Some file systems cannot hold a shared log; SQLite then silently uses another mode. */
static enum status check_log(struct sqlite_connection *connection, struct err *err)
{
    sqlite3_stmt *statement = NULL;
    int code =
        sqlite3_prepare_v2(connection->handle, "PRAGMA journal_mode", -1, &statement, NULL);
    bool wal = code == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW &&
               strcmp((const char *)sqlite3_column_text(statement, 0), "wal") == 0;
    sqlite3_finalize(statement);
    return wal ? OK
               : fail(err, BROKEN,
                      "the folder of the store must be on a local disk "
                      "(write-ahead logging is not possible there)");
}

/* Counting its memory takes a lock that all connections share, at each piece of it. */
static pthread_once_t configured = PTHREAD_ONCE_INIT;
static void configure(void) { (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

static enum status open_writer(struct sqlite_connection *connection, const char *path,
                               struct err *err)
{
    if (open_connection(connection, path, SQLITE_OPEN_READWRITE, writer_settings, err) != OK) {
        struct err why = *err;
        return fail(err, BROKEN, "%s: %s", path, store_fault_cause(&why));
    }
    enum status status = check_log(connection, err);
    if (status != OK)
        close_connection(connection);
    return status;
}

static void name_files(struct sqlite_db *db, const char *path)
{
    static const char end[] = "-wal"; /* SQLite's own */
    size_t length = strlen(path);
    db->path = strdup(path);
    db->log_path = malloc(length + sizeof end);
    if (!db->path || !db->log_path)
        abort();
    memcpy(db->log_path, path, length);
    memcpy(db->log_path + length, end, sizeof end);
}

static enum status open_store(const char *url, struct db **out, struct err *err)
{
    const char *path = url + sizeof "sqlite:" - 1;
    if (!*path || *path == ':')
        return fail(err, BAD_INPUT, "after sqlite: comes the path of a file");
    TRY(make_file(path, err));
    pthread_once(&configured, configure);
    struct sqlite_connection *connection = calloc(1, sizeof *connection);
    struct sqlite_db *db = calloc(1, sizeof *db);
    if (!connection || !db)
        abort();
    enum status status = open_writer(connection, path, err);
    if (status == OK && !sqlite_is_in_place(path, &db->file)) {
        status = sqlite_check_place(path, &db->file, err);
        close_connection(connection);
    }
    if (status != OK) {
        free(connection);
        free(db);
        return status;
    }
    name_files(db, path);
    db->base.driver = &db_sqlite;
    writer_open(&db->writer, connection);
    pthread_mutex_init(&db->lock, NULL);
    pthread_key_create(&db->reader, thread_ended);
    *out = &db->base;
    return OK;
}

static void close_store(struct db *base)
{
    struct sqlite_db *db = (struct sqlite_db *)base;
    pthread_key_delete(db->reader);
    while (db->readers) {
        struct sqlite_connection *reader = db->readers;
        db->readers = reader->next;
        close_connection(reader);
        free(reader); /* the first field of its struct reader */
    }
    struct sqlite_connection *connection = db->writer.connection;
    sqlite3_wal_checkpoint_v2(connection->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    close_connection(connection);
    free(connection);
    writer_close(&db->writer);
    pthread_mutex_destroy(&db->lock);
    free(db->path);
    free(db->log_path);
    free(db);
}

static enum status scrub(struct db *base, struct err *err)
{
    struct sqlite_db *db = (struct sqlite_db *)base;
    sqlite3 *handle = db->writer.connection->handle;
    writer_pause(&db->writer);
    sqlite3_busy_timeout(handle, SCRUB_MS);
    int code = sqlite3_wal_checkpoint_v2(handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    sqlite3_busy_timeout(handle, BUSY_MS);
    enum status status = OK;
    if (code == SQLITE_BUSY)
        status = fail(err, CONFLICT, "someone still reads an older state of the store");
    else if (code != SQLITE_OK)
        status = sqlite_fail(handle, code, err);
    writer_go_on(&db->writer);
    return status;
}

/* ---- transactions ---- */

/* Most requests read and write nothing: for them these two would else be parsed each time. */
static int run_prepared(sqlite3 *handle, sqlite3_stmt **statement, const char *sql)
{
    int code = SQLITE_OK;
    if (!*statement)
        code = sqlite3_prepare_v3(handle, sql, -1, SQLITE_PREPARE_PERSISTENT, statement, NULL);
    if (code != SQLITE_OK)
        return code;
    code = sqlite3_step(*statement);
    sqlite3_reset(*statement);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

static enum status begin_reading(struct transaction *transaction, struct err *err)
{
    struct sqlite_db *db = (struct sqlite_db *)transaction->db;
    struct sqlite_connection *reader = NULL;
    TRY(sqlite_check_place(db->path, &db->file, err));
    TRY(reader_of_thread(db, &reader, err));
    int code = run_prepared(reader->handle, &reader->begin, "BEGIN");
    if (code != SQLITE_OK)
        return sqlite_fail(reader->handle, code, err);
    transaction->connection = reader;
    return OK;
}

static enum status begin(struct transaction *transaction, struct team_id team, struct err *err)
{
    struct sqlite_db *db = (struct sqlite_db *)transaction->db;
    struct batch *batch;
    (void)team; /* one writer at a time is every team's lock */
    if (transaction->reads_only)
        return begin_reading(transaction, err);
    TRY(sqlite_check_place(db->path, &db->file, err));
    TRY(writer_begin(&db->writer, &batch, err));
    enum status status = sqlite_check_place(db->log_path, &db->log, err);
    if (status != OK) {
        writer_abandon(&db->writer, batch);
        return status;
    }
    transaction->connection = db->writer.connection;
    transaction->batch = batch;
    return OK;
}

static void end_reading(struct transaction *transaction)
{
    struct sqlite_connection *reader = transaction->connection;
    (void)run_prepared(reader->handle, &reader->end, "ROLLBACK");
}

static enum status commit(struct transaction *transaction, struct err *err)
{
    struct sqlite_db *db = (struct sqlite_db *)transaction->db;
    if (!transaction->reads_only)
        return writer_commit(&db->writer, transaction->batch, err);
    end_reading(transaction);
    return OK;
}

static void abandon(struct transaction *transaction)
{
    struct sqlite_db *db = (struct sqlite_db *)transaction->db;
    if (transaction->reads_only)
        end_reading(transaction);
    else
        writer_abandon(&db->writer, transaction->batch);
}

/* ---- statements ---- */

static int prepare(struct sqlite_connection *connection, const char *sql, struct query *query)
{
    struct kept_statement *kept = NULL;
    for (size_t i = 0; i < connection->kept_count && !kept; i++)
        if (connection->kept[i].sql == sql)
            kept = &connection->kept[i];
    if (kept && !kept->busy) {
        kept->busy = true;
        query->kept = kept;
        query->handle = kept->handle;
        return SQLITE_OK;
    }
    sqlite3_stmt *statement;
    int code = sqlite3_prepare_v2(connection->handle, sql, -1, &statement, NULL);
    if (code != SQLITE_OK)
        return code;
    query->handle = statement;
    if (!kept && connection->kept_count < KEPT_MAX) {
        kept = &connection->kept[connection->kept_count++];
        *kept = (struct kept_statement){ sql, statement, true };
        query->kept = kept;
    }
    return SQLITE_OK;
}

/* SQLite counts parameters in the order they come, which most often is that of their numbers;
 * a name is only looked up where it is not. */
static int place_of(sqlite3_stmt *statement, size_t number)
{
    const char *there = sqlite3_bind_parameter_name(statement, (int)number);
    int64_t said;
    if (there && there[0] == '$' && number_read_whole(there + 1, 1, VALUES_MAX, &said) &&
        (size_t)said == number)
        return (int)number;
    char name[8];
    sqlite3_snprintf(sizeof name, name, "$%d", (int)number);
    return sqlite3_bind_parameter_index(statement, name);
}

static int bind(sqlite3_stmt *statement, size_t number, const struct value *value)
{
    int index = place_of(statement, number);
    assert(index > 0);
    switch (value->kind) {
    case VALUE_INT:
        return sqlite3_bind_int64(statement, index, value->number);
    case VALUE_REAL:
        return sqlite3_bind_double(statement, index, value->real);
    case VALUE_TEXT:
        return sqlite3_bind_text(statement, index, value->text, -1, SQLITE_TRANSIENT);
    case VALUE_NULL:
        break;
    }
    return sqlite3_bind_null(statement, index);
}

static void close_statement(struct query *query)
{
    struct kept_statement *kept = query->kept;
    if (!kept) {
        sqlite3_finalize(query->handle);
        return;
    }
    sqlite3_reset(query->handle);
    sqlite3_clear_bindings(query->handle); /* no private value stays behind */
    kept->busy = false;
}

static enum status open_statement(struct query *query, const char *sql,
                                  const struct value *values, size_t count, struct err *err)
{
    int code = prepare(query->transaction->connection, sql, query);
    if (code != SQLITE_OK)
        return failed(query, code, err);
    assert(sqlite3_bind_parameter_count(query->handle) == (int)count);
    for (size_t i = 0; i < count && code == SQLITE_OK; i++)
        code = bind(query->handle, i + 1, &values[i]);
    if (code == SQLITE_OK)
        return OK;
    enum status status = failed(query, code, err);
    close_statement(query);
    return status;
}

static enum status next_row(struct query *query, bool *row, struct err *err)
{
    int code = sqlite3_step(query->handle);
    *row = code == SQLITE_ROW;
    if (*row)
        return OK;
    if (code != SQLITE_DONE)
        return failed(query, code, err);
    struct sqlite_connection *connection = query->transaction->connection;
    query->transaction->changed = sqlite3_changes(connection->handle);
    return OK;
}

static bool is_null(struct query *query, int column)
{
    return sqlite3_column_type(query->handle, column) == SQLITE_NULL;
}

static int64_t get_int(struct query *query, int column)
{
    return sqlite3_column_int64(query->handle, column);
}

static double get_real(struct query *query, int column)
{
    return sqlite3_column_double(query->handle, column);
}

static const char *get_text(struct query *query, int column)
{
    return (const char *)sqlite3_column_text(query->handle, column);
}

static enum status run_script(struct transaction *transaction, const char *sql, struct err *err)
{
    struct sqlite_connection *connection = transaction->connection;
    int code = sqlite3_exec(connection->handle, sql, NULL, NULL, NULL);
    if (code == SQLITE_OK)
        return OK;
    transaction->failed = true;
    return sqlite_fail(connection->handle, code, err);
}

static enum status compare(struct transaction *transaction, const char *const *steps,
                           size_t count, bool *there, struct err *err)
{
    struct sqlite_connection *connection = transaction->connection;
    return sqlite_compare(connection->handle, steps, count, there, err);
}

static const char *const schemes[] = { "sqlite:", NULL };

const struct db_driver db_sqlite = {
    .schemes = schemes,
    .open = open_store,
    .close = close_store,
    .scrub = scrub,
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
    .compare = compare,
};
