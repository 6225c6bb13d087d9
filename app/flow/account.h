#ifndef FLOW_ACCOUNT_H
#define FLOW_ACCOUNT_H

/* A coach's account after it was opened: every part of it can be changed, and all of it taken
 * away. Whoever asks has been recognised, or administers the machine. */
#include "flow/passphrase.h"
#include "flow/refusal.h"
#include "store/coaches.h"

/* An address in its one form and in small letters, ASCII only: whoever uses others types them
 * as they did the first time. And what it must then be like: not whether it exists, that it
 * could, and that it cannot carry a second line into a letter's head. */
const char *flow_account_address(struct arena *mem, const char *typed);
bool flow_account_address_fits(const char *email);
bool flow_account_name_fits(const char *name);

enum status flow_account_load(struct db *db, struct arena *mem, struct coach_id id,
                              struct coach *out, struct err *err);
enum status flow_account_find(struct db *db, struct arena *mem, const char *email,
                              struct coach *out, struct err *err);

/* All accounts, oldest first, and what they hold. */
struct account_line {
    struct coach coach;
    size_t teams, sessions;
};
struct account_lines {
    struct account_line *list;
    size_t count;
};
enum status flow_account_list(struct db *db, struct arena *mem, struct account_lines *out,
                              struct err *err);

/* flow_account_prove: is that this account's passphrase?
 * Fails    REFUSED with REFUSED_PASSPHRASE. Cost: one argon2id, two when it was typed with
 *          characters that have several forms. */
enum status flow_account_prove(struct db *db, struct arena *mem, struct coach_id id,
                               const char *passphrase, enum refusal *refusal, struct err *err);

/* flow_account_fits: whether a kept passphrase is the one typed; NULL takes as long.
 * Fails    BROKEN: there is no memory to tell. */
enum status flow_account_fits(struct arena *mem, const char *kept, const char *typed, bool *out,
                              struct err *err);

/* flow_account_judge: may that be a passphrase of this person? The refusal that says why not;
 * NOT_REFUSED. */
enum refusal flow_account_judge(struct arena *mem, const char *passphrase, const char *email,
                                const char *name);

/* flow_account_passphrase: another one. Every browser but `keep` is signed out, and links that
 * went by mail open nothing any more.
 *
 * Takes    keep, "" for none.
 * Fails    REFUSED with the reason: too short, too long, too common, one's own name. */
enum status flow_account_passphrase(struct db *db, struct arena *mem, struct coach_id id,
                                    const char *passphrase, struct token_hash keep,
                                    enum refusal *refusal, struct err *err);

/* flow_account_name, flow_account_move: how members read it; how one signs in.
 * Fails    REFUSED: REFUSED_ACCOUNT_NAME, REFUSED_ADDRESS, REFUSED_TAKEN. */
enum status flow_account_name(struct db *db, struct arena *mem, struct coach_id id,
                              const char *name, enum refusal *refusal, struct err *err);
enum status flow_account_move(struct db *db, struct arena *mem, struct coach_id id,
                              const char *email, enum refusal *refusal, struct err *err);

/* Those that are not over. */
enum status flow_account_sessions(struct db *db, struct arena *mem, struct coach_id id,
                                  int64_t now, struct coach_sessions *out, struct err *err);

/* flow_account_sessions_end: all but `keep`, which may be "". */
enum status flow_account_sessions_end(struct db *db, struct coach_id id, struct token_hash keep,
                                      struct err *err);

/* flow_account_remove: the account is gone. One team after the other first: a command that is
 * cut short can be given again.
 *
 * Takes    teams, what becomes of them; to, whom they go to when they are handed over.
 * Gives    how many teams it had.
 * Fails    REFUSED with REFUSED_TEAMS: it has some and TEAMS_NONE was said. */
enum account_teams {
    TEAMS_NONE,   /* there must be none */
    TEAMS_HANDED, /* to another coach */
    TEAMS_LEFT,   /* to their members, without a coach */
    TEAMS_ENDING, /* the same, and deleted in some days unless a member stops it */
    TEAMS_DELETED /* at once */
};
struct account_end {
    struct coach_id id;
    enum account_teams teams;
    const struct coach *to;
};
enum status flow_account_remove(struct db *db, struct arena *mem, const struct account_end *end,
                                int64_t now, size_t *count, enum refusal *refusal,
                                struct err *err);

#endif
