#include "measure/matrix.h"

#include "arena_state.h"
#include "base/chance.h"
#include "check.h"

enum { N = 7 };

/* A random matrix, and one that is symmetric and positive definite. */
static void draw(uint64_t seed, double *a, double *positive)
{
    struct chance chance = chance_from_seed(seed);
    for (size_t i = 0; i < N * N; i++)
        a[i] = chance_normal(&chance);
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < N; j++) {
            positive[i * N + j] = i == j ? 0.5 : 0;
            for (size_t k = 0; k < N; k++)
                positive[i * N + j] += a[i * N + k] * a[j * N + k];
        }
}

static void a_factor_solves_inverts_and_has_the_determinant_of_elimination(void **state)
{
    (void)state;
    double a[N * N], p[N * N], factor[N * N], inverse[N * N], product[N * N];
    draw(5, a, p);
    memcpy(factor, p, sizeof p);
    assert_true(matrix_cholesky(factor, N));
    matrix_inverse_factored(factor, N, inverse);
    matrix_times(p, inverse, N, N, N, product);
    for (size_t i = 0; i < N * N; i++)
        CHECK_NEAR(product[i], i % (N + 1) == 0, 1e-10);
    CHECK_NEAR(matrix_trace_of_product(p, inverse, N), N, 1e-10);
    double value[N], vector[N * N], log_det = 0, copy[N * N];
    memcpy(copy, p, sizeof p);
    matrix_symmetric_eigen(copy, N, value, vector);
    for (size_t i = 0; i < N; i++)
        log_det += log(value[i]);
    CHECK_NEAR(matrix_log_det(factor, N), log_det, 1e-11);
}

static void elimination_solves_what_it_is_given(void **state)
{
    (void)state;
    double a[N * N], p[N * N], copy[N * N], x[N * 2], b[N * 2];
    draw(9, a, p);
    for (size_t i = 0; i < N * 2; i++)
        x[i] = (double)i * 0.37 - 1.9;
    matrix_times(a, x, N, N, 2, b);
    memcpy(copy, a, sizeof a);
    assert_true(matrix_solve(copy, N, b, 2));
    for (size_t i = 0; i < N * 2; i++)
        CHECK_NEAR(b[i], x[i], 1e-10);
}

static void vectors_are_orthogonal_and_put_the_matrix_together_again(void **state)
{
    (void)state;
    double a[N * N], p[N * N], copy[N * N], value[N], vector[N * N];
    draw(13, a, p);
    memcpy(copy, p, sizeof p);
    matrix_symmetric_eigen(copy, N, value, vector);
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < N; j++) {
            double dot = 0, again = 0;
            for (size_t k = 0; k < N; k++) {
                dot += vector[i * N + k] * vector[j * N + k];
                again += value[k] * vector[k * N + i] * vector[k * N + j];
            }
            CHECK_NEAR(dot, i == j, 1e-12);
            CHECK_NEAR(again, p[i * N + j], 1e-11);
        }
}

static void what_cannot_be_solved_is_refused(void **state)
{
    (void)state;
    double singular[] = { 1.3, 2.6, 0.7, 1.4 }, b[] = { 1, 2 };
    double not_positive[] = { 1.3, 2.6, 2.6, 1.4 };
    assert_false(matrix_solve(singular, 2, b, 1));
    assert_false(matrix_cholesky(not_positive, 2));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_factor_solves_inverts_and_has_the_determinant_of_elimination),
        cmocka_unit_test(elimination_solves_what_it_is_given),
        cmocka_unit_test(vectors_are_orthogonal_and_put_the_matrix_together_again),
        cmocka_unit_test(what_cannot_be_solved_is_refused),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
