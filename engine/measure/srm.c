/* One team. The order of the sums is that of the formulas as published; see the header on why
 * they are carried in long double. */
#include "measure/srm.h"

#include <math.h>

#include "measure/srm_polynomial.h"

static double mean_of(long double sum, size_t n) { return (double)(sum / (long double)n); }

struct means {
    double *given, *received, all;
};

static struct means means_of(struct arena *mem, struct grid y)
{
    size_t n = y.people;
    struct means out = { NEW_ARRAY(mem, double, n), NEW_ARRAY(mem, double, n), 0 };
    long double all = 0;
    for (size_t i = 0; i < n; i++) {
        long double given = 0, received = 0;
        for (size_t j = 0; j < n; j++) {
            if (i == j)
                continue;
            given += grid_at(y, i, j);
            received += grid_at(y, j, i);
            all += grid_at(y, j, i);
        }
        out.given[i] = mean_of(given, n - 1);
        out.received[i] = mean_of(received, n - 1);
    }
    out.all = mean_of(all, n * (n - 1));
    return out;
}

static void effects(struct srm *srm, struct means means, struct grid y)
{
    double n = (double)srm->people;
    double own = (n - 1) * (n - 1) / (n * (n - 2)), other = (n - 1) / (n * (n - 2));
    double all = (n - 1) / (n - 2) * means.all;
    for (size_t i = 0; i < srm->people; i++) {
        srm->actor[i] = own * means.given[i] + other * means.received[i] - all;
        srm->partner[i] = own * means.received[i] + other * means.given[i] - all;
    }
    for (size_t i = 0; i < srm->people; i++)
        for (size_t j = 0; j < srm->people; j++)
            if (i != j)
                srm->relationship[i * srm->people + j] =
                    grid_at(y, i, j) - srm->actor[i] - srm->partner[j] - means.all;
}

static double mean_product(const double *x, const double *y, size_t n)
{
    long double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += x[i] * y[i];
    return (double)sum / ((double)n - 1);
}

void srm_from_products(const struct srm_products *products, double n,
                       double out[SRM_COMPONENTS])
{
    double same = (products->alike + products->apart) / 2;  /* relationship variance */
    double cross = (products->alike - products->apart) / 2; /* its covariance */
    double m = n * (n - 2);
    out[ACTOR_VARIANCE] = products->actor - same * (n - 1) / m - cross / m;
    out[PARTNER_VARIANCE] = products->partner - same * (n - 1) / m - cross / m;
    out[RELATIONSHIP_VARIANCE] = same;
    out[ACTOR_PARTNER_COVARIANCE] = products->both - cross * (n - 1) / m - same / m;
    out[RELATIONSHIP_COVARIANCE] = cross;
}

struct srm_products srm_products(const struct srm *x, const struct srm *y)
{
    size_t people = x->people;
    double n = (double)people;
    long double alike = 0, apart = 0;
    for (size_t j = 0; j < people; j++)
        for (size_t i = 0; i < people; i++) {
            double xt = x->relationship[i * people + j], xb = x->relationship[j * people + i];
            double yt = y->relationship[i * people + j], yb = y->relationship[j * people + i];
            alike += 0.5 * (xt + xb) * (0.5 * (yt + yb));
            apart += (xt - xb) * (yt - yb);
        }
    return (struct srm_products){
        mean_product(x->actor, y->actor, people),
        mean_product(x->partner, y->partner, people),
        mean_product(x->actor, y->partner, people),
        mean_product(x->partner, y->actor, people),
        (double)alike / ((n - 1) * (n - 2) / 2 - 1),
        (double)apart / 2 / ((n - 1) * (n - 2)),
    };
}

double polynomial_at(const struct polynomial *polynomial, double n)
{
    double sum = 0;
    for (size_t i = 0; i < polynomial->count; i++)
        sum = sum * n + polynomial->coefficient[i];
    return sum;
}

/* Lashley & Bond (1997), the polynomials of one variable. */
static const struct polynomial variance_same = { 7, { 1, -7, 28, -66, 102, -84, 32 } };
static const struct polynomial variance_cross = { 4, { 1, -1, -2, 16 } };
static const struct polynomial covariance_same = { 7, { 1, -5, 19, -45, 90, -96, 64 } };
static const struct polynomial covariance_cross = { 7, { 1, -7, 31, -83, 150, -144, 64 } };
static const struct polynomial both_mixed = { 6, { 1, -5, 20, -42, 60, -32 } };

/* v is the variance of actors or partners, r and c the relationship variance and covariance. */
static double squared_se_of_variance(double v, double r, double c, double n)
{
    double w = (n * n - 3 * n + 6) * (n * n - 3 * n + 4),
           q = w * (n + 1) * n * n * (n - 2) * (n - 2);
    return 2 * v * v / (n + 1) + 2 * polynomial_at(&variance_same, n) * r * r / q +
           2 * polynomial_at(&variance_cross, n) * (n * n - 2 * n + 2) * c * c / q +
           4 * v * ((n - 1) * r + c) / ((n + 1) * n * (n - 2)) +
           4 * polynomial_at(&both_mixed, n) * r * c / q;
}

