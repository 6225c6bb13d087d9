#ifndef MEASURE_SRM_POLYNOMIAL_H
#define MEASURE_SRM_POLYNOMIAL_H

/* What one variable and a pair of variables share in the Social Relations Model: mean
 * products of effects, and the polynomials in n of their standard errors. Inside measure. */
#include "measure/srm.h"

/* Of two variables x and y of the same people; of one, x and y are the same. */
struct srm_products {
    double actor, partner; /* mean products of effects */
    double both, crossed;  /* x actor with y partner; x partner with y actor */
    double alike, apart;   /* dyadic sums and differences: D and E */
};

struct srm_products srm_products(const struct srm *x, const struct srm *y);

void srm_from_products(const struct srm_products *products, double n,
                       double out[SRM_COMPONENTS]);

/* In n, highest power first. */
struct polynomial {
    size_t count;
    double coefficient[12];
};
double polynomial_at(const struct polynomial *polynomial, double n);

#endif
