#ifndef PAGE_TEAM_NEW_H
#define PAGE_TEAM_NEW_H

/* The form that makes a team. What was typed comes back with what is wrong beside it. */
#include "page/site_frame.h"

struct typed_member {
    const char *name, *craft, *horizon; /* as typed; never NULL */
    bool manager;
    const char *wrong; /* NULL: nothing is */
};

struct team_new_page {
    struct site_frame frame;
    const char *name, *name_wrong;
    const char *aim, *aim_wrong;
    size_t rows; /* of members, shown; the form asks for one more */
    struct typed_member members[TEAM_MAX];
    const char *members_wrong;     /* too few, too many */
    bool accompanied;              /* a coach is signed in and makes it for others */
    const char *days, *days_wrong; /* a team alone: the round closes after so many days */
};

#endif
