/* The scale is profiled out, and so is the mean course; what is left (four numbers, five with
 * delta) is searched by Nelder and Mead's simplex, started again until it stands still. */
#include "measure/emergence.h"

#include <string.h>

#include "measure/describe.h"
#include "measure/matrix.h"
#include "measure/tails.h"

enum { COVARIANCES = 4, SEARCHED = 5 }; /* lower factor of the team's, person's SD; delta */

/* Rows put together by team. */
struct block {
    size_t count;
    double *time, *value;
    size_t *person;
    double *matrix, *solved; /* scratch: count^2, count x 3 */
};

struct fitting {
    struct block *blocks;
    size_t teams, rows;
    bool steady;
    double level, slope, variance; /* of the last look */
};

static bool counts(const struct emergence_rows *rows, size_t i)
{
    return !isnan(rows->value[i]) && !isnan(rows->time[i]);
}

static struct block *blocks_of(struct arena *mem, const struct emergence_rows *rows)
{
    struct block *blocks = NEW_ARRAY(mem, struct block, rows->teams);
    for (size_t i = 0; i < rows->count; i++)
        blocks[rows->team[i]].count += counts(rows, i);
    for (size_t g = 0; g < rows->teams; g++) {
        size_t n = blocks[g].count;
        blocks[g] = (struct block){ 0,
                                    NEW_ARRAY(mem, double, n),
                                    NEW_ARRAY(mem, double, n),
                                    NEW_ARRAY(mem, size_t, n),
                                    NEW_ARRAY(mem, double, n *n),
                                    NEW_ARRAY(mem, double, 3 * n) };
    }
    for (size_t i = 0; i < rows->count; i++) {
        struct block *b = &blocks[rows->team[i]];
        if (!counts(rows, i))
            continue;
        b->time[b->count] = rows->time[i];
        b->value[b->count] = rows->value[i];
        b->person[b->count++] = rows->person[i];
    }
    return blocks;
}

/* Covariances of a team's rows, in units of sd^2, into its matrix. */
static void fill(struct block *b, const double x[SEARCHED], bool steady)
{
    double own = x[3] * x[3];
    for (size_t i = 0; i < b->count; i++)
        for (size_t j = 0; j <= i; j++) {
            double first = x[0] * (x[0] + x[1] * b->time[j]) +
                           b->time[i] * x[1] * (x[0] + x[1] * b->time[j]);
            double both = first + b->time[i] * b->time[j] * x[2] * x[2];
            both += b->person[i] == b->person[j] ? own : 0;
            if (i == j)
                both += steady ? 1 : exp(2 * x[4] * b->time[i]);
            b->matrix[i * b->count + j] = b->matrix[j * b->count + i] = both;
        }
}

/* Sums over teams that the mean course and the scale come from. */
struct sums {
    double log_det, tt, t1, ones, ty, y1, yy;
};

static bool add_block(struct block *b, const double x[SEARCHED], bool steady, struct sums *out)
{
    size_t n = b->count;
    double *one = b->solved, *time = one + n, *value = time + n;
    fill(b, x, steady);
    if (!matrix_cholesky(b->matrix, n))
        return false;
    out->log_det += matrix_log_det(b->matrix, n);
    for (size_t i = 0; i < n; i++)
        one[i] = 1, time[i] = b->time[i], value[i] = b->value[i];
    matrix_solve_factored(b->matrix, n, one);
    matrix_solve_factored(b->matrix, n, time);
    matrix_solve_factored(b->matrix, n, value);
    for (size_t i = 0; i < n; i++) {
        out->ones += one[i];
        out->t1 += time[i];
        out->y1 += value[i];
        out->tt += b->time[i] * time[i];
        out->ty += b->time[i] * value[i];
        out->yy += b->value[i] * value[i];
    }
    return true;
}

