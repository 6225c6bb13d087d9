#ifndef FILES_CAMPAIGN_H
#define FILES_CAMPAIGN_H

/* Everything read from the files of a campaign, kept small: 10,000 teams of 3 to 8 people with
 * 30 items and a round robin take about 40 MB. Teams stand in order of first appearance. */
#include <stdbool.h>

#include "files/columns.h"
#include "files/names.h"
#include "files/rows.h"
#include "instrument/instrument.h"
#include "measure/decision.h"
#include "release/raw_round.h"
#include "words/notes.h"

enum { NO_CHOICE = -1, SATISFACTION_TOP = 10 };

struct campaign_team {
    uint32_t first_round, last_round, round_count; /* team rounds, linked by `next` */
};

struct team_round {
    uint32_t number; /* its place among all team rounds */
    uint32_t team, round, next;
    uint32_t place; /* in time, among the rounds of its team */
    uint32_t first_seat, last_seat, seat_count;
    uint32_t first_rating, last_rating;
    bool items_asked, ratings_asked, ranks_asked;
    double decided; /* what the group decided; NAN: unknown */
};

struct seat {
    uint32_t team_round, member, next;
    uint32_t number;                 /* within its round */
    uint32_t items, ranks, decision; /* rows; NO_NUMBER: none */
    uint64_t rated;                  /* whom among the first 64 of the round */
    uint32_t line;                   /* where first named … */
    unsigned char file;              /* … and in which file */
    bool listed, consents;           /* members.csv */
    bool answered;                   /* anything at all */
};

struct rating {
    uint32_t actor, partner, next; /* seat numbers within the round */
    double values[QUESTIONS_MAX];  /* NAN: no answer */
};

/* In the order of the columns of decisions.csv. */
enum decision_value {
    DECISION_BEFORE,
    DECISION_SAID,
    DECISION_DECIDED,
    DECISION_AFTER,
    DECISION_GUESS,
    DECISION_SATISFACTION,
    DECISION_VALUES
};

struct decision_row {
    double values[DECISION_VALUES]; /* NAN: empty */
};

struct campaign {
    struct arena *mem;
    const struct instrument *instrument;
    bool members_listed; /* there was a members.csv */
    struct names teams, rounds, members, files;
    struct pairs round_of_team, seat_of_round;
    struct pairs ratings_seen; /* beyond the 64th person of a round: refused later, by name */
    struct rows team_rows, team_rounds, seats, items, ranks, ratings, decisions;
    bool order_unknown; /* some team's rounds stand as their rows do */
};

struct campaign *files_campaign_new(struct arena *mem, const struct instrument *instrument);

/* The round of a team, the seat of a member in it: their numbers, made when first named. */
uint32_t files_campaign_team_round(struct campaign *campaign, const char *team,
                                   const char *round);
uint32_t files_campaign_seat(struct campaign *campaign, uint32_t team_round, const char *member,
                             uint32_t file, size_t line);

struct team_round *files_campaign_round_at(const struct campaign *campaign,
                                           uint32_t team_round);
struct seat *files_campaign_seat_at(const struct campaign *campaign, uint32_t seat);

/* A new row of answers for a seat: item choices counted from the low end of the scale
 * (NO_CHOICE where empty), or ranks times two (0 where empty). */
signed char *files_campaign_items(struct campaign *campaign, uint32_t seat);
signed char *files_campaign_ranks(struct campaign *campaign, uint32_t seat);

/* A new rating, all empty; NULL when that pair of seats of a round has one already. */
struct rating *files_campaign_rating(struct campaign *campaign, uint32_t actor,
                                     uint32_t partner);

/* files_campaign_order_rounds: puts the rounds of each team in time (files/order.h), whatever
 * the order of rows.
 *
 * Gives    order_unknown, and a note, when what they are called gives no order: they then
 *          stand as they first appear.
 * Fails    BAD_INPUT when two rounds of a team say the same (1 and 01). */
enum status files_campaign_order_rounds(struct campaign *campaign, struct notes *notes,
                                        struct err *err);

/* The rounds of a team in order of time. */
const struct team_round **
files_campaign_rounds_of(struct arena *mem, const struct campaign *campaign, uint32_t team);

/* What the team answered in that round, people who answered first. Only for 3..8 seats. */
struct raw_round files_campaign_raw_round(struct arena *mem, const struct campaign *campaign,
                                          const struct team_round *team_round);

/* The one decision of that round; false when nobody told anything of one. Lists nobody filled
 * are NULL. For unlocked research output only. */
bool files_campaign_decision(struct arena *mem, const struct campaign *campaign,
                             const struct team_round *team_round, struct decision *out);

#endif
