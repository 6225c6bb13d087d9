/* Pairs of rounds: their signs for Kendall, their slopes for Theil and Sen. */
#include "measure/trend.h"

#include <assert.h>
#include <math.h>

#include "measure/describe.h"
#include "measure/tails.h"

struct series {
    size_t n;
    double *t, *y;
};

static struct series kept_rounds(struct arena *mem, const double *t, const double *y, size_t n)
{
    struct series out = { 0, NEW_ARRAY(mem, double, n), NEW_ARRAY(mem, double, n) };
    for (size_t i = 0; i < n; i++) {
        if (isnan(t[i]) || isnan(y[i]))
            continue;
        out.t[out.n] = t[i];
        out.y[out.n++] = y[i];
    }
    return out;
}

/* Runs of equal values: sums over runs of t(t-1), t(t-1)(t-2), t(t-1)(2t+5). */
struct runs {
    double pairs, triples, spread;
    size_t count;
    size_t *length;
};

static struct runs runs_of(struct arena *mem, const double *x, size_t n)
{
    struct runs out = { 0, 0, 0, 0, NEW_ARRAY(mem, size_t, n) };
    double *sorted = NEW_ARRAY(mem, double, n);
    for (size_t i = 0; i < n; i++)
        sorted[i] = x[i];
    describe_sort(sorted, n);
    for (size_t first = 0, end; first < n; first = end) {
        for (end = first + 1; end < n && sorted[end] == sorted[first];)
            end++;
        double run = (double)(end - first);
        out.length[out.count++] = end - first;
        out.pairs += run * (run - 1);
        out.triples += run * (run - 1) * (run - 2);
        out.spread += run * (run - 1) * (2 * run + 5);
    }
    return out;
}

static double sign(double x) { return (x > 0) - (x < 0); }

static double rises_less_falls(struct series x)
{
    double s = 0;
    for (size_t i = 0; i < x.n; i++)
        for (size_t j = 0; j < i; j++)
            s += sign(x.t[i] - x.t[j]) * sign(x.y[i] - x.y[j]);
    return s;
}

static double variance_of_s(size_t rounds, const struct runs *t, const struct runs *y)
{
    double n = (double)rounds, all = n * (n - 1);
    double variance = (all * (2 * n + 5) - t->spread - y->spread) / 18;
    if (rounds > 1)
        variance += t->pairs * y->pairs / (2 * all);
    if (rounds > 2)
        variance += t->triples * y->triples / (9 * all * (n - 2));
    return variance;
}

/* Ways to have k inversions, as chances: [n]! / prod [t_i]! in powers of q. Each factor
 * [m] = 1 + q + ... + q^(m-1) multiplies as a running sum and divides as a difference. */
static void times_bracket(double *ways, size_t length, size_t m, double scale)
{
    for (size_t k = length; k-- > m;)
        ways[k] -= ways[k - m];
    double carried = 0;
    for (size_t k = 0; k < length; k++) {
        carried += ways[k];
        ways[k] = carried * scale;
    }
}

static void over_bracket(double *ways, size_t length, size_t m, double scale)
{
    for (size_t k = length; k-- > 1;)
        ways[k] -= ways[k - 1];
    for (size_t k = m; k < length; k++)
        ways[k] += ways[k - m];
    for (size_t k = 0; k < length; k++)
        ways[k] *= scale;
}

static double *inversions(struct arena *mem, size_t n, const struct runs *ties, size_t length)
{
    double *ways = NEW_ARRAY(mem, double, length);
    ways[0] = 1;
    for (size_t m = 2; m <= n; m++)
        times_bracket(ways, length, m, 1.0 / (double)m);
    for (size_t r = 0; r < ties->count; r++)
        for (size_t m = 2; m <= ties->length[r]; m++)
            over_bracket(ways, length, m, (double)m);
    return ways;
}

/* S = (pairs not tied) - 2 inversions; both tails doubled, as R does. */
static struct figure exact_p(struct arena *mem, struct series x, double s, const struct runs *t,
                             const struct runs *y)
{
    if (t->pairs > 0)
        return figure_lacks(LACKS_TIES);
    double n = (double)x.n, pairs = (n * (n - 1) - y->pairs) / 2;
    size_t length = (size_t)(n * (n - 1) / 2) + 1, most = (size_t)pairs;
    double *ways = inversions(mem, x.n, y, length);
    size_t seen = (size_t)((pairs - s) / 2 + 0.5);
    double up_to = 0, from = 0;
    for (size_t k = 0; k <= most; k++) {
        up_to += k <= seen ? ways[k] : 0;
        from += k >= seen ? ways[k] : 0;
    }
    return figure_of(fmin(1, 2 * fmin(up_to, from)));
}

/* Sen's interval: as many slopes in from each end as S may vary by chance. */
static void slope_interval(struct trend *out, const double *slope, size_t count)
{
    const double each_side = 0.05;
    out->slope_low = out->slope_high = figure_lacks(LACKS_PEOPLE);
    double reach = tails_normal_point(each_side) * sqrt(out->variance_s);
    double low = floor(((double)count - reach) / 2), high = ceil(((double)count + reach) / 2);
    if (low < 1 || high >= (double)count)
        return;
    out->slope_low = figure_of(slope[(size_t)low - 1]);
    out->slope_high = figure_of(slope[(size_t)high]);
}

static void slopes(struct arena *mem, struct series x, struct trend *out)
{
    double *slope = NEW_ARRAY(mem, double, x.n *(x.n - 1) / 2);
    size_t count = 0;
    for (size_t i = 0; i < x.n; i++)
        for (size_t j = 0; j < i; j++)
            if (x.t[i] != x.t[j])
                slope[count++] = (x.y[i] - x.y[j]) / (x.t[i] - x.t[j]);
    if (count == 0)
        return;
    describe_sort(slope, count);
    out->slope = figure_of((slope[(count - 1) / 2] + slope[count / 2]) / 2);
    slope_interval(out, slope, count);
}

static void tests(struct arena *mem, struct series x, struct trend *out)
{
    struct runs t = runs_of(mem, x.t, x.n), y = runs_of(mem, x.y, x.n);
    double n = (double)x.n, all = n * (n - 1);
    out->tied = t.pairs > 0 || y.pairs > 0;
    out->s = rises_less_falls(x);
    out->variance_s = variance_of_s(x.n, &t, &y);
    if (!(all - t.pairs > 0) || !(all - y.pairs > 0))
        return;
    out->tau = figure_of(2 * out->s / sqrt((all - t.pairs) * (all - y.pairs)));
    double sd = sqrt(out->variance_s);
    out->z = figure_of((out->s - sign(out->s)) / sd);
    out->normal_p = figure_of(fmin(1, 2 * tails_normal(fabs(out->s) / sd)));
    out->exact_p = exact_p(mem, x, out->s, &t, &y);
}

struct trend measure_trend(struct arena *mem, const double *t, const double *y, size_t count)
{
    struct arena_mark mark = arena_mark(mem);
    struct series x = kept_rounds(mem, t, y, count);
    struct figure none = figure_lacks(x.n < 2 ? LACKS_PEOPLE : LACKS_SPREAD);
    struct trend out = { x.n, false, 0, 0, none, none, none, none, none, none, none };
    if (x.n >= 2) {
        tests(mem, x, &out);
        slopes(mem, x, &out);
    }
    arena_release(mem, mark);
    return out;
}
