#include "measure/sensitivity.h"

#include "check.h"
#include "engine/fixture.h"
#include "measure/flow.h"
#include "measure/stage.h"

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

static void under_flat_priors_a_round_is_its_densities_alone(void **state)
{
    (void)state;
    const struct instrument *instrument = fixture_instrument(&mem, 30, 1, 7);
    const struct model *model = fixture_model(&mem, 30);
    struct model flat = sensitivity_flat(model);
    struct stage_emission *emission = measure_stage_emission(
        &mem, instrument, model, 5, measure_stage_profiled(instrument, model));
    double means[CONSTRUCTS_MAX], belief[STAGES] = { 0 }, elicited[STAGES] = { 0 };
    struct stage_reading reading;
    for (size_t i = 0; i < emission->count; i++)
        means[i] = 40 + 3 * (double)i;
    measure_stage_read(emission, means, &reading);
    for (int round = 0; round < 3; round++) {
        double sum = 0, wanted[STAGES];
        measure_stage_step(&flat, &reading, round > 0, belief);
        measure_stage_step(model, &reading, round > 0, elicited);
        for (int s = 0; s < STAGES; s++)
            sum += wanted[s] = exp(reading.log_density[s] - reading.log_density[0]);
        for (int s = 0; s < STAGES; s++)
            CHECK_NEAR(belief[s], wanted[s] / sum, 1e-12);
    }
    assert_true(fabs(belief[0] - elicited[0]) > .001); /* it does make a difference */
    CHECK_TEXT(flat.version, model->version);
    assert_true(model->start[0] > .3); /* the model itself stays */
}

static void a_flat_chain_gives_each_time_its_own_emission(void **state)
{
    (void)state;
    const double log_emission[] = { log(.2), log(.5), log(.3), log(.7), log(.1), log(.2) };
    struct hmm flat = sensitivity_flat_chain(&mem, 3);
    struct hmm_reading reading = hmm_read(&mem, &flat, log_emission, 2);
    for (int i = 0; i < 6; i++) {
        CHECK_NEAR(reading.filtered[i], exp(log_emission[i]), 1e-12);
        CHECK_NEAR(reading.smoothed[i], exp(log_emission[i]), 1e-12);
    }
    assert_int_equal(reading.likeliest[0], 1);
    assert_int_equal(reading.likeliest[1], 0);
}

static void moving_the_cuts_is_moving_the_place_the_other_way(void **state)
{
    (void)state;
    struct place place = { 60, 70, 110, 130, 25 };
    double got[CUTS][MODES];
    sensitivity_mode(place, 62, 66, got);
    for (int cut = 0; cut < CUTS; cut++) {
        double by = 8 * (cut - 1), wanted[MODES];
        struct place other = { place.x - by, place.y - by, 110, 130, 25 };
        measure_mode(other, 62, 66, wanted);
        for (int m = 0; m < MODES; m++)
            CHECK_NEAR(got[cut][m], wanted[m], 1e-12);
    }
    assert_true(got[CUT_LOWER][COOPERATION] > got[CUT_AS_IT_IS][COOPERATION]);
    assert_true(got[CUT_AS_IT_IS][COOPERATION] > got[CUT_HIGHER][COOPERATION]);
}

static struct grid ratings_of(const double cells[9])
{
    struct grid ratings = grid_empty(&mem, 3, 3);
    memcpy(ratings.cell, cells, 9 * sizeof *cells);
    return ratings;
}

static void a_link_is_counted_from_one_step_lower_and_higher(void **state)
{
    (void)state;
    const double cells[9] = { NAN, 4, 5, 5, NAN, 6, 6, 3, NAN };
    struct flow_by_cut got = sensitivity_flow(&mem, ratings_of(cells), 5);
    CHECK_NEAR(got.density[CUT_LOWER].value, 5 / 6.0, 1e-14);
    CHECK_NEAR(got.density[CUT_AS_IT_IS].value, 4 / 6.0, 1e-14);
    CHECK_NEAR(got.density[CUT_HIGHER].value, 2 / 6.0, 1e-14);
    CHECK_NEAR(got.reciprocity[CUT_LOWER].value, 4 / 5.0, 1e-14);
    CHECK_NEAR(got.reciprocity[CUT_AS_IT_IS].value, 2 / 4.0, 1e-14);
    CHECK_NEAR(got.reciprocity[CUT_HIGHER].value, 0, 1e-14);
}

static void what_lacks_under_one_cut_lacks_there_alone(void **state)
{
    (void)state;
    const double cells[9] = { NAN, 4, 4, 4, NAN, 4, 4, 4, NAN };
    struct flow_by_cut got = sensitivity_flow(&mem, ratings_of(cells), 5);
    assert_true(figure_known(got.reciprocity[CUT_LOWER]));
    assert_int_equal(got.reciprocity[CUT_AS_IT_IS].lack, LACKS_TIES);
    assert_int_equal(got.reciprocity[CUT_HIGHER].lack, LACKS_TIES);
    const double nobody[9] = { NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN };
    got = sensitivity_flow(&mem, ratings_of(nobody), 5);
    for (int cut = 0; cut < CUTS; cut++)
        assert_int_equal(got.density[cut].lack, LACKS_ITEMS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(under_flat_priors_a_round_is_its_densities_alone),
        cmocka_unit_test(a_flat_chain_gives_each_time_its_own_emission),
        cmocka_unit_test(moving_the_cuts_is_moving_the_place_the_other_way),
        cmocka_unit_test(a_link_is_counted_from_one_step_lower_and_higher),
        cmocka_unit_test(what_lacks_under_one_cut_lacks_there_alone),
    };
    return cmocka_run_group_tests(tests, open_memory, close_memory);
}
