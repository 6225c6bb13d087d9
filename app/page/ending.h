#ifndef PAGE_ENDING_H
#define PAGE_ENDING_H

/* Where a team is put away or deleted, and where that is undone. */
#include "page/site_frame.h"

struct ending_page {
    struct site_frame frame;
    const char *team_name, *home, *action;
    const char *wrong, *typed; /* why what was asked is refused; NULL. What was typed */
    const char *deleted_when;  /* "vendredi 8 décembre …"; NULL: no deletion waits */
    bool archived;
    bool alone;                      /* no coach: two members must agree */
    bool archive_asked, archive_own; /* a member proposes it; this one does */
    bool delete_asked, delete_own;
};

#endif
