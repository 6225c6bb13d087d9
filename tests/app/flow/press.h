#ifndef TESTS_APP_FLOW_PRESS_H
#define TESTS_APP_FLOW_PRESS_H

/* A browser that shows a key of that hash presses a link. */
#include "flow/link_press.h"

static inline enum status press_link(struct db *db, struct arena *memory, struct link_key key,
                                     struct token_hash browser, int64_t now, struct seat *out,
                                     struct err *error)
{
    struct link_met met;
    struct token_hash form = browser;
    form.text[0] = 'f'; /* none of those that tests make */
    const struct link_press press = { .key = key,
                                      .shown = &browser,
                                      .form = form,
                                      .new_browser = browser,
                                      .new_key = browser,
                                      .label = "test",
                                      .now = now };
    enum status status = flow_link_press(db, memory, &press, &met, error);
    *out = met.seat;
    return status == OK && met.meets != LINK_OPENS ? REFUSED : status;
}

#endif
