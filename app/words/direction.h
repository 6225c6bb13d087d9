#ifndef WORDS_DIRECTION_H
#define WORDS_DIRECTION_H

/* Which way people's own texts are read, beside words of ours that are read left to right. */
#include <stdbool.h>

#include "base/arena.h"

#define APART_FROM "\xe2\x81\xa8" /* U+2068, first strong isolate */
#define APART_TO "\xe2\x81\xa9"   /* U+2069 */

/* direction_matters: does it hold a letter read right to left, or a mark that turns the order,
 * which is not kept apart already? */
bool direction_matters(const char *text);

/* words_apart: a text that stands in a sentence of ours, kept apart from it, so that neither
 * changes the order of the other: between APART_FROM and APART_TO where direction matters; the
 * text itself elsewhere. words_fill and words_list do it for each text they are given. */
const char *words_apart(struct arena *mem, const char *text);

#endif
