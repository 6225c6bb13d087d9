#include "cases.h"
#include "compose/contradiction.h"
#include "compose/exact.h"

static struct problem plain(struct arena *mem) { return case_of_horizons(mem, 12, 3, 6); }

static void the_shortest_chain_is_named(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 20);
    struct problem problem = plain(&mem);
    static const struct pair together[] = { { 0, 1 }, { 1, 2 }, { 2, 3 }, { 7, 8 }, { 9, 8 } };
    static const struct pair apart[] = { { 4, 5 }, { 0, 3 }, { 9, 7 } };
    problem.together = together;
    problem.together_count = 5;
    problem.apart = apart;
    problem.apart_count = 2;
    struct contradiction found = contradiction_find(&mem, &problem);
    assert_int_equal(found.kind, CONTRADICTION_APART_TOGETHER);
    assert_int_equal(found.together_count, 3);
    assert_int_equal(found.apart[0], 1);
    problem.apart_count = 3;
    found = contradiction_find(&mem, &problem);
    assert_int_equal(found.together_count, 2);
    assert_int_equal(found.apart[0], 2);
    assert_int_equal(found.together[0] + found.together[1], 3 + 4);
    arena_free(&mem);
}

static void a_block_larger_than_a_team_is_named_by_its_fewest_wishes(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 20);
    struct problem problem = plain(&mem);
    static const struct pair together[] = { { 0, 1 }, { 1, 2 }, { 2, 3 },
                                            { 3, 0 }, { 3, 4 }, { 4, 5 } };
    problem.together = together;
    problem.together_count = 6;
    struct contradiction found = contradiction_find(&mem, &problem);
    assert_int_equal(found.kind, CONTRADICTION_TOO_MANY);
    assert_int_equal(found.together_count, 4);
    assert_int_equal(found.supply, 6);
    problem.together_count = 4;
    assert_int_equal(contradiction_find(&mem, &problem).kind, CONTRADICTION_NONE);
    arena_free(&mem);
}

static void more_people_apart_than_teams_are_named(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 20);
    struct problem problem = plain(&mem);
    static const struct pair apart[] = { { 1, 4 }, { 4, 6 }, { 6, 1 },
                                         { 9, 1 }, { 9, 4 }, { 6, 9 } };
    problem.apart = apart;
    problem.apart_count = 6;
    struct contradiction found = contradiction_find(&mem, &problem);
    assert_int_equal(found.kind, CONTRADICTION_CLIQUE);
    assert_int_equal(found.supply, 4);
    assert_int_equal(found.apart_count, 6);
    problem.apart_count = 5;
    assert_int_equal(contradiction_find(&mem, &problem).kind, CONTRADICTION_NONE);
    arena_free(&mem);
}

static void a_skill_too_rare_is_told_with_its_numbers(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 20);
    struct problem problem = plain(&mem);
    uint8_t skills[12] = { [3] = 2, [5] = 3, [7] = 2, [8] = 1, [9] = 1 };
    problem.skills = skills;
    problem.skill_count = 2;
    problem.skill_least[0] = 1;
    problem.skill_least[1] = 2;
    struct contradiction found = contradiction_find(&mem, &problem);
    assert_int_equal(found.kind, CONTRADICTION_SKILL);
    assert_int_equal(found.skill, 1);
    assert_int_equal(found.supply, 3);
    assert_int_equal(found.needed, 6);
    problem.skill_least[1] = 1;
    assert_int_equal(contradiction_find(&mem, &problem).kind, CONTRADICTION_NONE);
    arena_free(&mem);
}

static void blocks_that_cannot_share_the_places_are_told(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 20);
    /* Four threes into three fours: each team takes one, and the fourth nobody. */
    struct problem problem = plain(&mem);
    static const struct pair together[] = { { 0, 1 }, { 1, 2 }, { 3, 4 },  { 4, 5 },
                                            { 6, 7 }, { 7, 8 }, { 9, 10 }, { 10, 11 } };
    problem.together = together;
    problem.together_count = 8;
    struct contradiction found = contradiction_find(&mem, &problem);
    assert_int_equal(found.kind, CONTRADICTION_PACKING);
    assert_int_equal(found.together_count, 7); /* three threes and a pair are enough */
    problem.together_count = 6;
    assert_int_equal(contradiction_find(&mem, &problem).kind, CONTRADICTION_NONE);
    arena_free(&mem);
}

static void what_is_called_a_contradiction_has_no_composition(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(16 << 20);
    struct chance chance = chance_from_seed(2385);
    int contradictions = 0;
    for (int turn = 0; turn < 60; turn++) {
        struct problem problem = case_of_horizons(&mem, 9, 3, 6);
        struct pair *pairs = NEW_ARRAY(&mem, struct pair, 14);
        for (size_t w = 0; w < 14; w++) {
            pairs[w].a = (uint32_t)chance_below(&chance, 9);
            pairs[w].b = (pairs[w].a + 1 + (uint32_t)chance_below(&chance, 8)) % 9;
        }
        problem.together = pairs;
        problem.together_count = chance_below(&chance, 4);
        problem.apart = pairs + 4;
        problem.apart_count = chance_below(&chance, 11);
        uint32_t team[9];
        double objective;
        bool found = contradiction_find(&mem, &problem).kind != CONTRADICTION_NONE;
        contradictions += found;
        if (found)
            assert_false(exact_best(&mem, &problem, team, &objective));
    }
    assert_in_range(contradictions, 5, 55);
    arena_free(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shortest_chain_is_named),
        cmocka_unit_test(a_block_larger_than_a_team_is_named_by_its_fewest_wishes),
        cmocka_unit_test(more_people_apart_than_teams_are_named),
        cmocka_unit_test(a_skill_too_rare_is_told_with_its_numbers),
        cmocka_unit_test(blocks_that_cannot_share_the_places_are_told),
        cmocka_unit_test(what_is_called_a_contradiction_has_no_composition),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
