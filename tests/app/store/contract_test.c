/* What every store must do: the same tests on a SQLite file and on PostgreSQL. */
#include <pthread.h>

#include "each_store.h"

static struct err err;
static const struct team_id team = { 4821 }, other_team = { 977 };

static const char drop_sql[] = "DROP TABLE IF EXISTS part; DROP TABLE IF EXISTS thing;";
static const char create_sql[] =
    "CREATE TABLE thing (team BIGINT NOT NULL, id BIGINT NOT NULL, name TEXT,"
    " size DOUBLE PRECISION CHECK (size >= 0), PRIMARY KEY (team, id), UNIQUE (team, name));"
    "CREATE TABLE part (team BIGINT NOT NULL, thing BIGINT NOT NULL, n BIGINT NOT NULL,"
    " PRIMARY KEY (team, thing, n),"
    " FOREIGN KEY (team, thing) REFERENCES thing (team, id) ON DELETE CASCADE);";
static const char insert_sql[] =
    "INSERT INTO thing (size, team, id, name) VALUES ($4, $1, $2, $3)";
static const char part_sql[] = "INSERT INTO part (team, thing, n) VALUES ($1, $2, $3)";
static const char select_sql[] =
    "SELECT id, name, size FROM thing WHERE team = $1 ORDER BY size DESC NULLS LAST, id";
static const char count_sql[] = "SELECT count(*) FROM thing WHERE team = $1";
static const char rename_sql[] = "UPDATE thing SET name = $3 WHERE team = $1 AND id >= $2";
static const char grow_sql[] =
    "UPDATE thing SET size = size + $3 WHERE team = $1 AND id = $2 RETURNING size";
static const char put_sql[] = "INSERT INTO thing (team, id, name, size) VALUES ($1, $2, $3, $4)"
                              " ON CONFLICT (team, id) DO UPDATE SET name = excluded.name,"
                              " size = excluded.size";

static int open_empty(void **state)
{
    struct store *store = *state;
    struct transaction *t;
    CHECK_OK(db_open(store->url, &store->db, &err));
    CHECK_OK(db_begin(store->db, NO_TEAM, &t, &err));
    CHECK_OK(db_run_script(t, drop_sql, &err));
    CHECK_OK(db_run_script(t, create_sql, &err));
    CHECK_OK(db_commit(t, &err));
    return 0;
}

static int close_it(void **state)
{
    struct store *store = *state;
    db_abandon_left_open();
    db_close(store->db);
    return 0;
}

static void add_thing(struct db *db, int64_t id, const char *name, double size)
{
    struct transaction *t;
    CHECK_OK(db_begin(db, team, &t, &err));
    CHECK_OK(
        db_run(t, insert_sql,
               VALUES(value_int(team.value), value_int(id), value_text(name), value_real(size)),
               &err));
    CHECK_OK(db_commit(t, &err));
}

static int64_t count_things(struct db *db, struct team_id of)
{
    struct transaction *t;
    struct query *query;
    bool row;
    CHECK_OK(db_begin_reading(db, &t, &err));
    CHECK_OK(query_open(t, count_sql, VALUES(value_int(of.value)), &query, &err));
    CHECK_OK(query_next(query, &row, &err));
    assert_true(row);
    int64_t count = query_int(query, 0);
    query_close(query);
    db_abandon(t);
    return count;
}

static void test_what_is_committed_is_read_back(void **state)
{
    struct store *store = *state;
    struct arena mem = arena_with_limit(1 << 20);
    struct transaction *t;
    struct query *query;
    bool row;
    add_thing(store->db, 9007199254740881, "un été à Łódź 😀", 0.1);
    CHECK_OK(db_begin_reading(store->db, &t, &err));
    CHECK_OK(query_open(t, select_sql, VALUES(value_int(team.value)), &query, &err));
    CHECK_OK(query_next(query, &row, &err));
    assert_true(row);
    assert_int_equal(query_int(query, 0), 9007199254740881);
    CHECK_TEXT(query_text(&mem, query, 1), "un été à Łódź 😀");
    assert_true(query_real(query, 2) == 0.1); /* the very bits */
    CHECK_OK(query_next(query, &row, &err));
    assert_false(row);
    query_close(query);
    CHECK_OK(db_commit(t, &err));
    arena_free(&mem);
}

