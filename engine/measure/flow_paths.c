/* Figures that need to walk the network: triples, shortest ways, and Burt's constraint. */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "measure/flow.h"

enum triad {
    T003,
    T012,
    T102,
    T021D,
    T021U,
    T021C,
    T111D,
    T111U,
    T030T,
    T030C,
    T201,
    T120D,
    T120U,
    T120C,
    T210,
    T300
};

struct triple {
    int mutual, asymmetric; /* dyads */
    int out[3], in[3];      /* asymmetric arcs alone */
    int mutual_at[3];       /* mutual dyads of each person */
};

static bool look_at_triple(struct grid ties, const size_t who[3], struct triple *out)
{
    *out = (struct triple){ 0 };
    for (int a = 0; a < 3; a++)
        for (int b = 0; b < a; b++) {
            double there = grid_at(ties, who[a], who[b]), back = grid_at(ties, who[b], who[a]);
            if (isnan(there) || isnan(back))
                return false;
            if (there > 0 && back > 0) {
                out->mutual++;
                out->mutual_at[a]++, out->mutual_at[b]++;
            } else if (there > 0 || back > 0) {
                int from = there > 0 ? a : b, to = there > 0 ? b : a;
                out->asymmetric++;
                out->out[from]++, out->in[to]++;
            }
        }
    return true;
}

/* The person of whom `count[p]` is `wanted`, or -1. */
static int person_with(const int count[3], int wanted)
{
    for (int p = 0; p < 3; p++)
        if (count[p] == wanted)
            return p;
    return -1;
}

static enum triad triad_with_two_arcs(const struct triple *t, enum triad down, enum triad up,
                                      enum triad chain)
{
    if (person_with(t->out, 2) >= 0)
        return down;
    return person_with(t->in, 2) >= 0 ? up : chain;
}

static enum triad triad_of(const struct triple *t)
{
    switch (t->mutual * 10 + t->asymmetric) {
    case 1:
        return T012;
    case 2:
        return triad_with_two_arcs(t, T021D, T021U, T021C);
    case 3:
        return person_with(t->out, 2) >= 0 ? T030T : T030C;
    case 10:
        return T102;
    case 11: /* the one outside the mutual dyad sends (D) or receives (U) */
        return t->out[person_with(t->mutual_at, 0)] > 0 ? T111D : T111U;
    case 12:
        return triad_with_two_arcs(t, T120D, T120U, T120C);
    case 20:
        return T201;
    case 21:
        return T210;
    case 30:
        return T300;
    default:
        return T003;
    }
}

static void count_triple(struct grid ties, const size_t people[3], size_t count[TRIADS])
{
    struct triple triple;
    if (look_at_triple(ties, people, &triple))
        count[triad_of(&triple)]++;
}

void flow_triads(struct grid ties, size_t count[TRIADS])
{
    memset(count, 0, TRIADS * sizeof *count);
    for (size_t a = 0; a < ties.people; a++)
        for (size_t b = 0; b < a; b++)
            for (size_t c = 0; c < b; c++)
                count_triple(ties, (size_t[]){ a, b, c }, count);
}

/* One source of Brandes' algorithm: a breadth-first walk out, then shares handed back. */
struct walk {
    size_t n, reached;
    size_t *order; /* by distance */
    int *distance; /* -1: not reached */
    double *ways;  /* shortest ways from the source */
    double *share;
};

static void walk_out(struct walk *walk, struct grid ties, size_t source)
{
    for (size_t i = 0; i < walk->n; i++)
        walk->distance[i] = -1, walk->ways[i] = 0, walk->share[i] = 0;
    walk->distance[source] = 0;
    walk->ways[source] = 1;
    walk->order[0] = source;
    walk->reached = 1;
    for (size_t at = 0; at < walk->reached; at++) {
        size_t v = walk->order[at];
        for (size_t w = 0; w < walk->n; w++) {
            if (w == v || !(grid_at(ties, v, w) > 0))
                continue;
            if (walk->distance[w] < 0) {
                walk->distance[w] = walk->distance[v] + 1;
                walk->order[walk->reached++] = w;
            }
            if (walk->distance[w] == walk->distance[v] + 1)
                walk->ways[w] += walk->ways[v];
        }
    }
}

static void hand_back(struct walk *walk, struct grid ties, double *out)
{
    for (size_t at = walk->reached; at-- > 1;) {
        size_t w = walk->order[at];
        for (size_t v = 0; v < walk->n; v++)
            if (v != w && grid_at(ties, v, w) > 0 && walk->distance[v] >= 0 &&
                walk->distance[v] == walk->distance[w] - 1)
                walk->share[v] += walk->ways[v] / walk->ways[w] * (1 + walk->share[w]);
        out[w] += walk->share[w];
    }
}

void flow_betweenness(struct arena *mem, struct grid ties, double *out)
{
    assert(ties.people == ties.items);
    struct arena_mark mark = arena_mark(mem);
    size_t n = ties.people;
    struct walk walk = { n,
                         0,
                         NEW_ARRAY(mem, size_t, n),
                         NEW_ARRAY(mem, int, n),
                         NEW_ARRAY(mem, double, n),
                         NEW_ARRAY(mem, double, n) };
    memset(out, 0, n * sizeof *out);
    for (size_t source = 0; source < n; source++) {
        walk_out(&walk, ties, source);
        hand_back(&walk, ties, out);
    }
    arena_release(mem, mark);
}

/* Shares p_ij of each person's links, both directions together. */
static double *shares_of_links(struct arena *mem, struct grid weights, double *total)
{
    size_t n = weights.people;
    double *p = NEW_ARRAY(mem, double, n *n);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            double there = grid_at(weights, i, j), back = grid_at(weights, j, i);
            if (i != j)
                p[i * n + j] = (isnan(there) ? 0 : there) + (isnan(back) ? 0 : back);
            total[i] += p[i * n + j];
        }
        for (size_t j = 0; j < n && total[i] > 0; j++)
            p[i * n + j] /= total[i];
    }
    return p;
}

static double constraint_of(const double *p, size_t n, size_t i, enum constraint_over over)
{
    double sum = 0;
    for (size_t j = 0; j < n; j++) {
        if (j == i || (over == CONTACTS && !(p[i * n + j] > 0)))
            continue;
        double hold = p[i * n + j];
        for (size_t q = 0; q < n; q++)
            if (q != i && q != j)
                hold += p[i * n + q] * p[q * n + j];
        sum += hold * hold;
    }
    return sum;
}

void flow_constraint(struct arena *mem, struct grid weights, enum constraint_over over,
                     struct figure *out)
{
    assert(weights.people == weights.items);
    struct arena_mark mark = arena_mark(mem);
    size_t n = weights.people;
    double *total = NEW_ARRAY(mem, double, n);
    double *p = shares_of_links(mem, weights, total);
    for (size_t i = 0; i < n; i++)
        out[i] =
            total[i] > 0 ? figure_of(constraint_of(p, n, i, over)) : figure_lacks(LACKS_TIES);
    arena_release(mem, mark);
}
