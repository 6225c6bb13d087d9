/* Reads, refuses, searches, explains: in that order. */
#include "flow/compose.h"

#include <math.h>

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

void compose_explain(struct arena *mem, struct composition *out)
{
    for (size_t r = 0; r < out->rounds; r++)
        explain_round(mem, out, &out->round[r]);
    out->bound = bound_of(mem, &out->problem);
    double objective = out->round[0].worth.objective;
    out->gap = out->bound.kind == BOUND_NONE || out->bound.value <= 0
                   ? NAN
                   : (out->bound.value - objective) / out->bound.value;
}

enum status flow_compose(struct arena *mem, const struct compose_request *request,
                         struct composition *out, struct err *err)
{
    *out = (struct composition){ .rounds = 1, .scale = request->scale };
    TRY(compose_setup(mem, request, out, err));
    if (!request->mdgp)
        TRY(compose_contradictions(mem, out, err));
    out->round = NEW_ARRAY(mem, struct composed_round, out->rounds);
    for (size_t r = 0; r < out->rounds; r++)
        out->round[r].team = NEW_ARRAY(mem, uint32_t, out->problem.people);
    TRY(compose_search(mem, request, out, out->round[0].team, err));
    for (size_t r = 0; r < out->rounds; r++)
        compose_number_teams(mem, &out->problem, out->round[r].team);
    compose_explain(mem, out);
    return OK;
}
