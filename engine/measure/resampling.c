/* People stand in a list, team after team; a draw shuffles the list and keeps the places. */
#include "measure/resampling.h"

#include <string.h>

#include "base/chance.h"
#include "measure/describe.h"

struct resampling {
    size_t teams, people, items, draws, counted; /* counted: teams with two people or more */
    size_t *first;                               /* of each team; teams + 1 of them */
    double *answer;                              /* people x items */
    size_t *order;
    struct chance chance;
    double *observed; /* mean item variance of each team */
    double mean_observed, sum, squares;
    size_t as_small, *team_as_small;
};

/* A draw is as small as what was observed up to the last digits. */
static const double last_digits = 1e-12;

static double variance_at(const struct resampling *r, size_t team)
{
    size_t first = r->first[team], n = r->first[team + 1] - first;
    double sum = 0;
    for (size_t j = 0; j < r->items; j++) {
        double mean = 0, squares = 0;
        for (size_t i = 0; i < n; i++)
            mean += r->answer[r->order[first + i] * r->items + j];
        mean /= (double)n;
        for (size_t i = 0; i < n; i++) {
            double apart = r->answer[r->order[first + i] * r->items + j] - mean;
            squares += apart * apart;
        }
        sum += squares / ((double)n - 1);
    }
    return sum / (double)r->items;
}

static bool whole(struct grid g, size_t person)
{
    for (size_t j = 0; j < g.items; j++)
        if (isnan(grid_at(g, person, j)))
            return false;
    return g.items > 0;
}

/* Places of each team that keeps two whole people; the others have none. */
static void make_places(struct resampling *r, struct grid g, const size_t *team)
{
    for (size_t i = 0; i < g.people; i++)
        r->first[team[i] + 1] += whole(g, i);
    for (size_t t = 0; t < r->teams; t++) {
        size_t n = r->first[t + 1] >= 2 ? r->first[t + 1] : 0;
        r->counted += n > 0;
        r->first[t + 1] = r->first[t] + n;
    }
    r->people = r->first[r->teams];
}

static void fill_places(struct arena *mem, struct resampling *r, struct grid g,
                        const size_t *team)
{
    struct arena_mark mark = arena_mark(mem);
    size_t *next = NEW_ARRAY(mem, size_t, r->teams);
    memcpy(next, r->first, r->teams * sizeof *next);
    for (size_t i = 0; i < g.people; i++) {
        size_t t = team[i];
        if (r->first[t] == r->first[t + 1] || !whole(g, i))
            continue;
        memcpy(&r->answer[next[t] * g.items], &g.cell[i * g.items], g.items * sizeof *g.cell);
        next[t]++;
    }
    arena_release(mem, mark);
}

struct resampling *resampling_start(struct arena *mem, struct grid g, const size_t *team,
                                    size_t teams, uint64_t seed)
{
    struct resampling *r = NEW(mem, struct resampling);
    r->teams = teams;
    r->items = g.items;
    r->chance = chance_from_seed(seed);
    r->first = NEW_ARRAY(mem, size_t, teams + 1);
    make_places(r, g, team);
    r->answer = NEW_ARRAY(mem, double, r->people *g.items);
    r->order = NEW_ARRAY(mem, size_t, r->people);
    r->observed = NEW_ARRAY(mem, double, teams);
    r->team_as_small = NEW_ARRAY(mem, size_t, teams);
    fill_places(mem, r, g, team);
    for (size_t i = 0; i < r->people; i++)
        r->order[i] = i;
    for (size_t t = 0; t < teams; t++) {
        if (r->first[t] == r->first[t + 1])
            continue;
        r->observed[t] = variance_at(r, t);
        r->mean_observed += r->observed[t] / (double)r->counted;
    }
    return r;
}

void resampling_step(struct resampling *r, size_t draws)
{
    for (size_t draw = 0; draw < draws && r->counted > 0; draw++) {
        double mean = 0;
        chance_shuffle(&r->chance, r->order, r->people);
        for (size_t t = 0; t < r->teams; t++) {
            if (r->first[t] == r->first[t + 1])
                continue;
            double variance = variance_at(r, t);
            mean += variance / (double)r->counted;
            r->team_as_small[t] += variance <= r->observed[t] + last_digits;
        }
        r->sum += mean;
        r->squares += mean * mean;
        r->as_small += mean <= r->mean_observed + last_digits;
        r->draws++;
    }
}

/* The mean over draws of a team's variance is that of all people, over people - 1. */
static double variance_of_all(struct arena *mem, const struct resampling *r)
{
    struct arena_mark mark = arena_mark(mem);
    double *column = NEW_ARRAY(mem, double, r->people), sum = 0;
    for (size_t j = 0; j < r->items; j++) {
        for (size_t i = 0; i < r->people; i++)
            column[i] = r->answer[i * r->items + j];
        sum += describe_variance(column, r->people);
    }
    arena_release(mem, mark);
    return sum / (double)r->items;
}

static void put_teams(const struct resampling *r, struct resampled *out)
{
    double draws = (double)r->draws;
    for (size_t t = 0; t < r->teams; t++) {
        out->team_variance[t] = out->team_p[t] = figure_lacks(LACKS_PEOPLE);
        if (r->first[t] == r->first[t + 1])
            continue;
        out->team_variance[t] = figure_of(r->observed[t]);
        if (r->counted >= RESAMPLING_TEAMS_MIN && r->draws > 0)
            out->team_p[t] = figure_of(((double)r->team_as_small[t] + 1) / (draws + 1));
    }
}

struct resampled resampling_best(struct arena *mem, const struct resampling *r)
{
    struct figure none = figure_lacks(LACKS_PEOPLE);
    struct resampled out = { r->counted, r->people, r->draws, none, none, none,
                             none,       none,      none,     NULL, NULL };
    double draws = (double)r->draws;
    out.team_variance = NEW_ARRAY(mem, struct figure, r->teams);
    out.team_p = NEW_ARRAY(mem, struct figure, r->teams);
    put_teams(r, &out);
    if (r->counted > 0)
        out.variance = figure_of(r->mean_observed);
    if (r->counted < RESAMPLING_TEAMS_MIN || r->draws == 0)
        return out;
    double mean = r->sum / draws, variance = 0;
    if (r->draws > 1)
        variance = fmax(0, (r->squares - draws * mean * mean) / (draws - 1));
    out.expected = figure_of(variance_of_all(mem, r));
    out.drawn = figure_of(mean);
    out.drawn_sd = figure_of(sqrt(variance));
    out.z = variance > last_digits ? figure_of((r->mean_observed - mean) / sqrt(variance))
                                   : figure_lacks(LACKS_SPREAD);
    out.p = figure_of(((double)r->as_small + 1) / (draws + 1));
    return out;
}
