/* Covariances by the same mean products as the variances. */
#include "measure/srm_pair.h"

#include <math.h>

#include "measure/srm_polynomial.h"

/* Lashley & Bond (1997), the polynomials of two variables. */
static const struct polynomial first_same = {
    12, { 1, -14, 89, -342, 872, -1505, 1698, -1063, 116, 292, -224, 64 }
};
static const struct polynomial first_mixed = {
    11, { 1, -12, 66, -227, 534, -857, 883, -416, -148, 224, -64 }
};
static const struct polynomial first_cross = {
    11, { 1, -11, 48, -93, -2, 388, -763, 572, 4, -224, 64 }
};
static const struct polynomial own_same = {
    12, { 1, -16, 117, -520, 1540, -3083, 3970, -2689, -4, 1212, -544, -64 }
};
static const struct polynomial own_cross = {
    11, { 1, -11, 42, -33, -258, 976, -1453, 788, 348, -544, -64 }
};
static const struct polynomial own_mixed = {
    11, { 2, -28, 184, -766, 2148, -3926, 4202, -1504, -1560, 1088, 128 }
};
static const struct polynomial divisor = { 7, { 1, -9, 35, -75, 76, -12, -48 } };
static const struct polynomial relation_same = { 7, { 1, -9, 32, -57, 43, 6, -8 } };
static const struct polynomial relation_product = { 5, { 1, -6, 3, 18, -8 } };
static const struct polynomial relation_mixed = { 5, { 1, -6, 11, -6, 8 } };
static const struct polynomial relation_own = { 7, { 1, -9, 28, -33, -9, 54, 8 } };

static double largest_divisor(double n) { return (n - 3) * n * polynomial_at(&divisor, n); }

/* `same` is the relationship covariance that goes the way of the effects, `cross` the other:
 * intrapersonal for actor with actor, interpersonal for actor with partner. */
struct effects {
    double x, y, covariance; /* variances of the two effects and their covariance */
    double same, cross;
};

static double squared_se_of_effects(struct effects e, const double *x, const double *y,
                                    double n)
{
    double xr = x[RELATIONSHIP_VARIANCE], xc = x[RELATIONSHIP_COVARIANCE];
    double yr = y[RELATIONSHIP_VARIANCE], yc = y[RELATIONSHIP_COVARIANCE], two = n - 2;
    double people =
        ((n - 1) * e.x * e.y + (n - 3) * e.covariance * e.covariance) / (two * (n + 1));
    double with_relationships =
        ((n - 1) * (n - 1) * (e.x * yr + xr * e.y) + (n - 1) * (e.x * yc + xc * e.y) +
         2 * (n - 3) * e.covariance * ((n - 1) * e.same + e.cross)) /
        (two * two * n * (n + 1));
    double relationships = (polynomial_at(&first_same, n) * xr * yr +
                            polynomial_at(&first_mixed, n) * (xr * yc + xc * yr) +
                            polynomial_at(&first_cross, n) * xc * yc +
                            polynomial_at(&own_same, n) * e.same * e.same +
                            polynomial_at(&own_cross, n) * e.cross * e.cross +
                            polynomial_at(&own_mixed, n) * e.same * e.cross) /
                           (two * two * two * n * n * (n + 1) * largest_divisor(n));
    return people + with_relationships + relationships;
}

static double squared_se_of_relationships(double same, double cross, const double *x,
                                          const double *y, double n)
{
    double xr = x[RELATIONSHIP_VARIANCE], xc = x[RELATIONSHIP_COVARIANCE];
    double yr = y[RELATIONSHIP_VARIANCE], yc = y[RELATIONSHIP_COVARIANCE];
    return (polynomial_at(&relation_same, n) * (xr * yr + xc * yc) +
            2 * polynomial_at(&relation_product, n) * same * cross +
            polynomial_at(&relation_mixed, n) * (xr * yc + xc * yr) +
            polynomial_at(&relation_own, n) * (same * same + cross * cross)) /
           largest_divisor(n);
}

static void squared_errors(struct srm_pair *pair, const double *x, const double *y)
{
    double n = (double)pair->people, *e = pair->estimate, *out = pair->squared_se;
    double intra = e[INTRAPERSONAL_RELATIONSHIP], inter = e[INTERPERSONAL_RELATIONSHIP];
    double xa = x[ACTOR_VARIANCE], xp = x[PARTNER_VARIANCE];
    double ya = y[ACTOR_VARIANCE], yp = y[PARTNER_VARIANCE];
    struct effects aa = { xa, ya, e[ACTOR_ACTOR], intra, inter };
    struct effects pp = { xp, yp, e[PARTNER_PARTNER], intra, inter };
    struct effects ap = { xa, yp, e[ACTOR_PARTNER], inter, intra };
    struct effects pa = { xp, ya, e[PARTNER_ACTOR], inter, intra };
    out[ACTOR_ACTOR] = squared_se_of_effects(aa, x, y, n);
    out[PARTNER_PARTNER] = squared_se_of_effects(pp, x, y, n);
    out[ACTOR_PARTNER] = squared_se_of_effects(ap, x, y, n);
    out[PARTNER_ACTOR] = squared_se_of_effects(pa, x, y, n);
    out[INTRAPERSONAL_RELATIONSHIP] = squared_se_of_relationships(intra, inter, x, y, n);
    out[INTERPERSONAL_RELATIONSHIP] = out[INTRAPERSONAL_RELATIONSHIP];
}

