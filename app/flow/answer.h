#ifndef FLOW_ANSWER_H
#define FLOW_ANSWER_H

/* A member answers the open barometer, step by step. What is saved may be changed until the
 * round closes; a half-filled form counts as what it holds. */
#include "flow/round.h"
#include "store/answers.h"
#include "store/seats.h"
#include "store/teams.h"

/* The form as its owner finds it: the team, who is in it, and the owner's own answers. */
struct answer_sheet {
    struct team team;
    struct round round;
    struct seats colleagues; /* members, the owner too, in order of entry */
    struct seat owner;
    struct participant participant; /* remade: their form does not count in this round */
    struct seats remade;    /* members whose link was made again since they were last counted
                               in a portrait: the first page names them */
    struct answers answers; /* the owner's, nobody else's */
};

/* flow_answer_load: the open round's form of one seat.
 * Fails    REFUSED: no round is open, or this seat came after it was opened. */
enum status flow_answer_load(struct db *db, struct arena *mem, struct team_id team,
                             struct seat_id seat, struct answer_sheet *out,
                             enum refusal *refusal, struct err *err);

/* flow_answer_part: how far one seat has come in a round, for its own page.
 * Fails    NOT_FOUND: this seat came after it was opened. */
enum status flow_answer_part(struct db *db, struct arena *mem, struct team_id team,
                             struct round_id round, struct seat_id seat,
                             struct participant *out, struct err *err);

/* flow_answer_begin: the first page: is this your team? In a team of three, do you agree
 * that it be told its stage? A member's "no" holds back the release. */
struct answer_beginning {
    enum yes_no right_team, consents;
};
enum status flow_answer_begin(struct db *db, struct arena *mem, struct team_id team,
                              struct seat_id seat, const struct answer_beginning *beginning,
                              int64_t now, enum refusal *refusal, struct err *err);

/* flow_answer_save: some answers, all or none; on return they are on the disk.
 *
 * Takes    step, the furthest step of the form reached.
 * Fails    BAD_INPUT: an answer that the instrument does not accept; REFUSED. */
enum status flow_answer_save(struct db *db, struct arena *mem,
                             const struct instrument *instrument, struct team_id team,
                             struct seat_id seat, const struct answers *answers, int step,
                             int64_t now, enum refusal *refusal, struct err *err);

/* flow_answer_submit: "that is all from me".
 *
 * Takes    for_good: and the round may close as soon as everyone has said the same.
 * Gives    *closes_now true when this was the last one needed: the caller closes the round.
 *          When all have submitted, not all for good, it closes half an hour after the last
 *          answer. */
enum status flow_answer_submit(struct db *db, struct arena *mem, struct team_id team,
                               struct seat_id seat, bool for_good, int64_t now,
                               bool *closes_now, enum refusal *refusal, struct err *err);

#endif
