#ifndef FLOW_COMPOSE_SETUP_H
#define FLOW_COMPOSE_SETUP_H

/* Inside flow/compose: the problem that a request makes of a roster. */
#include "flow/compose.h"

/* compose_setup: reads the files of the request, then as compose_problem. */
enum status compose_setup(struct arena *mem, const struct compose_request *request,
                          struct composition *out, struct err *err);

/* compose_problem: from the roster and the wishes that are in `out` already. Its request names
 * no file. */
enum status compose_problem(struct arena *mem, const struct compose_request *request,
                            struct composition *out, struct err *err);

/* One sentence about wishes that cannot all be met, or OK. */
enum status compose_contradictions(struct arena *mem, const struct composition *out,
                                   struct err *err);

/* The search, threads and time. Gives the team of each person, round after round. */
enum status compose_search(struct arena *mem, const struct compose_request *request,
                           struct composition *out, uint32_t *team, struct err *err);

/* Seconds of computing this thread has used. */
double compose_computed(void);

/* Team numbers in the order of their first person. */
void compose_number_teams(struct arena *mem, const struct problem *problem, uint32_t *team);

/* compose_explain: from who is where to worth, reasons, ceiling and gap. */
void compose_explain(struct arena *mem, struct composition *out);

#endif
