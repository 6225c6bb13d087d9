#ifndef JSON_UNLOCKED_JSON_H
#define JSON_UNLOCKED_JSON_H

/* Raw figures of a round, for research on files and for nothing else: they may tell what a
 * person answered. Only `diagnose --unlocked` calls this, and says so in its output. */
#include <jansson.h>

#include "base/text.h"
#include "measure/decision.h"
#include "measure/model.h"
#include "release/portrait.h"
#include "release/raw_round.h"

/* What is made once and looked up afterwards: the nulls of agreement and of concordance. */
struct unlocked;
struct unlocked *json_unlocked_new(struct arena *mem, const struct instrument *instrument,
                                   const struct model *model);

/* One round of a team, with all its rounds up to that one: raws[at] is the one told. */
struct unlocked_round {
    const struct raw_round *raws;
    size_t at;
    const struct told_decision *decision;
};

/* json_unlocked: adds to the released tree of a round, making the objects that are null in it:
 *
 *     raw{KEY:{mean,n}}           points of 100, over the people who answered at least half of
 *                                 the construct's items, and how many those are
 *     agreement{KEY:{n,rwg,rwg_linear,awg,ad,ad_median,variance,p{uniform,slight_skew,
 *                    moderate_skew}}}        over those who answered all of its items; p is
 *                                 the exact chance of a variance this small
 *     flows{FLOW:{…,density_value,reciprocity_value,in_centralisation,…,
 *                 cut_lower{density,reciprocity},cut_higher{density,reciprocity}}}
 *     matters{…,mean_spearman,kendall_w,p,p_is_exact,n}
 *     groupthink{n,pd,pg,…,index,chance,reading,climate{…}}     when a decision was told
 *
 * Takes    mem, scratch of the caller's.
 * Gaps     a figure that lacks people, items or spread is null.
 * Cost     O(people^2) a question and 2^12 networks where up to 12 ratings are missing; nulls
 *          as agreement_null and rank_null.
 * Source   the headers of measure/ named in unlocked_json.c; docs/formulas.md. */
void json_unlocked(struct unlocked *unlocked, struct arena *mem, json_t *round,
                   const struct unlocked_round *in);

/* The same figures as CSV: the head and the cells of one row, each after a comma, in the same
 * order whatever was asked; what is null or was not asked is empty. */
void json_unlocked_heads(struct unlocked *unlocked, struct arena *mem, struct text *out);
void json_unlocked_cells(struct unlocked *unlocked, struct arena *mem,
                         const struct unlocked_round *in, struct text *out);
size_t json_unlocked_count(const struct unlocked *unlocked); /* cells, once there are heads */

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
