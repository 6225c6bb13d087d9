/* The plain figures: counts of arcs and dyads, and how unevenly links fall on people. */
#include "measure/flow.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "measure/describe.h"

struct grid flow_ties(struct arena *mem, struct grid weights, double cut)
{
    assert(weights.people == weights.items);
    struct grid ties = grid_empty(mem, weights.people, weights.items);
    for (size_t i = 0; i < weights.people * weights.items; i++)
        if (!isnan(weights.cell[i]))
            ties.cell[i] = weights.cell[i] >= cut;
    return ties;
}

/* Over sorted values the double sum is single: sum_i (2i - n + 1) x_i. */
double flow_gini(struct arena *mem, const double *x, size_t n)
{
    struct arena_mark mark = arena_mark(mem);
    double *sorted = NEW_ARRAY(mem, double, n), total = 0, apart = 0;
    memcpy(sorted, x, n * sizeof *x);
    describe_sort(sorted, n);
    for (size_t i = 0; i < n; i++) {
        total += sorted[i];
        apart += (2 * (double)i - (double)n + 1) * sorted[i];
    }
    arena_release(mem, mark);
    return total > 0 ? apart / ((double)n * total) : 0;
}

static double centralisation(const double *degree, size_t n)
{
    double most = 0, sum = 0, others = (double)n - 1;
    for (size_t i = 0; i < n; i++)
        most = fmax(most, degree[i]);
    for (size_t i = 0; i < n; i++)
        sum += most - degree[i];
    return sum / (others * others);
}

/* Degrees and arcs. A person of whom only some arcs are known is counted as if the rest were
 * like them. */
static void count_arcs(struct arena *mem, struct grid ties, struct flow *out)
{
    size_t n = ties.people;
    double *asked_in = NEW_ARRAY(mem, double, n), *asked_out = NEW_ARRAY(mem, double, n);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            double tie = grid_at(ties, i, j);
            if (i == j || isnan(tie))
                continue;
            out->known++;
            out->arcs += tie > 0;
            out->out[i] += tie, asked_out[i]++;
            out->in[j] += tie, asked_in[j]++;
        }
    for (size_t i = 0; i < n; i++) {
        out->isolates += !(out->in[i] > 0) && !(out->out[i] > 0);
        out->in[i] = asked_in[i] > 0 ? out->in[i] * ((double)n - 1) / asked_in[i] : 0;
        out->out[i] = asked_out[i] > 0 ? out->out[i] * ((double)n - 1) / asked_out[i] : 0;
    }
}

static void count_dyads(struct grid ties, struct flow *out)
{
    for (size_t i = 0; i < ties.people; i++)
        for (size_t j = 0; j < i; j++) {
            double there = grid_at(ties, i, j), back = grid_at(ties, j, i);
            if (isnan(there) || isnan(back))
                continue;
            out->mutual += there > 0 && back > 0;
            out->asymmetric += (there > 0) != (back > 0);
            out->empty += !(there > 0) && !(back > 0);
        }
}

static struct flow nothing_known(size_t people, enum lack lack)
{
    struct figure none = figure_lacks(lack);
    return (struct flow){ .people = people,
                          .density = none,
                          .reciprocity = none,
                          .dyads_alike = none,
                          .in_centralisation = none,
                          .out_centralisation = none,
                          .in_gini = none,
                          .out_gini = none,
                          .in_gini_unbiased = none,
                          .out_gini_unbiased = none };
}

static void spread_over_people(struct arena *mem, struct flow *out)
{
    size_t n = out->people;
    double unbias = (double)n / ((double)n - 1);
    double in = flow_gini(mem, out->in, n), sent = flow_gini(mem, out->out, n);
    out->in_centralisation = figure_of(centralisation(out->in, n));
    out->out_centralisation = figure_of(centralisation(out->out, n));
    out->in_gini = figure_of(in);
    out->out_gini = figure_of(sent);
    out->in_gini_unbiased = figure_of(in * unbias);
    out->out_gini_unbiased = figure_of(sent * unbias);
}

struct flow measure_flow(struct arena *mem, struct grid ties)
{
    assert(ties.people == ties.items);
    struct flow out = nothing_known(ties.people, LACKS_PEOPLE);
    out.in = NEW_ARRAY(mem, double, ties.people);
    out.out = NEW_ARRAY(mem, double, ties.people);
    struct arena_mark mark = arena_mark(mem);
    count_arcs(mem, ties, &out);
    arena_release(mem, mark);
    if (ties.people < 2)
        return out;
    count_dyads(ties, &out);
    size_t dyads = out.mutual + out.asymmetric + out.empty;
    size_t linked = 2 * out.mutual + out.asymmetric;
    out.reciprocity = linked > 0 ? figure_of(2 * (double)out.mutual / (double)linked)
                                 : figure_lacks(LACKS_TIES);
    out.dyads_alike = dyads > 0 ? figure_of((double)(out.mutual + out.empty) / (double)dyads)
                                : figure_lacks(LACKS_ITEMS);
    if (out.known == 0) {
        out.density = figure_lacks(LACKS_ITEMS);
        return out;
    }
    out.density = figure_of((double)out.arcs / (double)out.known);
    spread_over_people(mem, &out);
    return out;
}

struct flow_weights measure_flow_weights(struct arena *mem, struct grid weights)
{
    size_t n = weights.people, known = 0;
    struct flow_weights out = { .in = NEW_ARRAY(mem, double, n),
                                .out = NEW_ARRAY(mem, double, n) };
    double shared = 0, both_ways = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            double there = grid_at(weights, i, j), back = grid_at(weights, j, i);
            if (i == j || isnan(there))
                continue;
            known++;
            out.sum += there;
            out.out[i] += there;
            out.in[j] += there;
            if (isnan(back))
                continue;
            shared += fmin(there, back);
            both_ways += there;
        }
    out.mean = known > 0 ? figure_of(out.sum / (double)known) : figure_lacks(LACKS_ITEMS);
    out.reciprocity = both_ways > 0 ? figure_of(shared / both_ways) : figure_lacks(LACKS_TIES);
    return out;
}
