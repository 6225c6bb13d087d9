#ifndef MEASURE_TAIL_H
#define MEASURE_TAIL_H

/* Chances in the tails of the usual distributions, and the points that cut a chance off.
 *
 * Cost     tens of steps; quantiles a few tail evaluations each.
 * Source   Lentz's continued fraction for the incomplete beta, series and continued fraction
 *          for the incomplete gamma: Abramowitz & Stegun 26.5.8, 6.5.29, 6.5.31.
 * Checked  against published tables, symmetries and numerical integrals: tail_test.c. */

double tail_gamma(double a, double x); /* upper regularised incomplete gamma, a > 0, x >= 0 */
double tail_beta(double a, double b, double x); /* lower regularised incomplete beta */

double tail_normal(double z);                    /* P(Z > z) */
double tail_chi2(double x, double df);           /* P(X > x) */
double tail_t(double t, double df);              /* P(T > t), one tail */
double tail_t_both(double t, double df);         /* P(|T| > |t|) */
double tail_f(double f, double df1, double df2); /* P(F > f) */

/* The point with chance p above it, 0 < p < 1. */
double tail_normal_point(double p);
double tail_t_point(double p, double df);
double tail_f_point(double p, double df1, double df2);
double tail_chi2_point(double p, double df);

#endif
