#ifndef COMPOSE_BEST_H
#define COMPOSE_BEST_H

/* Inside the inner loops that go eight lanes at a time: the largest value yet, and where. */
#include <math.h>

#include "compose/scan.h"

/* A running maximum per lane, with where it was seen. */
struct best {
    lanes value;
    lane_ints place;
};

static const lane_ints first_places = { 0, 1, 2, 3, 4, 5, 6, 7 };

LANES_INLINE void best_see(struct best *best, const lanes *value, size_t x)
{
    lane_ints greater = (lane_ints)(*value > best->value);
    lanes_choose(&best->value, &greater, value);
    lane_ints place = first_places + (int32_t)x;
    best->place = (best->place & ~greater) | (place & greater);
}

/* Of lanes that tie, the smallest place: the answer does not depend on how wide a lane is. */
LANES_INLINE struct found best_of(const struct best *best)
{
    struct found found = { .place = (size_t)best->place[0], .value = best->value[0] };
    for (int i = 1; i < LANES; i++) {
        size_t place = (size_t)best->place[i];
        float value = best->value[i];
        if (value > found.value || (value == found.value && place < found.place))
            found = (struct found){ place, value };
    }
    return found;
}

#define BEST_NONE                                        \
    {                                                    \
        .value = (lanes){ 0 } - INFINITY, .place = { 0 } \
    }

#endif
