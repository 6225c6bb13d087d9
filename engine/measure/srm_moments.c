/* Of normal scores, with V the covariances of x, y and both (Isserlis):
 *
 *     cov(x'Ay, x'By) = tr(A' Vxx B Vyy) + tr(A Vxy' B Vxy')
 *     cov(x'Ax, y'By) = 2 tr(A Vxy B Vxy'),  A and B symmetric
 *
 * Each V is a sum of parts times components; so each covariance is a sum over pairs of
 * components, and its coefficients are traces of products of A_k V_i. */
#include "measure/srm_moments.h"

#include <math.h>
#include <string.h>

#include "measure/matrix.h"

enum { ONE = SRM_COMPONENTS, TWO = SRM_FORMS };

/* Forms of one variable among the six; the mixed part is both ways together. */
static const int form_of_one[ONE] = { 0, 1, 2, 4, 5 };

static double *transposed(struct arena *mem, const double *a, size_t n)
{
    double *out = NEW_ARRAY(mem, double, n *n);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            out[j * n + i] = a[i * n + j];
    return out;
}

static double *added(struct arena *mem, const double *a, const double *b, double factor,
                     size_t n)
{
    double *out = NEW_ARRAY(mem, double, n *n);
    for (size_t i = 0; i < n * n; i++)
        out[i] = (a[i] + b[i]) * factor;
    return out;
}

static double *product(struct arena *mem, const double *a, const double *b, size_t n)
{
    double *out = NEW_ARRAY(mem, double, n *n);
    matrix_times(a, b, n, n, n, out);
    return out;
}

static double trace_with_turned(const double *a, const double *turned, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += a[i] * turned[i];
    return sum;
}

static size_t pair_at(size_t i, size_t j)
{
    size_t low = i < j ? i : j, high = i < j ? j : i;
    return low * TWO - low * (low + 1) / 2 + high;
}

static size_t other_at(size_t i, size_t j) { return SRM_SAME + i * ONE + j; }

/* Covariances of forms, one small matrix for each product of components. Below, index a stands
 * for a form and a part, and `turned` keeps transposes: the trace of a product of two
 * matrices is then a plain sum of products. */
struct spread {
    double same[SRM_MOMENTS][TWO * TWO];  /* of xy with xy */
    double other[SRM_MOMENTS][ONE * ONE]; /* of x with y */
};

struct parts {
    const double *two[TWO], *two_turned[TWO];
    const double *one[ONE]; /* symmetric */
};

static struct parts parts_of(struct arena *mem, const struct srm_design *d)
{
    struct parts out;
    for (int i = 0; i < TWO; i++) {
        out.two[i] = d->part[i];
        out.two_turned[i] = transposed(mem, d->part[i], d->cells);
    }
    for (int i = 0; i < ONE; i++)
        out.one[i] = d->part[form_of_one[i]];
    out.one[2] = added(mem, d->part[2], d->part[3], 1, d->cells);
    return out;
}

/* tr(A_k' V_i A_l V_j) over the symmetric parts: x varies with V_i, y with V_j. */
static void own_variances(struct arena *mem, const struct srm_design *d,
                          const struct parts *parts, struct spread *out)
{
    size_t n = d->cells;
    double *left[TWO * ONE], *right[TWO * ONE];
    for (size_t a = 0; a < TWO * ONE; a++) {
        const double *form = d->form[a / ONE], *part = parts->one[a % ONE];
        left[a] = product(mem, transposed(mem, form, n), part, n);
        right[a] = transposed(mem, product(mem, form, part, n), n);
    }
    for (size_t a = 0; a < TWO * ONE; a++)
        for (size_t b = 0; b < TWO * ONE; b++)
            out->same[other_at(a % ONE, b % ONE)][a / ONE * TWO + b / ONE] +=
                trace_with_turned(left[a], right[b], n * n);
}

/* tr(A_k V_i' A_l V_j'): x and y vary together. */
static void joint_covariances(struct arena *mem, const struct srm_design *d,
                              const struct parts *parts, struct spread *out)
{
    size_t n = d->cells;
    double *plain[TWO * TWO], *turned[TWO * TWO];
    for (size_t a = 0; a < TWO * TWO; a++) {
        plain[a] = product(mem, d->form[a / TWO], parts->two_turned[a % TWO], n);
        turned[a] = transposed(mem, plain[a], n);
    }
    for (size_t a = 0; a < TWO * TWO; a++)
        for (size_t b = 0; b < TWO * TWO; b++)
            out->same[pair_at(a % TWO, b % TWO)][a / TWO * TWO + b / TWO] +=
                trace_with_turned(plain[a], turned[b], n * n);
}

