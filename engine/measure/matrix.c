/* Textbook forms, in the order that walks memory forward. */
#include "measure/matrix.h"

#include <float.h>
#include <math.h>
#include <string.h>

void matrix_times(const double *a, const double *b, size_t n, size_t m, size_t p, double *out)
{
    memset(out, 0, n * p * sizeof *out);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < m; k++) {
            double factor = a[i * m + k];
            if (factor == 0)
                continue;
            for (size_t j = 0; j < p; j++)
                out[i * p + j] += factor * b[k * p + j];
        }
}

double matrix_trace_of_product(const double *a, const double *b, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            sum += a[i * n + j] * b[j * n + i];
    return sum;
}

bool matrix_cholesky(double *a, size_t n)
{
    for (size_t j = 0; j < n; j++) {
        double pivot = a[j * n + j];
        for (size_t k = 0; k < j; k++)
            pivot -= a[j * n + k] * a[j * n + k];
        if (!(pivot > 0))
            return false;
        double root = a[j * n + j] = sqrt(pivot);
        for (size_t i = j + 1; i < n; i++) {
            double sum = a[i * n + j];
            for (size_t k = 0; k < j; k++)
                sum -= a[i * n + k] * a[j * n + k];
            a[i * n + j] = sum / root;
        }
    }
    return true;
}

double matrix_log_det(const double *factor, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += log(factor[i * n + i]);
    return 2 * sum;
}

void matrix_solve_factored(const double *factor, size_t n, double *b)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < i; k++)
            b[i] -= factor[i * n + k] * b[k];
        b[i] /= factor[i * n + i];
    }
    for (size_t i = n; i-- > 0;) {
        for (size_t k = i + 1; k < n; k++)
            b[i] -= factor[k * n + i] * b[k];
        b[i] /= factor[i * n + i];
    }
}

void matrix_inverse_factored(const double *factor, size_t n, double *out)
{
    /* The inverse is symmetric: its rows are its columns, each one solution. */
    memset(out, 0, n * n * sizeof *out);
    for (size_t i = 0; i < n; i++) {
        out[i * n + i] = 1;
        matrix_solve_factored(factor, n, &out[i * n]);
    }
}

static void exchange_rows(double *a, size_t columns, size_t i, size_t j)
{
    for (size_t k = 0; k < columns; k++) {
        double held = a[i * columns + k];
        a[i * columns + k] = a[j * columns + k];
        a[j * columns + k] = held;
    }
}

static size_t largest_below(const double *a, size_t n, size_t column)
{
    size_t best = column;
    for (size_t i = column + 1; i < n; i++)
        if (fabs(a[i * n + column]) > fabs(a[best * n + column]))
            best = i;
    return best;
}

bool matrix_solve(double *a, size_t n, double *b, size_t p)
{
    double largest = 0;
    for (size_t i = 0; i < n * n; i++)
        largest = fmax(largest, fabs(a[i]));
    for (size_t c = 0; c < n; c++) {
        size_t pivot = largest_below(a, n, c);
        if (!(fabs(a[pivot * n + c]) > largest * (double)n * DBL_EPSILON))
            return false;
        exchange_rows(a, n, c, pivot);
        exchange_rows(b, p, c, pivot);
        for (size_t i = 0; i < n; i++) {
            double factor = a[i * n + c] / a[c * n + c];
            if (i == c || factor == 0)
                continue;
            for (size_t k = c; k < n; k++)
                a[i * n + k] -= factor * a[c * n + k];
            for (size_t k = 0; k < p; k++)
                b[i * p + k] -= factor * b[c * p + k];
        }
    }
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < p; k++)
            b[i * p + k] /= a[i * n + i];
    return true;
}

/* Turns rows and columns p and q of a so that a_pq becomes zero; turns the vectors along. */
static void rotate(double *a, double *vector, size_t n, size_t p, size_t q)
{
    double half = (a[q * n + q] - a[p * n + p]) / (2 * a[p * n + q]);
    double t = copysign(1, half) / (fabs(half) + sqrt(half * half + 1));
    double c = 1 / sqrt(t * t + 1), s = t * c;
    for (size_t k = 0; k < n; k++) {
        double kp = a[k * n + p], kq = a[k * n + q];
        a[k * n + p] = c * kp - s * kq;
        a[k * n + q] = s * kp + c * kq;
    }
    for (size_t k = 0; k < n; k++) {
        double pk = a[p * n + k], qk = a[q * n + k];
        a[p * n + k] = c * pk - s * qk;
        a[q * n + k] = s * pk + c * qk;
        double vp = vector[p * n + k], vq = vector[q * n + k];
        vector[p * n + k] = c * vp - s * vq;
        vector[q * n + k] = s * vp + c * vq;
    }
}

/* Every pair of rows once; gives what was left off the diagonal before. */
static double sweep(double *a, double *vector, size_t n)
{
    double off = 0;
    for (size_t p = 0; p < n; p++)
        for (size_t q = p + 1; q < n; q++) {
            off += a[p * n + q] * a[p * n + q];
            if (a[p * n + q] != 0)
                rotate(a, vector, n, p, q);
        }
    return off;
}

void matrix_symmetric_eigen(double *a, size_t n, double *value, double *vector)
{
    enum { SWEEPS_MAX = 60 };
    double all = 0, off = 1;
    for (size_t i = 0; i < n * n; i++) {
        vector[i] = i % (n + 1) == 0;
        all += a[i] * a[i];
    }
    for (int k = 0; k < SWEEPS_MAX && off > all * DBL_EPSILON * DBL_EPSILON; k++)
        off = sweep(a, vector, n);
    for (size_t i = 0; i < n; i++)
        value[i] = a[i * n + i];
}
