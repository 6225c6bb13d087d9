#ifndef MEASURE_SRM_MOMENTS_H
#define MEASURE_SRM_MOMENTS_H

/* How estimates from a design vary: the fourth moments of normal scores, as one linear map
 * from products of components to covariances of their estimates. Inside measure. */
#include "measure/srm_design.h"

/* Forms and parts are six: with two variables, x's actor with y's partner and x's partner
 * with y's actor are two different covariances. */
enum {
    SRM_FORMS = 6,
    SRM_SAME = SRM_FORMS * (SRM_FORMS + 1) / 2,  /* products of xy with xy: 21 */
    SRM_OTHER = SRM_COMPONENTS * SRM_COMPONENTS, /* of x with y: 25 */
    SRM_MOMENTS = SRM_SAME + SRM_OTHER
};

struct srm_design {
    size_t cells;
    size_t *place;                             /* of each cell in the grid */
    double *form[SRM_FORMS], *part[SRM_FORMS]; /* cells x cells */
    double inverse[SRM_FORMS * SRM_FORMS];     /* components from forms */
    double inverse_one[SRM_COMPONENTS * SRM_COMPONENTS];
    const double *moments; /* SRM_MOMENTS squared; NULL: left out */
};

/* The map B: covariances of estimates = B times products of components. */
const double *srm_moments(struct arena *mem, const struct srm_design *design);

/* Six numbers each, in the order of the parts. */
struct srm_moment_estimates {
    const double *xy, *xx, *yy;
};

/* Products of estimates overstate products of components by the covariances themselves, so
 * the unbiased variances are B (I + B)^-1 times the products of estimates. Gives NAN without
 * moments. */
void srm_moments_squared_se(struct arena *mem, const struct srm_design *design,
                            enum design_error error, const struct srm_moment_estimates *at,
                            double squared_se[SRM_FORMS]);

#endif
