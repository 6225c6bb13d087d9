#include "measure/icc.h"

#include "arena_state.h"
#include "check.h"
#include "measure/tails.h"

/* Shrout & Fleiss (1979), table 2: six targets, four judges; ICC(1,1) .17, ICC(1,4) .44. */
static const double judged[] = { 9, 2, 5, 8, 6,  1, 3, 2, 8, 4, 6, 8,
                                 7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7 };

static void teams_of_four(size_t team[24])
{
    for (size_t i = 0; i < 24; i++)
        team[i] = i / 4;
}

static void the_published_example_is_met(void **state)
{
    struct arena *mem = *state;
    size_t team[24];
    teams_of_four(team);
    struct icc icc = measure_icc(mem, judged, team, 24, 6);
    CHECK_NEAR(icc.between, 11.241666666666667, 1e-12);
    CHECK_NEAR(icc.within, 6.263888888888889, 1e-12);
    CHECK_NEAR(icc.one.value, 0.1657, 5e-5);
    CHECK_NEAR(icc.two.value, 0.4428, 5e-5);
    CHECK_NEAR(icc.one_low.value, -0.1329, 5e-4); /* as psych prints them */
    CHECK_NEAR(icc.one_high.value, 0.7226, 5e-4);
    CHECK_NEAR(icc.adjusted_size, 4, 1e-14); /* equal teams */
    CHECK_NEAR(icc.one_adjusted.value, icc.one.value, 1e-14);
}

/* The total sum of squares is that within and that between. */
static void squares_add_up_and_unequal_teams_have_their_own_size(void **state)
{
    struct arena *mem = *state;
    const size_t team[] = { 0, 0, 0, 0, 0, 1, 1, 2, 2, 2 };
    const double x[] = { 3.7, 4.1, 2.2, 5.9, 3.3, 6.1, 6.4, 1.8, 2.6, 4.4 };
    struct icc icc = measure_icc(mem, x, team, 10, 3);
    double mean = 0, total = 0;
    for (int i = 0; i < 10; i++)
        mean += x[i] / 10;
    for (int i = 0; i < 10; i++)
        total += (x[i] - mean) * (x[i] - mean);
    CHECK_NEAR(icc.between * icc.df_between + icc.within * icc.df_within, total, 1e-12);
    CHECK_NEAR(icc.adjusted_size, (10 - (25 + 4 + 9) / 10.0) / 2, 1e-14);
    CHECK_NEAR(icc.p.value, tails_f(icc.between / icc.within, 2, 7), 1e-14);
    CHECK_NEAR(icc.two.value,
               icc.mean_size * icc.one.value / (1 + (icc.mean_size - 1) * icc.one.value),
               1e-13);
}

static void shift_scale_and_order_change_nothing(void **state)
{
    struct arena *mem = *state;
    size_t team[24], other[24];
    double x[24];
    teams_of_four(team);
    for (size_t i = 0; i < 24; i++) {
        size_t from = (i * 7) % 24;
        x[i] = 100 - 2.5 * judged[from];
        other[i] = 5 - team[from];
    }
    CHECK_NEAR(measure_icc(mem, x, other, 24, 6).one.value,
               measure_icc(mem, judged, team, 24, 6).one.value, 1e-13);
}

static void gaps_are_said(void **state)
{
    struct arena *mem = *state;
    const size_t one[] = { 0, 0, 0, 0 }, apart[] = { 0, 1, 2, 3 }, two[] = { 0, 0, 1, 1 };
    const double x[] = { 1, 2, 3, 4 }, same[] = { 1, 1, 2, 2 }, none[] = { 3, 3, 3, 3 };
    const double missing[] = { NAN, NAN, NAN, NAN };
    assert_int_equal(measure_icc(mem, x, one, 4, 1).one.lack, LACKS_PEOPLE);
    assert_int_equal(measure_icc(mem, x, apart, 4, 4).one.lack, LACKS_PEOPLE);
    assert_int_equal(measure_icc(mem, missing, two, 4, 2).one.lack, LACKS_PEOPLE);
    struct icc icc = measure_icc(mem, same, two, 4, 2);
    assert_int_equal(icc.f.lack, LACKS_SPREAD);
    CHECK_NEAR(icc.one.value, 1, 1e-15);
    assert_int_equal(measure_icc(mem, none, two, 4, 2).one.lack, LACKS_SPREAD);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_published_example_is_met),
        cmocka_unit_test(squares_add_up_and_unequal_teams_have_their_own_size),
        cmocka_unit_test(shift_scale_and_order_change_nothing),
        cmocka_unit_test(gaps_are_said),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
