/* Growth doubles: a text of n bytes costs at most 2n of its arena twice over. */
#include "base/text.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* Length of the well-formed character at `s`, or 0. Table 3-7 of the Unicode standard. */
static size_t character(const unsigned char *s, size_t left)
{
    unsigned char a = s[0];
    size_t size = a < 0x80 ? 1 : a < 0xc2 ? 0 : a < 0xe0 ? 2 : a < 0xf0 ? 3 : a < 0xf5 ? 4 : 0;
    if (size == 0 || size > left)
        return 0;
    for (size_t i = 1; i < size; i++)
        if ((s[i] & 0xc0) != 0x80)
            return 0;
    bool bad = (a == 0xe0 && s[1] < 0xa0) || (a == 0xed && s[1] > 0x9f) ||
               (a == 0xf0 && s[1] < 0x90) || (a == 0xf4 && s[1] > 0x8f);
    return bad ? 0 : size;
}

bool text_is_utf8(const char *text, size_t length)
{
    const unsigned char *s = (const unsigned char *)text;
    for (size_t at = 0; at < length;) {
        size_t size = character(s + at, length - at);
        if (size == 0)
            return false;
        at += size;
    }
    return true;
}

bool text_equal(const char *a, const char *b) { return a && b ? strcmp(a, b) == 0 : a == b; }

static void make_room(struct text *text, size_t more)
{
    if (text->length + more + 1 <= text->room)
        return;
    size_t room = text->room ? 2 * text->room : 256;
    while (room < text->length + more + 1)
        room *= 2;
    char *start = arena_alloc(text->mem, room, 1);
    if (text->length)
        memcpy(start, text->start, text->length);
    text->start = start;
    text->room = room;
}

void text_add_bytes(struct text *text, const char *more, size_t length)
{
    make_room(text, length);
    memcpy(text->start + text->length, more, length);
    text->length += length;
    text->start[text->length] = '\0';
}

void text_add(struct text *text, const char *more) { text_add_bytes(text, more, strlen(more)); }

void text_add_format(struct text *text, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    char none[1];
    int length = vsnprintf(none, sizeof none, format, args);
    va_end(args);
    assert(length >= 0);
    make_room(text, (size_t)length);
    vsnprintf(text->start + text->length, (size_t)length + 1, format, again);
    va_end(again);
    text->length += (size_t)length;
}

const char *text_done(struct text *text)
{
    make_room(text, 0);
    return text->start;
}
