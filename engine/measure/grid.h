#ifndef MEASURE_GRID_H
#define MEASURE_GRID_H

/* The one shape every statistic reads: people (rows) by things answered (columns), row
 * after row, NAN where nobody answered. It computes nothing. */
#include <stddef.h>

#include "base/arena.h"

struct grid {
    size_t people, items;
    double *cell; /* people * items */
};

struct grid grid_empty(struct arena *mem, size_t people, size_t items); /* all NAN */

static inline double grid_at(struct grid g, size_t person, size_t item)
{
    return g.cell[person * g.items + item];
}

static inline void grid_put(struct grid g, size_t person, size_t item, double value)
{
    g.cell[person * g.items + item] = value;
}

#endif
