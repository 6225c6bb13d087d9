#include "measure/srm_pair.h"

#include "arena_state.h"
#include "check.h"
#include "draw_round_robin.h"
#include "measure/srm_design.h"

static const double truth[SRM_COMPONENTS] = { 0.41, 0.27, 0.63, -0.08, 0.19 };

/* Two variables that share part of what they are. */
static void draw_two(struct arena *mem, struct chance *chance, size_t n, struct grid *x,
                     struct grid *y)
{
    *x = draw_round_robin(mem, chance, n, truth);
    *y = draw_round_robin(mem, chance, n, truth);
    for (size_t i = 0; i < n * n; i++)
        y->cell[i] = 0.8 * y->cell[i] + 0.45 * x->cell[i];
}

static void a_variable_with_itself_gives_its_own_components(void **state)
{
    struct arena *mem = *state;
    struct chance chance = chance_from_seed(3);
    struct srm x = measure_srm(mem, draw_round_robin(mem, &chance, 6, truth));
    struct srm_pair own = measure_srm_pair(&x, &x);
    static const int same[SRM_COVARIANCES] = {
        ACTOR_VARIANCE,           PARTNER_VARIANCE,      ACTOR_PARTNER_COVARIANCE,
        ACTOR_PARTNER_COVARIANCE, RELATIONSHIP_VARIANCE, RELATIONSHIP_COVARIANCE
    };
    for (int k = 0; k < SRM_COVARIANCES; k++) {
        CHECK_NEAR(own.estimate[k], x.estimate[same[k]], 1e-13);
        CHECK_NEAR(own.squared_se[k], x.squared_se[same[k]], 1e-12);
    }
}

/* The moment equations share no formula with the mean products, nor their errors with the
 * published polynomials. */
static void estimates_and_errors_are_those_of_the_moment_equations(void **state)
{
    struct arena *mem = *state;
    struct chance chance = chance_from_seed(8);
    for (size_t n = 4; n <= 7; n++) {
        struct grid gx, gy;
        draw_two(mem, &chance, n, &gx, &gy);
        struct srm x = measure_srm(mem, gx), y = measure_srm(mem, gy);
        struct srm_pair pair = measure_srm_pair(&x, &y);
        struct srm_by_design by =
            srm_by_design(mem, srm_design(mem, gx), gx, gy, ERROR_UNBIASED);
        for (int k = 0; k < SRM_COVARIANCES; k++) {
            CHECK_NEAR(by.both[k], pair.estimate[k], 1e-10);
            CHECK_NEAR(by.both_squared_se[k], pair.squared_se[k], 1e-8);
        }
    }
}

static void exchanging_the_variables_exchanges_the_mixed_covariances(void **state)
{
    struct arena *mem = *state;
    struct chance chance = chance_from_seed(12);
    struct grid gx, gy;
    draw_two(mem, &chance, 5, &gx, &gy);
    struct srm x = measure_srm(mem, gx), y = measure_srm(mem, gy);
    struct srm_pair a = measure_srm_pair(&x, &y), b = measure_srm_pair(&y, &x);
    CHECK_NEAR(a.estimate[ACTOR_PARTNER], b.estimate[PARTNER_ACTOR], 1e-13);
    CHECK_NEAR(a.squared_se[PARTNER_ACTOR], b.squared_se[ACTOR_PARTNER], 1e-13);
    CHECK_NEAR(a.squared_se[ACTOR_ACTOR], b.squared_se[ACTOR_ACTOR], 1e-13);
    CHECK_NEAR(a.estimate[INTERPERSONAL_RELATIONSHIP], b.estimate[INTERPERSONAL_RELATIONSHIP],
               1e-13);
}

static void two_indicators_share_what_is_common_and_the_rest_is_error(void **state)
{
    struct arena *mem = *state;
    struct chance chance = chance_from_seed(31);
    struct grid gx, gy;
    draw_two(mem, &chance, 7, &gx, &gy);
    struct srm x = measure_srm(mem, gx), y = measure_srm(mem, gy);
    struct srm_pair pair = measure_srm_pair(&x, &y);
    struct srm_latent latent = measure_srm_latent(&x, &y);
    CHECK_NEAR(latent.estimate[PARTNER_VARIANCE], pair.estimate[PARTNER_PARTNER], 1e-15);
    CHECK_NEAR(latent.estimate[PARTNER_VARIANCE] + latent.error[PARTNER_VARIANCE],
               (x.estimate[PARTNER_VARIANCE] + y.estimate[PARTNER_VARIANCE]) / 2, 1e-14);
    struct srm_latent same = measure_srm_latent(&x, &x);
    for (int k = 0; k < 3; k++)
        CHECK_NEAR(same.error[k], 0, 1e-13);
    const double mixed[3] = { 0.25, -0.4, 0.5 };
    CHECK_NEAR(srm_latent_error(mixed), 0.75, 1e-15);
}

static void gaps_are_said(void **state)
{
    struct arena *mem = *state;
    struct chance chance = chance_from_seed(4);
    struct srm x = measure_srm(mem, draw_round_robin(mem, &chance, 5, truth));
    struct srm few = measure_srm(mem, draw_round_robin(mem, &chance, 3, truth));
    struct srm more = measure_srm(mem, draw_round_robin(mem, &chance, 6, truth));
    assert_int_equal(measure_srm_pair(&x, &few).lack, LACKS_PEOPLE);
    assert_int_equal(measure_srm_pair(&x, &more).lack, LACKS_ITEMS);
    assert_true(isnan(measure_srm_pair(&x, &few).estimate[0]));
    struct srm_pair pair = measure_srm_pair(&x, &x);
    double none[SRM_COMPONENTS] = { -0.1, 0.3, 0.4, 0, 0 };
    assert_int_equal(srm_pair_se(&pair, none, x.estimate, ACTOR_ACTOR).lack, LACKS_SPREAD);
    assert_int_equal(srm_pair_se(&pair, none, truth, PARTNER_PARTNER).lack, LACKS_NOTHING);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_variable_with_itself_gives_its_own_components),
        cmocka_unit_test(estimates_and_errors_are_those_of_the_moment_equations),
        cmocka_unit_test(exchanging_the_variables_exchanges_the_mixed_covariances),
        cmocka_unit_test(two_indicators_share_what_is_common_and_the_rest_is_error),
        cmocka_unit_test(gaps_are_said),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
