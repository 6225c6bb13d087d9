/* Scaled forward and backward passes; each time's likelihood is taken relative to its best
 * state, so that far-off profiles do not underflow. */
#include "measure/hmm.h"

#include <assert.h>
#include <math.h>
#include <string.h>

static double row_largest(const double *row, size_t n)
{
    double most = -INFINITY;
    for (size_t s = 0; s < n; s++)
        most = fmax(most, row[s]);
    return most;
}

/* Divides by the sum, which is given back; 0 leaves the row as it is. */
static double normalise(double *row, size_t n)
{
    double sum = 0;
    for (size_t s = 0; s < n; s++)
        sum += row[s];
    for (size_t s = 0; s < n && sum > 0; s++)
        row[s] /= sum;
    return sum;
}

static void forward(const struct hmm *hmm, const double *log_emission, struct hmm_reading *out)
{
    size_t n = hmm->states;
    for (size_t t = 0; t < out->times; t++) {
        double *row = &out->filtered[t * n];
        const double *before = t > 0 ? row - n : NULL, *seen = &log_emission[t * n];
        double most = row_largest(seen, n);
        for (size_t s = 0; s < n; s++) {
            double chance = before == NULL ? hmm->start[s] : 0;
            for (size_t q = 0; q < n && before != NULL; q++)
                chance += before[q] * hmm->transition[q * n + s];
            row[s] = isinf(most) ? 0 : chance * exp(seen[s] - most);
        }
        out->log_likelihood += log(normalise(row, n)) + (isinf(most) ? 0 : most);
    }
}

static void backward(struct arena *mem, const struct hmm *hmm, const double *log_emission,
                     struct hmm_reading *out)
{
    size_t n = hmm->states;
    double *after = NEW_ARRAY(mem, double, n), *held = NEW_ARRAY(mem, double, n);
    for (size_t s = 0; s < n; s++)
        after[s] = 1;
    for (size_t t = out->times; t-- > 0;) {
        for (size_t s = 0; s < n; s++)
            out->smoothed[t * n + s] = out->filtered[t * n + s] * after[s];
        normalise(&out->smoothed[t * n], n);
        const double *seen = &log_emission[t * n];
        double most = row_largest(seen, n);
        for (size_t q = 0; q < n; q++) {
            held[q] = 0;
            for (size_t s = 0; s < n; s++)
                held[q] += hmm->transition[q * n + s] * exp(seen[s] - most) * after[s];
        }
        normalise(held, n);
        memcpy(after, held, n * sizeof *after);
    }
}

/* The best state to come from into `to`; ties go to the first. Gives the log of that way. */
static double best_way(const struct hmm *hmm, const double *best, size_t to, size_t *from)
{
    double top = -INFINITY;
    for (size_t q = 0; q < hmm->states; q++) {
        double way = best[q] + log(hmm->transition[q * hmm->states + to]);
        if (way > top)
            top = way, *from = q;
    }
    return top;
}

static void likeliest(struct arena *mem, const struct hmm *hmm, const double *log_emission,
                      struct hmm_reading *out)
{
    size_t n = hmm->states;
    double *best = NEW_ARRAY(mem, double, out->times *n);
    size_t *from = NEW_ARRAY(mem, size_t, out->times * n);
    for (size_t t = 0; t < out->times; t++)
        for (size_t s = 0; s < n; s++) {
            double top = t == 0 ? log(hmm->start[s])
                                : best_way(hmm, &best[(t - 1) * n], s, &from[t * n + s]);
            best[t * n + s] = top + log_emission[t * n + s];
        }
    size_t last = (out->times - 1) * n, state = 0;
    for (size_t s = 1; s < n; s++)
        if (best[last + s] > best[last + state])
            state = s;
    for (size_t t = out->times; t-- > 0;) {
        out->likeliest[t] = state;
        state = from[t * n + state];
    }
}

struct hmm_reading hmm_read(struct arena *mem, const struct hmm *hmm,
                            const double *log_emission, size_t times)
{
    assert(times >= 1 && hmm->states >= 1);
    size_t cells = times * hmm->states;
    struct hmm_reading out = { times,
                               hmm->states,
                               NEW_ARRAY(mem, double, cells),
                               NEW_ARRAY(mem, double, cells),
                               NEW_ARRAY(mem, size_t, times),
                               0 };
    forward(hmm, log_emission, &out);
    if (isinf(out.log_likelihood)) {
        for (size_t i = 0; i < cells; i++)
            out.filtered[i] = out.smoothed[i] = NAN;
        return out;
    }
    struct arena_mark mark = arena_mark(mem);
    backward(mem, hmm, log_emission, &out);
    likeliest(mem, hmm, log_emission, &out);
    arena_release(mem, mark);
    return out;
}

double *hmm_discrete(struct arena *mem, const double *emission, size_t states, size_t symbols,
                     const int *seen, size_t times)
{
    double *out = NEW_ARRAY(mem, double, times *states);
    for (size_t t = 0; t < times; t++) {
        assert(seen[t] < (int)symbols);
        for (size_t s = 0; s < states && seen[t] != NO_SYMBOL; s++)
            out[t * states + s] = log(emission[s * symbols + (size_t)seen[t]]);
    }
    return out;
}

/* Log density of one round under each state. */
static void profile_row(const struct hmm_profile *profile, const double *seen, double variance,
                        double *out)
{
    const double log_two_pi = 1.8378770664093453;
    for (size_t s = 0; s < profile->states; s++)
        for (size_t c = 0; c < profile->constructs; c++) {
            double apart = seen[c] - profile->prototype[s * profile->constructs + c];
            if (!isnan(apart))
                out[s] -= (log_two_pi + log(variance) + apart * apart / variance) / 2;
        }
}

double *hmm_gaussian(struct arena *mem, const struct hmm_profile *profile, const double *seen,
                     const double *respondents, size_t times)
{
    double *out = NEW_ARRAY(mem, double, times * profile->states);
    for (size_t t = 0; t < times; t++)
        if (respondents[t] > 0) /* nobody answered: nothing seen */
            profile_row(profile, &seen[t * profile->constructs],
                        profile->tau2 + profile->sigma_w2 / respondents[t],
                        &out[t * profile->states]);
    return out;
}
