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

    /* What the form says of itself, and what the script keeps a draft under. */
    const char *round, *seat, *from, *page;
    const char *draft; /* "team.seat.round" */
    const char *ends;  /* seconds until the round ends, and any draft with it */
    size_t screen;     /* number of the step */

    size_t answered, others; /* questions that have an answer; and those of other steps */
    const char *counts_from; /* "sur 30. Vos réponses comptent à partir de 15."; NULL: never */
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
    const char *counts;  /* from how many questions on answers count */
};

struct asked_item {
    const char *field, *wording;
    int choice;
    const char *wrong; /* what was sent and is not on the scale; NULL */
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
    const char *wrong;
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
    bool own;          /* this person's; else drawn by chance, and not counted */
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

/* What is told before the answers are sent: each link leads to a question without one. */
struct recap_link {
    const char *path, *what;
};

struct answer_recap {
    struct answer_frame answer;
    bool counts;
    const char *state;   /* that the answers count, or how many are missing */
    const char *unknown; /* how many are "I don't know"; NULL: none */
    size_t count;
    const struct recap_link *missing;
    const char *next; /* what happens next, and until when */
};

struct answer_done {
    struct site_frame frame;
    const char *kicker, *home, *change;
    bool for_good, closed;
    const char *too_few; /* that they do not count yet; NULL: they do */
};

/* A form that was refused: what it held is given back. With `stored`, what stands now is
 * beside it, and the person may put their own in its place. */
struct given_answer {
    const char *question, *sent, *stored;
};
struct hidden_field {
    const char *name, *value;
};

struct answer_refused {
    struct site_frame frame;
    const char *title, *reason;
    const char *ended; /* "team.seat.round" whose drafts can never be saved; NULL: none */
    size_t count;
    const struct given_answer *given;
    size_t field_count; /* 0: nothing can be put in its place */
    const struct hidden_field *fields;
    const char *action, *go, *go_name;
};

#endif
