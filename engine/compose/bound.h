#ifndef COMPOSE_BOUND_H
#define COMPOSE_BOUND_H

/* A ceiling that no composition passes, so that every result can say how far it may be from
 * the best one. The true margin is usually smaller. */
#include "compose/problem.h"

enum bound_kind {
    BOUND_NONE,     /* nothing is known that is worth saying */
    BOUND_MEAN,     /* distances of negative type: a team is at best a copy of everyone */
    BOUND_HORIZONS, /* horizon by horizon, each spread as well as it can be, added up */
    BOUND_FARTHEST  /* everyone with the people farthest from them */
};

struct bound {
    enum bound_kind kind;
    double value; /* in units of the objective */
};

/* bound_of: the smallest of the ceilings that apply.
 *
 *     for a team of s among n people, with r_i the sum of distances from i to everyone and
 *     T the sum of all pairs:  inside <= s/n * sum r_i  -  (s/n)^2 * T      (negative type)
 *
 * Takes    wishes are ignored: a ceiling without them is one with them. Shared horizons count
 *          as shared perfectly.
 * Gives    NONE when the objective is a mean and team sizes may still move.
 * Cost     from horizons O(horizons * people * log people), for EUCLID O(people^2); from
 *          given distances O(people^3 / 6) up to 1,000 people, to tell whether they are of
 *          negative type, and O(people^2 log) beyond.
 * Source   mean bound: x'Dx <= 0 on vectors that sum to 0 (Schoenberg 1938), applied to a
 *          team less its share of everyone; docs/compose.md. Sorted blocks: Schulz (2022).
 * Checked  against exact optima and by sums of squares: tests/engine/compose/bound_test.c */
struct bound bound_of(struct arena *mem, const struct problem *problem);

/* bound_negative_type: is -D/2, seen from its centre, a matrix of products?
 * Cost     O(people^3 / 6) time, 8 * people^2 bytes of scratch. */
bool bound_negative_type(struct arena *mem, const struct distances *distances);

#endif
