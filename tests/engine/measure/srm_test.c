#include "measure/srm.h"

#include "arena_state.h"
#include "check.h"
#include "draw_round_robin.h"
#include "measure/srm_design.h"
#include "measure/srm_pool.h"
#include "measure/tails.h"

static const double truth[SRM_COMPONENTS] = { 0.31, 0.22, 0.53, 0.07, 0.16 };

/* Moments of the same cells, solved as a linear system: no formula in common. */
static void the_estimates_are_those_of_the_moment_equations(void **state)
{
    struct arena *mem = *state;
    struct chance chance = chance_from_seed(41);
    for (size_t n = 4; n <= 8; n++) {
        struct grid g = draw_round_robin(mem, &chance, n, truth);
        struct srm srm = measure_srm(mem, g);
        struct srm_by_design by = srm_by_design(mem, srm_design(mem, g), g, g, ERROR_UNBIASED);
        for (int k = 0; k < SRM_COMPONENTS; k++) {
            CHECK_NEAR(by.x[k], srm.estimate[k], 1e-11);
            CHECK_NEAR(by.x_squared_se[k], srm.squared_se[k], 1e-9);
        }
    }
}

static void effects_sum_to_zero_and_put_the_ratings_together_again(void **state)
{
    struct arena *mem = *state;
    struct chance chance = chance_from_seed(42);
    struct grid g = draw_round_robin(mem, &chance, 6, truth);
    struct srm srm = measure_srm(mem, g);
    double actors = 0, partners = 0;
    for (size_t i = 0; i < 6; i++) {
        double row = 0;
        actors += srm.actor[i], partners += srm.partner[i];
        for (size_t j = 0; j < 6; j++) {
            row += srm.relationship[i * 6 + j];
            if (i != j)
                CHECK_NEAR(srm.mean + srm.actor[i] + srm.partner[j] +
                               srm.relationship[i * 6 + j],
                           grid_at(g, i, j), 1e-13);
        }
        CHECK_NEAR(row, 0, 1e-13);
    }
    CHECK_NEAR(actors, 0, 1e-13);
    CHECK_NEAR(partners, 0, 1e-13);
}

static struct grid changed(struct arena *mem, struct grid g, double shift, double scale,
                           bool turned)
{
    struct grid out = grid_empty(mem, g.people, g.people);
    for (size_t i = 0; i < g.people; i++)
        for (size_t j = 0; j < g.people; j++)
            grid_put(out, turned ? j : i, turned ? i : j, shift + scale * grid_at(g, i, j));
    return out;
}

static void shift_changes_nothing_scale_squares_and_turning_swaps_roles(void **state)
{
    struct arena *mem = *state;
    struct chance chance = chance_from_seed(43);
    struct grid g = draw_round_robin(mem, &chance, 5, truth);
    struct srm a = measure_srm(mem, g), b = measure_srm(mem, changed(mem, g, 17.3, 1.7, false));
    struct srm t = measure_srm(mem, changed(mem, g, 0, 1, true));
    for (int k = 0; k < SRM_COMPONENTS; k++) {
        CHECK_NEAR(b.estimate[k], 1.7 * 1.7 * a.estimate[k], 1e-12);
        CHECK_NEAR(b.squared_se[k], pow(1.7, 4) * a.squared_se[k], 1e-11);
    }
    CHECK_NEAR(t.estimate[ACTOR_VARIANCE], a.estimate[PARTNER_VARIANCE], 1e-13);
    CHECK_NEAR(t.estimate[ACTOR_PARTNER_COVARIANCE], a.estimate[ACTOR_PARTNER_COVARIANCE],
               1e-13);
    CHECK_NEAR(t.estimate[RELATIONSHIP_COVARIANCE], a.estimate[RELATIONSHIP_COVARIANCE], 1e-13);
}

/* --- exact moments ----------------------------------------------------------------------- */

enum { CELLS_MAX = 30 };

struct forms {
    size_t n, cells;
    double q[SRM_COMPONENTS][CELLS_MAX][CELLS_MAX]; /* estimate k is y' Q_k y */
    double cov[CELLS_MAX][CELLS_MAX];               /* of the ratings */
};

static void actor_and_partner(size_t n, size_t cell, size_t *actor, size_t *partner)
{
    *actor = cell / (n - 1);
    *partner = cell % (n - 1);
    *partner += *partner >= *actor;
}

