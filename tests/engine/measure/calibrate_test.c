#include "measure/calibrate.h"

#include "base/chance.h"

#include "check.h"

static struct arena mem;

static int open_memory(void **state)
{
    (void)state;
    mem = arena_with_limit(1 << 26);
    return 0;
}

static int close_memory(void **state)
{
    (void)state;
    arena_free(&mem);
    return 0;
}

static struct stage_pair pair(double a, double b, double c, double d, int reading)
{
    return (struct stage_pair){ { a, b, c, d }, reading };
}

static void scores_by_hand(void **state)
{
    (void)state;
    struct stage_pair pairs[20];
    for (int i = 0; i < 20; i++) /* fifteen times right with .7, five times wrong */
        pairs[i] = pair(.1, .7, .2, 0, i < 15 ? 1 : i < 18 ? 2 : 3);
    struct calibration got = measure_calibration(&mem, pairs, 20);
    CHECK_NEAR(got.right.value, .75, 1e-14);
    CHECK_NEAR(got.error.value, .05, 1e-14);
    CHECK_NEAR(got.log_score.value, -(15 * log(.7) + 3 * log(.2) + 2 * log(.01)) / 20, 1e-13);
    CHECK_NEAR(got.log_score_base.value, -(15 * log(.75) + 3 * log(.15) + 2 * log(.10)) / 20,
               1e-13);
    double hit = .01 + .09 + .04, two = .01 + .49 + .64, three = .01 + .49 + .04 + 1;
    CHECK_NEAR(got.brier.value, (15 * hit + 3 * two + 2 * three) / 20, 1e-13);
    CHECK_NEAR(got.brier_base.value, 1 - .75 * .75 - .15 * .15 - .10 * .10, 1e-13);
    assert_int_equal(got.bins[7].pairs, 20);
    CHECK_NEAR(got.bins[7].stated, .7, 1e-14);
    CHECK_NEAR(got.bins[7].right, .75, 1e-14);
    assert_int_equal(got.bins[6].pairs, 0);
    assert_true(isnan(got.bins[6].stated));
}

/* Every way twelve pairs can be right or wrong, in three bins, beside eight sure ones. */
static void the_chance_level_is_the_mean_over_every_outcome(void **state)
{
    (void)state;
    enum { OPEN = 12, ALL = 20 };
    static const double tops[3] = { .35, .55, .9 };
    struct stage_pair pairs[ALL];
    double wanted = 0;
    for (int i = 0; i < ALL; i++) {
        double top = i < OPEN ? tops[i % 3] : 1, rest = (1 - top) / 3;
        pairs[i] = pair(top, rest, rest, rest, 0);
    }
    for (unsigned right = 0; right < 1u << OPEN; right++) {
        double chance = 1, off[3] = { 0 };
        for (int i = 0; i < OPEN; i++) {
            bool hit = right & 1u << i;
            chance *= hit ? tops[i % 3] : 1 - tops[i % 3];
            off[i % 3] += hit - tops[i % 3];
        }
        wanted += chance * (fabs(off[0]) + fabs(off[1]) + fabs(off[2])) / ALL;
    }
    struct calibration got = measure_calibration(&mem, pairs, ALL);
    assert_int_equal(got.bins[9].pairs, 12); /* the sure ones share the bin of .9 */
    CHECK_NEAR(got.error_by_chance.value, wanted, 1e-12);
}

