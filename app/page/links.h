#ifndef PAGE_LINKS_H
#define PAGE_LINKS_H

/* The personal links of a team, shown once: to copy, to scan, to print on A4, to send by
 * mail. */
#include "page/site_frame.h"

struct seat_link {
    const char *name, *craft;
    const char *address; /* whole, with the token */
    size_t qr_width;     /* modules on a side, border included */
    const char *qr_path; /* the dark modules as one path */
    const char *token;   /* what the address ends with, for the form of letters */
    const char *typed;   /* an address of mail, as it was typed */
    const char *wrong;   /* what is wrong with it; NULL */
    enum lang lang;      /* of the letter */
    bool mailed;         /* a letter is on its way */
};

struct links_page {
    struct site_frame frame;
    const char *team, *team_name;
    size_t count;
    const struct seat_link *links;
    bool alone;       /* a team without a coach: whoever made it keeps no power */
    const char *next; /* where to go once they are handed out */
    bool mails;       /* letters can be sent */
    bool mails_not;   /* … by others, or later */
    const char *told; /* what became of letters just asked for; NULL */
};

/* Several teams made at once: of each, its name, and its links. */
struct made_page {
    struct site_frame frame;
    size_t count;
    const struct links_page *teams;
    const char *next;
};

#endif