/* Minus the log likelihood; infinite where it has none. */
static double cost(struct fitting *f, const double x[SEARCHED])
{
    struct sums s = { 0 };
    double n = (double)f->rows, two_pi = 6.283185307179586;
    for (size_t g = 0; g < f->teams; g++)
        if (f->blocks[g].count > 0 && !add_block(&f->blocks[g], x, f->steady, &s))
            return INFINITY;
    double det = s.ones * s.tt - s.t1 * s.t1;
    f->level = (s.tt * s.y1 - s.t1 * s.ty) / det;
    f->slope = (s.ones * s.ty - s.t1 * s.y1) / det;
    f->variance = (s.yy - f->level * s.y1 - f->slope * s.ty) / n;
    if (!(f->variance > 0))
        return INFINITY;
    double out = (n * (log(two_pi * f->variance) + 1) + s.log_det) / 2;
    return isnan(out) ? INFINITY : out;
}

/* --- the simplex ------------------------------------------------------------------------- */

struct corner {
    double x[SEARCHED], cost;
};

static struct corner moved(struct fitting *f, size_t n, const double *centre,
                           const struct corner *from, double by)
{
    struct corner out = { { 0 }, 0 };
    for (size_t k = 0; k < n; k++)
        out.x[k] = centre[k] + by * (from->x[k] - centre[k]);
    out.cost = cost(f, out.x);
    return out;
}

static void sort_corners(struct corner *corner, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct corner held = corner[i];
        size_t k = i;
        for (; k > 0 && corner[k - 1].cost > held.cost; k--)
            corner[k] = corner[k - 1];
        corner[k] = held;
    }
}

static void one_step(struct fitting *f, size_t n, struct corner *corner)
{
    double centre[SEARCHED] = { 0 };
    struct corner *worst = &corner[n];
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++)
            centre[k] += corner[i].x[k] / (double)n;
    struct corner across = moved(f, n, centre, worst, -1);
    if (across.cost < corner[0].cost) {
        struct corner farther = moved(f, n, centre, worst, -2);
        *worst = farther.cost < across.cost ? farther : across;
    } else if (across.cost < corner[n - 1].cost) {
        *worst = across;
    } else {
        struct corner inside = moved(f, n, centre, worst, across.cost < worst->cost ? -.5 : .5);
        if (inside.cost < fmin(worst->cost, across.cost))
            *worst = inside;
        else
            for (size_t i = 1; i <= n; i++)
                corner[i] = moved(f, n, corner[0].x, &corner[i], .5);
    }
    sort_corners(corner, n + 1);
}

static struct corner descend(struct fitting *f, size_t n, struct corner start)
{
    enum { STEPS = 1500 };
    const double edge = .3, flat = 1e-11;
    struct corner corner[SEARCHED + 1] = { start };
    for (size_t i = 1; i <= n; i++) {
        corner[i] = start;
        corner[i].x[i - 1] += edge;
        corner[i].cost = cost(f, corner[i].x);
    }
    sort_corners(corner, n + 1);
    for (int step = 0; step < STEPS; step++) {
        one_step(f, n, corner);
        if (corner[n].cost - corner[0].cost < flat)
            break;
    }
    return corner[0];
}

/* From a point inside and from the edges where a variance vanishes: small samples often have
 * their best there. */
static struct corner best_of(struct fitting *f)
{
    static const double starts[][SEARCHED] = { { 1, 0, .5, 1, 0 },
                                               { .5, -.5, .1, 1, -.5 },
                                               { 1, 0, .1, .1, .3 } };
    enum { AGAIN = 12 };
    const double still = 1e-9;
    size_t n = f->steady ? COVARIANCES : SEARCHED;
    struct corner best = { { 0 }, INFINITY };
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        struct corner at = { { 0 }, 0 };
        memcpy(at.x, starts[i], sizeof at.x);
        at.cost = cost(f, at.x);
        for (int again = 0; again < AGAIN; again++) {
            struct corner next = descend(f, n, at);
            bool stands = !(at.cost - next.cost > still);
            at = next;
            if (stands)
                break;
        }
        best = at.cost < best.cost ? at : best;
    }
    cost(f, best.x);
    return best;
}

/* --- the whole ---------------------------------------------------------------------------- */

static enum lack lack_of(const struct fitting *f, const struct emergence *found)
{
    enum { PARAMETERS = 7 };
    double first = NAN;
    bool two_times = false;
    for (size_t g = 0; g < f->teams; g++)
        for (size_t i = 0; i < f->blocks[g].count; i++) {
            first = isnan(first) ? f->blocks[g].time[i] : first;
            two_times |= f->blocks[g].time[i] != first;
        }
    return found->teams < 2 || found->people < 2 || found->rows <= PARAMETERS || !two_times
               ? LACKS_PEOPLE
               : LACKS_NOTHING;
}

