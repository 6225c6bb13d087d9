#ifndef COMPOSE_MATRIX_H
#define COMPOSE_MATRIX_H

/* The kernel for up to some thousand people: every distance is at hand.
 *
 * For every team it keeps the sum of distances from each person to the team's members, one
 * long row per team, so that exchanging two people touches two rows end to end, and asking
 * what person i would change with each of the others reads three rows end to end. */
#include "compose/cover.h"
#include "compose/glue.h"
#include "compose/lanes.h"
#include "compose/noise.h"
#include "compose/problem.h"
#include "compose/seats.h"

struct matrix {
    enum instruction_set set;
    size_t people, stride, teams;
    bool sizes_move;       /* some team may still grow or shrink */
    const float *distance; /* people x stride, penalties folded in */
    const struct team_size *bounds;
    float *row;    /* teams x stride */
    float *own;    /* row[team[x]][x], or NEVER for a person who only moves with others */
    float *column; /* row[t][i] of the person asked about; one more for the padding */
    float *values; /* scratch: what each exchange is worth, when it takes several terms */
    int32_t *team; /* per person; `teams` in the padding */
    struct seats seats;
    const float *weight; /* per team, NULL when every distance counts the same */
    double *inside;      /* per team: its distances, each pair once */
    struct cover *cover; /* NULL: nothing to cover */
    double penalty;      /* of one missing skill, in whole numbers */
    struct glue glue;
    struct noise noise;
    double worth; /* what is being climbed: distances, weighted, less the penalties */
};

/* What the matrix is to work on: `distances` already hold the penalties of pairs. */
struct matrix *matrix_start(struct arena *mem, const struct problem *problem,
                            const struct distances *distances, double penalty,
                            enum instruction_set set, struct chance *chance);

/* matrix_place: everyone as the list says; worth and rows from scratch.
 * Cost     O(people^2) time. */
void matrix_place(struct matrix *matrix, const uint32_t *team);

/* matrix_move: one heat-bath choice for a person, or for people who stay together.
 *
 * Takes    temperature in whole numbers; 0 takes the best exchange if it gains.
 * Gives    true when somebody moved.
 * Cost     O(people), and as much again when somebody moved. */
bool matrix_move(struct matrix *matrix, uint32_t person, float temperature,
                 struct chance *chance);

/* matrix_climb: best exchanges until none gains. Gives the number of scans it took. */
uint64_t matrix_climb(struct matrix *matrix, struct chance *chance);

/* Primitive changes, for the file of block moves. */
void matrix_exchange(struct matrix *matrix, uint32_t i, uint32_t j);
void matrix_carry(struct matrix *matrix, uint32_t i, uint32_t to);
bool matrix_move_block(struct matrix *matrix, size_t block, float temperature,
                       struct chance *chance);

#endif
