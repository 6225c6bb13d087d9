#ifndef FLOW_DECISIONS_H
#define FLOW_DECISIONS_H

/* What the decisions of a campaign say once they are all known. */
#include "flow/diagnose.h"

/* flow_decisions: every decision of the teams that are portrayed, each set against all.
 *
 * Takes    left_out, one a team: not portrayed, so not counted either.
 * Gives    one a team round, by its number.
 * Cost     O(seats); scratch is given back. */
struct told_decision *flow_decisions(struct arena *mem, struct arena *scratch,
                                     const struct campaign *campaign, const bool *left_out);

#endif