struct srm_pair measure_srm_pair(const struct srm *x, const struct srm *y)
{
    struct srm_pair pair = { .people = x->people };
    pair.lack = x->lack != LACKS_NOTHING   ? x->lack
                : y->lack != LACKS_NOTHING ? y->lack
                : x->people != y->people   ? LACKS_ITEMS
                                           : LACKS_NOTHING;
    if (pair.lack != LACKS_NOTHING) {
        for (int k = 0; k < SRM_COVARIANCES; k++)
            pair.estimate[k] = pair.squared_se[k] = NAN;
        return pair;
    }
    struct srm_products products = srm_products(x, y);
    double n = (double)x->people, m = n * (n - 2);
    double component[SRM_COMPONENTS];
    srm_from_products(&products, n, component);
    double intra = component[RELATIONSHIP_VARIANCE];
    double inter = component[RELATIONSHIP_COVARIANCE];
    pair.estimate[ACTOR_ACTOR] = component[ACTOR_VARIANCE];
    pair.estimate[PARTNER_PARTNER] = component[PARTNER_VARIANCE];
    pair.estimate[ACTOR_PARTNER] = component[ACTOR_PARTNER_COVARIANCE];
    pair.estimate[PARTNER_ACTOR] = products.crossed - inter * (n - 1) / m - intra / m;
    pair.estimate[INTRAPERSONAL_RELATIONSHIP] = intra;
    pair.estimate[INTERPERSONAL_RELATIONSHIP] = inter;
    squared_errors(&pair, x->estimate, y->estimate);
    return pair;
}

struct figure srm_pair_se(const struct srm_pair *pair, const double x[SRM_COMPONENTS],
                          const double y[SRM_COMPONENTS], enum srm_covariance covariance)
{
    static const enum srm_component of_x[SRM_COVARIANCES] = {
        ACTOR_VARIANCE,   PARTNER_VARIANCE,      ACTOR_VARIANCE,
        PARTNER_VARIANCE, RELATIONSHIP_VARIANCE, RELATIONSHIP_VARIANCE
    };
    static const enum srm_component of_y[SRM_COVARIANCES] = {
        ACTOR_VARIANCE, PARTNER_VARIANCE,      PARTNER_VARIANCE,
        ACTOR_VARIANCE, RELATIONSHIP_VARIANCE, RELATIONSHIP_VARIANCE
    };
    if (pair->lack != LACKS_NOTHING)
        return figure_lacks(pair->lack);
    if (!(x[of_x[covariance]] > 0) || !(y[of_y[covariance]] > 0) ||
        !(pair->squared_se[covariance] >= 0))
        return figure_lacks(LACKS_SPREAD);
    return figure_of(sqrt(pair->squared_se[covariance]));
}

struct srm_latent measure_srm_latent(const struct srm *x, const struct srm *y)
{
    struct srm_pair pair = measure_srm_pair(x, y);
    struct srm_latent out = { .people = pair.people, .lack = pair.lack };
    static const enum srm_covariance stable[3] = { ACTOR_ACTOR, PARTNER_PARTNER,
                                                   INTRAPERSONAL_RELATIONSHIP };
    for (int k = ACTOR_VARIANCE; k <= RELATIONSHIP_VARIANCE; k++) {
        out.estimate[k] = pair.estimate[stable[k]];
        out.squared_se[k] = pair.squared_se[stable[k]];
        out.error[k] = (x->estimate[k] + y->estimate[k]) / 2 - out.estimate[k];
    }
    out.estimate[ACTOR_PARTNER_COVARIANCE] =
        (pair.estimate[ACTOR_PARTNER] + pair.estimate[PARTNER_ACTOR]) / 2;
    out.squared_se[ACTOR_PARTNER_COVARIANCE] =
        (pair.squared_se[ACTOR_PARTNER] + pair.squared_se[PARTNER_ACTOR]) / 2;
    out.estimate[RELATIONSHIP_COVARIANCE] = pair.estimate[INTERPERSONAL_RELATIONSHIP];
    out.squared_se[RELATIONSHIP_COVARIANCE] = pair.squared_se[INTERPERSONAL_RELATIONSHIP];
    return out;
}

double srm_latent_error(const double error[3])
{
    return fmax(0, error[0]) + fmax(0, error[1]) + fmax(0, error[2]);
}

struct figure srm_latent_se(const struct srm_latent *latent, enum srm_component component)
{
    struct srm as_one = { .people = latent->people, .lack = latent->lack };
    for (int k = 0; k < SRM_COMPONENTS; k++) {
        as_one.estimate[k] = latent->estimate[k];
        as_one.squared_se[k] = latent->squared_se[k];
    }
    return srm_se(&as_one, component);
}
