#ifndef COMPOSE_SUMS_H
#define COMPOSE_SUMS_H

/* The kernel for many people who differ in numbers alone, by squares, in teams of one size.
 *
 * What exchanging i and j is worth needs only where they are and where the rest of their teams
 * is: 2 (x_i - x_j) . (R_i - R_j), R the sum of the others (Spaeth 1986). Numbers are rounded
 * to sixteen bits, two of them multiplied and added in one instruction, and lie team after team
 * in blocks of sixteen seats, so that a window of seats is one stretch of memory. */
#include "base/chance.h"
#include "compose/glue.h"
#include "compose/lanes.h"
#include "compose/problem.h"
#include "compose/sums_scan.h"

struct sums {
    enum instruction_set set;
    const struct problem *problem;
    size_t people, size, pairs; /* of a team; of numbers, two a pair */
    double scale;               /* of a number in sixteen bits, and of half a gain its square */
    struct glue glue;           /* nobody stays together */
    int16_t *cell;              /* blocks of sums_scan.h */
    uint32_t *person;           /* per seat */
    uint32_t *filled;           /* scratch, per team */
    int sign[2 * SUMS_PAIRS_MAX]; /* of each number: 1 mixed, -1 shared */
    const float *noise;
    double worth;
    uint32_t turn; /* who asks next */
};

/* sums_start: NULL when the problem is another: wishes, categories, other distances, uneven
 * sizes, under SUMS_WINDOW people, or numbers so uneven that rounding would show.
 * Cost     4 bytes a person and number, 5 a person. */
struct sums *sums_start(struct arena *mem, const struct problem *problem,
                        enum instruction_set set, struct chance *chance);

/* sums_place: everyone as the list says, worth from scratch. */
void sums_place(struct sums *sums, const uint32_t *team);

/* sums_move: one heat-bath choice for the next seat in turn, among a window at random.
 * Takes    temperature in the distances' own unit.
 * Gives    true when somebody moved. */
bool sums_move(struct sums *sums, float temperature, struct chance *chance);

void sums_teams(const struct sums *sums, uint32_t *team);

#endif
