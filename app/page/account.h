#ifndef PAGE_ACCOUNT_H
#define PAGE_ACCOUNT_H

/* A coach's own account, and the way back into one whose passphrase is forgotten. */
#include "page/site_frame.h"

/* The forms of the page; a refusal stands beside the one it is about. */
enum account_part {
    ACCOUNT_NAME,
    ACCOUNT_ADDRESS,
    ACCOUNT_PASSPHRASE,
    ACCOUNT_SESSIONS,
    ACCOUNT_END,
    ACCOUNT_PARTS
};

struct account_session {
    const char *label, *since, *used;
    bool this_one;
};

struct account_page {
    struct site_frame frame;
    const char *name, *address, *typed_address;
    const char *done; /* what has just been changed; NULL: nothing */
    const char *wrong[ACCOUNT_PARTS];
    bool mails; /* a new address is confirmed by a letter */
    size_t session_count, team_count;
    const struct account_session *sessions;
};

enum renewal_view {
    RENEWAL_ASK,     /* for the address */
    RENEWAL_NOBODY,  /* no mail: who can help */
    RENEWAL_SENT,    /* the same whatever the address */
    RENEWAL_CHOOSE,  /* by a link: another passphrase */
    RENEWAL_CONFIRM, /* by a link: an address */
    RENEWAL_DONE,
    RENEWAL_CONFIRMED,
    RENEWAL_OVER, /* the link is unknown, used or too old */
    OPENING_SENT, /* an account was asked for: the same whatever the address */
    OPENING_ASK,  /* by a link: the passphrase that was chosen */
    OPENING_OVER
};

struct renewal_page {
    struct site_frame frame;
    enum renewal_view view;
    const char *address; /* as typed; the one to confirm */
    const char *wrong;
};

#endif
