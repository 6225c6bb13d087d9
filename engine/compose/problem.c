/* Refuses what no search could work on, in the order a reader would notice it. */
#include "compose/problem.h"

#include <math.h>

static enum status accept_sizes(const struct problem *problem, struct err *err)
{
    if (problem->people == 0)
        return fail(err, BAD_INPUT, "nobody to compose: the list is empty");
    if (problem->people > COMPOSE_PEOPLE_MAX)
        return fail(err, BAD_INPUT, "%zu people, at most %d", problem->people,
                    COMPOSE_PEOPLE_MAX);
    if (problem->teams == 0 || problem->teams > problem->people)
        return fail(err, BAD_INPUT, "%zu teams for %zu people", problem->teams,
                    problem->people);
    size_t least = 0, most = 0;
    for (size_t t = 0; t < problem->teams; t++) {
        struct team_size size = problem->size[t];
        if (size.low == 0 || size.low > size.high || size.high > COMPOSE_TEAM_SIZE_MAX)
            return fail(err, BAD_INPUT, "team %zu has sizes %u to %u, wanted 1 to %d", t + 1,
                        size.low, size.high, COMPOSE_TEAM_SIZE_MAX);
        least += size.low;
        most += size.high;
    }
    if (problem->rounds > COMPOSE_ROUNDS_MAX)
        return fail(err, BAD_INPUT, "%zu rounds, at most %d", problem->rounds,
                    COMPOSE_ROUNDS_MAX);
    bool rest_sit_out = problem->rounds > 1 && least == most;
    if (problem->people < least || (problem->people > most && !rest_sit_out))
        return fail(err, BAD_INPUT, "%zu people do not fit %zu teams holding %zu to %zu",
                    problem->people, problem->teams, least, most);
    return OK;
}

static enum status accept_horizons(const struct problem *problem, struct err *err)
{
    double total = 0;
    for (size_t h = 0; h < problem->horizon_count; h++) {
        const struct horizon *horizon = &problem->horizons[h];
        if (!isfinite(horizon->weight))
            return fail(err, BAD_INPUT, "the weight of horizon %zu is not a number", h + 1);
        total += fabs(horizon->weight);
        for (size_t i = 0; i < problem->people; i++)
            if (!isfinite(horizon->value[i]))
                return fail(err, BAD_INPUT, "horizon %zu of person %zu is not a number", h + 1,
                            i + 1);
    }
    bool only_meetings = problem->rounds > 1 && problem->horizon_count == 0;
    if (!problem->given && !only_meetings && !(total > 0))
        return fail(err, BAD_INPUT, "no horizon with a weight: nothing to mix");
    return OK;
}

static enum status accept_pairs(const struct problem *problem, const struct pair *pairs,
                                size_t count, struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        if (pairs[i].a >= problem->people || pairs[i].b >= problem->people)
            return fail(err, BAD_INPUT, "a wish names person %u of %zu",
                        pairs[i].a > pairs[i].b ? pairs[i].a : pairs[i].b, problem->people);
        if (pairs[i].a == pairs[i].b)
            return fail(err, BAD_INPUT, "a wish pairs person %u with the same person",
                        pairs[i].a);
    }
    return OK;
}

enum status problem_accept(const struct problem *problem, struct err *err)
{
    TRY(accept_sizes(problem, err));
    if (problem->given && problem->given->people != problem->people)
        return fail(err, BAD_INPUT, "distances of %zu people for %zu", problem->given->people,
                    problem->people);
    if (problem->horizon_count > COMPOSE_HORIZONS_MAX)
        return fail(err, BAD_INPUT, "%zu horizons, at most %d", problem->horizon_count,
                    COMPOSE_HORIZONS_MAX);
    if (problem->skill_count > COMPOSE_SKILLS_MAX)
        return fail(err, BAD_INPUT, "%zu skills, at most %d", problem->skill_count,
                    COMPOSE_SKILLS_MAX);
    TRY(accept_horizons(problem, err));
    TRY(accept_pairs(problem, problem->together, problem->together_count, err));
    TRY(accept_pairs(problem, problem->apart, problem->apart_count, err));
    return accept_pairs(problem, problem->met, problem->met_count, err);
}

uint32_t problem_size_high(const struct problem *problem)
{
    uint32_t high = 0;
    for (size_t t = 0; t < problem->teams; t++)
        if (problem->size[t].high > high)
            high = problem->size[t].high;
    return high;
}
