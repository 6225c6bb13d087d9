/* SQLite when the power goes: at every write of every submit, with all, none or some of the
 * unsynced writes lost. A submit counts as told when its reply has reached the client, so
 * that the same cuts prove that no reply leaves before the sync. */
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "answering.h"
#include "recorder.h"

static char folder[] = "/tmp/alliage-cut-XXXXXX";
static char path[64], copy[64], url[80], copy_url[80];

static void remove_store(const char *store)
{
    static const char *const ends[] = { "", "-wal", "-shm" };
    for (size_t i = 0; i < 3; i++) {
        char file[96];
        snprintf(file, sizeof file, "%s%s", store, ends[i]);
        unlink(file);
    }
}

static int prepare(void **state)
{
    (void)state;
    recorder_disk_room(-1);
    recorder_sync_fails(false);
    remove_store(path);
    answering_prepare(url);
    recorder_clear(path);
    return 0;
}

static void check_cuts(size_t step)
{
    static struct told told;
    size_t cuts = 0;
    for (size_t at = 0; at <= recorder_count(); at += step)
        for (enum loss loss = LOSE_ALL; loss < LOSS_COUNT; loss++) {
            char when[80];
            told = (struct told){ { false } };
            recorder_cut(at, loss, (unsigned)at, copy, told.saved, SUBMITS_MAX);
            snprintf(when, sizeof when, "cut before %zu, loss %d", at, loss);
            answering_check(copy_url, &told, when);
            cuts++;
        }
    remove_store(copy);
    printf("# %zu power cuts over %zu writes and syncs\n", cuts, recorder_count());
}

static void submit_all(int first, int count, int port)
{
    struct client client;
    assert_true(client_open(&client, port));
    for (int n = first; n < first + count; n++) {
        assert_int_equal(client_submit(&client, n), 200);
        recorder_told(n);
    }
}

enum { ALONE = 40 };

static void test_a_cut_at_any_write_loses_nothing_told_and_halves_nothing(void **state)
{
    struct db *db;
    (void)state;
    struct server *server = answering_serve(url, &db);
    submit_all(0, ALONE, serve_port(server));
    serve_close(server, 5);
    db_close(db);
    assert_true(recorder_count() > 3 * ALONE);
    check_cuts(1);
}

enum { CLIENTS = 16, EACH = 30 };
static int port_of_all;

static void *submit_some(void *pointer)
{
    submit_all(*(int *)pointer * EACH, EACH, port_of_all);
    return NULL;
}

static void test_submits_that_share_a_sync_are_each_whole_after_a_cut(void **state)
{
    struct db *db;
    pthread_t threads[CLIENTS];
    int numbers[CLIENTS];
    (void)state;
    struct server *server = answering_serve(url, &db);
    port_of_all = serve_port(server);
    for (int i = 0; i < CLIENTS; i++) {
        numbers[i] = i;
        assert_int_equal(pthread_create(&threads[i], NULL, submit_some, &numbers[i]), 0);
    }
    for (int i = 0; i < CLIENTS; i++)
        pthread_join(threads[i], NULL);
    serve_close(server, 5);
    db_close(db);
    check_cuts(23);
}

/* The cuts must see the difference that a sync makes, or they prove nothing. */
static void test_a_submit_is_lost_before_its_sync_and_there_after_it(void **state)
{
    struct db *db;
    struct err err;
    static struct told told;
    (void)state;
    if (db_open(url, &db, &err) != OK)
        fail_msg("%s", err.text);
    assert_int_equal(answering_save(db, 0, &err), OK);
    size_t sync = recorder_last_sync();
    recorder_told(0);
    recorder_cut(recorder_count(), LOSE_ALL, 1, copy, told.saved, SUBMITS_MAX);
    assert_int_equal(answering_check(copy_url, &told, "after the sync"), 1);
    told = (struct told){ { false } };
    recorder_cut(sync, LOSE_ALL, 1, copy, told.saved, SUBMITS_MAX);
    assert_int_equal(answering_check(copy_url, &told, "before the sync"), 0);
    db_close(db);
    remove_store(copy);
}

static void test_a_sync_that_fails_is_not_told_as_saved(void **state)
{
    struct db *db;
    struct err err;
    struct told told = { { false } };
    (void)state;
    if (db_open(url, &db, &err) != OK)
        fail_msg("%s", err.text);
    assert_int_equal(answering_save(db, 0, &err), OK);
    told.saved[0] = true;
    recorder_sync_fails(true);
    assert_int_equal(answering_save(db, 1, &err), BROKEN);
    recorder_sync_fails(false);
    assert_int_equal(answering_save(db, 2, &err), OK);
    told.saved[2] = true;
    db_close(db);
    answering_check(url, &told, "after a failed sync");
}

static void test_a_full_disk_is_said_and_loses_nothing(void **state)
{
    struct db *db;
    struct client client;
    struct told told = { { false } };
    int n = 0, status = 200;
    (void)state;
    struct server *server = answering_serve(url, &db);
    assert_true(client_open(&client, serve_port(server)));
    recorder_disk_room(200000);
    for (; n < 500 && status == 200; n++) {
        status = client_submit(&client, n);
        told.saved[n] = status == 200;
    }
    assert_int_equal(status, 503);
    assert_true(n > 3);
    assert_int_equal(client_submit(&client, n++), 503);
    recorder_disk_room(-1);
    for (int i = 0; i < 5; i++, n++) {
        assert_int_equal(client_submit(&client, n), 200);
        told.saved[n] = true;
    }
    serve_close(server, 5);
    db_close(db);
    answering_check(url, &told, "after a full disk");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_a_submit_is_lost_before_its_sync_and_there_after_it,
                               prepare),
        cmocka_unit_test_setup(test_a_cut_at_any_write_loses_nothing_told_and_halves_nothing,
                               prepare),
        cmocka_unit_test_setup(test_submits_that_share_a_sync_are_each_whole_after_a_cut,
                               prepare),
        cmocka_unit_test_setup(test_a_sync_that_fails_is_not_told_as_saved, prepare),
        cmocka_unit_test_setup(test_a_full_disk_is_said_and_loses_nothing, prepare),
    };
    if (!mkdtemp(folder))
        return 1;
    snprintf(path, sizeof path, "%s/store.db", folder);
    snprintf(copy, sizeof copy, "%s/copy.db", folder);
    snprintf(url, sizeof url, "sqlite:%s", path);
    snprintf(copy_url, sizeof copy_url, "sqlite:%s", copy);
    recorder_start();
    int failures = cmocka_run_group_tests(tests, NULL, NULL);
    remove_store(path);
    remove_store(copy);
    rmdir(folder);
    return failures;
}
