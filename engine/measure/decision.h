#ifndef MEASURE_DECISION_H
#define MEASURE_DECISION_H

/* One decision of one team: where each stood in private before, what was said in public,
 * where each stands after, and what each believes of the others. True agreement and the
 * pretence of it look the same in public; only the private answers after tell them apart.
 * Falling public spread or a unanimous vote must never, alone, alarm nor reassure. */
#include "base/arena.h"
#include "measure/figure.h"

struct decision {
    size_t people;
    const double *before, *said, *after; /* NAN: not answered; a list may be NULL: not asked */
    const double *guess;                 /* of the others' mean after */
    const double *satisfaction;
    double decided, satisfaction_top; /* NAN: unknown */
};

struct false_consensus {
    size_t people;                     /* with an answer after */
    struct figure private_distance;    /* PD, mean |after - decided| */
    struct figure perception_gap;      /* PG, mean guess - mean after */
    struct figure individual_error;    /* PE, mean |guess_i - mean of the others' after| */
    struct figure public_collapse;     /* VC, log(var said / var before) */
    struct figure private_convergence; /* log(var after / var before) */
    struct figure pitman_morgan_r, pitman_morgan_t; /* of that, paired variances */
    struct figure dissatisfaction;                  /* top - mean satisfaction */
};

/* measure_false_consensus
 *
 *     Pitman-Morgan, positive when answers drew together: r = cor(after + before, before -
 * after), t = r sqrt((n-2)/(1-r^2))
 *
 * Takes    see above; each figure uses the people who answered all it needs.
 * Gives    distances and gaps in units of the scale; PG above 0: the others are believed
 *          keener than they are; log ratios below 0: answers drew together.
 * Gaps     LACKS_PEOPLE, LACKS_SPREAD (a variance of zero), LACKS_ITEMS (not asked).
 * Cost     O(people^2).
 * Source   Miller (2023), pluralistic ignorance; Morgan (1939), Biometrika 31;
 *          docs/formulas.md#false-consensus.
 * Checked  by hand, shift and mirror, gaps: decision_test.c; reference case
 *          false_consensus. */
struct false_consensus measure_false_consensus(struct arena *mem,
                                               const struct decision *decision);

/* false_consensus_odds: over many decisions, how plausible each is to be one that satisfies
 * nobody.
 *
 *     FC = z(PD) + z(|PG|) + z(dissatisfaction), z over all the decisions given
 *     posterior odds = base / (1 - base) * exp(1.5 FC - 2.25), at most 99 to 1
 *
 * The slope is elicited, not estimated: at FC = 1.5 (each sign half a deviation up) the odds
 * are the base rate's; read them as an order, not as a frequency.
 *
 * Takes    base, .15 unless known better. Figures that lack count as average (z = 0).
 * Gaps     LACKS_PEOPLE under 20 decisions; LACKS_ITEMS where a decision has none of the
 *          three. */
enum { ODDS_DECISIONS_MIN = 20 };
void false_consensus_odds(const struct false_consensus *decisions, size_t count, double base,
                          struct figure *index, struct figure *chance);
#define FALSE_CONSENSUS_BASE .15

/* A decision set against all the others. */
struct told_decision {
    bool asked;
    struct false_consensus found;
    struct figure index, chance;
};

/* What may be said in words of one decision. There is no word for "all is well": nothing
 * measured here could say so. */
enum consensus_reading {
    CONSENSUS_UNSAID,  /* too little was answered, or too few decisions to set it against */
    CONSENSUS_NO_SIGN, /* which is no good news: the signs are blind to much */
    CONSENSUS_MORE_IN_PUBLIC
};

/* false_consensus_reading
 *
 * Takes    chance, of false_consensus_odds.
 * Gives    MORE_IN_PUBLIC from even odds on.
 * Source   docs/formulas.md#false-consensus. */
enum consensus_reading false_consensus_reading(struct figure chance);

/* measure_guesses: the arithmetic of guesses about others, also of single questions.
 *
 * Takes    people who gave both an own answer and a guess of the others' mean.
 * Gives    bias above 0: the others are believed higher than they are.
 * Gaps     LACKS_PEOPLE under 2 people (bias: under 1), LACKS_SPREAD when guesses are all as
 *          far off.
 * Source   Prentice & Miller (1993), J. Pers. Soc. Psychol. 64.
 * Checked  reference case false_consensus. */
struct guesses {
    size_t people;
    double mean_own, mean_guess;
    struct figure bias;           /* mean guess - mean own */
    struct figure absolute_error; /* mean |guess_i - mean of the others' own| */
    struct figure paired_t;
};
struct guesses measure_guesses(struct arena *mem, const double *own, const double *guess,
                               size_t people);

/* measure_variance_change: did answers draw together, paired?
 *
 * Takes    people with an answer before and after.
 * Gives    log(var after / var before), below 0 when they did; Pitman & Morgan's r and t,
 *          above 0 then, n - 2 degrees of freedom.
 * Gaps     LACKS_PEOPLE under 2 (t: 3), LACKS_SPREAD at a variance of zero.
 * Source   Pitman (1939), Morgan (1939), Biometrika 31.
 * Checked  the two variances and their correlation: decision_test.c. */
struct variance_change {
    size_t people;
    struct figure log_ratio, r, t;
};
struct variance_change measure_variance_change(struct arena *mem, const double *before,
                                               const double *after, size_t people);

#endif
