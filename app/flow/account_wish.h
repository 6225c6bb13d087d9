#ifndef FLOW_ACCOUNT_WISH_H
#define FLOW_ACCOUNT_WISH_H

/* Where there is mail an account is opened by a letter's link: whoever asks learns nothing of
 * the address, and no account stands under an address that nobody reads. Whoever opens it shows
 * the passphrase that was chosen: one that a stranger chose for another's address opens
 * nothing. */
#include "flow/account_key.h"
#include "flow/sign_in.h"
#include "store/coach_wishes.h"

/* flow_account_wish_send: the letter waits to leave, and what was typed is kept until its link
 * is opened, an hour at most. The same work is done for every address.
 *
 * Takes    wish: judged by flow_sign_in_judge; key; letter, which says to an address that has
 *          an account that it has one; a_day: letters this store sends in 24 hours, 0: as many
 *          as there are.
 * Fails    REFUSED with REFUSED_SLOWED: the store has sent so many. An address that was asked
 *          for KEYS_AN_HOUR times gets no other letter, and nobody is told. */
struct wish_sending {
    const struct coach *wish;
    struct token_hash key;
    struct account_letter letter;
    int64_t a_day, now;
};
enum status flow_account_wish_send(struct db *db, const struct wish_sending *sending,
                                   enum refusal *refusal, struct err *err);

/* flow_account_wish_look: what that link opens; uses nothing up.
 * Fails    REFUSED with REFUSED_LINK: unknown, used, too old. */
enum status flow_account_wish_look(struct db *db, struct arena *mem, const char *text,
                                   int64_t now, struct coach_wish *out, enum refusal *refusal,
                                   struct err *err);

/* flow_account_wish_open: the account is there, and this browser signed in to it.
 * Fails    REFUSED: REFUSED_LINK; REFUSED_PASSPHRASE: another than was chosen, and the link is
 *          still good; REFUSED_TAKEN: the address has an account meanwhile. */
struct wish_opening {
    const char *text, *passphrase;
    struct new_session session;
    int64_t now;
};
enum status flow_account_wish_open(struct db *db, struct arena *mem,
                                   const struct wish_opening *opening, enum refusal *refusal,
                                   struct err *err);

/* flow_account_forget: wishes and keys that are too old. */
enum status flow_account_forget(struct db *db, int64_t now, struct err *err);

#endif
