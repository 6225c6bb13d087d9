#ifndef MEASURE_ICC_H
#define MEASURE_ICC_H

/* Do teams differ more than their members do? Needed before any comparison of teams; over
 * many teams only. */
#include "measure/figure.h"
#include "measure/grid.h"

struct icc {
    size_t teams, people;
    double between, within; /* mean squares */
    double df_between, df_within;
    struct figure f, p;
    double mean_size, adjusted_size; /* N / G, and n0 for unequal teams */
    struct figure one;               /* ICC(1) at the mean size: one member's answer */
    struct figure two;               /* ICC(2): the team mean */
    struct figure one_adjusted;      /* ICC(1) at n0 */
    struct figure one_low, one_high, two_low, two_high; /* 95 %, from F */
};

/* measure_icc: one-way analysis of variance over teams.
 *
 *     ICC(1) = (MSB - MSW) / (MSB + (k-1) MSW),  ICC(2) = (MSB - MSW) / MSB
 *     n0 = (N - sum n_g^2 / N) / (G - 1)
 *
 * Takes    value and team of each person; team numbers 0 .. teams-1. Gaps (NAN) left out,
 *          teams left empty by them too.
 * Gives    may be negative: set to 0 in display only.
 * Gaps     LACKS_PEOPLE with fewer than 2 teams or nobody left over within; LACKS_SPREAD
 *          when nothing varies within (f), or between (ICC(2)).
 * Cost     O(people + teams).
 * Source   Bliese (2000); Shrout & Fleiss (1979), Psychol. Bull. 86 for the interval.
 * Checked  sums of squares both ways, equal teams give n0 = k, exact shift and scale:
 *          icc_test.c; reference cases agreement_*. */
struct icc measure_icc(struct arena *mem, const double *value, const size_t *team,
                       size_t people, size_t teams);

#endif
