#ifndef MEASURE_FIGURE_H
#define MEASURE_FIGURE_H

/* A number, or what was lacking to have one. A lack is an answer of its own ("too few
 * people to say"), never an error and never a silent zero. */
#include <math.h>
#include <stdbool.h>

enum lack {
    LACKS_NOTHING = 0,
    LACKS_PEOPLE, /* too few people, raters, teams or rounds */
    LACKS_ITEMS,  /* too few items or objects */
    LACKS_SPREAD, /* everybody the same: the ratio has no denominator */
    LACKS_RANGE,  /* outside the range where the measure is defined */
    LACKS_TIES    /* no link at all: nothing to be a share of */
};

struct figure {
    double value; /* NAN when something lacks */
    enum lack lack;
};

static inline struct figure figure_of(double value)
{
    return (struct figure){ value, LACKS_NOTHING };
}

static inline struct figure figure_lacks(enum lack lack)
{
    return (struct figure){ NAN, lack };
}

static inline bool figure_known(struct figure figure) { return figure.lack == LACKS_NOTHING; }

#endif
