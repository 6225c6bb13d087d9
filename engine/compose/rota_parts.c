/* Sums over the mates of all rounds, and one choice at a time. */
#include "compose/rota_parts.h"

#include <string.h>

#include "compose/rota_ask.h"

struct rota_parts *rota_parts_start(struct arena *mem, struct rota *rota,
                                    enum instruction_set set, struct chance *chance)
{
    struct rota_parts *parts = NEW(mem, struct rota_parts);
    size_t stride = rota->stride;
    *parts = (struct rota_parts){
        .rota = rota,
        .set = set,
        .sum = lanes_alloc(mem, rota->people * stride, sizeof(int32_t)),
        .own = lanes_alloc(mem, stride, sizeof(int32_t)),
        .column = lanes_alloc(mem, stride, sizeof(int32_t)),
        .again = lanes_alloc(mem, stride, sizeof(int32_t)),
        .self = lanes_alloc(mem, stride, sizeof(int32_t)),
        .noise = noise_table(mem, stride + 1, chance),
    };
    for (size_t x = 0; x < stride; x++) {
        parts->self[x] = (int32_t)x;
        parts->own[x] = x < rota->people ? 0 : -ROTA_NEVER;
    }
    return parts;
}

static bool free_to_move(const struct rota *rota, uint32_t person)
{
    return glue_block(&rota->glue, person) == GLUE_ALONE;
}

static void set_own(struct rota_parts *parts, uint32_t x)
{
    const struct rota *rota = parts->rota;
    parts->own[x] = free_to_move(rota, x) ? parts->sum[x * rota->stride + x] : -ROTA_NEVER;
}

/* The mates of a person in one round: places from .. to, the person's own among them. */
static const uint32_t *mates(const struct rota *rota, size_t round, uint32_t x, uint32_t *count)
{
    uint32_t team = rota_team(rota, round, x);
    *count = team == rota->teams ? 0 : rota->start[team + 1] - rota->start[team];
    return rota->person + round * rota->people + rota->start[team];
}

static void add_mates(struct rota_parts *parts, size_t round, uint32_t x)
{
    const struct rota *rota = parts->rota;
    int32_t *sum = parts->sum + x * rota->stride;
    uint32_t count;
    const uint32_t *mate = mates(rota, round, x, &count);
    for (uint32_t k = 0; k < count; k++)
        if (mate[k] != x)
            rota_add_row(parts->set, sum, rota->price + mate[k] * rota->stride, rota->stride);
}

void rota_parts_on(struct rota_parts *parts)
{
    struct rota *rota = parts->rota;
    for (size_t r = 0; r < rota->rounds; r++)
        rota_lift(rota, r, -1);
    memset(parts->sum, 0, rota->people * rota->stride * sizeof *parts->sum);
    for (uint32_t x = 0; x < rota->people; x++) {
        for (size_t r = 0; r < rota->rounds; r++)
            add_mates(parts, r, x);
        set_own(parts, x);
    }
}

void rota_parts_off(struct rota_parts *parts)
{
    for (size_t r = 0; r < parts->rota->rounds; r++)
        rota_lift(parts->rota, r, 1);
}

/* Someone's mates see one person where they saw another. */
static void tell_mates(struct rota_parts *parts, uint32_t of, uint32_t but, uint32_t gone,
                       uint32_t come)
{
    struct rota *rota = parts->rota;
    size_t stride = rota->stride;
    for (size_t r = 0; r < rota->rounds; r++) {
        uint32_t count;
        const uint32_t *mate = mates(rota, r, of, &count);
        for (uint32_t k = 0; k < count; k++) {
            uint32_t y = mate[k];
            if (y == of || y == but)
                continue;
            rota_change_row(parts->set, parts->sum + y * stride, rota->price + come * stride,
                            rota->price + gone * stride, stride);
            set_own(parts, y);
        }
    }
}

static size_t times_met(const struct rota *rota, uint32_t i, uint32_t j)
{
    size_t met = 0;
    for (size_t r = 0; r < rota->rounds; r++) {
        uint32_t team = rota_team(rota, r, i);
        met += team < rota->teams && team == rota_team(rota, r, j);
    }
    return met;
}

static void exchange(struct rota_parts *parts, uint32_t i, uint32_t j)
{
    struct rota *rota = parts->rota;
    size_t stride = rota->stride;
    int32_t *sum_i = parts->sum + i * stride, *sum_j = parts->sum + j * stride;
    tell_mates(parts, i, j, i, j);
    tell_mates(parts, j, i, j, i);
    for (size_t y = 0; y < stride; y++) {
        int32_t kept = sum_i[y];
        sum_i[y] = sum_j[y];
        sum_j[y] = kept;
    }
    for (size_t met = times_met(rota, i, j); met > 0; met--) {
        rota_change_row(parts->set, sum_i, rota->price + j * stride, rota->price + i * stride,
                        stride);
        rota_change_row(parts->set, sum_j, rota->price + i * stride, rota->price + j * stride,
                        stride);
    }
    for (size_t r = 0; r < rota->rounds; r++)
        rota_change_places(rota, r, i, j);
    uint32_t sits = rota->sits[i];
    rota->sits[i] = rota->sits[j];
    rota->sits[j] = sits;
    set_own(parts, i);
    set_own(parts, j);
}

/* Two who meet stay mates: their own price is not to be counted as a change. */
static void mark_mates(struct rota_parts *parts, uint32_t i, int32_t sign)
{
    const struct rota *rota = parts->rota;
    for (size_t r = 0; r < rota->rounds; r++) {
        uint32_t count;
        const uint32_t *mate = mates(rota, r, i, &count);
        for (uint32_t k = 0; k < count; k++)
            if (mate[k] != i)
                parts->again[mate[k]] -= sign * rota->price[i * rota->stride + mate[k]];
    }
}

static bool same_skills(const struct rota *rota, uint32_t i, uint32_t j)
{
    const uint8_t *skills = rota->problem->skills;
    return rota->problem->skill_count == 0 || !skills || skills[i] == skills[j];
}

bool rota_parts_move(struct rota_parts *parts, uint32_t i, float temperature,
                     struct chance *chance)
{
    struct rota *rota = parts->rota;
    if (!free_to_move(rota, i))
        return false;
    int32_t *column = parts->column;
    for (uint32_t x = 0; x < rota->people; x++)
        column[x] = same_skills(rota, i, x) ? parts->sum[x * rota->stride + i] : ROTA_NEVER;
    column[i] = ROTA_NEVER;
    mark_mates(parts, i, 1);
    const float *noise = noise_read(&parts->noise, chance_bits(chance));
    struct rota_question question = {
        .stride = rota->stride,
        .row = parts->sum + i * rota->stride,
        .own = parts->own,
        .price = parts->again,
        .column = column,
        .team = parts->self,
        .noise = noise,
        .base = parts->sum[i * rota->stride + i],
        .temperature = temperature,
    };
    struct found found = rota_ask(parts->set, &question);
    uint32_t j = (uint32_t)found.place;
    int32_t change = rota_answer(&question, j);
    mark_mates(parts, i, -1);
    if (found.value <= temperature * noise[rota->stride])
        return false;
    exchange(parts, i, j);
    rota->cost += change;
    return true;
}
