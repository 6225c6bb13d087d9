#ifndef STORE_PURGE_H
#define STORE_PURGE_H

/* What is kept for a time only: raw answers of rounds that have ended, and the words received
 * by people who have left. Found by reading, removed inside db_begin(team). */
#include "store/ids.h"

struct ended_round {
    struct team_id team;
    struct round_id round;
};

struct ended_rounds {
    struct ended_round *list;
    size_t count;
};

struct left_seat {
    struct team_id team;
    struct seat_id seat;
};

struct left_seats {
    struct left_seat *list;
    size_t count;
};

/* store_purge_rounds: the rounds that ended at `before` or earlier and still hold something
 * that a person answered. */
enum status store_purge_rounds(struct arena *mem, struct transaction *transaction,
                               int64_t before, struct ended_rounds *out, struct err *err);

/* store_purge_round: its answers, and what else is known of who did what in it: consents,
 * "is this your team?", the step reached. Who was invited stays. */
enum status store_purge_round(struct transaction *transaction, struct ended_round round,
                              struct err *err);

/* store_purge_seats: the people who left and for whom received words are kept; these are
 * removed by store_received_remove. */
enum status store_purge_seats(struct arena *mem, struct transaction *transaction,
                              struct left_seats *out, struct err *err);

/* store_purge_unused: teams made by people (not the example) in which nobody ever opened a
 * link, nothing was released, and no link was made after `before`. store_purge_team: one of
 * them, if that is still so: then *gone. */
struct unused_teams {
    struct team_id *list;
    size_t count;
};
enum status store_purge_unused(struct arena *mem, struct transaction *transaction,
                               int64_t before, struct unused_teams *out, struct err *err);
enum status store_purge_team(struct transaction *transaction, struct team_id team,
                             int64_t before, bool *gone, struct err *err);

#endif
