#ifndef MEASURE_SRM_PAIR_H
#define MEASURE_SRM_PAIR_H

/* Two variables of one round robin: how actors, partners and relationships of the first go
 * with those of the second; and the two taken as indicators of one thing. */
#include "measure/srm.h"

enum srm_covariance {
    ACTOR_ACTOR,
    PARTNER_PARTNER,
    ACTOR_PARTNER, /* actor of the first, partner of the second */
    PARTNER_ACTOR,
    INTRAPERSONAL_RELATIONSHIP, /* i of j with i of j */
    INTERPERSONAL_RELATIONSHIP, /* i of j with j of i */
    SRM_COVARIANCES
};

struct srm_pair {
    size_t people;
    enum lack lack;
    double estimate[SRM_COVARIANCES];
    double squared_se[SRM_COVARIANCES]; /* Lashley & Bond; unbiased, may be negative */
};

/* measure_srm_pair: covariances between two variables of the same people.
 *
 * Takes    x and y from measure_srm, people in the same order.
 * Gives    covariances in units of x times y.
 * Gaps     what either lacks; LACKS_ITEMS when their people differ in number.
 * Cost     O(people^2).
 * Source   Warner, Kenny & Stoto (1979); Lashley & Bond (1997).
 * Checked  x against itself gives the univariate components, E[SE^2] against the exact
 *          sampling variance: srm_pair_test.c; reference cases srm_bivariate. */
struct srm_pair measure_srm_pair(const struct srm *x, const struct srm *y);

/* Standard error; LACKS_SPREAD unless both variances behind the covariance are above zero. */
struct figure srm_pair_se(const struct srm_pair *pair, const double x[SRM_COMPONENTS],
                          const double y[SRM_COMPONENTS], enum srm_covariance covariance);

/* measure_srm_latent: two indicators of one construct; what they share is stable, the rest is
 * error.
 *
 * Takes    x and y as measure_srm_pair.
 * Gives    components of what is common, in squared units; error of what is not.
 * Gaps     as measure_srm_pair.
 * Source   Kenny & La Voie (1984), Adv. Exp. Soc. Psychol. 18; Bonito & Kenny (2010).
 * Checked  reference cases srm_latent_two_indicators. */
struct srm_latent {
    size_t people;
    enum lack lack;
    double estimate[SRM_COMPONENTS];
    double error[3]; /* what the indicators do not share: of actors, partners, relationships */
    double squared_se[SRM_COMPONENTS];
};
struct srm_latent measure_srm_latent(const struct srm *x, const struct srm *y);

/* Error variance: the three parts, each cut at zero, together. */
double srm_latent_error(const double error[3]);

struct figure srm_latent_se(const struct srm_latent *latent, enum srm_component component);

#endif
