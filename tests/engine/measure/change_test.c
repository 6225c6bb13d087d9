#include "measure/change.h"

#include "check.h"
#include "measure/tails.h"

/* Published in scale points of 1 to 5: 25 points of 100 each. */
static void it_gives_the_six_published_figures(void **state)
{
    (void)state;
    const double published[] = { 3.3, 2.2, 1.8, 1.5, 1.35, 1.2 };
    for (size_t r = 3; r <= 8; r++)
        assert_true(fabs(measure_detectable(r) / 25 - published[r - 3]) <= .051);
}

static void it_is_the_difference_that_a_paired_t_test_would_find(void **state)
{
    (void)state;
    for (size_t r = 2; r <= 8; r++) {
        double t = tails_t_point(.025, (double)r - 1) + tails_t_point(.2, (double)r - 1);
        double variance_of_difference = 2 * (.4 * .4 + .9 * .9 / 2);
        CHECK_NEAR(measure_detectable(r), 25 * t * sqrt(variance_of_difference / (double)r),
                   1e-12);
    }
}

static void more_people_notice_smaller_changes(void **state)
{
    (void)state;
    for (size_t r = 2; r < 8; r++)
        assert_true(measure_detectable(r + 1) < measure_detectable(r));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_gives_the_six_published_figures),
        cmocka_unit_test(it_is_the_difference_that_a_paired_t_test_would_find),
        cmocka_unit_test(more_people_notice_smaller_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
