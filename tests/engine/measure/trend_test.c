#include "measure/trend.h"

#include "arena_state.h"
#include "check.h"

static const double rounds[] = { 1, 2, 3, 4, 5, 6 };

static double s_of(const double *y, size_t n)
{
    double s = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++)
            s += (y[i] > y[j]) - (y[i] < y[j]);
    return s;
}

static void permute(double *y, size_t n, size_t at, double seen, double counts[3])
{
    if (at == n) {
        double s = s_of(y, n);
        counts[0]++;
        counts[1] += s >= seen;
        counts[2] += s <= seen;
        return;
    }
    for (size_t i = at; i < n; i++) {
        double held = y[at];
        y[at] = y[i], y[i] = held;
        permute(y, n, at + 1, seen, counts);
        held = y[at];
        y[at] = y[i], y[i] = held;
    }
}

/* Every order of the values, ties and all. */
static double listed_p(const double *y, size_t n)
{
    double copy[8], counts[3] = { 0 };
    memcpy(copy, y, n * sizeof *y);
    permute(copy, n, 0, s_of(y, n), counts);
    return fmin(1, 2 * fmin(counts[1], counts[2]) / counts[0]);
}

static void the_exact_p_is_that_of_every_order_listed_with_ties_and_without(void **state)
{
    struct arena *mem = *state;
    const double series[][6] = { { 2.1, 2.6, 2.4, 3.0, 3.3, 3.9 },
                                 { 5, 4, 6, 3, 2, 1 },
                                 { 3, 3, 4, 4, 5, 3 },
                                 { 1, 2, 2, 2, 2, 3 },
                                 { 7, 6, 6, 7, 7, 7 },
                                 { 2, 2, 2, 5, 5, 5 } };
    for (size_t k = 0; k < 6; k++)
        for (size_t n = 3; n <= 6; n++) {
            struct trend t = measure_trend(mem, rounds, series[k], n);
            if (t.exact_p.lack == LACKS_NOTHING)
                CHECK_NEAR(t.exact_p.value, listed_p(series[k], n), 1e-12);
            CHECK_NEAR(t.s, s_of(series[k], n), 0);
        }
}

/* Four rounds cannot reach .05, five can (Kendall's tables). */
static void four_rounds_can_never_be_significant(void **state)
{
    struct arena *mem = *state;
    const double rising[] = { 1.1, 2.7, 3.2, 5.8, 9.4 };
    CHECK_NEAR(measure_trend(mem, rounds, rising, 4).exact_p.value, 2.0 / 24, 1e-14);
    CHECK_NEAR(measure_trend(mem, rounds, rising, 5).exact_p.value, 2.0 / 120, 1e-14);
    CHECK_NEAR(measure_trend(mem, rounds, rising, 5).tau.value, 1, 1e-15);
}

static void the_slope_is_the_median_of_all_slopes(void **state)
{
    struct arena *mem = *state;
    const double t[] = { 1, 2, 4, 5 }, y[] = { 2.0, 2.5, 4.1, 3.9 };
    /* slopes .5, .8, .7, -.2, .475, .4667 -> sorted -.2 .4667 .475 .5 .7 .8 */
    CHECK_NEAR(measure_trend(mem, t, y, 4).slope.value, ((3.9 - 2.0) / 4 + (2.5 - 2.0) / 1) / 2,
               1e-14);
}

static void a_straight_line_gives_its_slope_and_order_does_not_matter(void **state)
{
    struct arena *mem = *state;
    const double t[] = { 5, 1, 3, 2, 6, 4 }, y[] = { 0.5, 2.1, 1.3, 1.7, 0.1, 0.9 };
    struct trend trend = measure_trend(mem, t, y, 6);
    CHECK_NEAR(trend.slope.value, -0.4, 1e-14);
    CHECK_NEAR(trend.tau.value, -1, 1e-15);
    CHECK_NEAR(trend.slope_low.value, -0.4, 1e-14);
    double shifted[6];
    for (int i = 0; i < 6; i++)
        shifted[i] = 3 * y[i] - 40;
    CHECK_NEAR(measure_trend(mem, t, shifted, 6).slope.value, -1.2, 1e-13);
}

static void gaps_are_said(void **state)
{
    struct arena *mem = *state;
    const double one[] = { 2, NAN, NAN }, flat[] = { 4, 4, 4 }, y[] = { 1, 2, 3 };
    const double same_time[] = { 1, 1, 2 }, never[] = { 2, 2, 2 };
    assert_int_equal(measure_trend(mem, rounds, one, 3).tau.lack, LACKS_PEOPLE);
    struct trend t = measure_trend(mem, rounds, flat, 3);
    assert_int_equal(t.tau.lack, LACKS_SPREAD);
    assert_int_equal(t.exact_p.lack, LACKS_SPREAD);
    CHECK_NEAR(t.slope.value, 0, 0);
    assert_int_equal(measure_trend(mem, same_time, y, 3).exact_p.lack, LACKS_TIES);
    assert_int_equal(measure_trend(mem, never, y, 3).slope.lack, LACKS_SPREAD);
    assert_int_equal(measure_trend(mem, rounds, y, 3).slope_low.lack, LACKS_PEOPLE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_exact_p_is_that_of_every_order_listed_with_ties_and_without),
        cmocka_unit_test(four_rounds_can_never_be_significant),
        cmocka_unit_test(the_slope_is_the_median_of_all_slopes),
        cmocka_unit_test(a_straight_line_gives_its_slope_and_order_does_not_matter),
        cmocka_unit_test(gaps_are_said),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
