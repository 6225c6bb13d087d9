#ifndef FLOW_FORMS_H
#define FLOW_FORMS_H

/* What lets a form be sent without fear: it fits after a restart, it makes its thing once, and
 * the page it led to can be come back to. */
#include "store/db.h"
#include "store/forms.h"

/* flow_forms_share: the key of forms is the store's, the same for every process on it, now and
 * after a restart. After secret_start. */
enum status flow_forms_share(struct db *db, struct arena *mem, int64_t now, struct err *err);

enum once_state {
    ONCE_TAKEN,   /* it is this request's: flow_once_end or flow_once_forget comes next */
    ONCE_RUNNING, /* another request is at it */
    ONCE_USED     /* path says where it led */
};

/* A use that has been under way for so long was broken off. */
enum { ONCE_STALE_SECONDS = 60, ONCE_DAYS = 1, PAGE_SECONDS = 1800 };

enum status flow_once_take(struct db *db, struct arena *mem, struct token_hash number,
                           int64_t now, enum once_state *state, const char **path,
                           struct err *err);

/* flow_once_look: the same without taking; a number that was forgotten meanwhile is RUNNING. */
enum status flow_once_look(struct db *db, struct arena *mem, struct token_hash number,
                           enum once_state *state, const char **path, struct err *err);
enum status flow_once_end(struct db *db, const struct once *once, struct err *err);
enum status flow_once_forget(struct db *db, struct token_hash number, struct err *err);

struct page_key {
    const char *name, *secret;
};

struct page_bytes {
    const char *bytes;
    size_t count;
};

/* flow_page_keep, flow_page_find: a page for half an hour.
 *
 * Takes    key: a name, which its address holds, and a secret, which only its browser has; what
 *          is stored is read with both alone.
 * Fails    NOT_FOUND: no such page, over, or another browser's. */
enum status flow_page_keep(struct db *db, struct arena *mem, const struct page_key *key,
                           struct page_bytes page, int64_t now, struct err *err);
enum status flow_page_find(struct db *db, struct arena *mem, const struct page_key *key,
                           int64_t now, struct page_bytes *out, struct err *err);

/* flow_forms_purge: removes what has been kept long enough; writes only where there is some. */
enum status flow_forms_purge(struct db *db, int64_t now, struct err *err);

#endif
