#include "measure/rank.h"

#include "check.h"
#include "measure/describe.h"

static struct grid sheet(struct arena *mem, size_t raters, size_t objects, const double *x)
{
    struct grid g = grid_empty(mem, raters, objects);
    memcpy(g.cell, x, raters * objects * sizeof *x);
    return g;
}

static const double orders[] = { 3, 1, 2, 5, 4, 2, 1, 4, 5, 3, 5, 3, 1, 4, 2 };

static void without_ties_w_and_mean_spearman_say_the_same(void **state)
{
    struct arena *mem = *state;
    struct concordance c = measure_concordance(mem, sheet(mem, 3, 5, orders));
    CHECK_NEAR(c.mean_spearman.value, (3 * c.w.value - 1) / 2, 1e-14);
    CHECK_NEAR(c.w.value, c.w_uncorrected.value, 1e-15);
    assert_true(c.ties == 0);
    /* Rank sums 10, 5, 7, 14, 9, mean 9: S = 46. */
    CHECK_NEAR(c.s.value, 46, 1e-14);
    CHECK_NEAR(c.w.value, 12 * 46.0 / (9 * 120), 1e-14);
    CHECK_NEAR(c.chi2.value, 3 * 4 * c.w.value, 1e-14);
}

/* Spearman's own formula, 1 - 6 sum d^2 / (p^3 - p), for each pair. */
static void the_mean_is_that_of_the_pairwise_correlations(void **state)
{
    struct arena *mem = *state;
    double sum = 0;
    for (int a = 0; a < 3; a++)
        for (int b = 0; b < a; b++) {
            double d2 = 0;
            for (int j = 0; j < 5; j++)
                d2 += pow(orders[a * 5 + j] - orders[b * 5 + j], 2);
            sum += 1 - 6 * d2 / 120;
        }
    struct concordance c = measure_concordance(mem, sheet(mem, 3, 5, orders));
    CHECK_NEAR(c.mean_spearman.value, sum / 3, 1e-14);
}

/* With ties W is the mean correlation of pairs weighted by their spread: (m-1) r + 1 over m
 * holds again when every rater ties alike. */
static void equal_tie_patterns_keep_the_relation(void **state)
{
    struct arena *mem = *state;
    const double x[] = { 1, 2, 2, 4, 5, 5, 4, 2, 2, 1, 2, 5, 1, 2, 4 };
    struct concordance c = measure_concordance(mem, sheet(mem, 3, 5, x));
    CHECK_NEAR(c.ties, 18, 0);
    CHECK_NEAR(c.mean_spearman.value, (3 * c.w.value - 1) / 2, 1e-14);
}

static void only_order_counts_and_raters_and_objects_may_change_places(void **state)
{
    struct arena *mem = *state;
    double x[15], moved[15];
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 5; j++) {
            x[i * 5 + j] = exp(orders[i * 5 + j]) - 7.3; /* rising, so the same ranks */
            moved[(2 - i) * 5 + (j + 2) % 5] = orders[i * 5 + j];
        }
    double w = measure_concordance(mem, sheet(mem, 3, 5, orders)).w.value;
    CHECK_NEAR(measure_concordance(mem, sheet(mem, 3, 5, x)).w.value, w, 1e-14);
    CHECK_NEAR(measure_concordance(mem, sheet(mem, 3, 5, moved)).w.value, w, 1e-14);
}

static void full_agreement_is_one_and_two_opposed_raters_are_zero(void **state)
{
    struct arena *mem = *state;
    const double same[] = { 2, 1, 4, 3, 2, 1, 4, 3 }, opposed[] = { 2, 1, 4, 3, 3, 4, 1, 2 };
    CHECK_NEAR(measure_concordance(mem, sheet(mem, 2, 4, same)).w.value, 1, 1e-15);
    CHECK_NEAR(measure_concordance(mem, sheet(mem, 2, 4, opposed)).w.value, 0, 1e-15);
}

static void gaps_are_said(void **state)
{
    struct arena *mem = *state;
    const double tied[] = { 3, 3, 3, 1, 2, 3, 1, 3, 2 }, all[] = { 4, 4, 4, 4, 4, 4 };
    struct concordance c = measure_concordance(mem, sheet(mem, 1, 5, orders));
    assert_int_equal(c.w.lack, LACKS_PEOPLE);
    c = measure_concordance(mem, sheet(mem, 3, 1, orders));
    assert_int_equal(c.w.lack, LACKS_ITEMS);
    c = measure_concordance(mem, sheet(mem, 3, 3, tied));
    assert_int_equal(c.mean_spearman.lack, LACKS_SPREAD);
    assert_int_equal(c.w.lack, LACKS_NOTHING);
    c = measure_concordance(mem, sheet(mem, 2, 3, all));
    assert_int_equal(c.w.lack, LACKS_SPREAD);
    const double gap[] = { 1, 2, 3, NAN, 1, 2, 3, 1, 2 };
    c = measure_concordance(mem, sheet(mem, 3, 3, gap));
    assert_int_equal(c.raters, 2);
}

static void each_member_is_compared_with_the_others(void **state)
{
    struct arena *mem = *state;
    const double x[] = { 1, 2, 3, 4, 1, 2, 3, 4, 4, 3, 2, 1 };
    struct figure with[3];
    rank_against_others(mem, sheet(mem, 3, 4, x), with);
    assert_int_equal(with[2].lack, LACKS_NOTHING);
    CHECK_NEAR(with[2].value, -1, 1e-14);
    assert_int_equal(with[0].lack, LACKS_SPREAD); /* the other two cancel out */
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
        cmocka_unit_test(without_ties_w_and_mean_spearman_say_the_same),
        cmocka_unit_test(the_mean_is_that_of_the_pairwise_correlations),
        cmocka_unit_test(equal_tie_patterns_keep_the_relation),
        cmocka_unit_test(only_order_counts_and_raters_and_objects_may_change_places),
        cmocka_unit_test(full_agreement_is_one_and_two_opposed_raters_are_zero),
        cmocka_unit_test(gaps_are_said),
        cmocka_unit_test(each_member_is_compared_with_the_others),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
