#ifndef COMPOSE_KERNEL_H
#define COMPOSE_KERNEL_H

/* One face for both kernels: what a course of annealing needs from either. */
#include "compose/crowd.h"
#include "compose/matrix.h"
#include "compose/schedule.h"
#include "compose/sketch.h"
#include "compose/sums.h"

struct kernel {
    const struct problem *problem;
    struct matrix *matrix; /* one of the three */
    struct crowd *crowd;
    struct sums *sums;
    struct sketch *sketch; /* anneals for the matrix where it can, or NULL */
    bool in_sketch;        /* where everyone is now; the matrix does not know yet */
    uint32_t *team;        /* scratch */
    struct spread spread;
    const struct glue *glue;
};

/* The matrix kernel where distances are given or few enough; beyond, or when `without_matrix`
 * asks for it, the sums where they can and the crowd kernel where they cannot. */
struct kernel kernel_start(struct arena *mem, const struct problem *problem,
                           bool without_matrix, enum instruction_set set,
                           struct chance *chance);

void kernel_place(struct kernel *kernel, const uint32_t *team);
bool kernel_move(struct kernel *kernel, float temperature, struct chance *chance);

/* Steps that a move costs beyond the scan that chose it. */
uint64_t kernel_move_steps(const struct kernel *kernel);

/* Settles: exchanges that gain until none does, or for so long in a crowd; then, for the
 * worst team, what lifts it. Gives the steps it took. */
uint64_t kernel_settle(struct kernel *kernel, struct chance *chance);

/* What the composition is worth by the problem's own objective, penalties taken off, in the
 * kernel's units. */
double kernel_worth(const struct kernel *kernel);

void kernel_teams(const struct kernel *kernel, uint32_t *team);

#endif
