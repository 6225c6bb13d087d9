/* strtod reads far more than people write in a table (0x1p3, nan, 1e309): the shape is checked
 * first, and one or two digits, nearly every cell there is, never reach it. */
#include "files/number.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER_BYTES_MAX = 30 };

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static const char *skip_digits(const char *text)
{
    while (is_digit(*text))
        text++;
    return text;
}

/* Up to fifteen digits are a whole number of the last decimal, exactly; so is the power of ten,
 * and one division rounds once, as strtod does. */
const char *files_decimal(const char *text, double *out, int *decimals)
{
    enum { DIGITS_MAX = 15 };
    static const double ten[DIGITS_MAX + 1] = { 1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15 };
    bool minus = text[0] == '-';
    const char *at = text + (minus || text[0] == '+'), *first = at, *point = NULL;
    int64_t number = 0;
    for (; is_digit(*at) || (*at == '.' && !point); at++) {
        if (*at == '.')
            point = at;
        else if (at - first <= DIGITS_MAX)
            number = 10 * number + (*at - '0');
    }
    int digits = (int)(at - first) - (point != NULL),
        places = point ? (int)(at - point) - 1 : 0;
    if (digits == 0 || digits > DIGITS_MAX || *at == 'e' || *at == 'E')
        return NULL;
    *out = (minus ? -1 : 1) * (double)number / ten[places];
    *decimals = places;
    return at;
}

bool files_number(const char *text, char separator, double *out)
{
    *out = NAN;
    if (text[0] == '\0')
        return true;
    if (is_digit(text[0]) && text[1] == '\0') {
        *out = text[0] - '0';
        return true;
    }
    size_t length = strlen(text);
    if (length > NUMBER_BYTES_MAX)
        return false;
    const char *whole = text + (text[0] == '-' || text[0] == '+');
    const char *mark = skip_digits(whole), *end = mark;
    if (*mark == '.' || (*mark == ',' && separator == ';'))
        end = skip_digits(mark + 1);
    if (*end != '\0' || mark == whole || end == mark + 1)
        return false;
    char plain[NUMBER_BYTES_MAX + 1];
    memcpy(plain, text, length + 1);
    if (*mark != '\0')
        plain[mark - text] = '.';
    int decimals;
    if (!files_decimal(plain, out, &decimals))
        *out = strtod(plain, NULL);
    return true;
}
