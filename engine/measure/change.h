#ifndef MEASURE_CHANGE_H
#define MEASURE_CHANGE_H

/* measure_detectable: the smallest true change of one construct between two rounds that r
 * people would notice in four cases of five (paired t test, 5 % two-sided, 80 % power).
 *
 *     (t.975 + t.80) * sqrt(2 (occasion^2 + item^2 / k) / r),  df = r - 1
 *
 * with two items, an occasion SD of 10 points and an item SD of 22.5 (.4 and .9 of a scale
 * of 1 to 5).
 *
 * Takes    r >= 2, the smaller of the two rounds' numbers of answers.
 * Gives    points of 100: 82 at r = 3, 55 at 4, 44 at 5, 38 at 6, 34 at 7, 31 at 8.
 * Source   docs/formulas.md#change; Cohen (1988), Statistical power analysis, ch. 2.
 * Checked  against the six published figures: tests/engine/measure/change_test.c */
#include <stddef.h>

double measure_detectable(size_t r);

#endif
