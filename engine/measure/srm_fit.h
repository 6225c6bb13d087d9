#ifndef MEASURE_SRM_FIT_H
#define MEASURE_SRM_FIT_H

/* The Social Relations Model over teams by likelihood: every rating that was given counts,
 * whatever is missing beside it. Moments (srm.h, srm_design.h) are unbiased team by team and
 * may be negative; a likelihood is for many teams, and keeps to what can exist. */
#include "measure/srm.h"

enum srm_estimator {
    SRM_REML, /* what fitting the means takes is given back: unbiased where teams are many */
    SRM_ML    /* biased down, the more so the smaller the teams; to compare with others */
};

enum srm_level {
    OWN_LEVEL, /* each team has its own mean: teams may differ in level */
    ONE_LEVEL  /* one mean for all, as the R package srm has it */
};

struct srm_fit_setting {
    enum srm_estimator estimator;
    enum srm_level level;
};

struct srm_fit;

/* srm_fit_start: lays the teams out; nothing is estimated yet.
 *
 * Takes    teams, one round robin each, NAN where nothing was said; the diagonal is not read.
 *          They are not needed any more afterwards. mem, for as long as the fit.
 * Cost     O(ratings), and sorting the incomplete teams. */
struct srm_fit *srm_fit_start(struct arena *mem, const struct grid *teams, size_t count,
                              struct srm_fit_setting setting);

/* srm_fit_step: one step of Fisher's scoring towards the largest likelihood.
 *
 *     ratings of a team ~ Normal(mean, va A + vb B + cab C + vr I + cr M)
 *
 * A: same actor; B: same partner; C: the actor of one is the partner of the other; M: the
 * cell that answers. The actor and partner part is kept positive semidefinite, and the
 * relationship covariance within its variance. Where the best lies on the edge of that
 * (correlation 1, or no variance), the search goes on along the edge, and comes back when
 * the slope points inside.
 *
 * Gives    false once nothing more is to be gained.
 * Cost     O(sizes) for complete teams; for each different pattern of missing cells
 *          O(cells^3). About ten steps. */
bool srm_fit_step(struct srm_fit *fit);

/* How far it has come, 0 .. 1, from how much likelihood there is still to gain. */
double srm_fit_done(const struct srm_fit *fit);

struct srm_fitted {
    enum lack lack;
    size_t teams, left_out, ratings; /* left_out: see srm_cells_of */
    double mean_people;
    double log_likelihood;       /* of the ratings, or (REML) of what differs from the means */
    struct figure mean, mean_se; /* ONE_LEVEL only, else LACKS_RANGE */
    double estimate[SRM_COMPONENTS];
    struct figure se[SRM_COMPONENTS]; /* from the expected information */
    struct figure p[SRM_COMPONENTS];  /* both ways for a covariance, one for a variance */
    struct figure low[SRM_COMPONENTS], high[SRM_COMPONENTS]; /* 95 %, normal */
    bool at_edge; /* actor and partner part: then it has no error of plus or minus */
    struct figure actor_reliability, partner_reliability; /* at the mean size */
};

/* srm_fit_best: what has been found so far; after srm_fit_step said false, the estimates.
 *
 * Gaps     LACKS_PEOPLE without a usable team; LACKS_SPREAD when everybody says the same, or
 *          answers in kind without exception; LACKS_ITEMS when the observed cells do not
 *          separate the components (nobody answers back); LACKS_RANGE when numbers are too
 *          large or no end was reached in SRM_STEPS_MAX steps. Errors LACKS_SPREAD at_edge.
 * Source   Harville (1977), JASA 72; Searle, Casella & McCulloch (1992), Variance
 *          Components, ch. 6; Nestler (2018), J. Educ. Behav. Stat. 43; the blocks of
 *          complete teams: Li & Loken (2002), Statistica Sinica 12.
 * Checked  against the dense density of contrasts and its differences, ANOVA on balanced
 *          teams, recovery with missing cells: srm_fit_test.c; reference cases srm_ml. */
enum { SRM_STEPS_MAX = 400 };
struct srm_fitted srm_fit_best(const struct srm_fit *fit);

#endif
