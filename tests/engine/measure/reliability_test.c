#include "measure/reliability.h"

#include "arena_state.h"
#include "base/chance.h"
#include "check.h"
#include "measure/describe.h"

static struct grid drawn(struct arena *mem, size_t people, const double *loading, size_t items,
                         uint64_t seed)
{
    struct chance chance = chance_from_seed(seed);
    struct grid g = grid_empty(mem, people, items);
    for (size_t i = 0; i < people; i++) {
        double factor = chance_normal(&chance);
        for (size_t j = 0; j < items; j++)
            grid_put(g, i, j,
                     3.1 + loading[j] * factor +
                         sqrt(1 - loading[j] * loading[j]) * chance_normal(&chance));
    }
    return g;
}

static const double loadings[] = { 0.82, 0.61, 0.47, 0.73, 0.39 };

/* The definition by item variances against the covariance form used inside. */
static void alpha_is_one_less_the_share_of_item_variances(void **state)
{
    struct arena *mem = *state;
    struct grid g = drawn(mem, 57, loadings, 5, 3);
    double own = 0, column[57], total[57] = { 0 };
    for (size_t j = 0; j < 5; j++) {
        for (size_t i = 0; i < 57; i++)
            column[i] = grid_at(g, i, j), total[i] += column[i];
        own += describe_variance(column, 57);
    }
    struct reliability r = measure_reliability(mem, g);
    CHECK_NEAR(r.alpha.value, 5.0 / 4 * (1 - own / describe_variance(total, 57)), 1e-13);
    assert_true(r.low.value < r.alpha.value && r.alpha.value < r.high.value);
}

static void items_with_the_rest_and_without_each_are_those_computed_apart(void **state)
{
    struct arena *mem = *state;
    struct grid g = drawn(mem, 40, loadings, 5, 9), four = grid_empty(mem, 40, 4);
    double item[40], rest[40];
    for (size_t i = 0; i < 40; i++) {
        item[i] = grid_at(g, i, 2);
        rest[i] = 0;
        for (size_t j = 0, k = 0; j < 5; j++)
            if (j != 2)
                rest[i] += grid_at(g, i, j), grid_put(four, i, k++, grid_at(g, i, j));
    }
    struct reliability r = measure_reliability(mem, g);
    CHECK_NEAR(r.item_rest[2].value, describe_correlation(item, rest, 40).value, 1e-13);
    CHECK_NEAR(r.without_item[2].value, measure_reliability(mem, four).alpha.value, 1e-13);
}

static void two_items_are_spearman_and_brown(void **state)
{
    struct arena *mem = *state;
    struct grid g = drawn(mem, 33, loadings, 2, 5);
    struct reliability r = measure_reliability(mem, g);
    double c = r.mean_correlation.value;
    CHECK_NEAR(r.spearman_brown.value, 2 * c / (1 + c), 1e-14);
    assert_int_equal(
        measure_reliability(mem, drawn(mem, 33, loadings, 3, 5)).spearman_brown.lack,
        LACKS_RANGE);
}

static void order_shift_and_common_scale_change_nothing(void **state)
{
    struct arena *mem = *state;
    struct grid g = drawn(mem, 25, loadings, 4, 12), h = grid_empty(mem, 25, 4);
    for (size_t i = 0; i < 25; i++)
        for (size_t j = 0; j < 4; j++)
            grid_put(h, 24 - i, (j + 1) % 4, 7 - 0.35 * grid_at(g, i, j));
    CHECK_NEAR(measure_reliability(mem, h).alpha.value, measure_reliability(mem, g).alpha.value,
               1e-13);
    CHECK_NEAR(measure_omega(mem, h).raw.value, measure_omega(mem, g).raw.value, 1e-8);
}

/* Three items fix the factor exactly: loadings from ratios of correlations. */
static void three_items_have_the_omega_of_their_three_correlations(void **state)
{
    struct arena *mem = *state;
    struct grid g = drawn(mem, 400, loadings, 3, 21);
    double x[3][400], r[3];
    for (size_t i = 0; i < 400; i++)
        for (size_t j = 0; j < 3; j++)
            x[j][i] = grid_at(g, i, j);
    r[0] = describe_correlation(x[1], x[2], 400).value;
    r[1] = describe_correlation(x[0], x[2], 400).value;
    r[2] = describe_correlation(x[0], x[1], 400).value;
    double common =
        sqrt(r[1] * r[2] / r[0]) + sqrt(r[0] * r[2] / r[1]) + sqrt(r[0] * r[1] / r[2]);
    double own = 3 - r[1] * r[2] / r[0] - r[0] * r[2] / r[1] - r[0] * r[1] / r[2];
    struct omega omega = measure_omega(mem, g);
    assert_false(omega.heywood);
    CHECK_NEAR(omega.standardised.value, common * common / (common * common + own), 1e-9);
}

static void gaps_are_said(void **state)
{
    struct arena *mem = *state;
    struct grid g = drawn(mem, 20, loadings, 1, 2);
    assert_int_equal(measure_reliability(mem, g).alpha.lack, LACKS_ITEMS);
    assert_int_equal(measure_reliability(mem, drawn(mem, 1, loadings, 4, 2)).alpha.lack,
                     LACKS_PEOPLE);
    assert_int_equal(measure_omega(mem, drawn(mem, 20, loadings, 2, 2)).raw.lack, LACKS_ITEMS);
    assert_int_equal(measure_omega(mem, drawn(mem, 4, loadings, 4, 2)).raw.lack, LACKS_PEOPLE);
    g = drawn(mem, 20, loadings, 4, 2);
    for (size_t i = 0; i < 20; i++)
        grid_put(g, i, 3, 5);
    assert_int_equal(measure_reliability(mem, g).mean_correlation.lack, LACKS_SPREAD);
    assert_int_equal(measure_reliability(mem, g).item_rest[3].lack, LACKS_SPREAD);
    assert_int_equal(measure_omega(mem, g).raw.lack, LACKS_SPREAD);
    for (size_t i = 0; i < 80; i++)
        g.cell[i] = 2;
    assert_int_equal(measure_reliability(mem, g).alpha.lack, LACKS_SPREAD);
    for (size_t i = 0; i < 80; i++)
        g.cell[i] = NAN;
    assert_int_equal(measure_reliability(mem, g).alpha.lack, LACKS_PEOPLE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alpha_is_one_less_the_share_of_item_variances),
        cmocka_unit_test(items_with_the_rest_and_without_each_are_those_computed_apart),
        cmocka_unit_test(two_items_are_spearman_and_brown),
        cmocka_unit_test(order_shift_and_common_scale_change_nothing),
        cmocka_unit_test(three_items_have_the_omega_of_their_three_correlations),
        cmocka_unit_test(gaps_are_said),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
