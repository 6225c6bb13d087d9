#ifndef COMPOSE_DESIGN_H
#define COMPOSE_DESIGN_H

/* Rounds in which nobody meets anybody twice, made rather than searched.
 *
 * A design is the skeleton of a rotation: its people are seats, and any person may take any
 * of them in all rounds at once without a meeting being repeated. */
#include "base/chance.h"
#include "compose/problem.h"

/* Who is where, round after round: rounds x people teams, `teams` for one who sits out. */
struct design {
    size_t people, teams, rounds;
    const struct team_size *size; /* low == high, larger teams first, one person apart */
    uint32_t *team;
    size_t repeats; /* DESIGN_NONE: `team` holds nothing of use */
};

enum { DESIGN_NONE = INT32_MAX };

/* design_find: fills `team`, whose room is the caller's, by one of the kinds that are made or
 * stored.
 *
 * Takes    sizes that add up to the people or to fewer; the rest sit out in turn.
 * Gives    false when none of them gives that many rounds. Nobody sits out twice more often
 *          than another.
 * Checked  by counting every meeting: tests/engine/compose/design_test.c */
bool design_find(struct arena *mem, struct design *design);

/* The kinds, for design_find and its tests. Each gives the rounds it has, at most those
 * asked for; 0 when it does not apply. `team` is then half filled.
 *
 * design_pairs: everyone on a circle turned by one place a round, one in the middle when
 * the number is even and sitting out when it is odd: people - 1, or people rounds.
 *
 * Source   Kirkman (1847); Lucas (1883), Récréations mathématiques II. */
size_t design_pairs(struct design *design);

/* design_space: points of AG(d, q), q the size: a team is a line, a round is a direction.
 * (people - 1) / (q - 1) rounds, the most there can be.
 *
 * Source   Bose (1939), On the construction of balanced incomplete block designs. */
size_t design_space(struct arena *mem, struct design *design);

/* design_lines: points (c, x), c under the size, x in a ring of as many elements as there are
 * teams; in round m, team b is the line x = m c + b. As many rounds as teams, and one more,
 * of points of equal c, when the size divides that number. Smaller teams miss a point of the
 * last c.
 *
 * Takes    a size that no field in the ring is smaller than.
 * Source   MacNeish (1922), Euler squares: rings made of several fields. */
size_t design_lines(struct arena *mem, struct design *design);

/* design_golfers: 32 people in fours, 10 rounds, the most there can be: stored. Two base
 * rounds turned on six cycles of five seats, as below, the last two seats staying. Each is its
 * own mirror image: x to -x on every cycle, two pairs of cycles changing names. That leaves
 * twelve sets of teams to choose, and going through them in order (an exact cover of seats and
 * differences) found these at once, where annealing without a mirror finds none.
 *
 * Source   ours; that ten rounds exist: Aguado (2004), A 10 days solution to the social golfer
 *          problem. */
size_t design_golfers(struct design *design);

/* design_cycles: people on cycles as long as there are rounds; one round in which no
 * difference between two seats appears twice is searched, and turned by one seat a round.
 * Or several such rounds, each turned a part of the time.
 *
 *     design.repeats = DESIGN_NONE;
 *     struct design_cycles *cycles = design_cycles_start(mem, &design);
 *     while (cycles && design.repeats > 0 && there is time)
 *         design_cycles_try(mem, cycles, &design, &chance);
 *
 * Gives    NULL when there are more meetings than pairs, or more than
 *          DESIGN_CYCLE_PEOPLE_MAX people: so many rarely meet twice by chance.
 *          Each try keeps the best so far in `design`, with at most `repeats` repeats.
 *          Kirkman's fifteen people, 24 teams of 5 in 8 rounds and 20 in 10 take one try;
 *          21 people in threes take some thirty.
 *
 * Cost     at most DESIGN_TRIES exchanges a try, some hundredths of a second; 12 bytes for
 *          each pair of people and each number of rounds to be turned.
 *
 * Chance   `chance`.
 * Source   Bose (1939); Anderson (1990), Combinatorial designs: differences. */
enum { DESIGN_TRIES = 400000, DESIGN_BASES_MAX = 3, DESIGN_CYCLE_PEOPLE_MAX = 2000 };
struct design_cycles;
struct design_cycles *design_cycles_start(struct arena *mem, const struct design *design);
void design_cycles_try(struct arena *mem, struct design_cycles *cycles, struct design *design,
                       struct chance *chance);

/* Gives the teams of a round the numbers of teams of their size: larger ones first. */
void design_number_teams(struct arena *mem, const struct design *design, uint32_t *team);

#endif
