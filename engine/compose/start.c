/* Places people: all of them, or those whom two good compositions disagree about. */
#include "compose/start.h"

#include <string.h>

#include "compose/noise.h"
#include "compose/sizes.h"

struct start start_prepare(struct arena *mem, const struct problem *problem,
                           const struct glue *glue)
{
    return (struct start){
        .problem = problem,
        .glue = glue,
        .wanted = sizes_most_pairs(mem, problem),
        .size = NEW_ARRAY(mem, uint32_t, problem->teams),
        .room = NEW_ARRAY(mem, uint32_t, problem->teams),
        .order = NEW_ARRAY(mem, uint32_t, problem->people),
        .match = NEW_ARRAY(mem, uint32_t, problem->teams),
        .together = NEW_ARRAY(mem, uint32_t, problem->teams),
    };
}

static void shuffle(uint32_t *list, size_t count, struct chance *chance)
{
    for (size_t i = count; i > 1; i--) {
        size_t j = noise_pick(chance_bits(chance), i);
        uint32_t kept = list[i - 1];
        list[i - 1] = list[j];
        list[j] = kept;
    }
}

/* The team where so many people fit most tightly, ties at random; `teams` when nowhere. */
static size_t tightest(const struct start *start, size_t people, struct chance *chance)
{
    size_t teams = start->problem->teams, best = teams;
    size_t first = noise_pick(chance_bits(chance), teams);
    for (size_t k = 0; k < teams; k++) {
        size_t t = first + k < teams ? first + k : first + k - teams;
        if (start->room[t] < people)
            continue;
        if (best == teams || start->room[t] < start->room[best])
            best = t;
        if (start->room[best] == people)
            break;
    }
    return best;
}

/* Blocks of one size, in random order. A first pass tells how many there are. */
static bool place_blocks(struct start *start, size_t size, uint32_t *team,
                         struct chance *chance)
{
    const struct glue *glue = start->glue;
    size_t count = 0;
    for (uint32_t b = 0; b < glue->blocks; b++)
        if (glue->start[b + 1] - glue->start[b] == size &&
            team[glue->person[glue->start[b]]] == START_NOBODY)
            start->order[count++] = b;
    shuffle(start->order, count, chance);
    for (size_t k = 0; k < count; k++) {
        uint32_t b = start->order[k];
        size_t t = tightest(start, size, chance);
        if (t == start->problem->teams)
            return false;
        start->room[t] -= (uint32_t)size;
        for (uint32_t p = glue->start[b]; p < glue->start[b + 1]; p++)
            team[glue->person[p]] = (uint32_t)t;
    }
    return true;
}

static void place_alone(struct start *start, uint32_t *team, struct chance *chance)
{
    size_t count = 0;
    for (uint32_t x = 0; x < start->problem->people; x++)
        if (team[x] == START_NOBODY)
            start->order[count++] = x;
    shuffle(start->order, count, chance);
    size_t k = 0;
    for (size_t t = 0; t < start->problem->teams; t++)
        for (; start->room[t] > 0; start->room[t]--)
            team[start->order[k++]] = (uint32_t)t;
}

bool start_fill(struct start *start, uint32_t *team, struct chance *chance)
{
    const struct glue *glue = start->glue;
    memcpy(start->room, start->size, start->problem->teams * sizeof *start->room);
    for (uint32_t x = 0; x < start->problem->people; x++)
        if (team[x] != START_NOBODY)
            start->room[team[x]]--;
    size_t largest = 0;
    for (size_t b = 0; b < glue->blocks; b++)
        if (glue->start[b + 1] - glue->start[b] > largest)
            largest = glue->start[b + 1] - glue->start[b];
    for (size_t size = largest; size > 1; size--)
        if (!place_blocks(start, size, team, chance))
            return false;
    place_alone(start, team, chance);
    return true;
}

static void clear(const struct start *start, uint32_t *team)
{
    for (size_t x = 0; x < start->problem->people; x++)
        team[x] = START_NOBODY;
}

bool start_random(struct start *start, uint32_t *team, struct chance *chance)
{
    clear(start, team);
    memcpy(start->size, start->wanted, start->problem->teams * sizeof *start->size);
    return start_fill(start, team, chance);
}

/* For one team of the first parent, the free team of the second it shares most people with.
 * `together` is filled for this team and cleared again. */
static size_t closest(struct start *start, const uint32_t *member, size_t count,
                      const uint32_t *second)
{
    size_t best = START_NOBODY;
    for (size_t k = 0; k < count; k++) {
        uint32_t t = second[member[k]];
        start->together[t]++;
        bool taken = start->match[t] != START_NOBODY;
        if (!taken && (best == START_NOBODY || start->together[t] > start->together[best]))
            best = t;
    }
    for (size_t k = 0; k < count; k++)
        start->together[second[member[k]]] = 0;
    return best;
}

bool start_child(struct start *start, const uint32_t *first, const uint32_t *second,
                 uint32_t *team, struct chance *chance)
{
    size_t people = start->problem->people, teams = start->problem->teams;
    clear(start, team);
    memset(start->size, 0, teams * sizeof *start->size);
    for (size_t x = 0; x < people; x++)
        start->size[first[x]]++;
    /* People by team of the first parent, the teams in their own order: counted, then cut. */
    uint32_t *end = start->room;
    uint32_t sum = 0;
    for (size_t t = 0; t < teams; t++) {
        start->match[t] = START_NOBODY;
        end[t] = sum;
        sum += start->size[t];
    }
    for (uint32_t x = 0; x < people; x++)
        start->order[end[first[x]]++] = x;
    size_t offset = noise_pick(chance_bits(chance), teams);
    for (size_t k = 0; k < teams; k++) {
        size_t t = (k + offset) % teams;
        const uint32_t *member = start->order + end[t] - start->size[t];
        size_t other = closest(start, member, start->size[t], second);
        if (other == START_NOBODY)
            continue;
        start->match[other] = (uint32_t)t;
        for (size_t i = 0; i < start->size[t]; i++)
            if (second[member[i]] == other)
                team[member[i]] = (uint32_t)t;
    }
    return start_fill(start, team, chance);
}
