#ifndef JSON_UNLOCKED_JSON_H
#define JSON_UNLOCKED_JSON_H

/* Raw figures of a round, for research on files and for nothing else: they may tell what a
 * person answered. Only `diagnose --unlocked` calls this, and says so in its output. */
#include <jansson.h>

#include "release/raw_round.h"

/* json_unlocked: adds to the released tree of a round, making the objects that are null in it:
 *
 *     raw{KEY:{mean,n}}           points of 100, over the people who answered at least half of
 *                                 the construct's items, and how many those are
 *     agreement{KEY:{n,rwg,rwg_linear,awg,ad}}    over those who answered all of its items
 *     flows{FLOW:{…,density_value,reciprocity_value,in_centralisation,gini,isolates}}
 *     matters{…,mean_spearman,kendall_w,n}
 *
 * A figure that lacks people, items or spread is null. */
void json_unlocked(struct arena *mem, json_t *round, const struct raw_round *raw);

#endif
