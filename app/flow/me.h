#ifndef FLOW_ME_H
#define FLOW_ME_H

/* What belongs to one person in a team: their own answers, the words they received, their
 * devices; and leaving. For that person alone. */
#include "flow/round.h"
#include "store/answers.h"
#include "store/past_seats.h"
#include "store/releases.h"
#include "store/seats.h"
#include "store/teams.h"

struct my_seat {
    struct team team;
    struct seat seat;
    struct answers answers;   /* of the last round asked, as long as they are kept */
    struct round words_round; /* number 0: no words yet */
    struct received_words words;
    struct devices devices;
    struct past_seats aside; /* browsers where another sits now, and one's own link opens this
                                place again */
};

/* flow_me_load: words are there once the whole portrait of their round is open to all. */
enum status flow_me_load(struct db *db, struct arena *mem, struct team_id team,
                         struct seat_id seat, struct my_seat *out, struct err *err);

/* flow_me_remove_device: a browser opens this place no more, nor does it by a link that served
 * there. Answers stay.
 * Fails    NOT_FOUND: it does not open it. */
enum status flow_me_remove_device(struct db *db, struct arena *mem, struct team_id team,
                                  struct seat_id seat, struct token_hash browser,
                                  struct err *err);

/* flow_me_open_words: the person reads the words received in a round. */
enum status flow_me_open_words(struct db *db, struct arena *mem, struct team_id team,
                               struct seat_id seat, struct err *err);

/* flow_me_leave: the person leaves and takes what is theirs along: answers, what others
 * answered about them, received words, name and card, devices, links. An open round is
 * cancelled, since a change of members would let one portrait be told from another. What was
 * published stays: it is the team's. */
enum status flow_me_leave(struct db *db, struct arena *mem, struct team_id team,
                          struct seat_id seat, int64_t now, struct err *err);

#endif
