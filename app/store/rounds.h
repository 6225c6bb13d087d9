#ifndef STORE_ROUNDS_H
#define STORE_ROUNDS_H

/* Rounds of a team and the seats that take part in them. Written inside db_begin(team), in
 * which the caller checks what the tables cannot: 21 days, two thirds of the seats. */
#include "store/ids.h"

enum round_state { ROUND_OPEN, ROUND_RELEASED, ROUND_CANCELLED };

struct round {
    struct team_id team;
    struct round_id id;
    int number; /* 1 for the first; cancelled ones count */
    const char *instrument, *version;
    enum round_state state;
    int64_t opened_at, closes_at;
    int64_t announced_at; /* closing time as all were told; closes_at may be sooner */
    int64_t ended_at;     /* 0 while open */
    int64_t answered_at;  /* last answer of anyone; 0: none */
    int told_count;       /* answers, as the coach last read it … */
    int64_t told_at;      /* … and when that count was made */
    int blocks_open;      /* of the portrait, in the room */
    bool ratings, ranks;  /* this round asks them */
    int64_t held_until;   /* it cannot be closed before; 0: it can */
};

struct rounds {
    struct round *list;
    size_t count;
};

/* A second open round in a team is CONFLICT. */
enum status store_round_save(struct transaction *transaction, const struct round *round,
                             struct err *err);
enum status store_round_load(struct arena *mem, struct transaction *transaction,
                             struct team_id team, struct round_id id, struct round *out,
                             struct err *err);

/* The open round; NOT_FOUND when there is none. */
enum status store_round_find_open(struct arena *mem, struct transaction *transaction,
                                  struct team_id team, struct round *out, struct err *err);

/* Oldest first. */
enum status store_rounds_load(struct arena *mem, struct transaction *transaction,
                              struct team_id team, struct rounds *out, struct err *err);

/* Rounds, of any team, that were opened or ended after `now`: a clock was ahead. None
 * when now is before the store itself was made, since then it is behind. */
enum status store_rounds_ahead(struct arena *mem, struct transaction *transaction, int64_t now,
                               struct rounds *out, struct err *err);

/* Open rounds, of any team, that close at `now` or before: for the clock. */
enum status store_rounds_due(struct arena *mem, struct transaction *transaction, int64_t now,
                             struct rounds *out, struct err *err);

/* Open rounds, of any team, whose count was told before `before`, and answered since. */
enum status store_rounds_untold(struct arena *mem, struct transaction *transaction,
                                int64_t before, struct rounds *out, struct err *err);

/* Done, and whether the round may close as soon as everyone has said the same. Until it
 * closes, answers may change. */
enum submitted { NOT_SUBMITTED, SUBMITTED, SUBMITTED_FOR_GOOD };

enum yes_no { NOT_ASKED = -1, NO = 0, YES = 1 };

struct participant {
    struct team_id team;
    struct round_id round;
    struct seat_id seat;
    enum yes_no right_team; /* "is this your team?" */
    enum yes_no consents;   /* that a team of three be told its stage */
    int step;               /* furthest step of the form */
    enum submitted submitted;
    bool remade; /* its link was made again in this round, of which it is left out */
};

struct participants {
    struct participant *list;
    size_t count;
};

enum status store_participant_save(struct transaction *transaction,
                                   const struct participant *participant, struct err *err);
enum status store_participant_load(struct arena *mem, struct transaction *transaction,
                                   struct team_id team, struct round_id round,
                                   struct seat_id seat, struct participant *out,
                                   struct err *err);
enum status store_participants_load(struct arena *mem, struct transaction *transaction,
                                    struct team_id team, struct round_id round,
                                    struct participants *out, struct err *err);

#endif
