#ifndef WORDS_NOTES_H
#define WORDS_NOTES_H

/* What was understood, guessed or left out while reading, one sentence each. Like a refusal it
 * is written in English where it is seen and told in the reader's language
 * (words/refusal.h); unlike one it stops nothing. It names no answer of anybody. */
#include "base/arena.h"
#include "base/status.h"

/* Start from zero with `mem` set. A NULL in place of notes: nobody listens. */
struct notes {
    struct arena *mem;
    size_t count, room;
    struct err *list;
};

/* notes_add: one more, as fail() writes it: "%s:%zu: …". */
void notes_add(struct notes *notes, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
