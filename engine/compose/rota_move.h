#ifndef COMPOSE_ROTA_MOVE_H
#define COMPOSE_ROTA_MOVE_H

/* What no one person can ask for alone, one proposal at a time: people who stay together
 * change places with as many others of one team; one who sits out changes places with someone
 * of the round, or rounds with another who sits out. Nobody sits out more than once more than
 * another through any of them. */
#include "compose/rota.h"

struct rota_heat {
    double temperature; /* in prices; 0: only what does not add to the cost */
    const float *log;   /* ROTA_LOGS values of -log(u) */
};

enum { ROTA_LOGS = 1 << 12 };
const float *rota_logs(struct arena *mem);

/* rota_proposals: how many make up for everyone else asking everyone once. 0 when nobody stays
 * together or sits out. */
size_t rota_proposals(const struct rota *rota);

/* rota_propose: one of them, done or left. */
void rota_propose(struct rota *rota, const struct rota_heat *heat, struct chance *chance);

#endif
