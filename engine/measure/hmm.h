#ifndef MEASURE_HMM_H
#define MEASURE_HMM_H

/* Hidden Markov chains in general: what state a thing is in at each time, seen through what
 * each state makes likely. The stage model of teams is a chain of this kind (stage.h). */
#include <stddef.h>

#include "base/arena.h"
#include "measure/figure.h"

struct hmm {
    size_t states;
    const double *start;      /* sums to 1 */
    const double *transition; /* states x states, rows sum to 1 */
};

struct hmm_reading {
    size_t times, states;
    double *filtered;      /* times x states: given what was seen until then */
    double *smoothed;      /* given everything */
    size_t *likeliest;     /* the one likeliest path (Viterbi), states from 0 */
    double log_likelihood; /* -inf: what was seen is impossible; the rest is then NAN */
};

/* hmm_read: filters, smooths, and finds the likeliest path.
 *
 * Takes    log_emission, times x states: log likelihood of what was seen; a time at which
 *          nothing was seen is a row of zeros. times >= 1 (one time is enough).
 * Gives    chances that sum to 1 at each time.
 * Cost     O(times * states^2).
 * Source   Rabiner (1989), Proceedings of the IEEE 77, 257-286; scaled forward-backward.
 * Checked  the sum over every path: hmm_test.c; reference cases hmm_*. */
struct hmm_reading hmm_read(struct arena *mem, const struct hmm *hmm,
                            const double *log_emission, size_t times);

/* Emissions of a discrete symbol: log of `emission` (states x symbols); NO_SYMBOL is unseen. */
enum { NO_SYMBOL = -1 };
double *hmm_discrete(struct arena *mem, const double *emission, size_t states, size_t symbols,
                     const int *seen, size_t times);

/* Emissions of a profile of independent normals: mean prototype[state][c], variance
 * tau2 + sigma_w2 / n_t. Gaps are skipped. */
struct hmm_profile {
    size_t states, constructs;
    const double *prototype; /* states x constructs */
    double tau2, sigma_w2;
};
double *hmm_gaussian(struct arena *mem, const struct hmm_profile *profile, const double *seen,
                     const double *respondents, size_t times);

#endif
