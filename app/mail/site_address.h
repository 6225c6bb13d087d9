#ifndef MAIL_SITE_ADDRESS_H
#define MAIL_SITE_ADDRESS_H

/* The address at which people reach the site, as whoever runs it wrote it, made one form. */
#include "base/arena.h"
#include "base/status.h"

/* mail_site_address: reads it once, so that nothing else joins or compares what was typed.
 *
 * Takes    text, "HTTPS://Alliage.Example:443/".
 * Gives    "https://alliage.example": scheme and host in small letters, letters beyond ASCII as
 *          browsers send them, no last slash, no usual port.
 * Fails    BAD_INPUT: no scheme or another, no host, a name or passphrase, a folder, a
 *          question, a host that nobody can reach; the sentence says what would be right. */
enum status mail_site_address(struct arena *mem, const char *text, const char **out,
                              struct err *err);

#endif
