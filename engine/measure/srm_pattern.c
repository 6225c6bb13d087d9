/* Teams with missing cells: the covariance matrix of the cells there are, whole. Products with
 * its parts are sums over cells of the same actor or partner, so that only the inverse costs
 * the cube. */
#include <math.h>
#include <string.h>

#include "measure/matrix.h"
#include "measure/srm_likelihood.h"

static double *covariance_of(struct arena *mem, const struct srm_pattern *p,
                             const double at[SRM_COMPONENTS])
{
    size_t n = p->cells;
    double *out = NEW_ARRAY(mem, double, n *n);
    for (size_t c = 0; c < n; c++)
        for (size_t d = 0; d < n; d++)
            out[c * n + d] = at[ACTOR_VARIANCE] * (p->actor[c] == p->actor[d]) +
                             at[PARTNER_VARIANCE] * (p->partner[c] == p->partner[d]) +
                             at[ACTOR_PARTNER_COVARIANCE] * ((p->actor[c] == p->partner[d]) +
                                                             (p->partner[c] == p->actor[d])) +
                             at[RELATIONSHIP_VARIANCE] * (c == d) +
                             at[RELATIONSHIP_COVARIANCE] * (p->mirror[c] == d);
    return out;
}

/* x V_k, for a row x of cells. */
static void times_parts(const struct srm_pattern *p, const double *x, double *given,
                        double *received, double *out[SRM_COMPONENTS])
{
    memset(given, 0, p->people * sizeof *given);
    memset(received, 0, p->people * sizeof *received);
    for (size_t c = 0; c < p->cells; c++) {
        given[p->actor[c]] += x[c];
        received[p->partner[c]] += x[c];
    }
    for (size_t c = 0; c < p->cells; c++) {
        size_t actor = p->actor[c], partner = p->partner[c];
        out[ACTOR_VARIANCE][c] = given[actor];
        out[PARTNER_VARIANCE][c] = received[partner];
        out[RELATIONSHIP_VARIANCE][c] = x[c];
        out[ACTOR_PARTNER_COVARIANCE][c] = given[partner] + received[actor];
        out[RELATIONSHIP_COVARIANCE][c] = p->mirror[c] == SRM_NO_CELL ? 0 : x[p->mirror[c]];
    }
}

struct rows { /* x V_k for `count` rows x */
    double *part[SRM_COMPONENTS];
};

static struct rows rows_of(struct arena *mem, const struct srm_pattern *p, const double *x,
                           size_t count)
{
    struct rows out;
    double *given = NEW_ARRAY(mem, double, p->people);
    double *received = NEW_ARRAY(mem, double, p->people);
    for (int k = 0; k < SRM_COMPONENTS; k++)
        out.part[k] = NEW_ARRAY(mem, double, count * p->cells);
    for (size_t row = 0; row < count; row++) {
        double *at[SRM_COMPONENTS];
        for (int k = 0; k < SRM_COMPONENTS; k++)
            at[k] = &out.part[k][row * p->cells];
        times_parts(p, &x[row * p->cells], given, received, at);
    }
    return out;
}

static double product(const double *x, const double *y, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += x[i] * y[i];
    return sum;
}

static void add_traces(struct arena *mem, const struct srm_pattern *p, const double *weight,
                       struct srm_sums *sums)
{
    struct rows w = rows_of(mem, p, weight, p->cells);
    double teams = (double)p->teams;
    for (int k = 0; k < SRM_COMPONENTS; k++) {
        for (size_t c = 0; c < p->cells; c++)
            sums->trace[k] += teams * w.part[k][c * p->cells + c];
        for (int l = 0; l <= k; l++) {
            double trace = teams * matrix_trace_of_product(w.part[k], w.part[l], p->cells);
            sums->both[k * SRM_COMPONENTS + l] += trace;
            if (l != k)
                sums->both[l * SRM_COMPONENTS + k] += trace;
        }
    }
}

static struct srm_ones ones_of(struct arena *mem, const struct srm_pattern *p,
                               const double *weight, double *weighed)
{
    size_t n = p->cells;
    struct srm_ones out = { .cells = (double)n };
    for (size_t c = 0; c < n; c++)
        for (size_t d = 0; d < n; d++)
            weighed[c] += weight[c * n + d];
    for (size_t c = 0; c < n; c++)
        out.weight += weighed[c];
    struct rows part = rows_of(mem, p, weighed, 1);
    double *half = NEW_ARRAY(mem, double, n);
    for (int k = 0; k < SRM_COMPONENTS; k++) {
        out.one[k] = product(part.part[k], weighed, n);
        matrix_times(weight, part.part[k], n, n, 1, half);
        for (int l = 0; l < SRM_COMPONENTS; l++)
            out.both[k * SRM_COMPONENTS + l] = product(part.part[l], half, n);
    }
    return out;
}

bool srm_pattern_weigh(struct arena *mem, const struct srm_pattern *p,
                       const struct srm_fit_setting *setting, const double at[SRM_COMPONENTS],
                       struct srm_weighed *weighed, struct srm_sums *sums)
{
    size_t n = p->cells;
    double teams = (double)p->teams;
    weighed->ratings = NEW_ARRAY(mem, double, p->teams *n);
    weighed->ones = NEW_ARRAY(mem, double, n);
    struct arena_mark mark = arena_mark(mem);
    double *factor = covariance_of(mem, p, at), *weight = NEW_ARRAY(mem, double, n *n);
    if (!matrix_cholesky(factor, n))
        return false;
    matrix_inverse_factored(factor, n, weight);
    add_traces(mem, p, weight, sums);
    struct srm_ones ones = ones_of(mem, p, weight, weighed->ones);
    weighed->weight = ones.weight;
    sums->log_det += teams * matrix_log_det(factor, n);
    sums->cells += teams * (double)n;
    sums->means += setting->level == OWN_LEVEL ? teams : 0;
    if (setting->estimator == SRM_REML && setting->level == OWN_LEVEL)
        srm_mean_taken(sums, &ones, teams);
    srm_ones_add(&sums->ones, &ones, teams);
    matrix_times(p->rating, weight, p->teams, n, n, weighed->ratings);
    for (size_t i = 0; i < p->teams * n; i++)
        sums->weighted += weighed->ratings[i];
    arena_release(mem, mark);
    return true;
}

void srm_pattern_level(struct arena *mem, const struct srm_pattern *p,
                       const struct srm_fit_setting *setting, const struct srm_weighed *weighed,
                       double mean, struct srm_sums *sums)
{
    struct arena_mark mark = arena_mark(mem);
    double *error = NEW_ARRAY(mem, double, p->teams * p->cells);
    for (size_t t = 0; t < p->teams; t++) {
        const double *y = &p->rating[t * p->cells], *wy = &weighed->ratings[t * p->cells];
        double level = mean, sum = 0;
        for (size_t c = 0; c < p->cells; c++)
            sum += wy[c];
        if (setting->level == OWN_LEVEL)
            level = sum / weighed->weight;
        for (size_t c = 0; c < p->cells; c++) {
            error[t * p->cells + c] = wy[c] - level * weighed->ones[c];
            sums->squares += (y[c] - level) * error[t * p->cells + c];
        }
    }
    struct rows part = rows_of(mem, p, error, p->teams);
    for (int k = 0; k < SRM_COMPONENTS; k++)
        sums->along[k] += product(part.part[k], error, p->teams * p->cells);
    arena_release(mem, mark);
}