static void right_chances_have_the_error_of_chance_and_bold_ones_more(void **state)
{
    (void)state;
    enum { COUNT = 4000 };
    static struct stage_pair honest[COUNT], bold[COUNT];
    struct chance chance = chance_from_seed(8);
    for (size_t i = 0; i < COUNT; i++) {
        double top = .4 + .5 * chance_unit(&chance), rest = (1 - top) / 3;
        int reading = chance_unit(&chance) < top ? 2 : (int)chance_below(&chance, 2);
        honest[i] = pair(rest, rest, top, rest, reading);
        bold[i] =
            pair((1 - top) / 6, (1 - top) / 6, top + (1 - top) / 2, (1 - top) / 6, reading);
    }
    struct calibration good = measure_calibration(&mem, honest, COUNT);
    struct calibration bad = measure_calibration(&mem, bold, COUNT);
    assert_true(good.error.value < 3 * good.error_by_chance.value);
    assert_true(bad.error.value > 10 * bad.error_by_chance.value);
    assert_true(bad.log_score.value > good.log_score.value);
    assert_true(bad.brier.value > good.brier.value);
    CHECK_NEAR(bad.right.value, good.right.value, 1e-14);
}

static void the_normal_form_goes_on_where_the_exact_one_ends(void **state)
{
    (void)state;
    enum { COUNT = CALIBRATION_EXACT_MAX + 1 };
    static struct stage_pair pairs[COUNT];
    for (size_t i = 0; i < COUNT; i++)
        pairs[i] = pair(.65, .15, .1, .1, 0);
    double exact = measure_calibration(&mem, pairs, COUNT - 1).error_by_chance.value;
    double normal = measure_calibration(&mem, pairs, COUNT).error_by_chance.value;
    CHECK_NEAR(normal / exact, 1, 1e-3);
}

static void the_order_of_pairs_and_the_names_of_stages_change_nothing(void **state)
{
    (void)state;
    enum { COUNT = 60 };
    struct stage_pair pairs[COUNT], turned[COUNT];
    struct chance chance = chance_from_seed(9);
    for (size_t i = 0; i < COUNT; i++) {
        double a = chance_unit(&chance), b = chance_unit(&chance), c = chance_unit(&chance),
               d = chance_unit(&chance), sum = a + b + c + d;
        int reading = (int)chance_below(&chance, STAGES);
        pairs[i] = pair(a / sum, b / sum, c / sum, d / sum, reading);
        turned[COUNT - 1 - i] = pair(d / sum, c / sum, b / sum, a / sum, 3 - reading);
    }
    struct calibration one = measure_calibration(&mem, pairs, COUNT);
    struct calibration two = measure_calibration(&mem, turned, COUNT);
    CHECK_NEAR(one.log_score.value, two.log_score.value, 1e-12);
    CHECK_NEAR(one.brier.value, two.brier.value, 1e-12);
    CHECK_NEAR(one.error.value, two.error.value, 1e-12);
    CHECK_NEAR(one.error_by_chance.value, two.error_by_chance.value, 1e-12);
}

static void nineteen_pairs_say_nothing(void **state)
{
    (void)state;
    struct stage_pair pairs[20];
    for (int i = 0; i < 20; i++)
        pairs[i] = pair(.25, .25, .25, .25, i % 4);
    struct calibration few = measure_calibration(&mem, pairs, 19);
    assert_int_equal(few.pairs, 19);
    assert_int_equal(few.error.lack, LACKS_PEOPLE);
    assert_int_equal(few.log_score.lack, LACKS_PEOPLE);
    assert_int_equal(few.brier_base.lack, LACKS_PEOPLE);
    assert_int_equal(few.bins[2].pairs, 19);
    assert_true(figure_known(measure_calibration(&mem, pairs, 20).error));
    assert_int_equal(measure_calibration(&mem, NULL, 0).right.lack, LACKS_PEOPLE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scores_by_hand),
        cmocka_unit_test(the_chance_level_is_the_mean_over_every_outcome),
        cmocka_unit_test(right_chances_have_the_error_of_chance_and_bold_ones_more),
        cmocka_unit_test(the_normal_form_goes_on_where_the_exact_one_ends),
        cmocka_unit_test(the_order_of_pairs_and_the_names_of_stages_change_nothing),
        cmocka_unit_test(nineteen_pairs_say_nothing),
    };
    return cmocka_run_group_tests(tests, open_memory, close_memory);
}
