#ifndef TESTS_APP_FLOW_PRESS_H
#define TESTS_APP_FLOW_PRESS_H

/* A browser that was never seen before presses a link. */
#include "flow/link.h"

static inline enum status press_link(struct db *db, struct arena *memory, struct link_key key,
                                     struct token_hash browser, int64_t now, struct seat *out,
                                     struct err *error)
{
    const struct link_press press = {
        .key = key, .browser = browser, .new_key = browser, .label = "test", .now = now
    };
    return flow_link_open(db, memory, &press, out, error);
}

#endif
