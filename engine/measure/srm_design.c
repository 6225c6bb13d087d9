/* Six quadratic forms of the observed cells, six matrices their covariance is made of.
 *
 * Forms, each A_k: what partners receive within columns; what actors give within rows; given
 * with received and received with given of the same person; all together; mirrored cells.
 * Covariances, each V_k: same actor; same partner; x's actor is y's partner; x's partner is
 * y's actor; same cell; mirrored cell. Expected forms are linear in the components: solve. */
#include "measure/srm_design.h"

#include <math.h>
#include <string.h>

#include "measure/matrix.h"
#include "measure/srm_moments.h"

struct cell {
    size_t actor, partner;
};

static size_t cells_of(struct grid observed, struct cell *cell)
{
    size_t count = 0;
    for (size_t i = 0; i < observed.people; i++)
        for (size_t j = 0; j < observed.people; j++)
            if (i != j && !isnan(grid_at(observed, i, j)))
                cell[count++] = (struct cell){ i, j };
    return count;
}

static void covariance_parts(const struct cell *c, size_t n, double *v[SRM_FORMS])
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            size_t at = i * n + j;
            v[0][at] = c[i].actor == c[j].actor;
            v[1][at] = c[i].partner == c[j].partner;
            v[2][at] = c[i].actor == c[j].partner;
            v[3][at] = c[i].partner == c[j].actor;
            v[4][at] = i == j;
            v[5][at] = c[i].actor == c[j].partner && c[i].partner == c[j].actor;
        }
}

/* How many of a person's cells there are: given, received, and answered both ways. */
struct counts {
    double *given, *received, *mutual;
};

static struct counts counts_of(struct arena *mem, struct grid observed, const struct cell *c,
                               size_t n)
{
    struct counts out = { NEW_ARRAY(mem, double, observed.people),
                          NEW_ARRAY(mem, double, observed.people),
                          NEW_ARRAY(mem, double, observed.people) };
    for (size_t i = 0; i < n; i++) {
        out.given[c[i].actor]++;
        out.received[c[i].partner]++;
        out.mutual[c[i].actor] += !isnan(grid_at(observed, c[i].partner, c[i].actor));
    }
    return out;
}

static void forms(struct grid observed, const struct cell *c, size_t n,
                  const struct counts *counts, double *v[SRM_FORMS], double *a[SRM_FORMS])
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            size_t at = i * n + j;
            double same = v[4][at], mirror = v[5][at];
            bool i_mutual = !isnan(grid_at(observed, c[i].partner, c[i].actor));
            bool j_mutual = !isnan(grid_at(observed, c[j].partner, c[j].actor));
            a[0][at] = same - v[1][at] / counts->received[c[i].partner];
            a[1][at] = same - v[0][at] / counts->given[c[i].actor];
            a[4][at] = same - 1 / (double)n;
            a[5][at] = i_mutual ? same - mirror : 0;
            if (!i_mutual || !j_mutual)
                continue;
            a[2][at] = v[3][at] * (mirror - 1 / counts->mutual[c[i].partner]);
            a[3][at] = v[2][at] * (mirror - 1 / counts->mutual[c[i].actor]);
        }
}

static double sum_of_products(const double *a, const double *b, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += a[i] * b[i];
    return sum;
}

/* Inverse of the expected forms; for one variable the two mixed parts are one. */
static bool invert_expected(struct srm_design *d)
{
    double c[SRM_FORMS * SRM_FORMS], one[SRM_COMPONENTS * SRM_COMPONENTS];
    static const int kept[SRM_COMPONENTS] = { 0, 1, 2, 4, 5 };
    memset(d->inverse, 0, sizeof d->inverse);
    memset(d->inverse_one, 0, sizeof d->inverse_one);
    for (int k = 0; k < SRM_FORMS; k++) {
        d->inverse[k * SRM_FORMS + k] = 1;
        for (int l = 0; l < SRM_FORMS; l++)
            c[k * SRM_FORMS + l] = sum_of_products(d->form[k], d->part[l], d->cells * d->cells);
    }
    for (int k = 0; k < SRM_COMPONENTS; k++) {
        d->inverse_one[k * SRM_COMPONENTS + k] = 1;
        for (int l = 0; l < SRM_COMPONENTS; l++)
            one[k * SRM_COMPONENTS + l] = c[kept[k] * SRM_FORMS + kept[l]] +
                                          (kept[l] == 2 ? c[kept[k] * SRM_FORMS + 3] : 0);
    }
    return matrix_solve(c, SRM_FORMS, d->inverse, SRM_FORMS) &&
           matrix_solve(one, SRM_COMPONENTS, d->inverse_one, SRM_COMPONENTS);
}

