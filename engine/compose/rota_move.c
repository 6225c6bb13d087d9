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

/* Two people take each other's part in the whole rotation. */
static uint64_t propose_in_all(struct rota *rota, const struct rota_heat *heat,
                               struct chance *chance)
{
    uint32_t i = draw(chance, rota->people), j = draw(chance, rota->people);
    if (i == j || !alone(rota, i) || !alone(rota, j))
        return 1;
    int64_t before = rota->cost;
    for (size_t r = 0; r < rota->rounds; r++)
        swap_people(rota, r, i, j);
    if (!agreed(heat, rota->cost - before, chance))
        for (size_t r = rota->rounds; r-- > 0;)
            swap_people(rota, r, i, j);
    return rota->rounds;
}

/* One who sits out in this round, and one who sits out in another, change rounds. */
static uint64_t propose_other_round(struct rota *rota, const struct rota_heat *heat,
                                    struct chance *chance)
{
    size_t r = draw(chance, rota->rounds), other = draw(chance, rota->rounds);
    size_t out = rota->people - rota->seats;
    uint32_t i = rota->person[r * rota->people + rota->seats + draw(chance, out)];
    uint32_t j = rota->person[other * rota->people + rota->seats + draw(chance, out)];
    bool apart = rota_team(rota, other, i) < rota->teams && rota_team(rota, r, j) < rota->teams;
    if (r == other || !apart || !alone(rota, i) || !alone(rota, j))
        return 1;
    int64_t before = rota->cost;
    swap_people(rota, r, i, j);
    swap_people(rota, other, i, j);
    if (!agreed(heat, rota->cost - before, chance)) {
        swap_people(rota, other, i, j);
        swap_people(rota, r, i, j);
    }
    return 2;
}

/* People who stay together against as many of another team who are free. */
static uint64_t propose_block(struct rota *rota, size_t round, uint32_t someone,
                              const struct rota_heat *heat, struct chance *chance)
{
    enum { TOGETHER_MAX = 16 };
    size_t block = (size_t)glue_block(&rota->glue, someone);
    const uint32_t *member = rota->glue.person + rota->glue.start[block];
    size_t size = rota->glue.start[block + 1] - rota->glue.start[block], free = 0;
    uint32_t from = rota_team(rota, round, someone), to = draw(chance, rota->teams);
    if (from == rota->teams || from == to || size > TOGETHER_MAX)
        return 1;
    /* A fair draw of `size` among the free ones, in one pass. */
    uint32_t chosen[TOGETHER_MAX];
    for (uint32_t p = rota->start[to]; p < rota->start[to + 1]; p++) {
        uint32_t person = rota->person[round * rota->people + p];
        if (!alone(rota, person))
            continue;
        size_t at = free < size ? free : draw(chance, free + 1);
        if (at < size)
            chosen[at] = person;
        free++;
    }
    if (free < size)
        return 1;
    int64_t before = rota->cost;
    for (size_t k = 0; k < size; k++)
        swap_people(rota, round, member[k], chosen[k]);
    if (!agreed(heat, rota->cost - before, chance))
        for (size_t k = size; k-- > 0;)
            swap_people(rota, round, member[k], chosen[k]);
    return size;
}

/* Only one who sits out more often gives way to one who sits out less. */
static bool fair(const struct rota *rota, uint32_t goes_out, uint32_t comes_in)
{
    return rota->sits[goes_out] + 1 == rota->sits[comes_in];
}

uint64_t rota_propose(struct rota *rota, const struct rota_heat *heat, struct chance *chance)
{
    /* Proposals for those who sit out: rarely enough to cost little. */
    enum { OTHER_ROUND_EVERY = 16 };
    uint64_t bits = chance_bits(chance);
    size_t out = rota->people - rota->seats;
    if (out > 0 && bits % OTHER_ROUND_EVERY == 0)
        return propose_other_round(rota, heat, chance);
    if (heat->in_all > 0 && (double)(bits >> 40) < heat->in_all * (1 << 24))
        return propose_in_all(rota, heat, chance);
    size_t round = draw(chance, rota->rounds);
    const uint32_t *person = rota->person + round * rota->people;
    uint32_t p = draw(chance, rota->seats), q = draw(chance, rota->people);
    uint32_t i = person[p], j = person[q];
    if (!alone(rota, i) || !alone(rota, j))
        return propose_block(rota, round, alone(rota, i) ? j : i, heat, chance);
    if (rota->team_at[p] == rota->team_at[q])
        return 1;
    if (rota->team_at[q] == rota->teams && !fair(rota, i, j))
        return 1;
    int64_t change = rota_change(rota, round, p, q);
    if (agreed(heat, change, chance))
        rota_exchange(rota, round, p, q, change);
    return 1;
}
