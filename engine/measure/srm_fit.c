/* Scoring on three faces of what can exist: both people's variances free (INSIDE), their
 * correlation 1 or -1 or one of them zero (LINE, the 2x2 part is z z'), both zero (NONE). On
 * each the problem is smooth; the search changes face when it runs into an edge, or when the
 * slope at the best of a face points off it. */
#include "measure/srm_fit.h"

#include <math.h>
#include <string.h>

#include "measure/matrix.h"
#include "measure/srm_likelihood.h"
#include "measure/tails.h"

enum face { INSIDE, LINE, NONE };

/* Free numbers of each face; those of LINE are z, then the relationship's two. */
static const size_t free_of[] = { [INSIDE] = SRM_COMPONENTS, [LINE] = 4, [NONE] = 2 };

struct srm_fit {
    struct arena *mem;
    struct srm_fit_setting setting;
    struct srm_cells cells;
    enum face face;
    bool going;
    enum lack lack;
    int steps, returns; /* returns: from an edge to the inside */
    double at[SRM_COMPONENTS], z[2];
    double inside[SRM_COMPONENTS]; /* where the inside was left */
    struct srm_view view;
    double gain, first_gain; /* in log likelihood, as the last step expected */
};

/* --- the 2x2 part of people --------------------------------------------------------------- */

struct two {
    double small, large, x, y; /* eigenvalues; the vector of the large one */
};

static struct two two_of(double a, double c, double b)
{
    double middle = (a + b) / 2, reach = hypot((a - b) / 2, c);
    double angle = atan2(2 * c, a - b) / 2;
    return (struct two){ middle - reach, middle + reach, cos(angle), sin(angle) };
}

static struct two people_of(const double at[SRM_COMPONENTS])
{
    return two_of(at[ACTOR_VARIANCE], at[ACTOR_PARTNER_COVARIANCE], at[PARTNER_VARIANCE]);
}

static void put_people(double at[SRM_COMPONENTS], double x, double y)
{
    at[ACTOR_VARIANCE] = x * x;
    at[PARTNER_VARIANCE] = y * y;
    at[ACTOR_PARTNER_COVARIANCE] = x * y;
}

static void add_people(double at[SRM_COMPONENTS], double x, double y, double much)
{
    at[ACTOR_VARIANCE] += much * x * x;
    at[PARTNER_VARIANCE] += much * y * y;
    at[ACTOR_PARTNER_COVARIANCE] += much * x * y;
}

/* --- one step ----------------------------------------------------------------------------- */

/* Rows: free numbers of the face; columns: components. */
static void directions(const struct srm_fit *fit, double jacobian[SRM_PAIRS])
{
    memset(jacobian, 0, SRM_PAIRS * sizeof *jacobian);
    if (fit->face == INSIDE) {
        for (size_t k = 0; k < SRM_COMPONENTS; k++)
            jacobian[k * SRM_COMPONENTS + k] = 1;
        return;
    }
    size_t row = 0;
    if (fit->face == LINE) {
        jacobian[ACTOR_VARIANCE] = 2 * fit->z[0];
        jacobian[ACTOR_PARTNER_COVARIANCE] = fit->z[1];
        jacobian[SRM_COMPONENTS + PARTNER_VARIANCE] = 2 * fit->z[1];
        jacobian[SRM_COMPONENTS + ACTOR_PARTNER_COVARIANCE] = fit->z[0];
        row = 2;
    }
    jacobian[row * SRM_COMPONENTS + RELATIONSHIP_VARIANCE] = 1;
    jacobian[(row + 1) * SRM_COMPONENTS + RELATIONSHIP_COVARIANCE] = 1;
}

static void score_of_free(const struct srm_fit *fit, double score[SRM_COMPONENTS])
{
    double jacobian[SRM_PAIRS];
    directions(fit, jacobian);
    matrix_times(jacobian, fit->view.score, free_of[fit->face], SRM_COMPONENTS, 1, score);
}

/* The expected information about the free numbers. */
static void information_of_free(const struct srm_fit *fit, double out[SRM_PAIRS])
{
    double jacobian[SRM_PAIRS], half[SRM_PAIRS];
    size_t n = free_of[fit->face];
    directions(fit, jacobian);
    matrix_times(jacobian, fit->view.information, n, SRM_COMPONENTS, SRM_COMPONENTS, half);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            out[i * n + j] = 0;
            for (size_t k = 0; k < SRM_COMPONENTS; k++)
                out[i * n + j] +=
                    half[i * SRM_COMPONENTS + k] * jacobian[j * SRM_COMPONENTS + k];
        }
}

