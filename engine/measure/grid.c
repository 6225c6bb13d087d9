/* A grid starts as all gaps: what is not put in was not answered. */
#include "measure/grid.h"

#include <math.h>

struct grid grid_empty(struct arena *mem, size_t people, size_t items)
{
    struct grid g = { people, items, NEW_ARRAY(mem, double, people *items) };
    for (size_t i = 0; i < people * items; i++)
        g.cell[i] = NAN;
    return g;
}
