#ifndef MEASURE_RESAMPLING_H
#define MEASURE_RESAMPLING_H

/* Do the members of a team agree more than people put together at random from all teams? What
 * everybody shares (leniency, a common employer) is in both, and drops out. */
#include <stdint.h>

#include "base/arena.h"
#include "measure/figure.h"
#include "measure/grid.h"

enum { RESAMPLING_TEAMS_MIN = 20, RESAMPLING_DRAWS = 10000 };

/* Random group resampling: people dealt again and again over teams of the same sizes. */
struct resampling;

/* resampling_start
 *
 * Takes    g, people x items, and the team of each; people with a gap, and teams then left with
 *          fewer than two, are left out. seed: the only chance there is.
 * Keeps    mem holds it; g may go.
 * Cost     O(people * items). */
struct resampling *resampling_start(struct arena *mem, struct grid g, const size_t *team,
                                    size_t teams, uint64_t seed);

/* resampling_step: deals `draws` times more.
 *
 * Cost     O(draws * people * items). */
void resampling_step(struct resampling *resampling, size_t draws);

struct resampled {
    size_t teams, people, draws;
    struct figure variance; /* mean over teams of the mean item variance within */
    struct figure expected; /* of teams dealt at random: exact, the variance of all people */
    struct figure drawn, drawn_sd; /* the same over the draws */
    struct figure z;               /* (variance - drawn) / drawn_sd; negative: closer */
    struct figure p;               /* share of draws with a mean as small, this one included */
    struct figure *team_variance;  /* one a team, by number; LACKS_PEOPLE when left out */
    struct figure *team_p;         /* share of draws in which its place was as close */
};

/* resampling_best: what the draws so far say.
 *
 * Gives    p counts the observed deal as one more draw, so it is never 0. A team's p says how
 *          rare such closeness is in a random team of its size; it ranks nobody.
 * Gaps     LACKS_PEOPLE under RESAMPLING_TEAMS_MIN teams or without a draw; LACKS_SPREAD (z)
 *          when all draws are alike.
 * Cost     O(teams).
 * Source   Bliese & Halverson (1996), J. Management 22; Bliese (2000); the function rgr.agree
 *          of R's multilevel.
 * Checked  expected value, by the variance of all people; one rare answer, by hand; the same
 *          seed; shift and scale; gaps: resampling_test.c. */
struct resampled resampling_best(struct arena *mem, const struct resampling *resampling);

#endif
