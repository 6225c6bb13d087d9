/* Served from memory: there is no path of the machine to wander from. */
#include "web/statics.h"

#include <string.h>

#include "web/statics_embedded.h"

static const char *type_of(const char *name)
{
    const char *dot = strrchr(name, '.');
    if (strcmp(dot, ".css") == 0)
        return "text/css; charset=utf-8";
    if (strcmp(dot, ".js") == 0)
        return "text/javascript; charset=utf-8";
    return "image/svg+xml";
}

bool statics_find(const char *name, struct static_file *out)
{
    for (const struct embedded *file = statics_embedded; file->name; file++)
        if (strcmp(file->name, name) == 0) {
            *out = (struct static_file){ type_of(file->name), file->bytes, file->length };
            return true;
        }
    return false;
}

const char *statics_version(void) { return statics_embedded_hash; }
