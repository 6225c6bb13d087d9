/* The table is read from top to bottom: some ninety rows, and no cleverness. */
#include "web/routes.h"

#include <string.h>

/* Compares one part of the path with one of the pattern; a {name} takes any but an empty
 * one. Gives whether they fit. */
static bool fits_part(struct arena *mem, const char *pattern, size_t pattern_length,
                      const char *path, size_t path_length, struct field *param)
{
    param->name = NULL;
    if (pattern_length > 2 && pattern[0] == '{' && pattern[pattern_length - 1] == '}') {
        param->name = arena_copy(mem, pattern + 1, pattern_length - 2);
        param->value = arena_copy(mem, path, path_length);
        return path_length > 0;
    }
    return pattern_length == path_length && memcmp(pattern, path, path_length) == 0;
}

static bool fits(struct arena *mem, const char *pattern, const char *path, struct form *params)
{
    struct field *fields = NEW_ARRAY(mem, struct field, PARAMS_MAX + 1);
    *params = (struct form){ .fields = fields };
    while (*pattern == '/' && *path == '/') {
        size_t pattern_length = strcspn(++pattern, "/"), path_length = strcspn(++path, "/");
        struct field *param = &fields[params->count];
        if (!fits_part(mem, pattern, pattern_length, path, path_length, param))
            return false;
        params->count += param->name && params->count < PARAMS_MAX;
        pattern += pattern_length;
        path += path_length;
    }
    return *pattern == *path; /* both at their end */
}

const struct route *routes_find(struct arena *mem, struct routes routes, enum method method,
                                const char *path, struct form *params, bool *other_method)
{
    *other_method = false;
    for (size_t i = 0; i < routes.count; i++) {
        struct arena_mark mark = arena_mark(mem);
        if (fits(mem, routes.list[i].pattern, path, params)) {
            if (routes.list[i].method == method)
                return &routes.list[i];
            *other_method = true;
        }
        arena_release(mem, mark);
    }
    *params = (struct form){ 0 };
    return NULL;
}
