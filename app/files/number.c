/* strtod reads far more than people write in a table (0x1p3, nan, 1e309): the shape is checked
 * first, and one or two digits, nearly every cell there is, never reach it. */
#include "files/number.h"

#include <math.h>
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
    *out = strtod(plain, NULL);
    return true;
}