static void estimates_at(struct arena *mem, size_t n, size_t a, size_t b, double out[])
{
    struct arena_mark mark = arena_mark(mem);
    struct grid g = grid_empty(mem, n, n);
    for (size_t cell = 0; cell < n * (n - 1); cell++) {
        size_t i, j;
        actor_and_partner(n, cell, &i, &j);
        grid_put(g, i, j, (cell == a) + (cell == b && a != b));
    }
    memcpy(out, measure_srm(mem, g).estimate, SRM_COMPONENTS * sizeof *out);
    arena_release(mem, mark);
}

static double covariance_of(size_t n, size_t a, size_t b)
{
    size_t i, j, k, l;
    actor_and_partner(n, a, &i, &j), actor_and_partner(n, b, &k, &l);
    return truth[ACTOR_VARIANCE] * (i == k) + truth[PARTNER_VARIANCE] * (j == l) +
           truth[ACTOR_PARTNER_COVARIANCE] * ((i == l) + (j == k)) +
           truth[RELATIONSHIP_VARIANCE] * (i == k && j == l) +
           truth[RELATIONSHIP_COVARIANCE] * (i == l && j == k);
}

static void find_forms(struct arena *mem, struct forms *f)
{
    double one[CELLS_MAX][SRM_COMPONENTS], both[SRM_COMPONENTS];
    for (size_t a = 0; a < f->cells; a++)
        estimates_at(mem, f->n, a, a, one[a]);
    for (size_t a = 0; a < f->cells; a++)
        for (size_t b = 0; b < f->cells; b++) {
            estimates_at(mem, f->n, a, b, both);
            f->cov[a][b] = covariance_of(f->n, a, b);
            for (int k = 0; k < SRM_COMPONENTS; k++)
                f->q[k][a][b] = a == b ? one[a][k] : (both[k] - one[a][k] - one[b][k]) / 2;
        }
}

/* 2 tr(Q_k S Q_l S): how two estimates vary together when ratings are normal. */
static double covariance_of_estimates(const struct forms *f, int k, int l)
{
    static double left[CELLS_MAX][CELLS_MAX], right[CELLS_MAX][CELLS_MAX];
    double sum = 0;
    for (size_t a = 0; a < f->cells; a++)
        for (size_t b = 0; b < f->cells; b++) {
            left[a][b] = right[a][b] = 0;
            for (size_t c = 0; c < f->cells; c++) {
                left[a][b] += f->q[k][a][c] * f->cov[c][b];
                right[a][b] += f->q[l][a][c] * f->cov[c][b];
            }
        }
    for (size_t a = 0; a < f->cells; a++)
        for (size_t b = 0; b < f->cells; b++)
            sum += 2 * left[a][b] * right[b][a];
    return sum;
}

/* squared_se is a quadratic form of the estimates: its mean is its value at the truth plus
 * the bilinear form of their covariances. */
static double mean_of_squared_se(const double cov[SRM_COMPONENTS][SRM_COMPONENTS], double n,
                                 int component)
{
    double at[SRM_COMPONENTS], alone[SRM_COMPONENTS][SRM_COMPONENTS], sum;
    srm_squared_se(truth, n, at);
    sum = at[component];
    for (int i = 0; i < SRM_COMPONENTS; i++) {
        double unit[SRM_COMPONENTS] = { 0 };
        unit[i] = 1;
        srm_squared_se(unit, n, alone[i]);
    }
    for (int i = 0; i < SRM_COMPONENTS; i++)
        for (int j = 0; j < SRM_COMPONENTS; j++) {
            double two[SRM_COMPONENTS] = { 0 }, both[SRM_COMPONENTS];
            two[i] = 1, two[j] = 1;
            srm_squared_se(two, n, both);
            sum += cov[i][j] *
                   (i == j ? alone[i][component]
                           : (both[component] - alone[i][component] - alone[j][component]) / 2);
        }
    return sum;
}

static void estimates_and_their_squared_errors_are_exactly_unbiased(void **state)
{
    struct arena *mem = *state;
    for (size_t n = 4; n <= 6; n++) {
        static struct forms forms;
        forms = (struct forms){ .n = n, .cells = n * (n - 1) };
        find_forms(mem, &forms);
        double cov[SRM_COMPONENTS][SRM_COMPONENTS];
        for (int k = 0; k < SRM_COMPONENTS; k++) {
            double mean = 0;
            for (size_t a = 0; a < forms.cells; a++)
                for (size_t b = 0; b < forms.cells; b++)
                    mean += forms.q[k][a][b] * forms.cov[a][b];
            CHECK_NEAR(mean, truth[k], 1e-11);
            for (int l = 0; l < SRM_COMPONENTS; l++)
                cov[k][l] = covariance_of_estimates(&forms, k, l);
        }
        for (int k = 0; k < SRM_COMPONENTS; k++)
            CHECK_NEAR(mean_of_squared_se(cov, (double)n, k) / cov[k][k], 1, 1e-9);
    }
}

