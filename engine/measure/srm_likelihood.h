#ifndef MEASURE_SRM_LIKELIHOOD_H
#define MEASURE_SRM_LIKELIHOOD_H

/* The normal likelihood of round robins at given components, with its slope and curvature.
 * Inside measure. */
#include "measure/srm_cells.h"
#include "measure/srm_fit.h"

struct srm_view {
    double log_likelihood;
    double mean, mean_variance; /* of ONE_LEVEL; else of the teams' levels, weighted */
    double score[SRM_COMPONENTS];
    double information[SRM_COMPONENTS * SRM_COMPONENTS]; /* expected */
};

/* srm_likelihood: of the components at `at`.
 *
 *     score_k       = (y'P V_k P y - tr(P V_k)) / 2
 *     information_kl = tr(P V_k P V_l) / 2
 *
 * P is the inverse of the covariance matrix, less what fitting the mean takes under REML.
 *
 * Gives    false where the covariance matrix is not positive definite.
 * Cost     O(sizes) for complete teams; for each pattern of missing cells O(cells^3), and
 *          O(cells^2) for each team that has it. */
bool srm_likelihood(struct arena *mem, const struct srm_cells *cells,
                    const struct srm_fit_setting *setting, const double at[SRM_COMPONENTS],
                    struct srm_view *out);

/* --- what its two parts add up, in srm_blocks.c and srm_pattern.c ------------------------- */

enum { SRM_PAIRS = SRM_COMPONENTS * SRM_COMPONENTS };

/* W is the inverse of a team's covariance matrix, 1 a column of ones, V_k the part of the
 * covariance matrix that component k multiplies. */
struct srm_ones {
    double cells;               /* 1'1 */
    double weight;              /* 1'W1 */
    double one[SRM_COMPONENTS]; /* 1'W V_k W1 */
    double both[SRM_PAIRS];     /* 1'W V_k W V_l W1 */
};

struct srm_sums {
    double log_det, cells, means;
    double trace[SRM_COMPONENTS]; /* tr(W V_k) */
    double both[SRM_PAIRS];       /* tr(W V_k W V_l) */
    double squares;               /* (y - mean)'W(y - mean) */
    double along[SRM_COMPONENTS]; /* (y - mean)'W V_k W(y - mean) */
    double weighted;              /* 1'W y */
    struct srm_ones ones;         /* over all teams */
};

/* REML: what a fitted mean takes of the traces, `times` teams over. */
void srm_mean_taken(struct srm_sums *sums, const struct srm_ones *ones, double times);

void srm_ones_add(struct srm_ones *sum, const struct srm_ones *ones, double times);

/* Complete teams of one size. The first is called for every size and pattern before the
 * second, which knows the mean of ONE_LEVEL by then. */
bool srm_blocks_weigh(const struct srm_complete *size, const struct srm_fit_setting *setting,
                      const double at[SRM_COMPONENTS], struct srm_sums *sums);
void srm_blocks_level(const struct srm_complete *size, const struct srm_fit_setting *setting,
                      const double at[SRM_COMPONENTS], double mean, struct srm_sums *sums);

/* A pattern of missing cells; `weighted`, teams x cells, takes W y, `ones` W1. */
struct srm_weighed {
    double *ratings, *ones;
    double weight; /* 1'W1 of one team */
};
bool srm_pattern_weigh(struct arena *mem, const struct srm_pattern *pattern,
                       const struct srm_fit_setting *setting, const double at[SRM_COMPONENTS],
                       struct srm_weighed *weighed, struct srm_sums *sums);
void srm_pattern_level(struct arena *mem, const struct srm_pattern *pattern,
                       const struct srm_fit_setting *setting, const struct srm_weighed *weighed,
                       double mean, struct srm_sums *sums);

#endif
