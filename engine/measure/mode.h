#ifndef MEASURE_MODE_H
#define MEASURE_MODE_H

#include "measure/construct.h"

/* measure_place: two constructs as a place on a plane, with its doubt: a bivariate normal
 * around the released means.
 *
 *     variance of an axis = own + shared,   covariance = signs * shared   (measure_error)
 *
 * Takes    x, y released (rounded) means of two constructs; r; model as measure_error.
 *          The sign is the product of the two halo signs; a construct without a profile
 *          counts as rising with general satisfaction.
 * Gives    points of 100 and their squares.
 * Source   docs/formulas.md#mode.
 * Checked  mode_test.c. */
struct place {
    double x, y;
    double variance_x, variance_y, covariance;
};
struct place measure_place(const struct instrument *instrument, const struct model *model,
                           const size_t constructs[2], const double means[2], size_t r);

/* measure_mode: how plausible each mode is, given a place on the plane of aim (x) and
 * appreciation (y).
 *
 * The bivariate normal is integrated over the four quadrants cut at (cut_x, cut_y):
 * cooperation high-high, coordination appreciation without aim, collaboration aim without
 * appreciation, no mode low-low.
 *
 * Gives    out by enum mode, summing to 1.
 * Source   docs/formulas.md#mode.
 * Checked  against a two-dimensional integration and at the cut:
 *          tests/engine/measure/mode_test.c */
void measure_mode(struct place place, double cut_x, double cut_y, double out[MODES]);

#endif
