#ifndef FLOW_SIGN_IN_H
#define FLOW_SIGN_IN_H

/* Who is at the other end: a coach with an account, members bound to this browser, or
 * nobody known. */
#include "flow/browser.h"
#include "flow/refusal.h"
#include "store/coaches.h"
#include "store/seats.h"

/* A sign-in ends so long after its last use. */
enum { SESSION_DAYS = 90 };

struct membership {
    struct team_id team;
    struct seat_id seat;
};

struct visitor {
    struct coach_id coach; /* 0: none is signed in */
    const struct membership *seats;
    size_t seat_count;
    bool known;                /* the key it shows is one of ours */
    struct token_hash browser; /* which one it is, where it is known */
    bool key_due, session_due; /* their day of use is not written down yet */
};

/* The seat this visitor holds in a team; 0: none. */
struct seat_id visitor_seat(const struct visitor *visitor, struct team_id team);

/* flow_sign_in_recognise: who a browser is by what it shows.
 *
 * Takes    session, key: hashes of what its cookies hold, NULL when absent. */
enum status flow_sign_in_recognise(struct db *db, struct arena *mem,
                                   const struct token_hash *session,
                                   const struct token_hash *key, int64_t now,
                                   struct visitor *out, struct err *err);

/* flow_sign_in_open: a new account.
 * Fails    REFUSED with the reason: name, address, passphrase (flow/passphrase.h), or that
 *          address has one. */
struct new_coach {
    const char *email, *name, *password;
    enum lang lang;
};

/* flow_sign_in_judge: the account that would be, nothing written.
 * Fails    REFUSED as flow_sign_in_open, but for an address that has one. Cost: one argon2id.
 */
enum status flow_sign_in_judge(struct arena *mem, const struct new_coach *wish, int64_t now,
                               struct coach *out, enum refusal *refusal, struct err *err);
enum status flow_sign_in_open(struct db *db, struct arena *mem, const struct new_coach *wish,
                              int64_t now, struct coach *out, enum refusal *refusal,
                              struct err *err);

/* A secret made for a sign-in, never one the browser held before, and what its owner will know
 * it by: "iPhone", or "". */
struct new_session {
    struct token_hash token;
    const char *label;
};

/* flow_sign_in: a new session of an account.
 *
 * Fails    REFUSED: address and passphrase do not go together. Takes as long for an address
 *          that has no account.
 * Cost     one argon2id: the caller sees that few run at once, and slows down who insists. */
enum status flow_sign_in(struct db *db, struct arena *mem, const char *email,
                         const char *password, const struct new_session *session, int64_t now,
                         struct coach *out, enum refusal *refusal, struct err *err);

/* flow_sign_in_bind: after flow_sign_in_open, without asking for the passphrase again. */
enum status flow_sign_in_bind(struct db *db, struct coach_id coach,
                              const struct new_session *session, int64_t now, struct err *err);

/* flow_sign_in_coaches: is this coach the one of that team? A team that is not there is
 * coached by nobody. */
enum status flow_sign_in_coaches(struct db *db, struct arena *mem, struct coach_id coach,
                                 struct team_id team, bool *out, struct err *err);

enum status flow_sign_out(struct db *db, struct token_hash session, struct err *err);

#endif
