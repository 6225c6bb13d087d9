#ifndef WEB_SHELF_H
#define WEB_SHELF_H

/* Pieces of pages that took long to make and will not change, kept for whoever may see them
 * next. Who that is, is judged before anything is taken from here. Any thread may call. */
#include "base/arena.h"

enum { SHELF_PIECES = 128, SHELF_BYTES = 6 * 1024 * 1024 };

/* shelf_find: a copy of the piece kept under that very name; NULL: there is none. */
const char *shelf_find(struct arena *mem, const char *name);

/* shelf_keep: keeps a copy, in place of the ones longest unused.
 * Takes    name, all that the piece depends on. */
void shelf_keep(const char *name, const char *piece);

#endif
