#ifndef JSON_POOLED_JSON_H
#define JSON_POOLED_JSON_H

/* Figures of many teams taken together: they name none, and exist from 20 teams on. */
#include <jansson.h>

#include "release/raw_round.h"

enum { POOLED_TEAMS_MIN = 20 };

/* Gathers what pooling needs of each team, round after round; holds no answer. */
struct pooled;
struct pooled *json_pooled_new(struct arena *mem, const struct instrument *instrument);
void json_pooled_add(struct pooled *pooled, const struct raw_round *raw);

/* json_pooled_reml: the Social Relations Model by restricted likelihood too, in which teams
 * with missing ratings count. Called before the first json_pooled_add, which then keeps every
 * rating. `tell`, when not NULL, hears how far each flow has come. */
void json_pooled_reml(struct pooled *pooled, void (*tell)(void *self, size_t done, size_t all),
                      void *self);

/* json_pooled: every team's first round that was added.
 *
 *     srm{FLOW:{teams,actor_variance:{estimate,se},partner_variance,relationship_variance,
 *               actor_partner_covariance,relationship_covariance}}
 *     srm_reml{FLOW:{n_groups,gap,…}}     when asked for; see case_srm_fit.h
 *     icc{KEY:{icc1,icc2,teams}}          of the people's levels of a construct
 *     reliability{KEY:{alpha,low95,high95,people}}
 *
 * Gives    NULL under POOLED_TEAMS_MIN teams; the caller owns the tree. A figure that lacks
 *          teams or spread is null. */
json_t *json_pooled(struct arena *mem, struct pooled *pooled);

#endif
