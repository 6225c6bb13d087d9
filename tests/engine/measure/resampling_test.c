#include "measure/resampling.h"

#include "arena_state.h"
#include "base/chance.h"
#include "check.h"

enum { TEAMS = 30, SIZE = 4, ITEMS = 3, PEOPLE = TEAMS * SIZE };

static size_t team_of[PEOPLE];

/* How much teams differ, beside what their members do. */
static struct grid drawn(struct arena *mem, double between, uint64_t seed)
{
    struct chance chance = chance_from_seed(seed);
    struct grid g = grid_empty(mem, PEOPLE, ITEMS);
    for (size_t t = 0; t < TEAMS; t++) {
        double level = between * chance_normal(&chance);
        for (size_t i = 0; i < SIZE; i++) {
            team_of[t * SIZE + i] = t;
            for (size_t j = 0; j < ITEMS; j++)
                grid_put(g, t * SIZE + i, j, level + chance_normal(&chance));
        }
    }
    return g;
}

static struct resampled resampled(struct arena *mem, struct grid g, size_t draws, uint64_t seed)
{
    struct resampling *r = resampling_start(mem, g, team_of, TEAMS, seed);
    resampling_step(r, draws);
    return resampling_best(mem, r);
}

static void teams_that_agree_are_told_from_people_put_together(void **state)
{
    struct arena *mem = *state;
    struct resampled close = resampled(mem, drawn(mem, 1, 3), 2000, 1);
    assert_true(close.z.value < -4);
    CHECK_NEAR(close.p.value, 1.0 / 2001, 1e-12);
    struct resampled random = resampled(mem, drawn(mem, 0, 4), 2000, 1);
    assert_true(fabs(random.z.value) < 3 && random.p.value > .01);
    assert_int_equal(random.people, PEOPLE);
}

/* By chance, a random team varies as all people do: exactly, so the draws must come close. */
static void the_mean_of_the_draws_is_the_variance_of_all(void **state)
{
    struct arena *mem = *state;
    struct grid g = drawn(mem, .5, 5);
    struct resampled r = resampled(mem, g, 4000, 2);
    double wanted = 0;
    for (size_t j = 0; j < ITEMS; j++) {
        double sum = 0, squares = 0;
        for (size_t i = 0; i < PEOPLE; i++)
            sum += grid_at(g, i, j), squares += grid_at(g, i, j) * grid_at(g, i, j);
        wanted += (squares - sum * sum / PEOPLE) / (PEOPLE - 1) / ITEMS;
    }
    CHECK_NEAR(r.expected.value, wanted, 1e-12);
    CHECK_NEAR(r.drawn.value, wanted, 5 * r.drawn_sd.value / sqrt(4000));
}

/* One person in 40 answers 1: the pair that holds that person varies by 1/2, the nineteen
 * others not at all, so a pair is as close as one of equals in 19 deals of 20. */
static void a_rare_answer_is_counted_by_hand(void **state)
{
    struct arena *mem = *state;
    enum { PAIRS = 20, DRAWS = 6000 };
    struct grid g = grid_empty(mem, 2 * PAIRS, 1);
    size_t pair[2 * PAIRS];
    for (size_t i = 0; i < 2 * PAIRS; i++)
        g.cell[i] = i == 0, pair[i] = i / 2;
    struct resampling *r = resampling_start(mem, g, pair, PAIRS, 9);
    resampling_step(r, DRAWS);
    struct resampled out = resampling_best(mem, r);
    CHECK_NEAR(out.variance.value, .5 / PAIRS, 1e-15);
    CHECK_NEAR(out.drawn.value, .5 / PAIRS, 1e-12); /* whoever it falls to */
    assert_int_equal(out.z.lack, LACKS_SPREAD);
    CHECK_NEAR(out.p.value, 1, 0);
    CHECK_NEAR(out.team_p[0].value, 1, 0);
    CHECK_NEAR(out.team_p[7].value, .95, 4 * sqrt(.95 * .05 / DRAWS));
}

static void the_seed_is_all_the_chance_there_is(void **state)
{
    struct arena *mem = *state;
    struct grid g = drawn(mem, .3, 6);
    struct resampled a = resampled(mem, g, 300, 7), b = resampled(mem, g, 300, 7);
    struct resampled c = resampled(mem, g, 300, 8);
    assert_true(a.drawn.value == b.drawn.value && a.p.value == b.p.value);
    assert_true(a.drawn.value != c.drawn.value);
    struct resampling *steps = resampling_start(mem, g, team_of, TEAMS, 7);
    for (int i = 0; i < 3; i++)
        resampling_step(steps, 100);
    assert_true(resampling_best(mem, steps).drawn.value == a.drawn.value);
}

static void a_shift_changes_nothing_and_a_scale_no_chance(void **state)
{
    struct arena *mem = *state;
    struct grid g = drawn(mem, .4, 10), other = grid_empty(mem, PEOPLE, ITEMS);
    for (size_t i = 0; i < PEOPLE * ITEMS; i++)
        other.cell[i] = 7 - 3 * g.cell[i];
    struct resampled a = resampled(mem, g, 400, 3), b = resampled(mem, other, 400, 3);
    CHECK_NEAR(b.variance.value, 9 * a.variance.value, 1e-12);
    CHECK_NEAR(b.z.value, a.z.value, 1e-6);
    CHECK_NEAR(b.p.value, a.p.value, 1e-12);
}

static void what_lacks_is_said(void **state)
{
    struct arena *mem = *state;
    struct grid g = drawn(mem, .4, 11);
    assert_int_equal(resampled(mem, g, 0, 1).p.lack, LACKS_PEOPLE);
    for (size_t t = 0; t < 12; t++) /* twelve teams lose three of four */
        for (size_t i = 0; i + 1 < SIZE; i++)
            grid_put(g, t * SIZE + i, 1, NAN);
    struct resampled few = resampled(mem, g, 50, 1);
    assert_int_equal(few.teams, 18);
    assert_int_equal(few.p.lack, LACKS_PEOPLE);
    assert_int_equal(few.team_variance[0].lack, LACKS_PEOPLE);
    assert_int_equal(few.team_p[20].lack, LACKS_PEOPLE);
    assert_true(figure_known(few.team_variance[20]));
    for (size_t i = 0; i < PEOPLE * ITEMS; i++)
        g.cell[i] = 4; /* constant answers */
    struct resampled same = resampled(mem, g, 50, 1);
    assert_int_equal(same.z.lack, LACKS_SPREAD);
    CHECK_NEAR(same.p.value, 1, 0);
    for (size_t i = 0; i < PEOPLE * ITEMS; i++)
        g.cell[i] = NAN;
    assert_int_equal(resampled(mem, g, 50, 1).variance.lack, LACKS_PEOPLE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(teams_that_agree_are_told_from_people_put_together),
        cmocka_unit_test(the_mean_of_the_draws_is_the_variance_of_all),
        cmocka_unit_test(a_rare_answer_is_counted_by_hand),
        cmocka_unit_test(the_seed_is_all_the_chance_there_is),
        cmocka_unit_test(a_shift_changes_nothing_and_a_scale_no_chance),
        cmocka_unit_test(what_lacks_is_said),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
