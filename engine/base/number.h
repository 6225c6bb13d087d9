#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

/* The one reader of numbers that come from outside: forms, addresses, options, tables, stored
 * texts. Nothing but digits, a sign and a decimal part is a number: no blank, no nan, no inf,
 * no hexadecimal, whatever the locale; what is read is finite and in the range asked for.
 * Elsewhere strtod, atoi, sscanf and their like are refused by tools/check-numbers.
 *
 * What could not be read is said again as it was typed, never as a number. */
#include <stdbool.h>
#include <stdint.h>

/* What may be written beside digits, a sign, and a decimal part after a point. */
enum number_form {
    NUMBER_PLAIN = 0,
    NUMBER_COMMA = 1,   /* the decimal mark may be a comma, as French readers type it */
    NUMBER_EXPONENT = 2 /* 1e-05, as programs write it */
};

enum { NUMBER_BYTES_MAX = 100 }; /* a longer text is no number */

/* number_read: a whole text as a decimal number.
 *
 * Takes    forms, of enum number_form, added; low and high, which both count as inside.
 * Gives    true and the nearest double; false, and `out` untouched, for anything else. */
bool number_read(const char *text, int forms, double low, double high, double *out);

/* number_read_whole: a whole text as a whole number, with a minus before it if low is under 0.
 */
bool number_read_whole(const char *text, int64_t low, int64_t high, int64_t *out);

/* number_start, number_start_whole, number_start_hex: the number a text begins with, for what
 * has more after it.
 *
 * Takes    decimals, NULL or where to tell how many follow the decimal mark.
 * Gives    where it ends; NULL when there is none, or when it is not finite or not in range.
 *          Hexadecimal: up to 16 small digits. */
const char *number_start(const char *text, int forms, double *out, int *decimals);
const char *number_start_whole(const char *text, int64_t low, int64_t high, int64_t *out);
const char *number_start_hex(const char *text, uint64_t *out);

#endif