static void count_all(struct arena *mem, const struct emergence_rows *rows,
                      const struct fitting *f, struct emergence *out)
{
    bool *seen = NEW_ARRAY(mem, bool, rows->people);
    for (size_t g = 0; g < f->teams; g++) {
        out->teams += f->blocks[g].count > 0;
        out->rows += f->blocks[g].count;
        for (size_t i = 0; i < f->blocks[g].count; i++) {
            out->people += seen[f->blocks[g].person[i]] ? 0 : 1;
            seen[f->blocks[g].person[i]] = true;
        }
    }
}

static void fit(struct fitting *f, struct emergence *out)
{
    f->steady = true;
    struct corner steady = best_of(f);
    f->steady = false;
    struct corner changing = best_of(f);
    const double *x = changing.x;
    out->team_level = figure_of(f->variance * x[0] * x[0]);
    out->team_both = figure_of(f->variance * x[0] * x[1]);
    out->team_slope = figure_of(f->variance * (x[1] * x[1] + x[2] * x[2]));
    out->person = figure_of(f->variance * x[3] * x[3]);
    out->delta = figure_of(x[4]);
    out->level = figure_of(f->level);
    out->slope = figure_of(f->slope);
    out->sd = figure_of(sqrt(f->variance));
    out->log_likelihood = figure_of(-changing.cost);
    out->log_likelihood_steady = figure_of(-steady.cost);
    out->ratio = figure_of(fmax(0, 2 * (steady.cost - changing.cost)));
    out->p = figure_of(tails_chi2(out->ratio.value, 1));
}

/* Whether two people of this team ever answered apart at one time. */
static bool apart(const struct block *b)
{
    for (size_t i = 0; i < b->count; i++)
        for (size_t j = 0; j < i; j++)
            if (b->time[i] == b->time[j] && b->value[i] != b->value[j])
                return true;
    return false;
}

/* Nobody ever apart: the likelihood has no top then. */
static bool nothing_left(const struct fitting *f)
{
    for (size_t g = 0; g < f->teams; g++)
        if (apart(&f->blocks[g]))
            return false;
    return true;
}

struct emergence measure_emergence(struct arena *mem, struct emergence_rows rows)
{
    struct arena_mark mark = arena_mark(mem);
    struct fitting f = { blocks_of(mem, &rows), rows.teams, 0, false, 0, 0, 0 };
    struct figure none = figure_lacks(LACKS_PEOPLE);
    struct emergence out = { 0,    0,    0,    none, none, none, none, none,
                             none, none, none, none, none, none, none };
    count_all(mem, &rows, &f, &out);
    f.rows = out.rows;
    enum lack lack = lack_of(&f, &out);
    if (lack == LACKS_NOTHING && nothing_left(&f))
        lack = LACKS_SPREAD;
    if (lack == LACKS_NOTHING) {
        fit(&f, &out);
    } else {
        none = figure_lacks(lack);
        out = (struct emergence){ out.rows, out.teams, out.people, none, none, none, none, none,
                                  none,     none,      none,       none, none, none, none };
    }
    arena_release(mem, mark);
    return out;
}

struct within measure_within(struct arena *mem, struct emergence_rows rows, double time)
{
    struct arena_mark mark = arena_mark(mem);
    struct block *blocks = blocks_of(mem, &rows);
    struct within out = { 0, figure_lacks(LACKS_PEOPLE) };
    double sum = 0;
    for (size_t g = 0; g < rows.teams; g++) {
        size_t n = 0;
        for (size_t i = 0; i < blocks[g].count; i++)
            if (blocks[g].time[i] == time)
                blocks[g].solved[n++] = blocks[g].value[i];
        if (n < 2)
            continue;
        sum += describe_variance(blocks[g].solved, n);
        out.teams++;
    }
    if (out.teams > 0)
        out.variance = figure_of(sum / (double)out.teams);
    arena_release(mem, mark);
    return out;
}
