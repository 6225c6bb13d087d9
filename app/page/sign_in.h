#ifndef PAGE_SIGN_IN_H
#define PAGE_SIGN_IN_H

/* A coach signs in, or opens an account. */
#include "page/site_frame.h"

/* Where someone was before they had to sign in, and what they had typed there. */
struct resumed_field {
    const char *carried; /* its name in the form that signs in */
    const char *name, *value;
};

struct resume {
    const char *path; /* NULL: nowhere in particular */
    size_t count;     /* of the fields of a form that was not sent yet */
    const struct resumed_field *fields;
};

struct sign_in_page {
    struct site_frame frame;
    bool opens;               /* accounts are opened here */
    bool opening;             /* an account, rather than signing in */
    const char *email, *name; /* as typed */
    const char *wrong;        /* one sentence; never tells whether an account exists */
    struct resume resume;
};

/* Signed in again: the form that waited, to be sent with one press. */
struct resume_page {
    struct site_frame frame;
    struct resume resume;
};

#endif
