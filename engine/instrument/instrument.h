#ifndef INSTRUMENT_INSTRUMENT_H
#define INSTRUMENT_INSTRUMENT_H

/* A questionnaire as data: what is asked, on which scale, which way round, and what each
 * group of questions stands for. Knows nothing of who answered or where answers are kept. */
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/status.h"

enum lang { FR, EN, LANG_COUNT };

/* The same thing said in each language; never NULL once loaded, unless said so. */
struct phrase {
    const char *in[LANG_COUNT];
};

/* Named limits: an instrument beyond them is refused when read. A team is 3 to 8 people by
 * the founding text; 11 options is the widest scale in use (0..10). */
enum {
    TEAM_MIN = 3,
    TEAM_MAX = 8,
    ITEMS_MAX = 200,
    CONSTRUCTS_MAX = 24,
    OPTIONS_MAX = 11,
    QUESTIONS_MAX = 3, /* round robin: information, appreciation, expertise */
    MOTIVES_MAX = 12
};

/* What a construct or a flow is about: it chooses the colour, never the value. */
enum meaning {
    MEANS_NOTHING,
    MEANS_AIM,
    MEANS_APPRECIATION,
    MEANS_INFORMATION,
    MEANS_EMOTION,
    MEANS_EXPERTISE
};

struct construct {
    const char *key; /* AIM, APP … as in the files and in JSON */
    struct phrase label;
    struct phrase high, low; /* what a high, a low level says, a full sentence; may be NULL */
    enum meaning meaning;
    size_t item_count;
};

struct item {
    const char *key;  /* q1 …: the column of items.csv */
    size_t construct; /* index into constructs */
    bool reversed;    /* agreeing means less of the construct */
    bool sensitive;   /* never shown as an item mean (docs/privacy.md) */
    struct phrase wording;
};

/* A round-robin question about each colleague. Its key is the column of roundrobin.csv:
 * information is `info`; the flow keys in JSON are the longer names. */
struct question {
    const char *key;  /* info, appreciation, expertise */
    const char *flow; /* information, appreciation, expertise */
    enum meaning meaning;
    struct phrase label, wording;
};

struct motive {
    const char *key; /* int1 … : the column of matters.csv */
    struct phrase label;
};

struct instrument {
    const char *key;     /* cooperation-30 */
    const char *version; /* of the file */
    struct phrase title;
    struct phrase origin; /* where the wording comes from; that it is unvalidated */
    const char *model;    /* key of the stage and mode model, NULL: none */
    int low, high;        /* ends of the answer scale, low < high, at most OPTIONS_MAX apart */
    struct phrase low_label, high_label;
    size_t construct_count, item_count, question_count, motive_count;
    const struct construct *constructs;
    const struct item *items;
    const struct question *questions;
    const struct motive *motives;
};

enum { NO_INDEX = -1 };

/* Index of the construct or item with that key, or NO_INDEX. */
int instrument_construct(const struct instrument *instrument, const char *key);
int instrument_item(const struct instrument *instrument, const char *key);

/* instrument_accept: may this be an answer to this item? Whole numbers of the scale only.
 * Fails    BAD_INPUT; the sentence tells the scale. */
enum status instrument_accept(const struct instrument *instrument, size_t item, double choice,
                              struct err *err);

/* instrument_accept_rating: may this be a round-robin rating? Fractions inside the scale. */
enum status instrument_accept_rating(const struct instrument *instrument, double rating,
                                     struct err *err);

/* instrument_accept_rank: may this be the rank given to a motive? 1 .. motive_count, ties
 * allowed; half ranks too, since tied ranks are often written as their mean. */
enum status instrument_accept_rank(const struct instrument *instrument, double rank,
                                   struct err *err);

#endif
