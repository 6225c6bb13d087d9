#ifndef STORE_BROWSERS_H
#define STORE_BROWSERS_H

/* Keys of browsers: what a cookie holds, and which browser it is. A new key leaves the one
 * before it good until it has itself been shown: a reply that is lost takes nothing away. */
#include "store/ids.h"

/* KEY_COOKIE says who a browser is. KEY_FORM stands for one whose first cookie may not have
 * reached it: it is believed by whoever opens a link, and for nothing else. */
enum key_kind { KEY_COOKIE, KEY_FORM };

struct browser_key {
    struct token_hash token, browser;
    enum key_kind kind;
    int64_t number; /* set when it is saved */
    int64_t made_at;
    int64_t seen_on; /* 0: never yet */
};

struct browser_keys {
    struct browser_key *list;
    size_t count;
};

/* store_browser_key_save: the newest key of its browser. One that is there already stays as
 * it is: it is another browser's then. */
enum status store_browser_key_save(struct transaction *transaction, struct browser_key *key,
                                   struct err *err);
enum status store_browser_key_find(struct arena *mem, struct transaction *transaction,
                                   struct token_hash token, struct browser_key *out,
                                   struct err *err);

/* store_browser_key_remove_old: that key, if it was made before. */
enum status store_browser_key_remove_old(struct transaction *transaction,
                                         struct token_hash token, int64_t before,
                                         struct err *err);

/* All keys of a browser, the oldest first. */
enum status store_browser_keys_load(struct arena *mem, struct transaction *transaction,
                                    struct token_hash browser, struct browser_keys *out,
                                    struct err *err);

/* store_browser_key_see: it was shown on that day; the keys before it are over. */
enum status store_browser_key_see(struct transaction *transaction,
                                  const struct browser_key *key, int64_t day, struct err *err);

/* store_browser_keys_forget: keys made before that open nothing any more. */
enum status store_browser_keys_forget(struct transaction *transaction, int64_t before,
                                      struct err *err);

#endif
