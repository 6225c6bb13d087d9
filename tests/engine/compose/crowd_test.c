#include "cases.h"
#include "compose/crowd.h"
#include "compose/search.h"
#include "compose/start.h"
#include "compose/worth.h"

static void add_wishes(struct problem *problem)
{
    static const struct pair together[] = { { 0, 42 }, { 5, 6 }, { 6, 7 }, { 30, 31 } };
    static const struct pair apart[] = { { 0, 5 }, { 1, 2 }, { 2, 3 }, { 3, 1 } };
    static const struct pair met[] = { { 9, 10 }, { 11, 10 } };
    static uint8_t skills[64];
    for (size_t i = 0; i < 64; i++)
        skills[i] = (uint8_t)(i % 7 == 0 ? 3 : i % 3 == 0);
    problem->together = together;
    problem->together_count = 4;
    problem->apart = apart;
    problem->apart_count = 4;
    problem->met = met;
    problem->met_count = 2;
    problem->skills = skills;
    problem->skill_count = 2;
    problem->skill_least[0] = 2;
    problem->skill_least[1] = 1;
}

static double from_scratch(struct arena *mem, const struct crowd *crowd)
{
    const struct problem *problem = crowd->problem;
    uint32_t team[64];
    for (size_t i = 0; i < problem->people; i++)
        team[i] = crowd->team[crowd->slot[i]];
    struct arena_mark mark = arena_mark(mem);
    struct worth worth = worth_of(mem, problem, team);
    double sum = 0;
    for (size_t t = 0; t < problem->teams; t++)
        sum += (crowd->counts ? crowd->counts[t] : 1) * worth.inside[t];
    arena_release(mem, mark);
    assert_int_equal(worth.together_unmet, 0);
    assert_true(worth.sizes_kept);
    return sum - crowd->penalty * ((double)worth.skill_lack + (double)worth.apart_unmet +
                                   (double)worth.met_again / 4);
}

static size_t follow(struct arena *mem, const struct problem *problem, const float *counts)
{
    struct chance chance = chance_from_seed(43);
    struct crowd *crowd = crowd_start(mem, problem, counts, case_best_set(), &chance);
    struct start start = start_prepare(mem, problem, &crowd->glue);
    uint32_t team[64];
    assert_true(start_random(&start, team, &chance));
    crowd_place(crowd, team);
    CHECK_NEAR(crowd->worth, from_scratch(mem, crowd), 1e-6);
    size_t moves = 0;
    for (int step = 0; step < 2500; step++) {
        float temperature = step < 1500 ? 3.f / (float)(1 + step / 100) : 0;
        double before = crowd->worth;
        uint32_t i = noise_pick(chance_bits(&chance), problem->people);
        bool moved = crowd_move(crowd, i, temperature, &chance);
        moves += moved;
        CHECK_NEAR(crowd->worth, from_scratch(mem, crowd), 2e-5);
        if (temperature == 0)
            assert_true(crowd->worth >= before - 1e-4 * fabs(before));
    }
    return moves;
}

static void worth_kept_step_by_step_is_worth_from_scratch(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(64 << 20);
    float counts[9] = { 0.8f, 0.8f, 1, 1, 1, 1, 1, 1, 1 };
    for (int distance = 0; distance < 3; distance++)
        for (int wishes = 0; wishes < 2; wishes++) {
            struct problem problem = case_of_horizons(&mem, 56, 9, 12);
            problem.distance = (enum distance)distance;
            if (wishes)
                add_wishes(&problem);
            else
                problem.horizon_count = 2; /* numbers alone: the sums of squares */
            assert_true(follow(&mem, &problem, wishes ? counts : NULL) > 100);
        }
    arena_free(&mem);
}

static void run(struct arena *mem, const struct problem *problem, enum instruction_set set,
                uint32_t *team)
{
    struct plan plan = { .seed = 7, .steps = 60000, .set = set, .without_matrix = true };
    struct search *search = search_start(mem, problem, plan);
    while (!search_done(search))
        search_step(search, 3456);
    assert_true(search_best(search, team));
}

static void plain_code_and_avx2_take_the_same_path(void **state)
{
    (void)state;
    if (case_best_set() == INSTRUCTIONS_PLAIN) {
        NOT_CHECKED("no AVX2 on this machine");
        return;
    }
    struct arena mem = arena_with_limit(64 << 20);
    for (int distance = 0; distance < 3; distance++)
        for (int wishes = 0; wishes < 2; wishes++) {
            struct problem problem = case_of_horizons(&mem, 331, 66, 12);
            problem.distance = (enum distance)distance;
            problem.horizon_count = wishes ? 4 : 2;
            uint32_t plain[331], wide[331];
            run(&mem, &problem, INSTRUCTIONS_PLAIN, plain);
            run(&mem, &problem, INSTRUCTIONS_AVX2, wide);
            assert_memory_equal(plain, wide, sizeof plain);
        }
    arena_free(&mem);
}

static void a_crowd_comes_within_a_hundredth_of_the_matrix(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(64 << 20);
    struct problem problem = case_of_horizons(&mem, 400, 80, 12);
    uint32_t team[400];
    run(&mem, &problem, case_best_set(), team);
    double crowd = worth_of(&mem, &problem, team).objective;
    struct search *search =
        search_start(&mem, &problem, (struct plan){ 7, 60000, case_best_set(), false });
    while (!search_done(search))
        search_step(search, 60000);
    search_best(search, team);
    CHECK_NEAR(crowd, worth_of(&mem, &problem, team).objective, 0.01);
    arena_free(&mem);
}

static void wishes_are_met_without_a_matrix_too(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(64 << 20);
    struct problem problem = case_of_horizons(&mem, 60, 12, 12);
    add_wishes(&problem);
    problem.skill_least[0] = 1;
    problem.skill_count = 1;
    uint32_t team[60];
    run(&mem, &problem, case_best_set(), team);
    struct worth worth = worth_of(&mem, &problem, team);
    assert_int_equal(worth.together_unmet, 0);
    assert_int_equal(worth.apart_unmet, 0);
    assert_int_equal(worth.met_again, 0);
    assert_int_equal(worth.skill_lack, 0);
    arena_free(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(worth_kept_step_by_step_is_worth_from_scratch),
        cmocka_unit_test(plain_code_and_avx2_take_the_same_path),
        cmocka_unit_test(a_crowd_comes_within_a_hundredth_of_the_matrix),
        cmocka_unit_test(wishes_are_met_without_a_matrix_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
