#ifndef TESTS_COMPOSE_CASES_H
#define TESTS_COMPOSE_CASES_H

/* Small problems with uneven numbers, made from a seed. */
#include "base/chance.h"
#include "compose/distance.h"
#include "compose/lanes.h"
#include "compose/sizes.h"

#include "check.h"

static inline enum instruction_set case_best_set(void)
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512bw"))
        return INSTRUCTIONS_AVX512;
    if (__builtin_cpu_supports("avx2"))
        return INSTRUCTIONS_AVX2;
#endif
    return INSTRUCTIONS_PLAIN;
}

/* Two numbers and two categories a person, in balanced teams. */
static inline struct problem case_of_horizons(struct arena *mem, size_t people, size_t teams,
                                              uint64_t seed)
{
    struct chance chance = chance_from_seed(seed);
    struct horizon *horizon = NEW_ARRAY(mem, struct horizon, 4);
    for (size_t h = 0; h < 4; h++) {
        float *value = NEW_ARRAY(mem, float, people);
        for (size_t i = 0; i < people; i++)
            value[i] = h < 2 ? (float)(2.385 * chance_normal(&chance))
                             : (float)chance_below(&chance, 3 + h);
        horizon[h] = (struct horizon){ h < 2 ? HORIZON_NUMBER : HORIZON_CATEGORY,
                                       0.7 + 0.31 * (double)h, value };
    }
    return (struct problem){ .people = people,
                             .teams = teams,
                             .size = sizes_balanced(mem, people, teams),
                             .distance = DISTANCE_ABSOLUTE,
                             .horizon_count = 4,
                             .horizons = horizon };
}

/* Unrelated whole distances, in teams that may take one person more or less. */
static inline struct problem case_of_matrix(struct arena *mem, size_t people, size_t teams,
                                            uint64_t seed)
{
    struct chance chance = chance_from_seed(seed);
    struct distances *given = NEW(mem, struct distances);
    *given = distances_empty(mem, people, 0.001);
    for (size_t a = 0; a < people; a++)
        for (size_t b = 0; b < a; b++) {
            float whole = (float)chance_below(&chance, 100003);
            given->at[a * given->stride + b] = given->at[b * given->stride + a] = whole;
        }
    struct team_size *size = sizes_balanced(mem, people, teams);
    for (size_t t = 0; t < teams; t++) {
        size[t].low--;
        size[t].high++;
    }
    return (struct problem){ .people = people, .teams = teams, .size = size, .given = given };
}

#endif
