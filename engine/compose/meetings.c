/* Rows of those met, sorted; then counts over pairs. */
#include "compose/meetings.h"

#include <stdlib.h>

#include "compose/glue.h"
#include "compose/worth.h"

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static size_t add_mates(const struct members *round, uint32_t team, size_t teams,
                        uint32_t person, uint32_t *mate, size_t at)
{
    if (team >= teams)
        return at;
    for (uint32_t k = round->start[team]; k < round->start[team + 1]; k++)
        if (round->person[k] != person)
            mate[at++] = round->person[k];
    return at;
}

/* Everyone's mates of all rounds, one after the other; `end` says how far each row goes. */
static uint32_t *mates_of(struct arena *mem, const struct problem *problem,
                          const uint32_t *team, size_t *end)
{
    size_t people = problem->people, teams = problem->teams, total = 0;
    struct members *round = NEW_ARRAY(mem, struct members, problem->rounds);
    for (size_t r = 0; r < problem->rounds; r++)
        round[r] = members_of(mem, team + r * people, people, teams);
    for (size_t t = 0; t < teams; t++)
        for (size_t r = 0; r < problem->rounds; r++) {
            size_t size = round[r].start[t + 1] - round[r].start[t];
            total += size * size;
        }
    uint32_t *mate = NEW_ARRAY(mem, uint32_t, total + 1);
    size_t at = 0;
    for (uint32_t x = 0; x < people; x++) {
        for (size_t r = 0; r < problem->rounds; r++)
            at = add_mates(&round[r], team[r * people + x], teams, x, mate, at);
        end[x] = at;
    }
    return mate;
}

static bool stay_together(const struct glue *glue, uint32_t a, uint32_t b)
{
    return glue_block(glue, a) != GLUE_ALONE && glue_block(glue, a) == glue_block(glue, b);
}

static void count_pairs(const struct problem *problem, struct arena *mem,
                        struct meetings *meetings)
{
    struct glue glue = glue_blocks(mem, problem);
    meetings->fewest = SIZE_MAX;
    for (uint32_t x = 0; x < meetings->people; x++) {
        size_t met = meetings->start[x + 1] - meetings->start[x];
        meetings->fewest = met < meetings->fewest ? met : meetings->fewest;
        meetings->most = met > meetings->most ? met : meetings->most;
        for (uint32_t k = meetings->start[x]; k < meetings->start[x + 1]; k++) {
            if (meetings->other[k] > x)
                continue;
            meetings->pairs_met++;
            if (meetings->times[k] > 1 && !stay_together(&glue, x, meetings->other[k])) {
                meetings->pairs_again++;
                meetings->repeats += meetings->times[k] - 1u;
            }
        }
    }
}

static void count_sitting_out(const struct problem *problem, const uint32_t *team,
                              struct meetings *meetings)
{
    meetings->sits_low = UINT32_MAX;
    for (size_t x = 0; x < problem->people; x++) {
        uint32_t sits = 0;
        for (size_t r = 0; r < problem->rounds; r++)
            sits += team[r * problem->people + x] >= problem->teams;
        meetings->sits_low = sits < meetings->sits_low ? sits : meetings->sits_low;
        meetings->sits_high = sits > meetings->sits_high ? sits : meetings->sits_high;
    }
}

struct meetings meetings_of(struct arena *mem, const struct problem *problem,
                            const uint32_t *team)
{
    size_t people = problem->people;
    struct meetings meetings = { .people = people, .rounds = problem->rounds };
    size_t *end = NEW_ARRAY(mem, size_t, people);
    uint32_t *mate = mates_of(mem, problem, team, end);
    uint32_t *start = NEW_ARRAY(mem, uint32_t, people + 1);
    uint8_t *times = NEW_ARRAY(mem, uint8_t, end[people - 1] + 1);
    uint32_t at = 0;
    for (size_t x = 0, from = 0; x < people; from = end[x++]) {
        qsort(mate + from, end[x] - from, sizeof *mate, by_number);
        start[x] = at;
        /* Never further than what is read: the row is written over itself. */
        for (size_t k = from; k < end[x]; k++) {
            if (at > start[x] && mate[at - 1] == mate[k]) {
                times[at - 1]++;
                continue;
            }
            times[at] = 1;
            mate[at++] = mate[k];
        }
    }
    start[people] = at;
    meetings.start = start;
    meetings.other = mate;
    meetings.times = times;
    count_pairs(problem, mem, &meetings);
    count_sitting_out(problem, team, &meetings);
    return meetings;
}

uint8_t meetings_between(const struct meetings *meetings, uint32_t a, uint32_t b)
{
    size_t from = meetings->start[a], past = meetings->start[a + 1];
    const uint32_t *found =
        past > from ? bsearch(&b, meetings->other + from, past - from, sizeof b, by_number)
                    : NULL;
    return found ? meetings->times[found - meetings->other] : 0;
}

/* So many people shared out as evenly as can be: the pairs who are in the same share. */
static size_t pairs_at_least(size_t people, size_t shares)
{
    size_t each = people / shares, more = people % shares;
    return shares * (each * (each - 1) / 2) * (each > 0) + more * each;
}

struct meetings_limit meetings_limit(const struct problem *problem)
{
    size_t people = problem->people, rounds = problem->rounds, teams = problem->teams;
    size_t all = people * (people - 1) / 2, in_round = 0, seats = 0, from_first = 0;
    for (size_t t = 0; t < teams; t++) {
        size_t size = problem->size[t].high;
        in_round += size * (size - 1) / 2;
        seats += size;
    }
    /* Those who sat out of the first round were with nobody: each is a share alone. */
    size_t shares = teams + (people - seats);
    for (size_t t = 0; t < teams; t++)
        from_first += pairs_at_least(problem->size[t].high, shares);
    size_t meetings = rounds * in_round, high = problem_size_high(problem);
    size_t others = rounds * (high - 1), too_many = meetings > all ? meetings - all : 0;
    struct meetings_limit limit = {
        .others = others < people - 1 ? others : people - 1,
        .pairs = meetings < all ? meetings : all,
    };
    limit.strangers = all - limit.pairs;
    size_t later = (rounds - 1) * from_first;
    if (problem->together_count > 0)
        return limit;
    limit.repeats = too_many > later ? too_many : later;
    limit.reason = limit.repeats == 0 ? REPEATS_NONE
                   : too_many > later ? REPEATS_TOO_LONG
                                      : REPEATS_FEW_TEAMS;
    /* A meeting repeated is one that makes no new pair. */
    limit.pairs = meetings - limit.repeats;
    limit.strangers = all - limit.pairs;
    return limit;
}
