#ifndef FILES_FORMULA_H
#define FILES_FORMULA_H

/* Cells that a spreadsheet would run. Whoever writes a table puts an apostrophe before them,
 * and whoever reads one back takes it for the name it guards. */
#include <stdbool.h>

#include "files/names.h"

/* What spreadsheets take for the start of a formula: = + - @, a tab, a carriage return. */
bool files_formula_starts(const char *cell);

/* The number of a cell among names, with its apostrophe or without; or NO_NUMBER. */
uint32_t files_formula_find(const struct names *names, const char *cell);

#endif
