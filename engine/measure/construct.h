#ifndef MEASURE_CONSTRUCT_H
#define MEASURE_CONSTRUCT_H

/* What a team's answers say of each construct: a level in points of 100 (POMP, percent of
 * the maximum possible), and the error that this level carries. */
#include "measure/grid.h"
#include "measure/model.h"

struct construct_level {
    size_t people; /* who answered at least half of its items */
    double mean;   /* of those people's levels; NAN when there are none */
};

/* measure_constructs: the level of every construct.
 *
 * A person's level is the mean of the answered items, reversed ones turned, and exists when
 * at least half of the construct's items were answered; the team's level is the plain mean
 * over people who have one. Nobody's silence is filled in.
 *
 * Takes    items, people x item_count, as given; gaps are NAN.
 * Gives    out[construct_count]; mean 0..100, the same in whatever order people and items
 *          stand, to the last bits.
 * Gaps     people = 0 and mean NAN.
 * Cost     O(people * items).
 * Source   Cohen, Cohen, Aiken & West (1999), Multivariate Behavioral Research 34, 315-346.
 * Checked  by hand and person by person: tests/engine/measure/construct_test.c */
void measure_constructs(const struct instrument *instrument, struct grid items,
                        struct construct_level *out);

/* measure_error: how far the mean of r people's answers to one construct may be from what it
 * stands for, and what two constructs share of it.
 *
 *     own    = (member_sd^2 + item_sd^2 / k) / r + 5^2 / 12 + step^2 / (12 r k)
 *     shared = leniency_sd^2 / r
 *
 * own is one construct's: people differ on it, items are few, the mean is published to 5
 * points and each answer is rounded to a step of the scale (both uniform: width^2 / 12).
 * shared is the general leniency of the people who answered: it pushes all constructs at
 * once, up or down according to their halo sign. Never from the raw spread of a team.
 *
 * Takes    model: NULL gives the elicited spreads of the cooperation models.
 * Gives    variances, points of 100 squared.
 * Source   docs/formulas.md#stage. */
struct error {
    double own, shared;
};
struct error measure_error(const struct instrument *instrument, const struct model *model,
                           size_t construct, size_t r);

#endif
