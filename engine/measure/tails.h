#ifndef MEASURE_TAILS_H
#define MEASURE_TAILS_H

/* Chances in the tails of the usual distributions, and the points that cut a chance off.
 *
 * Gives    chances 0 .. 1; points on the scale of the distribution.
 * Cost     tens of steps; quantiles a few tail evaluations each.
 * Source   Lentz's continued fraction for the incomplete beta, series and continued fraction
 *          for the incomplete gamma: Abramowitz & Stegun 26.5.8, 6.5.29, 6.5.31.
 * Checked  against published tables, symmetries and numerical integrals: tails_test.c. */

double tails_gamma(double a, double x); /* upper regularised incomplete gamma, a > 0, x >= 0 */
double tails_beta(double a, double b, double x); /* lower regularised incomplete beta */

double tails_normal(double z);                    /* P(Z > z) */
double tails_chi2(double x, double df);           /* P(X > x) */
double tails_t(double t, double df);              /* P(T > t), one tail */
double tails_t_both(double t, double df);         /* P(|T| > |t|) */
double tails_f(double f, double df1, double df2); /* P(F > f) */

/* The point with chance p above it, 0 < p < 1. */
double tails_normal_point(double p);
double tails_t_point(double p, double df);
double tails_f_point(double p, double df1, double df2);
double tails_chi2_point(double p, double df);

#endif
