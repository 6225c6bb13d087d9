#ifndef MEASURE_MATRIX_H
#define MEASURE_MATRIX_H

/* Small dense matrices, row by row in plain arrays: what teams of a few people need.
 *
 * Source   Golub & Van Loan (2013), Matrix Computations, ch. 3, 4, 8.
 * Checked  products, inverses and eigenvectors multiplied back: matrix_test.c. */
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* a (n x m) times b (m x p) into out (n x p), which is neither. */
void matrix_times(const double *a, const double *b, size_t n, size_t m, size_t p, double *out);

/* tr(a b) of two n x n matrices. */
double matrix_trace_of_product(const double *a, const double *b, size_t n);

/* a, symmetric and positive definite, becomes its lower Cholesky factor in place.
 * Gives    false when it is not positive definite; a is then spoilt. */
bool matrix_cholesky(double *a, size_t n);

/* From the factor: log determinant of the whole, and the solution of (L L') x = b in place. */
double matrix_log_det(const double *factor, size_t n);
void matrix_solve_factored(const double *factor, size_t n, double *b);

/* The inverse of the whole, from the factor. out is n x n. */
void matrix_inverse_factored(const double *factor, size_t n, double *out);

/* a x = b for any square a, several right sides (n x p, in place), by elimination with row
 * exchanges. Both are spoilt. Gives false when a is singular to working precision. */
bool matrix_solve(double *a, size_t n, double *b, size_t p);

/* Eigenvalues and vectors (the rows of `vector`) of a symmetric a, which is spoilt, by
 * Jacobi's rotations. */
void matrix_symmetric_eigen(double *a, size_t n, double *value, double *vector);

#endif
