#ifndef MEASURE_DESCRIBE_H
#define MEASURE_DESCRIBE_H

/* A list of numbers in a word or two: the pieces the other statistics are made of. Nothing
 * here skips gaps; the caller hands in what was answered.
 *
 * Gives    plain numbers in the unit of x, or of x times y.
 * Source   definitions; two-pass variance: Chan, Golub & LeVeque (1983), Am. Stat. 37.
 * Checked  through every statistic that is made of them, against reference cases. */
#include <stddef.h>

#include "base/arena.h"
#include "measure/figure.h"
#include "measure/grid.h"

double describe_mean(const double *x, size_t n); /* n >= 1 */

/* Over n-1, in two passes so that a far-off mean costs no digits. Needs n >= 2. */
double describe_variance(const double *x, size_t n);
double describe_covariance(const double *x, const double *y, size_t n);

/* Midpoint of the two middle values when n is even. Needs n >= 1; mem for scratch. */
double describe_median(struct arena *mem, const double *x, size_t n);

/* Pearson. LACKS_PEOPLE under 2, LACKS_SPREAD when one side is constant. */
struct figure describe_correlation(const double *x, const double *y, size_t n);

void describe_sort(double *x, size_t n); /* rising */

/* Ranks from 1, ties share their mean. Gives the tie term, sum of t^3 - t over the runs. */
double describe_midranks(struct arena *mem, const double *x, size_t n, double *rank);

/* The rows without any gap, in order. */
struct grid describe_complete(struct arena *mem, struct grid g);

#endif
