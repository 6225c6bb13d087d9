#ifndef PAGE_HAND_OVER_H
#define PAGE_HAND_OVER_H

/* Where a coach proposes a team to another. */
#include "page/site_frame.h"

struct hand_over_page {
    struct site_frame frame;
    const char *team_name, *home;
    const char *pending;       /* the address it is proposed to; NULL: to nobody */
    const char *wrong, *typed; /* why what was asked is refused; NULL. What was typed */
};

#endif
