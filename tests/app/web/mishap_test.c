/* An assertion that fails ends one request: it is answered and noted, and what the request had
 * begun is given back, on each store; the next is served as ever. */
#include "web/mishap.h"

#include <assert.h>
#include <fcntl.h>
#include <malloc.h>
#include <stdlib.h>
#include <unistd.h>

#include "a_server.h"
#include "store/db.h"
#include "tests/app/store/each_store.h"
#include "web/searching.h"

enum { TIMES = 250, LOG_BYTES = 1 << 20 };

static struct err err;

/* ---- what is noted: stderr, kept aside ---- */

static int stderr_was = -1;
static char log_path[] = "/tmp/alliage-mishap-XXXXXX";

static void keep_log(void)
{
    int file = mkstemp(log_path);
    assert_true(file >= 0);
    fflush(stderr);
    stderr_was = dup(STDERR_FILENO);
    dup2(file, STDERR_FILENO);
    close(file);
}

static size_t lines_of_log(const char *text)
{
    static char log[LOG_BYTES];
    fflush(stderr);
    dup2(stderr_was, STDERR_FILENO);
    close(stderr_was);
    int file = open(log_path, O_RDONLY);
    ssize_t count = read(file, log, sizeof log - 1);
    close(file);
    unlink(log_path);
    strcpy(log_path + strlen(log_path) - 6, "XXXXXX");
    log[count > 0 ? count : 0] = '\0';
    size_t lines = 0;
    for (const char *at = log; *text && (at = strstr(at, text)); at++)
        lines++;
    return lines;
}

/* ---- over the network ---- */

static int status_for(const char *target)
{
    static struct answer answer;
    char bytes[200];
    int count =
        snprintf(bytes, sizeof bytes, "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", target);
    talk(bytes, (size_t)count, 5, &answer);
    return status_of(&answer);
}

static void test_a_thousand_mistakes_end_a_thousand_requests_and_nothing_else(void **state)
{
    static const char *const places[] = { "/mistake/inline", "/mistake/worker",
                                          "/mistake/heavy", "/mistake/search" };
    size_t held = 0;
    /* The second store's turn is in the same minute. */
    bool repeated = strcmp(((struct store *)*state)->name, "sqlite") != 0;
    server_start(&short_limits, false);
    keep_log();
    for (int i = 0; i < TIMES; i++) {
        for (size_t k = 0; k < sizeof places / sizeof *places; k++)
            if (status_for(places[k]) != 500 || status_for("/") != 200)
                fail_msg("time %d of %s was not told, or ended the server", i, places[k]);
        if (i == TIMES / 5)
            held = mallinfo2().uordblks;
    }
    size_t more = mallinfo2().uordblks;
    size_t noted = lines_of_log("!mistaken: assertion failed in be_mistaken");
    server_stop();
    assert_true(noted == 1 || repeated); /* once a minute */
    if (more > held + (1 << 20))
        fail_msg("%zu bytes more are held", more - held);
}

static void test_a_reply_that_cannot_leave_is_told_too(void **state)
{
    bool repeated = strcmp(((struct store *)*state)->name, "sqlite") != 0;
    server_start(&short_limits, false);
    keep_log();
    assert_int_equal(status_for("/mistake/late"), 500);
    assert_int_equal(status_for("/"), 200);
    assert_true(lines_of_log("web/reply.c:") == 1 || repeated);
    server_stop();
}

/* ---- what a request had begun ---- */

static const char make_sql[] = "CREATE TABLE IF NOT EXISTS mishap (team BIGINT NOT NULL)";
static const char put_sql[] = "INSERT INTO mishap (team) VALUES ($1)";
static const char count_sql[] = "SELECT count(*) FROM mishap WHERE team = $1";

static void assert_in_a_transaction(void *pointer)
{
    struct store *store = pointer;
    struct transaction *t;
    struct query *query;
    CHECK_OK(db_begin(store->db, (struct team_id){ 7 }, &t, &err));
    CHECK_OK(db_run(t, put_sql, VALUES(value_int(7)), &err));
    CHECK_OK(query_open(t, count_sql, VALUES(value_int(7)), &query, &err));
    assert(db_changed(t) < 0);
}

static int64_t rows(struct db *db)
{
    struct transaction *t;
    struct query *query;
    bool row;
    CHECK_OK(db_begin(db, (struct team_id){ 7 }, &t, &err));
    CHECK_OK(query_open(t, count_sql, VALUES(value_int(7)), &query, &err));
    CHECK_OK(query_next(query, &row, &err));
    int64_t count = query_int(query, 0);
    query_close(query);
    db_abandon(t);
    return count;
}

static void test_what_was_begun_in_the_store_is_abandoned(void **state)
{
    struct store *store = *state;
    struct transaction *t;
    CHECK_OK(db_open(store->url, &store->db, &err));
    CHECK_OK(db_begin(store->db, NO_TEAM, &t, &err));
    CHECK_OK(db_run(t, make_sql, NO_VALUES, &err));
    CHECK_OK(db_commit(t, &err));
    keep_log();
    for (int i = 0; i < TIMES; i++) {
        struct arena mem = arena_with_limit(1 << 16);
        assert_int_equal(mishap_try(&mem, assert_in_a_transaction, store), MISHAP_ASSERTION);
        db_abandon_left_open();
        arena_free(&mem);
    }
    lines_of_log("");
    assert_int_equal(rows(store->db), 0);
    db_close(store->db);
}

static void search_and_fail(void *pointer)
{
    bool *may = pointer;
    *may = searching_start(41, 1000);
    assert(!*may);
}

static void test_a_search_that_failed_gives_its_place_back(void **state)
{
    bool may = false;
    struct arena mem = arena_with_limit(1 << 16);
    (void)state;
    keep_log();
    for (int i = 0; i < 3; i++) {
        assert_int_equal(mishap_try(&mem, search_and_fail, &may), MISHAP_ASSERTION);
        assert_true(may);
        searching_left();
    }
    lines_of_log("");
}

static void fill(void *pointer)
{
    for (;;)
        arena_alloc(pointer, 1 << 10, 1);
}

static void fill_inside(void *pointer)
{
    assert_int_equal(mishap_try(pointer, fill, pointer), MISHAP_MEMORY);
    assert(!"inside, then here");
}

static void test_one_try_stands_inside_another(void **state)
{
    struct arena mem = arena_with_limit(1 << 16);
    (void)state;
    keep_log();
    assert_int_equal(mishap_try(&mem, fill_inside, &mem), MISHAP_ASSERTION);
    assert_null(mem.door);
    lines_of_log("");
    arena_free(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_was_begun_in_the_store_is_abandoned),
        cmocka_unit_test(test_a_search_that_failed_gives_its_place_back),
        cmocka_unit_test(test_one_try_stands_inside_another),
        cmocka_unit_test(test_a_reply_that_cannot_leave_is_told_too),
        cmocka_unit_test(test_a_thousand_mistakes_end_a_thousand_requests_and_nothing_else),
    };
    return each_store_run(tests, sizeof tests / sizeof *tests);
}
