/* One person against a stretch of slots: the loops that take the time at this size. */
#include <math.h>

#include "compose/crowd.h"

LANES_INLINE void size_of(lanes *difference)
{
    lane_ints bits = (lane_ints)*difference & 0x7fffffff;
    *difference = (lanes)bits;
}

LANES_INLINE void roots(lanes *mixed, const lanes *shared)
{
    for (int i = 0; i < LANES; i++)
        (*mixed)[i] = sqrtf((*mixed)[i]) - sqrtf((*shared)[i]);
}

/* Distances from one slot to eight others. */
LANES_INLINE void distances_from(const struct crowd *crowd, size_t from, size_t to,
                                 lanes *distance)
{
    lanes mixed = { 0 }, shared = { 0 };
    bool apart = crowd->problem->distance == DISTANCE_EUCLID;
    for (size_t h = 0; h < crowd->horizons; h++) {
        lanes value, part;
        lanes_load(&value, crowd->value[h] + to);
        float weight = crowd->weight[h];
        if (h >= crowd->numbers) {
            lane_ints differ = (lane_ints)(value != crowd->value[h][from]);
            lanes full = (lanes){ 0 } + weight;
            part = (lanes)((lane_ints)full & differ);
        } else {
            part = value - crowd->value[h][from];
            if (crowd->problem->distance == DISTANCE_ABSOLUTE)
                size_of(&part);
            else
                part *= part;
            part *= weight;
        }
        if (apart && weight < 0)
            shared -= part;
        else
            mixed += part;
    }
    if (apart)
        roots(&mixed, &shared);
    *distance = mixed;
}

/* asked: distances from the asker; others: summed from the rest of their team. */
LANES_INLINE void ask_distances(const struct crowd *crowd, const struct stretch *stretch)
{
    for (size_t x = 0; x < stretch->count; x += LANES) {
        lanes others = { 0 }, asked = { 0 }, distance;
        for (size_t m = 0; m < stretch->members_count; m++) {
            size_t from = stretch->members_first + m;
            distances_from(crowd, from, stretch->first + x, &distance);
            if (from == stretch->asker)
                asked = distance;
            else
                others += distance;
        }
        lanes_store(crowd->asked + x, &asked);
        lanes_store(crowd->others + x, &others);
    }
}

/* Squares: 2 (x_i - x_j) (R_i - R_j) summed over horizons, R the sum of the others. */
LANES_INLINE void ask_squares(const struct crowd *crowd, const struct stretch *stretch)
{
    for (size_t x = 0; x < stretch->count; x += LANES) {
        lanes sum = { 0 };
        for (size_t h = 0; h < crowd->horizons; h++) {
            lanes value, rest;
            lanes_load(&value, crowd->value[h] + stretch->first + x);
            lanes_load(&rest, crowd->rest[h] + stretch->first + x);
            value = crowd->value[h][stretch->asker] - value;
            rest = crowd->rest[h][stretch->asker] - rest;
            sum += crowd->weight[h] * (value * rest);
        }
        sum += sum;
        lanes_store(crowd->asked + x, &sum);
    }
}

LANES_AVX2 static void ask_distances_avx2(const struct crowd *crowd,
                                          const struct stretch *stretch)
{
    ask_distances(crowd, stretch);
}

LANES_AVX2 static void ask_squares_avx2(const struct crowd *crowd,
                                        const struct stretch *stretch)
{
    ask_squares(crowd, stretch);
}

/* Turns distances into what each exchange is worth, team by team. */
static void weigh_exchanges(struct crowd *crowd, const struct stretch *stretch)
{
    size_t here = crowd->team[stretch->asker];
    float counts_here = crowd->counts ? crowd->counts[here] : 1;
    float own = crowd->own[stretch->asker];
    size_t past = stretch->first + stretch->count;
    for (size_t first = stretch->first; first < past;) {
        size_t t = crowd->team[first], end = crowd->start[t + 1];
        end = end < past ? end : past;
        float there = 0, counts = crowd->counts ? crowd->counts[t] : 1;
        for (size_t x = first; x < end; x++)
            there += crowd->asked[x - stretch->first];
        for (size_t x = first; x < end; x++) {
            size_t k = x - stretch->first;
            crowd->asked[k] = counts * (there - crowd->asked[k] - crowd->own[x]) +
                              counts_here * (crowd->others[k] - own);
        }
        first = end;
    }
}

/* Between teams of s and r people the squares of the two themselves count too:
 * (r - s) (|x_i|^2 - |x_j|^2). */
static void weigh_sizes(struct crowd *crowd, const struct stretch *stretch)
{
    size_t past = stretch->first + stretch->count;
    for (size_t first = stretch->first; first < past;) {
        size_t t = crowd->team[first], end = crowd->start[t + 1];
        end = end < past ? end : past;
        float more =
            (float)(crowd->start[t + 1] - crowd->start[t]) - (float)stretch->members_count;
        for (size_t x = first; more != 0 && x < end; x++)
            crowd->asked[x - stretch->first] +=
                more * (crowd->norm[stretch->asker] - crowd->norm[x]);
        first = end;
    }
}

void crowd_ask(struct crowd *crowd, const struct stretch *stretch)
{
    bool wide = crowd->set >= INSTRUCTIONS_AVX2;
    if (crowd->squares) {
        if (wide)
            ask_squares_avx2(crowd, stretch);
        else
            ask_squares(crowd, stretch);
        if (crowd->norm)
            weigh_sizes(crowd, stretch);
        return;
    }
    if (wide)
        ask_distances_avx2(crowd, stretch);
    else
        ask_distances(crowd, stretch);
    weigh_exchanges(crowd, stretch);
}
