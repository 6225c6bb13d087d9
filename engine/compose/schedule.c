/* Temperature by share of moves, or by range. */
#include "compose/schedule.h"

#include <math.h>

/* Above this share of spread left, distances are unrelated numbers: uniform matrices leave
 * 0.99, points in 2 to 21 dimensions 0.7 to 0.9. */
static const double unrelated = 0.955;

/* Courses that held on instances of every family and size, docs/compose.md. Below so many
 * choices a person there is no time to come down from as hot. */
static const double share_first = 0.15, share_last = 0.005, choices_enough = 1000;

/* Unrelated numbers: the smaller the team, the lower everything freezes. Where there is room
 * for many courses, large teams gain by ending each of them early, and by more of them. */
static double many_courses(double team_size, double courses)
{
    const double few = 8, many = 24, small = 4, large = 8;
    double by_time = fmax(0, fmin(1, (courses - few) / (many - few)));
    return by_time * fmax(0, fmin(1, (team_size - small) / (large - small)));
}

static double range_first(double team_size, double courses)
{
    return fmin(0.35, 0.25 + 0.0125 * team_size) + 0.25 * many_courses(team_size, courses);
}

static double range_last(double team_size, double courses)
{
    return fmin(0.08, 0.02 + 0.01 * team_size) + 0.07 * many_courses(team_size, courses);
}

/* Asking a window instead of everyone, people move more rarely at the same temperature. */
static const double window_first = 0.01;

static double window_last(double choices) { return fmin(0.005, 0.004 / sqrt(choices)); }

/* A window shows no person every exchange: the end is left to those that gain. */
static const double window_gains_only = 0.97;

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

struct schedule schedule_course(struct spread spread, double team_size, struct annealing course)
{
    struct schedule schedule = {
        .by_range = !spread.of_window && spread.alone > unrelated * spread.all,
        .of_window = spread.of_window,
        .scale = fmax(spread.alone, 1e-3) * sqrt(team_size),
    };
    double hurry = fmin(1, sqrt(course.choices / choices_enough));
    if (spread.of_window) {
        schedule.first = window_first;
        schedule.last = window_last(course.choices);
    } else if (schedule.by_range) {
        schedule.first = hurry * range_first(team_size, course.courses);
        schedule.last = range_last(team_size, course.courses);
    } else {
        schedule.first = hurry * share_first;
        schedule.last = share_last;
    }
    schedule.first = fmax(course.heat * schedule.first, schedule.last);
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
    if (s->of_window && done > window_gains_only) {
        s->temperature = 0;
        return;
    }
    /* Smoothed over some twenty turns; corrected by at most 4 % a turn. */
    s->share += 0.05 * (moved / choices - s->share);
    double error = fmax(-2, fmin(2, log(wanted / (s->share + 1e-6))));
    double next = s->temperature * exp(0.02 * error);
    s->temperature = (float)fmax(1e-5 * s->scale, fmin(2 * s->scale, next));
}
