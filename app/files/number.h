#ifndef FILES_NUMBER_H
#define FILES_NUMBER_H

#include <stdbool.h>

/* files_number: a cell as a number.
 *
 * Takes    digits, with a sign and a decimal part if any: 4, -0.5, 3.0; under ';' the decimal
 *          mark may be a comma too, as French spreadsheets write it.
 * Gives    true and the number; NAN for an empty cell. False for anything else: NaN, inf,
 *          hexadecimal, exponents, more than 30 characters. */
bool files_number(const char *text, char separator, double *out);

#endif
