/* Adds up sizes and patterns, fits the mean, and takes it away. */
#include "measure/srm_likelihood.h"

#include <math.h>

void srm_ones_add(struct srm_ones *sum, const struct srm_ones *ones, double times)
{
    sum->cells += times * ones->cells;
    sum->weight += times * ones->weight;
    for (int k = 0; k < SRM_COMPONENTS; k++)
        sum->one[k] += times * ones->one[k];
    for (int i = 0; i < SRM_PAIRS; i++)
        sum->both[i] += times * ones->both[i];
}

void srm_mean_taken(struct srm_sums *sums, const struct srm_ones *ones, double times)
{
    double weight = ones->weight;
    sums->log_det += times * (log(weight) - log(ones->cells));
    for (int k = 0; k < SRM_COMPONENTS; k++)
        sums->trace[k] -= times * ones->one[k] / weight;
    for (int k = 0; k < SRM_COMPONENTS; k++)
        for (int l = 0; l < SRM_COMPONENTS; l++) {
            int at = k * SRM_COMPONENTS + l;
            double twice = ones->one[k] * ones->one[l] / (weight * weight);
            sums->both[at] -= times * (2 * ones->both[at] / weight - twice);
        }
}

static void view_of(const struct srm_fit_setting *setting, const struct srm_sums *sums,
                    struct srm_view *out)
{
    const double log_two_pi = 1.8378770664093454836;
    double free = sums->cells - (setting->estimator == SRM_REML ? sums->means : 0);
    out->log_likelihood = -(free * log_two_pi + sums->log_det + sums->squares) / 2;
    for (int k = 0; k < SRM_COMPONENTS; k++)
        out->score[k] = (sums->along[k] - sums->trace[k]) / 2;
    for (int i = 0; i < SRM_PAIRS; i++)
        out->information[i] = sums->both[i] / 2;
}

bool srm_likelihood(struct arena *mem, const struct srm_cells *cells,
                    const struct srm_fit_setting *setting, const double at[SRM_COMPONENTS],
                    struct srm_view *out)
{
    struct arena_mark mark = arena_mark(mem);
    struct srm_sums sums = { .means = setting->level == ONE_LEVEL };
    struct srm_weighed *weighed = NEW_ARRAY(mem, struct srm_weighed, cells->pattern_count);
    bool whole = true;
    for (size_t i = 0; i < cells->size_count && whole; i++)
        whole = srm_blocks_weigh(&cells->size[i], setting, at, &sums);
    for (size_t i = 0; i < cells->pattern_count && whole; i++)
        whole = srm_pattern_weigh(mem, &cells->pattern[i], setting, at, &weighed[i], &sums);
    if (whole) {
        double mean = sums.ones.weight > 0 ? sums.weighted / sums.ones.weight : 0;
        if (setting->estimator == SRM_REML && setting->level == ONE_LEVEL)
            srm_mean_taken(&sums, &sums.ones, 1);
        for (size_t i = 0; i < cells->size_count; i++)
            srm_blocks_level(&cells->size[i], setting, at, mean, &sums);
        for (size_t i = 0; i < cells->pattern_count; i++)
            srm_pattern_level(mem, &cells->pattern[i], setting, &weighed[i], mean, &sums);
        view_of(setting, &sums, out);
        out->mean = cells->centre + mean;
        out->mean_variance = 1 / sums.ones.weight;
    }
    arena_release(mem, mark);
    return whole && isfinite(out->log_likelihood);
}
