#include "cases.h"
#include "compose/exact.h"
#include "compose/worth.h"

static void worth_is_the_sum_over_all_pairs_of_one_team(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 20);
    struct problem problem = case_of_horizons(&mem, 23, 5, 6);
    uint32_t team[23];
    for (uint32_t i = 0; i < 23; i++)
        team[i] = (i * 7 + 3) % 5;
    double sum = 0, mean[5] = { 0 };
    for (size_t a = 0; a < 23; a++)
        for (size_t b = 0; b < a; b++)
            if (team[a] == team[b]) {
                double distance = distance_between(&problem, a, b);
                sum += distance;
                mean[team[a]] += distance;
            }
    struct worth worth = worth_of(&mem, &problem, team);
    CHECK_NEAR(worth.objective, sum, 1e-12);
    double means = 0, worst = INFINITY;
    for (size_t t = 0; t < 5; t++) {
        CHECK_NEAR(worth.inside[t], mean[t], 1e-12);
        mean[t] /= worth.size[t] * (worth.size[t] - 1.0) / 2;
        means += mean[t];
        worst = fmin(worst, mean[t]);
    }
    problem.objective = OBJECTIVE_MEAN;
    CHECK_NEAR(worth_of(&mem, &problem, team).objective, means, 1e-12);
    problem.objective = OBJECTIVE_WORST;
    CHECK_NEAR(worth_of(&mem, &problem, team).objective, worst, 1e-12);
    arena_free(&mem);
}

/* 3-4-12 and 2 categories, by hand: |3-4|+|3-12|+|4-12| = 18 over three pairs. */
static void a_team_is_told_by_its_spread_beside_everyone(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 20);
    float number[] = { 3, 4, 12, 7, 7, 7 }, level[] = { 1, 2, 1, 2, 2, 2 };
    uint32_t team[] = { 0, 0, 0, 1, 1, 1 };
    struct horizon horizon[] = { { HORIZON_NUMBER, 1, number },
                                 { HORIZON_CATEGORY, 1, level } };
    struct problem problem = { .people = 6,
                               .teams = 2,
                               .size = sizes_balanced(&mem, 6, 2),
                               .horizon_count = 2,
                               .horizons = horizon };
    struct members members = members_of(&mem, team, 6, 2);
    struct reason *reason = reasons_of(&mem, &problem, &members);
    CHECK_NEAR(reason[0].mixed, 6, 1e-12);
    CHECK_NEAR(reason[0].low, 3, 0);
    CHECK_NEAR(reason[0].high, 12, 0);
    assert_int_equal(reason[0].distinct, 3);
    CHECK_NEAR(reason[1].mixed, 2. / 3, 1e-12);
    CHECK_NEAR(reason[1].everyone, 8. / 15, 1e-12);
    CHECK_NEAR(reason[2].mixed, 0, 0);
    assert_int_equal(reason[3].distinct, 1);
    arena_free(&mem);
}

static void broken_wishes_are_counted(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 20);
    struct problem problem = case_of_horizons(&mem, 6, 2, 6);
    static const struct pair together[] = { { 0, 1 }, { 0, 5 } };
    static const struct pair apart[] = { { 0, 2 }, { 3, 4 }, { 1, 5 } };
    static const struct pair met[] = { { 1, 2 } };
    uint8_t skills[] = { 1, 0, 1, 0, 0, 0 };
    problem.together = together;
    problem.together_count = 2;
    problem.apart = apart;
    problem.apart_count = 3;
    problem.met = met;
    problem.met_count = 1;
    problem.skills = skills;
    problem.skill_count = 1;
    problem.skill_least[0] = 1;
    uint32_t team[] = { 0, 0, 0, 1, 1, 1 };
    struct worth worth = worth_of(&mem, &problem, team);
    assert_int_equal(worth.together_unmet, 1);
    assert_int_equal(worth.apart_unmet, 2);
    assert_int_equal(worth.met_again, 1);
    assert_int_equal(worth.skill_lack, 1);
    arena_free(&mem);
}

static void the_referee_says_when_nothing_meets_the_wishes(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 20);
    struct problem problem = case_of_horizons(&mem, 6, 2, 6);
    static const struct pair together[] = { { 0, 1 } };
    static const struct pair apart[] = { { 0, 2 }, { 1, 3 }, { 2, 3 } };
    problem.together = together;
    problem.together_count = 1;
    problem.apart = apart;
    problem.apart_count = 3;
    uint32_t team[6];
    double objective;
    assert_false(exact_best(&mem, &problem, team, &objective));
    problem.apart_count = 2;
    assert_true(exact_best(&mem, &problem, team, &objective));
    arena_free(&mem);
}

static void what_cannot_be_started_is_refused_in_words(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 20);
    struct err err;
    struct problem problem = case_of_horizons(&mem, 20, 4, 6), broken = problem;
    static const struct pair nobody[] = { { 3, 20 } }, self[] = { { 3, 3 } };
    broken.people = 0;
    assert_int_equal(problem_accept(&broken, &err), BAD_INPUT);
    broken = problem;
    broken.people = 21;
    assert_int_equal(problem_accept(&broken, &err), BAD_INPUT);
    CHECK_TEXT(err.text, "21 people do not fit 4 teams holding 20 to 20");
    broken = problem;
    broken.apart = nobody;
    broken.apart_count = 1;
    assert_int_equal(problem_accept(&broken, &err), BAD_INPUT);
    CHECK_TEXT(err.text, "a wish names person 20 of 20");
    broken.apart = self;
    assert_int_equal(problem_accept(&broken, &err), BAD_INPUT);
    broken = problem;
    broken.horizon_count = 0;
    assert_int_equal(problem_accept(&broken, &err), BAD_INPUT);
    assert_int_equal(problem_accept(&problem, &err), OK);
    arena_free(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(worth_is_the_sum_over_all_pairs_of_one_team),
        cmocka_unit_test(a_team_is_told_by_its_spread_beside_everyone),
        cmocka_unit_test(broken_wishes_are_counted),
        cmocka_unit_test(the_referee_says_when_nothing_meets_the_wishes),
        cmocka_unit_test(what_cannot_be_started_is_refused_in_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
