#ifndef COMPOSE_POOL_H
#define COMPOSE_POOL_H

/* The best few compositions met so far, all different. */
#include "compose/problem.h"

enum { POOL_MAX = 8 };

struct pool {
    size_t people, count;
    double worth[POOL_MAX]; /* largest first */
    uint32_t *team[POOL_MAX];
};

struct pool pool_empty(struct arena *mem, size_t people, size_t room);

/* Kept if it is better than the worst, or there is room, and no kept one is worth the same:
 * two compositions of one worth are almost always the same teams under other numbers. */
void pool_add(struct pool *pool, const uint32_t *team, double worth);

#endif
