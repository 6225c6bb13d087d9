/* strtod reads far more than people write (0x1p3, nan, 1e309) and follows the locale: the shape
 * is found first, and short numbers, nearly all there are, never reach it. */
#include "base/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static const char *skip_digits(const char *text)
{
    while (is_digit(*text))
        text++;
    return text;
}

struct shape {
    const char *mark; /* the decimal mark; NULL: none */
    const char *mantissa_end, *end;
    int digits, places; /* of the mantissa; of them after the mark */
};

/* An `e` without digits after it is not a part of the number. */
static const char *skip_exponent(const char *text)
{
    if (*text != 'e' && *text != 'E')
        return text;
    const char *digits = text + 1 + (text[1] == '-' || text[1] == '+');
    return is_digit(*digits) ? skip_digits(digits) : text;
}

static bool find_shape(const char *text, int forms, struct shape *out)
{
    const char *first = text + (*text == '-' || *text == '+'), *at = skip_digits(first);
    *out = (struct shape){ .digits = (int)(at - first) };
    if (*at == '.' || (*at == ',' && forms & NUMBER_COMMA)) {
        out->mark = at;
        at = skip_digits(at + 1);
        out->places = (int)(at - out->mark) - 1;
        out->digits += out->places;
    }
    out->mantissa_end = at;
    out->end = forms & NUMBER_EXPONENT ? skip_exponent(at) : at;
    return out->digits > 0 && out->end - text <= NUMBER_BYTES_MAX;
}

/* Up to fifteen digits are a whole number of the last decimal, exactly; so is the power of ten,
 * and one division rounds once, as strtod does. */
enum { EXACT_DIGITS = 15 };

static double short_number(const char *text, const struct shape *shape)
{
    static const double ten[EXACT_DIGITS + 1] = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };
    int64_t number = 0;
    for (const char *at = text; at < shape->mantissa_end; at++)
        if (is_digit(*at))
            number = 10 * number + (*at - '0');
    return (*text == '-' ? -1 : 1) * (double)number / ten[shape->places];
}

/* No locale is ever set (tools/check-numbers): strtod wants a point. */
static double long_number(const char *text, const struct shape *shape)
{
    char plain[NUMBER_BYTES_MAX + 1];
    size_t length = (size_t)(shape->end - text);
    memcpy(plain, text, length);
    plain[length] = '\0';
    if (shape->mark)
        plain[shape->mark - text] = '.';
    return strtod(plain, NULL);
}

const char *number_start(const char *text, int forms, double *out, int *decimals)
{
    struct shape shape;
    if (!find_shape(text, forms, &shape))
        return NULL;
    bool is_short = shape.digits <= EXACT_DIGITS && shape.end == shape.mantissa_end;
    double number = is_short ? short_number(text, &shape) : long_number(text, &shape);
    if (!isfinite(number))
        return NULL;
    *out = number;
    if (decimals)
        *decimals = shape.places;
    return shape.end;
}

bool number_read(const char *text, int forms, double low, double high, double *out)
{
    double number;
    const char *end = number_start(text, forms, &number, NULL);
    if (!end || *end != '\0' || !(number >= low && number <= high))
        return false;
    *out = number;
    return true;
}

/* Counted below zero, where there is room for INT64_MIN. */
const char *number_start_whole(const char *text, int64_t low, int64_t high, int64_t *out)
{
    bool minus = *text == '-' && low < 0;
    const char *at = text + minus;
    int64_t number = 0;
    if (!is_digit(*at))
        return NULL;
    for (; is_digit(*at); at++) {
        int digit = *at - '0';
        if (number < (INT64_MIN + digit) / 10)
            return NULL;
        number = 10 * number - digit;
    }
    if (!minus && number == INT64_MIN)
        return NULL;
    number = minus ? number : -number;
    if (number < low || number > high)
        return NULL;
    *out = number;
    return at;
}

bool number_read_whole(const char *text, int64_t low, int64_t high, int64_t *out)
{
    int64_t number;
    const char *end = number_start_whole(text, low, high, &number);
    if (!end || *end != '\0')
        return false;
    *out = number;
    return true;
}

const char *number_start_hex(const char *text, uint64_t *out)
{
    static const char signs[] = "0123456789abcdef";
    enum { HEX_DIGITS_MAX = 16 };
    uint64_t number = 0;
    const char *at = text;
    for (const char *sign; *at && (sign = strchr(signs, *at)); at++)
        number = number << 4 | (uint64_t)(sign - signs);
    if (at == text || at - text > HEX_DIGITS_MAX)
        return NULL;
    *out = number;
    return at;
}
