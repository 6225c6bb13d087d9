/* Writers behind another program that holds the store: all are refused at the same moment, and
 * those who read wait for nobody. */
#include <libpq-fe.h>
#include <pthread.h>
#include <sqlite3.h>
#include <time.h>

#include "each_store.h"
#include "store/fault.h"

enum { WRITERS = 6 };

static struct err err;
static const struct team_id team = { 4821 };

static const char make_sql[] = "CREATE TABLE IF NOT EXISTS thing (team BIGINT NOT NULL)";
static const char add_sql[] = "INSERT INTO thing (team) VALUES ($1)";
static const char count_sql[] = "SELECT count(*) FROM thing";

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* ---- another program ---- */

struct holder {
    sqlite3 *file;
    PGconn *server;
};

static void hold(const struct store *store, struct holder *holder)
{
    *holder = (struct holder){ 0 };
    if (strncmp(store->url, "sqlite:", 7) == 0) {
        assert_int_equal(sqlite3_open(store->url + 7, &holder->file), SQLITE_OK);
        assert_int_equal(sqlite3_exec(holder->file, "BEGIN IMMEDIATE", NULL, NULL, NULL), 0);
        return;
    }
    holder->server = PQconnectdb(store->url);
    PGresult *result =
        PQexec(holder->server, "BEGIN; LOCK TABLE thing IN SHARE ROW EXCLUSIVE MODE");
    assert_int_equal(PQresultStatus(result), PGRES_COMMAND_OK);
    PQclear(result);
}

static void let_go(struct holder *holder)
{
    if (holder->file) {
        sqlite3_exec(holder->file, "ROLLBACK", NULL, NULL, NULL);
        sqlite3_close(holder->file);
    } else {
        PQfinish(holder->server);
    }
}

/* ---- people ---- */

struct writer {
    pthread_t thread;
    struct db *db;
    enum status status;
    struct err err;
    double ended;
};

static enum status add(struct transaction *transaction, void *context, struct err *why)
{
    (void)context;
    return db_run(transaction, add_sql, VALUES(value_int(team.value)), why);
}

static void *write_one(void *pointer)
{
    struct writer *writer = pointer;
    /* Each for a team of its own: none waits for another's turn. */
    writer->status = db_within(writer->db, (struct team_id){ (int64_t)(intptr_t)pointer }, add,
                               NULL, &writer->err);
    writer->ended = now();
    return NULL;
}

static int64_t count(struct db *db)
{
    struct transaction *t;
    struct query *query;
    bool row;
    CHECK_OK(db_begin_reading(db, &t, &err));
    CHECK_OK(query_open(t, count_sql, NO_VALUES, &query, &err));
    CHECK_OK(query_next(query, &row, &err));
    int64_t found = query_int(query, 0);
    query_close(query);
    db_abandon(t);
    return found;
}

static void test_all_who_wait_are_refused_together_and_readers_wait_for_nobody(void **state)
{
    struct store *store = *state;
    struct writer writers[WRITERS] = { 0 };
    struct holder holder;
    struct transaction *t;
    CHECK_OK(db_open(store->url, &store->db, &err));
    CHECK_OK(db_begin(store->db, NO_TEAM, &t, &err));
    CHECK_OK(db_run(t, make_sql, NO_VALUES, &err));
    CHECK_OK(db_commit(t, &err));
    int64_t before = count(store->db);
    hold(store, &holder);
    double start = now();
    for (size_t i = 0; i < WRITERS; i++) {
        writers[i].db = store->db;
        pthread_create(&writers[i].thread, NULL, write_one, &writers[i]);
    }
    nanosleep(&(struct timespec){ .tv_nsec = 300000000 }, NULL);
    double asked = now();
    assert_int_equal(count(store->db), before);
    double read = now() - asked;
    double last = 0;
    for (size_t i = 0; i < WRITERS; i++) {
        pthread_join(writers[i].thread, NULL);
        last = writers[i].ended > last ? writers[i].ended : last;
        assert_int_equal(writers[i].status, BROKEN);
        CHECK_TEXT(store_fault_kind(&writers[i].err), "store.locked");
    }
    printf("# the last of %d was refused after %.1f s; reading took %.0f ms\n", WRITERS,
           last - start, read * 1000);
    assert_true(last - start < 12);
    assert_true(read < 0.5);
    let_go(&holder);
    CHECK_OK(db_within(store->db, team, add, NULL, &err));
    assert_int_equal(count(store->db), before + 1);
    db_close(store->db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_who_wait_are_refused_together_and_readers_wait_for_nobody),
    };
    return each_store_run(tests, sizeof tests / sizeof *tests);
}
