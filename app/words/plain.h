#ifndef WORDS_PLAIN_H
#define WORDS_PLAIN_H

/* The one form of a text that names someone or something. What looks the same is the same:
 * "é" in one piece or in two, a no-break space or an ordinary one, with or without a character
 * nobody can see. Names and ids are compared, counted and kept in this form, everywhere. */
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* plain_name: the text in its one form.
 *
 * Takes    UTF-8.
 * Gives    composed (NFC); every run of blanks, of whatever kind, line breaks and control
 *          characters among them, as one space, none at the ends; characters without a shape
 *          left out (zero-width space, soft hyphen, byte order mark, marks of direction …),
 *          but for joiners that a script or an emoji needs. "" when nothing is left to see.
 *          Doing it twice changes nothing more. The text itself when it is so already.
 * Cost     a pass over the bytes when the letters are those of western Europe. */
const char *plain_name(struct arena *mem, const char *text);

/* plain_is_gap: whether a cell says that there is no answer: empty, NA, N/A, n/a, N.A., n.a.,
 * #N/A, #N/D, NaN, nan, NULL, null, NSP, a full stop or a dash alone. Elsewhere than in a
 * heading it then counts as empty, in every table. */
bool plain_is_gap(const char *text);

/* plain_same: whether two texts name one thing; case and accents count. */
bool plain_same(struct arena *mem, const char *a, const char *b);

/* plain_folded: what is left when case, accents, and kinds of apostrophe, dash and width are
 * taken away: "Éloïse O’Hara" is "eloise o'hara". To find what was meant, never who it is. */
const char *plain_folded(struct arena *mem, const char *text);

/* plain_nearest: which of the texts may have been meant.
 *
 * Gives    up to `room` numbers of texts, nearest first, and how many: those that are alike
 *          but for case and accents, then those a few letters away (a third of the letters at
 *          most) or that hold the text as one of their words. A count of none is a result.
 * Cost     O(texts x letters^2). */
size_t plain_nearest(struct arena *mem, const char *text, const char *const texts[],
                     size_t count, size_t out[], size_t room);

/* plain_alike: the number of the only text alike but for case and accents; `count` when there
 * is none, or more than one. */
size_t plain_alike(struct arena *mem, const char *text, const char *const texts[],
                   size_t count);

/* plain_letters: letters as people count them (grapheme clusters): 1 for a flag, 4 for Zoé!.
 * plain_letter: the bytes of the first one; 0 at the end of the text. */
size_t plain_letters(const char *text);
size_t plain_letter(const char *text);

#endif
