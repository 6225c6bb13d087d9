#ifndef TESTS_APP_STORE_EACH_STORE_H
#define TESTS_APP_STORE_EACH_STORE_H

/* The same tests on a SQLite file and, where PostgreSQL is installed, on a private one. */
#include "store/db.h"
#include "tests/check.h"

struct store {
    const char *name, *url;
    struct db *db;
};

/* Runs each test once a store; *state is its `struct store`, with `db` for the test to use.
 * Gives the number of failures, as cmocka does. */
int each_store_run(const struct CMUnitTest *tests, size_t count);

#define CHECK_OK(call)                           \
    do {                                         \
        if ((call) != OK)                        \
            fail_msg("%s: %s", #call, err.text); \
    } while (0)

#endif
