#ifndef FLOW_ENDING_H
#define FLOW_ENDING_H

/* A team is put away, to be read only, or deleted some days after that was asked. The coach's
 * to do; in a team without one, two of its members', the second within a week. Any member there
 * undoes it alone: what harms takes two, what repairs takes one. */
#include "flow/refusal.h"
#include "store/endings.h"

enum { DELETE_DAYS = 7 };      /* from asking to deleting; docs/decisions/016-endings.md */
enum { ENDED_TOLD_DAYS = 60 }; /* its browsers are told that it was deleted */

/* Whether a team changes. What runs in it when its end is asked goes on until then. */
enum ending_state { TEAM_ACTIVE, TEAM_ARCHIVED, TEAM_DELETING };
enum ending_state flow_ending_state(const struct team *team);

/* What a page about it shows; that a proposal is there is told, whose it is to nobody else. */
struct ending_view {
    struct team team;
    bool asked[ENDINGS]; /* members propose it */
    bool own[ENDINGS];   /* … and this one did */
};
enum status flow_ending_load(struct db *db, struct arena *mem, struct team_id team,
                             struct seat_id reader, int64_t now, struct ending_view *out,
                             struct err *err);

enum ending_step {
    ENDING_ASK,     /* put away, or delete; without a coach: propose it, or agree */
    ENDING_CLEAR,   /* take out of the archive; do not delete */
    ENDING_WITHDRAW /* what a member proposed, by any member */
};

/* flow_ending_change: who may is decided in the transaction that changes.
 *
 * Takes    by: a coach or a seat, 0 for none; typed: the team's name, to delete.
 * Gives    OK and nothing new, where it is so already.
 * Fails    REFUSED: REFUSED_RIGHT, REFUSED_TEAM_NAME; REFUSED_DELETING, an archive is not
 *          touched while a deletion waits. */
struct ending_change {
    enum ending what;
    enum ending_step step;
    struct coach_id coach;
    struct seat_id seat;
    const char *typed;
};
enum status flow_ending_change(struct db *db, struct arena *mem, struct team_id team,
                               const struct ending_change *change, int64_t now,
                               enum refusal *refusal, struct err *err);

/* flow_ending_delete_within: the team is to be deleted, as whoever may has said; one that is
 * already keeps its day. */
enum status flow_ending_delete_within(struct transaction *transaction, struct team *team,
                                      int64_t now, struct err *err);

/* flow_ending_awake: for whoever is about to change a team, inside their transaction of it.
 * Fails    REFUSED: REFUSED_ARCHIVED, REFUSED_DELETING. */
enum status flow_ending_awake(struct arena *mem, struct transaction *transaction,
                              struct team_id team, enum refusal *refusal, struct err *err);

/* flow_ending_clock: deletes the teams whose time has come. flow_ending_forget: what was
 * deleted ENDED_TOLD_DAYS ago is no longer known. */
enum status flow_ending_clock(struct db *db, struct arena *mem, int64_t now, struct err *err);
enum status flow_ending_forget(struct db *db, int64_t now, struct err *err);

/* flow_ending_told: when a team in which this browser sat was deleted.
 * Fails    NOT_FOUND: it sat in no such team, or that is no longer told. */
enum status flow_ending_told(struct db *db, struct token_hash browser, struct team_id team,
                             int64_t now, int64_t *when, struct err *err);

#endif
