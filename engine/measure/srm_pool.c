/* Weighted means over teams, their two standard errors, and shrinkage towards them. */
#include "measure/srm_pool.h"

#include <math.h>

#include "measure/describe.h"
#include "measure/tails.h"

static struct figure between_teams(const size_t *people, const double *x, size_t teams)
{
    double w = 0, ww = 0, wx = 0, wxx = 0;
    for (size_t g = 0; g < teams; g++) {
        double weight = (double)people[g] - 1;
        w += weight;
        ww += weight * weight;
        wx += weight * x[g];
        wxx += weight * x[g] * x[g];
    }
    double variance = (wxx * w - wx * wx) / (w * w - ww);
    return variance >= 0 ? figure_of(sqrt(variance / (double)teams))
                         : figure_lacks(LACKS_SPREAD);
}

static void add_interval(struct srm_pooled *out, enum srm_kind kind)
{
    const double each_side = 0.025;
    out->p = out->low = out->high = out->se;
    if (!figure_known(out->se))
        return;
    double reach = tails_t_point(each_side, out->df) * out->se.value;
    double t = out->estimate / out->se.value;
    out->low = figure_of(out->estimate - reach);
    out->high = figure_of(out->estimate + reach);
    out->p = figure_of(kind == A_COVARIANCE ? tails_t_both(t, out->df) : tails_t(t, out->df));
}

struct srm_pooled srm_pool(const size_t *people, const double *estimate,
                           const double *squared_se, size_t teams, enum srm_kind kind)
{
    struct figure none = figure_lacks(LACKS_PEOPLE);
    struct srm_pooled out = { NAN, none, none, 0, (double)teams - 1, none, none, none };
    if (teams == 0)
        return out;
    double w = 0, wx = 0, squares = 0;
    for (size_t g = 0; g < teams; g++) {
        double weight = (double)people[g] - 1;
        w += weight;
        wx += weight * estimate[g];
        squares += weight * weight * squared_se[g];
    }
    out.estimate = wx / w;
    out.df = w;
    out.se = squares > 0 ? figure_of(sqrt(squares) / w) : figure_lacks(LACKS_SPREAD);
    if (teams >= 2)
        out.se_between = between_teams(people, estimate, teams);
    add_interval(&out, kind);
    return out;
}

/* The variance of team means holds members' effects too: they are taken away at the mean
 * size, as TripleR does. */
static struct figure group_variance(const double *means, size_t teams, const double *e,
                                    double n)
{
    if (teams < 2)
        return figure_lacks(LACKS_PEOPLE);
    double people =
        (e[ACTOR_VARIANCE] + e[PARTNER_VARIANCE] + 2 * e[ACTOR_PARTNER_COVARIANCE]) / n;
    double pairs = (e[RELATIONSHIP_VARIANCE] + e[RELATIONSHIP_COVARIANCE]) / (n * (n - 1));
    return figure_of(describe_variance(means, teams) - people - pairs);
}

/* One column of numbers a team, of those teams that have them. */
struct columns {
    size_t teams;
    size_t *people;
    double *mean, *estimate, *squared_se;
};

static struct columns columns_for(struct arena *mem, size_t count)
{
    return (struct columns){ 0, NEW_ARRAY(mem, size_t, count), NEW_ARRAY(mem, double, count),
                             NEW_ARRAY(mem, double, count), NEW_ARRAY(mem, double, count) };
}

static void fill(struct columns *columns, const struct srm *teams, size_t count, int component)
{
    columns->teams = 0;
    for (size_t g = 0; g < count; g++) {
        if (teams[g].lack != LACKS_NOTHING)
            continue;
        columns->people[columns->teams] = teams[g].people;
        columns->mean[columns->teams] = teams[g].mean;
        columns->estimate[columns->teams] = teams[g].estimate[component];
        columns->squared_se[columns->teams] = teams[g].squared_se[component];
        columns->teams++;
    }
}

