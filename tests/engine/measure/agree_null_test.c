#include "measure/agree_null.h"

#include "check.h"

/* Every answer sheet of one item, listed: chance of a variance at most `limit`. */
static double listed(const double *chance, int options, int people, double limit)
{
    int answer[8] = { 0 };
    double sum = 0;
    for (;;) {
        double p = 1, s = 0, q = 0;
        for (int i = 0; i < people; i++) {
            p *= chance[answer[i]];
            s += answer[i];
            q += answer[i] * answer[i];
        }
        if ((people * q - s * s) / (people * (people - 1)) <= limit + 1e-9)
            sum += p;
        int at = 0;
        while (at < people && ++answer[at] == options)
            answer[at++] = 0;
        if (at == people)
            return sum;
    }
}

static void the_null_equals_the_listing_of_every_answer_sheet(void **state)
{
    struct arena *mem = *state;
    const double limits[] = { 0, 0.34, 0.8, 1.37, 2.9, 9 };
    for (int shape = 0; shape < ANSWER_NULLS; shape++)
        for (int options = 4; options <= 7; options++)
            for (int people = 2; people <= 5; people++) {
                double chance[NULL_OPTIONS_MAX];
                answer_null_chances((enum answer_null)shape, options, chance);
                struct agreement_null null =
                    agreement_null(mem, chance, options, (size_t)people, 1);
                for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
                    CHECK_NEAR(agreement_null_p(&null, limits[i]),
                               listed(chance, options, people, limits[i]), 1e-12);
            }
}

static void chances_sum_to_one_and_the_mean_variance_is_that_of_one_answer(void **state)
{
    struct arena *mem = *state;
    for (int shape = 0; shape < ANSWER_NULLS; shape++)
        for (size_t items = 1; items <= 7; items++) {
            double chance[NULL_OPTIONS_MAX], sum = 0, mean = 0;
            answer_null_chances((enum answer_null)shape, 7, chance);
            struct agreement_null null = agreement_null(mem, chance, 7, 6, items);
            for (size_t d = 0; d < null.length; d++) {
                sum += null.chance[d];
                mean += null.chance[d] * (double)d / (30.0 * (double)items);
            }
            CHECK_NEAR(sum, 1, 1e-12);
            CHECK_NEAR(mean, null.variance, 1e-12);
        }
}

static void the_published_variances_are_met(void **state)
{
    struct arena *mem = *state;
    const double wanted[ANSWER_NULLS] = { 2, 1.34, 0.90, 0.44, 1.32, 1.04 };
    for (int shape = 0; shape < ANSWER_NULLS; shape++) {
        double chance[NULL_OPTIONS_MAX];
        answer_null_chances((enum answer_null)shape, 5, chance);
        CHECK_NEAR(agreement_null(mem, chance, 5, 3, 1).variance, wanted[shape], 1e-12);
    }
}

static void stretching_the_shape_to_more_options_keeps_its_sum_and_its_lean(void **state)
{
    (void)state;
    for (int options = 2; options <= 11; options++) {
        double chance[NULL_OPTIONS_MAX], sum = 0, mean = 0;
        answer_null_chances(NULL_SLIGHT_SKEW, options, chance);
        for (int i = 0; i < options; i++) {
            sum += chance[i];
            mean += chance[i] * (i + 0.5) / options;
        }
        CHECK_NEAR(sum, 1, 1e-14);
        assert_true(mean > 0.56 && mean < 0.68); /* five options: .62 */
    }
}

/* Three people, five options: only unanimity, and under politeness not even that. */
static void unanimity_of_three_is_barely_rare(void **state)
{
    struct arena *mem = *state;
    double chance[NULL_OPTIONS_MAX];
    answer_null_chances(NULL_UNIFORM, 5, chance);
    struct agreement_null uniform = agreement_null(mem, chance, 5, 3, 1);
    CHECK_NEAR(agreement_null_p(&uniform, 0), 0.04, 1e-14);
    CHECK_NEAR(agreement_null_critical(&uniform, 0.05).value, 1, 1e-14);
    answer_null_chances(NULL_SLIGHT_SKEW, 5, chance);
    struct agreement_null polite = agreement_null(mem, chance, 5, 3, 1);
    CHECK_NEAR(agreement_null_p(&polite, 0), 0.07, 1e-14);
    assert_int_equal(agreement_null_critical(&polite, 0.05).lack, LACKS_RANGE);
    struct agreement_null four = agreement_null(mem, chance, 5, 3, 4);
    assert_true(agreement_null_reaches(&four, 0.70) > 0.50);
}

static void p_reaches_one_and_never_falls(void **state)
{
    struct arena *mem = *state;
    double chance[NULL_OPTIONS_MAX], before = 0;
    answer_null_chances(NULL_TRIANGULAR, 7, chance);
    struct agreement_null null = agreement_null(mem, chance, 7, 8, 3);
    for (double v = 0; v < 11; v += 0.173) {
        double p = agreement_null_p(&null, v);
        assert_true(p >= before && p <= 1);
        before = p;
    }
    CHECK_NEAR(agreement_null_p(&null, 100), 1, 1e-12);
    assert_true(agreement_null_mean_rwg(&null) > 0 && agreement_null_mean_rwg(&null) < 1);
}

static int open_arena(void **state)
{
    static struct arena arena;
    arena = arena_with_limit(1 << 28);
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
        cmocka_unit_test(the_null_equals_the_listing_of_every_answer_sheet),
        cmocka_unit_test(chances_sum_to_one_and_the_mean_variance_is_that_of_one_answer),
        cmocka_unit_test(the_published_variances_are_met),
        cmocka_unit_test(stretching_the_shape_to_more_options_keeps_its_sum_and_its_lean),
        cmocka_unit_test(unanimity_of_three_is_barely_rare),
        cmocka_unit_test(p_reaches_one_and_never_falls),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
