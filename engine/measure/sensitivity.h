#ifndef MEASURE_SENSITIVITY_H
#define MEASURE_SENSITIVITY_H

/* How much a reading owes to what was put in beforehand: the elicited chances of stages, the
 * place of a cut. For research: beside a figure, never instead of it. */
#include "measure/figure.h"
#include "measure/hmm.h"
#include "measure/mode.h"

/* sensitivity_flat: the same model, knowing nothing of how teams go: every stage as likely at
 * the first round, and from every stage as likely as any other. A round then rests on its own
 * answers alone.
 *
 * Takes    model; profiles and texts are shared with it.
 * Gives    a model to be read like any other.
 * Source   docs/formulas.md#stage.
 * Checked  Bayes' rule by hand on one round: tests/engine/measure/sensitivity_test.c */
struct model sensitivity_flat(const struct model *model);

/* The same for any chain; start and transition live in mem. */
struct hmm sensitivity_flat_chain(struct arena *mem, size_t states);

/* What comes out with the cut lower, as it is, and higher. */
enum cut { CUT_LOWER, CUT_AS_IT_IS, CUT_HIGHER, CUTS };

/* Cuts of a mode and of a link are moved by: 8 points of 100, about one error of a level at
 * five answers; one step of the scale. */
extern const double sensitivity_mode_by, sensitivity_flow_by;

/* sensitivity_mode: chances of the modes with both cuts moved together.
 *
 * Takes    as measure_mode.
 * Checked  moving the cuts is moving the place the other way: sensitivity_test.c. */
void sensitivity_mode(struct place place, double cut_x, double cut_y, double out[CUTS][MODES]);

/* sensitivity_flow: what counts as a link is a choice; density and reciprocity under its two
 * neighbours.
 *
 * Takes    ratings, people x people; cut as flow_ties.
 * Gaps     as measure_flow.
 * Cost     O(people^2), in mem. */
struct flow_by_cut {
    struct figure density[CUTS], reciprocity[CUTS];
};
struct flow_by_cut sensitivity_flow(struct arena *mem, struct grid ratings, double cut);

#endif