static void test_extreme_numbers_and_empty_text_come_back(void **state)
{
    struct store *store = *state;
    struct arena mem = arena_with_limit(1 << 20);
    struct transaction *t;
    struct query *query;
    bool row;
    add_thing(store->db, INT64_MIN, "", 1.7976931348623157e308);
    add_thing(store->db, INT64_MAX, "l'\"apostrophe\"; DROP TABLE thing; --", 5e-324);
    CHECK_OK(db_begin_reading(store->db, &t, &err));
    CHECK_OK(query_open(t, select_sql, VALUES(value_int(team.value)), &query, &err));
    CHECK_OK(query_next(query, &row, &err));
    assert_true(query_int(query, 0) == INT64_MIN);
    CHECK_TEXT(query_text(&mem, query, 1), "");
    assert_true(query_real(query, 2) == 1.7976931348623157e308);
    CHECK_OK(query_next(query, &row, &err));
    assert_true(query_int(query, 0) == INT64_MAX);
    CHECK_TEXT(query_text(&mem, query, 1), "l'\"apostrophe\"; DROP TABLE thing; --");
    assert_true(query_real(query, 2) == 5e-324);
    query_close(query);
    db_abandon(t);
    arena_free(&mem);
}

static void test_null_is_told_from_zero_and_from_empty(void **state)
{
    struct store *store = *state;
    struct arena mem = arena_with_limit(1 << 20);
    struct transaction *t;
    struct query *query;
    bool row;
    CHECK_OK(db_begin(store->db, team, &t, &err));
    CHECK_OK(db_run(t, insert_sql,
                    VALUES(value_int(team.value), value_int(3), value_text(NULL), value_null()),
                    &err));
    CHECK_OK(db_run(t, insert_sql,
                    VALUES(value_int(team.value), value_int(4), value_text(""), value_real(0)),
                    &err));
    CHECK_OK(query_open(t, select_sql, VALUES(value_int(team.value)), &query, &err));
    CHECK_OK(query_next(query, &row, &err));
    assert_false(query_is_null(query, 2));
    CHECK_OK(query_next(query, &row, &err));
    assert_int_equal(query_int(query, 0), 3);
    assert_true(query_is_null(query, 2));
    assert_null(query_text(&mem, query, 1));
    assert_int_equal(query_int_or(query, 2, -77), -77);
    query_close(query);
    CHECK_OK(db_commit(t, &err));
    arena_free(&mem);
}

static void test_what_is_abandoned_is_gone(void **state)
{
    struct store *store = *state;
    struct transaction *t;
    CHECK_OK(db_begin(store->db, team, &t, &err));
    CHECK_OK(db_run(t, insert_sql,
                    VALUES(value_int(team.value), value_int(1), value_text("a"), value_real(1)),
                    &err));
    db_abandon(t);
    assert_int_equal(count_things(store->db, team), 0);
    add_thing(store->db, 1, "a", 1);
    assert_int_equal(count_things(store->db, team), 1);
}

static void check_refusal(struct store *store, const char *sql, const struct value *values,
                          size_t count, enum status wanted)
{
    struct transaction *t;
    CHECK_OK(db_begin(store->db, team, &t, &err));
    enum status status = db_run(t, sql, values, count, &err);
    db_abandon(t);
    assert_int_equal(status, wanted);
    assert_true(strlen(err.text) > 10);
}

static void test_constraints_are_conflicts(void **state)
{
    struct store *store = *state;
    const struct value key = value_int(team.value), one = value_int(1), two = value_int(2);
    add_thing(store->db, 1, "a", 1);
    check_refusal(store, insert_sql, VALUES(key, one, value_text("b"), value_real(1)),
                  CONFLICT); /* primary key */
    check_refusal(store, insert_sql, VALUES(key, two, value_text("a"), value_real(1)),
                  CONFLICT); /* unique */
    check_refusal(store, insert_sql, VALUES(key, two, value_text("b"), value_real(-1)),
                  CONFLICT); /* check */
    check_refusal(store, insert_sql, VALUES(key, value_null(), value_text("b"), value_real(1)),
                  CONFLICT);                                         /* not null */
    check_refusal(store, part_sql, VALUES(key, two, one), CONFLICT); /* foreign key */
    assert_int_equal(count_things(store->db, team), 1);
}

