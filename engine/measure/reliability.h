#ifndef MEASURE_RELIABILITY_H
#define MEASURE_RELIABILITY_H

/* Do the items of one scale move together over many people? About the pool of all who
 * answered, never about one team. */
#include "measure/figure.h"
#include "measure/grid.h"

struct reliability {
    size_t people, items;
    struct figure alpha;
    struct figure alpha_standardised;
    struct figure mean_correlation; /* over pairs of items */
    struct figure spearman_brown;   /* of two items: the one to show */
    struct figure low, high;        /* Feldt's 95 % interval of alpha */
    struct figure *item_rest;       /* correlation of each item with the sum of the others */
    struct figure *without_item;    /* alpha when the item is left out */
};

/* measure_reliability: Cronbach's alpha and what goes with it.
 *
 *     alpha = k/(k-1) * (1 - sum_j var(item_j) / var(total)),  var over n-1
 *     standardised = k r / (1 + (k-1) r),  r the mean correlation
 *     Spearman-Brown, two items: 2 r / (1 + r)
 *     (1 - alpha) / (1 - population alpha) ~ F(n-1, (n-1)(k-1))
 *
 * Takes    g, people x items, already turned the right way round. Rows with a gap are left
 *          out whole.
 * Gives    pure numbers, at most 1; negative when items pull apart.
 * Gaps     LACKS_ITEMS under 2 (without_item: under 3), LACKS_PEOPLE under 2 complete rows,
 *          LACKS_SPREAD when totals, or for correlations an item, do not vary.
 * Cost     O(people * items^2); lists in mem.
 * Source   Cronbach (1951), Psychometrika 16; Feldt (1965), Psychometrika 30.
 * Checked  the covariance form, by hand, invariances: reliability_test.c; reference cases
 *          reliability. */
struct reliability measure_reliability(struct arena *mem, struct grid g);

/* One factor behind all items: how much of a total is that factor (McDonald's omega). */
struct omega {
    size_t people, items;
    struct figure standardised; /* of the sum of standardised items */
    struct figure raw;          /* of the plain sum */
    bool heywood;               /* an item's own variance went to zero: the model strains */
    double *loading, *unique;   /* correlation metric */
};

/* measure_omega: by maximum likelihood of the one-factor model.
 *
 *     omega = (sum l)^2 / ((sum l)^2 + sum u)
 *
 * Takes    g as above; only correlations are read, so fit once, both metrics.
 * Gives    0 .. 1, the share of a total's variance that the factor explains.
 * Gaps     LACKS_ITEMS under 3 (two items do not fix a factor), LACKS_PEOPLE when people do
 *          not exceed items, LACKS_SPREAD when an item does not vary.
 * Cost     O(people * items^2) and up to OMEGA_STEPS_MAX EM steps of O(items^2).
 * Source   McDonald (1999), Test Theory; Rubin & Thayer (1982), Psychometrika 47.
 * Checked  exact recovery from a one-factor covariance matrix; reference cases. */
enum { OMEGA_STEPS_MAX = 200000 };
struct omega measure_omega(struct arena *mem, struct grid g);

#endif
