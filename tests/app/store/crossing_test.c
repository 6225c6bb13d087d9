/* Two who stand in each other's way: PostgreSQL ends one of them, which is then run again. */
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

#include "each_store.h"

static struct err err;

static const char make_sql[] = "CREATE TABLE IF NOT EXISTS crossing"
                               " (team BIGINT NOT NULL, id BIGINT NOT NULL,"
                               " crossed BIGINT NOT NULL, PRIMARY KEY (team, id))";
static const char put_sql[] = "INSERT INTO crossing (team, id, crossed) VALUES (0, $1, 0)"
                              " ON CONFLICT (team, id) DO UPDATE SET crossed = 0";
static const char cross_sql[] =
    "UPDATE crossing SET crossed = crossed + 1 WHERE team = 0 AND id = $1";
static const char sum_sql[] = "SELECT coalesce(sum(crossed), 0) FROM crossing WHERE team = 0";

struct walker {
    struct db *db;
    struct team_id team; /* one each: they do not wait for the same turn */
    int64_t first, second;
    int tries;
    enum status status;
};

static enum status cross(struct transaction *t, void *context, struct err *why)
{
    struct walker *walker = context;
    walker->tries++;
    TRY(db_run(t, cross_sql, VALUES(value_int(walker->first)), why));
    nanosleep(&(struct timespec){ .tv_nsec = 200000000 }, NULL);
    return db_run(t, cross_sql, VALUES(value_int(walker->second)), why);
}

static void *walk(void *pointer)
{
    struct walker *walker = pointer;
    struct err why;
    walker->status = db_within(walker->db, walker->team, cross, walker, &why);
    return NULL;
}

static int open_crossing(void **state)
{
    struct store *store = *state;
    struct transaction *t;
    CHECK_OK(db_open(store->url, &store->db, &err));
    CHECK_OK(db_begin(store->db, NO_TEAM, &t, &err));
    CHECK_OK(db_run(t, make_sql, NO_VALUES, &err));
    CHECK_OK(db_run(t, put_sql, VALUES(value_int(1)), &err));
    CHECK_OK(db_run(t, put_sql, VALUES(value_int(2)), &err));
    CHECK_OK(db_commit(t, &err));
    return 0;
}

static int close_crossing(void **state)
{
    struct store *store = *state;
    db_abandon_left_open();
    db_close(store->db);
    return 0;
}

static int64_t sum_of(struct db *db)
{
    struct transaction *t;
    struct query *query;
    bool row;
    CHECK_OK(db_begin_reading(db, &t, &err));
    CHECK_OK(query_open(t, sum_sql, NO_VALUES, &query, &err));
    CHECK_OK(query_next(query, &row, &err));
    int64_t sum = query_int(query, 0);
    query_close(query);
    db_abandon(t);
    return sum;
}

static void test_two_who_cross_each_other_both_get_through(void **state)
{
    struct store *store = *state;
    struct walker walkers[2] = { { store->db, { 11 }, 1, 2, 0, OK },
                                 { store->db, { 12 }, 2, 1, 0, OK } };
    pthread_t threads[2];
    for (int i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, walk, &walkers[i]), 0);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
    assert_int_equal(walkers[0].status, OK);
    assert_int_equal(walkers[1].status, OK);
    assert_int_equal(sum_of(store->db), 4);
    /* SQLite has one writer; on PostgreSQL the two have really met. */
    bool sqlite = strcmp(store->name, "sqlite") == 0;
    int tries = walkers[0].tries + walkers[1].tries;
    assert_true(sqlite ? tries == 2 : tries >= 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_two_who_cross_each_other_both_get_through,
                                        open_crossing, close_crossing),
    };
    return each_store_run(tests, sizeof tests / sizeof *tests);
}