static void test_text_that_is_not_utf8_is_bad_input(void **state)
{
    const struct value key = value_int(team.value), one = value_int(1);
    check_refusal(*state, insert_sql, VALUES(key, one, value_text("caf\xe9"), value_real(1)),
                  BAD_INPUT);
    check_refusal(*state, insert_sql,
                  VALUES(key, one, value_text("\xed\xa0\x80"), value_real(1)), BAD_INPUT);
}

static void test_a_reading_transaction_refuses_to_write(void **state)
{
    struct store *store = *state;
    struct transaction *t;
    CHECK_OK(db_begin_reading(store->db, &t, &err));
    enum status status = db_run(
        t, insert_sql,
        VALUES(value_int(team.value), value_int(1), value_text("a"), value_real(1)), &err);
    db_abandon(t);
    assert_int_equal(status, REFUSED);
    assert_int_equal(count_things(store->db, team), 0);
}

static void test_a_wrong_statement_is_broken_and_leaves_the_store_usable(void **state)
{
    struct store *store = *state;
    check_refusal(store, "SELECT no_such_column FROM thing", NO_VALUES, BROKEN);
    add_thing(store->db, 1, "a", 1);
    assert_int_equal(count_things(store->db, team), 1);
}

static void test_changed_counts_the_rows_of_the_last_write(void **state)
{
    struct store *store = *state;
    struct transaction *t;
    const struct value key = value_int(team.value);
    add_thing(store->db, 1, "a", 1);
    add_thing(store->db, 2, "b", 1);
    CHECK_OK(db_begin(store->db, team, &t, &err));
    CHECK_OK(db_run(t, rename_sql, VALUES(key, value_int(1), value_null()), &err));
    assert_int_equal(db_changed(t), 2);
    CHECK_OK(db_run(t, count_sql, VALUES(key), &err));
    assert_int_equal(db_changed(t), 2);
    CHECK_OK(db_run(t, rename_sql, VALUES(key, value_int(7), value_null()), &err));
    assert_int_equal(db_changed(t), 0);
    CHECK_OK(
        db_run(t, put_sql, VALUES(key, value_int(2), value_text("z"), value_real(2)), &err));
    assert_int_equal(db_changed(t), 1);
    CHECK_OK(db_commit(t, &err));
    assert_int_equal(count_things(store->db, team), 2);
}

static void test_returning_gives_the_row_as_written(void **state)
{
    struct store *store = *state;
    struct transaction *t;
    struct query *query;
    bool row;
    add_thing(store->db, 1, "a", 1.25);
    CHECK_OK(db_begin(store->db, team, &t, &err));
    CHECK_OK(query_open(t, grow_sql,
                        VALUES(value_int(team.value), value_int(1), value_real(0.5)), &query,
                        &err));
    CHECK_OK(query_next(query, &row, &err));
    assert_true(row);
    assert_true(query_real(query, 0) == 1.75);
    query_close(query);
    CHECK_OK(db_commit(t, &err));
}

static void test_two_queries_of_the_same_statement_are_open_at_once(void **state)
{
    struct store *store = *state;
    struct transaction *t;
    struct query *outer, *inner;
    bool row;
    add_thing(store->db, 1, "a", 2);
    add_thing(store->db, 2, "b", 1);
    CHECK_OK(db_begin_reading(store->db, &t, &err));
    CHECK_OK(query_open(t, select_sql, VALUES(value_int(team.value)), &outer, &err));
    CHECK_OK(query_next(outer, &row, &err));
    CHECK_OK(query_open(t, select_sql, VALUES(value_int(team.value)), &inner, &err));
    CHECK_OK(query_next(inner, &row, &err));
    CHECK_OK(query_next(inner, &row, &err));
    assert_int_equal(query_int(inner, 0), 2);
    assert_int_equal(query_int(outer, 0), 1);
    query_close(inner);
    query_close(outer);
    db_abandon(t);
}

