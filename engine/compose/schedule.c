/* Temperature by share of moves, or by range. */
#include "compose/schedule.h"

#include <math.h>

/* Above this share of spread left, distances are unrelated numbers: uniform matrices leave
 * 0.99, points in 2 to 21 dimensions 0.7 to 0.9. */
static const double unrelated = 0.955;

/* Courses that held on both families of published instances; see docs/compose.md. */
static const double share_first = 0.15, share_last = 0.005;
static const double range_first = 0.45, range_last = 0.12;

struct spread spread_of(struct arena *mem, const struct distances *distances)
{
    size_t n = distances->people;
    if (n < 3)
        return (struct spread){ 0 };
    struct arena_mark mark = arena_mark(mem);
    double *mean = NEW_ARRAY(mem, double, n);
    double sum = 0, squares = 0, left = 0;
    for (size_t i = 0; i < n; i++) {
        const float *row = distances->at + i * distances->stride;
        for (size_t j = 0; j < n; j++) {
            mean[i] += row[j];
            squares += (double)row[j] * row[j];
        }
        sum += mean[i];
    }
    double entries = (double)n * (double)(n - 1), all = sum / entries;
    for (size_t i = 0; i < n; i++)
        mean[i] = mean[i] / (double)(n - 1) - all;
    for (size_t i = 0; i < n; i++) {
        const float *row = distances->at + i * distances->stride;
        for (size_t j = 0; j < n; j++) {
            double rest = i == j ? 0 : row[j] - all - mean[i] - mean[j];
            left += rest * rest;
        }
    }
    arena_release(mem, mark);
    return (struct spread){ .all = sqrt(fmax(0, squares / entries - all * all)),
                            .alone = sqrt(left / entries) };
}

struct schedule schedule_course(struct spread spread, double team_size, double heat)
{
    struct schedule schedule = {
        .by_range = spread.alone > unrelated * spread.all,
        .scale = fmax(spread.alone, 1e-3) * sqrt(team_size),
    };
    schedule.first = heat * (schedule.by_range ? range_first : share_first);
    schedule.last = schedule.by_range ? range_last : share_last;
    if (schedule.first < schedule.last)
        schedule.first = schedule.last;
    schedule.share = schedule.first;
    double start = schedule.by_range ? schedule.first : 0.1;
    schedule.temperature = (float)(start * schedule.scale);
    return schedule;
}

void schedule_next(struct schedule *s, double done, double moved, double choices)
{
    double wanted = s->first * pow(s->last / s->first, done);
    if (s->by_range) {
        s->temperature = (float)(wanted * s->scale);
        return;
    }
    /* Smoothed over some twenty turns; corrected by at most 4 % a turn. */
    s->share += 0.05 * (moved / choices - s->share);
    double error = fmax(-2, fmin(2, log(wanted / (s->share + 1e-6))));
    double next = s->temperature * exp(0.02 * error);
    s->temperature = (float)fmax(1e-5 * s->scale, fmin(2 * s->scale, next));
}
