#ifndef MAIL_ADDRESS_H
#define MAIL_ADDRESS_H

/* Which texts may stand as an address in a letter's head and in a mail server's ear. */
#include <stdbool.h>

/* mail_address_fits: could this be an address? Not whether anyone reads it.
 *
 * Takes    text, as typed, without spaces around it.
 * Gives    true: one @; before it at most 64 letters, digits and signs, no dot first, last or
 *          twice; after it a name of a host with a dot, 254 in all. ASCII only: what is
 *          quoted, bracketed or international is refused, and so is every space, control
 *          character and line end.
 * Source   RFC 5321 4.1.2 and 4.5.3, the part of it that is used. */
bool mail_address_fits(const char *text);

#endif
