/* Proposals made of exchanges, taken back one by one when they are refused. */
#include "compose/rota_move.h"

#include <math.h>

#include "compose/noise.h"

const float *rota_logs(struct arena *mem)
{
    float *log_of = NEW_ARRAY(mem, float, ROTA_LOGS);
    for (size_t k = 0; k < ROTA_LOGS; k++)
        log_of[k] = (float)-log(((double)k + 0.5) / ROTA_LOGS);
    return log_of;
}

/* An even number under a bound. */
static uint32_t draw(struct chance *chance, size_t bound)
{
    return noise_pick(chance_bits(chance), bound);
}

static bool agreed(const struct rota_heat *heat, int64_t change, struct chance *chance)
{
    if (change <= 0)
        return true;
    float tries = heat->log[chance_bits(chance) & (ROTA_LOGS - 1)];
    return (double)change < heat->temperature * (double)tries;
}

/* Exchanges two people in one round, wherever they are; gives the change. */
static int64_t swap_people(struct rota *rota, size_t round, uint32_t i, uint32_t j)
{
    const uint32_t *place = rota->place + round * rota->people;
    if (rota->team_at[place[i]] == rota->team_at[place[j]])
        return 0;
    int64_t change = rota_change(rota, round, place[i], place[j]);
    rota_exchange(rota, round, place[i], place[j], change);
    return change;
}

static bool alone(const struct rota *rota, uint32_t person)
{
    return glue_block(&rota->glue, person) == GLUE_ALONE;
}

/* One who sits out in this round, and one who sits out in another, change rounds. */
static void propose_other_round(struct rota *rota, const struct rota_heat *heat,
                                struct chance *chance)
{
    size_t r = draw(chance, rota->rounds), other = draw(chance, rota->rounds);
    size_t out = rota->people - rota->seats;
    uint32_t i = rota->person[r * rota->people + rota->seats + draw(chance, out)];
    uint32_t j = rota->person[other * rota->people + rota->seats + draw(chance, out)];
    bool apart = rota_team(rota, other, i) < rota->teams && rota_team(rota, r, j) < rota->teams;
    if (r == other || !apart || !alone(rota, i) || !alone(rota, j))
        return;
    int64_t before = rota->cost;
    swap_people(rota, r, i, j);
    swap_people(rota, other, i, j);
    if (!agreed(heat, rota->cost - before, chance)) {
        swap_people(rota, other, i, j);
        swap_people(rota, r, i, j);
    }
}

/* Only one who sits out more often gives way to one who sits out less. */
static bool fair(const struct rota *rota, uint32_t goes_out, uint32_t comes_in)
{
    return rota->sits[goes_out] + 1 == rota->sits[comes_in];
}

/* One who sits out comes in for someone of the same round. */
static void propose_coming_in(struct rota *rota, const struct rota_heat *heat,
                              struct chance *chance)
{
    size_t round = draw(chance, rota->rounds), out = rota->people - rota->seats;
    const uint32_t *person = rota->person + round * rota->people;
    uint32_t p = draw(chance, rota->seats), q = (uint32_t)rota->seats + draw(chance, out);
    if (!alone(rota, person[p]) || !alone(rota, person[q]) || !fair(rota, person[p], person[q]))
        return;
    int64_t change = rota_change(rota, round, p, q);
    if (agreed(heat, change, chance))
        rota_exchange(rota, round, p, q, change);
}

/* A fair draw among the people of a team who are free, in one pass. */
static bool draw_free(const struct rota *rota, size_t round, uint32_t team, size_t count,
                      uint32_t *chosen, struct chance *chance)
{
    size_t free = 0;
    for (uint32_t p = rota->start[team]; p < rota->start[team + 1]; p++) {
        uint32_t person = rota->person[round * rota->people + p];
        if (!alone(rota, person))
            continue;
        size_t at = free < count ? free : draw(chance, free + 1);
        if (at < count)
            chosen[at] = person;
        free++;
    }
    return free >= count;
}

/* People who stay together against as many of another team who are free. */
static void propose_block(struct rota *rota, const struct rota_heat *heat,
                          struct chance *chance)
{
    enum { TOGETHER_MAX = 16 };
    size_t block = draw(chance, rota->glue.blocks), round = draw(chance, rota->rounds);
    const uint32_t *member = rota->glue.person + rota->glue.start[block];
    size_t size = rota->glue.start[block + 1] - rota->glue.start[block];
    uint32_t from = rota_team(rota, round, member[0]), to = draw(chance, rota->teams);
    uint32_t chosen[TOGETHER_MAX];
    if (from == rota->teams || from == to || size > TOGETHER_MAX ||
        !draw_free(rota, round, to, size, chosen, chance))
        return;
    int64_t before = rota->cost;
    for (size_t k = 0; k < size; k++)
        swap_people(rota, round, member[k], chosen[k]);
    if (!agreed(heat, rota->cost - before, chance))
        for (size_t k = size; k-- > 0;)
            swap_people(rota, round, member[k], chosen[k]);
}

static size_t block_proposals(const struct rota *rota)
{
    return rota->glue.blocks * rota->teams;
}

static size_t out_proposals(const struct rota *rota)
{
    return (rota->people - rota->seats) * rota->teams;
}

size_t rota_proposals(const struct rota *rota)
{
    return block_proposals(rota) + out_proposals(rota);
}

void rota_propose(struct rota *rota, const struct rota_heat *heat, struct chance *chance)
{
    enum { OTHER_ROUND_EVERY = 4 };
    if (draw(chance, rota_proposals(rota)) < block_proposals(rota))
        propose_block(rota, heat, chance);
    else if (chance_bits(chance) % OTHER_ROUND_EVERY == 0)
        propose_other_round(rota, heat, chance);
    else
        propose_coming_in(rota, heat, chance);
}
