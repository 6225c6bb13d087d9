#ifndef MEASURE_RANK_NULL_H
#define MEASURE_RANK_NULL_H

/* How concordant rankings are when every member orders at random: exact where that can be
 * counted, otherwise one large fixed sample; made once per (raters, objects, ties) and kept. */
#include <stdint.h>

#include "measure/rank.h"

struct rank_null {
    bool exact;
    size_t draws;          /* 0 when exact */
    size_t length;         /* values of 4 S, a whole number even with ties: rising */
    double *value, *above; /* above[i] = P(4 S >= value[i]) */
};

/* A shelf of nulls already made. */
struct rank_shelf;
struct rank_shelf *rank_shelf_new(struct arena *mem);

/* rank_null: the distribution of S under independent random orders with these ties.
 *
 * Takes    shelf, whose arena keeps what is made; g, raters x objects without gaps, at least
 *          2 x 2 and at most RANK_RATERS_MAX raters (beyond, chi2_p is as good): only the tie
 *          pattern of each rater is read.
 * Gives    P(4 S >= value) for each value there is.
 * Cost     the first time: exact when (distinct orders of a rater) x (distinct rank sums so
 *          far) stays under RANK_WORK_MAX, half a second at most; otherwise RANK_DRAWS draws.
 *          Later: a look on the shelf.
 * Chance   own fixed seed: the same pattern has the same null on every machine.
 * Source   by counting; docs/formulas.md#concordance.
 * Checked  against listing every order: rank_null_test.c; Friedman's published tables. */
enum {
    RANK_WORK_MAX = 20000000,
    RANK_DRAWS = 100000,
    RANK_OBJECTS_MAX = 12,
    RANK_RATERS_MAX = 60
};
const struct rank_null *rank_null(struct rank_shelf *shelf, struct grid g);

/* Chance of rank sums this far apart or farther. The sampled form counts the observed value
 * as one more draw, so it is never 0. */
double rank_null_p(const struct rank_null *null, double s);

/* rank_chance: the same for one team, in one step.
 *
 * Takes    as rank_null; s, of the concordance of g.
 * Gives    the chance of rank sums as far apart, and whether it is exact.
 * Keeps    the null on the shelf while it holds less than RANK_SHELF_BYTES; beyond, a pattern
 *          not met before is worked out, used and forgotten: ten thousand teams whose ties all
 *          fall differently take time, not memory. */
enum { RANK_SHELF_BYTES = 16 * 1024 * 1024 };
struct rank_chance {
    bool exact;
    double p;
};
struct rank_chance rank_chance(struct rank_shelf *shelf, struct grid g, double s);

#endif
