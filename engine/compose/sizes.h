#ifndef COMPOSE_SIZES_H
#define COMPOSE_SIZES_H

/* How many teams, and how many people in each, before anyone is placed. */
#include "compose/problem.h"

/* sizes_teams: how many teams for so many people in teams of low to high.
 *
 * Gives    the count whose teams are nearest the middle of the range, preferring, within one
 *          person of it, a count that makes all teams equal; 0 when no count fits. */
size_t sizes_teams(size_t people, uint32_t low, uint32_t high);

/* sizes_balanced: sizes that differ by at most one, the larger teams first.
 *
 * Gives    one entry per team with low == high, so that the search keeps them. */
struct team_size *sizes_balanced(struct arena *mem, size_t people, size_t teams);

/* sizes_most_pairs: within each team's own range, the sizes with the most pairs.
 *
 * The raw objective adds up every distance, so it pays for large teams: this is where its
 * best solutions sit, and where a search of the raw problem should start.
 *
 * Takes    ranges that can hold exactly `people`.
 * Gives    one size per team.
 * Cost     O(teams * spare people * widest range) time, O(teams * spare people) of mem.
 * Checked  against brute force: tests/engine/compose/sizes_test.c */
uint32_t *sizes_most_pairs(struct arena *mem, const struct problem *problem);

#endif
