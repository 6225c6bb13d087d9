#ifndef FLOW_BROWSER_H
#define FLOW_BROWSER_H

/* Which browser it is, by the key it shows now; giving it new keys, and noting their use. */
#include "store/browsers.h"
#include "store/coaches.h"
#include "store/seats.h"

/* A seat is not opened by a key that was made long before the seat was bound: who planted one
 * in another's browser gains nothing when that other opens a link. Two links pressed in two
 * tabs are within it. */
enum { KEY_FRESH_SECONDS = 600 };

bool flow_browser_opens(const struct browser_key *key, const struct device *seat);

/* flow_browser_add_key: one more key for a browser, inside the caller's transaction. */
enum status flow_browser_add_key(struct transaction *transaction, struct token_hash browser,
                                 struct token_hash key, int64_t now, struct err *err);

/* flow_browser_rekey: the browser shows that key from now on; the one before is over as soon
 * as it does. */
enum status flow_browser_rekey(struct db *db, struct token_hash browser, struct token_hash key,
                               int64_t now, struct err *err);

/* What was shown since the last time this was written down. */
struct sighting {
    struct token_hash token;
    bool session; /* a sign-in; else the key of a browser */
};

/* flow_browser_seen: writes the day of use of keys and sign-ins. What is gone is passed over.
 */
enum status flow_browser_seen(struct db *db, struct arena *mem,
                              const struct sighting *sightings, size_t count, int64_t now,
                              struct err *err);

/* flow_browser_forget: what was told long enough to who lost a place, and keys that open
 * nothing any more. */
enum { LOST_TOLD_DAYS = 60 };
enum status flow_browser_forget(struct db *db, int64_t now, struct err *err);

#endif
