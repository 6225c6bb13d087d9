#ifndef WORDS_LETTER_NAME_H
#define WORDS_LETTER_NAME_H

/* What a person typed, as a letter sent in somebody else's name may print it: a name, and
 * nothing that could be followed or called. */
#include "base/arena.h"

/* letter_name: letters of any script, spaces, hyphens and apostrophes; anything else is a
 * space, so that no address of a page or of mail is left. Four digits at most, of any script:
 * with more, which a telephone has, none. 60 characters at most. "" when nothing is left. */
const char *letter_name(struct arena *mem, const char *text);

#endif
