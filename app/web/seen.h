#ifndef WEB_SEEN_H
#define WEB_SEEN_H

/* Keys that were used, until the clock writes them down: a page that is only read waits for no
 * lock and writes nothing. What is lost with the process is noted again at the next use. */
#include "flow/browser.h"

/* seen_note: any thread; a key that waits already is not noted twice, and a full list drops
 * it until later. */
void seen_note(const struct sighting *sighting);

/* seen_write: all that was noted, at once. */
enum status seen_write(struct db *db, int64_t now, struct err *err);

#endif
