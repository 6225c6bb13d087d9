#ifndef COMPOSE_ROTA_SEAT_H
#define COMPOSE_ROTA_SEAT_H

/* Where everyone is in each round before the first exchange. */
#include "compose/design.h"
#include "compose/rota.h"
#include "compose/start.h"

struct rota_seat {
    const struct rota *rota;
    const struct problem *seated; /* those who sit out as one more team */
    struct start start;
    uint32_t *order; /* scratch: people */
    uint32_t *sits;  /* scratch: how often each sat out so far */
};

struct rota_seat rota_seat_prepare(struct arena *mem, const struct rota *rota);

/* rota_seat_by_chance: every round at random; nobody sits out twice more often than another.
 *
 * Gives    false when people who stay together could not be packed; `team`, rounds x people,
 *          is then half filled. */
bool rota_seat_by_chance(struct rota_seat *seat, uint32_t *team, struct chance *chance);

/* rota_seat_by_design: everyone takes a seat of the design, for all its rounds. */
void rota_seat_by_design(struct rota_seat *seat, const struct design *design, uint32_t *team,
                         struct chance *chance);

#endif
