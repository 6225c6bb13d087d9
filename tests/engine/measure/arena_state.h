#ifndef TESTS_ARENA_STATE_H
#define TESTS_ARENA_STATE_H

/* An arena as the state of a group of tests. */
#include "base/arena.h"

static inline int open_arena(void **state)
{
    static struct arena arena;
    arena = arena_with_limit((size_t)1 << 30);
    *state = &arena;
    return 0;
}

static inline int close_arena(void **state)
{
    arena_free(*state);
    return 0;
}

#endif
