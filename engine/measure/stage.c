/* Precisions are kept rather than factors: a reading is then one product, and leaving one
 * construct out is a division (its marginal density needs no second factoring). */
#include "measure/stage.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "measure/tails.h"

static const double log_2pi = 1.8378770664093454836;

unsigned measure_stage_profiled(const struct instrument *instrument, const struct model *model)
{
    unsigned profiled = 0;
    for (size_t c = 0; c < instrument->construct_count; c++)
        if (model_profile(model, instrument->constructs[c].key) != NO_INDEX)
            profiled |= 1u << c;
    return profiled;
}

static const struct profile *profile_of(const struct instrument *instrument,
                                        const struct model *model, size_t construct)
{
    return &model->profiles[model_profile(model, instrument->constructs[construct].key)];
}

/* The covariance of stage s over the constructs of the emission. */
static void fill_covariance(const struct instrument *instrument, const struct model *model,
                            size_t r, int s, const struct stage_emission *emission,
                            double *covariance)
{
    size_t n = emission->count;
    double spread = model->flatness_sd * model->flatness_sd;
    double wrong = model->flatness_mean * model->prototype_sd;
    double lasting = model->team_sd * model->team_sd + model->occasion_sd * model->occasion_sd;
    for (size_t i = 0; i < n; i++) {
        const struct profile *p = profile_of(instrument, model, emission->constructs[i]);
        struct error error = measure_error(instrument, model, emission->constructs[i], r);
        double halo = model->halo_sd * model->halo_sd + error.shared;
        for (size_t j = 0; j < n; j++) {
            const struct profile *q = profile_of(instrument, model, emission->constructs[j]);
            covariance[i * n + j] =
                halo * p->halo * q->halo +
                spread * (p->prototype[s] - p->reference) * (q->prototype[s] - q->reference);
        }
        covariance[i * n + i] += lasting + wrong * wrong + error.own;
    }
}

/* Cholesky factor in place (lower triangle); gives the log determinant of the matrix. */
static double factor(double *a, size_t n)
{
    double log_det = 0;
    for (size_t j = 0; j < n; j++) {
        double pivot = a[j * n + j];
        for (size_t k = 0; k < j; k++)
            pivot -= a[j * n + k] * a[j * n + k];
        assert(pivot > 0); /* diag(v) alone is positive definite */
        a[j * n + j] = sqrt(pivot);
        log_det += log(pivot);
        for (size_t i = j + 1; i < n; i++) {
            double sum = a[i * n + j];
            for (size_t k = 0; k < j; k++)
                sum -= a[i * n + k] * a[j * n + k];
            a[i * n + j] = sum / a[j * n + j];
        }
    }
    return log_det;
}

/* The inverse of L L', column by column: solve L z = e, then L' x = z. */
static void invert(const double *l, size_t n, double *inverse)
{
    for (size_t c = 0; c < n; c++) {
        double x[CONSTRUCTS_MAX] = { 0 };
        for (size_t i = c; i < n; i++) {
            double sum = i == c ? 1 : 0;
            for (size_t k = c; k < i; k++)
                sum -= l[i * n + k] * x[k];
            x[i] = sum / l[i * n + i];
        }
        for (size_t i = n; i-- > 0;) {
            double sum = x[i];
            for (size_t k = i + 1; k < n; k++)
                sum -= l[k * n + i] * x[k];
            x[i] = sum / l[i * n + i];
        }
        for (size_t i = 0; i < n; i++)
            inverse[i * n + c] = x[i];
    }
}

struct stage_emission *measure_stage_emission(struct arena *mem,
                                              const struct instrument *instrument,
                                              const struct model *model, size_t r,
                                              unsigned shown)
{
    struct stage_emission *emission = NEW(mem, struct stage_emission);
    shown &= measure_stage_profiled(instrument, model);
    for (size_t c = 0; c < instrument->construct_count; c++)
        if (shown & 1u << c) {
            emission->reference[emission->count] = profile_of(instrument, model, c)->reference;
            emission->constructs[emission->count++] = c;
        }
    size_t n = emission->count;
    for (int s = 0; s < STAGES; s++) {
        struct stage_density *stage = &emission->stages[s];
        double covariance[CONSTRUCTS_MAX * CONSTRUCTS_MAX];
        stage->centre = NEW_ARRAY(mem, double, n);
        stage->precision = NEW_ARRAY(mem, double, n *n);
        for (size_t i = 0; i < n; i++) {
            const struct profile *p = profile_of(instrument, model, emission->constructs[i]);
            stage->centre[i] =
                p->reference + model->flatness_mean * (p->prototype[s] - p->reference);
        }
        fill_covariance(instrument, model, r, s, emission, covariance);
        stage->log_det = factor(covariance, n);
        invert(covariance, n, stage->precision);
    }
    return emission;
}

void measure_stage_read(const struct stage_emission *emission, const double *means,
                        struct stage_reading *out)
{
    size_t n = emission->count;
    memset(out, 0, sizeof *out);
    for (int s = 0; s < STAGES; s++) {
        const struct stage_density *stage = &emission->stages[s];
        double off[CONSTRUCTS_MAX], weighed[CONSTRUCTS_MAX], distance = 0;
        for (size_t i = 0; i < n; i++)
            off[i] = means[i] - stage->centre[i];
        for (size_t i = 0; i < n; i++) {
            double sum = 0;
            for (size_t j = 0; j < n; j++)
                sum += stage->precision[i * n + j] * off[j];
            weighed[i] = sum;
            distance += off[i] * sum;
        }
        double all = distance + stage->log_det + (double)n * log_2pi;
        out->log_density[s] = -.5 * all;
        out->fit_p[s] = n ? tails_chi2(distance, (double)n) : 1;
        for (size_t i = 0; i < n; i++) {
            double own = stage->precision[i * n + i];
            double without = all - weighed[i] * weighed[i] / own + log(own) - log_2pi;
            out->without[s][i] = -.5 * without;
        }
    }
}

void measure_stage_step(const struct model *model, const struct stage_reading *reading,
                        bool later, double belief[STAGES])
{
    double present = later ? model->tempering : 1, past = later ? model->memory : 1;
    double before[STAGES], sum = 0, highest = -INFINITY;
    for (int s = 0; s < STAGES; s++) {
        before[s] = belief[s];
        sum += belief[s];
    }
    for (int s = 0; s < STAGES; s++) {
        belief[s] = sum > 0 ? 0 : model->start[s];
        for (int from = 0; sum > 0 && from < STAGES; from++)
            belief[s] += before[from] * model->transition[from][s];
        if (reading)
            belief[s] = pow(belief[s], past);
        /* Densities far below the smallest double are common: only ratios are kept. */
        if (reading && belief[s] > 0)
            highest = fmax(highest, present * reading->log_density[s]);
    }
    sum = 0;
    for (int s = 0; s < STAGES; s++) {
        if (reading && belief[s] > 0)
            belief[s] *= exp(present * reading->log_density[s] - highest);
        sum += belief[s];
    }
    for (int s = 0; s < STAGES; s++)
        belief[s] /= sum;
}
