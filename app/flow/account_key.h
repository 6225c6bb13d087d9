#ifndef FLOW_ACCOUNT_KEY_H
#define FLOW_ACCOUNT_KEY_H

/* A link by mail lets a coach choose another passphrase, or shows that a new address is theirs.
 * It is good for an hour and once; of its secret only the hash is kept. */
#include "flow/account.h"
#include "store/coach_keys.h"
#include "store/outbox.h"

enum {
    KEY_SECONDS = 3600,
    KEYS_AN_HOUR = 3 /* an account gets no more letters than that */
};

/* What a letter says, made by the caller. */
struct account_letter {
    const char *address, *name, *subject, *body;
};

/* flow_account_key_new: a secret for a link. */
struct account_key {
    const char *text; /* for the link */
    struct token_hash hash;
};
struct account_key flow_account_key_new(struct arena *mem);

/* flow_account_key_send: keeps the key, and the letter waits to leave.
 *
 * Takes    coach, 0 when no account has that address: nothing is sent then, and it takes as
 *          long. move: the letter's address is the account's new one, if its key is used.
 * Fails    REFUSED with REFUSED_LETTERS: a move, and the hour's letters are used up. Where a
 *          passphrase was forgotten nothing is sent then, and nobody is told. */
struct key_wish {
    struct coach_id coach;
    struct account_key key;
    struct account_letter letter;
    bool move;
};
enum status flow_account_key_send(struct db *db, const struct key_wish *wish, int64_t now,
                                  enum refusal *refusal, struct err *err);

/* flow_account_post_within: a letter waits to leave; where it does not leave, the same work is
 * done and nobody is written to. Inside db_begin(NO_TEAM). */
enum status flow_account_post_within(struct transaction *transaction,
                                     const struct account_letter *letter, bool leaves,
                                     int64_t now, struct err *err);

/* flow_account_tell: a letter to a coach without a key. */
enum status flow_account_tell(struct db *db, const struct account_letter *letter, int64_t now,
                              struct err *err);

/* flow_account_key_look: whose key that is, and what for; uses nothing up.
 * Fails    REFUSED with REFUSED_LINK: unknown, used, too old. */
enum status flow_account_key_look(struct db *db, struct arena *mem, const char *text,
                                  int64_t now, struct coach_key *key, struct coach *coach,
                                  enum refusal *refusal, struct err *err);

/* flow_account_key_renew: another passphrase by that key; every browser is signed out, every
 * key of the account is over.
 * Fails    REFUSED: REFUSED_LINK, or what is wrong with the passphrase: the key is still good.
 */
enum status flow_account_key_renew(struct db *db, struct arena *mem, const char *text,
                                   const char *passphrase, int64_t now, enum refusal *refusal,
                                   struct err *err);

/* flow_account_key_confirm: the new address counts from now on.
 * Fails    REFUSED: REFUSED_LINK; REFUSED_TAKEN: another account has it meanwhile. */
enum status flow_account_key_confirm(struct db *db, struct arena *mem, const char *text,
                                     int64_t now, enum refusal *refusal, struct err *err);

#endif
