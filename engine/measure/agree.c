/* rwg and its relatives, all from the item variances of one team. */
#include "measure/agree.h"

#include <assert.h>
#include <math.h>

#include "measure/describe.h"

/* Distance of the answers to a centre, on average. */
static double mean_distance(const double *x, size_t n, double centre)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += fabs(x[i] - centre);
    return sum / (double)n;
}

/* Brown & Hauenstein's index of one item: the variance against the largest one possible at
 * that mean. */
static struct figure agreement_at_mean(double mean, double variance, size_t people,
                                       struct answer_scale scale)
{
    double n = (double)people, low = scale.low, high = scale.high;
    if (mean == low || mean == high)
        return figure_of(1);
    if (mean < (low * (n - 1) + high) / n || mean > (high * (n - 1) + low) / n)
        return figure_lacks(LACKS_RANGE);
    double largest = ((high + low) * mean - mean * mean - high * low) * n / (n - 1);
    return figure_of(1 - 2 * variance / largest);
}

struct item_sums {
    double mean, variance, ad_mean, ad_median, awg;
    size_t awg_count;
};

static void add_item(struct arena *mem, struct item_sums *sums, const double *x, size_t n,
                     struct answer_scale scale)
{
    double mean = describe_mean(x, n);
    sums->mean += mean;
    sums->ad_mean += mean_distance(x, n, mean);
    sums->ad_median += mean_distance(x, n, describe_median(mem, x, n));
    if (n < 2)
        return;
    double variance = describe_variance(x, n);
    struct figure awg = agreement_at_mean(mean, variance, n, scale);
    sums->variance += variance;
    if (figure_known(awg)) {
        sums->awg += awg.value;
        sums->awg_count++;
    }
}

static void from_variance(struct agreement *out, double uniform)
{
    double items = (double)out->items, variance = out->variance.value;
    double q = fmin(variance, uniform) / uniform;
    out->rwg_linear = figure_of(1 - variance / uniform);
    if (out->items == 1)
        out->rwg = figure_of(1 - q);
    else
        out->rwg = figure_of(items * (1 - q) / (items * (1 - q) + q));
}

static struct agreement nothing_known(struct grid g, enum lack lack)
{
    struct figure none = figure_lacks(lack);
    return (struct agreement){ g.people, g.items, NAN, none, none, none, none, none, none };
}

struct agreement measure_agreement(struct arena *mem, struct grid g, struct answer_scale scale)
{
    assert(scale.options >= 2 && scale.low < scale.high);
    if (g.people < 1)
        return nothing_known(g, LACKS_PEOPLE);
    if (g.items < 1)
        return nothing_known(g, LACKS_ITEMS);

    struct arena_mark mark = arena_mark(mem);
    double *column = NEW_ARRAY(mem, double, g.people), items = (double)g.items;
    struct item_sums sums = { 0 };
    for (size_t j = 0; j < g.items; j++) {
        for (size_t i = 0; i < g.people; i++)
            column[i] = grid_at(g, i, j);
        add_item(mem, &sums, column, g.people, scale);
    }
    arena_release(mem, mark);

    struct agreement out = nothing_known(g, LACKS_PEOPLE);
    out.mean = sums.mean / items;
    out.ad_mean = figure_of(sums.ad_mean / items);
    out.ad_median = figure_of(sums.ad_median / items);
    if (g.people < 2)
        return out;
    double options = (double)scale.options;
    out.variance = figure_of(sums.variance / items);
    from_variance(&out, (options * options - 1) / 12);
    out.awg = sums.awg_count > 0 ? figure_of(sums.awg / (double)sums.awg_count)
                                 : figure_lacks(LACKS_RANGE);
    return out;
}
