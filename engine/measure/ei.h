#ifndef MEASURE_EI_H
#define MEASURE_EI_H

/* Do links cross horizons (trades, sites, generations …) or stay inside them? Over many teams:
 * in one team of a few people the answer is mostly its make-up, and would point at persons. */
#include "base/arena.h"
#include "measure/figure.h"
#include "measure/grid.h"

enum { EI_TEAMS_MIN = 20, NO_HORIZON = -1 };

/* One team: its ties (1 a link, 0 none, NAN not known) and the horizon of each person, a whole
 * number, or NO_HORIZON: that person is left out with their links. */
struct ei_team {
    struct grid ties;
    const int *horizon;
};

struct ei {
    size_t teams;              /* with two horizons at least and some link */
    size_t external, internal; /* links, over all teams with some link */
    struct figure index;       /* (external - internal) / links, -1 .. 1 */
    struct figure expected;    /* the same when horizons are dealt at random within each team */
    struct figure sd;          /* of the index then */
    struct figure z;           /* (index - expected) / sd */
    struct figure p_crossing;  /* chance of an index this high or higher, then */
    struct figure p_inside;    /* this low or lower */
    bool exact;                /* by all ways of dealing; else by the normal distribution */
};

/* measure_ei: Krackhardt and Stern's index over teams, against the horizons dealt at random.
 *
 *     expected share of external links in a team = 1 - sum s (s - 1) / (n (n - 1)), s the sizes
 *     of its horizons: whatever the network
 *
 * Takes    teams, their links as they are.
 * Gives    read index against expected: with many small horizons most links cross by chance.
 * Gaps     LACKS_PEOPLE under EI_TEAMS_MIN teams where links could both cross and not;
 *          LACKS_SPREAD when every way of dealing gives the same.
 * Cost     O(links^2) a team for the spread; the exact chances O(ways of dealing * links) a
 *          team and O(teams * links^2) for their sum, while teams have at most EI_PEOPLE_MAX
 *          people, EI_WAYS_MAX ways and all of them EI_LINKS_MAX links. A team with one
 *          horizon, or with as many as people, deals one way only: it moves both the index and
 *          what is expected.
 * Source   Krackhardt & Stern (1988), Social Psychology Quarterly 51, 123-140.
 * Checked  every way of dealing listed, hand-made teams, relabelling, turning every arc round,
 *          gaps: ei_test.c. */
enum { EI_PEOPLE_MAX = 8, EI_WAYS_MAX = 40320, EI_LINKS_MAX = 20000 };
struct ei measure_ei(struct arena *mem, const struct ei_team *teams, size_t count);

#endif
