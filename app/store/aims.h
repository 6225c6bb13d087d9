#ifndef STORE_AIMS_H
#define STORE_AIMS_H

/* The aims of a team, in one sentence each: kept, proposed, dropped. Written inside
 * db_begin(team). */
#include "store/ids.h"

enum aim_state { AIM_PROPOSED, AIM_KEPT, AIM_DROPPED };

struct aim {
    struct team_id team;
    int number; /* 1, 2 … in the order proposed */
    const char *sentence;
    enum aim_state state;
    struct seat_id proposed_by; /* 0: the coach, or whoever made the team */
    int64_t proposed_at, ended_at;
};

struct aims {
    struct aim *list;
    size_t count;
};

enum status store_aim_save(struct transaction *transaction, const struct aim *aim,
                           struct err *err);

/* All of them, newest first. */
enum status store_aims_load(struct arena *mem, struct transaction *transaction,
                            struct team_id team, struct aims *out, struct err *err);

/* A seat agrees with an aim; twice is once. Who has, for the page of each. */
enum status store_aim_agree(struct transaction *transaction, struct team_id team, int number,
                            struct seat_id seat, struct err *err);

struct aim_agreements {
    struct seat_id *list;
    size_t count;
};

enum status store_aim_agreements_load(struct arena *mem, struct transaction *transaction,
                                      struct team_id team, int number,
                                      struct aim_agreements *out, struct err *err);

#endif
