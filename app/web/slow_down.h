#ifndef WEB_SLOW_DOWN_H
#define WEB_SLOW_DOWN_H

/* Whoever guesses passphrases is slowed down: by address of the network and by account, in
 * this process. After some failures each further one doubles the wait, to a limit, so that a
 * person who mistypes is not kept out and a machine gets nowhere. */
#include <stdbool.h>
#include <stdint.h>

bool slow_down_allows(const char *address, const char *account, int64_t now);
void slow_down_tell(const char *address, const char *account, bool went_well, int64_t now);

#endif