/* --- gaps, shares, reliability ----------------------------------------------------------- */

static void gaps_are_said(void **state)
{
    struct arena *mem = *state;
    struct chance chance = chance_from_seed(5);
    struct srm srm = measure_srm(mem, draw_round_robin(mem, &chance, 3, truth));
    assert_int_equal(srm.lack, LACKS_PEOPLE);
    assert_true(isnan(srm.estimate[0]) && isnan(srm.mean));
    assert_int_equal(srm_se(&srm, ACTOR_VARIANCE).lack, LACKS_PEOPLE);
    struct grid g = draw_round_robin(mem, &chance, 5, truth);
    grid_put(g, 2, 3, NAN);
    assert_int_equal(measure_srm(mem, g).lack, LACKS_ITEMS);
    for (size_t i = 0; i < 25; i++)
        g.cell[i] = 4;
    srm = measure_srm(mem, g); /* constant answers */
    assert_int_equal(srm.lack, LACKS_NOTHING);
    assert_true(srm.estimate[RELATIONSHIP_VARIANCE] == 0);
    for (int k = 0; k < SRM_COMPONENTS; k++)
        assert_int_equal(srm_se(&srm, (enum srm_component)k).lack, LACKS_SPREAD);
    assert_int_equal(srm_reliability(srm.estimate, 5, ACTOR_VARIANCE).lack, LACKS_SPREAD);
    assert_int_equal(srm_reliability(truth, 2, ACTOR_VARIANCE).lack, LACKS_PEOPLE);
}

static void shares_sum_to_one_without_the_negative_ones(void **state)
{
    (void)state;
    const double e[SRM_COMPONENTS] = { 0.3, -0.1, 0.5, 0.2, 0.6 };
    struct figure share[SRM_COMPONENTS];
    srm_shares(e, share);
    CHECK_NEAR(share[ACTOR_VARIANCE].value + share[RELATIONSHIP_VARIANCE].value, 1, 1e-15);
    assert_int_equal(share[PARTNER_VARIANCE].lack, LACKS_SPREAD);
    assert_int_equal(share[ACTOR_PARTNER_COVARIANCE].lack, LACKS_SPREAD);
    assert_true(share[RELATIONSHIP_COVARIANCE].value == 1); /* 1.2 held at 1 */
    CHECK_NEAR(srm_reliability(truth, 6, ACTOR_VARIANCE).value,
               0.31 / (0.31 + 0.53 * 5 / 24 + 0.16 / 24), 1e-14);
}

/* --- pooling ----------------------------------------------------------------------------- */

static void pooling_weighs_by_people_less_one(void **state)
{
    (void)state;
    const size_t people[] = { 4, 6, 5 };
    const double x[] = { 0.37, -0.11, 0.62 }, e[] = { 0.04, 0.09, 0.01 };
    struct srm_pooled p = srm_pool(people, x, e, 3, A_VARIANCE);
    double mean = (3 * 0.37 - 5 * 0.11 + 4 * 0.62) / 12;
    CHECK_NEAR(p.estimate, mean, 1e-15);
    CHECK_NEAR(p.se.value, sqrt(9 * 0.04 + 25 * 0.09 + 16 * 0.01) / 12, 1e-15);
    CHECK_NEAR(p.df, 12, 0);
    double spread =
        3 * pow(0.37 - mean, 2) + 5 * pow(-0.11 - mean, 2) + 4 * pow(0.62 - mean, 2);
    CHECK_NEAR(p.se_between.value, sqrt(spread * 12 / (144 - 50) / 3), 1e-14);
    CHECK_NEAR(p.p.value * 2, srm_pool(people, x, e, 3, A_COVARIANCE).p.value, 1e-14);
    CHECK_NEAR((p.low.value + p.high.value) / 2, mean, 1e-14);
    assert_int_equal(srm_pool(people, x, e, 0, A_VARIANCE).se.lack, LACKS_PEOPLE);
    assert_int_equal(srm_pool(people, x, e, 1, A_VARIANCE).se_between.lack, LACKS_PEOPLE);
}

