#include "cases.h"
#include "compose/exact.h"
#include "compose/search.h"
#include "compose/worth.h"

static struct worth run(struct arena *mem, const struct problem *problem, struct plan plan,
                        uint64_t at_a_time, uint32_t *team)
{
    struct err err;
    assert_int_equal(problem_accept(problem, &err), OK);
    struct search *search = search_start(mem, problem, plan);
    assert_non_null(search);
    while (!search_done(search))
        search_step(search, at_a_time);
    assert_true(search_best(search, team));
    return worth_of(mem, problem, team);
}

static void a_handful_of_people_get_the_best_composition_there_is(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(64 << 20);
    for (uint64_t seed = 1; seed <= 12; seed++) {
        struct problem problem =
            seed % 2 ? case_of_horizons(&mem, 11, 3, seed) : case_of_matrix(&mem, 10, 3, seed);
        uint32_t team[16], best[16];
        double objective;
        assert_true(exact_best(&mem, &problem, best, &objective));
        struct worth worth = run(
            &mem, &problem, (struct plan){ seed, 60000, case_best_set(), false }, 60000, team);
        assert_true(worth.sizes_kept);
        CHECK_NEAR(worth.objective, objective, 1e-6);
    }
    arena_free(&mem);
}

static void the_same_seed_and_steps_give_the_same_teams_however_they_are_cut(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(64 << 20);
    struct problem problem = case_of_matrix(&mem, 60, 11, 77);
    uint32_t whole[60], cut[60], other[60];
    run(&mem, &problem, (struct plan){ 5, 90000, INSTRUCTIONS_PLAIN, false }, 90000, whole);
    run(&mem, &problem, (struct plan){ 5, 90000, INSTRUCTIONS_PLAIN, false }, 37, cut);
    run(&mem, &problem, (struct plan){ 6, 90000, INSTRUCTIONS_PLAIN, false }, 37, other);
    assert_memory_equal(whole, cut, sizeof whole);
    assert_memory_not_equal(whole, other, sizeof whole);
    arena_free(&mem);
}

/* Numbers by squares, in equal teams: what a crowd of a hundred thousand would be. */
static struct problem case_of_squares(struct arena *mem, size_t people, uint64_t seed)
{
    struct problem problem = case_of_horizons(mem, people, people / 5, seed);
    problem.distance = DISTANCE_SQUARED;
    problem.horizon_count = 2;
    return problem;
}

static void a_search_planned_anew_goes_as_if_it_had_just_been_started(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(64 << 20);
    struct problem problems[] = { case_of_matrix(&mem, 60, 11, 77),
                                  case_of_horizons(&mem, 200, 40, 5),
                                  case_of_squares(&mem, 200, 6) };
    struct pair met = { 3, 4 };
    problems[1].met = &met;
    problems[1].met_count = 1;
    for (size_t k = 0; k < 6; k++) {
        struct problem *problem = &problems[k / 2];
        struct plan plan = { 5, 40000, case_best_set(), k % 2 && !problem->given };
        uint32_t fresh[200], again[200];
        run(&mem, problem, plan, 777, fresh);
        struct search *search = search_start(&mem, problem, plan);
        search_plan(search, 900);
        search_step(search, 431);
        search_plan(search, plan.steps);
        while (!search_done(search))
            search_step(search, 777);
        assert_true(search_best(search, again));
        assert_memory_equal(fresh, again, problem->people * sizeof *fresh);
    }
    arena_free(&mem);
}

static void every_instruction_set_takes_the_same_path(void **state)
{
    (void)state;
    if (case_best_set() == INSTRUCTIONS_PLAIN) {
        NOT_CHECKED("no AVX2 on this machine");
        return;
    }
    struct arena mem = arena_with_limit(64 << 20);
    for (uint64_t seed = 0; seed < 4; seed++) {
        struct problem problem = seed % 2 ? case_of_horizons(&mem, 103, 21, seed)
                                          : case_of_matrix(&mem, 97, 13, seed);
        problem.objective = seed == 3 ? OBJECTIVE_MEAN : OBJECTIVE_SUM;
        uint32_t plain[104] = { 0 }, wide[104] = { 0 };
        run(&mem, &problem, (struct plan){ seed, 200000, INSTRUCTIONS_PLAIN, false }, 9999,
            plain);
        for (int set = INSTRUCTIONS_AVX2; set <= (int)case_best_set(); set++) {
            struct plan plan = { seed, 200000, (enum instruction_set)set, false };
            run(&mem, &problem, plan, 9999, wide);
            assert_memory_equal(plain, wide, sizeof plain);
        }
    }
    arena_free(&mem);
}

