#ifndef PAGE_ANSWER_H
#define PAGE_ANSWER_H

/* The barometer on a phone: a first page, then one short form a step. */
#include "page/site_frame.h"

/* What the person chose on a scale before; else one of these. */
enum { CHOICE_NONE = -1000, CHOICE_UNKNOWN = -1001 };

struct answer_frame {
    struct site_frame frame;
    const char *action, *back; /* paths; back NULL: there is nothing before */
    const char *kicker;        /* "Phare, tour 4" */
    const char *left;          /* "encore 5 min environ" */
    const char *progress;      /* "Écran 3 sur 12" */
    size_t step, steps;
    const char *wrong; /* what could not be saved, and why; NULL */
};

struct asked_seat {
    const char *initials, *name, *craft;
    bool self, manager;
};

struct answer_first {
    struct answer_frame answer;
    size_t seat_count;
    const struct asked_seat *seats;
    const char *managers; /* a sentence about the manager among them; NULL: none is */
    const char *remade;  /* whose link was made again since the last portrait; NULL: nobody's */
    bool left_out;       /* their own, in this round: what they answer does not count in it */
    bool asks_consent;   /* a team of three */
    bool refused_before; /* said no, and may come back on it */
};

struct asked_item {
    const char *field, *wording;
    int choice;
};

struct answer_items {
    struct answer_frame answer;
    const char *heading;
    int low, high;
    const char *low_label, *high_label;
    size_t count;
    const struct asked_item *items;
};

struct asked_colleague {
    const char *field, *initials, *name, *craft;
    int choice;
};

struct answer_ratings {
    struct answer_frame answer;
    const char *wording;
    int low, high;
    size_t count;
    const struct asked_colleague *colleagues;
};

struct ranked_motive {
    const char *key, *label;
    size_t rank;
    bool tied, first, last;
};

struct answer_ranks {
    struct answer_frame answer;
    const char *order; /* "int1,=int3": what the buttons start from */
    size_t count;
    const struct ranked_motive *motives;
};

struct asked_moment {
    const char *name, *text;
    size_t number;
};

struct answer_guess {
    struct answer_frame answer;
    int choice;
    size_t count;
    const struct asked_moment *moments;
};

struct answer_done {
    struct site_frame frame;
    const char *kicker, *home, *change;
    bool for_good, closed;
};

#endif
