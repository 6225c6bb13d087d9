#ifndef TESTS_APP_WEB_HEADS_H
#define TESTS_APP_WEB_HEADS_H

/* Heads that must be refused, each with what is wrong with it, and heads that must not. */
#include <stddef.h>

struct sample {
    const char *what, *bytes;
    size_t count;
    int status; /* it is refused with; 0: any 4xx */
};

extern const struct sample malformed_heads[], good_heads[];
extern const size_t malformed_head_count, good_head_count;

#endif
