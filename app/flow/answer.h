#ifndef FLOW_ANSWER_H
#define FLOW_ANSWER_H

/* A member answers the open barometer, step by step. What is saved may be changed until the
 * round closes; a form that holds half of the questions counts, sent or not. */
#include "flow/round.h"
#include "store/answer_pages.h"
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
    struct seats remade;       /* members whose link was made again since they were last counted
                                  in a portrait: the first page names them */
    struct answers answers;    /* the owner's, nobody else's */
    struct answer_pages pages; /* which page wrote each step of them last */
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

/* What a form says of itself: whose it is, of which round, which page it is and which page's
 * answers that one shows. 0: it does not say. */
struct answer_form {
    struct round_id round;
    struct seat_id seat;
    int64_t from, page;
};

/* flow_answer_begin: the first page: is this your team? In a team of three, do you agree
 * that it be told its stage? A member's "no" holds back the release.
 * Fails    REFUSED: also a form of another round or seat. */
struct answer_beginning {
    enum yes_no right_team, consents;
    struct answer_form form;
};
enum status flow_answer_begin(struct db *db, struct arena *mem, struct team_id team,
                              struct seat_id seat, const struct answer_beginning *beginning,
                              int64_t now, enum refusal *refusal, struct err *err);

/* flow_answer_save: some answers, all or none; on return they are on the disk. A form that is
 * not of the latest page, or does not say, may add answers but changes none: what was
 * answered since on another page or device stays.
 *
 * Takes    step, the furthest step of the form reached; form, NULL where no form was filled.
 * Fails    BAD_INPUT: an answer that the instrument does not accept; REFUSED with *refusal:
 *          the round has ended, the form is of another round or seat, or an older page's. */
struct answer_save {
    const struct instrument *instrument;
    struct team_id team;
    struct seat_id seat;
    const struct answers *answers;
    int step;
    const struct answer_form *form;
    int64_t now;
};
enum status flow_answer_save(struct db *db, struct arena *mem, const struct answer_save *save,
                             enum refusal *refusal, struct err *err);

/* flow_answer_submit: "that is all from me".
 *
 * Takes    form, NULL where none was filled; for_good: and the round may close as soon as
 *          everyone has said the same.
 * Gives    *closes_now true when all have said so for good and the last answer is half an hour
 *          old: the caller closes the round. Else, when all have submitted, the clock closes it
 *          half an hour after the last answer. */
struct answer_submit {
    struct team_id team;
    struct seat_id seat;
    const struct answer_form *form;
    bool for_good;
    int64_t now;
};
enum status flow_answer_submit(struct db *db, struct arena *mem,
                               const struct answer_submit *submit, bool *closes_now,
                               enum refusal *refusal, struct err *err);

/* flow_answer_progress: how far a sheet has come, and from where on it counts
 * (release/counts.h). "I don't know" and the own reading are no answers here. */
struct answer_progress {
    size_t asked, answered, needed;
};
struct answer_progress flow_answer_progress(const struct instrument *instrument,
                                            const struct answer_sheet *sheet);

#endif
