/* Reading transactions that share one view of the store. */
#include <pthread.h>

#include "each_store.h"

static struct err err;

static const char make_sql[] = "CREATE TABLE IF NOT EXISTS seen"
                               " (team BIGINT NOT NULL, id BIGINT NOT NULL,"
                               " PRIMARY KEY (team, id))";
static const char empty_sql[] = "DELETE FROM seen WHERE team = 0";
static const char add_sql[] = "INSERT INTO seen (team, id) VALUES (0, $1)";
static const char count_sql[] = "SELECT count(*) FROM seen WHERE team = 0";

static int open_seen(void **state)
{
    struct store *store = *state;
    struct transaction *t;
    CHECK_OK(db_open(store->url, &store->db, &err));
    CHECK_OK(db_begin(store->db, NO_TEAM, &t, &err));
    CHECK_OK(db_run(t, make_sql, NO_VALUES, &err));
    CHECK_OK(db_run(t, empty_sql, NO_VALUES, &err));
    CHECK_OK(db_commit(t, &err));
    return 0;
}

static int close_seen(void **state)
{
    struct store *store = *state;
    db_abandon_left_open();
    db_view_end();
    db_close(store->db);
    return 0;
}

static void add(struct db *db, int64_t id)
{
    struct transaction *t;
    CHECK_OK(db_begin(db, NO_TEAM, &t, &err));
    CHECK_OK(db_run(t, add_sql, VALUES(value_int(id)), &err));
    CHECK_OK(db_commit(t, &err));
}

static void *add_two(void *pointer)
{
    add(pointer, 2);
    return NULL;
}

static void add_two_elsewhere(struct db *db)
{
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, add_two, db), 0);
    pthread_join(thread, NULL);
}

static int64_t seen(struct db *db)
{
    struct transaction *t;
    struct query *query;
    bool row;
    CHECK_OK(db_begin_reading(db, &t, &err));
    CHECK_OK(query_open(t, count_sql, NO_VALUES, &query, &err));
    CHECK_OK(query_next(query, &row, &err));
    int64_t count = query_int(query, 0);
    query_close(query);
    db_abandon(t);
    return count;
}

static void test_all_that_is_read_in_a_view_is_of_one_moment(void **state)
{
    struct store *store = *state;
    add(store->db, 1);
    db_view_begin();
    assert_int_equal(seen(store->db), 1);
    add_two_elsewhere(store->db);
    assert_int_equal(seen(store->db), 1);
    db_view_end();
    assert_int_equal(seen(store->db), 2);
}

static void test_a_view_begins_afresh_once_its_thread_has_written(void **state)
{
    struct store *store = *state;
    db_view_begin();
    assert_int_equal(seen(store->db), 0);
    add(store->db, 1);
    assert_int_equal(seen(store->db), 1);
    add_two_elsewhere(store->db);
    assert_int_equal(seen(store->db), 1);
    db_view_end();
}

static void test_without_a_view_each_transaction_sees_the_store_as_it_is(void **state)
{
    struct store *store = *state;
    assert_int_equal(seen(store->db), 0);
    add_two_elsewhere(store->db);
    assert_int_equal(seen(store->db), 1);
}

static void test_a_view_never_lets_its_thread_write_through_it(void **state)
{
    struct store *store = *state;
    struct transaction *t;
    db_view_begin();
    assert_int_equal(seen(store->db), 0);
    CHECK_OK(db_begin_reading(store->db, &t, &err));
    assert_int_equal(db_run(t, add_sql, VALUES(value_int(1)), &err), REFUSED);
    db_abandon(t);
    assert_int_equal(seen(store->db), 0);
    db_view_end();
}

static void test_a_view_does_not_keep_deleted_rows_in_the_files(void **state)
{
    struct store *store = *state;
    db_view_begin();
    assert_int_equal(seen(store->db), 0);
    assert_int_equal(db_scrub(store->db, &err), OK);
    db_view_end();
}

#define ON_EMPTY(test) cmocka_unit_test_setup_teardown(test, open_seen, close_seen)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_EMPTY(test_all_that_is_read_in_a_view_is_of_one_moment),
        ON_EMPTY(test_a_view_begins_afresh_once_its_thread_has_written),
        ON_EMPTY(test_without_a_view_each_transaction_sees_the_store_as_it_is),
        ON_EMPTY(test_a_view_never_lets_its_thread_write_through_it),
        ON_EMPTY(test_a_view_does_not_keep_deleted_rows_in_the_files),
    };
    return each_store_run(tests, sizeof tests / sizeof *tests);
}