struct srm_over_teams measure_srm_over_teams(struct arena *mem, const struct srm *teams,
                                             size_t count)
{
    struct arena_mark mark = arena_mark(mem);
    struct columns columns = columns_for(mem, count);
    struct srm_over_teams out = { 0 };
    double pooled[SRM_COMPONENTS], people = 0;
    for (int k = 0; k < SRM_COMPONENTS; k++) {
        fill(&columns, teams, count, k);
        enum srm_kind kind = k <= RELATIONSHIP_VARIANCE ? A_VARIANCE : A_COVARIANCE;
        out.component[k] =
            srm_pool(columns.people, columns.estimate, columns.squared_se, columns.teams, kind);
        pooled[k] = out.component[k].estimate;
    }
    out.teams = columns.teams;
    out.left_out = count - columns.teams;
    out.actor_reliability = out.partner_reliability = figure_lacks(LACKS_PEOPLE);
    out.group_variance = figure_lacks(LACKS_PEOPLE);
    if (out.teams > 0) {
        for (size_t g = 0; g < columns.teams; g++)
            people += (double)columns.people[g];
        double n = out.mean_people = people / (double)columns.teams;
        out.actor_reliability = srm_reliability(pooled, n, ACTOR_VARIANCE);
        out.partner_reliability = srm_reliability(pooled, n, PARTNER_VARIANCE);
        out.group_variance = group_variance(columns.mean, columns.teams, pooled, n);
    }
    arena_release(mem, mark);
    return out;
}

/* DerSimonian & Laird, with the errors taken at the pooled values. */
static double between_variance(const double *estimate, const double *squared_se, size_t count)
{
    double w = 0, ww = 0, wx = 0, wxx = 0, teams = 0;
    for (size_t g = 0; g < count; g++) {
        if (!(squared_se[g] > 0))
            continue;
        double weight = 1 / squared_se[g];
        teams++;
        w += weight;
        ww += weight * weight;
        wx += weight * estimate[g];
        wxx += weight * estimate[g] * estimate[g];
    }
    double q = wxx - wx * wx / w;
    return teams > 1 ? fmax(0, (q - (teams - 1)) / (w - ww / w)) : 0;
}

/* Mean and deviation of a normal that cannot go under zero. */
static void cut_at_zero(double *mean, double *sd)
{
    if (!(*sd > 0)) {
        *mean = fmax(0, *mean);
        return;
    }
    double z = *mean / *sd, root_two_pi = 2.5066282746310002;
    double hazard = exp(-z * z / 2) / root_two_pi / tails_normal(-z);
    *mean += *sd * hazard;
    *sd *= sqrt(fmax(0, 1 - z * hazard - hazard * hazard));
}

struct srm_shrunk srm_shrunk(struct arena *mem, const struct srm *teams, size_t count,
                             const struct srm_over_teams *over, enum srm_component component)
{
    struct srm_shrunk out = { figure_lacks(LACKS_PEOPLE), NEW_ARRAY(mem, double, count),
                              NEW_ARRAY(mem, double, count) };
    double pooled[SRM_COMPONENTS];
    for (int k = 0; k < SRM_COMPONENTS; k++)
        pooled[k] = k <= RELATIONSHIP_VARIANCE ? fmax(0, over->component[k].estimate)
                                               : over->component[k].estimate;
    for (size_t g = 0; g < count; g++) {
        double squared_se[SRM_COMPONENTS];
        out.mean[g] = out.sd[g] = NAN;
        if (teams[g].lack != LACKS_NOTHING || over->teams < 3)
            continue;
        srm_squared_se(pooled, (double)teams[g].people, squared_se);
        out.mean[g] = teams[g].estimate[component];
        out.sd[g] = squared_se[component];
    }
    if (over->teams < 3)
        return out;
    double t2 = between_variance(out.mean, out.sd, count);
    out.between = figure_of(t2);
    for (size_t g = 0; g < count; g++) {
        if (isnan(out.mean[g]))
            continue;
        double weight = t2 > 0 ? t2 / (t2 + out.sd[g]) : 0;
        out.mean[g] = weight * out.mean[g] + (1 - weight) * over->component[component].estimate;
        out.sd[g] = sqrt(weight * out.sd[g]);
        if (component <= RELATIONSHIP_VARIANCE)
            cut_at_zero(&out.mean[g], &out.sd[g]);
    }
    return out;
}
