#ifndef COMPOSE_WORST_H
#define COMPOSE_WORST_H

/* The team that is mixed least, and exchanges that lift it. */
#include "compose/crowd.h"
#include "compose/matrix.h"

/* Mean distance of the worst team, less the penalties still there. */
double worst_of_matrix(const struct matrix *matrix);
double worst_of_crowd(const struct crowd *crowd);

/* worst_lift: from a composition good by its sum, exchanges that leave both teams above the
 * worst, until the worst one has none. Gives the scans it took. */
uint64_t worst_lift(struct matrix *matrix);

#endif
