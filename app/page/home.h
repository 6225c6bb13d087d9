#ifndef PAGE_HOME_H
#define PAGE_HOME_H

/* The first page: what Alliage is, and three doors. */
#include "page/site_frame.h"

struct home_page {
    struct site_frame frame;
    bool closed;            /* strangers make no teams here */
    const char *code;       /* what was typed in « I have a link », when it was refused */
    const char *code_wrong; /* why; NULL: not refused */
};

#endif
