#ifndef COMPOSE_ROTATE_H
#define COMPOSE_ROTATE_H

/* Rounds over the same people: each meets as many others as can be, and every team is mixed.
 *
 *     struct rotate *rotate = rotate_start(mem, &problem, plan);
 *     while (!rotate_done(rotate))
 *         rotate_step(rotate, 100000);       and here: progress, a look at the clock
 *     rotate_best(rotate, team);
 *
 * As with engine/compose/search.h, the caller owns the loop, and what is found follows from
 * the problem, the seed and the planned steps alone. */
#include "compose/search.h"

struct rotate;

/* rotate_start: a design is looked for, everything allocated, nobody placed yet.
 *
 * Takes    an accepted problem with rounds above 1, sizes with low == high (those who have no
 *          place sit out in turn), at most COMPOSE_MATRIX_PEOPLE_MAX people. The objective is
 *          the sum, whatever it says; plan.set changes the time, plan.without_matrix nothing.
 * Gives    NULL when the people who stay together cannot be packed into the sizes.
 * Cost     rota_start's and design_find's; 4 * people * teams bytes for the round in focus, and
 *          4 * people^2 where a quarter of all pairs meet.
 * Chance   plan.seed. */
struct rotate *rotate_start(struct arena *mem, const struct problem *problem, struct plan plan);

/* rotate_plan: so many steps after all; what was done is forgotten. */
void rotate_plan(struct rotate *rotate, uint64_t steps);

/* rotate_step: goes on for about so many steps; a step is one person asking
 * all the others of one round.
 * Gives    the steps done since the start. */
uint64_t rotate_step(struct rotate *rotate, uint64_t steps);

/* rotate_finish: settles where it is, as a run that ends early must. */
void rotate_finish(struct rotate *rotate);

/* Its steps done, or nothing left to gain: no repeat, and nothing to mix. */
bool rotate_done(const struct rotate *rotate);

/* rotate_best: the best so far, rounds x people; `teams` for one who sits out.
 * Gives    false before anything was placed. */
bool rotate_best(const struct rotate *rotate, uint32_t *team);

/* Worth of the best so far, in repeats: what is mixed less repeats and penalties. */
double rotate_best_worth(const struct rotate *rotate);

#endif
