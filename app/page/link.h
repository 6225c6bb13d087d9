#ifndef PAGE_LINK_H
#define PAGE_LINK_H

/* The page behind a personal link: one button, because what only looks must not open it. */
#include "page/site_frame.h"

struct link_page {
    struct site_frame frame;
    const char *action; /* where the button posts */
    const char *wrong;  /* the link opens nothing; NULL */
};

/* Before a link is issued again: what it does, and for whom. */
struct reissue_page {
    struct site_frame frame;
    const char *team_name, *home, *name, *action;
    bool alone;   /* two other members must ask */
    bool waiting; /* this visitor has asked; another must too */
    bool leaving; /* this visitor has said that they left; another must too */
};

#endif