/* LINE is bent: where the likelihood falls away from it, steps that take it for straight go
 * too far, again and again. */
static void bend(const struct srm_fit *fit, double information[SRM_PAIRS])
{
    const double *score = fit->view.score;
    size_t n = free_of[LINE];
    information[0] -= 2 * score[ACTOR_VARIANCE];
    information[1] -= score[ACTOR_PARTNER_COVARIANCE];
    information[n] -= score[ACTOR_PARTNER_COVARIANCE];
    information[n + 1] -= 2 * score[PARTNER_VARIANCE];
}

/* What a step is solved with, factored: a bent face where that is a hill, else straight. */
static bool factored(const struct srm_fit *fit, double factor[SRM_PAIRS])
{
    information_of_free(fit, factor);
    if (fit->face == LINE) {
        bend(fit, factor);
        if (matrix_cholesky(factor, free_of[LINE]))
            return true;
        information_of_free(fit, factor);
    }
    return matrix_cholesky(factor, free_of[fit->face]);
}

struct place {
    double at[SRM_COMPONENTS], z[2];
};

static struct place moved(const struct srm_fit *fit, const double *step, double much)
{
    struct place out;
    memcpy(out.at, fit->at, sizeof out.at);
    memcpy(out.z, fit->z, sizeof out.z);
    size_t row = 0;
    if (fit->face == INSIDE) {
        for (size_t k = 0; k < SRM_COMPONENTS; k++)
            out.at[k] += much * step[k];
        return out;
    }
    if (fit->face == LINE) {
        out.z[0] += much * step[0];
        out.z[1] += much * step[1];
        put_people(out.at, out.z[0], out.z[1]);
        row = 2;
    }
    out.at[RELATIONSHIP_VARIANCE] += much * step[row];
    out.at[RELATIONSHIP_COVARIANCE] += much * step[row + 1];
    return out;
}

/* A step may come near an edge but not reach it: a twentieth of the way is left. */
static bool within(const struct srm_fit *fit, const double at[SRM_COMPONENTS])
{
    const double left = 0.05;
    double variance = at[RELATIONSHIP_VARIANCE], back = at[RELATIONSHIP_COVARIANCE];
    double old = fit->at[RELATIONSHIP_VARIANCE], old_back = fit->at[RELATIONSHIP_COVARIANCE];
    return variance + back >= left * (old + old_back) &&
           variance - back >= left * (old - old_back) &&
           (fit->face != INSIDE || people_of(at).small >= left * people_of(fit->at).small);
}

/* Half the step, and half again, until the likelihood rises: by its own rounding it may
 * fall, or the last steps would be refused. */
static bool climb(struct srm_fit *fit, const double *step)
{
    enum { HALVES_MAX = 60 };
    double much = 1, rounding = 1e-12 * fabs(fit->view.log_likelihood);
    for (int i = 0; i < HALVES_MAX; i++, much /= 2) {
        struct place to = moved(fit, step, much);
        struct srm_view view;
        if (!within(fit, to.at) ||
            !srm_likelihood(fit->mem, &fit->cells, &fit->setting, to.at, &view) ||
            view.log_likelihood < fit->view.log_likelihood - rounding)
            continue;
        memcpy(fit->at, to.at, sizeof to.at);
        memcpy(fit->z, to.z, sizeof to.z);
        fit->view = view;
        return true;
    }
    return false;
}

/* --- from face to face -------------------------------------------------------------------- */

static void stop(struct srm_fit *fit, enum lack lack)
{
    fit->lack = lack;
    fit->going = false;
}

static void go(struct srm_fit *fit, enum face face)
{
    fit->face = face;
    if (!srm_likelihood(fit->mem, &fit->cells, &fit->setting, fit->at, &fit->view))
        stop(fit, LACKS_RANGE);
}

