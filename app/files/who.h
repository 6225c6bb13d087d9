#ifndef FILES_WHO_H
#define FILES_WHO_H

/* Who is meant by a name in a wish or a past team: a person of the roster, the only one alike
 * but for case and accents, or nobody, and then the nearest. */
#include <stdbool.h>

#include "files/roster.h"

struct who {
    struct arena *mem;
    const struct roster *roster;
    bool folded_made;
    struct names folded; /* made when first needed */
    uint32_t *person;    /* of each folded name; NO_NUMBER: of several people */
};

enum who_found { WHO_EXACT, WHO_ALIKE, WHO_NOBODY };

enum who_found files_who(struct who *who, const char *name, uint32_t *person);

/* "Ana, Zoé": up to three of the roster; "" when nobody is near. */
const char *files_who_nearest(struct who *who, const char *name);

#endif
