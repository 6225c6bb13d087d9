#ifndef PAGE_ACCOUNT_LETTER_H
#define PAGE_ACCOUNT_LETTER_H

/* Letters to a coach about their account: plain text. */
#include "words/words.h"

enum account_letter_kind {
    LETTER_RENEWS,   /* a link to choose another passphrase */
    LETTER_CONFIRMS, /* a link that shows that an address is theirs */
    LETTER_MOVED,    /* to the address of before */
    LETTER_CHANGED,  /* the passphrase has been changed */
    LETTER_OPENS,    /* a link that opens an account */
    LETTER_TAKEN     /* one was asked for, and the address has one */
};

struct account_letter_page {
    enum lang lang;
    enum account_letter_kind kind;
    const char *name;  /* as a letter may print it; "": it names nobody */
    const char *link;  /* the whole address; of this site where there is none */
    const char *other; /* the way to another passphrase; NULL */
};

void page_account_letter(struct arena *mem, const struct account_letter_page *page,
                         const char **subject, const char **body);

#endif
