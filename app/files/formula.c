/* A name that begins with an apostrophe of its own is found before one that is guarded. */
#include "files/formula.h"

#include <string.h>

bool files_formula_starts(const char *cell)
{
    return *cell != '\0' && strchr("=+-@\t\r", *cell) != NULL;
}

uint32_t files_formula_find(const struct names *names, const char *cell)
{
    uint32_t found = files_names_find(names, cell);
    bool guarded = cell[0] == '\'' && files_formula_starts(cell + 1);
    return found == NO_NUMBER && guarded ? files_names_find(names, cell + 1) : found;
}
