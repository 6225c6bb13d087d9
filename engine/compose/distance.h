#ifndef COMPOSE_DISTANCE_H
#define COMPOSE_DISTANCE_H

/* How far apart two people are. */
#include "compose/problem.h"

/* distance_between: from the horizons, or from the given matrix.
 *
 * Gives    at least 0 when every horizon is mixed; may be under 0 when some are shared. */
double distance_between(const struct problem *problem, size_t a, size_t b);

/* distance_reach: a number no pair exceeds in size, found without looking at every pair. */
double distance_reach(const struct problem *problem);

/* How many teams' worth of distances two people apart are worth. An exchange changes two teams,
 * and where some horizons are mixed and some shared, each pair by up to twice the reach. */
enum { APART_TIMES = 4 };

/* distances_build: the matrix of whole numbers the search works on.
 *
 * Takes    room: the largest whole number an entry may reach, penalties aside.
 * Gives    symmetric, zero on the diagonal, rounded to the nearest `unit`.
 * Cost     O(people^2 * horizons) time, 4 * people^2 bytes. */
struct distances distances_build(struct arena *mem, const struct problem *problem, double room);

/* distances_empty: a zero matrix with the stride the search wants, for a caller who fills it.
 */
struct distances distances_empty(struct arena *mem, size_t people, double unit);

#endif
