#ifndef PAGE_ACCOUNT_LETTER_H
#define PAGE_ACCOUNT_LETTER_H

/* Letters to a coach about their account: plain text. */
#include "words/words.h"

enum account_letter_kind {
    LETTER_RENEWS,   /* a link to choose another passphrase */
    LETTER_CONFIRMS, /* a link that shows that an address is theirs */
    LETTER_MOVED,    /* to the address of before */
    LETTER_CHANGED   /* the passphrase has been changed */
};

struct account_letter_page {
    enum lang lang;
    enum account_letter_kind kind;
    const char *name;
    const char *link; /* the whole address; of this site where there is none */
};

void page_account_letter(struct arena *mem, const struct account_letter_page *page,
                         const char **subject, const char **body);

#endif
