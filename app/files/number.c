/* A cell has a narrower shape than what a program writes: an exponent, or a mark without digits
 * on both sides, is a slip of the hand. One or two digits, nearly every cell, go no further. */
#include "files/number.h"

#include <math.h>
#include <string.h>

#include "base/number.h"

enum { CELL_BYTES_MAX = 30 };

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

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
    const char *first = text + (text[0] == '-' || text[0] == '+');
    int forms = separator == ';' ? NUMBER_COMMA : NUMBER_PLAIN;
    return length <= CELL_BYTES_MAX && is_digit(*first) && is_digit(text[length - 1]) &&
           number_read(text, forms, -HUGE_VAL, HUGE_VAL, out);
}
