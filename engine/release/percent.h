#ifndef RELEASE_PERCENT_H
#define RELEASE_PERCENT_H

/* How chances are printed. */
#include <stdbool.h>
#include <stddef.h>

/* release_percent: multiples of 5 that sum to 100, by largest remainder; equal remainders go
 * in order. Keeps the order of the chances.
 *
 * Takes    chances summing to 1, count at most 8. */
void release_percent(const double *chances, size_t count, int *percent);

/* release_set80: the most plausible ones until the printed percents reach 80, so that the
 * page adds up. Gives the likeliest. */
size_t release_set80(const double *chances, const int *percent, size_t count, bool *in_set);

#endif
