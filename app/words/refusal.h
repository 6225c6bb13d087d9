#ifndef WORDS_REFUSAL_H
#define WORDS_REFUSAL_H

/* The sentence of an error, in the language of whoever reads it. fail() writes English where
 * the trouble is seen, by code that knows no reader; the catalogues hold the same sentences
 * under `refusal.`, and its format is what finds them. One they lack stays English. */
#include "base/status.h"
#include "words/words.h"

/* "FILE:LINE:COLUMN: " and what is wrong there; place is "" when the sentence names none. */
struct told_refusal {
    const char *place, *sentence;
};

struct told_refusal words_refusal(struct arena *mem, enum lang lang, const struct err *err);

#endif
