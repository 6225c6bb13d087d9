#ifndef COMPOSE_ROTA_PARTS_H
#define COMPOSE_ROTA_PARTS_H

/* Everyone's part in the whole rotation: two people may take each other's, which repeats the
 * same meetings under other names. One person asks all the others at once.
 *
 * A part is the mates it has over all rounds. For each part and each person the prices of that
 * person with those mates are kept added up. */
#include "compose/noise.h"
#include "compose/rota.h"

struct rota_parts {
    struct rota *rota;
    enum instruction_set set;
    int32_t *sum;    /* part x person */
    int32_t *own;    /* sum[x][x], or far under it for one who cannot be asked */
    int32_t *column; /* scratch: sum[x][i] of the person who asks */
    int32_t *again;  /* scratch: less the price with those met, who stay mates */
    int32_t *self;   /* x at x */
    struct noise noise;
};

struct rota_parts *rota_parts_start(struct arena *mem, struct rota *rota,
                                    enum instruction_set set, struct chance *chance);

/* rota_parts_on: exchanges of parts, until rota_parts_off. Meanwhile prices are without the
 * meetings of any round.
 * Cost     O(people^2 * rounds * team size) additions, eight at a time. */
void rota_parts_on(struct rota_parts *parts);
void rota_parts_off(struct rota_parts *parts);

/* rota_parts_move: one heat-bath choice for a person.
 * Cost     O(people), and O(people * rounds * team size) when parts were exchanged. */
bool rota_parts_move(struct rota_parts *parts, uint32_t person, float temperature,
                     struct chance *chance);

#endif
