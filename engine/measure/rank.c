/* Ranks rater by rater, sums over raters, and how far the sums stand apart. */
#include "measure/rank.h"

#include <math.h>

#include "measure/describe.h"
#include "measure/tails.h"

static struct grid ranked(struct arena *mem, struct grid g, double *ties, double *tied_most)
{
    struct grid ranks = grid_empty(mem, g.people, g.items);
    *ties = *tied_most = 0;
    for (size_t i = 0; i < g.people; i++) {
        double own =
            describe_midranks(mem, &g.cell[i * g.items], g.items, &ranks.cell[i * g.items]);
        *ties += own;
        *tied_most = fmax(*tied_most, own);
    }
    return ranks;
}

static double squared_spread(const double *x, size_t n)
{
    double mean = describe_mean(x, n), sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (x[i] - mean) * (x[i] - mean);
    return sum;
}

static double mean_correlation(struct grid ranks)
{
    double sum = 0;
    for (size_t i = 0; i < ranks.people; i++)
        for (size_t j = 0; j < i; j++)
            sum += describe_correlation(&ranks.cell[i * ranks.items],
                                        &ranks.cell[j * ranks.items], ranks.items)
                       .value;
    double raters = (double)ranks.people;
    return sum / (raters * (raters - 1) / 2);
}

static void from_spread(struct concordance *out)
{
    double m = (double)out->raters, p = (double)out->objects;
    double largest = m * m * (p * p * p - p), corrected = largest - m * out->ties;
    out->w_uncorrected = figure_of(12 * out->s.value / largest);
    if (!(corrected > 0))
        return;
    out->w = figure_of(12 * out->s.value / corrected);
    out->chi2 = figure_of(m * (p - 1) * out->w.value);
    out->chi2_p = figure_of(tails_chi2(out->chi2.value, p - 1));
}

struct concordance measure_concordance(struct arena *mem, struct grid g)
{
    struct grid whole = describe_complete(mem, g);
    enum lack lack = whole.people < 2 ? LACKS_PEOPLE : g.items < 2 ? LACKS_ITEMS : LACKS_SPREAD;
    struct figure none = figure_lacks(lack);
    struct concordance out = {
        whole.people, g.items, 0,    none, none,
        none,         none,    none, none, NEW_ARRAY(mem, double, g.items),
    };
    double tied_most, p = (double)g.items;
    struct grid ranks = ranked(mem, whole, &out.ties, &tied_most);
    for (size_t j = 0; j < g.items; j++)
        for (size_t i = 0; i < whole.people; i++)
            out.rank_sums[j] += grid_at(ranks, i, j);
    if (lack != LACKS_SPREAD)
        return out;
    out.s = figure_of(squared_spread(out.rank_sums, g.items));
    from_spread(&out);
    if (tied_most < p * p * p - p)
        out.mean_spearman = figure_of(mean_correlation(ranks));
    return out;
}

void rank_against_others(struct arena *mem, struct grid g, struct figure *out)
{
    struct arena_mark mark = arena_mark(mem);
    double ties, tied_most, *others = NEW_ARRAY(mem, double, g.items);
    struct grid ranks = ranked(mem, g, &ties, &tied_most);
    for (size_t i = 0; i < g.people; i++) {
        for (size_t j = 0; j < g.items; j++) {
            others[j] = -grid_at(ranks, i, j);
            for (size_t k = 0; k < g.people; k++)
                others[j] += grid_at(ranks, k, j);
        }
        double *rank = NEW_ARRAY(mem, double, g.items);
        describe_midranks(mem, others, g.items, rank);
        out[i] = g.people < 2 ? figure_lacks(LACKS_PEOPLE)
                              : describe_correlation(rank, &ranks.cell[i * g.items], g.items);
    }
    arena_release(mem, mark);
}
