/* By the categories of Unicode, so that no script has a full stop or digits of its own. */
#include "words/letter_name.h"

#include <stdbool.h>
#include <string.h>
#include <utf8proc.h>

#include "words/plain.h"

enum { DIGITS_MAX = 4, LENGTH_MAX = 60 };

static bool is_digit(utf8proc_int32_t c)
{
    utf8proc_category_t kind = utf8proc_category(c);
    return kind == UTF8PROC_CATEGORY_ND || kind == UTF8PROC_CATEGORY_NL ||
           kind == UTF8PROC_CATEGORY_NO;
}

static bool is_of_a_name(utf8proc_int32_t c)
{
    utf8proc_category_t kind = utf8proc_category(c);
    return (kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_ME) || c == '-' ||
           c == '\'' || c == 0x2019;
}

static size_t digits_in(const char *text)
{
    size_t digits = 0;
    utf8proc_int32_t c;
    for (utf8proc_ssize_t count; *text; text += count > 0 ? count : 1) {
        count = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &c);
        digits += count > 0 && is_digit(c);
    }
    return digits;
}

const char *letter_name(struct arena *mem, const char *text)
{
    bool digits = digits_in(text) <= DIGITS_MAX;
    char *out = arena_copy(mem, text, strlen(text));
    size_t used = 0, length = 0;
    utf8proc_int32_t c;
    for (utf8proc_ssize_t count; *text && length < LENGTH_MAX; text += count) {
        count = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &c);
        bool kept = count > 0 && (is_digit(c) ? digits : is_of_a_name(c));
        count = count > 0 ? count : 1;
        if (kept)
            memcpy(out + used, text, (size_t)count);
        else
            out[used] = ' ';
        used += kept ? (size_t)count : 1;
        length++;
    }
    out[used] = '\0';
    return plain_name(mem, out);
}
