#include "measure/climate.h"

#include "arena_state.h"
#include "check.h"
#include "measure/construct.h"

static const struct construct constructs[] = { { .key = "EUP", .item_count = 1 },
                                               { .key = "DIS", .item_count = 1 },
                                               { .key = "INF", .item_count = 1 },
                                               { .key = "EXP", .item_count = 1 } };
static const struct item items[] = { { .key = "q1" },
                                     { .key = "q2", .construct = 1 },
                                     { .key = "q3", .construct = 2 },
                                     { .key = "q4", .construct = 3 } };
static const struct instrument instrument = { .key = "t",
                                              .low = 1,
                                              .high = 5,
                                              .construct_count = 4,
                                              .item_count = 4,
                                              .constructs = constructs,
                                              .items = items };
static const struct profile profiles[] = { { .construct = "EUP", .reference = 40 },
                                           { .construct = "DIS", .reference = 60 } };
static const struct model model = { .profile_count = 2,
                                    .profiles = profiles,
                                    .leniency_sd = 10,
                                    .member_sd = 15,
                                    .item_sd = 22.5 };

static struct grid answers(struct arena *mem, const double *cells)
{
    struct grid g = grid_empty(mem, 4, 4);
    memcpy(g.cell, cells, 16 * sizeof *cells);
    return g;
}

static const double warm[] = { 5, 1, 3, 4, 4, 2, 3, 4, 5, 1, 3, 2, 4, 2, NAN, 2 };

static void a_round_is_read_by_hand(void **state)
{
    struct arena *mem = *state;
    struct climate_round r =
        measure_climate_round(mem, &instrument, &model, answers(mem, warm));
    struct error error = measure_error(&instrument, &model, 0, 4);
    double se = sqrt(error.own + error.shared);
    CHECK_NEAR(r.harmony.value, (87.5 - 40) / se, 1e-12);
    CHECK_NEAR(r.dissent.value, (12.5 - 60) / se, 1e-12);
    CHECK_NEAR(r.information.value, 50, 1e-12);
    CHECK_NEAR(r.expertise.value, 50, 1e-12);
    CHECK_NEAR(r.spread.value, 625 * (1.0 / 3 + 1.0 / 3 + 0 + 4.0 / 3) / 4, 1e-10);
    struct climate c = measure_climate(&r, 1);
    assert_true(c.harmony_over_dissent);
    assert_int_equal(c.spread_change.lack, LACKS_PEOPLE);
}

static void a_warm_team_that_welcomes_dissent_gives_no_sign(void **state)
{
    struct arena *mem = *state;
    double cells[16];
    memcpy(cells, warm, sizeof cells);
    for (int p = 0; p < 4; p++)
        cells[4 * p + 1] = 5;
    struct climate_round r =
        measure_climate_round(mem, &instrument, &model, answers(mem, cells));
    assert_false(measure_climate(&r, 1).harmony_over_dissent);
}

static struct climate_round of(double spread, double information)
{
    struct figure none = figure_lacks(LACKS_ITEMS);
    return (struct climate_round){ none, none, figure_of(information), figure_of(50),
                                   figure_of(spread) };
}

static void agreement_counts_only_where_information_does_not_rise(void **state)
{
    (void)state;
    struct climate_round rounds[] = { of(400, 50), of(200, 50) };
    struct climate c = measure_climate(rounds, 2);
    CHECK_NEAR(c.spread_change.value, -log(2), 1e-14);
    assert_true(c.agreement_alone);
    rounds[1].information.value = 55;
    assert_false(measure_climate(rounds, 2).agreement_alone);
    rounds[1] = of(201, 50);
    assert_false(measure_climate(rounds, 2).agreement_alone);
}

static void a_collapse_takes_three_rounds_without_a_rise(void **state)
{
    (void)state;
    struct climate_round rounds[] = { of(400, 50), of(300, 50), of(200, 50), of(150, 50) };
    assert_true(measure_climate(rounds, 3).variance_collapse);
    assert_true(measure_climate(rounds, 4).variance_collapse);
    assert_false(measure_climate(rounds, 2).variance_collapse);
    rounds[1].spread.value = 420;
    assert_false(measure_climate(rounds, 4).variance_collapse);
    rounds[1].spread = figure_lacks(LACKS_PEOPLE);
    assert_false(measure_climate(rounds, 4).variance_collapse);
}

static void what_lacks_is_said_and_is_no_sign(void **state)
{
    struct arena *mem = *state;
    struct climate_round bare =
        measure_climate_round(mem, &instrument, NULL, answers(mem, warm));
    assert_int_equal(bare.harmony.lack, LACKS_ITEMS);
    assert_false(measure_climate(&bare, 1).harmony_over_dissent);
    struct climate_round none =
        measure_climate_round(mem, &instrument, &model, grid_empty(mem, 0, 4));
    assert_int_equal(none.harmony.lack, LACKS_PEOPLE);
    assert_int_equal(none.spread.lack, LACKS_PEOPLE);
    struct climate_round rounds[] = { of(400, 50), of(0, 50) };
    assert_int_equal(measure_climate(rounds, 2).spread_change.lack, LACKS_SPREAD);
    rounds[1].spread = figure_lacks(LACKS_PEOPLE);
    assert_int_equal(measure_climate(rounds, 2).spread_change.lack, LACKS_PEOPLE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_round_is_read_by_hand),
        cmocka_unit_test(a_warm_team_that_welcomes_dissent_gives_no_sign),
        cmocka_unit_test(agreement_counts_only_where_information_does_not_rise),
        cmocka_unit_test(a_collapse_takes_three_rounds_without_a_rise),
        cmocka_unit_test(what_lacks_is_said_and_is_no_sign),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
