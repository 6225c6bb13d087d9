#ifndef STORE_COACHES_H
#define STORE_COACHES_H

/* Accounts of coaches, and the browsers they are signed in with. Written inside
 * db_begin(NO_TEAM). */
#include "instrument/instrument.h"
#include "store/ids.h"

struct coach {
    struct coach_id id;
    const char *email, *name;
    const char *password; /* argon2id text */
    enum lang lang;
    int64_t created_at;
};

/* Saving a new account whose address is taken is CONFLICT. */
enum status store_coach_save(struct transaction *transaction, const struct coach *coach,
                             struct err *err);
enum status store_coach_load(struct arena *mem, struct transaction *transaction,
                             struct coach_id id, struct coach *out, struct err *err);
enum status store_coach_find(struct arena *mem, struct transaction *transaction,
                             const char *email, struct coach *out, struct err *err);

/* All of them, oldest first. */
struct coaches {
    struct coach *list;
    size_t count;
};
enum status store_coaches_load(struct arena *mem, struct transaction *transaction,
                               struct coaches *out, struct err *err);

/* The account, its browsers and its keys. Its teams are the caller's to think of first. */
enum status store_coach_remove(struct transaction *transaction, struct coach_id id,
                               struct err *err);

struct coach_session {
    struct token_hash token;
    struct coach_id coach;
    int64_t created_at, seen_at;
    const char *label; /* "iPhone"; NULL: not known */
};

enum status store_coach_session_save(struct transaction *transaction,
                                     const struct coach_session *session, struct err *err);
enum status store_coach_session_find(struct arena *mem, struct transaction *transaction,
                                     struct token_hash token, struct coach_session *out,
                                     struct err *err);
enum status store_coach_session_remove(struct transaction *transaction, struct token_hash token,
                                       struct err *err);

/* The browsers of a coach, in the order of their signing in. */
struct coach_sessions {
    struct coach_session *list;
    size_t count;
};
enum status store_coach_sessions_load(struct arena *mem, struct transaction *transaction,
                                      struct coach_id coach, struct coach_sessions *out,
                                      struct err *err);

/* All browsers of one coach but `keep`, which may be "": after a change of passphrase. */
enum status store_coach_sessions_remove(struct transaction *transaction, struct coach_id coach,
                                        struct token_hash keep, struct err *err);

#endif
