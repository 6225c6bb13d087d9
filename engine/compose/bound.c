/* Three ceilings, each from sums that do not look at the composition. */
#include "compose/bound.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "compose/distance.h"
#include "compose/sizes.h"

/* Beyond this the test of negative type would take longer than the search. */
enum { NEGATIVE_TYPE_PEOPLE_MAX = 1000 };

static int rising(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static int rising_float(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

/* What one distance inside each team counts, and the sizes the ceiling is for. */
struct teams {
    size_t count;
    uint32_t *size;
    double *counts; /* 1, or 1 / pairs for a mean */
    bool fixed;
};

static struct teams teams_of(struct arena *mem, const struct problem *problem)
{
    struct teams teams = { .count = problem->teams,
                           .size = sizes_most_pairs(mem, problem),
                           .counts = NEW_ARRAY(mem, double, problem->teams),
                           .fixed = true };
    for (size_t t = 0; t < problem->teams; t++) {
        double pairs = teams.size[t] * (teams.size[t] - 1.0) / 2;
        teams.counts[t] = problem->objective == OBJECTIVE_SUM ? 1 : pairs > 0 ? 1 / pairs : 0;
        teams.fixed &= problem->size[t].low == problem->size[t].high;
    }
    return teams;
}

/* Largest sum of row * coefficient over all ways to hand the coefficients out: both sorted. */
static double paired(double *row, double *coefficient, size_t count)
{
    qsort(row, count, sizeof *row, rising);
    qsort(coefficient, count, sizeof *coefficient, rising);
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += row[i] * coefficient[i];
    return sum;
}

/* The mean bound from everyone's sum of distances. `row` is sorted on the way. */
static double mean_bound(struct arena *mem, const struct problem *problem,
                         const struct teams *teams, double *row)
{
    size_t n = problem->people;
    double total = 0, minus = 0;
    for (size_t i = 0; i < n; i++)
        total += row[i] / 2;
    double *coefficient = NEW_ARRAY(mem, double, n);
    size_t at = 0;
    for (size_t t = 0; t < teams->count; t++) {
        double part = teams->size[t] / (double)n;
        minus += teams->counts[t] * part * part * total;
        for (uint32_t k = 0; k < teams->size[t]; k++)
            coefficient[at++] = teams->counts[t] * part;
    }
    if (teams->fixed)
        return paired(row, coefficient, n) - minus;
    /* Sizes may still move. Written from the mean row: 2T/n * s/n sums to 2T * (s/n)^2, and
     * what a row has beyond the mean earns at best the largest size, or loses the smallest. */
    double low = INFINITY, high = 0, sum = minus;
    for (size_t t = 0; t < teams->count; t++) {
        low = fmin(low, problem->size[t].low);
        high = fmax(high, problem->size[t].high);
    }
    for (size_t i = 0; i < n; i++) {
        double beyond = row[i] - 2 * total / (double)n;
        sum += beyond / (double)n * (beyond > 0 ? high : low);
    }
    return sum;
}

/* How many of the sorted numbers are under x, or under and equal. */
static size_t count_under(const float *sorted, size_t count, float x, bool equal_too)
{
    size_t first = 0, past = count;
    while (first < past) {
        size_t middle = first + (past - first) / 2;
        if (sorted[middle] < x || (equal_too && sorted[middle] == x))
            first = middle + 1;
        else
            past = middle;
    }
    return first;
}

/* Everyone's squared differences to all others, added to `row`: sums are enough. */
static void add_square_rows(const struct horizon *horizon, size_t n, double *row)
{
    double sum = 0, squares = 0;
    for (size_t i = 0; i < n; i++) {
        sum += horizon->value[i];
        squares += (double)horizon->value[i] * horizon->value[i];
    }
    for (size_t i = 0; i < n; i++) {
        double x = horizon->value[i];
        row[i] += horizon->weight * ((double)n * x * x - 2 * x * sum + squares);
    }
}

/* Everyone's distances to all others on one mixed horizon, added to `row`. */
static void add_rows(struct arena *mem, const struct problem *problem,
                     const struct horizon *horizon, double *row)
{
    size_t n = problem->people;
    if (horizon->kind == HORIZON_NUMBER && problem->distance == DISTANCE_SQUARED) {
        add_square_rows(horizon, n, row);
        return;
    }
    struct arena_mark mark = arena_mark(mem);
    float *sorted = NEW_ARRAY(mem, float, n);
    double *below = NEW_ARRAY(mem, double, n + 1);
    memcpy(sorted, horizon->value, n * sizeof *sorted);
    qsort(sorted, n, sizeof *sorted, rising_float);
    for (size_t i = 0; i < n; i++)
        below[i + 1] = below[i] + sorted[i];
    for (size_t i = 0; i < n; i++) {
        double x = horizon->value[i];
        size_t first = count_under(sorted, n, horizon->value[i], false);
        size_t last = count_under(sorted, n, horizon->value[i], true);
        double part = horizon->kind == HORIZON_CATEGORY
                          ? (double)(n - (last - first))
                          : x * (double)first - below[first] + (below[n] - below[first]) -
                                x * (double)(n - first);
        row[i] += horizon->weight * part;
    }
    arena_release(mem, mark);
}

/* A number spread over teams: value times (people of the team under it - people over it),
 * all coefficients handed out at best. Squares need no such bound: the mean is the same. */
static double number_bound(struct arena *mem, const struct problem *problem,
                           const struct teams *teams, const struct horizon *horizon)
{
    size_t n = problem->people, at = 0;
    double *value = NEW_ARRAY(mem, double, n), *coefficient = NEW_ARRAY(mem, double, n);
    for (size_t i = 0; i < n; i++)
        value[i] = horizon->value[i];
    for (size_t t = 0; t < teams->count; t++)
        for (uint32_t k = 0; k < teams->size[t]; k++)
            coefficient[at++] = teams->counts[t] * (2.0 * k + 1 - teams->size[t]);
    return paired(value, coefficient, n);
}

/* A category spread over teams: each level as evenly as whole people allow. */
static double category_bound(struct arena *mem, const struct problem *problem,
                             const struct teams *teams, const struct horizon *horizon)
{
    size_t n = problem->people;
    double pairs = 0, least = INFINITY, same = 0;
    for (size_t t = 0; t < teams->count; t++) {
        pairs += teams->counts[t] * teams->size[t] * (teams->size[t] - 1.0) / 2;
        least = fmin(least, teams->counts[t]);
    }
    float *sorted = NEW_ARRAY(mem, float, n);
    memcpy(sorted, horizon->value, n * sizeof *sorted);
    qsort(sorted, n, sizeof *sorted, rising_float);
    for (size_t first = 0, last; first < n; first = last) {
        for (last = first; last < n && sorted[last] == sorted[first];)
            last++;
        double each = floor((double)(last - first) / (double)teams->count);
        double more = (double)(last - first) - each * (double)teams->count;
        same += more * (each + 1) * each / 2 +
                ((double)teams->count - more) * each * (each - 1) / 2;
    }
    return pairs - least * same;
}

static double horizons_bound(struct arena *mem, const struct problem *problem,
                             const struct teams *teams)
{
    double sum = 0;
    for (size_t h = 0; h < problem->horizon_count; h++) {
        const struct horizon *horizon = &problem->horizons[h];
        if (horizon->weight <= 0)
            continue;
        struct arena_mark mark = arena_mark(mem);
        double *row = NEW_ARRAY(mem, double, problem->people);
        add_rows(mem, problem, horizon, row);
        double best = mean_bound(mem, problem, teams, row);
        if (teams->fixed && horizon->kind == HORIZON_CATEGORY)
            best = fmin(best, horizon->weight * category_bound(mem, problem, teams, horizon));
        else if (teams->fixed && problem->distance == DISTANCE_ABSOLUTE)
            best = fmin(best, horizon->weight * number_bound(mem, problem, teams, horizon));
        sum += best;
        arena_release(mem, mark);
    }
    return sum;
}

static double rows_bound(struct arena *mem, const struct problem *problem,
                         const struct teams *teams)
{
    size_t n = problem->people;
    double *row = NEW_ARRAY(mem, double, n);
    if (problem->given || problem->distance == DISTANCE_EUCLID) {
        for (size_t a = 0; a < n; a++)
            for (size_t b = 0; b < a; b++) {
                double distance = distance_between(problem, a, b);
                row[a] += distance;
                row[b] += distance;
            }
        return mean_bound(mem, problem, teams, row);
    }
    for (size_t h = 0; h < problem->horizon_count; h++)
        if (problem->horizons[h].weight > 0)
            add_rows(mem, problem, &problem->horizons[h], row);
    return mean_bound(mem, problem, teams, row);
}

/* Four sums side by side: one alone would wait for itself at every step. */
static double product_of(const double *a, const double *b, size_t count)
{
    double sum[4] = { 0 };
    size_t k = 0;
    for (; k + 4 <= count; k += 4)
        for (size_t lane = 0; lane < 4; lane++)
            sum[lane] += a[k + lane] * b[k + lane];
    for (; k < count; k++)
        sum[0] += a[k] * b[k];
    return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

bool bound_negative_type(struct arena *mem, const struct distances *distances)
{
    size_t n = distances->people;
    struct arena_mark mark = arena_mark(mem);
    /* Products seen from the first person: Schoenberg's test needs no better centre. */
    double *g = NEW_ARRAY(mem, double, n *n), largest = 0;
    bool holds = true;
    for (size_t i = 1; i < n; i++)
        for (size_t j = 1; j <= i; j++) {
            double product = (double)distances->at[i * distances->stride] +
                             distances->at[j * distances->stride] -
                             distances->at[i * distances->stride + j];
            g[i * n + j] = product;
            largest = fmax(largest, product);
        }
    /* Cholesky, in place, column by column of the lower triangle. A pivot under zero by more
     * than rounding means a combination of people with a negative square. */
    for (size_t i = 1; holds && i < n; i++) {
        for (size_t j = 1; holds && j <= i; j++) {
            double sum = g[i * n + j] - product_of(g + i * n + 1, g + j * n + 1, j - 1);
            if (j < i)
                g[i * n + j] = g[j * n + j] > 0 ? sum / g[j * n + j] : 0;
            else if (sum > -1e-9 * largest)
                g[i * n + i] = sqrt(fmax(sum, 0));
            else
                holds = false;
        }
    }
    arena_release(mem, mark);
    return holds;
}

static int falling_float(const void *a, const void *b) { return rising_float(b, a); }

/* The largest few of a row, into kept: an ordered list, whose least is mostly in the way. */
static void keep_largest(const float *row, size_t count, float *kept, size_t few)
{
    size_t held = 0;
    for (size_t x = 0; few > 0 && x < count; x++) {
        if (held == few && row[x] <= kept[few - 1])
            continue;
        size_t at = held < few ? held++ : few - 1;
        for (; at > 0 && kept[at - 1] < row[x]; at--)
            kept[at] = kept[at - 1];
        kept[at] = row[x];
    }
}

/* Everyone sees at most the people farthest away; over all rows the largest entries there
 * is room for, half of them since each pair is seen twice. */
static double farthest_bound(struct arena *mem, const struct problem *problem,
                             const struct teams *teams)
{
    const struct distances *given = problem->given;
    size_t n = problem->people, each = 0, seats = 0;
    for (size_t t = 0; t < teams->count; t++) {
        size_t others = teams->size[t] - 1;
        each = problem->size[t].high - 1 > each ? problem->size[t].high - 1 : each;
        seats += teams->size[t] * others;
    }
    float *row = NEW_ARRAY(mem, float, given->stride);
    float *kept = NEW_ARRAY(mem, float, n *each);
    for (size_t i = 0; i < n; i++) {
        memcpy(row, given->at + i * given->stride, n * sizeof *row);
        row[i] = -INFINITY;
        keep_largest(row, n, kept + i * each, each);
    }
    qsort(kept, n * each, sizeof *kept, falling_float);
    double sum = 0;
    for (size_t k = 0; k < seats && k < n * each; k++)
        sum += kept[k];
    return sum / 2 * given->unit;
}

static void take(struct bound *bound, enum bound_kind kind, double value)
{
    if (bound->kind == BOUND_NONE || value < bound->value)
        *bound = (struct bound){ kind, value };
}

static bool has_category(const struct problem *problem)
{
    for (size_t h = 0; h < problem->horizon_count; h++)
        if (problem->horizons[h].kind == HORIZON_CATEGORY)
            return true;
    return false;
}

static struct bound best_of_all(struct arena *mem, const struct problem *problem,
                                const struct teams *teams)
{
    struct bound bound = { 0 };
    if (problem->given) {
        bool small = problem->people <= NEGATIVE_TYPE_PEOPLE_MAX;
        if (small && bound_negative_type(mem, problem->given))
            take(&bound, BOUND_MEAN, rows_bound(mem, problem, teams));
        if (problem->objective == OBJECTIVE_SUM && problem->people > 1)
            take(&bound, BOUND_FARTHEST, farthest_bound(mem, problem, teams));
        return bound;
    }
    if (problem->distance != DISTANCE_EUCLID) {
        take(&bound, BOUND_MEAN, rows_bound(mem, problem, teams));
        /* Squares of numbers add up to the same mean bound: nothing to gain by parts. */
        if (problem->distance == DISTANCE_ABSOLUTE || has_category(problem))
            take(&bound, BOUND_HORIZONS, horizons_bound(mem, problem, teams));
        return bound;
    }
    bool shared = false;
    for (size_t h = 0; h < problem->horizon_count; h++)
        shared |= problem->horizons[h].weight < 0;
    if (!shared && problem->people <= COMPOSE_MATRIX_PEOPLE_MAX)
        take(&bound, BOUND_MEAN, rows_bound(mem, problem, teams));
    return bound;
}

struct bound bound_of(struct arena *mem, const struct problem *problem)
{
    struct arena_mark mark = arena_mark(mem);
    struct teams teams = teams_of(mem, problem);
    struct bound bound = { 0 };
    if (teams.fixed || problem->objective == OBJECTIVE_SUM)
        bound = best_of_all(mem, problem, &teams);
    /* The worst team is at most the mean one. */
    if (problem->objective == OBJECTIVE_WORST)
        bound.value /= (double)problem->teams;
    arena_release(mem, mark);
    return bound;
}
