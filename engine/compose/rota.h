#ifndef COMPOSE_ROTA_H
#define COMPOSE_ROTA_H

/* Rounds over the same people, and what one exchange in one round would change: the state
 * that a search of rotations works on.
 *
 * A meeting of two people has a price: one more repeat for each time they have met already,
 * less what they mix. One price per pair is kept, so that an exchange reads one row for each
 * of the two people; one round in focus: engine/compose/rota_focus.h. Prices are whole numbers:
 * adding and taking away stays exact. */
#include "base/chance.h"
#include "compose/glue.h"
#include "compose/lanes.h"
#include "compose/problem.h"
#include "compose/schedule.h"

/* Prices, in repeats. Mixing is scaled so that one standard deviation of the distances is a
 * tenth of a repeat: rounds repeat a meeting only where that buys far more than it costs. */
enum {
    ROTA_DEVIATIONS = 10, /* one repeat weighs as many */
    ROTA_SKILL = 16,      /* a team without a person it needs */
    ROTA_APART = 32       /* two in one team who must not be */
};

/* The prices with the mates of all rounds, added up, stay under it: a few such sums fit. */
enum { ROTA_SUM_MAX = 1 << 27 };

struct rota {
    const struct problem *problem;
    size_t people, rounds, teams, seats;
    size_t stride;           /* of a row of prices */
    int32_t repeat;          /* the price of one */
    struct spread spread;    /* of the distances, in whole prices */
    const uint32_t *start;   /* of each team's places; those who sit out come last */
    const uint32_t *team_at; /* of each place; `teams` for sitting out */
    uint32_t *person;        /* rounds x people: who is at each place */
    uint32_t *place;         /* rounds x people: where each person is */
    int32_t *price;          /* people x stride: of one more meeting; 0 with oneself */
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

/* rota_lift: the meetings of a round are taken out of the prices (sign -1) or put back (1).
 * Cost     O(people * team size). */
void rota_lift(struct rota *rota, size_t round, int32_t sign);

/* Two people in each other's place of one round, and nothing else. */
void rota_change_places(struct rota *rota, size_t round, uint32_t i, uint32_t j);

static inline uint32_t rota_team(const struct rota *rota, size_t round, uint32_t person)
{
    return rota->team_at[rota->place[round * rota->people + person]];
}

#endif
