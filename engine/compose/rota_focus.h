#ifndef COMPOSE_ROTA_FOCUS_H
#define COMPOSE_ROTA_FOCUS_H

/* One round of a rotation looked at closely, the others as they are: one person asks all the
 * others at once what changing places would cost.
 *
 * While a round is in focus its own meetings are taken out of the prices, and for each of its
 * teams the prices of everyone with its members are kept added up, as
 * engine/compose/matrix.h does with distances. */
#include "compose/cover.h"
#include "compose/noise.h"
#include "compose/rota.h"

struct rota_focus {
    struct rota *rota;
    enum instruction_set set;
    size_t round;
    int32_t *row;    /* (teams + 1) x stride: prices with the members; those who sit out: 0 */
    int32_t *own;    /* row[team[x]][x], or under any sum for one who cannot be asked */
    int32_t *asked;  /* scratch: own less what a skill is worth */
    int32_t *column; /* scratch: row[t][i] of the person who asks */
    int32_t *team;   /* per person; `teams` in the padding */
    struct cover *cover;
    struct noise noise;
};

struct rota_focus *rota_focus_start(struct arena *mem, struct rota *rota,
                                    enum instruction_set set, struct chance *chance);

/* rota_focus_on: a round is looked at, until rota_focus_off.
 * Cost     O(people^2) additions, eight at a time. */
void rota_focus_on(struct rota_focus *focus, size_t round);
void rota_focus_off(struct rota_focus *focus);

/* rota_focus_move: one heat-bath choice for a person, among all who are free to change places.
 *
 * Takes    temperature in prices; 0 takes the best exchange if it gains.
 * Gives    true when two people changed places.
 * Cost     O(people), and as much again when somebody moved. */
bool rota_focus_move(struct rota_focus *focus, uint32_t person, float temperature,
                     struct chance *chance);

#endif
