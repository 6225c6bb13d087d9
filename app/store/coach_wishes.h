#ifndef STORE_COACH_WISHES_H
#define STORE_COACH_WISHES_H

/* Accounts that somebody asked for, until the letter's link is opened. Written inside
 * db_begin(NO_TEAM). */
#include "store/coaches.h"

struct coach_wish {
    struct token_hash token;
    const char *email, *name;
    const char *password; /* argon2id text */
    enum lang lang;
    int64_t created_at, expires_at;
};

enum status store_coach_wish_save(struct transaction *transaction,
                                  const struct coach_wish *wish, struct err *err);

/* One that has not expired at `now`. */
enum status store_coach_wish_find(struct arena *mem, struct transaction *transaction,
                                  struct token_hash token, int64_t now, struct coach_wish *out,
                                  struct err *err);

/* store_coach_wish_count: how many of an address were made after `since`. */
enum status store_coach_wish_count(struct transaction *transaction, const char *email,
                                   int64_t since, int64_t *out, struct err *err);

/* All of an address: one was opened. */
enum status store_coach_wishes_remove(struct transaction *transaction, const char *email,
                                      struct err *err);

/* Those of anyone that expired at `before` or earlier. */
enum status store_coach_wishes_old(struct transaction *transaction, int64_t before,
                                   int64_t *out, struct err *err);
enum status store_coach_wishes_purge(struct transaction *transaction, int64_t before,
                                     struct err *err);

#endif
