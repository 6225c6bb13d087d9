#include "measure/mode.h"

#include "check.h"
#include "engine/fixture.h"

static const double pi = 3.14159265358979323846;

/* Second way: the density summed over a fine grid of the plane, quadrant by quadrant. */
static void by_grid(struct place place, double cut_x, double cut_y, double out[MODES])
{
    double det = place.variance_x * place.variance_y - place.covariance * place.covariance;
    double step_x = sqrt(place.variance_x) / 40, step_y = sqrt(place.variance_y) / 40;
    memset(out, 0, MODES * sizeof *out);
    /* Cells start at the cuts, so that none lies across two quadrants. */
    for (int i = -700; i < 700; i++)
        for (int j = -700; j < 700; j++) {
            double dx = cut_x + (i + .5) * step_x - place.x;
            double dy = cut_y + (j + .5) * step_y - place.y;
            double q = (dx * dx * place.variance_y - 2 * dx * dy * place.covariance +
                        dy * dy * place.variance_x) /
                       det;
            double p = exp(-q / 2) / (2 * pi * sqrt(det)) * step_x * step_y;
            out[i >= 0 ? (j >= 0 ? COOPERATION : COLLABORATION)
                       : (j >= 0 ? COORDINATION : NO_MODE)] += p;
        }
}

static void quadrants_agree_with_a_sum_over_the_plane(void **state)
{
    (void)state;
    const struct place places[] = {
        { 60, 75, 103.1, 126.7, 20 },
        { 15, 30, 140, 90, 25 },
        { 85, 40, 130.5, 131, -14.5 },
        { 62, 66, 88, 99, 33 },
    };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        double got[MODES], wanted[MODES], sum = 0;
        measure_mode(places[i], 62, 66, got);
        by_grid(places[i], 62, 66, wanted);
        for (int m = 0; m < MODES; m++) {
            CHECK_NEAR(got[m], wanted[m], 2e-4); /* the grid's own error */
            sum += got[m];
        }
        CHECK_NEAR(sum, 1, 1e-14);
    }
}

static void on_the_cut_it_is_the_arcsine_formula(void **state)
{
    (void)state;
    double got[MODES], rho = 33 / sqrt(88.0 * 99);
    measure_mode((struct place){ 62, 66, 88, 99, 33 }, 62, 66, got);
    CHECK_NEAR(got[COOPERATION], .25 + asin(rho) / (2 * pi), 1e-13);
    CHECK_NEAR(got[NO_MODE], got[COOPERATION], 1e-13);
    CHECK_NEAR(got[COORDINATION], got[COLLABORATION], 1e-13);
}

static void each_corner_is_its_mode(void **state)
{
    (void)state;
    double got[MODES];
    const struct {
        double x, y;
        enum mode mode;
    } corners[] = { { 100, 100, COOPERATION },
                    { 5, 100, COORDINATION },
                    { 100, 5, COLLABORATION },
                    { 5, 5, NO_MODE } };
    for (int i = 0; i < 4; i++) {
        measure_mode((struct place){ corners[i].x, corners[i].y, 60, 60, 10 }, 62, 66, got);
        assert_true(got[corners[i].mode] > .999);
    }
}

static void a_place_shares_the_leniency_of_those_who_answered(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 22);
    const struct instrument *instrument = fixture_instrument(&mem, 30, 1, 7);
    const struct model *model = fixture_model(&mem, 30);
    struct place place =
        measure_place(instrument, model, (size_t[]){ 0, 1 }, (double[]){ 60, 75 }, 5);
    CHECK_NEAR(place.variance_x, 78.75 + 25.0 / 12 + 277.7777777777778 / 180 + 20, 1e-12);
    CHECK_NEAR(place.variance_y, 95.625 + 25.0 / 12 + 277.7777777777778 / 120 + 20, 1e-12);
    CHECK_NEAR(place.covariance, 20, 1e-14);
    /* DEF falls with general satisfaction: leniency pulls the two apart. */
    struct place apart =
        measure_place(instrument, model, (size_t[]){ 0, 5 }, (double[]){ 60, 75 }, 5);
    CHECK_NEAR(apart.covariance, -20, 1e-14);
    arena_free(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quadrants_agree_with_a_sum_over_the_plane),
        cmocka_unit_test(on_the_cut_it_is_the_arcsine_formula),
        cmocka_unit_test(each_corner_is_its_mode),
        cmocka_unit_test(a_place_shares_the_leniency_of_those_who_answered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
