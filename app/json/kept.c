/* Jansson writes into memory of its own; what is kept is a copy. */
#include "json/kept.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

const char *json_kept(struct arena *mem, json_t *tree, size_t flags)
{
    char *text = tree ? json_dumps(tree, flags) : NULL;
    json_decref(tree);
    assert(text); /* else there is no memory left */
    const char *kept = arena_copy(mem, text, strlen(text));
    free(text);
    return kept;
}
