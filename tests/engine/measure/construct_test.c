#include "measure/construct.h"

#include "check.h"
#include "engine/fixture.h"

/* AIM is q1, q2 and q3 reversed; 1..7. */
static void a_level_worked_by_hand(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 22);
    const struct instrument *instrument = fixture_instrument(&mem, 30, 1, 7);
    struct grid items = grid_empty(&mem, 4, instrument->item_count);
    const double answers[4][3] = { { 7, 5, 2 }, { 4, NAN, 3 }, { NAN, NAN, 1 }, { 1, 2, NAN } };
    for (size_t p = 0; p < 4; p++)
        for (size_t i = 0; i < 3; i++)
            grid_put(items, p, i, answers[p][i]);
    struct construct_level levels[CONSTRUCTS_MAX];
    measure_constructs(instrument, items, levels);
    /* (6 + 4 + 5) / 18, (3 + 4) / 12, one of three items is not half, (0 + 1) / 12. */
    assert_int_equal(levels[0].people, 3);
    CHECK_NEAR(levels[0].mean, 100.0 / 3 * (15.0 / 18 + 7.0 / 12 + 1.0 / 12), 1e-13);
    assert_int_equal(levels[1].people, 0);
    assert_true(isnan(levels[1].mean));
    arena_free(&mem);
}

/* Second formula: each person's items on the 0..100 scale first, then two means. */
static void it_is_the_mean_of_the_persons_means(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 24);
    struct chance chance = chance_from_seed(424242);
    const struct instrument *instrument = fixture_instrument(&mem, 24, 0, 10);
    for (int turn = 0; turn < 200; turn++) {
        size_t r = 3 + (size_t)chance_below(&chance, 6);
        struct raw_round raw = fixture_round(&mem, instrument, r, r);
        fixture_answer(&raw, &chance, chance_unit(&chance), .3);
        struct construct_level levels[CONSTRUCTS_MAX];
        measure_constructs(instrument, raw.items, levels);
        for (size_t c = 0; c < instrument->construct_count; c++) {
            double team = 0, people = 0;
            for (size_t p = 0; p < r; p++) {
                double sum = 0, n = 0, k = 0;
                for (size_t i = 0; i < instrument->item_count; i++) {
                    double answer = 10 * grid_at(raw.items, p, i);
                    if (instrument->items[i].construct != c)
                        continue;
                    k++;
                    if (isnan(answer))
                        continue;
                    n++;
                    sum += instrument->items[i].reversed ? 100 - answer : answer;
                }
                if (n < k / 2 || n == 0)
                    continue;
                people++;
                team += sum / n;
            }
            assert_int_equal(levels[c].people, (size_t)people);
            if (people > 0)
                CHECK_NEAR(levels[c].mean, team / people, 1e-12);
        }
    }
    arena_free(&mem);
}

static void turning_every_item_round_turns_the_level_round(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 24);
    struct chance chance = chance_from_seed(90210);
    const struct instrument *instrument = fixture_instrument(&mem, 30, 1, 5);
    struct raw_round raw = fixture_round(&mem, instrument, 6, 6);
    fixture_answer(&raw, &chance, .6, .1);
    struct construct_level before[CONSTRUCTS_MAX], after[CONSTRUCTS_MAX];
    measure_constructs(instrument, raw.items, before);
    for (size_t i = 0; i < 6 * instrument->item_count; i++)
        raw.items.cell[i] = 6 - raw.items.cell[i];
    measure_constructs(instrument, raw.items, after);
    for (size_t c = 0; c < instrument->construct_count; c++)
        CHECK_NEAR(before[c].mean + after[c].mean, 100, 1e-13);
    arena_free(&mem);
}

/* k = 3, r = 5 on 1..7: (225 + 506.25/3)/5 + 25/12 + (50/3)^2/180 = 82.3765..., 100/5. */
static void the_error_worked_by_hand(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 22);
    const struct instrument *instrument = fixture_instrument(&mem, 30, 1, 7);
    struct error error = measure_error(instrument, fixture_model(&mem, 30), 0, 5);
    CHECK_NEAR(error.own, 78.75 + 2.0833333333333333 + 1.5432098765432098, 1e-13);
    CHECK_NEAR(error.shared, 20, 1e-14);
    struct error without = measure_error(instrument, NULL, 0, 5);
    CHECK_NEAR(without.own, error.own, 1e-14);
    CHECK_NEAR(without.shared, error.shared, 1e-14);
    arena_free(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_level_worked_by_hand),
        cmocka_unit_test(it_is_the_mean_of_the_persons_means),
        cmocka_unit_test(turning_every_item_round_turns_the_level_round),
        cmocka_unit_test(the_error_worked_by_hand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
