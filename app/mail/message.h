#ifndef MAIL_MESSAGE_H
#define MAIL_MESSAGE_H

/* A letter as the bytes a mail server is given. */
#include <stdint.h>

#include "base/arena.h"

struct mail {
    const char *from, *to;      /* addresses; mail_address_fits for both */
    const char *name;           /* of the person written to; any text */
    const char *subject, *body; /* any text, UTF-8; lines of the body end in \n */
    const char *id;             /* letters and digits, never the same twice */
    int64_t date;               /* seconds since 1970 */
};

/* mail_message: head and body.
 *
 * Gives    plain text in UTF-8, encoded so that every line is ASCII and short. No text can
 *          make a line of the head: outside letters, digits and spaces, it is encoded, and
 *          control characters have become spaces.
 * Source   RFC 5322, 2045 and 2047. */
const char *mail_message(struct arena *mem, const struct mail *mail);

#endif
