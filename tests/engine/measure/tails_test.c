#include "measure/tails.h"

#include "check.h"

/* Values printed in any table of these distributions, to the digits printed there. */
static void the_tables_are_met(void **state)
{
    (void)state;
    CHECK_NEAR(tails_normal(1.959963984540054), 0.025, 1e-14);
    CHECK_NEAR(tails_t_both(2.228138852, 10), 0.05, 1e-9);
    CHECK_NEAR(tails_t_both(12.70620474, 1), 0.05, 1e-9);
    CHECK_NEAR(tails_chi2(18.307038053, 10), 0.05, 1e-10);
    CHECK_NEAR(tails_chi2(0.5, 1), 0.47950012218695346, 1e-14);
    CHECK_NEAR(tails_f(3.325834530, 5, 10), 0.05, 1e-9);
}

/* Closed forms: t with 1 and 2 degrees, chi-squared with an even number, F as t squared. */
static void closed_forms_are_met(void **state)
{
    (void)state;
    const double pi = acos(-1);
    for (double x = 0.137; x < 9; x *= 1.7) {
        CHECK_NEAR(tails_t(x, 1), 0.5 - atan(x) / pi, 1e-14);
        CHECK_NEAR(tails_t(-x, 2), 0.5 + x / (2 * sqrt(2 + x * x)), 1e-14);
        CHECK_NEAR(tails_chi2(x, 2), exp(-x / 2), 1e-14);
        CHECK_NEAR(tails_chi2(x, 4), exp(-x / 2) * (1 + x / 2), 1e-14);
        CHECK_NEAR(tails_f(x * x, 1, 7.3), tails_t_both(x, 7.3), 1e-13);
        CHECK_NEAR(tails_f(x, 3, 5), 1 - tails_f(1 / x, 5, 3), 1e-13);
    }
}

static void far_tails_keep_their_digits(void **state)
{
    (void)state;
    double log10_p = log10(tails_t_both(40, 205));
    assert_true(log10_p < -95 && log10_p > -102);
    CHECK_NEAR(tails_chi2(200, 2) / exp(-100), 1, 1e-12);
}

static void a_point_cuts_off_its_chance(void **state)
{
    (void)state;
    const double p[] = { 0.001, 0.025, 0.31, 0.5, 0.77, 0.975 };
    for (size_t i = 0; i < sizeof p / sizeof *p; i++) {
        CHECK_NEAR(tails_normal(tails_normal_point(p[i])), p[i], 1e-13);
        CHECK_NEAR(tails_t(tails_t_point(p[i], 3.4), 3.4), p[i], 1e-13);
        CHECK_NEAR(tails_f(tails_f_point(p[i], 4, 17), 4, 17), p[i], 1e-13);
        CHECK_NEAR(tails_chi2(tails_chi2_point(p[i], 5), 5), p[i], 1e-13);
    }
}

static void what_is_not_a_number_stays_so(void **state)
{
    (void)state;
    assert_true(isnan(tails_t_both(NAN, 4)) && isnan(tails_f(NAN, 2, 3)));
    assert_true(isnan(tails_chi2(NAN, 3)));
    assert_true(tails_t_both(INFINITY, 4) == 0 && tails_f(INFINITY, 2, 3) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tables_are_met),
        cmocka_unit_test(closed_forms_are_met),
        cmocka_unit_test(far_tails_keep_their_digits),
        cmocka_unit_test(a_point_cuts_off_its_chance),
        cmocka_unit_test(what_is_not_a_number_stays_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
