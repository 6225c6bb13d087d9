/* Everything from the covariance matrix of the items. */
#include "measure/reliability.h"

#include <math.h>

#include "measure/describe.h"
#include "measure/tails.h"

static double *covariances(struct arena *mem, struct grid g)
{
    size_t k = g.items;
    double *column = NEW_ARRAY(mem, double, k *g.people), *out = NEW_ARRAY(mem, double, k *k);
    for (size_t i = 0; i < g.people; i++)
        for (size_t j = 0; j < k; j++)
            column[j * g.people + i] = grid_at(g, i, j);
    for (size_t a = 0; a < k; a++)
        for (size_t b = 0; b <= a; b++)
            out[a * k + b] = out[b * k + a] =
                describe_covariance(&column[a * g.people], &column[b * g.people], g.people);
    return out;
}

/* Alpha of the items but one; `out` = k leaves none out. */
static struct figure alpha_without(const double *c, size_t k, size_t out)
{
    double own = 0, total = 0, items = 0;
    for (size_t a = 0; a < k; a++) {
        if (a == out)
            continue;
        items++;
        own += c[a * k + a];
        for (size_t b = 0; b < k; b++)
            total += b == out ? 0 : c[a * k + b];
    }
    if (items < 2)
        return figure_lacks(LACKS_ITEMS);
    return total > 0 ? figure_of(items / (items - 1) * (1 - own / total))
                     : figure_lacks(LACKS_SPREAD);
}

static struct figure item_with_rest(const double *c, size_t k, size_t item)
{
    double with = 0, rest = 0;
    for (size_t a = 0; a < k; a++)
        for (size_t b = 0; b < k; b++) {
            if (a != item && b != item)
                rest += c[a * k + b];
            else if (a == item && b != item)
                with += c[a * k + b];
        }
    double spread = rest * c[item * k + item];
    return spread > 0 ? figure_of(with / sqrt(spread)) : figure_lacks(LACKS_SPREAD);
}

static struct figure mean_correlation(const double *c, size_t k)
{
    double sum = 0, pairs = 0;
    for (size_t a = 0; a < k; a++)
        for (size_t b = 0; b < a; b++) {
            double spread = c[a * k + a] * c[b * k + b];
            if (!(spread > 0))
                return figure_lacks(LACKS_SPREAD);
            sum += c[a * k + b] / sqrt(spread);
            pairs++;
        }
    return figure_of(sum / pairs);
}

static void add_interval(struct reliability *out)
{
    const double each_side = 0.025;
    double df1 = (double)out->people - 1, df2 = df1 * ((double)out->items - 1);
    out->low = out->high = out->alpha;
    if (!figure_known(out->alpha))
        return;
    double lost = 1 - out->alpha.value;
    out->low.value = 1 - lost * tails_f_point(each_side, df1, df2);
    out->high.value = 1 - lost * tails_f_point(1 - each_side, df1, df2);
}

static struct reliability nothing_known(struct arena *mem, struct grid g, enum lack lack)
{
    struct figure none = figure_lacks(lack);
    struct reliability out = { g.people,
                               g.items,
                               none,
                               none,
                               none,
                               none,
                               none,
                               none,
                               NEW_ARRAY(mem, struct figure, g.items),
                               NEW_ARRAY(mem, struct figure, g.items) };
    for (size_t j = 0; j < g.items; j++)
        out.item_rest[j] = out.without_item[j] = none;
    return out;
}

struct reliability measure_reliability(struct arena *mem, struct grid g)
{
    struct grid whole = describe_complete(mem, g);
    if (whole.items < 2)
        return nothing_known(mem, whole, LACKS_ITEMS);
    if (whole.people < 2)
        return nothing_known(mem, whole, LACKS_PEOPLE);
    struct reliability out = nothing_known(mem, whole, LACKS_SPREAD);
    struct arena_mark mark = arena_mark(mem);
    double *c = covariances(mem, whole), k = (double)whole.items;
    out.alpha = alpha_without(c, whole.items, whole.items);
    out.mean_correlation = mean_correlation(c, whole.items);
    double r = out.mean_correlation.value;
    if (figure_known(out.mean_correlation) && 1 + (k - 1) * r > 0)
        out.alpha_standardised = figure_of(k * r / (1 + (k - 1) * r));
    out.spearman_brown = whole.items == 2 ? out.alpha_standardised : figure_lacks(LACKS_RANGE);
    for (size_t j = 0; j < whole.items; j++) {
        out.item_rest[j] = item_with_rest(c, whole.items, j);
        out.without_item[j] = alpha_without(c, whole.items, j);
    }
    add_interval(&out);
    arena_release(mem, mark);
    return out;
}

