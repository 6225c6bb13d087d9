#include "cases.h"
#include "compose/matrix.h"
#include "compose/start.h"
#include "compose/worth.h"

/* The worth the kernel keeps, from who is where and nothing else. */
static double from_scratch(struct arena *mem, const struct problem *problem,
                           const struct matrix *matrix)
{
    uint32_t team[64];
    for (size_t x = 0; x < problem->people; x++)
        team[x] = (uint32_t)matrix->team[x];
    struct arena_mark mark = arena_mark(mem);
    struct worth worth = worth_of(mem, problem, team);
    arena_release(mem, mark);
    double sum = 0;
    for (size_t x = 0; x < problem->people; x++)
        for (size_t y = 0; y < x; y++)
            if (team[x] == team[y])
                sum += (matrix->weight ? matrix->weight[team[x]] : 1) *
                       (double)matrix->distance[x * matrix->stride + y];
    assert_true(worth.sizes_kept);
    assert_int_equal(worth.together_unmet, 0);
    return sum - matrix->penalty * (double)worth.skill_lack;
}

static void follow(struct arena *mem, const struct problem *problem,
                   const struct distances *distances, const float *weight)
{
    struct chance chance = chance_from_seed(41);
    struct matrix *matrix =
        matrix_start(mem, problem, distances, 70001, case_best_set(), &chance);
    matrix->weight = weight;
    struct start start = start_prepare(mem, problem, &matrix->glue);
    uint32_t team[64];
    assert_true(start_random(&start, team, &chance));
    matrix_place(matrix, team);
    CHECK_NEAR(matrix->worth, from_scratch(mem, problem, matrix), 1e-12);
    size_t moves = 0;
    for (int step = 0; step < 3000; step++) {
        float temperature = step < 2000 ? 90000.f / (float)(1 + step / 100) : 0;
        uint32_t i = noise_pick(chance_bits(&chance), problem->people);
        double before = matrix->worth;
        bool moved = matrix_move(matrix, i, temperature, &chance);
        moves += moved;
        CHECK_NEAR(matrix->worth, from_scratch(mem, problem, matrix), 1e-12);
        if (temperature == 0)
            assert_true(matrix->worth >= before - 1e-6 * fabs(before));
        if (!moved)
            assert_true(matrix->worth == before);
    }
    assert_true(moves > 100);
}

static void worth_kept_step_by_step_is_worth_from_scratch(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(64 << 20);
    struct problem problem = case_of_matrix(&mem, 41, 7, 11);
    follow(&mem, &problem, problem.given, NULL);
    arena_free(&mem);
}

static void worth_stays_exact_with_blocks_skills_and_weights(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(64 << 20);
    struct problem problem = case_of_horizons(&mem, 43, 8, 12);
    static const struct pair together[] = { { 0, 42 }, { 5, 6 }, { 6, 7 }, { 30, 31 } };
    uint8_t skills[43];
    for (size_t i = 0; i < 43; i++)
        skills[i] = (uint8_t)(i % 7 == 0 ? 3 : i % 3 == 0);
    float weight[8];
    for (size_t t = 0; t < 8; t++)
        weight[t] = problem.size[t].low == 6 ? 0.75f : 1.25f;
    problem.together = together;
    problem.together_count = 4;
    problem.skills = skills;
    problem.skill_count = 2;
    problem.skill_least[0] = 2;
    problem.skill_least[1] = 1;
    struct distances distances = distances_build(&mem, &problem, 1 << 18);
    follow(&mem, &problem, &distances, NULL);
    follow(&mem, &problem, &distances, weight);
    arena_free(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(worth_kept_step_by_step_is_worth_from_scratch),
        cmocka_unit_test(worth_stays_exact_with_blocks_skills_and_weights),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
