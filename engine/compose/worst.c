/* Lifts the worst team, exchange by exchange. */
#include "compose/worst.h"

#include <math.h>

static double mean_of(double inside, double size)
{
    return size > 1 ? inside / (size * (size - 1) / 2) : 0;
}

static size_t worst_team(const struct matrix *matrix)
{
    size_t worst = 0;
    for (size_t t = 1; t < matrix->teams; t++)
        if (mean_of(matrix->inside[t], matrix->seats.size[t]) <
            mean_of(matrix->inside[worst], matrix->seats.size[worst]))
            worst = t;
    return worst;
}

double worst_of_matrix(const struct matrix *matrix)
{
    size_t t = worst_team(matrix);
    double lack = matrix->cover ? matrix->penalty * matrix->cover->lack : 0;
    return mean_of(matrix->inside[t], matrix->seats.size[t]) - lack;
}

double worst_of_crowd(const struct crowd *crowd)
{
    double worst = INFINITY;
    for (size_t t = 0; t < crowd->teams; t++) {
        size_t size = crowd->start[t + 1] - crowd->start[t];
        double counts = crowd->counts ? crowd->counts[t] : 1;
        double all = crowd_team_worth(crowd, t, crowd->person + crowd->start[t], size);
        worst = fmin(worst, counts > 0 ? mean_of(all / counts, (double)size) : 0);
    }
    return worst;
}

struct lift {
    uint32_t i, j;
    double mean; /* of the lower of the two teams afterwards */
};

/* The best partner for person i of team a. */
static void lift_with(const struct matrix *m, size_t a, uint32_t i, struct lift *best)
{
    const float *row = m->row + a * m->stride, *distance = m->distance + i * m->stride;
    for (uint32_t x = 0; x < m->people; x++) {
        size_t b = (size_t)m->team[x];
        if (b == a || glue_block(&m->glue, x) != GLUE_ALONE)
            continue;
        double to_a = (double)row[x] - row[i] - distance[x];
        double to_b = (double)m->row[b * m->stride + i] - m->own[x] - distance[x];
        double mean = fmin(mean_of(m->inside[a] + to_a, m->seats.size[a]),
                           mean_of(m->inside[b] + to_b, m->seats.size[b]));
        if (mean <= best->mean)
            continue;
        if (m->cover) {
            size_t ci = m->cover->class_at[i], cx = m->cover->class_at[x];
            if (cover_change(m->cover, a, ci, cx) + cover_change(m->cover, b, cx, ci) > 0)
                continue;
        }
        *best = (struct lift){ i, x, mean };
    }
}

uint64_t worst_lift(struct matrix *m)
{
    uint64_t scans = 0;
    /* The lowest mean rises, or one team fewer has it: this ends; the count is a guard. */
    size_t turns = 20 * m->teams;
    while (turns-- > 0) {
        size_t a = worst_team(m);
        double before = mean_of(m->inside[a], m->seats.size[a]);
        struct lift best = { .mean = before + 1e-9 * fabs(before) };
        double floor = best.mean;
        for (size_t k = 0; k < m->seats.size[a]; k++, scans++) {
            uint32_t i = m->seats.member[a * m->seats.room + k];
            if (glue_block(&m->glue, i) == GLUE_ALONE)
                lift_with(m, a, i, &best);
        }
        if (best.mean <= floor)
            break;
        matrix_exchange(m, best.i, best.j);
    }
    return scans;
}
