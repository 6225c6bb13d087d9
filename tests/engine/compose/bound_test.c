#include "cases.h"
#include "compose/bound.h"
#include "compose/exact.h"
#include "compose/worth.h"

/* Everyone of four categories once in each team of four: the horizon bound is reached. */
static void a_perfect_mix_reaches_its_ceiling(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 20);
    float level[12], number[12];
    uint32_t team[12];
    for (size_t i = 0; i < 12; i++) {
        level[i] = (float)(i % 4);
        number[i] = (float)(i % 4) * 2.385f;
        team[i] = (uint32_t)(i / 4);
    }
    struct horizon horizon[] = { { HORIZON_CATEGORY, 1.7, level },
                                 { HORIZON_NUMBER, 0.4, number } };
    struct problem problem = { .people = 12,
                               .teams = 3,
                               .size = sizes_balanced(&mem, 12, 3),
                               .horizon_count = 2,
                               .horizons = horizon };
    struct bound bound = bound_of(&mem, &problem);
    CHECK_NEAR(worth_of(&mem, &problem, team).objective, bound.value, 1e-6);
    arena_free(&mem);
}

static void no_composition_passes_its_ceiling(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(16 << 20);
    for (uint64_t seed = 0; seed < 27; seed++) {
        struct problem problem = seed % 9 == 8 ? case_of_matrix(&mem, 9, 3, seed)
                                               : case_of_horizons(&mem, 10, 3, seed);
        problem.distance = (enum distance)(seed % 3);
        problem.objective = (enum objective)(seed / 3 % 3);
        if (problem.given)
            problem.objective = OBJECTIVE_SUM;
        uint32_t team[10];
        double best;
        assert_true(exact_best(&mem, &problem, team, &best));
        struct bound bound = bound_of(&mem, &problem);
        assert_int_not_equal(bound.kind, BOUND_NONE);
        if (best > bound.value * (1 + 1e-9))
            fail_msg("seed %d: best %.9g above ceiling %.9g", (int)seed, best, bound.value);
        assert_true(bound.value < 2 * best);
    }
    arena_free(&mem);
}

/* Squares: the ceiling is team size times the sum of squares about the mean. */
static void squares_have_the_ceiling_of_their_variance(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 20);
    struct problem problem = case_of_horizons(&mem, 20, 4, 5);
    problem.distance = DISTANCE_SQUARED;
    problem.horizon_count = 2;
    double wanted = 0;
    for (size_t h = 0; h < 2; h++) {
        const float *value = problem.horizons[h].value;
        double mean = 0, squares = 0;
        for (size_t i = 0; i < 20; i++)
            mean += value[i] / 20.;
        for (size_t i = 0; i < 20; i++)
            squares += (value[i] - mean) * (value[i] - mean);
        wanted += 5 * problem.horizons[h].weight * squares;
    }
    CHECK_NEAR(bound_of(&mem, &problem).value, wanted, 1e-6);
    arena_free(&mem);
}

static void negative_type_is_told_from_unrelated_numbers(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(16 << 20);
    struct problem space = case_of_horizons(&mem, 40, 8, 9);
    space.distance = DISTANCE_EUCLID;
    struct distances distances = distances_build(&mem, &space, 1 << 22);
    assert_true(bound_negative_type(&mem, &distances));
    struct problem unrelated = case_of_matrix(&mem, 40, 8, 9);
    assert_false(bound_negative_type(&mem, unrelated.given));
    arena_free(&mem);
}

static void a_mean_over_sizes_that_move_has_no_ceiling(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(16 << 20);
    struct problem problem = case_of_matrix(&mem, 12, 3, 4);
    problem.objective = OBJECTIVE_MEAN;
    assert_int_equal(bound_of(&mem, &problem).kind, BOUND_NONE);
    arena_free(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_perfect_mix_reaches_its_ceiling),
        cmocka_unit_test(no_composition_passes_its_ceiling),
        cmocka_unit_test(squares_have_the_ceiling_of_their_variance),
        cmocka_unit_test(negative_type_is_told_from_unrelated_numbers),
        cmocka_unit_test(a_mean_over_sizes_that_move_has_no_ceiling),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
