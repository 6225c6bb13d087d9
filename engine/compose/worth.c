/* Adds up distances team by team, and tells what each team mixes. */
#include "compose/worth.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "compose/distance.h"

struct members members_of(struct arena *mem, const uint32_t *team, size_t people, size_t teams)
{
    struct members members = {
        .start = NEW_ARRAY(mem, uint32_t, teams + 2),
        .person = NEW_ARRAY(mem, uint32_t, people),
    };
    /* Counted one place further on, so that filling leaves each start where it belongs. */
    for (size_t x = 0; x < people; x++)
        if (team[x] < teams)
            members.start[team[x] + 2]++;
    for (size_t t = 2; t < teams + 2; t++)
        members.start[t] += members.start[t - 1];
    for (uint32_t x = 0; x < people; x++)
        if (team[x] < teams)
            members.person[members.start[team[x] + 1]++] = x;
    return members;
}

static bool share_a_team(const struct problem *problem, const uint32_t *team, struct pair pair)
{
    return team[pair.a] == team[pair.b] && team[pair.a] < problem->teams;
}

static void count_wishes(const struct problem *problem, const uint32_t *team,
                         struct worth *worth)
{
    for (size_t w = 0; w < problem->together_count; w++)
        worth->together_unmet += team[problem->together[w].a] != team[problem->together[w].b];
    for (size_t w = 0; w < problem->apart_count; w++)
        worth->apart_unmet += share_a_team(problem, team, problem->apart[w]);
    for (size_t w = 0; w < problem->met_count; w++)
        worth->met_again += share_a_team(problem, team, problem->met[w]);
}

static size_t lack_of(const struct problem *problem, const uint32_t *person, size_t count)
{
    size_t lack = 0;
    for (size_t k = 0; problem->skills && k < problem->skill_count; k++) {
        size_t held = 0;
        for (size_t i = 0; i < count; i++)
            held += problem->skills[person[i]] >> k & 1;
        lack += held < problem->skill_least[k] ? problem->skill_least[k] - held : 0;
    }
    return lack;
}

static double sum_inside(const struct problem *problem, const uint32_t *person, size_t count)
{
    double sum = 0;
    for (size_t i = 1; i < count; i++)
        for (size_t j = 0; j < i; j++)
            sum += distance_between(problem, person[i], person[j]);
    return sum;
}

struct worth worth_of(struct arena *mem, const struct problem *problem, const uint32_t *team)
{
    struct worth worth = {
        .inside = NEW_ARRAY(mem, double, problem->teams),
        .size = NEW_ARRAY(mem, uint32_t, problem->teams),
        .worst_mean = INFINITY,
        .sizes_kept = true,
    };
    struct members members = members_of(mem, team, problem->people, problem->teams);
    double sum = 0, means = 0;
    for (size_t t = 0; t < problem->teams; t++) {
        const uint32_t *person = members.person + members.start[t];
        uint32_t count = members.start[t + 1] - members.start[t];
        double pairs = (double)count * (count - 1.0) / 2;
        worth.size[t] = count;
        worth.inside[t] = sum_inside(problem, person, count);
        worth.skill_lack += lack_of(problem, person, count);
        worth.sizes_kept &= count >= problem->size[t].low && count <= problem->size[t].high;
        double mean = pairs > 0 ? worth.inside[t] / pairs : 0;
        if (mean < worth.worst_mean) {
            worth.worst_mean = mean;
            worth.worst_team = t;
        }
        sum += worth.inside[t];
        means += mean;
    }
    count_wishes(problem, team, &worth);
    worth.objective = problem->objective == OBJECTIVE_SUM    ? sum
                      : problem->objective == OBJECTIVE_MEAN ? means
                                                             : worth.worst_mean;
    return worth;
}

static int by_value(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

/* Mean gap between two of the sorted values, and how many differ. */
static struct reason describe(const float *sorted, size_t count, enum horizon_kind kind)
{
    struct reason reason = { .distinct = 1, .low = sorted[0], .high = sorted[count - 1] };
    double pairs = (double)count * ((double)count - 1) / 2, gaps = 0, same = 0;
    size_t run = 1;
    for (size_t i = 1; i < count; i++) {
        /* The gap below i lies between i values under it and count - i above. */
        gaps += ((double)sorted[i] - sorted[i - 1]) * (double)i * (double)(count - i);
        run = sorted[i] == sorted[i - 1] ? run + 1 : 1;
        reason.distinct += run == 1;
        same += (double)(run - 1);
    }
    double total = kind == HORIZON_CATEGORY ? pairs - same : gaps;
    reason.mixed = pairs > 0 ? total / pairs : 0;
    return reason;
}

struct reason *reasons_of(struct arena *mem, const struct problem *problem,
                          const struct members *members)
{
    size_t horizons = problem->horizon_count;
    struct reason *reasons = NEW_ARRAY(mem, struct reason, problem->teams * horizons);
    struct arena_mark mark = arena_mark(mem);
    float *sorted = NEW_ARRAY(mem, float, problem->people);
    for (size_t h = 0; h < horizons; h++) {
        const struct horizon *horizon = &problem->horizons[h];
        memcpy(sorted, horizon->value, problem->people * sizeof *sorted);
        qsort(sorted, problem->people, sizeof *sorted, by_value);
        double everyone = describe(sorted, problem->people, horizon->kind).mixed;
        for (size_t t = 0; t < problem->teams; t++) {
            size_t count = members->start[t + 1] - members->start[t];
            if (count == 0)
                continue;
            for (size_t i = 0; i < count; i++)
                sorted[i] = horizon->value[members->person[members->start[t] + i]];
            qsort(sorted, count, sizeof *sorted, by_value);
            reasons[t * horizons + h] = describe(sorted, count, horizon->kind);
            reasons[t * horizons + h].everyone = everyone;
        }
    }
    arena_release(mem, mark);
    return reasons;
}
