#ifndef FLOW_PASSPHRASE_H
#define FLOW_PASSPHRASE_H

/* What may be a passphrase: long enough, and not what anyone would try first. No rule about
 * kinds of characters: they make people choose worse ones.
 * Source   NIST SP 800-63B, 5.1.1.2. */
#include "base/arena.h"

enum { PASSPHRASE_MIN = 12, PASSPHRASE_MAX = 200 }; /* characters, as people count them */

enum passphrase_fault {
    PASSPHRASE_FINE,
    PASSPHRASE_SHORT,
    PASSPHRASE_LONG,
    PASSPHRASE_COMMON, /* among the commonest, one thing repeated, or neighbours on a keyboard
                        */
    PASSPHRASE_OWN     /* the person's own address or name, and little else */
};

/* flow_passphrase_form: a passphrase as it is hashed and compared: what looks the same is the
 * same, however a keyboard composes it (words/plain.h). */
const char *flow_passphrase_form(struct arena *mem, const char *typed);

/* flow_passphrase_check: Takes the person's address and name, as typed; either may be "". */
enum passphrase_fault flow_passphrase_check(struct arena *mem, const char *typed,
                                            const char *email, const char *name);

#endif
