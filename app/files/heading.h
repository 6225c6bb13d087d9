#ifndef FILES_HEADING_H
#define FILES_HEADING_H

/* Whether a cell is a heading: by its words, never because it is unknown otherwise. */
#include <stdbool.h>

#include "base/arena.h"

/* files_heading: each word of the cell is one of headings, in French or English: "person 1",
 * "Prénom", "Liste des participants". Numbers and marks say nothing. */
bool files_heading(struct arena *mem, const char *cell);

#endif
