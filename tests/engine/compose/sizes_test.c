#include "cases.h"

static void teams_are_near_the_middle_of_the_range(void **state)
{
    (void)state;
    assert_int_equal(sizes_teams(24, 5, 6), 4);
    assert_int_equal(sizes_teams(400, 3, 8), 80); /* equal fives rather than 73 uneven ones */
    assert_int_equal(sizes_teams(120, 4, 6), 24);
    assert_int_equal(sizes_teams(23, 5, 5), 0);
    assert_int_equal(sizes_teams(7, 3, 3), 0);
    assert_int_equal(sizes_teams(7, 3, 4), 2);
    assert_int_equal(sizes_teams(2, 3, 8), 0);
}

static void balanced_sizes_differ_by_one_at_most_and_sum_to_everyone(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 20);
    for (size_t people = 7; people < 40; people++)
        for (size_t teams = 1; teams <= people; teams++) {
            struct team_size *size = sizes_balanced(&mem, people, teams);
            size_t sum = 0;
            for (size_t t = 0; t < teams; t++) {
                assert_int_equal(size[t].low, size[t].high);
                assert_true(size[0].low - size[t].low <= 1);
                sum += size[t].low;
            }
            assert_int_equal(sum, people);
        }
    arena_free(&mem);
}

/* Most pairs by trying every choice of sizes. */
static double brute(const struct problem *problem, size_t team, size_t left)
{
    if (team == problem->teams)
        return left == 0 ? 0 : -1;
    double best = -1;
    for (uint32_t s = problem->size[team].low; s <= problem->size[team].high && s <= left;
         s++) {
        double rest = brute(problem, team + 1, left - s);
        if (rest >= 0 && rest + s * (s - 1.0) / 2 > best)
            best = rest + s * (s - 1.0) / 2;
    }
    return best;
}

static void the_knapsack_finds_the_most_pairs(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 20);
    struct chance chance = chance_from_seed(2385);
    for (int turn = 0; turn < 60; turn++) {
        struct team_size size[5];
        struct problem problem = { .teams = 5, .size = size };
        for (size_t t = 0; t < 5; t++) {
            size[t].low = 1 + (uint32_t)chance_below(&chance, 6);
            size[t].high = size[t].low + (uint32_t)chance_below(&chance, 5);
            problem.people += size[t].low;
            problem.people += chance_below(&chance, size[t].high - size[t].low + 1);
        }
        uint32_t *chosen = sizes_most_pairs(&mem, &problem);
        double pairs = 0;
        size_t sum = 0;
        for (size_t t = 0; t < 5; t++) {
            assert_in_range(chosen[t], size[t].low, size[t].high);
            pairs += chosen[t] * (chosen[t] - 1.0) / 2;
            sum += chosen[t];
        }
        assert_int_equal(sum, problem.people);
        CHECK_NEAR(pairs, brute(&problem, 0, problem.people), 0);
    }
    arena_free(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(teams_are_near_the_middle_of_the_range),
        cmocka_unit_test(balanced_sizes_differ_by_one_at_most_and_sum_to_everyone),
        cmocka_unit_test(the_knapsack_finds_the_most_pairs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
