#ifndef MEASURE_AGREE_NULL_H
#define MEASURE_AGREE_NULL_H

/* What agreement looks like when nobody agrees on anything: answers drawn independently,
 * worked out exactly, without simulation. */
#include "base/arena.h"
#include "measure/figure.h"

enum { NULL_OPTIONS_MAX = 15 };

/* Shapes after James, Demaree & Wolf (1984) and LeBreton & Senter (2008). A skew leans to
 * the agreeing end: ordinary politeness. */
enum answer_null {
    NULL_UNIFORM,
    NULL_SLIGHT_SKEW,
    NULL_MODERATE_SKEW,
    NULL_HEAVY_SKEW,
    NULL_TRIANGULAR,
    NULL_NORMAL,
    ANSWER_NULLS
};

/* answer_null_chances: the chance of each option, lowest first.
 *
 * Takes    2 .. NULL_OPTIONS_MAX options. The published shapes have five; for another number
 *          each of the five is spread evenly over its fifth of the scale and cut again into
 *          equal parts, which keeps the lean. Docs: docs/formulas.md#agreement. */
void answer_null_chances(enum answer_null shape, int options, double *chance);

/* The distribution of D = n sum x^2 - (sum x)^2, a whole number, summed over J items. The
 * mean item variance is D / (J n (n-1)). */
struct agreement_null {
    size_t people, items;
    int options;
    double variance; /* of one answer */
    size_t length;   /* values of D: 0 .. length-1 */
    const double *chance;
};

/* agreement_null: the exact distribution for one team size.
 *
 * Takes    people >= 2, items >= 1, the chance of each option.
 * Gives    the chance of each D, summing to 1.
 * Cost     one item O(people * options * states), states = sums x sums of squares; J items
 *          by repeated doubling. People up to NULL_PEOPLE_MAX (assert): the exact null is
 *          for teams, and grows with the fourth power of their size. Made once per (team
 *          size, items, null) and kept by the caller.
 * Source   own, by counting; docs/formulas.md#agreement.
 * Checked  against full enumeration of every answer sheet: agree_null_test.c; reference
 *          case agreement_null_exact. */
enum { NULL_PEOPLE_MAX = 40, NULL_LENGTH_MAX = 30000 };

/* Whether a null is small enough to be made: people and values of D within the limits. */
bool agreement_null_fits(int options, size_t people, size_t items);

struct agreement_null agreement_null(struct arena *mem, const double *chance, int options,
                                     size_t people, size_t items);

/* Chance of a mean item variance this small or smaller: the exact p of agreement. */
double agreement_null_p(const struct agreement_null *null, double mean_variance);

/* rwg(J) of a mean item variance, against the uniform variance of the same options. */
double agreement_null_rwg(const struct agreement_null *null, double mean_variance);

double agreement_null_reaches(const struct agreement_null *null, double rwg); /* P(>= rwg) */
double agreement_null_mean_rwg(const struct agreement_null *null);

/* Smallest rwg whose p is at most `level`. LACKS_RANGE: not even unanimity is that rare. */
struct figure agreement_null_critical(const struct agreement_null *null, double level);

#endif
