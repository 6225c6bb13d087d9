#ifndef PAGE_LINK_H
#define PAGE_LINK_H

/* The page behind a personal link: one button, because what only looks must not open it; or
 * why it opens nothing here, and what would. */
#include "page/site_frame.h"

enum { LINK_TEXTS_MAX = 4 };

struct link_page {
    struct site_frame frame;
    const char *title;
    const char *wrong;                 /* what does not work, said first; NULL */
    const char *texts[LINK_TEXTS_MAX]; /* paragraphs; NULL ends them */
    const char *action, *go;           /* where the button posts, and its words; NULL: none */
    bool confirmed;                    /* who presses it has read whose place this is */
    const char *home, *home_go;        /* another way to go */
};

/* Before a link is issued again: what it does, and for whom. */
struct reissue_page {
    struct site_frame frame;
    const char *team_name, *home, *name, *action;
    const char *round; /* what it does to the round that is open; NULL: none is */
    bool alone;        /* two other members must ask */
    bool waiting;      /* this visitor has asked; another must too */
    bool leaving;      /* this visitor has said that they left; another must too */
};

#endif