static double squared_se_of_covariance(const double estimate[SRM_COMPONENTS], double n)
{
    double a = estimate[ACTOR_VARIANCE], b = estimate[PARTNER_VARIANCE];
    double s = estimate[ACTOR_PARTNER_COVARIANCE];
    double r = estimate[RELATIONSHIP_VARIANCE], c = estimate[RELATIONSHIP_COVARIANCE];
    double w = (n * n - 3 * n + 6) * (n * n - 3 * n + 4),
           q = w * (n + 1) * n * n * (n - 2) * (n - 2);
    double two = n - 2;
    return (n - 3) * s * s / ((n + 1) * two) + polynomial_at(&covariance_same, n) * r * r / q +
           polynomial_at(&covariance_cross, n) * c * c / q + (n - 1) * a * b / ((n + 1) * two) +
           (n - 1) * (a + b) * ((n - 1) * r + c) / ((n + 1) * n * two * two) +
           2 * (n - 3) * s * (r + (n - 1) * c) / ((n + 1) * n * two * two) +
           4 * polynomial_at(&both_mixed, n) * r * c / q;
}

void srm_squared_se(const double estimate[SRM_COMPONENTS], double n,
                    double squared_se[SRM_COMPONENTS])
{
    double r = estimate[RELATIONSHIP_VARIANCE], c = estimate[RELATIONSHIP_COVARIANCE];
    double w = (n * n - 3 * n + 6) * (n * n - 3 * n + 4);
    double relationship = (2 * (n * n - 3 * n + 5) * (r * r + c * c) + 4 * r * c) / w;
    squared_se[ACTOR_VARIANCE] = squared_se_of_variance(estimate[ACTOR_VARIANCE], r, c, n);
    squared_se[PARTNER_VARIANCE] = squared_se_of_variance(estimate[PARTNER_VARIANCE], r, c, n);
    squared_se[RELATIONSHIP_VARIANCE] = relationship;
    squared_se[ACTOR_PARTNER_COVARIANCE] = squared_se_of_covariance(estimate, n);
    squared_se[RELATIONSHIP_COVARIANCE] = relationship;
}

static bool any_gap(struct grid y)
{
    for (size_t i = 0; i < y.people; i++)
        for (size_t j = 0; j < y.people; j++)
            if (i != j && isnan(grid_at(y, i, j)))
                return true;
    return false;
}

struct srm measure_srm(struct arena *mem, struct grid ratings)
{
    size_t n = ratings.people;
    struct srm srm = { .people = n, .lack = LACKS_NOTHING };
    srm.lack = n < SRM_PEOPLE_MIN ? LACKS_PEOPLE : any_gap(ratings) ? LACKS_ITEMS : srm.lack;
    srm.actor = NEW_ARRAY(mem, double, n);
    srm.partner = NEW_ARRAY(mem, double, n);
    srm.relationship = NEW_ARRAY(mem, double, n *n);
    if (srm.lack != LACKS_NOTHING) {
        srm.mean = NAN;
        for (int k = 0; k < SRM_COMPONENTS; k++)
            srm.estimate[k] = srm.squared_se[k] = NAN;
        return srm;
    }
    struct means means = means_of(mem, ratings);
    srm.mean = means.all;
    effects(&srm, means, ratings);
    struct srm_products products = srm_products(&srm, &srm);
    srm_from_products(&products, (double)n, srm.estimate);
    srm_squared_se(srm.estimate, (double)n, srm.squared_se);
    return srm;
}

/* The variances that must be above zero for the error of a component to mean something. */
static bool above_zero(const double e[SRM_COMPONENTS], enum srm_component component)
{
    if (component == ACTOR_PARTNER_COVARIANCE)
        return e[ACTOR_VARIANCE] > 0 && e[PARTNER_VARIANCE] > 0;
    if (component == RELATIONSHIP_COVARIANCE)
        return e[RELATIONSHIP_VARIANCE] > 0;
    return e[component] > 0;
}

struct figure srm_se(const struct srm *srm, enum srm_component component)
{
    if (srm->lack != LACKS_NOTHING)
        return figure_lacks(srm->lack);
    if (!above_zero(srm->estimate, component) || !(srm->squared_se[component] >= 0))
        return figure_lacks(LACKS_SPREAD);
    return figure_of(sqrt(srm->squared_se[component]));
}

static double within_one(double correlation) { return fmax(-1, fmin(1, correlation)); }

void srm_shares(const double e[SRM_COMPONENTS], struct figure share[SRM_COMPONENTS])
{
    double sum = 0;
    for (int k = ACTOR_VARIANCE; k <= RELATIONSHIP_VARIANCE; k++)
        sum += fmax(0, e[k]);
    for (int k = 0; k < SRM_COMPONENTS; k++) {
        share[k] = figure_lacks(LACKS_SPREAD);
        if (!above_zero(e, (enum srm_component)k))
            continue;
        double part = k == ACTOR_PARTNER_COVARIANCE
                          ? within_one(e[k] / sqrt(e[ACTOR_VARIANCE] * e[PARTNER_VARIANCE]))
                      : k == RELATIONSHIP_COVARIANCE
                          ? within_one(e[k] / e[RELATIONSHIP_VARIANCE])
                          : e[k] / sum;
        share[k] = figure_of(part);
    }
}

struct figure srm_reliability(const double e[SRM_COMPONENTS], double n,
                              enum srm_component variance)
{
    if (!(n > 2))
        return figure_lacks(LACKS_PEOPLE);
    if (!(e[variance] > 0))
        return figure_lacks(LACKS_SPREAD);
    double m = n * (n - 2);
    return figure_of(e[variance] / (e[variance] + e[RELATIONSHIP_VARIANCE] * (n - 1) / m +
                                    e[RELATIONSHIP_COVARIANCE] / m));
}
