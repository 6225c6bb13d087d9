#ifndef COMPOSE_EXACT_H
#define COMPOSE_EXACT_H

/* The best composition of a handful of people, by looking at all of them: the referee. */
#include "compose/problem.h"

enum { EXACT_PEOPLE_MAX = 13 };

/* exact_best: of the problem's objective, every wish met.
 *
 * Gives    false when no composition meets the wishes; otherwise `team` and `objective`.
 * Cost     grows like the number of set partitions: 0.1 s for 12 people in two teams, some
 *          seconds in four. */
bool exact_best(struct arena *mem, const struct problem *problem, uint32_t *team,
                double *objective);

#endif
