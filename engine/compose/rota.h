#ifndef COMPOSE_ROTA_H
#define COMPOSE_ROTA_H

/* Rounds over the same people, and what one exchange in one round would change: the state
 * that a search of rotations works on.
 *
 * A meeting of two people has a price: one more repeat for each time they have met already,
 * less what they mix. One price per pair is kept, so that an exchange reads one row for each
 * of the two people. Prices are whole numbers: adding and taking away stays exact. */
#include "base/chance.h"
#include "compose/glue.h"
#include "compose/problem.h"

/* The price of one repeat, and of wishes, in its own units. Mixing is scaled so that one
 * standard deviation of the distances is a tenth of a repeat: rounds repeat a meeting only
 * where that buys far more than it costs. */
enum {
    ROTA_REPEAT = 1 << 20,
    ROTA_DEVIATION = ROTA_REPEAT / 10,
    ROTA_SKILL = 16 * ROTA_REPEAT, /* a team without a person it needs */
    ROTA_APART = 32 * ROTA_REPEAT  /* two in one team who must not be */
};

struct rota {
    const struct problem *problem;
    size_t people, rounds, teams, seats;
    const uint32_t *start;   /* of each team's places; those who sit out come last */
    const uint32_t *team_at; /* of each place; `teams` for sitting out */
    uint32_t *person;        /* rounds x people: who is at each place */
    uint32_t *place;         /* rounds x people: where each person is */
    int32_t *price;          /* people x people: of one more meeting; 0 with oneself */
    uint32_t *sits;          /* how often each person sits out */
    uint32_t *filled;        /* scratch: per team */
    uint32_t *held;          /* rounds x teams x skills: how many of the team have it */
    struct glue glue;
    bool mixes;   /* some distance differs from another */
    int64_t cost; /* of all the rounds: to be made small */
};

/* rota_start: nobody placed yet; all prices are of a first meeting.
 *
 * Takes    sizes with low == high, and at most COMPOSE_MATRIX_PEOPLE_MAX people.
 * Cost     O(people^2 * horizons) time, 4 * people^2 bytes. */
struct rota *rota_start(struct arena *mem, const struct problem *problem);

/* rota_place: everyone as the lists say, rounds x people; cost and prices from scratch. */
void rota_place(struct rota *rota, const uint32_t *team);
void rota_teams(const struct rota *rota, uint32_t *team);

/* rota_change: what exchanging the people of two places of one round would add to the cost.
 * Cost     O(team size). */
int64_t rota_change(const struct rota *rota, size_t round, uint32_t p, uint32_t q);

/* rota_exchange: does it; `change` is what rota_change said. */
void rota_exchange(struct rota *rota, size_t round, uint32_t p, uint32_t q, int64_t change);

static inline uint32_t rota_team(const struct rota *rota, size_t round, uint32_t person)
{
    return rota->team_at[rota->place[round * rota->people + person]];
}

#endif