/* What likelihood a little variance of people along (x, y) would gain; 0 when it would lose.*/
static double gain_along(const struct srm_fit *fit, double x, double y)
{
    double along[SRM_COMPONENTS] = { 0 }, curved[SRM_COMPONENTS], slope = 0, curve = 0;
    add_people(along, x, y, 1);
    matrix_times(fit->view.information, along, SRM_COMPONENTS, SRM_COMPONENTS, 1, curved);
    for (size_t k = 0; k < SRM_COMPONENTS; k++) {
        slope += fit->view.score[k] * along[k];
        curve += curved[k] * along[k];
    }
    return slope > 0 && curve > 0 ? slope * slope / curve / 2 : 0;
}

/* Less than this of log likelihood is no gain. */
static const double gain_min = 1e-18, gain_of_edge = 1e-9;

/* Both variances of people zero: is it the best, or which way up? */
static void leave_none(struct srm_fit *fit)
{
    const double *score = fit->view.score;
    struct two slope = two_of(score[ACTOR_VARIANCE], score[ACTOR_PARTNER_COVARIANCE] / 2,
                              score[PARTNER_VARIANCE]);
    if (gain_along(fit, slope.x, slope.y) < gain_of_edge) {
        fit->going = false;
        return;
    }
    const double little = 0.1;
    struct two left = people_of(fit->inside);
    double large = fmax(left.large, little * fit->at[RELATIONSHIP_VARIANCE]);
    bool known = left.large > little * large;
    fit->z[0] = sqrt(large) * (known ? left.x : slope.x);
    fit->z[1] = sqrt(large) * (known ? left.y : slope.y);
    put_people(fit->at, fit->z[0], fit->z[1]);
    go(fit, LINE);
}

static void leave_line(struct srm_fit *fit)
{
    enum { RETURNS_MAX = 4 };
    const double little = 0.01;
    double long_z = hypot(fit->z[0], fit->z[1]);
    double x = -fit->z[1] / long_z, y = fit->z[0] / long_z;
    if (gain_along(fit, x, y) < gain_of_edge || fit->returns++ >= RETURNS_MAX) {
        fit->going = false;
        return;
    }
    add_people(fit->at, x, y, little * fit->at[RELATIONSHIP_VARIANCE]);
    go(fit, INSIDE);
}

static void settle(struct srm_fit *fit)
{
    if (fit->face == NONE)
        leave_none(fit);
    else if (fit->face == LINE)
        leave_line(fit);
    else
        fit->going = false;
}

/* Run into an edge: of relationships, nothing is left to be estimated; of people, the search
 * goes on along it, from the bottom up. */
static void check_edges(struct srm_fit *fit)
{
    const double none = 1e-6, thin = 1e-8;
    double variance = fit->at[RELATIONSHIP_VARIANCE];
    double unit = fit->cells.squares / (double)fit->cells.ratings;
    if (variance - fabs(fit->at[RELATIONSHIP_COVARIANCE]) < none * unit) {
        stop(fit, LACKS_SPREAD);
        return;
    }
    if (fit->face != INSIDE || people_of(fit->at).small > thin * variance)
        return;
    memcpy(fit->inside, fit->at, sizeof fit->inside);
    put_people(fit->at, 0, 0);
    go(fit, NONE);
}

bool srm_fit_step(struct srm_fit *fit)
{
    double factor[SRM_PAIRS], step[SRM_COMPONENTS], score[SRM_COMPONENTS];
    if (!fit->going)
        return false;
    if (fit->steps++ == SRM_STEPS_MAX) {
        stop(fit, LACKS_RANGE);
        return false;
    }
    if (!factored(fit, factor)) {
        stop(fit, LACKS_ITEMS);
        return false;
    }
    size_t n = free_of[fit->face];
    score_of_free(fit, score);
    memcpy(step, score, sizeof step);
    matrix_solve_factored(factor, n, step);
    fit->gain = 0;
    for (size_t i = 0; i < n; i++)
        fit->gain += step[i] * score[i] / 2;
    if (fit->first_gain == 0)
        fit->first_gain = fit->gain;
    if (fit->gain < gain_min || !climb(fit, step))
        settle(fit);
    else
        check_edges(fit);
    return fit->going;
}

/* --- beginning and end -------------------------------------------------------------------- */

/* Sums of squares of a constant are rounding alone. */
static bool same_everywhere(const struct srm_cells *cells)
{
    const double rounding = 1e-26;
    return !(cells->squares >
             rounding * (double)cells->ratings * cells->centre * cells->centre);
}

