/* Scores are plain sums. The chance level of the error is the mean of an absolute value, whose
 * distribution (so many pairs right, each with its own chance) is carried pair by pair. */
#include "measure/calibrate.h"

#include <assert.h>
#include <math.h>

/* One in a hundred: half of what a printed 0 may stand for is 1.25 points. */
const double calibration_chance_floor = .01;

static int likeliest(const struct stage_pair *pair)
{
    int top = 0;
    for (int s = 1; s < STAGES; s++)
        if (pair->chance[s] > pair->chance[top])
            top = s;
    return top;
}

/* A hair up, so that .6 as it is stored belongs to its own bin. */
static int bin_of(double chance)
{
    int bin = (int)floor(chance * CALIBRATION_BINS + 1e-9);
    return bin < 0 ? 0 : bin >= CALIBRATION_BINS ? CALIBRATION_BINS - 1 : bin;
}

/* Mean of |right - stated| over all outcomes of pairs that are right with these chances. */
static double mean_distance(struct arena *mem, const double *chance, size_t count)
{
    double stated = 0, variance = 0, sum = 0;
    for (size_t i = 0; i < count; i++) {
        stated += chance[i];
        variance += chance[i] * (1 - chance[i]);
    }
    if (count > CALIBRATION_EXACT_MAX)
        return sqrt(variance * 2 / 3.14159265358979323846);
    struct arena_mark mark = arena_mark(mem);
    double *right = NEW_ARRAY(mem, double, count + 1); /* chance of so many right */
    right[0] = 1;
    for (size_t i = 0; i < count; i++)
        for (size_t k = i + 2; k-- > 0;)
            right[k] = right[k] * (1 - chance[i]) + (k > 0 ? right[k - 1] * chance[i] : 0);
    for (size_t k = 0; k <= count; k++)
        sum += right[k] * fabs((double)k - stated);
    arena_release(mem, mark);
    return sum;
}

static void fill_bins(struct arena *mem, const struct stage_pair *pairs, size_t count,
                      double *error, double *by_chance, struct calibration *out)
{
    struct arena_mark mark = arena_mark(mem);
    double *tops = NEW_ARRAY(mem, double, count);
    *error = *by_chance = 0;
    for (int b = 0; b < CALIBRATION_BINS; b++) {
        struct reliability_bin *bin = &out->bins[b];
        double stated = 0, right = 0;
        for (size_t i = 0; i < count; i++) {
            int top = likeliest(&pairs[i]);
            double chance = pairs[i].chance[top];
            if (bin_of(chance) != b)
                continue;
            tops[bin->pairs++] = chance;
            stated += chance;
            right += top == pairs[i].reading;
        }
        bin->stated = bin->pairs ? stated / (double)bin->pairs : NAN;
        bin->right = bin->pairs ? right / (double)bin->pairs : NAN;
        *error += fabs(right - stated) / (double)count;
        *by_chance += mean_distance(mem, tops, bin->pairs) / (double)count;
    }
    arena_release(mem, mark);
}

static double log_score(double chance)
{
    return -log(chance < calibration_chance_floor ? calibration_chance_floor : chance);
}

static double brier(const double chance[STAGES], int reading)
{
    double sum = 0;
    for (int s = 0; s < STAGES; s++)
        sum += (chance[s] - (s == reading)) * (chance[s] - (s == reading));
    return sum;
}

static void fill_scores(const struct stage_pair *pairs, size_t count, struct calibration *out)
{
    double n = (double)count, share[STAGES] = { 0 };
    double log_sum = 0, log_base = 0, brier_sum = 0, brier_base = 0, right = 0;
    for (size_t i = 0; i < count; i++)
        share[pairs[i].reading] += 1 / n;
    for (size_t i = 0; i < count; i++) {
        int reading = pairs[i].reading;
        log_sum += log_score(pairs[i].chance[reading]);
        log_base += log_score(share[reading]);
        brier_sum += brier(pairs[i].chance, reading);
        brier_base += brier(share, reading);
        right += likeliest(&pairs[i]) == reading;
    }
    out->log_score = figure_of(log_sum / n);
    out->log_score_base = figure_of(log_base / n);
    out->brier = figure_of(brier_sum / n);
    out->brier_base = figure_of(brier_base / n);
    out->right = figure_of(right / n);
}

struct calibration measure_calibration(struct arena *mem, const struct stage_pair *pairs,
                                       size_t count)
{
    struct figure few = figure_lacks(LACKS_PEOPLE);
    struct calibration out = { count, few, few, few, few, few, few, few, { { 0, 0, 0 } } };
    double error, by_chance;
    for (size_t i = 0; i < count; i++)
        assert(pairs[i].reading >= 0 && pairs[i].reading < STAGES);
    fill_bins(mem, pairs, count, &error, &by_chance, &out);
    if (count < CALIBRATION_PAIRS_MIN)
        return out;
    fill_scores(pairs, count, &out);
    out.error = figure_of(error);
    out.error_by_chance = figure_of(by_chance);
    return out;
}
