#ifndef MEASURE_SRM_DESIGN_H
#define MEASURE_SRM_DESIGN_H

/* The Social Relations Model when cells are missing, without filling anything in: moments of
 * whatever was observed, in one group, for one variable or two. */
#include "measure/srm_pair.h"

struct srm_design;

/* srm_design: what a pattern of observed cells allows.
 *
 * Takes    observed, people x people, NAN where nothing was said; the diagonal is not read.
 * Gives    a design to use for every variable observed in just these cells; NULL when they do
 *          not separate the components (too few cells, or no two people rating each other).
 * Cost     O(cells^2) of time and mem; with errors O(36 cells^3), so they are left out above
 *          DESIGN_ERROR_CELLS_MAX cells (17 people).
 * Source   Bond & Malloy (2018), ARBSRM: the general social relations model; Searle,
 *          Casella & McCulloch (1992), Variance Components, ch. 5.
 * Checked  complete cells give measure_srm's estimates; unbiased where the imputing formula
 *          is not: srm_design_test.c; reference cases srm_missing, srm_arbitrary_design. */
enum { DESIGN_ERROR_CELLS_MAX = 280 };
const struct srm_design *srm_design(struct arena *mem, struct grid observed);

size_t srm_design_cells(const struct srm_design *design);

struct srm_by_design {
    double x[SRM_COMPONENTS], y[SRM_COMPONENTS];
    double both[SRM_COVARIANCES];
    double x_squared_se[SRM_COMPONENTS], y_squared_se[SRM_COMPONENTS];
    double both_squared_se[SRM_COVARIANCES]; /* NAN when left out, may be negative */
};

/* srm_by_design: estimates, and estimates of their sampling variance.
 *
 * Takes    x and y observed in the cells of the design; y may be x itself, then only x is of
 *          interest. ERROR_UNBIASED; ERROR_AS_SRM_051 is what the R package srm 0.5-1 prints,
 *          which takes a wrong inverse and comes out too large: only to compare with it. mem
 *          for scratch. */
enum design_error { ERROR_UNBIASED, ERROR_AS_SRM_051 };
struct srm_by_design srm_by_design(struct arena *mem, const struct srm_design *design,
                                   struct grid x, struct grid y, enum design_error error);

#endif
