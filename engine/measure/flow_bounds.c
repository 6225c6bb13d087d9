/* With a few unknown arcs every possible network can be looked at: the bounds are exact. */
#include <math.h>
#include <string.h>

#include "measure/flow.h"

static void widen(struct flow_bound *bound, struct figure seen)
{
    if (!figure_known(seen))
        return;
    if (!figure_known(bound->low) || seen.value < bound->low.value)
        bound->low = seen;
    if (!figure_known(bound->high) || seen.value > bound->high.value)
        bound->high = seen;
}

static void widen_all(struct flow_bounds *out, const struct flow *flow)
{
    widen(&out->density, flow->density);
    widen(&out->reciprocity, flow->reciprocity);
    widen(&out->in_centralisation, flow->in_centralisation);
    widen(&out->in_gini, flow->in_gini);
    widen(&out->isolates, figure_of((double)flow->isolates));
}

/* Places of the unknown arcs; counts them all, keeps the first few. */
static size_t unknown_arcs(struct grid ties, size_t place[BOUNDED_ARCS_MAX])
{
    size_t unknown = 0;
    for (size_t i = 0; i < ties.people; i++)
        for (size_t j = 0; j < ties.people; j++) {
            if (i == j || !isnan(grid_at(ties, i, j)))
                continue;
            if (unknown < BOUNDED_ARCS_MAX)
                place[unknown] = i * ties.items + j;
            unknown++;
        }
    return unknown;
}

struct flow_bounds measure_flow_bounds(struct arena *mem, struct grid ties)
{
    size_t place[BOUNDED_ARCS_MAX];
    struct flow_bound none = { figure_lacks(LACKS_TIES), figure_lacks(LACKS_TIES) };
    struct flow_bound wide = { figure_lacks(LACKS_RANGE), figure_lacks(LACKS_RANGE) };
    struct flow_bounds out = { unknown_arcs(ties, place), none, none, none, none, none };
    if (out.unknown > BOUNDED_ARCS_MAX)
        return (struct flow_bounds){ out.unknown, wide, wide, wide, wide, wide };

    struct arena_mark mark = arena_mark(mem);
    struct grid filled = grid_empty(mem, ties.people, ties.items);
    memcpy(filled.cell, ties.cell, ties.people * ties.items * sizeof *ties.cell);
    for (unsigned way = 0; way < 1u << out.unknown; way++) {
        for (size_t k = 0; k < out.unknown; k++)
            filled.cell[place[k]] = (way >> k & 1) != 0;
        struct arena_mark each = arena_mark(mem);
        struct flow flow = measure_flow(mem, filled);
        widen_all(&out, &flow);
        arena_release(mem, each);
    }
    arena_release(mem, mark);
    return out;
}
