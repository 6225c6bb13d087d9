/* One sentence, written where the trouble is first seen, and kept in pieces beside. */
#include "base/status.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* A conversion of printf: %s, %.40s, %d, %zu, %lld, %g … without flags or width. */
enum width { WIDTH_INT, WIDTH_LONG, WIDTH_LONG_LONG, WIDTH_SIZE };
struct conversion {
    int precision; /* -1: none */
    enum width width;
    char kind;
};

static const char *read_conversion(const char *at, struct conversion *out)
{
    *out = (struct conversion){ .precision = -1 };
    if (*at == '.') {
        out->precision = 0;
        for (at++; *at >= '0' && *at <= '9'; at++)
            out->precision = 10 * out->precision + (*at - '0');
    }
    for (; *at == 'l'; at++)
        out->width++;
    if (*at == 'z') {
        out->width = WIDTH_SIZE;
        at++;
    }
    out->kind = *at;
    return *at ? at + 1 : at;
}

static long long signed_of(enum width width, va_list *args)
{
    switch (width) {
    case WIDTH_INT:
        return va_arg(*args, int);
    case WIDTH_LONG:
        return va_arg(*args, long);
    case WIDTH_LONG_LONG:
        return va_arg(*args, long long);
    case WIDTH_SIZE:
        break;
    }
    return va_arg(*args, ptrdiff_t);
}

static unsigned long long unsigned_of(enum width width, va_list *args)
{
    switch (width) {
    case WIDTH_INT:
        return va_arg(*args, unsigned);
    case WIDTH_LONG:
        return va_arg(*args, unsigned long);
    case WIDTH_LONG_LONG:
        return va_arg(*args, unsigned long long);
    case WIDTH_SIZE:
        break;
    }
    return va_arg(*args, size_t);
}

/* Under 0: a conversion that no sentence has had so far. */
static int put_hole(char *to, size_t room, const struct conversion *as, va_list *args)
{
    switch (as->kind) {
    case 's':
        return as->precision < 0
                   ? snprintf(to, room, "%s", va_arg(*args, const char *))
                   : snprintf(to, room, "%.*s", as->precision, va_arg(*args, const char *));
    case 'd':
        return snprintf(to, room, "%lld", signed_of(as->width, args));
    case 'u':
        return snprintf(to, room, "%llu", unsigned_of(as->width, args));
    case 'g':
        return snprintf(to, room, "%.*g", as->precision < 0 ? 6 : as->precision,
                        va_arg(*args, double));
    default:
        return -1;
    }
}

/* false: not every hole could be kept. */
static bool keep_holes(struct err *err, const char *format, va_list *args)
{
    size_t used = 0;
    for (const char *at = strchr(format, '%'); at; at = strchr(at, '%')) {
        struct conversion as;
        bool percent = at[1] == '%';
        at = percent ? at + 2 : read_conversion(at + 1, &as);
        if (percent)
            continue;
        size_t room = sizeof err->holes - used;
        int length = put_hole(err->holes + used, room, &as, args);
        if (length < 0 || (size_t)length >= room)
            return false;
        used += (size_t)length + 1;
    }
    return true;
}

void fail_with(struct err *err, enum status status, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    /* Aside, since an argument may be the text of this same err. */
    struct err said = { .status = status };
    vsnprintf(said.text, sizeof said.text, format, args);
    said.format = keep_holes(&said, format, &again) ? format : NULL;
    va_end(again);
    *err = said;
}

enum status fail(struct err *err, enum status status, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fail_with(err, status, format, args);
    va_end(args);
    return status;
}

size_t err_place_length(const char *format)
{
    size_t at = 2;
    if (strncmp(format, "%s:", 3) != 0)
        return 0;
    while (format[at] == ':' && format[at + 1] != ' ') {
        at++;
        size_t digits = strspn(format + at, "0123456789");
        size_t number =
            strncmp(format + at, "%zu", 3) == 0                                        ? 3
            : strncmp(format + at, "%d", 2) == 0 || strncmp(format + at, "%u", 2) == 0 ? 2
                                                                                       : 0;
        if (!digits && !number)
            return 0;
        at += number + digits;
    }
    return format[at] == ':' ? at + 2 : 0;
}

size_t err_key_length(const char *format)
{
    const char *key = format + err_place_length(format);
    size_t length = strspn(key, "abcdefghijklmnopqrstuvwxyz0123456789_.");
    bool whole = key[length] == '\0' || key[length] == '|';
    return whole && memchr(key, '.', length) ? length : 0;
}

bool err_says(const struct err *err, const char *key)
{
    size_t length = err->format ? err_key_length(err->format) : 0;
    return length > 0 && length == strlen(key) &&
           strncmp(err->format + err_place_length(err->format), key, length) == 0;
}