static void *write_one(void *pointer)
{
    struct store *store = pointer;
    add_thing(store->db, 2, "b", 1);
    return NULL;
}

static void test_a_view_stays_as_it_was_while_others_write(void **state)
{
    struct store *store = *state;
    struct transaction *t;
    struct query *query;
    bool row;
    pthread_t writer;
    add_thing(store->db, 1, "a", 1);
    CHECK_OK(db_begin_reading(store->db, &t, &err));
    CHECK_OK(query_open(t, count_sql, VALUES(value_int(team.value)), &query, &err));
    CHECK_OK(query_next(query, &row, &err));
    query_close(query);
    assert_int_equal(pthread_create(&writer, NULL, write_one, store), 0);
    pthread_join(writer, NULL);
    CHECK_OK(query_open(t, count_sql, VALUES(value_int(team.value)), &query, &err));
    CHECK_OK(query_next(query, &row, &err));
    assert_int_equal(query_int(query, 0), 1);
    query_close(query);
    db_abandon(t);
    assert_int_equal(count_things(store->db, team), 2);
}

static void test_a_thread_that_jumps_away_leaves_nothing_locked(void **state)
{
    struct store *store = *state;
    struct transaction *t;
    struct query *query;
    bool row;
    jmp_buf door;
    struct arena mem = arena_with_limit(16);
    mem.door = &door;
    add_thing(store->db, 1, "a", 1);
    if (setjmp(door) == 0) {
        CHECK_OK(db_begin(store->db, team, &t, &err));
        CHECK_OK(query_open(t, select_sql, VALUES(value_int(team.value)), &query, &err));
        CHECK_OK(query_next(query, &row, &err));
        arena_alloc(&mem, 1000, 1); /* over the limit: jumps with all of it open */
        fail_msg("the arena did not jump");
    }
    db_abandon_left_open();
    add_thing(store->db, 2, "b", 1);
    assert_int_equal(count_things(store->db, team), 2);
    arena_free(&mem);
}

/* ---- many at once ---- */

enum { THREADS = 8, ROUNDS = 25 };

static enum status count_then_add(struct transaction *t, void *context, struct err *why)
{
    struct query *query;
    bool row;
    const struct team_id *of = context;
    TRY(query_open(t, count_sql, VALUES(value_int(of->value)), &query, why));
    enum status status = query_next(query, &row, why);
    int64_t count = row ? query_int(query, 0) : 0;
    query_close(query);
    TRY(status);
    return db_run(
        t, insert_sql,
        VALUES(value_int(of->value), value_int(count + 1), value_null(), value_real(1)), why);
}

struct worker {
    struct db *db;
    struct team_id team;
    int failures;
};

static void *add_many(void *pointer)
{
    struct worker *worker = pointer;
    struct err why;
    for (int i = 0; i < ROUNDS; i++)
        if (db_within(worker->db, worker->team, count_then_add, &worker->team, &why) != OK)
            worker->failures++;
    return NULL;
}

