#ifndef JSON_CASE_SRM_FIT_H
#define JSON_CASE_SRM_FIT_H

/* What a likelihood says of round robins, as JSON: for one table, and for the teams of a
 * campaign taken together. */
#include "measure/srm_fit.h"
#include "json/case_parts.h"

/* srm_fit_json: the estimates.
 *
 *     {n_groups, left_out, ratings, mean_people, gap, at_edge, log_likelihood,
 *      components{NAME:{estimate,se,standardized,p,low95,high95}}, reliability_actor,
 *      reliability_partner}
 *
 * Gives    gap: null, or what was lacking: too_few_people, cells_do_not_separate, no_spread,
 *          no_end. Figures are null then. The caller owns the tree. */
json_t *srm_fit_json(const struct srm_fitted *fitted);

/* Steps until nothing is gained; `tell`, when not NULL, hears how far it has come of 100. */
struct srm_fitted srm_fit_told(struct srm_fit *fit,
                               void (*tell)(void *self, size_t done, size_t all), void *self);

#endif
