#ifndef WEB_STATICS_H
#define WEB_STATICS_H

/* The style sheets, the wordmark and the little script there is: inside the program. */
#include <stdbool.h>
#include <stddef.h>

struct static_file {
    const char *type, *bytes;
    size_t length;
};

/* By the name after /static/VERSION/; false: there is none. */
bool statics_find(const char *name, struct static_file *out);

/* The version: changes when any of the files does, so that browsers may keep them. */
const char *statics_version(void);

#endif
