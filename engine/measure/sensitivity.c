/* Nothing new is computed: the same functions, with other choices put in. */
#include "measure/sensitivity.h"

#include "measure/flow.h"

const double sensitivity_mode_by = 8, sensitivity_flow_by = 1;

struct model sensitivity_flat(const struct model *model)
{
    struct model flat = *model;
    for (int s = 0; s < STAGES; s++) {
        flat.start[s] = 1.0 / STAGES;
        for (int to = 0; to < STAGES; to++)
            flat.transition[s][to] = 1.0 / STAGES;
    }
    return flat;
}

struct hmm sensitivity_flat_chain(struct arena *mem, size_t states)
{
    double *start = NEW_ARRAY(mem, double, states);
    double *transition = NEW_ARRAY(mem, double, states *states);
    for (size_t s = 0; s < states; s++)
        start[s] = 1 / (double)states;
    for (size_t i = 0; i < states * states; i++)
        transition[i] = 1 / (double)states;
    return (struct hmm){ states, start, transition };
}

static double moved(enum cut cut, double by) { return ((double)cut - CUT_AS_IT_IS) * by; }

void sensitivity_mode(struct place place, double cut_x, double cut_y, double out[CUTS][MODES])
{
    for (enum cut cut = CUT_LOWER; cut < CUTS; cut++) {
        double by = moved(cut, sensitivity_mode_by);
        measure_mode(place, cut_x + by, cut_y + by, out[cut]);
    }
}

struct flow_by_cut sensitivity_flow(struct arena *mem, struct grid ratings, double cut)
{
    struct flow_by_cut out;
    for (enum cut at = CUT_LOWER; at < CUTS; at++) {
        struct grid ties = flow_ties(mem, ratings, cut + moved(at, sensitivity_flow_by));
        struct flow flow = measure_flow(mem, ties);
        out.density[at] = flow.density;
        out.reciprocity[at] = flow.reciprocity;
    }
    return out;
}