/* At 12 degrees of freedom, a t of 2.1788 leaves .025 on each side. */
static void every_covariance_is_tested_both_ways_and_every_variance_one_way(void **state)
{
    struct arena *mem = *state;
    struct chance chance = chance_from_seed(54);
    enum { TEAMS = 12 };
    const size_t people[] = { 4, 6, 5 };
    const double at_edge[] = { 2.17881283, 2.17881283, 2.17881283 },
                 one[] = { 36.0 / 12.5, 36.0 / 12.5, 36.0 / 12.5 };
    struct srm_pooled p = srm_pool(people, at_edge, one, 3, A_COVARIANCE);
    CHECK_NEAR(p.estimate / p.se.value, 2.17881283 * 12 / sqrt(50 * 36.0 / 12.5), 1e-12);
    CHECK_NEAR(p.p.value, 0.05, 1e-8);
    CHECK_NEAR(srm_pool(people, at_edge, one, 3, A_VARIANCE).p.value, 0.025, 1e-8);
    struct srm teams[TEAMS];
    for (size_t g = 0; g < TEAMS; g++)
        teams[g] = measure_srm(mem, draw_round_robin(mem, &chance, 4 + g % 5, truth));
    struct srm_over_teams over = measure_srm_over_teams(mem, teams, TEAMS);
    for (int k = 0; k < SRM_COMPONENTS; k++) {
        const struct srm_pooled *c = &over.component[k];
        double t = c->estimate / c->se.value, tail = tails_t(fabs(t), c->df);
        assert_true(t > 0 || k > RELATIONSHIP_VARIANCE);
        CHECK_NEAR(c->p.value, k > RELATIONSHIP_VARIANCE ? 2 * tail : tail, 1e-14);
    }
}

static void shrinkage_shows_the_pooled_value_when_teams_do_not_differ(void **state)
{
    struct arena *mem = *state;
    struct chance chance = chance_from_seed(77);
    enum { TEAMS = 200 };
    struct srm teams[TEAMS];
    double mean_shrunk = 0, moved = 0;
    for (size_t g = 0; g < TEAMS; g++)
        teams[g] = measure_srm(mem, draw_round_robin(mem, &chance, 4 + g % 5, truth));
    struct srm_over_teams over = measure_srm_over_teams(mem, teams, TEAMS);
    struct srm_shrunk s = srm_shrunk(mem, teams, TEAMS, &over, RELATIONSHIP_VARIANCE);
    for (size_t g = 0; g < TEAMS; g++) {
        mean_shrunk += s.mean[g] / TEAMS;
        moved = fmax(moved, fabs(s.mean[g] - over.component[RELATIONSHIP_VARIANCE].estimate));
        assert_true(s.mean[g] >= 0);
    }
    CHECK_NEAR(mean_shrunk, truth[RELATIONSHIP_VARIANCE], 0.06);
    assert_true(moved < 0.25); /* raw estimates stray by more than .5 */
    struct srm_over_teams two = measure_srm_over_teams(mem, teams, 2);
    assert_int_equal(srm_shrunk(mem, teams, 2, &two, ACTOR_VARIANCE).between.lack,
                     LACKS_PEOPLE);
}

static void pooled_estimates_recover_the_truth_and_name_those_left_out(void **state)
{
    struct arena *mem = *state;
    struct chance chance = chance_from_seed(20261);
    enum { TEAMS = 3000 };
    struct srm *teams = NEW_ARRAY(mem, struct srm, TEAMS + 1);
    for (size_t g = 0; g < TEAMS; g++)
        teams[g] = measure_srm(mem, draw_round_robin(mem, &chance, 4 + g % 5, truth));
    teams[TEAMS] = measure_srm(mem, draw_round_robin(mem, &chance, 3, truth));
    struct srm_over_teams over = measure_srm_over_teams(mem, teams, TEAMS + 1);
    assert_int_equal(over.left_out, 1);
    for (int k = 0; k < SRM_COMPONENTS; k++) {
        double z = (over.component[k].estimate - truth[k]) / over.component[k].se.value;
        assert_true(fabs(z) < 3.3);
    }
    CHECK_NEAR(over.component[RELATIONSHIP_VARIANCE].se.value,
               over.component[RELATIONSHIP_VARIANCE].se_between.value, 0.002);
    CHECK_NEAR(over.group_variance.value, 0, 0.02);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_estimates_are_those_of_the_moment_equations),
        cmocka_unit_test(effects_sum_to_zero_and_put_the_ratings_together_again),
        cmocka_unit_test(shift_changes_nothing_scale_squares_and_turning_swaps_roles),
        cmocka_unit_test(estimates_and_their_squared_errors_are_exactly_unbiased),
        cmocka_unit_test(gaps_are_said),
        cmocka_unit_test(shares_sum_to_one_without_the_negative_ones),
        cmocka_unit_test(pooling_weighs_by_people_less_one),
        cmocka_unit_test(every_covariance_is_tested_both_ways_and_every_variance_one_way),
        cmocka_unit_test(shrinkage_shows_the_pooled_value_when_teams_do_not_differ),
        cmocka_unit_test(pooled_estimates_recover_the_truth_and_name_those_left_out),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
