#ifndef PAGE_LETTER_H
#define PAGE_LETTER_H

/* The letter that brings someone their personal link: plain text, the link on a line of its
 * own, and nothing that anyone answered. */
#include <stdint.h>

#include "words/words.h"

struct letter_page {
    enum lang lang;               /* of the person written to */
    const char *name, *team_name; /* as letter_name leaves them (words/letter_name.h) */
    const char *coach;            /* as well; NULL: a team without a coach writes */
    const char *address;          /* the whole link */
    const char *site;             /* what it begins with, where the program is served */
    int64_t closes_at;            /* of the open round; 0: none is open */
};

void page_letter(struct arena *mem, const struct letter_page *page, const char **subject,
                 const char **body);

#endif
