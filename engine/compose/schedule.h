#ifndef COMPOSE_SCHEDULE_H
#define COMPOSE_SCHEDULE_H

/* How hot the search is at each moment, found from the distances themselves.
 *
 * Two families freeze differently. Where distances come from places in a space (horizons,
 * Euclid) the share of people who move tells how hot it is, and is driven down along a fixed
 * course. Where they are unrelated numbers everything freezes at once, and only a fixed range
 * of temperature works. Taking the means of rows and columns away tells the two apart: it
 * removes a good part of the spread of the first kind and nothing of the second. */
#include "compose/problem.h"

struct spread {
    double all;     /* standard deviation of the distances */
    double alone;   /* of what is left once row and column means are taken away */
    bool of_window; /* from a sample; people will ask a window, not everyone */
};

/* spread_of: both standard deviations, in whole numbers of the matrix.
 * Cost     O(people^2) time, O(people) of mem. */
struct spread spread_of(struct arena *mem, const struct distances *distances);

struct schedule {
    bool by_range; /* false: by the share of moves */
    bool of_window;
    double first, last; /* of the share, or of the temperature in units of `scale` */
    double scale;       /* spread * sqrt(team size): the size of one exchange */
    double share;       /* of moves, smoothed */
    float temperature;
};

/* What is known of a course before it begins. */
struct annealing {
    double choices; /* how often each person will be asked on the way */
    double courses; /* how many the plan has room for */
    double heat;    /* 1: from hot to cold; less: from a composition that is already good */
};

struct schedule schedule_course(struct spread spread, double team_size,
                                struct annealing course);

/* schedule_next: after some choices of which `moved` led to a move.
 * Takes    done: how much of the course is behind, 0..1. */
void schedule_next(struct schedule *schedule, double done, double moved, double choices);

#endif
