/* Sums of squares between and within, in two passes. */
#include "measure/icc.h"

#include <math.h>

#include "measure/tails.h"

struct sums {
    double *total, *count; /* of each team */
    double all, people, teams, squared_sizes;
};

static struct sums sums_of(struct arena *mem, const double *value, const size_t *team,
                           size_t people, size_t teams)
{
    struct sums out = {
        NEW_ARRAY(mem, double, teams), NEW_ARRAY(mem, double, teams), 0, 0, 0, 0
    };
    for (size_t i = 0; i < people; i++) {
        if (isnan(value[i]))
            continue;
        out.total[team[i]] += value[i];
        out.count[team[i]]++;
        out.all += value[i];
        out.people++;
    }
    for (size_t g = 0; g < teams; g++) {
        out.teams += out.count[g] > 0;
        out.squared_sizes += out.count[g] * out.count[g];
    }
    return out;
}

static double squares_within(const struct sums *sums, const double *value, const size_t *team,
                             size_t people)
{
    double sum = 0;
    for (size_t i = 0; i < people; i++) {
        if (isnan(value[i]))
            continue;
        double apart = value[i] - sums->total[team[i]] / sums->count[team[i]];
        sum += apart * apart;
    }
    return sum;
}

static double squares_between(const struct sums *sums, size_t teams)
{
    double grand = sums->all / sums->people, sum = 0;
    for (size_t g = 0; g < teams; g++) {
        if (!(sums->count[g] > 0))
            continue;
        double apart = sums->total[g] / sums->count[g] - grand;
        sum += sums->count[g] * apart * apart;
    }
    return sum;
}

static struct figure icc_one(double between, double within, double size)
{
    double all = between + (size - 1) * within;
    return all > 0 ? figure_of((between - within) / all) : figure_lacks(LACKS_SPREAD);
}

/* Exact for equal teams, at the mean size otherwise. */
static void add_intervals(struct icc *out)
{
    const double each_side = 0.025;
    out->one_low = out->one_high = out->two_low = out->two_high = out->f;
    if (!figure_known(out->f))
        return;
    double low = out->f.value / tails_f_point(each_side, out->df_between, out->df_within);
    double high = out->f.value * tails_f_point(each_side, out->df_within, out->df_between);
    double k = out->mean_size;
    out->one_low.value = (low - 1) / (low + k - 1);
    out->one_high.value = (high - 1) / (high + k - 1);
    out->two_low = low > 0 ? figure_of(1 - 1 / low) : figure_lacks(LACKS_SPREAD);
    out->two_high = high > 0 ? figure_of(1 - 1 / high) : figure_lacks(LACKS_SPREAD);
}

struct icc measure_icc(struct arena *mem, const double *value, const size_t *team,
                       size_t people, size_t teams)
{
    struct arena_mark mark = arena_mark(mem);
    struct sums sums = sums_of(mem, value, team, people, teams);
    struct figure none = figure_lacks(LACKS_PEOPLE);
    struct icc out = { (size_t)sums.teams,
                       (size_t)sums.people,
                       NAN,
                       NAN,
                       sums.teams - 1,
                       sums.people - sums.teams,
                       none,
                       none,
                       NAN,
                       NAN,
                       none,
                       none,
                       none,
                       none,
                       none,
                       none,
                       none };
    if (out.teams >= 2 && out.df_within > 0) {
        out.between = squares_between(&sums, teams) / out.df_between;
        out.within = squares_within(&sums, value, team, people) / out.df_within;
        out.mean_size = sums.people / sums.teams;
        out.adjusted_size = (sums.people - sums.squared_sizes / sums.people) / out.df_between;
        out.f =
            out.within > 0 ? figure_of(out.between / out.within) : figure_lacks(LACKS_SPREAD);
        out.p = out.f;
        if (figure_known(out.f))
            out.p.value = tails_f(out.f.value, out.df_between, out.df_within);
        out.one = icc_one(out.between, out.within, out.mean_size);
        out.one_adjusted = icc_one(out.between, out.within, out.adjusted_size);
        out.two = out.between > 0 ? figure_of((out.between - out.within) / out.between)
                                  : figure_lacks(LACKS_SPREAD);
        add_intervals(&out);
    }
    arena_release(mem, mark);
    return out;
}
