#ifndef PAGE_SIGN_IN_H
#define PAGE_SIGN_IN_H

/* A coach signs in, or opens an account. */
#include "page/site_frame.h"

struct sign_in_page {
    struct site_frame frame;
    bool opens;               /* accounts are opened here */
    bool opening;             /* an account, rather than signing in */
    const char *email, *name; /* as typed */
    const char *wrong;        /* one sentence; never tells whether an account exists */
};

#endif
