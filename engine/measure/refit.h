#ifndef MEASURE_REFIT_H
#define MEASURE_REFIT_H

/* The stage model estimated anew from teams that have read themselves, with the elicited model
 * as what is believed before. Few rounds move it little; too few do not move it at all. */
#include "measure/construct.h"
#include "measure/figure.h"

enum { REFIT_ROUNDS_MIN = 60, NO_READING = -1 };

/* One round of one team. Rounds of a team stand together, oldest first. */
struct refit_round {
    size_t team;         /* any number, the same for the rounds of one team */
    size_t respondents;  /* r */
    int reading;         /* 0 .. STAGES-1, or NO_READING */
    const double *means; /* of the instrument's constructs, points of 100; NAN not known */
};

struct refit {
    enum lack lack; /* LACKS_PEOPLE: too few readings, and `model` is the elicited one */
    size_t rounds;  /* with a reading */
    size_t teams, firsts[STAGES], steps[STAGES][STAGES], read[STAGES];
    struct model model;
};

/* measure_refit
 *
 *     start      (k p_s + first readings of s) / (k + first readings)
 *     transition (k p_ij + steps from i to j) / (k + steps from i)
 *     prototype  a normal before, mean P_s, SD prototype_sd; each team that read s says
 *                y - g = a (P_s - g) + noise, with its mean over the m rounds so read:
 *                noise = team^2 + halo^2 + flatness_sd^2 (P_s - g)^2
 *                        + (occasion^2 + own + shared) / m
 *     prototype_sd  the root of the mean of the variances that remain
 *
 * with k = REFIT_STRENGTH: what is elicited weighs as much as that many rounds.
 *
 * Takes    rounds of any teams. A first reading is a team's earliest round when that one was
 *          read; a step is two rounds of a team one after the other, both read.
 * Gives    a model with the texts, references, spreads and rules of the elicited one; its
 *          prototypes stay within 0 .. 100. Constructs are taken one by one, as if the halo did
 *          not tie them: their precision is a little overstated.
 * Gaps     LACKS_PEOPLE under REFIT_ROUNDS_MIN rounds with a reading.
 * Cost     O(rounds * constructs); the profiles live in mem.
 * Source   Gelman et al. (2013), Bayesian Data Analysis, ch. 2-3 (conjugate Dirichlet and
 *          normal). docs/formulas.md#field.
 * Checked  the normal posterior against a sum over a fine grid, counts by hand, what was put in
 *          is found again as rounds grow, order of teams, gaps: refit_test.c. */
enum { REFIT_STRENGTH = 20 };
struct refit measure_refit(struct arena *mem, const struct instrument *instrument,
                           const struct model *model, const struct refit_round *rounds,
                           size_t count);

#endif
