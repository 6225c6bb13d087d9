#ifndef PAGE_TEAM_H
#define PAGE_TEAM_H

/* A team's own page, the coach's list of teams, and the page from which a round is led. */
#include "page/site_frame.h"
#include "plot/marks.h"

struct team_seat {
    const char *name, *initials, *craft, *horizon, *works_best;
    const char *reissue; /* where a new link is asked for; NULL: not this visitor's to do */
    bool manager, self;
    bool undelivered; /* the letter with their link was given up */
};

/* Someone a member proposes to seat, in a team without a coach. */
struct proposed_seat {
    const char *name, *craft, *answer; /* where one answers */
    bool own;                          /* this visitor proposed it */
};

struct journal_line {
    const char *when, *what;
};

struct team_page {
    struct site_frame frame;
    const char *name, *aim, *home; /* "/t/12" */
    bool coach, invented;
    size_t seat_count, journal_count;
    const struct team_seat *seats;
    const struct journal_line *journal;
    const char *next, *next_go, *next_path; /* what is due: a sentence, and one button */
    const char *portrait;                   /* path of the last portrait open to all; NULL */
    const char *ending;    /* where it is put away or deleted; NULL: not theirs */
    const char *hand_over; /* where it is proposed to another coach; NULL: not theirs */
    const char *add;       /* where someone is added; NULL: not theirs to do */
    bool aim_proposed;     /* another aim waits for consent */
    bool member;
    size_t proposed_count;
    const struct proposed_seat *proposed;
    /* In a team without a coach, when a round may be opened; NULL: not */
    const char *date, *date_min, *date_max;
};

/* One line of the coach's list. */
struct coach_line {
    const char *path, *name, *facts; /* "8 personnes, depuis septembre 2025" */
    struct marks_picture marks;
    const char *said, *said_when; /* of the last portrait opened */
    const char *next, *next_more, *next_go, *next_path;
    bool due;
};

struct archived_team {
    const char *path, *name;
};

/* A team that another coach proposes to this one. */
struct offered_line {
    const char *answer, *said; /* where one answers; whose team it is, in a sentence */
};

struct coach_page {
    struct site_frame frame;
    const char *today, *title;
    size_t count, archived_count;
    const struct coach_line *lines;
    const struct archived_team *archived;
    size_t offered_count;
    const struct offered_line *offered;
};

enum round_view { ROUND_NONE, ROUND_IS_OPEN, ROUND_WAITS, ROUND_SHOWN };

/* Leading a round: a count and never who. */
struct round_page {
    struct site_frame frame;
    const char *team_name, *home;
    enum round_view view;
    const char *kicker;                     /* "Tour 4" */
    const char *count, *closes;             /* sentences */
    const char *held;                       /* why it cannot be closed yet; NULL */
    const char *wrong;                      /* why what was asked is refused; NULL */
    const char *date, *date_min, *date_max; /* 2026-11-30 */
    const char *restitution;                /* path */
};

#endif
