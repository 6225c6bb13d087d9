#ifndef MEASURE_TREND_H
#define MEASURE_TREND_H

/* Over the rounds of one team: does something rise or fall? With the few rounds a team has,
 * seldom to be said: four rounds cannot reach p = .05. */
#include "base/arena.h"
#include "measure/figure.h"

struct trend {
    size_t rounds;          /* with a value */
    bool tied;              /* two rounds share a value or a time */
    double s;               /* rises less falls over all pairs of rounds */
    double variance_s;      /* by chance, ties taken in */
    struct figure tau;      /* Kendall's tau-b */
    struct figure exact_p;  /* two-sided; ties of y taken in exactly */
    struct figure normal_p; /* two-sided, by the normal approximation without correction */
    struct figure z;        /* with continuity correction (Mann & Kendall) */
    struct figure slope, slope_low, slope_high; /* Theil & Sen; interval about 90 %, when there
                                                   are rounds enough */
};

/* measure_trend: Kendall's test and the median slope.
 *
 * Takes    y at times t, in any order; NAN left out.
 * Gives    tau -1 .. 1; slope in units of y a unit of t; above 0 when y rises.
 * Gaps     LACKS_PEOPLE under 2 rounds (interval: when no interval is that wide);
 *          LACKS_SPREAD when y or t does not vary; exact_p LACKS_TIES when two rounds have
 *          the same time.
 * Cost     O(rounds^2 log rounds); the exact null O(rounds^3).
 * Source   Kendall (1970), Rank Correlation Methods; Sen (1968), JASA 63. The null under
 *          ties is the inversion count of a multiset, a product of Gaussian binomials.
 * Checked  every order listed, with ties and without; reference cases trend. */
struct trend measure_trend(struct arena *mem, const double *t, const double *y, size_t count);

#endif
