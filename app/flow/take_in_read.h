#ifndef FLOW_TAKE_IN_READ_H
#define FLOW_TAKE_IN_READ_H

/* Teams and past rounds from files, on their way into a store: flow/take_in.h. */
#include "base/status.h"
#include "release/raw_round.h"

/* What the files hold, every row found right. */
struct incoming_round {
    const char *name, *place; /* FILE:LINE of its first person */
    struct raw_round raw;
    const char *people[TEAM_MAX]; /* by row of raw */
    bool consents[TEAM_MAX];
};

struct incoming_team {
    const char *name;
    struct incoming_round *rounds; /* oldest first */
    size_t count;
};

/* A round that had too few answers for a portrait, as one cancelled here: it leaves nothing. */
struct left_out {
    const char *team, *round;
    size_t answered, people;
};

struct incoming {
    struct incoming_team *list;
    size_t count;
    struct left_out *left_out;
    size_t left_out_count;
};

/* flow_take_in_read: the files, as `diagnose` reads them.
 *
 * Takes    request, of which sources and options count; an `instrument` is not for it.
 * Gives    teams with at least one round that makes a portrait, and the rounds that make none.
 * Fails    as files_read; BAD_INPUT with FILE:LINE: a team that is not 3 to 8 people, a name
 *          too long for a page, no round at all that makes a portrait. */
struct diagnose_request;
enum status flow_take_in_read(struct arena *mem, const struct instrument *instrument,
                              struct diagnose_request *request, struct incoming *out,
                              struct err *err);

#endif
