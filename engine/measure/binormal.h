#ifndef MEASURE_BINORMAL_H
#define MEASURE_BINORMAL_H

/* measure_binormal: P(X > h and Y > k), X and Y standard normal of correlation rho.
 *
 *     P = P(X > h) P(Y > k) + 1/(2 pi) * integral over t from 0 to asin(rho) of
 *         exp(-(h^2 + k^2 - 2 h k sin t) / (2 cos^2 t))
 *
 * Gives    0..1, absolute error under 1e-12.
 * Source   Drezner & Wesolowsky (1990), J. Statistical Computation and Simulation 35,
 *          101-107; Genz (2004), Statistics and Computing 14, 251-260.
 * Checked  against 1/4 + asin(rho)/(2 pi) at the origin, products at rho = 0, and Simpson's
 *          rule on the conditional form: tests/engine/measure/binormal_test.c */
double measure_binormal(double h, double k, double rho);

#endif
