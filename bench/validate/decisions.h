#ifndef VALIDATE_DECISIONS_H
#define VALIDATE_DECISIONS_H

/* Invented decisions of which it is known whether the group pretended. A mind is a number; what
 * is written down is a whole option. Apart from the engine and from its model of the odds. */
#include "base/chance.h"
#include "instrument/instrument.h"

enum group {
    AGREED,                /* minds alike from the start */
    PERSUADED,             /* minds drawn together by talking, truly */
    MAJORITY,              /* two camps, each says what it thinks */
    POLITE,                /* everybody says a little more than they think, towards the mean */
    GROUPS_TRUE,           /* the kinds above are without pretence */
    ABILENE = GROUPS_TRUE, /* all say what nobody wants */
    PUSHED,                /* about half swallow their reserve */
    GROUPS
};

/* On a scale from low to high; whole numbers. */
struct pretended {
    size_t people;
    double before[TEAM_MAX], said[TEAM_MAX], after[TEAM_MAX], guess[TEAM_MAX];
    double satisfaction[TEAM_MAX]; /* 0 to 10 */
    double decided;                /* mean of what was said */
};

/* Positions against (low) and for (high); `guess` is of the others' mean after. */
void decision_drawn(enum group group, size_t people, double low, double high,
                    struct chance *chance, struct pretended *out);

#endif
