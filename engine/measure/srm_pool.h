#ifndef MEASURE_SRM_POOL_H
#define MEASURE_SRM_POOL_H

/* Many teams together: the only way the shares of the Social Relations Model can be said. */
#include "measure/srm.h"

/* Estimates of one kind over teams; any list of numbers each team gives, with its error. */
struct srm_pooled {
    double estimate;
    struct figure se;         /* from the errors of the teams themselves (Lashley & Bond) */
    struct figure se_between; /* from how the teams differ (as SOREMO does) */
    double df, df_between;    /* sum (n_g - 1); teams - 1 */
    struct figure p;          /* both ways for a covariance, one way for a variance */
    struct figure low, high;  /* 95 %, from se and df */
};

enum srm_kind { A_VARIANCE, A_COVARIANCE };

/* srm_pool: the mean over teams, weighted by n_g - 1.
 *
 *     se = sqrt(sum w^2 se_g^2) / sum w
 *     se_between^2 = (sum w x^2 sum w - (sum w x)^2) / ((sum w)^2 - sum w^2) / teams
 *
 * Takes    people, estimate and squared_se of each team; teams that lack their own are left
 *          out by the caller.
 * Gaps     LACKS_PEOPLE without a team (between: under 2); se LACKS_SPREAD when the sum of
 *          squared errors is not above zero.
 * Cost     O(teams).
 * Source   Lashley & Bond (1997); Kenny & La Voie (1984), Adv. Exp. Soc. Psychol. 18.
 * Checked  reference cases srm_univariate, srm_bivariate; recovery of known components:
 *          srm_test.c. All covariances are tested two-tailed, which TripleR does not do for
 *          the relationship covariance of one group nor for two variables of several:
 *          tests/app/cli/measure_srm_test.c. */
struct srm_pooled srm_pool(const size_t *people, const double *estimate,
                           const double *squared_se, size_t teams, enum srm_kind kind);

struct srm_over_teams {
    size_t teams, left_out; /* teams with at least four members and no missing cell; others */
    struct srm_pooled component[SRM_COMPONENTS];
    double mean_people;                                   /* of the teams counted */
    struct figure actor_reliability, partner_reliability; /* at the mean size */
    struct figure group_variance; /* of team means, what members put into them taken away */
};

/* measure_srm_over_teams: the five components over teams.
 *
 * Takes    teams from measure_srm; one with fewer than four members or a missing cell is left
 *          out.
 * Gives    squared units; reliabilities 0 .. 1 of a member's effects in a team of mean size.
 * Gaps     as srm_pool; reliabilities LACKS_SPREAD when their variance is not above zero.
 * Cost     O(teams).
 * Source   as srm_pool.
 * Checked  reference cases srm_univariate: srm_test.c. */
struct srm_over_teams measure_srm_over_teams(struct arena *mem, const struct srm *teams,
                                             size_t count);

/* srm_shrunk: what is best said of one team's component when many teams are known.
 *
 *     weight = t2 / (t2 + se_g^2),  t2 the variance between teams by DerSimonian & Laird
 *
 * Takes    teams and their pooled result. The standard error of each team is taken at the
 *          pooled values: its own would go with its own estimate and pull the mean down.
 * Gives    for each team the mean and standard deviation of what is plausible, and t2, often
 *          0: then every team shows the pooled value, which is the honest answer. Variances
 *          are means of the normal cut at zero.
 * Gaps     LACKS_PEOPLE under 3 teams.
 * Source   DerSimonian & Laird (1986), Control. Clin. Trials 7; docs/formulas.md#shrinkage. */
struct srm_shrunk {
    struct figure between; /* t2 */
    double *mean, *sd;     /* one a team; NAN for teams left out */
};
struct srm_shrunk srm_shrunk(struct arena *mem, const struct srm *teams, size_t count,
                             const struct srm_over_teams *over, enum srm_component component);

#endif
