/* Places people one by one in every team they may join. */
#include "compose/exact.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "compose/distance.h"
#include "compose/worth.h"

struct referee {
    struct arena *mem;
    const struct problem *problem;
    double distance[EXACT_PEOPLE_MAX][EXACT_PEOPLE_MAX];
    uint32_t team[EXACT_PEOPLE_MAX], best[EXACT_PEOPLE_MAX];
    uint32_t size[EXACT_PEOPLE_MAX];
    double inside[EXACT_PEOPLE_MAX];
    double objective;
    bool found;
};

static double objective_of(const struct referee *referee)
{
    double sum = 0, means = 0, worst = INFINITY;
    for (size_t t = 0; t < referee->problem->teams; t++) {
        double pairs = referee->size[t] * (referee->size[t] - 1.0) / 2;
        double mean = pairs > 0 ? referee->inside[t] / pairs : 0;
        sum += referee->inside[t];
        means += mean;
        worst = fmin(worst, mean);
    }
    enum objective kind = referee->problem->objective;
    return kind == OBJECTIVE_SUM ? sum : kind == OBJECTIVE_MEAN ? means : worst;
}

static void judge(struct referee *referee)
{
    struct arena_mark mark = arena_mark(referee->mem);
    struct worth worth = worth_of(referee->mem, referee->problem, referee->team);
    bool met = worth.together_unmet == 0 && worth.apart_unmet == 0 && worth.skill_lack == 0 &&
               worth.sizes_kept;
    arena_release(referee->mem, mark);
    double objective = objective_of(referee);
    if (met && (!referee->found || objective > referee->objective)) {
        referee->found = true;
        referee->objective = objective;
        memcpy(referee->best, referee->team, sizeof referee->best);
    }
}

/* An empty team with the bounds of an earlier empty one would only repeat it. */
static bool repeats(const struct referee *referee, size_t team)
{
    const struct team_size *size = referee->problem->size;
    for (size_t t = 0; t < team && referee->size[team] == 0; t++)
        if (referee->size[t] == 0 && size[t].low == size[team].low &&
            size[t].high == size[team].high)
            return true;
    return false;
}

/* Depth first; a dozen people deep at most. */
static void place(struct referee *referee, uint32_t person)
{
    if (person == referee->problem->people) {
        judge(referee);
        return;
    }
    for (uint32_t t = 0; t < referee->problem->teams; t++) {
        if (referee->size[t] == referee->problem->size[t].high || repeats(referee, t))
            continue;
        double more = 0;
        for (uint32_t x = 0; x < person; x++)
            if (referee->team[x] == t)
                more += referee->distance[person][x];
        referee->team[person] = t;
        referee->size[t]++;
        referee->inside[t] += more;
        place(referee, person + 1);
        referee->size[t]--;
        referee->inside[t] -= more;
    }
}

bool exact_best(struct arena *mem, const struct problem *problem, uint32_t *team,
                double *objective)
{
    assert(problem->people <= EXACT_PEOPLE_MAX);
    struct referee referee = { .mem = mem, .problem = problem };
    for (size_t a = 0; a < problem->people; a++)
        for (size_t b = 0; b < problem->people; b++)
            referee.distance[a][b] = a == b ? 0 : distance_between(problem, a, b);
    place(&referee, 0);
    memcpy(team, referee.best, problem->people * sizeof *team);
    *objective = referee.objective;
    return referee.found;
}
