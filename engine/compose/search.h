#ifndef COMPOSE_SEARCH_H
#define COMPOSE_SEARCH_H

/* Teams, better and better, for as long as the caller has time.
 *
 *     struct search *search = search_start(mem, &problem, plan);
 *     while (!search_done(search))
 *         search_step(search, 100000);       and here: progress, a look at the clock
 *     search_best(search, team);
 *
 * The search knows no clock: the caller owns the loop. What it finds follows from the
 * problem, the seed and the planned steps alone, whatever the machine, and however the steps
 * are cut into calls. */
#include "compose/lanes.h"
#include "compose/problem.h"

struct plan {
    uint64_t seed;
    uint64_t steps; /* the whole course, hot to cold; at least 1 */
    enum instruction_set set;
    bool without_matrix; /* even where a matrix would fit: for tests and comparisons */
};

struct search;

/* search_start: everything allocated, nobody placed yet.
 *
 * Takes    a problem that was accepted.
 * Gives    NULL when the people who stay together cannot be packed into the sizes.
 * Cost     with a matrix 6 * people * (people + teams) bytes; without, under 100 bytes a
 *          person for eight horizons.
 * Chance   plan.seed. */
struct search *search_start(struct arena *mem, const struct problem *problem, struct plan plan);

/* search_plan: so many steps after all; what was done is forgotten, and the search is as if it
 * had been started with them. For a caller who measures the machine first. */
void search_plan(struct search *search, uint64_t steps);

/* search_courses: for how many full courses, hot to cold, the plan has room; at least 1. */
double search_courses(const struct search *search);

/* search_step: goes on for about so many steps; a step is one person asking all the others.
 * Gives    the steps done since the start. */
uint64_t search_step(struct search *search, uint64_t steps);

/* search_finish: settles where it is, as a run that ends early must. Nothing moves after. */
void search_finish(struct search *search);

bool search_done(const struct search *search);

/* search_best: the best composition so far, a team for each person.
 * Gives    false before anything was placed. */
bool search_best(const struct search *search, uint32_t *team);

/* Worth of the best so far in the search's own count: the objective less penalties. For
 * progress only; worth_of says what a composition is worth. */
double search_best_worth(const struct search *search);

#endif
