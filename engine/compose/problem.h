#ifndef COMPOSE_PROBLEM_H
#define COMPOSE_PROBLEM_H

/* Who is to be put into teams, how far apart two people are, and what was wished.
 *
 * People and teams are numbers from 0. Names, columns of a file and words for a reader live
 * with the caller. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"

/* Named limits. A matrix of distances holds people * people numbers: 100 MB at its limit,
 * and its sketch half as much again. Skills are bits of one byte, and the search keeps
 * one row per combination in use. */
enum {
    COMPOSE_PEOPLE_MAX = 1000000,
    COMPOSE_MATRIX_PEOPLE_MAX = 5000,
    COMPOSE_TEAM_SIZE_MAX = 2000,
    COMPOSE_HORIZONS_MAX = 64,
    COMPOSE_SKILLS_MAX = 6,
    COMPOSE_ROUNDS_MAX = 64
};

enum horizon_kind { HORIZON_NUMBER, HORIZON_CATEGORY };

/* One thing in which people differ. */
struct horizon {
    enum horizon_kind kind;
    double weight;      /* above 0: mixed inside a team; under 0: shared inside a team */
    const float *value; /* a number on the scale to be used, or the category's own number */
};

/* How the horizons make one distance. A category counts 0 or 1 before its weight. Under
 * EUCLID the shared horizons make a second distance, taken away from the first. */
enum distance {
    DISTANCE_ABSOLUTE, /* sum of weight * |difference|: Gower and L1 */
    DISTANCE_SQUARED,  /* sum of weight * difference^2 */
    DISTANCE_EUCLID    /* its square root */
};

enum objective {
    OBJECTIVE_SUM,  /* all the distances inside the teams */
    OBJECTIVE_MEAN, /* the mean distance of a team, summed over teams */
    OBJECTIVE_WORST /* the mean distance of the team that is mixed least */
};

/* Distances held as a square matrix of whole numbers, symmetric, zero on the diagonal; the
 * distance is the number times `unit`. Rows are `stride` long, zero beyond `people`. Whole
 * numbers stay exact when they are added and taken away a billion times. */
struct distances {
    size_t people, stride;
    float *at;
    double unit;
};

struct pair {
    uint32_t a, b;
};

struct team_size {
    uint32_t low, high;
};

struct problem {
    size_t people, teams, rounds; /* rounds: 0 or 1, or a rotation: engine/compose/rotate.h */
    const struct team_size *size; /* one per team; low < high lets the search choose */

    enum objective objective;
    enum distance distance;
    size_t horizon_count;
    const struct horizon *horizons;
    const struct distances *given; /* in place of horizons, or NULL */

    size_t together_count, apart_count, met_count;
    const struct pair *together; /* must share a team */
    const struct pair *apart;    /* must not */
    const struct pair *met;      /* should not: they know each other already */

    size_t skill_count;
    const uint8_t *skills;                    /* per person, one bit a skill; NULL: none */
    uint32_t skill_least[COMPOSE_SKILLS_MAX]; /* how many of them every team needs */
};

/* problem_accept: is this a problem that can be started?
 *
 * Takes    the shapes above; every index is checked. In a rotation some people may sit out,
 *          and there may be nothing to mix.
 * Fails    BAD_INPUT: no people, too many, sizes that cannot sum to the people, a wish about
 *          nobody, a number that is not finite, weights that are all zero.
 * Cost     O(people * horizons + wishes). */
enum status problem_accept(const struct problem *problem, struct err *err);

/* The largest size any team may take. */
uint32_t problem_size_high(const struct problem *problem);

#endif
