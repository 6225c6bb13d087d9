#ifndef FLOW_COMPOSE_SETUP_H
#define FLOW_COMPOSE_SETUP_H

/* Inside flow/compose: the problem that a request makes of a roster. */
#include "flow/compose.h"

enum status compose_setup(struct arena *mem, const struct compose_request *request,
                          struct composition *out, struct err *err);

/* One sentence about wishes that cannot all be met, or OK. */
enum status compose_contradictions(struct arena *mem, const struct composition *out,
                                   struct err *err);

/* The search of one round, threads and time. Gives the team of each person. */
enum status compose_search(struct arena *mem, const struct compose_request *request,
                           struct composition *out, uint32_t *team, struct err *err);

#endif