/* --- one factor ------------------------------------------------------------------------- */

struct factor {
    size_t k;
    const double *r; /* correlations */
    double *loading, *unique, *weight;
};

/* One EM step. The factor given the items has weights b = l/u over 1 + sum l^2/u; then each
 * loading is a regression on it. Gives the largest change of a loading. */
static double factor_step(struct factor *f)
{
    size_t k = f->k;
    double sum = 0, moment, change = 0;
    for (size_t j = 0; j < k; j++)
        sum += f->loading[j] * f->loading[j] / f->unique[j];
    for (size_t j = 0; j < k; j++)
        f->weight[j] = f->loading[j] / f->unique[j] / (1 + sum);
    moment = 1 / (1 + sum);
    for (size_t a = 0; a < k; a++)
        for (size_t b = 0; b < k; b++)
            moment += f->weight[a] * f->r[a * k + b] * f->weight[b];
    for (size_t a = 0; a < k; a++) {
        double with = 0;
        for (size_t b = 0; b < k; b++)
            with += f->r[a * k + b] * f->weight[b];
        double loading = with / moment;
        change = fmax(change, fabs(loading - f->loading[a]));
        f->loading[a] = loading;
        f->unique[a] = 1 - loading * with;
    }
    return change;
}

/* Under this an item's own variance counts as gone. */
static const double heywood_at = 1e-7;

static bool fit_factor(struct factor *f)
{
    const double still = 1e-14;
    for (size_t j = 0; j < f->k; j++)
        f->loading[j] = 0.7, f->unique[j] = 0.51;
    for (int step = 0; step < OMEGA_STEPS_MAX; step++) {
        double change = factor_step(f);
        for (size_t j = 0; j < f->k; j++)
            if (f->unique[j] < heywood_at)
                return true;
        if (change < still)
            break;
    }
    return false;
}

static struct figure omega_of(const struct factor *f, const double *sd)
{
    double common = 0, own = 0;
    for (size_t j = 0; j < f->k; j++) {
        double scale = sd == NULL ? 1 : sd[j];
        common += f->loading[j] * scale;
        own += f->unique[j] * scale * scale;
    }
    return figure_of(common * common / (common * common + own));
}

struct omega measure_omega(struct arena *mem, struct grid g)
{
    struct grid whole = describe_complete(mem, g);
    size_t k = whole.items;
    enum lack lack = k < 3 ? LACKS_ITEMS : whole.people <= k ? LACKS_PEOPLE : LACKS_NOTHING;
    struct omega out = { whole.people,
                         k,
                         figure_lacks(lack),
                         figure_lacks(lack),
                         false,
                         NEW_ARRAY(mem, double, k),
                         NEW_ARRAY(mem, double, k) };
    if (lack != LACKS_NOTHING)
        return out;
    struct arena_mark mark = arena_mark(mem);
    double *r = covariances(mem, whole), *sd = NEW_ARRAY(mem, double, k);
    for (size_t j = 0; j < k; j++) {
        sd[j] = sqrt(r[j * k + j]);
        if (!(sd[j] > 0))
            lack = LACKS_SPREAD;
    }
    out.raw = out.standardised = figure_lacks(lack);
    if (lack == LACKS_NOTHING) {
        for (size_t a = 0; a < k; a++)
            for (size_t b = 0; b < k; b++)
                r[a * k + b] /= sd[a] * sd[b];
        struct factor factor = { k, r, out.loading, out.unique, NEW_ARRAY(mem, double, k) };
        out.heywood = fit_factor(&factor);
        out.standardised = omega_of(&factor, NULL);
        out.raw = omega_of(&factor, sd);
    }
    arena_release(mem, mark);
    return out;
}
