/* In a crowd too, people who stay together change places with as many others. */
#include <math.h>
#include <string.h>

#include "compose/crowd.h"

enum { BLOCK_MAX = 64, TRIES = 6 };

struct group {
    size_t count;
    uint32_t person[BLOCK_MAX];
};

static void add_with_block(const struct crowd *crowd, struct group *group, uint32_t person)
{
    int32_t block = glue_block(&crowd->glue, person);
    if (block == GLUE_ALONE) {
        group->person[group->count++] = person;
        return;
    }
    const struct glue *glue = &crowd->glue;
    for (uint32_t k = glue->start[block]; k < glue->start[block + 1]; k++)
        group->person[group->count++] = glue->person[k];
}

static bool holds(const struct group *group, uint32_t person)
{
    for (size_t k = 0; k < group->count; k++)
        if (group->person[k] == person)
            return true;
    return false;
}

static size_t block_size(const struct crowd *crowd, uint32_t person)
{
    int32_t block = glue_block(&crowd->glue, person);
    const uint32_t *start = crowd->glue.start;
    return block == GLUE_ALONE ? 1 : start[block + 1] - start[block];
}

/* As many people of the team as wanted, whole blocks only, from a random place. */
static bool gather(const struct crowd *crowd, size_t team, size_t wanted, struct group *group,
                   struct chance *chance)
{
    size_t size = crowd->start[team + 1] - crowd->start[team];
    size_t first = noise_pick(chance_bits(chance), size);
    group->count = 0;
    for (size_t k = 0; k < size && group->count < wanted; k++) {
        uint32_t person = crowd->person[crowd->start[team] + (first + k) % size];
        if (block_size(crowd, person) <= wanted - group->count && !holds(group, person))
            add_with_block(crowd, group, person);
    }
    return group->count == wanted;
}

/* The people of a team with some gone and others come; the scratch holds a whole team. */
static size_t with(const struct crowd *crowd, size_t team, const struct group *out,
                   const struct group *in, uint32_t *person)
{
    size_t count = 0;
    for (uint32_t x = crowd->start[team]; x < crowd->start[team + 1]; x++)
        if (!out || !holds(out, crowd->person[x]))
            person[count++] = crowd->person[x];
    for (size_t k = 0; in && k < in->count; k++)
        person[count++] = in->person[k];
    return count;
}

static double team_worth(const struct crowd *crowd, size_t team, const struct group *out,
                         const struct group *in)
{
    uint32_t person[COMPOSE_TEAM_SIZE_MAX];
    size_t count = with(crowd, team, out, in, person);
    return crowd_team_worth(crowd, team, person, count);
}

bool crowd_move_block(struct crowd *crowd, size_t block, float temperature,
                      struct chance *chance)
{
    struct group u = { 0 }, v, best = { 0 };
    size_t wanted = crowd->glue.start[block + 1] - crowd->glue.start[block];
    if (wanted > BLOCK_MAX)
        return false;
    add_with_block(crowd, &u, crowd->glue.person[crowd->glue.start[block]]);
    size_t a = crowd->team[crowd->slot[u.person[0]]];
    const float *noise = noise_read(&crowd->noise, chance_bits(chance));
    double before = team_worth(crowd, a, NULL, NULL), best_gain = 0;
    double best_value = (double)temperature * noise[TRIES] + 1e-9 * crowd->penalty;
    for (int k = 0; k < TRIES; k++) {
        size_t b = noise_pick(chance_bits(chance), crowd->teams);
        if (b == a || !gather(crowd, b, wanted, &v, chance))
            continue;
        double gain = team_worth(crowd, a, &u, &v) + team_worth(crowd, b, &v, &u) - before -
                      team_worth(crowd, b, NULL, NULL);
        double value = gain + (double)temperature * noise[k];
        if (value > best_value) {
            best_value = value;
            best_gain = gain;
            best = v;
        }
    }
    for (size_t k = 0; k < best.count; k++)
        crowd_exchange(crowd, crowd->slot[u.person[k]], crowd->slot[best.person[k]],
                       k == 0 ? best_gain : 0);
    return best.count > 0;
}
