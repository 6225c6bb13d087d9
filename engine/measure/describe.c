/* Means, variances, medians and ranks, written once for every statistic. */
#include "measure/describe.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

double describe_mean(const double *x, size_t n)
{
    assert(n >= 1);
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += x[i];
    return sum / (double)n;
}

double describe_covariance(const double *x, const double *y, size_t n)
{
    assert(n >= 2);
    double mx = describe_mean(x, n), my = describe_mean(y, n), sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (x[i] - mx) * (y[i] - my);
    return sum / ((double)n - 1);
}

double describe_variance(const double *x, size_t n) { return describe_covariance(x, x, n); }

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Insertion for the few numbers of a team, where qsort's calls cost more than the work. */
void describe_sort(double *x, size_t n)
{
    enum { FEW = 16 };
    if (n > FEW) {
        qsort(x, n, sizeof *x, by_value);
        return;
    }
    for (size_t i = 1; i < n; i++) {
        double held = x[i];
        size_t at = i;
        for (; at > 0 && x[at - 1] > held; at--)
            x[at] = x[at - 1];
        x[at] = held;
    }
}

double describe_median(struct arena *mem, const double *x, size_t n)
{
    assert(n >= 1);
    struct arena_mark mark = arena_mark(mem);
    double *sorted = NEW_ARRAY(mem, double, n);
    memcpy(sorted, x, n * sizeof *x);
    describe_sort(sorted, n);
    double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    arena_release(mem, mark);
    return median;
}

struct figure describe_correlation(const double *x, const double *y, size_t n)
{
    if (n < 2)
        return figure_lacks(LACKS_PEOPLE);
    double vx = describe_variance(x, n), vy = describe_variance(y, n);
    if (!(vx > 0) || !(vy > 0))
        return figure_lacks(LACKS_SPREAD);
    return figure_of(describe_covariance(x, y, n) / sqrt(vx * vy));
}

double describe_midranks(struct arena *mem, const double *x, size_t n, double *rank)
{
    struct arena_mark mark = arena_mark(mem);
    double *sorted = NEW_ARRAY(mem, double, n), ties = 0;
    memcpy(sorted, x, n * sizeof *x);
    describe_sort(sorted, n);
    for (size_t first = 0, end; first < n; first = end) {
        for (end = first + 1; end < n && sorted[end] == sorted[first];)
            end++;
        double run = (double)(end - first);
        ties += run * run * run - run;
        for (size_t i = 0; i < n; i++)
            if (x[i] == sorted[first])
                rank[i] = (double)(first + end + 1) / 2;
    }
    arena_release(mem, mark);
    return ties;
}

struct grid describe_complete(struct arena *mem, struct grid g)
{
    struct grid out = { 0, g.items, NEW_ARRAY(mem, double, g.people *g.items) };
    for (size_t i = 0; i < g.people; i++) {
        bool whole = true;
        for (size_t j = 0; j < g.items; j++)
            whole = whole && !isnan(grid_at(g, i, j));
        if (!whole)
            continue;
        memcpy(&out.cell[out.people * g.items], &g.cell[i * g.items], g.items * sizeof *g.cell);
        out.people++;
    }
    return out;
}
