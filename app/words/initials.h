#ifndef WORDS_INITIALS_H
#define WORDS_INITIALS_H

/* Two letters that stand for a name beside it, in a list of people. */
#include <stddef.h>

#include "base/arena.h"

/* words_initials: of each name of a team, its initials.
 *
 * Takes    names in their plain form.
 * Gives    letters as people count them (a flag or an accent is never cut), or pictures; a
 *          figure where there is no second letter; never a bracket or a dash: AD for Aïcha
 *          Diop, Él for Élise, שכ for שרה כהן (2). "" for a name without any. Two names have
 *          the same only when no third letter of theirs tells them apart. */
void words_initials(struct arena *mem, const char *const names[], size_t count,
                    const char *out[]);

#endif
