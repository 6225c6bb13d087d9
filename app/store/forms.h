#ifndef STORE_FORMS_H
#define STORE_FORMS_H

/* What the web keeps between two requests: shared keys, numbers used once, pages kept for a
 * while. Written inside db_begin(NO_TEAM). */
#include "store/ids.h"

/* store_server_secret: a key by its name.
 *
 * Takes    fresh, what it is where there is none yet.
 * Gives    the one that all processes on this store share. */
enum status store_server_secret(struct arena *mem, struct transaction *transaction,
                                const char *name, const char *fresh, int64_t now,
                                const char **out, struct err *err);

struct once {
    struct token_hash number;
    const char *path; /* where its first use led; NULL: under way, or not used */
    int64_t at;
};

/* store_once_take: marks a number as used, unless it is.
 *
 * Takes    stale_before: a use that was under way then has been given up.
 * Gives    taken; false: it was used before. */
enum status store_once_take(struct transaction *transaction, const struct once *once,
                            int64_t stale_before, bool *taken, struct err *err);
enum status store_once_find(struct arena *mem, struct transaction *transaction,
                            struct token_hash number, struct once *out, struct err *err);
enum status store_once_end(struct transaction *transaction, const struct once *once,
                           struct err *err);
enum status store_once_forget(struct transaction *transaction, struct token_hash number,
                              struct err *err);

struct kept_page {
    struct token_hash name;
    const char *sealed;
    int64_t expires_at;
};

enum status store_page_save(struct transaction *transaction, const struct kept_page *page,
                            struct err *err);

/* Fails    NOT_FOUND: there is none, or its time is over. */
enum status store_page_find(struct arena *mem, struct transaction *transaction,
                            struct token_hash name, int64_t now, struct kept_page *out,
                            struct err *err);

/* store_forms_old: how many of these have been kept long enough. store_forms_purge: removes
 * them, out of the log too.
 * Takes    used_before, of numbers; now, of pages. */
enum status store_forms_old(struct transaction *transaction, int64_t used_before, int64_t now,
                            int64_t *out, struct err *err);
enum status store_forms_purge(struct transaction *transaction, int64_t used_before, int64_t now,
                              struct err *err);

#endif
