#ifndef COMPOSE_SKETCH_H
#define COMPOSE_SKETCH_H

/* The quick kernel for up to some thousand people where nothing but distances counts.
 *
 * The rows of matrix.h once more, in sixteen bits: twice as many numbers in a register and in
 * the cache, and the sums of teams found in registers instead of memory. Distances are rounded
 * to what a team's worth of them leaves room for, so that sums never overflow and stay exact;
 * what rounding leaves to gain, the matrix settles afterwards. The mean is taken away from
 * every distance first: an exchange does not see it, and what tells people apart keeps more
 * digits. */
#include "base/chance.h"
#include "compose/lanes.h"
#include "compose/seats.h"

struct sketch {
    enum instruction_set set;
    size_t people, stride, teams;
    bool sizes_move;
    const struct team_size *bounds;
    double scale;      /* a number is (distance - mean) * scale */
    int pair;          /* the mean, times the scale */
    float temperature; /* as last given, and what noise is multiplied with for it */
    int16_t heat;
    int16_t *distance; /* people x stride */
    int16_t *row;      /* teams x stride: sums of distances to the members */
    int16_t *own;      /* per person: row[team[x]][x] */
    int16_t *column;   /* row[t][i] of the person asked about */
    int16_t *noise;
    uint16_t *team; /* per person; `teams` in the padding */
    struct seats seats;
    uint32_t turn; /* who asks next */
};

/* sketch_start: NULL when the problem has more to it than distances: pairs, blocks, skills.
 * Every distance counts the same.
 * Cost     2 * people^2 + 2 * people * teams bytes. */
struct sketch *sketch_start(struct arena *mem, const struct problem *problem,
                            const struct distances *distances, enum instruction_set set,
                            struct chance *chance);

/* sketch_place: everyone as the list says. Cost: O(people^2). */
void sketch_place(struct sketch *sketch, const uint32_t *team);

/* sketch_move: one heat-bath choice for the next person in turn.
 * Takes    temperature in whole numbers of the distances.
 * Gives    true when somebody moved.
 * Cost     O(people), and as much again when somebody moved. */
bool sketch_move(struct sketch *sketch, float temperature, struct chance *chance);

/* sketch_climb: the best exchanges until none gains. Gives the number of scans it took. */
uint64_t sketch_climb(struct sketch *sketch, struct chance *chance);

void sketch_teams(const struct sketch *sketch, uint32_t *team);

#endif
