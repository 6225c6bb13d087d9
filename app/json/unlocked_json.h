#ifndef JSON_UNLOCKED_JSON_H
#define JSON_UNLOCKED_JSON_H

/* Raw figures of a round, for research on files and for nothing else: they may tell what a
 * person answered. Only `diagnose --unlocked` calls this, and says so in its output. */
#include <jansson.h>

#include "release/portrait.h"
#include "release/raw_round.h"

/* json_unlocked: adds to the released tree of a round, making the objects that are null in it:
 *
 *     raw{KEY:{mean,n}}           points of 100, over the people who answered at least half of
 *                                 the construct's items, and how many those are
 *     agreement{KEY:{n,rwg,rwg_linear,awg,ad}}    over those who answered all of its items
 *     flows{FLOW:{…,density_value,reciprocity_value,in_centralisation,gini,isolates,
 *                 cut_lower{density,reciprocity},cut_higher{density,reciprocity}}}
 *     matters{…,mean_spearman,kendall_w,n}
 *
 * A figure that lacks people, items or spread is null. */
void json_unlocked(struct arena *mem, json_t *round, const struct raw_round *raw);

/* json_sensitivity: adds to the shown stage and mode of a round how much they owe to what was
 * put in beforehand (measure/sensitivity.h):
 *
 *     stage{…,flat_priors:[4]}     the posterior when every stage, and every way from one to
 *                                  another, is as likely
 *     mode{…,cut_lower{cooperation,coordination,collaboration,none},cut_higher{…}}
 *
 * Takes    flat, the same round under flat priors; NULL when there is no model. */
void json_sensitivity(json_t *round, const struct portrait *portrait,
                      const struct portrait *flat);

#endif
