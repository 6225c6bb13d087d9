#ifndef COMPOSE_ROTA_MOVE_H
#define COMPOSE_ROTA_MOVE_H

/* What a search of rotations may change, one proposal at a time.
 *
 * Two people change places in one round; or in all of them, which repeats the same meetings
 * under other names; or two who sit out in different rounds change rounds. People who stay
 * together change places with as many others of one team. Nobody sits out more than once
 * more than another through any of them. */
#include "compose/rota.h"

struct rota_heat {
    double temperature; /* in units of cost; 0: only what does not add to it */
    double in_all;      /* share of proposals that concern all rounds */
    const float *log;   /* ROTA_LOGS values of -log(u) */
};

enum { ROTA_LOGS = 1 << 12 };
const float *rota_logs(struct arena *mem);

/* rota_propose: one proposal, done or left.
 * Gives    steps: 1 for a change in one round, as many as rounds for one in all. */
uint64_t rota_propose(struct rota *rota, const struct rota_heat *heat, struct chance *chance);

#endif
