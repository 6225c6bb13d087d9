#ifndef TESTS_APP_PAGE_INVENTED_H
#define TESTS_APP_PAGE_INVENTED_H

/* Invented teams: portraits built by hand, one for each way a page can look. */
#include "base/arena.h"
#include "release/portrait.h"

struct invented {
    const char *file; /* name of its golden file */
    const char *team;
    const struct portrait *series;
    size_t count;
};

enum { INVENTED_MAX = 12 };

/* Gives the count. */
size_t invented_teams(struct arena *mem, struct invented out[INVENTED_MAX]);

#endif
