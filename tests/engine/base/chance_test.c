#include "base/chance.h"

#include "check.h"

/* First outputs of xoshiro256++ from the state {1, 2, 3, 4}, worked out by hand from the
 * published recurrence: rotl(1 + 4, 23) + 1, and the next. */
static void the_first_outputs_are_those_of_the_published_recurrence(void **state)
{
    (void)state;
    struct chance chance = { { 1, 2, 3, 4 } };
    assert_true(chance_bits(&chance) == 41943041u);
    assert_true(chance_bits(&chance) == 58720359u);
}

static void the_same_seed_gives_the_same_numbers(void **state)
{
    (void)state;
    struct chance a = chance_from_seed(20261124), b = chance_from_seed(20261124);
    struct chance other = chance_from_seed(20261125);
    int differ = 0;
    for (int i = 0; i < 1000; i++) {
        uint64_t x = chance_bits(&a);
        assert_true(x == chance_bits(&b));
        differ += x != chance_bits(&other);
    }
    assert_true(differ > 990);
}

static void a_die_is_fair(void **state)
{
    (void)state;
    struct chance chance = chance_from_seed(7);
    int seen[6] = { 0 };
    for (int i = 0; i < 60000; i++)
        seen[chance_below(&chance, 6)]++;
    double chi2 = 0;
    for (int i = 0; i < 6; i++)
        chi2 += (seen[i] - 10000.0) * (seen[i] - 10000.0) / 10000.0;
    assert_true(chi2 < 20.5); /* 5 degrees of freedom, p = .001 */
}

static void the_normal_has_its_moments(void **state)
{
    (void)state;
    struct chance chance = chance_from_seed(11);
    double sum = 0, squares = 0, fourths = 0;
    int n = 200000;
    for (int i = 0; i < n; i++) {
        double z = chance_normal(&chance);
        sum += z;
        squares += z * z;
        fourths += z * z * z * z;
    }
    CHECK_NEAR(sum / n, 0, 0.01);
    CHECK_NEAR(squares / n, 1, 0.015);
    CHECK_NEAR(fourths / n, 3, 0.04);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_outputs_are_those_of_the_published_recurrence),
        cmocka_unit_test(the_same_seed_gives_the_same_numbers),
        cmocka_unit_test(a_die_is_fair),
        cmocka_unit_test(the_normal_has_its_moments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
