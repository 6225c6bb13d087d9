#ifndef WORDS_TYPESET_H
#define WORDS_TYPESET_H

/* The typography of each language, done once: for the product's own words when they are
 * compiled, for an instrument's when they are drawn. */
#include "instrument/instrument.h"

/* words_typeset: the same text with its language's spaces and apostrophes.
 *
 * Takes    UTF-8 as typed: straight apostrophes, ordinary spaces.
 * Gives    ’ for an apostrophe inside a word. French also: U+202F before ; : ! ? % and »,
 *          and after «, where a space was typed; U+00A0 inside "6 sur 7", "25 min",
 *          "± 15 points", "tour 4". A hole such as {0} counts as a number. Doing it twice
 *          changes nothing more. */
const char *words_typeset(struct arena *mem, enum lang lang, const char *text);

#endif