static void test_a_rule_checked_inside_holds_against_all_others(void **state)
{
    struct store *store = *state;
    pthread_t threads[THREADS];
    struct worker workers[THREADS];
    for (int i = 0; i < THREADS; i++) {
        workers[i] = (struct worker){ store->db, i % 2 ? team : other_team, 0 };
        assert_int_equal(pthread_create(&threads[i], NULL, add_many, &workers[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(workers[i].failures, 0);
    }
    /* The next id is the count plus one: with two at a time one would be refused. */
    assert_int_equal(count_things(store->db, team), THREADS / 2 * ROUNDS);
    assert_int_equal(count_things(store->db, other_team), THREADS / 2 * ROUNDS);
}

struct tries {
    int count;
};

/* In brackets: cmocka has a macro of the same name. */
static enum status add_and_refuse(struct transaction *t, void *context, struct err *why)
{
    struct tries *tries = context;
    tries->count++;
    TRY(db_run(t, insert_sql,
               VALUES(value_int(team.value), value_int(1), value_null(), value_real(1)), why));
    return (fail)(why, REFUSED, "this body refuses, whatever it wrote");
}

static void test_within_abandons_what_the_body_refuses_and_does_not_try_again(void **state)
{
    struct store *store = *state;
    struct tries tries = { 0 };
    assert_int_equal(db_within(store->db, team, add_and_refuse, &tries, &err), REFUSED);
    assert_int_equal(tries.count, 1);
    assert_int_equal(count_things(store->db, team), 0);
}

static void *conflict_many(void *pointer)
{
    struct worker *worker = pointer;
    struct err why;
    struct transaction *t;
    for (int i = 0; i < ROUNDS; i++) {
        if (db_begin(worker->db, worker->team, &t, &why) != OK ||
            db_run(t, insert_sql,
                   VALUES(value_int(worker->team.value), value_int(INT64_MAX), value_null(),
                          value_real(1)),
                   &why) != CONFLICT)
            worker->failures++;
        db_abandon_left_open();
    }
    return NULL;
}

static void test_one_who_is_refused_spoils_nobody_elses_submit(void **state)
{
    struct store *store = *state;
    pthread_t threads[THREADS];
    struct worker workers[THREADS];
    add_thing(store->db, INT64_MAX, "taken", 1);
    for (int i = 0; i < THREADS; i++) {
        workers[i] = (struct worker){ store->db, i % 2 ? team : other_team, 0 };
        assert_int_equal(
            pthread_create(&threads[i], NULL, i % 2 ? conflict_many : add_many, &workers[i]),
            0);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(workers[i].failures, 0);
    }
    assert_int_equal(count_things(store->db, other_team), THREADS / 2 * ROUNDS);
    assert_int_equal(count_things(store->db, team), 1);
}

static void test_an_unknown_address_is_refused_with_the_right_one(void **state)
{
    struct db *db;
    (void)state;
    assert_int_equal(db_open("mysql://x", &db, &err), BAD_INPUT);
    assert_non_null(strstr(err.text, "sqlite:"));
    assert_int_equal(db_open("sqlite:/no/such/folder/x.db", &db, &err), BROKEN);
    assert_non_null(strstr(err.text, "/no/such/folder/x.db"));
    assert_int_equal(db_open("sqlite:", &db, &err), BAD_INPUT);
    assert_int_equal(db_open("postgresql:///x?host=/no/such/folder", &db, &err), BROKEN);
}

#define ON_EMPTY(test) cmocka_unit_test_setup_teardown(test, open_empty, close_it)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_EMPTY(test_what_is_committed_is_read_back),
        ON_EMPTY(test_extreme_numbers_and_empty_text_come_back),
        ON_EMPTY(test_null_is_told_from_zero_and_from_empty),
        ON_EMPTY(test_what_is_abandoned_is_gone),
        ON_EMPTY(test_constraints_are_conflicts),
        ON_EMPTY(test_text_that_is_not_utf8_is_bad_input),
        ON_EMPTY(test_a_reading_transaction_refuses_to_write),
        ON_EMPTY(test_a_wrong_statement_is_broken_and_leaves_the_store_usable),
        ON_EMPTY(test_changed_counts_the_rows_of_the_last_write),
        ON_EMPTY(test_returning_gives_the_row_as_written),
        ON_EMPTY(test_two_queries_of_the_same_statement_are_open_at_once),
        ON_EMPTY(test_a_view_stays_as_it_was_while_others_write),
        ON_EMPTY(test_a_thread_that_jumps_away_leaves_nothing_locked),
        ON_EMPTY(test_a_rule_checked_inside_holds_against_all_others),
        ON_EMPTY(test_within_abandons_what_the_body_refuses_and_does_not_try_again),
        ON_EMPTY(test_one_who_is_refused_spoils_nobody_elses_submit),
        cmocka_unit_test(test_an_unknown_address_is_refused_with_the_right_one),
    };
    return each_store_run(tests, sizeof tests / sizeof *tests);
}
