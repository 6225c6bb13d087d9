#ifndef MEASURE_STAGE_H
#define MEASURE_STAGE_H

/* How plausible each of the four stages is, given the released means of a team.
 *
 *     y | stage s ~ Normal( g + a (P_s - g),  diag(v) + h2 d d' + var(a) (P_s-g)(P_s-g)' )
 *     v_c = team_sd^2 + occasion_sd^2 + (a prototype_sd)^2 + own error of c (measure_error)
 *     h2  = halo_sd^2 + leniency_sd^2 / r
 *
 * g is the reference, P_s the prototype of stage s, d the halo signs, a the flatness: real
 * profiles are flatter than prototypes, by an amount that is itself uncertain. Rounds are
 * tied by a first-order hidden Markov chain, filtered: what a round said is never rewritten.
 *
 * Source   docs/formulas.md#stage; Rabiner (1989), Proceedings of the IEEE 77, 257-286.
 * Checked  against explicit inverses, marginal densities and the sum over all paths:
 *          tests/engine/measure/stage_test.c */
#include <stdbool.h>

#include "measure/construct.h"

/* The four densities for r answers and one set of constructs shown, factored once. */
struct stage_density {
    double log_det;
    double *centre;    /* count */
    double *precision; /* count x count */
};
struct stage_emission {
    size_t count;
    size_t constructs[CONSTRUCTS_MAX]; /* indexes into the instrument */
    double reference[CONSTRUCTS_MAX];  /* g of each */
    struct stage_density stages[STAGES];
};

/* measure_stage_profiled: which constructs the model knows.
 *
 * Gives    bit c set when it has a profile for construct c.
 * Source   the model itself. */
unsigned measure_stage_profiled(const struct instrument *instrument, const struct model *model);

/* measure_stage_emission: factors the densities.
 *
 * Takes    shown, a bit for each construct to read; those without a profile are left out.
 * Gives    one density a stage, ready to be read.
 * Cost     O(stages * constructs^3) time, O(stages * constructs^2) of mem.
 * Source   docs/formulas.md#stage. */
struct stage_emission *measure_stage_emission(struct arena *mem,
                                              const struct instrument *instrument,
                                              const struct model *model, size_t r,
                                              unsigned shown);

/* measure_stage_read: one round's densities at the means it released.
 *
 * Takes    means, points of 100, one for each of emission->constructs.
 * Gives    log densities (natural); `without[s][i]` leaves construct i out; fit_p[s] is the
 *          chance that a team of stage s lies as far from it (chi-square of count degrees).
 * Cost     O(stages * constructs^2).
 * Source   docs/formulas.md#stage. */
struct stage_reading {
    double log_density[STAGES];
    double without[STAGES][CONSTRUCTS_MAX];
    double fit_p[STAGES];
};
void measure_stage_read(const struct stage_emission *emission, const double *means,
                        struct stage_reading *out);

/* measure_stage_step: one round further.
 *
 * Takes    belief: chances before, or all zero at the first round (the model's start).
 *          reading: NULL when the round says nothing (then only the transition is applied).
 *          later: a round before this one said something. Its answers then count by the model's
 *          tempering, and what the past makes likely by its memory: a team's lasting quirks
 *          are in every round, and would otherwise be counted at each.
 * Gives    belief after; sums to 1.
 * Source   Rabiner (1989), Proceedings of the IEEE 77, 257-286; the powers:
 *          docs/decisions/008-memory.md. */
void measure_stage_step(const struct model *model, const struct stage_reading *reading,
                        bool later, double belief[STAGES]);

#endif
