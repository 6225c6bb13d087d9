#ifndef COMPOSE_WORTH_H
#define COMPOSE_WORTH_H

/* What a composition is worth, from scratch: the second opinion on every search. */
#include "compose/problem.h"

struct worth {
    double objective;  /* of the problem's own kind, in units of its distances */
    size_t worst_team; /* the one mixed least, by mean distance */
    double worst_mean; /* its mean distance */
    double *inside;    /* per team: sum of its distances */
    uint32_t *size;    /* per team */
    size_t together_unmet, apart_unmet; /* wishes broken */
    size_t met_again;                   /* pairs together who had met */
    size_t skill_lack;                  /* people missing, over teams and skills */
    bool sizes_kept;                    /* every team within its bounds */
};

/* worth_of: of everyone's team.
 *
 * Takes    team: a number under problem->teams for each person; at or above it, one who sits
 *          out, and is with nobody.
 * Gives    a team of one has no pair: its mean counts as 0.
 * Cost     O(people * team size * horizons).
 * Checked  against a sum over all pairs: tests/engine/compose/worth_test.c */
struct worth worth_of(struct arena *mem, const struct problem *problem, const uint32_t *team);

/* The members of every team, in order of person: start[t] .. start[t + 1] in `person`. Who sits
 * out is in none. */
struct members {
    uint32_t *start, *person;
};
struct members members_of(struct arena *mem, const uint32_t *team, size_t people, size_t teams);

/* Why a team is what it is, horizon by horizon. */
struct reason {
    size_t distinct;  /* different categories, or different numbers */
    double low, high; /* of the values in the team */
    double mixed;     /* mean gap between two of the team: 0..1 for a category */
    double everyone;  /* the same over all the people: what chance alone would give */
};

/* reasons_of: one row of horizon_count per team.
 * Cost     O(horizons * people * (log people + team size)). */
struct reason *reasons_of(struct arena *mem, const struct problem *problem,
                          const struct members *members);

#endif
