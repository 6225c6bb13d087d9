#ifndef RELEASE_WORDS_H
#define RELEASE_WORDS_H

/* The figures that leave as words only, from five answers on. Private to release/: each
 * reads raw answers. */
#include "release/release.h"

/* Figures are small fractions; two that differ do so by far more than this, and equal ones
 * may be off by the order of a sum. It is added before a cut, so that a tie is a tie. */
static const double tie = 1e-9;

/* release_agreement: how alike the answers to one construct's items are.
 *
 * The mean over items of s2 / sEU, sEU = (A^2 - 1) / 12 (spread of answers given at random).
 * Gives    AGREE_CLOSE up to .30 (r*wg >= .70, "strong"), AGREE_OPPOSED above 1 (more apart
 *          than by chance), else AGREE_VARIED.
 * Gaps     GAP_TOO_FEW when no item has two answers.
 * Source   Lindell, Brandt & Whitney (1999), Applied Psychological Measurement 23, 127-135;
 *          LeBreton & Senter (2008), Organizational Research Methods 11, 815-852. */
enum gap release_agreement(const struct raw_round *raw, size_t construct,
                           enum agreement_word *word);

/* release_flow: one round-robin question, whole team.
 *
 * A tie is a rating two thirds up the scale or more (5 of 7). Density counts ties among the
 * ratings given; reciprocity is 2M / (2M + A) over pairs where both answered.
 * Gaps     GAP_TOO_FEW under five people who rated two colleagues, or without any pair. */
struct released_flow release_flow(struct arena *mem, const struct raw_round *raw,
                                  size_t question);

/* release_matters: how alike the rankings are, by the mean Spearman correlation of all
 * pairs, ties as mean ranks: close from 1/3, different under 0.
 *
 * A ranking counts when it holds at least half of the motives, and three.
 * Gaps     GAP_TOO_FEW under five such rankings or when no pair has a correlation. */
struct released_matters release_matters(struct arena *mem, const struct raw_round *raw);

/* release_guesses: do the people who guessed the stage guess the same? Close when two thirds
 * of five or more guesses are one stage. */
enum gap release_guesses(const struct raw_round *raw, enum guesses_word *word);

#endif
