/* The server killed while clients submit, and PostgreSQL's own processes killed inside
 * submits: whatever a client was told is saved is there whole, nothing is there in part.
 * KILLS=20 in the environment makes it long. */
#include <libpq-fe.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "answering.h"
#include "cluster.h"

enum { CLIENTS = 8, KILLS_USUAL = 3 };

static struct cluster cluster;
static char folder[] = "/tmp/alliage-kill-XXXXXX";
static char path[64], sqlite_url[80];
static struct told told;
static atomic_int next_submit;
static atomic_bool over;

static void wait_ms(long ms)
{
    nanosleep(&(struct timespec){ ms / 1000, ms % 1000 * 1000000 }, NULL);
}

static int kills(void)
{
    const char *wish = getenv("KILLS");
    return wish ? atoi(wish) : KILLS_USUAL;
}

static void forget_all(void)
{
    told = (struct told){ { false } };
    atomic_store(&next_submit, 0);
}

/* ---- the server is killed ---- */

/* Another process serves; its port comes through the pipe. It never ends by itself. */
static pid_t serve_apart(const char *url, int *port)
{
    int pipes[2];
    struct db *db;
    assert_int_equal(pipe(pipes), 0);
    pid_t process = fork();
    if (process == 0) {
        int own = serve_port(answering_serve(url, &db));
        (void)!write(pipes[1], &own, sizeof own);
        for (;;)
            pause();
    }
    assert_int_equal(read(pipes[0], port, sizeof *port), sizeof *port);
    close(pipes[0]);
    close(pipes[1]);
    return process;
}

static void *submit_until_killed(void *pointer)
{
    struct client client;
    if (!client_open(&client, *(int *)pointer))
        return NULL;
    for (;;) {
        int n = atomic_fetch_add(&next_submit, 1);
        if (n >= SUBMITS_MAX || client_submit(&client, n) != 200)
            return NULL;
        told.saved[n] = true;
    }
}

static void kill_once(const char *url, long after_ms)
{
    pthread_t threads[CLIENTS];
    int port = 0;
    pid_t process = serve_apart(url, &port);
    for (int i = 0; i < CLIENTS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, submit_until_killed, &port), 0);
    wait_ms(after_ms);
    kill(process, SIGKILL);
    waitpid(process, NULL, 0);
    for (int i = 0; i < CLIENTS; i++)
        pthread_join(threads[i], NULL);
}

static void check_kills(const char *url)
{
    int whole = 0;
    forget_all();
    for (int i = 0; i < kills(); i++) {
        char when[32];
        kill_once(url, 500 + 37 * i);
        snprintf(when, sizeof when, "kill %d", i + 1);
        whole = answering_check(url, &told, when);
    }
    printf("# %d submits there after %d kills\n", whole, kills());
    assert_true(whole > kills());
}

static void test_a_killed_server_loses_nothing_told_on_sqlite(void **state)
{
    (void)state;
    answering_prepare(sqlite_url);
    check_kills(sqlite_url);
}

static void test_a_killed_server_loses_nothing_told_on_postgresql(void **state)
{
    (void)state;
    answering_prepare(cluster.url);
    check_kills(cluster.url);
}

/* ---- PostgreSQL's processes are killed ---- */

static void *submit_until_over(void *pointer)
{
    struct err err;
    while (!atomic_load(&over)) {
        int n = atomic_fetch_add(&next_submit, 1);
        if (n >= SUBMITS_MAX)
            break;
        told.saved[n] = answering_save(pointer, n, &err) == OK;
    }
    return NULL;
}

static int terminate_all(PGconn *connection)
{
    PGresult *result = PQexec(connection, "SELECT pg_terminate_backend(pid) FROM"
                                          " pg_stat_activity WHERE application_name ="
                                          " 'alliage' AND pid <> pg_backend_pid()");
    int count = PQntuples(result);
    PQclear(result);
    return count;
}

static void test_killed_backends_lose_nothing_told_and_the_store_goes_on(void **state)
{
    pthread_t threads[CLIENTS];
    struct db *db;
    struct err err;
    int killed = 0;
    (void)state;
    forget_all();
    atomic_store(&over, false);
    PGconn *killer = PQconnectdb(cluster.url);
    if (db_open(cluster.url, &db, &err) != OK)
        fail_msg("%s", err.text);
    PQclear(PQexec(killer, "DELETE FROM answer"));
    for (int i = 0; i < CLIENTS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, submit_until_over, db), 0);
    for (int i = 0; i < 10 * kills(); i++) {
        wait_ms(150 + i % 7);
        killed += terminate_all(killer);
    }
    atomic_store(&over, true);
    for (int i = 0; i < CLIENTS; i++)
        pthread_join(threads[i], NULL);
    PQfinish(killer);
    assert_int_equal(answering_save(db, SUBMITS_MAX - 1, &err), OK);
    told.saved[SUBMITS_MAX - 1] = true;
    db_close(db);
    int whole = answering_check(cluster.url, &told, "after killed backends");
    printf("# %d submits there after %d killed backends\n", whole, killed);
    assert_true(killed > kills() && whole > kills());
}

static enum status kill_inside(struct transaction *t, void *context, struct err *err)
{
    int *tries = context;
    static const char nothing_sql[] = "SELECT count(*) FROM seat";
    if ((*tries)++ == 0) {
        PGconn *killer = PQconnectdb(cluster.url);
        assert_true(terminate_all(killer) > 0);
        PQfinish(killer);
        wait_ms(50);
    }
    return db_run(t, nothing_sql, NO_VALUES, err);
}

static void test_a_submit_whose_backend_is_killed_is_run_again_by_itself(void **state)
{
    struct db *db;
    struct err err;
    int tries = 0;
    (void)state;
    if (db_open(cluster.url, &db, &err) != OK)
        fail_msg("%s", err.text);
    if (db_within(db, (struct team_id){ 271828 }, kill_inside, &tries, &err) != OK)
        fail_msg("%s", err.text);
    assert_int_equal(tries, 2);
    db_close(db);
}

static void without_postgresql(void **state)
{
    (void)state;
    NOT_CHECKED("PostgreSQL does not run here");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_killed_server_loses_nothing_told_on_sqlite),
        cmocka_unit_test(test_a_killed_server_loses_nothing_told_on_postgresql),
        cmocka_unit_test(test_killed_backends_lose_nothing_told_and_the_store_goes_on),
        cmocka_unit_test(test_a_submit_whose_backend_is_killed_is_run_again_by_itself),
    };
    if (!mkdtemp(folder))
        return 1;
    snprintf(path, sizeof path, "%s/store.db", folder);
    snprintf(sqlite_url, sizeof sqlite_url, "sqlite:%s", path);
    bool both = cluster_start(&cluster);
    struct CMUnitTest all[sizeof tests / sizeof *tests];
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
        all[i] = tests[i];
        if (i > 0 && !both)
            all[i].test_func = without_postgresql;
    }
    int failures = cmocka_run_group_tests(all, NULL, NULL);
    if (both)
        cluster_stop(&cluster);
    for (const char *const *end = (const char *const[]){ "", "-wal", "-shm", NULL }; *end;
         end++) {
        char file[96];
        snprintf(file, sizeof file, "%s%s", path, *end);
        unlink(file);
    }
    rmdir(folder);
    return failures;
}
