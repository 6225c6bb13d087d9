/* Chooses a kernel, folds wishes into its distances, and passes calls on. */
#include "compose/kernel.h"

#include <math.h>

#include "compose/distance.h"
#include "compose/sizes.h"
#include "compose/worst.h"

/* Penalties in whole numbers of the matrix. A pair apart must outweigh what an exchange can
 * gain (APART_TIMES), a missing skill one team's worth of distances; having met already is a
 * quarter of that. */
struct penalties {
    double room; /* largest whole number of a distance */
    double apart, met, skill;
};

static struct penalties penalties_for(const struct problem *problem)
{
    const double exact = 1 << 24; /* up to here a float holds every whole number */
    double size = problem_size_high(problem);
    bool pairs = problem->apart_count > 0 || problem->met_count > 0;
    double times = problem->apart_count > 0 ? APART_TIMES : 1;
    double room = floor(exact / (pairs ? size * (times * size + 1) : size)) - 1;
    room = fmax(room, 16);
    double skill = floor(room * size);
    return (struct penalties){ room, times * skill, floor(skill / 4), skill };
}

static void add_penalty(struct distances *distances, struct pair pair, double penalty)
{
    float *ab = &distances->at[pair.a * distances->stride + pair.b];
    float *ba = &distances->at[pair.b * distances->stride + pair.a];
    /* Said twice, a wish counts once. */
    if (*ab < -penalty / 2)
        return;
    *ab -= (float)penalty;
    *ba -= (float)penalty;
}

static void start_matrix(struct arena *mem, struct kernel *kernel, const float *counts,
                         enum instruction_set set, struct chance *chance)
{
    const struct problem *problem = kernel->problem;
    struct penalties penalties = penalties_for(problem);
    bool pairs = problem->apart_count > 0 || problem->met_count > 0;
    struct distances distances = { 0 };
    if (problem->given && !pairs)
        distances = *problem->given;
    else
        distances = distances_build(mem, problem, penalties.room);
    kernel->spread = spread_of(mem, &distances);
    for (size_t w = 0; w < problem->apart_count; w++)
        add_penalty(&distances, problem->apart[w], penalties.apart);
    for (size_t w = 0; w < problem->met_count; w++)
        add_penalty(&distances, problem->met[w], penalties.met);
    kernel->matrix = matrix_start(mem, problem, &distances, penalties.skill, set, chance);
    kernel->glue = &kernel->matrix->glue;
    kernel->matrix->weight = counts;
    if (!counts)
        kernel->sketch = sketch_start(mem, problem, &distances, set, chance);
    kernel->team = NEW_ARRAY(mem, uint32_t, problem->people);
}

/* For a mean, the distances of a large team count less; nothing when all are one size. */
static const float *counts_for(struct arena *mem, const struct problem *problem)
{
    if (problem->objective == OBJECTIVE_SUM)
        return NULL;
    uint32_t *size = sizes_most_pairs(mem, problem), low = UINT32_MAX, high = 0;
    float *counts = NEW_ARRAY(mem, float, problem->teams + 1);
    for (size_t t = 0; t < problem->teams; t++) {
        low = size[t] < low ? size[t] : low;
        high = size[t] > high ? size[t] : high;
    }
    /* The smallest team that has a pair counts fully. */
    double least = low > 1 ? low * (low - 1.0) : 2;
    for (size_t t = 0; t < problem->teams; t++)
        counts[t] = size[t] > 1 ? (float)(least / (size[t] * (size[t] - 1.0))) : 0;
    return low == high ? NULL : counts;
}

struct kernel kernel_start(struct arena *mem, const struct problem *problem,
                           bool without_matrix, enum instruction_set set, struct chance *chance)
{
    struct kernel kernel = { .problem = problem };
    bool matrix = problem->given || problem->people <= COMPOSE_MATRIX_PEOPLE_MAX;
    const float *counts = counts_for(mem, problem);
    if (matrix && !(without_matrix && !problem->given)) {
        start_matrix(mem, &kernel, counts, set, chance);
        return kernel;
    }
    kernel.sums = sums_start(mem, problem, set, chance);
    if (!kernel.sums)
        kernel.crowd = crowd_start(mem, problem, counts, set, chance);
    kernel.glue = kernel.sums ? &kernel.sums->glue : &kernel.crowd->glue;
    double spread = crowd_spread(problem, chance);
    kernel.spread = (struct spread){ .all = 2 * spread, .alone = spread, .of_window = true };
    return kernel;
}

void kernel_place(struct kernel *kernel, const uint32_t *team)
{
    kernel->in_sketch = kernel->sketch != NULL;
    if (kernel->sketch)
        sketch_place(kernel->sketch, team);
    else if (kernel->matrix)
        matrix_place(kernel->matrix, team);
    else if (kernel->sums)
        sums_place(kernel->sums, team);
    else
        crowd_place(kernel->crowd, team);
}

bool kernel_move(struct kernel *kernel, float temperature, struct chance *chance)
{
    if (kernel->in_sketch)
        return sketch_move(kernel->sketch, temperature, chance);
    if (kernel->sums)
        return sums_move(kernel->sums, temperature, chance);
    uint32_t i = noise_pick(chance_bits(chance), kernel->problem->people);
    if (kernel->matrix)
        return matrix_move(kernel->matrix, i, temperature, chance);
    return crowd_move(kernel->crowd, i, temperature, chance);
}

uint64_t kernel_move_steps(const struct kernel *kernel)
{
    /* Measured: a matrix and its sketch write two rows; a crowd rewrites two teams. */
    enum { SKETCH_STEPS = 1, SUMS_STEPS = 2, MATRIX_STEPS = 5, CROWD_STEPS = 2 };
    if (kernel->in_sketch)
        return SKETCH_STEPS;
    if (kernel->matrix)
        return MATRIX_STEPS;
    return kernel->sums ? SUMS_STEPS : CROWD_STEPS;
}

uint64_t kernel_settle(struct kernel *kernel, struct chance *chance)
{
    uint64_t before = 0;
    if (kernel->in_sketch) {
        before = sketch_climb(kernel->sketch, chance);
        sketch_teams(kernel->sketch, kernel->team);
        matrix_place(kernel->matrix, kernel->team);
        kernel->in_sketch = false;
    }
    if (kernel->matrix) {
        uint64_t steps = before + matrix_climb(kernel->matrix, chance);
        if (kernel->problem->objective == OBJECTIVE_WORST)
            steps += worst_lift(kernel->matrix);
        return steps;
    }
    uint64_t steps = kernel->problem->people;
    for (uint64_t k = 0; k < steps; k++)
        kernel_move(kernel, 0, chance);
    return steps;
}

double kernel_worth(const struct kernel *kernel)
{
    if (kernel->sums)
        return kernel->sums->worth;
    if (kernel->problem->objective != OBJECTIVE_WORST)
        return kernel->matrix ? kernel->matrix->worth : kernel->crowd->worth;
    return kernel->matrix ? worst_of_matrix(kernel->matrix) : worst_of_crowd(kernel->crowd);
}

void kernel_teams(const struct kernel *kernel, uint32_t *team)
{
    if (kernel->sums) {
        sums_teams(kernel->sums, team);
        return;
    }
    for (size_t i = 0; i < kernel->problem->people; i++)
        team[i] = kernel->matrix ? (uint32_t)kernel->matrix->team[i]
                                 : kernel->crowd->team[kernel->crowd->slot[i]];
}
