#ifndef BASE_TEXT_H
#define BASE_TEXT_H

/* Cutting, checking and joining UTF-8. */
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

bool text_is_utf8(const char *text, size_t length); /* no overlong form, no surrogate */
bool text_equal(const char *a, const char *b);      /* NULL equals only NULL */

/* A text that grows in an arena. Start from zero with `mem` set. */
struct text {
    struct arena *mem;
    char *start;
    size_t length, room;
};

void text_add(struct text *text, const char *more);
void text_add_bytes(struct text *text, const char *more, size_t length);
void text_add_format(struct text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
const char *text_done(struct text *text); /* NUL-terminated; never NULL */

#endif
