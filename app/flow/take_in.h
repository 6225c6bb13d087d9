#ifndef FLOW_TAKE_IN_H
#define FLOW_TAKE_IN_H

/* Teams and their past rounds are taken from files into a store: the way back of
 * flow/hand_out.h. */
#include "flow/round.h"
#include "flow/take_in_read.h"

struct take_in {
    const char *coach; /* address of an account; NULL: teams alone */
    enum lang lang;
};

struct new_link {
    struct seat_id seat;
    const char *person, *text; /* TEAM-SECRET */
};

struct taken_team {
    const char *name;
    struct team_id team;
    size_t rounds;
    struct new_link links[TEAM_MAX];
    size_t link_count;
};

struct taken_teams {
    struct taken_team *list;
    size_t count;
};

/* flow_take_in: writes all of them, or none.
 *
 * Gives    for each team new links, for the people of its last round. Those are empty places:
 *          whoever opens one finds nobody's answers. What was answered stands under people who
 *          have left, until it is purged as all raw answers are; received words are not kept,
 *          since nobody can be told to be the person they are about. Each round is closed and
 *          released here and now, as any is; its portrait is open to all, and the next round
 *          is 21 days away.
 * Fails    NOT_FOUND: no such coach; CONFLICT: a team of that name is there already. */
enum status flow_take_in(struct db *db, struct arena *mem, const struct round_rules *rules,
                         const struct incoming *incoming, const struct take_in *wish,
                         int64_t now, struct taken_teams *out, struct err *err);

#endif
