#ifndef STORE_COACH_KEYS_H
#define STORE_COACH_KEYS_H

/* Links that reach a coach by mail, each used once. Written inside db_begin(NO_TEAM). */
#include "store/ids.h"

struct coach_key {
    struct token_hash token;
    struct coach_id coach;
    const char *address; /* the new one; NULL: the link is for another passphrase */
    int64_t created_at, expires_at;
};

enum status store_coach_key_save(struct transaction *transaction, const struct coach_key *key,
                                 struct err *err);

/* One that has not expired at `now`. */
enum status store_coach_key_find(struct arena *mem, struct transaction *transaction,
                                 struct token_hash token, int64_t now, struct coach_key *out,
                                 struct err *err);

/* store_coach_key_count: how many of a coach were made after `since`. */
enum status store_coach_key_count(struct transaction *transaction, struct coach_id coach,
                                  int64_t since, int64_t *out, struct err *err);

/* All of a coach: one was used, or the passphrase has changed. */
enum status store_coach_keys_remove(struct transaction *transaction, struct coach_id coach,
                                    struct err *err);

/* Those of anyone that expired at `before` or earlier. */
enum status store_coach_keys_old(struct transaction *transaction, int64_t before, int64_t *out,
                                 struct err *err);
enum status store_coach_keys_purge(struct transaction *transaction, int64_t before,
                                   struct err *err);

#endif
