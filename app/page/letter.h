#ifndef PAGE_LETTER_H
#define PAGE_LETTER_H

/* The letter that brings someone their personal link: plain text, the link on a line of its
 * own, and nothing that anyone answered. */
#include "words/words.h"

struct letter_page {
    enum lang lang; /* of the person written to */
    const char *name, *team_name;
    const char *address; /* the whole link */
};

void page_letter(struct arena *mem, const struct letter_page *page, const char **subject,
                 const char **body);

#endif
