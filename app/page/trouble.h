#ifndef PAGE_TROUBLE_H
#define PAGE_TROUBLE_H

/* Something did not work: what, and where to go from here. */
#include "page/site_frame.h"

struct trouble_page {
    struct site_frame frame;
    const char *sentence;
    const char *sign_in; /* where a coach signs in and comes back from; NULL: no need */
};

#endif
