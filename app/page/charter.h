#ifndef PAGE_CHARTER_H
#define PAGE_CHARTER_H

/* Forms by which a team changes: who is in it, its name and aim, a person's own card. What was
 * typed comes back with what is wrong above it. */
#include "page/site_frame.h"

struct person_page {
    struct site_frame frame;
    const char *home, *team_name, *action;
    const char *wrong;                               /* NULL: nothing is */
    const char *name, *craft, *horizon, *works_best; /* as typed; never NULL */
    bool manager;
    bool alone;     /* another member must agree */
    bool proposed;  /* … and has been asked to */
    bool name_held; /* a round is open: the name stands still */
};

struct past_aim {
    const char *sentence, *when;
};

struct charter_page {
    struct site_frame frame;
    const char *home, *team_name, *action, *wrong;
    const char *aim, *typed;            /* the one kept; what was typed */
    const char *proposed, *proposed_id; /* NULL: none */
    bool member, said, own;             /* may answer; has agreed; proposed it */
    bool may_rename;
    size_t past_count;
    const struct past_aim *past;
};

#endif
