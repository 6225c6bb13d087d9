#ifndef FLOW_DEMO_H
#define FLOW_DEMO_H

/* Someone looks at an example: an invented team of six, with four released rounds a month
 * apart and one open round in which two have answered. Nobody holds a seat in it; anybody may
 * read it. There is one for each language, always under the same id. */
#include "flow/round.h"
#include "store/teams.h"

enum {
    DEMO_MEMBERS = 6,
    DEMO_PAST_ROUNDS = 4,
    DEMO_ANSWERED = 2,  /* in the open round */
    DEMO_FRESH_DAYS = 9 /* then its open round is made anew */
};

/* The example's id, which no other team has. */
struct team_id flow_demo_id(enum lang lang);

/* flow_demo_team: the example, made when it is not there or its open round has grown old.
 *
 * Takes    rules with a model.
 * Gives    its id.
 * Cost     one read; about 1,600 rows when it is made.
 * Chance   a fixed seed: it tells the same story each time, dated from `now`. */
enum status flow_demo_team(struct db *db, struct arena *mem, const struct round_rules *rules,
                           enum lang lang, int64_t now, struct team_id *out, struct err *err);

/* flow_demo_reset: removes it and makes it again, in one transaction. */
enum status flow_demo_reset(struct db *db, struct arena *mem, const struct round_rules *rules,
                            enum lang lang, int64_t now, struct err *err);

#endif
