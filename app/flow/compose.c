/* Reads, refuses, searches, explains: in that order. */
#include "flow/compose.h"

#include <math.h>
#include <string.h>

#include "flow/compose_setup.h"

/* Team numbers mean nothing to the search: they are given in the order of their first
 * person, so that the same composition always reads the same. Teams of another size keep
 * their sizes. */
void compose_number_teams(struct arena *mem, const struct problem *problem, uint32_t *team)
{
    size_t teams = problem->teams;
    uint32_t *number = NEW_ARRAY(mem, uint32_t, teams + 1), next = 0;
    if (problem->given)
        return;
    for (size_t t = 0; t <= teams; t++)
        number[t] = NO_NUMBER;
    number[teams] = (uint32_t)teams;
    for (size_t i = 0; i < problem->people; i++) {
        if (number[team[i]] == NO_NUMBER)
            number[team[i]] = next++;
        team[i] = number[team[i]];
    }
}

/* Sizes follow the teams to their new numbers. */
static struct team_size *sizes_of(struct arena *mem, const struct composition *out,
                                  const uint32_t *team)
{
    struct team_size *size = NEW_ARRAY(mem, struct team_size, out->problem.teams);
    for (size_t i = 0; i < out->problem.people; i++)
        if (team[i] < out->problem.teams)
            size[team[i]].low = ++size[team[i]].high;
    return size;
}

static void explain_round(struct arena *mem, const struct composition *out,
                          struct composed_round *round)
{
    struct problem problem = out->problem;
    if (!problem.given)
        problem.size = sizes_of(mem, out, round->team);
    round->members = members_of(mem, round->team, problem.people, problem.teams);
    round->worth = worth_of(mem, &problem, round->team);
    if (problem.horizon_count > 0)
        round->reasons = reasons_of(mem, &problem, &round->members);
}

/* The ceilings count on everyone having a team, and on something to mix. */
static bool has_ceiling(const struct problem *problem)
{
    size_t seats = 0;
    for (size_t t = 0; t < problem->teams; t++)
        seats += problem->size[t].high;
    return seats >= problem->people && (problem->horizon_count > 0 || problem->given);
}

static void explain_meetings(struct arena *mem, struct composition *out)
{
    size_t people = out->problem.people;
    uint32_t *team = NEW_ARRAY(mem, uint32_t, out->rounds * people);
    for (size_t r = 0; r < out->rounds; r++)
        memcpy(team + r * people, out->round[r].team, people * sizeof *team);
    out->meetings = meetings_of(mem, &out->problem, team);
    out->limit = meetings_limit(&out->problem);
}

void compose_explain(struct arena *mem, struct composition *out)
{
    out->objective = 0;
    for (size_t r = 0; r < out->rounds; r++) {
        explain_round(mem, out, &out->round[r]);
        out->objective += out->round[r].worth.objective / (double)out->rounds;
    }
    if (out->rounds > 1)
        explain_meetings(mem, out);
    out->bound = has_ceiling(&out->problem) ? bound_of(mem, &out->problem)
                                            : (struct bound){ .kind = BOUND_NONE };
    out->gap = out->bound.kind == BOUND_NONE || out->bound.value <= 0
                   ? NAN
                   : (out->bound.value - out->objective) / out->bound.value;
}

enum status flow_compose(struct arena *mem, const struct compose_request *request,
                         struct composition *out, struct err *err)
{
    *out = (struct composition){ .rounds = request->rounds > 1 ? request->rounds : 1,
                                 .scale = request->scale,
                                 .began = compose_computed() };
    TRY(compose_setup(mem, request, out, err));
    if (!request->mdgp)
        TRY(compose_contradictions(mem, out, err));
    size_t people = out->problem.people;
    uint32_t *team = NEW_ARRAY(mem, uint32_t, out->rounds * people);
    TRY(compose_search(mem, request, out, team, err));
    out->round = NEW_ARRAY(mem, struct composed_round, out->rounds);
    for (size_t r = 0; r < out->rounds; r++) {
        out->round[r].team = team + r * people;
        compose_number_teams(mem, &out->problem, out->round[r].team);
    }
    compose_explain(mem, out);
    return OK;
}