const struct srm_design *srm_design(struct arena *mem, struct grid observed)
{
    struct srm_design *d = NEW(mem, struct srm_design);
    struct cell *cell = NEW_ARRAY(mem, struct cell, observed.people * observed.people);
    size_t n = d->cells = cells_of(observed, cell);
    if (observed.people < 3 || n < SRM_FORMS)
        return NULL;
    d->place = NEW_ARRAY(mem, size_t, n);
    for (size_t i = 0; i < n; i++)
        d->place[i] = cell[i].actor * observed.people + cell[i].partner;
    for (int k = 0; k < SRM_FORMS; k++) {
        d->form[k] = NEW_ARRAY(mem, double, n *n);
        d->part[k] = NEW_ARRAY(mem, double, n *n);
    }
    struct counts counts = counts_of(mem, observed, cell, n);
    covariance_parts(cell, n, d->part);
    forms(observed, cell, n, &counts, d->part, d->form);
    if (!invert_expected(d))
        return NULL;
    if (n <= DESIGN_ERROR_CELLS_MAX)
        d->moments = srm_moments(mem, d);
    return d;
}

size_t srm_design_cells(const struct srm_design *design) { return design->cells; }

static double form_at(const struct srm_design *d, int k, const double *x, const double *y)
{
    double sum = 0;
    for (size_t i = 0; i < d->cells; i++)
        sum += x[i] * sum_of_products(&d->form[k][i * d->cells], y, d->cells);
    return sum;
}

static double *observed_cells(struct arena *mem, const struct srm_design *d, struct grid x)
{
    double *out = NEW_ARRAY(mem, double, d->cells);
    for (size_t i = 0; i < d->cells; i++)
        out[i] = x.cell[d->place[i]];
    return out;
}

/* Components in the order of the parts, to the order of everybody else. */
static const int component_at[SRM_COMPONENTS] = { ACTOR_VARIANCE, PARTNER_VARIANCE,
                                                  ACTOR_PARTNER_COVARIANCE,
                                                  RELATIONSHIP_VARIANCE,
                                                  RELATIONSHIP_COVARIANCE };

static void solve_all(const struct srm_design *d, const double *x, const double *y,
                      double theta[SRM_FORMS])
{
    double form[SRM_FORMS];
    for (int k = 0; k < SRM_FORMS; k++)
        form[k] = form_at(d, k, x, y);
    matrix_times(d->inverse, form, SRM_FORMS, SRM_FORMS, 1, theta);
}

static void one_variable(const double theta[SRM_FORMS], double out[SRM_COMPONENTS])
{
    static const int kept[SRM_COMPONENTS] = { 0, 1, 2, 4, 5 };
    for (int k = 0; k < SRM_COMPONENTS; k++)
        out[component_at[k]] = theta[kept[k]];
}

struct srm_by_design srm_by_design(struct arena *mem, const struct srm_design *design,
                                   struct grid x, struct grid y, enum design_error error)
{
    struct arena_mark mark = arena_mark(mem);
    double *xs = observed_cells(mem, design, x), *ys = observed_cells(mem, design, y);
    double xx[SRM_FORMS], yy[SRM_FORMS], xy[SRM_FORMS], se[SRM_FORMS];
    struct srm_by_design out;
    solve_all(design, xs, xs, xx);
    solve_all(design, ys, ys, yy);
    solve_all(design, xs, ys, xy);
    one_variable(xx, out.x);
    one_variable(yy, out.y);
    memcpy(out.both, xy, sizeof out.both);
    struct srm_moment_estimates of_x = { xx, xx, xx }, of_y = { yy, yy, yy };
    struct srm_moment_estimates of_both = { xy, xx, yy };
    srm_moments_squared_se(mem, design, error, &of_x, se);
    one_variable(se, out.x_squared_se);
    srm_moments_squared_se(mem, design, error, &of_y, se);
    one_variable(se, out.y_squared_se);
    srm_moments_squared_se(mem, design, error, &of_both, out.both_squared_se);
    arena_release(mem, mark);
    return out;
}
