#ifndef JSON_KEPT_H
#define JSON_KEPT_H

#include <jansson.h>

#include "base/arena.h"

/* json_kept: a tree as text.
 *
 * Takes    tree, given away; NULL, or one that cannot be written, is a lack of memory, and an
 *          assertion: what we make holds nothing that JSON cannot say. flags, jansson's.
 * Gives    the text, which lasts with mem. */
const char *json_kept(struct arena *mem, json_t *tree, size_t flags);

#endif
