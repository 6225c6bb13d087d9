#ifndef MEASURE_SRM_H
#define MEASURE_SRM_H

/* The Social Relations Model: of what somebody says about a colleague, how much is the
 * speaker (actor), how much the colleague (partner), how much the two of them
 * (relationship)? One team of 3 to 8 says almost nothing about these shares: its estimates
 * are as uncertain as they are large. Pool teams (srm_pool.h), never print one. */
#include "measure/figure.h"
#include "measure/grid.h"

enum srm_component {
    ACTOR_VARIANCE,
    PARTNER_VARIANCE,
    RELATIONSHIP_VARIANCE,
    ACTOR_PARTNER_COVARIANCE, /* generalised reciprocity */
    RELATIONSHIP_COVARIANCE,  /* dyadic reciprocity; error hides in the variance, not here */
    SRM_COMPONENTS
};

enum { SRM_PEOPLE_MIN = 4 }; /* with three the dyadic sums have no degree of freedom left */

struct srm {
    size_t people;
    enum lack lack; /* of estimates and squared standard errors */
    double mean;
    double estimate[SRM_COMPONENTS];
    double squared_se[SRM_COMPONENTS]; /* Lashley & Bond; unbiased, may be negative */
    double *actor, *partner;           /* effects, one a person, summing to zero */
    double *relationship;              /* people x people, row by row; 0 on the diagonal */
};

/* measure_srm: one complete round robin.
 *
 *     a_i = (n-1)^2/(n(n-2)) R_i + (n-1)/(n(n-2)) C_i - (n-1)/(n-2) G;  b_i alike
 *     r_ij = y_ij - G - a_i - b_j
 *     D = sum ((r_ij+r_ji)/2)^2 / ((n-1)(n-2)/2 - 1),  E = sum (r_ij-r_ji)^2/2 / ((n-1)(n-2))
 *     relationship variance (D+E)/2, covariance (D-E)/2, and the mean squares of a and b less
 *     what relationships put into them
 *
 * Takes    ratings, people x people, actor's row, partner's column; the diagonal is not read.
 * Gives    variances that may be negative: cutting them at zero would bias every mean over
 *          teams.
 * Gaps     LACKS_PEOPLE under 4; LACKS_ITEMS when a cell is missing (srm_design.h).
 * Cost     O(people^2); the lists live in mem.
 * Source   Warner, Kenny & Stoto (1979), JPSP 37; Lashley & Bond (1997), Psychol. Methods 2.
 * Checked  a second formula by mean squares, E[SE^2] against the exact sampling variance,
 *          shift and scale, relabelling, recovery: srm_test.c; reference cases srm_*.
 *          Sums are carried in long double, in the order of the reference software, so that
 *          even the sign of a variance that is zero comes out the same. */
struct srm measure_srm(struct arena *mem, struct grid ratings);

/* srm_se: standard error of a component of one team. LACKS_SPREAD where the variance itself,
 * or for a covariance one of its variances, is not above zero: the error of such an estimate
 * is not one of plus or minus. */
struct figure srm_se(const struct srm *srm, enum srm_component component);

/* srm_shares: the components as shares of the sum of the positive variances, and the
 * covariances as correlations held within -1 .. 1. */
void srm_shares(const double estimate[SRM_COMPONENTS], struct figure share[SRM_COMPONENTS]);

/* Reliability of a person's mean given (actor) or received (partner) in teams of n.
 *     actor / (actor + relationship (n-1)/(n(n-2)) + covariance/(n(n-2)))
 * LACKS_SPREAD when the variance is not above zero. */
struct figure srm_reliability(const double estimate[SRM_COMPONENTS], double n,
                              enum srm_component variance);

/* Lashley & Bond's squared standard errors from any estimates of a team of n. Pooled values
 * may be put in: then the error does not go with the team's own estimate. */
void srm_squared_se(const double estimate[SRM_COMPONENTS], double n,
                    double squared_se[SRM_COMPONENTS]);

#endif
