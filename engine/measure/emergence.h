#ifndef MEASURE_EMERGENCE_H
#define MEASURE_EMERGENCE_H

/* Does a consensus emerge? Over the rounds, do the answers of a team's members draw together,
 * once their own leanings and the team's course are taken away? About many teams, never one. */
#include "base/arena.h"
#include "measure/figure.h"

/* Answers, one a row; a row with NAN in value or time is left out. */
struct emergence_rows {
    size_t count;
    const size_t *team, *person; /* numbers from 0; a person's number within all teams */
    size_t teams, people;
    const double *time, *value;
};

struct emergence {
    size_t rows, teams, people;
    struct figure level, slope; /* of the mean course, at time 0 and a unit of time */
    struct figure delta;        /* log SD of what is left, a unit of time: negative when
                                   answers draw together */
    struct figure sd;           /* of what is left, at time 0 */
    struct figure team_level, team_slope, team_both; /* variances and covariance of u0, u1 */
    struct figure person;                            /* variance of v */
    struct figure log_likelihood, log_likelihood_steady; /* steady: delta = 0 */
    struct figure ratio, p; /* likelihood ratio of delta, chi-square with one degree */
};

/* measure_emergence: the consensus emergence model, by maximum likelihood.
 *
 *     y = level + slope t + (u0 + u1 t) of the team + v of the person + e
 *     var e = sd^2 exp(2 delta t);  u0 and u1 with any covariance
 *
 * Takes    rows in any order; times in any unit, 0 being the first round as a rule.
 * Gives    delta below 0 with a small p: answers draw together. Variances in squared units.
 * Gaps     LACKS_PEOPLE under 2 teams, 2 people or 2 different times, or with rows too few for
 *          the seven parameters; LACKS_SPREAD when the course explains everything.
 * Cost     some thousand steps of O(sum over teams of rows^3); mem for scratch.
 * Source   Lang, Bliese & de Voogt (2018), Psychological Methods 23, 431-450.
 * Checked  nlme's fit of Sherif (1935) where the reference data are, a likelihood worked out
 *          with the whole matrix, shift, scale and unit of time, drawn data, gaps:
 *          emergence_test.c. */
struct emergence measure_emergence(struct arena *mem, struct emergence_rows rows);

/* measure_within: the mean over teams of the variance within a team at one time, without any
 * model.
 *
 * Gives    mean; the number of teams with two answers at least at that time.
 * Gaps     LACKS_PEOPLE without such a team.
 * Cost     O(rows + teams).
 * Source   Lang, Bliese & de Voogt (2018), the figures beside their model.
 * Checked  reference case consensus_emergence: emergence_test.c. */
struct within {
    size_t teams;
    struct figure variance;
};
struct within measure_within(struct arena *mem, struct emergence_rows rows, double time);

#endif
