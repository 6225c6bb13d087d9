#ifndef WEB_SLOW_DOWN_H
#define WEB_SLOW_DOWN_H

/* Whoever guesses passphrases or links, or would open accounts or send letters without end, is
 * slowed down, in this process. Passphrases by address of the network and by account: after
 * some failures each further one doubles the wait, to a limit, so that a person who mistypes
 * is not kept out and a machine gets nowhere. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool slow_down_allows(const char *address, const char *account, int64_t now);
void slow_down_tell(const char *address, const char *account, bool went_well, int64_t now);

/* What an address of the network may do so many times an hour, in this process. */
enum slowed {
    SLOW_ACCOUNTS, /* accounts opened, or tried to be: each costs a passphrase's work */
    SLOW_LINKS,    /* links tried that open nothing */
    SLOW_LETTERS,  /* letters asked for */
    SLOWED_KINDS
};

/* slow_down_take: `times` more of it. false: that would be too many, and none is counted.
 * times 0 asks whether one more would do. */
bool slow_down_take(enum slowed what, const char *address, size_t times, int64_t now);

#endif
