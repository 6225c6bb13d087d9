#include "measure/binormal.h"

#include "check.h"
#include "measure/tails.h"

static const double pi = 3.14159265358979323846;

static void at_the_origin_it_is_the_arcsine_formula(void **state)
{
    (void)state;
    const double rhos[] = { -1, -.97, -.5, -.2, 0, .13, .5, .8, .93, .999999, 1 };
    for (size_t i = 0; i < sizeof rhos / sizeof *rhos; i++)
        CHECK_NEAR(measure_binormal(0, 0, rhos[i]), .25 + asin(rhos[i]) / (2 * pi), 1e-13);
}

static void without_correlation_it_is_a_product(void **state)
{
    (void)state;
    for (double h = -4; h <= 4; h += .7)
        for (double k = -4; k <= 4; k += .9)
            CHECK_NEAR(measure_binormal(h, k, 0), tails_normal(h) * tails_normal(k), 1e-15);
}

/* The conditional form, by Simpson's rule: the integral over x > h of the density of x times
 * P(Y > k given x). */
static double by_simpson(double h, double k, double rho)
{
    int steps = 40000;
    double end = 12, width = (end - h) / steps, sum = 0, rest = sqrt(1 - rho * rho);
    for (int i = 0; i <= steps; i++) {
        double x = h + i * width, weight = i == 0 || i == steps ? 1 : i % 2 ? 4 : 2;
        sum +=
            weight * exp(-x * x / 2) / sqrt(2 * pi) * erfc((k - rho * x) / rest / sqrt(2)) / 2;
    }
    return sum * width / 3;
}

static void it_agrees_with_numerical_integration(void **state)
{
    (void)state;
    const double places[] = { -2.7, -1.1, -.3, 0, .45, 1.6, 3.2 };
    const double rhos[] = { -.99, -.8, -.21, .07, .35, .7, .92, .95, .995 };
    for (size_t r = 0; r < 9; r++)
        for (size_t i = 0; i < 7; i++)
            for (size_t j = 0; j < 7; j++)
                CHECK_NEAR(measure_binormal(places[i], places[j], rhos[r]),
                           by_simpson(places[i], places[j], rhos[r]), 1e-11);
}

static void the_two_variables_may_change_places(void **state)
{
    (void)state;
    CHECK_NEAR(measure_binormal(.83, -1.21, .37), measure_binormal(-1.21, .83, .37), 1e-15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(at_the_origin_it_is_the_arcsine_formula),
        cmocka_unit_test(without_correlation_it_is_a_product),
        cmocka_unit_test(it_agrees_with_numerical_integration),
        cmocka_unit_test(the_two_variables_may_change_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
