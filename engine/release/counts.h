#ifndef RELEASE_COUNTS_H
#define RELEASE_COUNTS_H

/* Whose form counts in r: the one place where that is decided, for the browser and for files.
 *
 * The questions of a form are the items of its questionnaire, and nothing else: ratings of
 * colleagues, rankings and the moment recognised are not asked in every round nor of every
 * team, and add to no mean. A form counts when it holds known answers to at least half of
 * them, sent or not; "I don't know" is no known answer. */
#include "release/raw_round.h"

/* Known answers that make a form count: half of the items, an odd one on the safe side. */
size_t release_form_needs(const struct instrument *instrument);

/* Does the form of this row count? Where no items were asked (tables of ratings or rankings
 * alone), whoever handed something in does. */
bool release_form_counts(const struct raw_round *raw, size_t person);

/* release_counted: the same round with the forms that count only.
 *
 * Takes    mem, where the smaller grids go when a form does not count.
 * Gives    seats as before; whoever does not count is a seat that did not answer, after the
 *          others, and is still rated by them.
 * Cost     O(people * items), and a copy when a form does not count. */
struct raw_round release_counted(struct arena *mem, const struct raw_round *raw);

#endif
