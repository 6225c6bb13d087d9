#include "measure/decision.h"

#include "arena_state.h"
#include "base/chance.h"
#include "check.h"

static const double before[] = { 2, 7, 4, 9 }, said[] = { 6, 7, 6, 7 },
                    after[] = { 3, 6, 4, 8 };
static const double guess[] = { 7, 8, 6.5, 7 }, satisfied[] = { 3, 5, NAN, 6 };

static struct decision decision(void)
{
    return (struct decision){ 4, before, said, after, guess, satisfied, 7, 10 };
}

static void the_figures_are_those_worked_out_by_hand(void **state)
{
    struct arena *mem = *state;
    struct decision d = decision();
    struct false_consensus f = measure_false_consensus(mem, &d);
    assert_int_equal(f.people, 4);
    CHECK_NEAR(f.private_distance.value, (4 + 1 + 3 + 1) / 4.0, 1e-15);
    CHECK_NEAR(f.perception_gap.value, 28.5 / 4 - 21 / 4.0, 1e-15);
    CHECK_NEAR(
        f.individual_error.value,
        (fabs(7 - 18 / 3.0) + fabs(8 - 15 / 3.0) + fabs(6.5 - 17 / 3.0) + fabs(7 - 13 / 3.0)) /
            4,
        1e-14);
    CHECK_NEAR(f.public_collapse.value, log((1.0 / 3) / (29.0 / 3)), 1e-14);
    CHECK_NEAR(f.dissatisfaction.value, 10 - 14 / 3.0, 1e-14);
    assert_true(f.pitman_morgan_r.value > 0); /* private spread fell too */
}

/* Pitman and Morgan by the two variances and their correlation. */
static void the_variance_test_has_its_other_form(void **state)
{
    struct arena *mem = *state;
    struct chance chance = chance_from_seed(17);
    double x[30], y[30], mx = 0, my = 0, xx = 0, yy = 0, xy = 0;
    for (int i = 0; i < 30; i++) {
        x[i] = chance_normal(&chance);
        y[i] = 0.6 * x[i] + 0.5 * chance_normal(&chance);
        mx += x[i] / 30, my += y[i] / 30;
    }
    for (int i = 0; i < 30; i++) {
        xx += (x[i] - mx) * (x[i] - mx);
        yy += (y[i] - my) * (y[i] - my);
        xy += (x[i] - mx) * (y[i] - my);
    }
    double ratio = xx / yy, r2 = xy * xy / (xx * yy);
    struct variance_change v = measure_variance_change(mem, x, y, 30);
    CHECK_NEAR(v.t.value, (ratio - 1) * sqrt(28.0) / (2 * sqrt(ratio * (1 - r2))), 1e-12);
    CHECK_NEAR(v.log_ratio.value, -log(ratio), 1e-13);
}

static void a_shift_of_the_scale_changes_no_gap(void **state)
{
    struct arena *mem = *state;
    double b[4], s[4], a[4], g[4];
    for (int i = 0; i < 4; i++) {
        b[i] = before[i] + 3, s[i] = said[i] + 3;
        a[i] = after[i] + 3, g[i] = guess[i] + 3;
    }
    struct decision d = decision(), moved = { 4, b, s, a, g, satisfied, 10, 10 };
    struct false_consensus f = measure_false_consensus(mem, &d);
    struct false_consensus h = measure_false_consensus(mem, &moved);
    CHECK_NEAR(h.private_distance.value, f.private_distance.value, 1e-14);
    CHECK_NEAR(h.perception_gap.value, f.perception_gap.value, 1e-14);
    CHECK_NEAR(h.pitman_morgan_t.value, f.pitman_morgan_t.value, 1e-13);
}

static void gaps_are_said(void **state)
{
    struct arena *mem = *state;
    struct decision d = { 4, NULL, said, NULL, guess, NULL, 7, 10 };
    struct false_consensus f = measure_false_consensus(mem, &d);
    assert_int_equal(f.private_distance.lack, LACKS_ITEMS);
    assert_int_equal(f.public_collapse.lack, LACKS_ITEMS);
    assert_int_equal(f.dissatisfaction.lack, LACKS_ITEMS);
    const double none[] = { NAN, NAN, NAN, NAN }, same[] = { 5, 5, 5, 5 };
    struct decision silent = { 4, before, same, none, guess, none, 7, 10 };
    f = measure_false_consensus(mem, &silent);
    assert_int_equal(f.private_distance.lack, LACKS_PEOPLE);
    assert_int_equal(f.perception_gap.lack, LACKS_PEOPLE);
    assert_int_equal(f.public_collapse.lack, LACKS_SPREAD);
    struct decision unknown = decision();
    unknown.decided = NAN;
    assert_int_equal(measure_false_consensus(mem, &unknown).private_distance.lack, LACKS_ITEMS);
}

static void over_decisions_the_odds_follow_the_three_signs_and_never_one_alone(void **state)
{
    (void)state;
    enum { DECISIONS = 40 };
    struct false_consensus f[DECISIONS];
    struct figure index[DECISIONS], chance[DECISIONS];
    struct figure none = figure_lacks(LACKS_ITEMS);
    for (int i = 0; i < DECISIONS; i++)
        f[i] = (struct false_consensus){
            4,    figure_of(1 + 0.01 * i), figure_of(0.2), none, none, none, none,
            none, figure_of(3 - 0.01 * i)
        };
    f[7].private_distance = figure_of(5), f[7].perception_gap = figure_of(-4);
    f[7].dissatisfaction = figure_of(8);
    f[8].private_distance = f[8].perception_gap = f[8].dissatisfaction = none;
    f[9].public_collapse = figure_of(-9); /* must move nothing */
    false_consensus_odds(f, DECISIONS, 0.15, index, chance);
    assert_true(chance[7].value > 0.95);
    assert_true(chance[9].value < 0.15 && chance[20].value < 0.15);
    assert_int_equal(index[8].lack, LACKS_ITEMS);
    false_consensus_odds(f, 19, 0.15, index, chance);
    assert_int_equal(chance[7].lack, LACKS_PEOPLE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_figures_are_those_worked_out_by_hand),
        cmocka_unit_test(the_variance_test_has_its_other_form),
        cmocka_unit_test(a_shift_of_the_scale_changes_no_gap),
        cmocka_unit_test(gaps_are_said),
        cmocka_unit_test(over_decisions_the_odds_follow_the_three_signs_and_never_one_alone),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
