#include "each_store.h"

#include <stdlib.h>
#include <unistd.h>

#include "cluster.h"

enum { TESTS_MAX = 128, NAME_BYTES = 160 };

/* One group for both stores, since a TAP stream has one plan. */
struct group {
    size_t count;
    struct CMUnitTest tests[TESTS_MAX];
    char names[TESTS_MAX][NAME_BYTES];
};

static void add_tests(struct group *group, struct store *store, const struct CMUnitTest *tests,
                      size_t count)
{
    for (size_t i = 0; i < count && group->count < TESTS_MAX; i++) {
        size_t at = group->count++;
        snprintf(group->names[at], NAME_BYTES, "%s: %s", store->name, tests[i].name);
        group->tests[at] = tests[i];
        group->tests[at].name = group->names[at];
        group->tests[at].initial_state = store;
    }
}

/* Without a PostgreSQL its sentences stay in the plan, as skipped. */
static void without_postgresql(void **state)
{
    (void)state;
    NOT_CHECKED("PostgreSQL does not run here");
}

static void add_skipped(struct group *group, const struct CMUnitTest *tests, size_t count)
{
    static struct store none = { "postgresql", NULL, NULL };
    size_t first = group->count;
    add_tests(group, &none, tests, count);
    for (size_t i = first; i < group->count; i++) {
        group->tests[i].test_func = without_postgresql;
        group->tests[i].setup_func = group->tests[i].teardown_func = NULL;
    }
}

static void remove_files(const char *path)
{
    static const char *const ends[] = { "", "-wal", "-shm" };
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        char file[96];
        snprintf(file, sizeof file, "%s%s", path, ends[i]);
        unlink(file);
    }
}

int each_store_run(const struct CMUnitTest *tests, size_t count)
{
    char folder[] = "/tmp/alliage-store-XXXXXX", url[64];
    if (!mkdtemp(folder))
        return 1;
    snprintf(url, sizeof url, "sqlite:%s/store.db", folder);
    static struct group group;
    static struct cluster cluster;
    struct store sqlite = { "sqlite", url, NULL }, postgres = { "postgresql", NULL, NULL };
    add_tests(&group, &sqlite, tests, count);
    bool both = cluster_start(&cluster);
    if (both) {
        postgres.url = cluster.url;
        add_tests(&group, &postgres, tests, count);
    } else {
        add_skipped(&group, tests, count);
    }
    int failures = _cmocka_run_group_tests("stores", group.tests, group.count, NULL, NULL);
    if (both)
        cluster_stop(&cluster);
    remove_files(url + strlen("sqlite:"));
    rmdir(folder);
    return failures;
}