/* 2 tr(A_k V_i A_l V_j'), A symmetric: the forms of x alone with those of y alone. */
static void between_variables(struct arena *mem, const struct srm_design *d,
                              const struct parts *parts, struct spread *out)
{
    size_t n = d->cells;
    double *plain[ONE * TWO], *turned[ONE * TWO];
    for (size_t a = 0; a < ONE * TWO; a++) {
        const double *form = d->form[form_of_one[a / TWO]];
        double *symmetric = added(mem, form, transposed(mem, form, n), 0.5, n);
        plain[a] = product(mem, symmetric, parts->two[a % TWO], n);
        turned[a] = transposed(mem, product(mem, symmetric, parts->two_turned[a % TWO], n), n);
    }
    for (size_t a = 0; a < ONE * TWO; a++)
        for (size_t b = 0; b < ONE * TWO; b++)
            out->other[pair_at(a % TWO, b % TWO)][a / TWO * ONE + b / TWO] +=
                2 * trace_with_turned(plain[a], turned[b], n * n);
}

/* Inverse times covariances of forms times inverse': covariances of estimates. */
static void of_estimates(const double *inverse, const double *forms, size_t n, double *out)
{
    double half[TWO * TWO];
    matrix_times(inverse, forms, n, n, n, half);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            out[i * n + j] = 0;
            for (size_t k = 0; k < n; k++)
                out[i * n + j] += half[i * n + k] * inverse[j * n + k];
        }
}

const double *srm_moments(struct arena *mem, const struct srm_design *d)
{
    double *map = NEW_ARRAY(mem, double, SRM_MOMENTS *SRM_MOMENTS);
    struct arena_mark mark = arena_mark(mem);
    struct spread *spread = NEW(mem, struct spread);
    struct parts parts = parts_of(mem, d);
    own_variances(mem, d, &parts, spread);
    joint_covariances(mem, d, &parts, spread);
    between_variables(mem, d, &parts, spread);
    for (size_t column = 0; column < SRM_MOMENTS; column++) {
        double two[TWO * TWO], one[ONE * ONE];
        of_estimates(d->inverse, spread->same[column], TWO, two);
        of_estimates(d->inverse_one, spread->other[column], ONE, one);
        for (size_t k = 0; k < TWO; k++)
            for (size_t l = k; l < TWO; l++)
                map[pair_at(k, l) * SRM_MOMENTS + column] = two[k * TWO + l];
        for (size_t k = 0; k < ONE; k++)
            for (size_t l = 0; l < ONE; l++)
                map[other_at(k, l) * SRM_MOMENTS + column] = one[k * ONE + l];
    }
    arena_release(mem, mark);
    return map;
}

static void products_of(const double *xy, const double *xx, const double *yy,
                        double out[SRM_MOMENTS])
{
    for (size_t i = 0; i < TWO; i++)
        for (size_t j = i; j < TWO; j++)
            out[pair_at(i, j)] = xy[i] * xy[j];
    for (size_t i = 0; i < ONE; i++)
        for (size_t j = 0; j < ONE; j++)
            out[other_at(i, j)] = xx[form_of_one[i]] * yy[form_of_one[j]];
}

/* What srm 0.5-1 takes for the inverse of m: u d^-1 u' of its singular values, where v d^-1
 * u' would be right. It is (m m')^(-1/2). */
static void inverse_of_srm_051(struct arena *mem, const double *m, double *x)
{
    enum { N = SRM_MOMENTS };
    double *square = NEW_ARRAY(mem, double, N *N), *vector = NEW_ARRAY(mem, double, N *N);
    double value[N], along[N] = { 0 };
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < N; j++)
            for (size_t k = 0; k < N; k++)
                square[i * N + j] += m[i * N + k] * m[j * N + k];
    matrix_symmetric_eigen(square, N, value, vector);
    for (size_t e = 0; e < N; e++)
        for (size_t i = 0; i < N; i++)
            along[e] += vector[e * N + i] * x[i] / sqrt(value[e]);
    for (size_t i = 0; i < N; i++) {
        x[i] = 0;
        for (size_t e = 0; e < N; e++)
            x[i] += vector[e * N + i] * along[e];
    }
}

void srm_moments_squared_se(struct arena *mem, const struct srm_design *d,
                            enum design_error error, const struct srm_moment_estimates *at,
                            double squared_se[SRM_FORMS])
{
    for (int k = 0; k < TWO; k++)
        squared_se[k] = NAN;
    if (d->moments == NULL)
        return;
    double products[SRM_MOMENTS];
    double *whole = NEW_ARRAY(mem, double, SRM_MOMENTS *SRM_MOMENTS);
    memcpy(whole, d->moments, SRM_MOMENTS * SRM_MOMENTS * sizeof *whole);
    for (size_t i = 0; i < SRM_MOMENTS; i++)
        whole[i * SRM_MOMENTS + i] += 1;
    products_of(at->xy, at->xx, at->yy, products);
    if (error == ERROR_AS_SRM_051)
        inverse_of_srm_051(mem, whole, products);
    else if (!matrix_solve(whole, SRM_MOMENTS, products, 1))
        return;
    for (size_t k = 0; k < TWO; k++)
        matrix_times(&d->moments[pair_at(k, k) * SRM_MOMENTS], products, 1, SRM_MOMENTS, 1,
                     &squared_se[k]);
}