struct srm_fit *srm_fit_start(struct arena *mem, const struct grid *teams, size_t count,
                              struct srm_fit_setting setting)
{
    struct srm_fit *fit = NEW(mem, struct srm_fit);
    fit->mem = mem;
    fit->setting = setting;
    fit->cells = srm_cells_of(mem, teams, count);
    fit->going = true;
    double unit = fit->cells.squares / (double)fit->cells.ratings;
    fit->at[ACTOR_VARIANCE] = fit->at[PARTNER_VARIANCE] = 0.2 * unit;
    fit->at[RELATIONSHIP_VARIANCE] = 0.6 * unit;
    if (fit->cells.teams == 0)
        stop(fit, LACKS_PEOPLE);
    else if (!isfinite(unit))
        stop(fit, LACKS_RANGE);
    else if (same_everywhere(&fit->cells))
        stop(fit, LACKS_SPREAD);
    else
        go(fit, INSIDE);
    return fit;
}

double srm_fit_done(const struct srm_fit *fit)
{
    if (!fit->going)
        return 1;
    if (!(fit->first_gain > gain_min) || !(fit->gain > gain_min))
        return 0;
    return fmax(0, log(fit->first_gain / fit->gain) / log(fit->first_gain / gain_min));
}

static void add_errors(struct srm_fitted *out, const double *inverse, size_t n, size_t first)
{
    const double each_side = 0.025;
    double reach = tails_normal_point(each_side);
    for (size_t k = 0; k < SRM_COMPONENTS; k++)
        out->se[k] = out->p[k] = out->low[k] = out->high[k] = figure_lacks(LACKS_SPREAD);
    for (size_t i = first; i < n; i++) {
        size_t k = n == SRM_COMPONENTS ? i
                   : i == first        ? RELATIONSHIP_VARIANCE
                                       : RELATIONSHIP_COVARIANCE;
        double se = sqrt(inverse[i * n + i]), z = out->estimate[k] / se;
        out->se[k] = figure_of(se);
        out->low[k] = figure_of(out->estimate[k] - reach * se);
        out->high[k] = figure_of(out->estimate[k] + reach * se);
        out->p[k] =
            figure_of(k <= RELATIONSHIP_VARIANCE ? tails_normal(z) : 2 * tails_normal(fabs(z)));
    }
}

static void add_means(const struct srm_fit *fit, struct srm_fitted *out)
{
    double n = out->mean_people = fit->cells.people / (double)fit->cells.teams;
    out->actor_reliability = srm_reliability(out->estimate, n, ACTOR_VARIANCE);
    out->partner_reliability = srm_reliability(out->estimate, n, PARTNER_VARIANCE);
    if (fit->setting.level != ONE_LEVEL)
        return;
    out->mean = figure_of(fit->view.mean);
    out->mean_se = figure_of(sqrt(fit->view.mean_variance));
}

struct srm_fitted srm_fit_best(const struct srm_fit *fit)
{
    struct figure none = figure_lacks(fit->lack == LACKS_NOTHING ? LACKS_RANGE : fit->lack);
    struct srm_fitted out = { .lack = fit->lack,
                              .teams = fit->cells.teams,
                              .left_out = fit->cells.left_out,
                              .ratings = fit->cells.ratings,
                              .mean = none,
                              .mean_se = none,
                              .at_edge = fit->face != INSIDE,
                              .actor_reliability = none,
                              .partner_reliability = none,
                              .log_likelihood = NAN };
    for (int k = 0; k < SRM_COMPONENTS; k++) {
        out.estimate[k] = NAN;
        out.se[k] = out.p[k] = out.low[k] = out.high[k] = none;
    }
    double factor[SRM_PAIRS], inverse[SRM_PAIRS];
    size_t n = free_of[fit->face];
    information_of_free(fit, factor);
    if (fit->lack != LACKS_NOTHING || !matrix_cholesky(factor, n))
        return out;
    matrix_inverse_factored(factor, n, inverse);
    memcpy(out.estimate, fit->at, sizeof out.estimate);
    out.log_likelihood = fit->view.log_likelihood;
    add_errors(&out, inverse, n, n == SRM_COMPONENTS ? 0 : n - 2);
    add_means(fit, &out);
    return out;
}
