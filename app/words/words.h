#ifndef WORDS_WORDS_H
#define WORDS_WORDS_H

/* What the program says, in each language. The sentences are locale/fr.po and locale/en.po;
 * po2c turns their keys into `enum word` when the program is built, so that a sentence
 * missing in one language, or one with other holes, does not build. */
#include "instrument/instrument.h"
#include "words/words_list.h"

/* word: a sentence without holes, or with them unfilled. `portrait.lead` is
 * WORD_PORTRAIT_LEAD. */
const char *word(enum lang lang, enum word id);

/* words_find: the sentence of a key of locale/, `length` bytes of it.
 * Gives    false: there is none. */
bool words_find(const char *key, size_t length, enum word *out);

/* words_counts: does the sentence count, so that {0} is a number of things? */
bool words_counts(enum word id);

/* words_fill: the sentence with {0}, {1} … replaced by args.
 * Takes    count texts; a hole beyond them is our mistake. */
const char *words_fill(struct arena *mem, enum lang lang, enum word id,
                       const char *const args[], size_t count);

/* words_count: the form of the sentence that goes with n things.
 * Takes    a plural sentence. {0} is n in figures; args are {1}, {2} … */
const char *words_count(struct arena *mem, enum lang lang, enum word id, size_t n,
                        const char *const args[], size_t count);

/* words_number: 1 234,5 with U+202F in French; 1,234.5 in English; a true minus sign; no
 * minus zero. decimals 0..9. */
const char *words_number(struct arena *mem, enum lang lang, double value, int decimals);

/* words_percent: 45 % (U+202F) or 45%. */
const char *words_percent(struct arena *mem, enum lang lang, int percent);

/* words_cardinal: three, trois … up to twelve; beyond, in figures. */
const char *words_cardinal(struct arena *mem, enum lang lang, size_t n);

/* words_capital: the same with its first letter in upper case. */
const char *words_capital(struct arena *mem, const char *text);

/* words_lower: with its first letter in lower case, for the middle of a sentence. */
const char *words_lower(struct arena *mem, const char *text);

/* words_round: a round as one speaks of it: "tour 3" when it is named by a number, else its
 * own name, cut to ROUND_LETTERS. */
enum { ROUND_LETTERS = 18 };
const char *words_round(struct arena *mem, enum lang lang, const char *round);

/* words_list: a, b et c; a, b and c. `none` of them gives an empty text. */
const char *words_list(struct arena *mem, enum lang lang, const char *const texts[],
                       size_t count);

/* words_choice: the same with "or". */
const char *words_choice(struct arena *mem, enum lang lang, const char *const texts[],
                         size_t count);

/* words_phrase: what an instrument or a model says in that language, typeset. NULL stays
 * NULL. */
const char *words_phrase(struct arena *mem, enum lang lang, struct phrase phrase);

#endif
