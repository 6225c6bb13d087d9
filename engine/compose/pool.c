/* A short list in order of worth. */
#include "compose/pool.h"

#include <string.h>

struct pool pool_empty(struct arena *mem, size_t people, size_t room)
{
    struct pool pool = { .people = people };
    for (size_t i = 0; i < POOL_MAX; i++) {
        /* Where one course is all there is time for, one place is enough. */
        pool.team[i] = i < room ? NEW_ARRAY(mem, uint32_t, people) : NULL;
    }
    return pool;
}

static size_t room_of(const struct pool *pool)
{
    size_t room = 0;
    while (room < POOL_MAX && pool->team[room])
        room++;
    return room;
}

void pool_add(struct pool *pool, const uint32_t *team, double worth)
{
    size_t room = room_of(pool), at = 0;
    while (at < pool->count && pool->worth[at] > worth)
        at++;
    if (at == room || (at < pool->count && pool->worth[at] == worth))
        return;
    if (pool->count < room)
        pool->count++;
    uint32_t *reused = pool->team[pool->count - 1];
    for (size_t i = pool->count - 1; i > at; i--) {
        pool->worth[i] = pool->worth[i - 1];
        pool->team[i] = pool->team[i - 1];
    }
    memcpy(reused, team, pool->people * sizeof *team);
    pool->team[at] = reused;
    pool->worth[at] = worth;
}
