/* How many submits, of six answers each, share one sync of the disk when 1, 8, 32 and 128
 * clients wait for theirs, on the SQLite store. The first row is the peer: a sync for each.
 *
 * Limit: at 32 and at 128 waiting, at least half as many submits a sync as there are
 * waiting. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "tests/faults/answering.h"
#include "tests/faults/recorder.h"

enum { WAITING_MAX = 128, SECONDS = 2 };
static const double LIMIT_SHARE = 0.5;

static atomic_int next_submit;
static atomic_bool over;

static void *submit(void *pointer)
{
    struct err err;
    while (!atomic_load(&over))
        if (answering_save(pointer, atomic_fetch_add(&next_submit, 1), &err) != OK)
            abort();
    return NULL;
}

/* Gives submits a sync; and submits a second through `rate`. */
static double measure(struct db *db, int waiting, double *rate)
{
    pthread_t threads[WAITING_MAX];
    int before = atomic_load(&next_submit);
    size_t syncs = recorder_syncs();
    atomic_store(&over, false);
    for (int i = 0; i < waiting; i++)
        if (pthread_create(&threads[i], NULL, submit, db) != 0)
            abort();
    nanosleep(&(struct timespec){ .tv_sec = SECONDS }, NULL);
    atomic_store(&over, true);
    for (int i = 0; i < waiting; i++)
        pthread_join(threads[i], NULL);
    int submits = atomic_load(&next_submit) - before;
    *rate = (double)submits / SECONDS;
    return submits / (double)(recorder_syncs() - syncs);
}

int main(void)
{
    static const int waiting[] = { 1, 8, 32, 128 };
    char folder[] = "/var/tmp/alliage-bench-XXXXXX", url[80], command[80];
    struct db *db;
    struct err err;
    bool kept = true;
    if (!mkdtemp(folder))
        return 2;
    snprintf(url, sizeof url, "sqlite:%s/store.db", folder);
    recorder_start();
    answering_prepare(url);
    recorder_count_only(url + sizeof "sqlite:" - 1);
    if (db_open(url, &db, &err) != OK)
        return 2;
    printf("%8s %12s %14s %8s\n", "waiting", "submits/s", "submits/sync", "limit");
    for (size_t i = 0; i < sizeof waiting / sizeof *waiting; i++) {
        double rate, shared = measure(db, waiting[i], &rate);
        double limit = waiting[i] >= 32 ? LIMIT_SHARE * waiting[i] : 0;
        printf("%8d %12.0f %14.1f %8.0f\n", waiting[i], rate, shared, limit);
        kept = kept && shared >= limit;
    }
    db_close(db);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    (void)!system(command);
    puts(kept ? "within the limits" : "over the limits");
    return kept ? 0 : 1;
}