static void a_longer_search_is_never_asked_to_end_worse_than_it_was(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(64 << 20);
    struct problem problem = case_of_horizons(&mem, 80, 16, 3);
    struct search *search = search_start(&mem, &problem, (struct plan){ 9, 3000000, 0, false });
    uint32_t team[80];
    assert_false(search_best(search, team));
    double before = -INFINITY;
    while (!search_done(search)) {
        search_step(search, 50000);
        assert_true(search_best_worth(search) >= before);
        before = search_best_worth(search);
    }
    arena_free(&mem);
}

static void an_interrupted_search_settles_and_gives_teams(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(64 << 20);
    struct problem problem = case_of_matrix(&mem, 48, 8, 31);
    struct search *search =
        search_start(&mem, &problem, (struct plan){ 4, 1000000000, 0, false });
    search_step(search, 2000);
    search_finish(search);
    assert_true(search_done(search));
    uint32_t team[48];
    assert_true(search_best(search, team));
    struct worth worth = worth_of(&mem, &problem, team);
    assert_true(worth.sizes_kept);
    CHECK_NEAR(worth.objective, search_best_worth(search) * problem.given->unit, 1e-12);
    arena_free(&mem);
}

static void renumbering_people_shifts_nothing_but_their_numbers(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(64 << 20);
    struct problem problem = case_of_horizons(&mem, 12, 3, 8);
    struct horizon turned[4];
    for (size_t h = 0; h < 4; h++) {
        float *value = NEW_ARRAY(&mem, float, 12);
        for (size_t i = 0; i < 12; i++)
            value[i] = problem.horizons[h].value[(i * 5 + 7) % 12] + 3;
        turned[h] = problem.horizons[h];
        turned[h].value = value;
    }
    uint32_t team[12];
    struct plan plan = { 3, 100000, 0, false };
    double before = run(&mem, &problem, plan, 1000, team).objective;
    problem.horizons = turned;
    CHECK_NEAR(run(&mem, &problem, plan, 1000, team).objective, before, 1e-6);
    arena_free(&mem);
}

static void wishes_that_can_be_met_are_met(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(64 << 20);
    struct problem problem = case_of_horizons(&mem, 60, 12, 21);
    static const struct pair together[] = { { 3, 44 }, { 44, 17 }, { 8, 9 }, { 20, 59 } };
    static const struct pair apart[] = { { 0, 1 }, { 0, 2 }, { 1, 2 }, { 3, 8 }, { 9, 20 } };
    uint8_t skills[60] = { 0 };
    for (size_t i = 0; i < 60; i++)
        skills[i] = (uint8_t)((i % 4 == 0) | (i % 5 == 0) << 1);
    problem.together = together;
    problem.together_count = 4;
    problem.apart = apart;
    problem.apart_count = 5;
    problem.skills = skills;
    problem.skill_count = 2;
    problem.skill_least[0] = problem.skill_least[1] = 1;
    uint32_t team[60];
    for (uint64_t seed = 0; seed < 5; seed++) {
        struct plan plan = { seed, 200000, case_best_set(), false };
        struct worth worth = run(&mem, &problem, plan, 4096, team);
        assert_true(worth.sizes_kept);
        assert_int_equal(worth.together_unmet, 0);
        assert_int_equal(worth.apart_unmet, 0);
        assert_int_equal(worth.skill_lack, 0);
    }
    arena_free(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_handful_of_people_get_the_best_composition_there_is),
        cmocka_unit_test(the_same_seed_and_steps_give_the_same_teams_however_they_are_cut),
        cmocka_unit_test(a_search_planned_anew_goes_as_if_it_had_just_been_started),
        cmocka_unit_test(every_instruction_set_takes_the_same_path),
        cmocka_unit_test(a_longer_search_is_never_asked_to_end_worse_than_it_was),
        cmocka_unit_test(an_interrupted_search_settles_and_gives_teams),
        cmocka_unit_test(renumbering_people_shifts_nothing_but_their_numbers),
        cmocka_unit_test(wishes_that_can_be_met_are_met),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
