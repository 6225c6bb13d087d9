#include "measure/agree.h"

#include "check.h"
#include "measure/describe.h"

static const struct answer_scale seven = { 7, 1, 7 };

static struct grid sheet(struct arena *mem, size_t people, size_t items, const double *x)
{
    struct grid g = grid_empty(mem, people, items);
    memcpy(g.cell, x, people * items * sizeof *x);
    return g;
}

/* Three people, two items. Item variances 37/3 - ... by hand: 2,5,6 -> 13/3; 4,4,7 -> 3. */
static const double mixed[] = { 2, 4, 5, 4, 6, 7 };

static void the_indices_are_those_worked_out_by_hand(void **state)
{
    struct arena *mem = *state;
    struct agreement a = measure_agreement(mem, sheet(mem, 3, 2, mixed), seven);
    double s2 = (13.0 / 3 + 3) / 2, q = s2 / 4;
    CHECK_NEAR(a.variance.value, s2, 1e-14);
    CHECK_NEAR(a.mean, 28.0 / 6, 1e-14);
    CHECK_NEAR(a.rwg.value, 2 * (1 - q) / (2 * (1 - q) + q), 1e-14);
    CHECK_NEAR(a.rwg_linear.value, 1 - q, 1e-14);
    CHECK_NEAR(a.ad_mean.value, (14.0 / 9 + 12.0 / 9) / 2, 1e-14);
    CHECK_NEAR(a.ad_median.value, (4.0 / 3 + 1) / 2, 1e-14);
    /* awg: mean 13/3 inside [3, 5]; mean 5 on its edge. */
    double m = 13.0 / 3, first = 1 - 2 * (13.0 / 3) / ((8 * m - m * m - 7) * 1.5);
    double second = 1 - 2 * 3.0 / ((40 - 25 - 7) * 1.5);
    CHECK_NEAR(a.awg.value, (first + second) / 2, 1e-14);
}

/* A second formula: the variance as half the mean squared difference over pairs. */
static void the_variance_is_half_the_mean_squared_difference_of_pairs(void **state)
{
    struct arena *mem = *state;
    const double x[] = { 2.385, 6.01, 3.77, 5.25, 1.93 };
    double pairs = 0;
    for (int i = 0; i < 5; i++)
        for (int j = 0; j < i; j++)
            pairs += (x[i] - x[j]) * (x[i] - x[j]) / 2;
    struct agreement a = measure_agreement(mem, sheet(mem, 5, 1, x), seven);
    CHECK_NEAR(a.variance.value, pairs / 10, 1e-13);
    CHECK_NEAR(a.rwg.value, 1 - pairs / 10 / 4, 1e-13);
}

static void order_of_people_and_of_items_and_a_mirrored_scale_change_nothing(void **state)
{
    struct arena *mem = *state;
    const double moved[] = { 7, 6, 4, 2, 4, 5 }, mirrored[] = { 6, 4, 3, 4, 2, 1 };
    struct agreement a = measure_agreement(mem, sheet(mem, 3, 2, mixed), seven);
    struct agreement b = measure_agreement(mem, sheet(mem, 3, 2, moved), seven);
    struct agreement c = measure_agreement(mem, sheet(mem, 3, 2, mirrored), seven);
    CHECK_NEAR(b.rwg.value, a.rwg.value, 1e-14);
    CHECK_NEAR(b.awg.value, a.awg.value, 1e-14);
    CHECK_NEAR(c.rwg.value, a.rwg.value, 1e-14);
    CHECK_NEAR(c.awg.value, a.awg.value, 1e-14);
    CHECK_NEAR(c.ad_median.value, a.ad_median.value, 1e-14);
}

static void more_apart_than_chance_is_no_agreement_but_negative_in_the_linear_form(void **state)
{
    struct arena *mem = *state;
    const double x[] = { 1, 7, 1, 7 };
    struct agreement a = measure_agreement(mem, sheet(mem, 4, 1, x), seven);
    CHECK_NEAR(a.variance.value, 12, 1e-14);
    assert_true(a.rwg.value == 0);
    CHECK_NEAR(a.rwg_linear.value, -2, 1e-14);
    CHECK_NEAR(a.awg.value, -1, 1e-14);
}

static void everybody_at_one_end_agrees_fully(void **state)
{
    struct arena *mem = *state;
    const double x[] = { 7, 7, 7 };
    struct agreement a = measure_agreement(mem, sheet(mem, 3, 1, x), seven);
    assert_true(a.rwg.value == 1 && a.awg.value == 1 && a.ad_mean.value == 0);
}

static void gaps_are_said(void **state)
{
    struct arena *mem = *state;
    const double alone[] = { 3, 5 }, low[] = { 1, 1, 2 };
    struct agreement a = measure_agreement(mem, sheet(mem, 1, 2, alone), seven);
    assert_int_equal(a.rwg.lack, LACKS_PEOPLE);
    assert_int_equal(a.variance.lack, LACKS_PEOPLE);
    assert_true(isnan(a.rwg.value) && a.ad_mean.value == 0);
    a = measure_agreement(mem, grid_empty(mem, 0, 2), seven);
    assert_int_equal(a.ad_mean.lack, LACKS_PEOPLE);
    a = measure_agreement(mem, grid_empty(mem, 4, 0), seven);
    assert_int_equal(a.rwg.lack, LACKS_ITEMS);
    a = measure_agreement(mem, sheet(mem, 3, 1, low), seven); /* mean 1.33, needs 3 .. 5 */
    assert_int_equal(a.awg.lack, LACKS_RANGE);
    assert_int_equal(a.rwg.lack, LACKS_NOTHING);
}

static void only_rows_answered_in_full_are_kept(void **state)
{
    struct arena *mem = *state;
    const double x[] = { 2, NAN, 5, 4, NAN, NAN, 6, 7 };
    struct grid whole = describe_complete(mem, sheet(mem, 4, 2, x));
    assert_int_equal(whole.people, 2);
    assert_true(grid_at(whole, 1, 1) == 7);
}

static int open_arena(void **state)
{
    static struct arena arena;
    arena = arena_with_limit(1 << 24);
    *state = &arena;
    return 0;
}

static int close_arena(void **state)
{
    arena_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_indices_are_those_worked_out_by_hand),
        cmocka_unit_test(the_variance_is_half_the_mean_squared_difference_of_pairs),
        cmocka_unit_test(order_of_people_and_of_items_and_a_mirrored_scale_change_nothing),
        cmocka_unit_test(
            more_apart_than_chance_is_no_agreement_but_negative_in_the_linear_form),
        cmocka_unit_test(everybody_at_one_end_agrees_fully),
        cmocka_unit_test(gaps_are_said),
        cmocka_unit_test(only_rows_answered_in_full_are_kept),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
