/* People who stay together move together: a block changes places with as many people of
 * another team, taken whole blocks at a time. */
#include <assert.h>
#include <math.h>

#include "compose/matrix.h"

enum { BLOCK_MAX = 64 }; /* people on either side of a block exchange */

struct side {
    size_t team, count;
    uint32_t person[BLOCK_MAX];
};

/* Distances from a side to a team, with those inside the side counted twice. */
static double sum_to(const struct matrix *m, const struct side *side, size_t team)
{
    double sum = 0;
    for (size_t k = 0; k < side->count; k++)
        sum += m->row[team * m->stride + side->person[k]];
    return sum;
}

static double sum_between(const struct matrix *m, const struct side *a, const struct side *b)
{
    double sum = 0;
    for (size_t k = 0; k < a->count; k++)
        for (size_t l = 0; l < b->count; l++)
            sum += m->distance[a->person[k] * m->stride + b->person[l]];
    return sum;
}

/* How the lack of a team changes when `out` leave it and `in` join: counted on the team's
 * own numbers, since several people change at once. */
static double lack_change(const struct matrix *m, size_t team, const struct side *out,
                          const struct side *in)
{
    const struct cover *cover = m->cover;
    double change = 0;
    for (size_t k = 0; k < cover->skills; k++) {
        int held = (int)cover->held[team * cover->skills + k], after = held;
        for (size_t p = 0; p < out->count; p++) {
            after -= cover->mask[cover->class_at[out->person[p]]] >> k & 1;
            after += cover->mask[cover->class_at[in->person[p]]] >> k & 1;
        }
        int least = (int)cover->least[k];
        change += (after < least ? least - after : 0) - (held < least ? least - held : 0);
    }
    return change;
}

static double gain_of(const struct matrix *m, const struct side *u, const struct side *v)
{
    double cross = sum_between(m, u, v);
    double inside_u = sum_between(m, u, u) / 2, inside_v = sum_between(m, v, v) / 2;
    double a = sum_to(m, v, u->team) - sum_to(m, u, u->team) - cross + inside_u + inside_v;
    double b = sum_to(m, u, v->team) - sum_to(m, v, v->team) - cross + inside_u + inside_v;
    double gain = m->weight ? m->weight[u->team] * a + m->weight[v->team] * b : a + b;
    if (m->cover)
        gain -= m->penalty * (lack_change(m, u->team, u, v) + lack_change(m, v->team, v, u));
    return gain;
}

static bool holds(const struct side *side, uint32_t person)
{
    for (size_t k = 0; k < side->count; k++)
        if (side->person[k] == person)
            return true;
    return false;
}

static size_t block_size(const struct matrix *m, uint32_t person)
{
    int32_t block = glue_block(&m->glue, person);
    return block == GLUE_ALONE ? 1 : m->glue.start[block + 1] - m->glue.start[block];
}

static void add_block(const struct matrix *m, struct side *side, uint32_t person)
{
    int32_t block = glue_block(&m->glue, person);
    if (block == GLUE_ALONE) {
        side->person[side->count++] = person;
        return;
    }
    for (uint32_t k = m->glue.start[block]; k < m->glue.start[block + 1]; k++)
        side->person[side->count++] = m->glue.person[k];
}

/* As many people of the team as wanted, from a random place in its list, whole blocks only. */
static bool gather(const struct matrix *m, struct side *side, size_t wanted,
                   struct chance *chance)
{
    side->count = 0;
    size_t size = m->seats.size[side->team];
    size_t first = noise_pick(chance_bits(chance), size);
    for (size_t k = 0; k < size && side->count < wanted; k++) {
        uint32_t person = m->seats.member[side->team * m->seats.room + (first + k) % size];
        if (block_size(m, person) <= wanted - side->count && !holds(side, person))
            add_block(m, side, person);
    }
    return side->count == wanted;
}

bool matrix_move_block(struct matrix *m, size_t block, float temperature, struct chance *chance)
{
    struct side u = { 0 }, best = { 0 };
    size_t wanted = m->glue.start[block + 1] - m->glue.start[block];
    if (wanted > BLOCK_MAX)
        return false;
    add_block(m, &u, m->glue.person[m->glue.start[block]]);
    u.team = (size_t)m->team[u.person[0]];
    const float *noise = noise_read(&m->noise, chance_bits(chance));
    double best_value = temperature * noise[u.team] + 1e-6; /* staying */
    /* Some teams at random rather than all: a scan's worth of work, not more. */
    enum { TRIES = 32 };
    size_t tries = m->teams - 1 < TRIES ? m->teams - 1 : TRIES;
    size_t first = noise_pick(chance_bits(chance), m->teams);
    for (size_t k = 0; k <= tries; k++) {
        struct side v = { .team = (first + k) % m->teams };
        if (v.team == u.team || !gather(m, &v, wanted, chance))
            continue;
        double value = gain_of(m, &u, &v) + (double)temperature * noise[v.team];
        if (value > best_value) {
            best_value = value;
            best = v;
        }
    }
    for (size_t k = 0; k < best.count; k++)
        matrix_exchange(m, u.person[k], best.person[k]);
    return best.count > 0;
}
