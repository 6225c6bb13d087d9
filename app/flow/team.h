#ifndef FLOW_TEAM_H
#define FLOW_TEAM_H

/* A team as its members and its coach find it, and a coach's teams in the order of what is
 * due next. Holds no answer, no count beyond what the coach was told, no state of a link. */
#include "flow/round.h"
#include "store/aims.h"
#include "store/happenings.h"
#include "store/newcomers.h"
#include "store/seats.h"
#include "store/teams.h"

/* What comes next for a team. In the order in which a coach's list puts them. */
enum team_next {
    NEXT_RESTITUTION, /* a round is closed and waits to be shown */
    NEXT_RUNNING,     /* a round is open */
    NEXT_OPEN,        /* a round may be opened */
    NEXT_LATER        /* a round may be opened on `next_at` */
};

struct team_view {
    struct team team;
    struct seats members; /* those that left are not in it */
    struct happenings journal;
    struct newcomers newcomers; /* proposed, in a team without a coach; with the journal */
    bool aim_proposed;          /* an aim waits for consent; with the journal */
    struct round last;          /* the last round that was not cancelled; number 0: none */
    int shown;                  /* number of the last round open to all; 0: none */
    enum team_next next;
    int64_t next_at; /* when the open round closes, or the next may open; 0 else */
};

/* flow_team_load: one team.
 * Takes    journal, how many lines of it, newest first. */
enum status flow_team_load(struct db *db, struct arena *mem, struct team_id team, int journal,
                           int64_t now, struct team_view *out, struct err *err);

/* flow_team_load_coached: all teams of a coach, next thing due first; among equals the
 * earlier date, then the older team. Never by what their portraits say. */
struct team_views {
    struct team_view *list;
    size_t count;
};
enum status flow_team_load_coached(struct db *db, struct arena *mem, struct coach_id coach,
                                   int64_t now, struct team_views *out, struct err *err);

#endif
