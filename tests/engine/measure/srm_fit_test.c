#include "measure/srm_fit.h"

#include "arena_state.h"
#include "check.h"
#include "draw_round_robin.h"
#include "measure/matrix.h"
#include "measure/srm_pool.h"

static const double truth[SRM_COMPONENTS] = { 0.37, 0.26, 0.58, 0.11, 0.23 };

static struct srm_fitted fitted(struct arena *mem, const struct grid *teams, size_t count,
                                enum srm_estimator estimator, enum srm_level level)
{
    struct srm_fit *fit =
        srm_fit_start(mem, teams, count, (struct srm_fit_setting){ estimator, level });
    while (srm_fit_step(fit))
        continue;
    return srm_fit_best(fit);
}

static struct srm_fitted reml(struct arena *mem, const struct grid *teams, size_t count)
{
    return fitted(mem, teams, count, SRM_REML, OWN_LEVEL);
}

static struct grid *draw_teams(struct arena *mem, struct chance *chance, size_t count,
                               size_t smallest, size_t sizes, const double *components)
{
    struct grid *teams = NEW_ARRAY(mem, struct grid, count);
    for (size_t g = 0; g < count; g++)
        teams[g] = draw_round_robin(mem, chance, smallest + g % sizes, components);
    return teams;
}

/* A silent member in every third team, one or two lost cells in the others. */
static void lose_cells(struct grid *teams, size_t count)
{
    for (size_t g = 0; g < count; g++) {
        size_t n = teams[g].people;
        if (g % 3 == 0 && n > 4)
            for (size_t j = 0; j < n; j++)
                grid_put(teams[g], g % n, j, NAN);
        else if (g % 3 == 1)
            grid_put(teams[g], g % n, (g + 1) % n, NAN);
        else {
            grid_put(teams[g], g % n, (g + 2) % n, NAN);
            grid_put(teams[g], (g + 2) % n, (g + 3) % n, NAN);
        }
    }
}

/* --- brute force: the density of the cells, or of Helmert's contrasts of them ------------- */

enum { CELLS_MAX = 56 };

struct listed {
    size_t count, actor[CELLS_MAX], partner[CELLS_MAX];
    double rating[CELLS_MAX];
};

static struct listed listed(struct grid g)
{
    struct listed out = { 0 };
    for (size_t i = 0; i < g.people; i++)
        for (size_t j = 0; j < g.people; j++) {
            if (i == j || isnan(grid_at(g, i, j)))
                continue;
            out.actor[out.count] = i;
            out.partner[out.count] = j;
            out.rating[out.count++] = grid_at(g, i, j);
        }
    return out;
}

static void dense_covariance(const struct listed *l, const double *at, double *out)
{
    for (size_t c = 0; c < l->count; c++)
        for (size_t d = 0; d < l->count; d++) {
            size_t i = l->actor[c], j = l->partner[c], k = l->actor[d], m = l->partner[d];
            out[c * l->count + d] = at[ACTOR_VARIANCE] * (i == k) +
                                    at[PARTNER_VARIANCE] * (j == m) +
                                    at[ACTOR_PARTNER_COVARIANCE] * ((i == m) + (j == k)) +
                                    at[RELATIONSHIP_VARIANCE] * (i == k && j == m) +
                                    at[RELATIONSHIP_COVARIANCE] * (i == m && j == k);
        }
}

/* Row r of Helmert's matrix over n: the mean of the first r+1 against the next. */
static double helmert(size_t r, size_t c)
{
    double first = (double)r + 1;
    return (c <= r ? 1 : c == r + 1 ? -first : 0) / sqrt(first * (first + 1));
}

static double log_normal(double *covariance, const double *x, size_t n)
{
    double solved[CELLS_MAX], sum = 0;
    memcpy(solved, x, n * sizeof *x);
    assert_true(matrix_cholesky(covariance, n));
    matrix_solve_factored(covariance, n, solved);
    for (size_t i = 0; i < n; i++)
        sum += x[i] * solved[i];
    return -(sum + matrix_log_det(covariance, n) + (double)n * log(2 * acos(-1))) / 2;
}

static double density_of_contrasts(const struct listed *l, const double *whole)
{
    static double row[CELLS_MAX * CELLS_MAX], column[CELLS_MAX * CELLS_MAX];
    static double half[CELLS_MAX * CELLS_MAX], small[CELLS_MAX * CELLS_MAX];
    double x[CELLS_MAX];
    size_t n = l->count, m = n - 1;
    for (size_t r = 0; r < m; r++)
        for (size_t c = 0; c < n; c++)
            row[r * n + c] = column[c * m + r] = helmert(r, c);
    matrix_times(row, l->rating, m, n, 1, x);
    matrix_times(row, whole, m, n, n, half);
    matrix_times(half, column, m, n, m, small);
    return log_normal(small, x, m);
}

static double brute(const struct grid *teams, size_t count, enum srm_estimator estimator,
                    double mean, const double *at)
{
    double sum = 0;
    for (size_t g = 0; g < count; g++) {
        struct listed l = listed(teams[g]);
        double whole[CELLS_MAX * CELLS_MAX];
        dense_covariance(&l, at, whole);
        if (estimator == SRM_REML) {
            sum += density_of_contrasts(&l, whole);
            continue;
        }
        for (size_t c = 0; c < l.count; c++)
            l.rating[c] -= mean;
        sum += log_normal(whole, l.rating, l.count);
    }
    return sum;
}

/* The likelihood at the estimates is the dense one, and lower all around; its curvature, by
 * differences, is near what the expected information says. */
static void check_top(const struct grid *teams, size_t count, enum srm_estimator estimator,
                      const struct srm_fitted *f)
{
    const double step = 2e-4;
    double top = brute(teams, count, estimator, f->mean.value, f->estimate);
    CHECK_NEAR(f->log_likelihood, top, 1e-12);
    for (int k = 0; k < SRM_COMPONENTS; k++) {
        double up[SRM_COMPONENTS], down[SRM_COMPONENTS];
        memcpy(up, f->estimate, sizeof up);
        memcpy(down, f->estimate, sizeof down);
        up[k] += step, down[k] -= step;
        double above = brute(teams, count, estimator, f->mean.value, up);
        double below = brute(teams, count, estimator, f->mean.value, down);
        double slope = (above - below) / (2 * step), curve = (2 * top - above - below);
        assert_true(above < top && below < top);
        assert_true(fabs(slope) < 1e-5 * curve / (step * step)); /* third order is left */
    }
}

static void the_top_of_the_restricted_likelihood_is_found(void **state)
{
    struct arena *mem = *state;
    struct chance chance = chance_from_seed(71);
    enum { TEAMS = 24 };
    struct grid *teams = draw_teams(mem, &chance, TEAMS, 4, 4, truth);
    struct srm_fitted f = reml(mem, teams, TEAMS);
    assert_int_equal(f.lack, LACKS_NOTHING);
    assert_false(f.at_edge);
    check_top(teams, TEAMS, SRM_REML, &f);
    lose_cells(teams, TEAMS);
    f = reml(mem, teams, TEAMS);
    assert_int_equal(f.lack, LACKS_NOTHING);
    assert_false(f.at_edge);
    check_top(teams, TEAMS, SRM_REML, &f);
}

static void the_top_of_the_likelihood_with_one_mean_is_found(void **state)
{
    struct arena *mem = *state;
    struct chance chance = chance_from_seed(72);
    enum { TEAMS = 24 };
    struct grid *teams = draw_teams(mem, &chance, TEAMS, 4, 4, truth);
    struct srm_fitted f = fitted(mem, teams, TEAMS, SRM_ML, ONE_LEVEL);
    check_top(teams, TEAMS, SRM_ML, &f);
    lose_cells(teams, TEAMS);
    f = fitted(mem, teams, TEAMS, SRM_ML, ONE_LEVEL);
    check_top(teams, TEAMS, SRM_ML, &f);
    double up = brute(teams, TEAMS, SRM_ML, f.mean.value + f.mean_se.value, f.estimate);
    double down = brute(teams, TEAMS, SRM_ML, f.mean.value - f.mean_se.value, f.estimate);
    CHECK_NEAR(f.log_likelihood - up, 0.5, 1e-9); /* a parabola in the mean, exactly */
    CHECK_NEAR(f.log_likelihood - down, 0.5, 1e-9);
}

/* --- second formulas and invariances ------------------------------------------------------ */

static void check_same(const struct srm_fitted *a, const struct srm_fitted *b, double tolerance)
{
    for (int k = 0; k < SRM_COMPONENTS; k++) {
        CHECK_NEAR(b->estimate[k], a->estimate[k], tolerance);
        CHECK_NEAR(b->se[k].value, a->se[k].value, tolerance);
    }
}

static void on_complete_teams_of_one_size_it_is_the_mean_of_the_moments(void **state)
{
    struct arena *mem = *state;
    struct chance chance = chance_from_seed(73);
    enum { TEAMS = 30 };
    for (size_t n = 4; n <= 8; n++) {
        struct grid *teams = draw_teams(mem, &chance, TEAMS, n, 1, truth);
        struct srm each[TEAMS];
        for (size_t g = 0; g < TEAMS; g++)
            each[g] = measure_srm(mem, teams[g]);
        struct srm_over_teams over = measure_srm_over_teams(mem, each, TEAMS);
        struct srm_fitted f = reml(mem, teams, TEAMS);
        assert_false(f.at_edge);
        for (int k = 0; k < SRM_COMPONENTS; k++)
            CHECK_NEAR(f.estimate[k], over.component[k].estimate, 1e-8);
    }
    struct chance one_chance = chance_from_seed(29);
    struct grid one = draw_round_robin(mem, &one_chance, 8, truth);
    struct srm_fitted f = reml(mem, &one, 1);
    assert_false(f.at_edge);
    for (int k = 0; k < SRM_COMPONENTS; k++)
        CHECK_NEAR(f.estimate[k], measure_srm(mem, one).estimate[k], 1e-8);
}

/* An empty seat makes a team incomplete, so that the whole matrix is inverted instead of its
 * blocks; it says nothing, so that nothing may change. */
static struct grid with_empty_seat(struct arena *mem, struct grid g)
{
    struct grid out = grid_empty(mem, g.people + 1, g.people + 1);
    for (size_t i = 0; i < g.people; i++)
        for (size_t j = 0; j < g.people; j++)
            grid_put(out, i + 1, j + 1, grid_at(g, i, j));
    return out;
}

static void blocks_and_whole_matrices_agree(void **state)
{
    struct arena *mem = *state;
    struct chance chance = chance_from_seed(74);
    enum { TEAMS = 25 };
    struct grid *teams = draw_teams(mem, &chance, TEAMS, 4, 5, truth), wider[TEAMS];
    for (size_t g = 0; g < TEAMS; g++)
        wider[g] = with_empty_seat(mem, teams[g]);
    for (enum srm_estimator e = SRM_REML; e <= SRM_ML; e++)
        for (enum srm_level level = OWN_LEVEL; level <= ONE_LEVEL; level++) {
            struct srm_fitted a = fitted(mem, teams, TEAMS, e, level);
            struct srm_fitted b = fitted(mem, wider, TEAMS, e, level);
            check_same(&a, &b, 1e-8);
            CHECK_NEAR(b.log_likelihood, a.log_likelihood, 1e-12);
            if (level == ONE_LEVEL)
                CHECK_NEAR(b.mean_se.value, a.mean_se.value, 1e-8);
        }
}

/* Shifted, scaled, members renamed, teams the other way round. */
static void names_order_and_level_change_nothing_and_scale_squares(void **state)
{
    struct arena *mem = *state;
    struct chance chance = chance_from_seed(75);
    enum { TEAMS = 20 };
    const double scale = 1.7;
    struct grid *teams = draw_teams(mem, &chance, TEAMS, 4, 4, truth), other[TEAMS];
    lose_cells(teams, TEAMS);
    for (size_t g = 0; g < TEAMS; g++) {
        size_t n = teams[g].people;
        struct grid *to = &other[TEAMS - 1 - g];
        *to = grid_empty(mem, n, n);
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n; j++)
                grid_put(*to, (2 * n - 1 - i) % n, (2 * n - 1 - j) % n,
                         800 + (double)g + scale * grid_at(teams[g], i, j));
    }
    struct srm_fitted a = reml(mem, teams, TEAMS), b = reml(mem, other, TEAMS);
    for (int k = 0; k < SRM_COMPONENTS; k++) {
        CHECK_NEAR(b.estimate[k], scale * scale * a.estimate[k], 1e-8);
        CHECK_NEAR(b.se[k].value, scale * scale * a.se[k].value, 1e-8);
        CHECK_NEAR(b.p[k].value, a.p[k].value, 1e-7);
    }
    double free = (double)(a.ratings - a.teams);
    CHECK_NEAR(b.log_likelihood, a.log_likelihood - free * log(scale), 1e-11);
}

static void turning_the_tables_swaps_actors_and_partners(void **state)
{
    struct arena *mem = *state;
    struct chance chance = chance_from_seed(76);
    enum { TEAMS = 20 };
    struct grid *teams = draw_teams(mem, &chance, TEAMS, 5, 3, truth), turned[TEAMS];
    lose_cells(teams, TEAMS);
    for (size_t g = 0; g < TEAMS; g++) {
        turned[g] = grid_empty(mem, teams[g].people, teams[g].people);
        for (size_t i = 0; i < teams[g].people; i++)
            for (size_t j = 0; j < teams[g].people; j++)
                grid_put(turned[g], j, i, grid_at(teams[g], i, j));
    }
    struct srm_fitted a = reml(mem, teams, TEAMS), b = reml(mem, turned, TEAMS);
    CHECK_NEAR(b.estimate[ACTOR_VARIANCE], a.estimate[PARTNER_VARIANCE], 1e-8);
    CHECK_NEAR(b.se[PARTNER_VARIANCE].value, a.se[ACTOR_VARIANCE].value, 1e-8);
    CHECK_NEAR(b.estimate[RELATIONSHIP_COVARIANCE], a.estimate[RELATIONSHIP_COVARIANCE], 1e-8);
}

/* --- edges ------------------------------------------------------------------------------- */

/* Anywhere else that can exist, the likelihood is no higher. */
static void check_nowhere_higher(struct chance *chance, const struct grid *teams, size_t count,
                                 const struct srm_fitted *f)
{
    enum { PLACES = 40 };
    for (int i = 0; i < PLACES; i++) {
        double reach = pow(10, -1 - 4 * chance_unit(chance)), at[SRM_COMPONENTS];
        double x = reach * chance_normal(chance), y = reach * chance_normal(chance);
        double less = i % 2 ? 1 : 1 - reach * chance_unit(chance);
        for (int k = 0; k < SRM_COMPONENTS; k++)
            at[k] = less * f->estimate[k];
        at[ACTOR_VARIANCE] += x * x; /* a sum of two that can exist can exist */
        at[PARTNER_VARIANCE] += y * y;
        at[ACTOR_PARTNER_COVARIANCE] += x * y;
        at[RELATIONSHIP_COVARIANCE] += reach * 0.1 * chance_normal(chance);
        assert_true(brute(teams, count, SRM_REML, 0, at) <= f->log_likelihood + 1e-7);
    }
}

struct edges {
    int inside, line, none;
};

static void check_edge(struct arena *mem, uint64_t seed, const double *components, size_t lost,
                       struct edges *edges)
{
    struct chance chance = chance_from_seed(seed);
    enum { TEAMS = 8 };
    struct grid *teams = draw_teams(mem, &chance, TEAMS, 4, 3, components);
    lose_cells(teams, lost);
    struct srm_fitted f = reml(mem, teams, TEAMS);
    double a = f.estimate[ACTOR_VARIANCE], b = f.estimate[PARTNER_VARIANCE];
    double c = f.estimate[ACTOR_PARTNER_COVARIANCE];
    assert_int_equal(f.lack, LACKS_NOTHING);
    assert_true(a >= 0 && b >= 0 && a * b >= c * c - 1e-12);
    check_nowhere_higher(&chance, teams, TEAMS, &f);
    edges->inside += !f.at_edge;
    edges->none += f.at_edge && a + b == 0;
    edges->line += f.at_edge && a + b > 0;
    if (!f.at_edge)
        return;
    CHECK_NEAR(a * b, c * c, 1e-12);
    assert_int_equal(f.se[ACTOR_VARIANCE].lack, LACKS_SPREAD);
    assert_int_equal(f.se[ACTOR_PARTNER_COVARIANCE].lack, LACKS_SPREAD);
    assert_int_equal(f.se[RELATIONSHIP_VARIANCE].lack, LACKS_NOTHING);
}

static void on_an_edge_the_best_of_what_can_exist_is_found_and_said(void **state)
{
    struct arena *mem = *state;
    static const double components[3][SRM_COMPONENTS] = { { 0.5, 0, 0.6, 0, 0.2 },
                                                          { 0, 0, 0.6, 0, 0.2 },
                                                          { 0.3, 0.2, 0.6, 0.244, 0.2 } };
    struct edges edges = { 0 };
    for (uint64_t seed = 1; seed <= 12; seed++)
        for (int kind = 0; kind < 3; kind++)
            check_edge(mem, seed, components[kind], seed % 2 ? 0 : 8, &edges);
    assert_true(edges.inside > 3 && edges.line > 10 && edges.none > 1);
}

/* --- gaps -------------------------------------------------------------------------------- */

static void check_gap(struct arena *mem, const struct grid *teams, size_t count,
                      enum lack wanted)
{
    struct srm_fitted f = reml(mem, teams, count);
    assert_int_equal(f.lack, wanted);
    assert_true(isnan(f.log_likelihood));
    for (int k = 0; k < SRM_COMPONENTS; k++) {
        assert_true(isnan(f.estimate[k]));
        assert_int_equal(f.se[k].lack, wanted);
        assert_int_equal(f.p[k].lack, wanted);
    }
    assert_int_equal(f.actor_reliability.lack, wanted);
}

static void too_few_people_or_answers_leave_a_team_out(void **state)
{
    struct arena *mem = *state;
    struct chance chance = chance_from_seed(81);
    struct grid teams[4];
    check_gap(mem, teams, 0, LACKS_PEOPLE);
    teams[0] = draw_round_robin(mem, &chance, 3, truth);
    teams[1] = grid_empty(mem, 6, 6);
    teams[2] = grid_empty(mem, 0, 0);
    teams[3] = draw_round_robin(mem, &chance, 4, truth);
    for (size_t j = 0; j < 4; j++)
        grid_put(teams[3], 1, j, NAN); /* three of four answered */
    check_gap(mem, teams, 4, LACKS_PEOPLE);
    assert_int_equal(reml(mem, teams, 4).left_out, 4);
    teams[1] = draw_round_robin(mem, &chance, 26, truth);
    grid_put(teams[1], 3, 7, NAN); /* 649 cells: more than is inverted */
    teams[3] = draw_round_robin(mem, &chance, 8, truth);
    struct srm_fitted f = reml(mem, teams, 4);
    assert_int_equal(f.teams, 1);
    assert_int_equal(f.left_out, 3);
    assert_int_equal(f.ratings, 56);
    CHECK_NEAR(f.mean_people, 8, 0);
}

static void no_spread_no_answers_back_and_numbers_too_large_are_gaps(void **state)
{
    struct arena *mem = *state;
    struct chance chance = chance_from_seed(82);
    struct grid same = grid_empty(mem, 5, 5), kind = draw_round_robin(mem, &chance, 5, truth);
    struct grid one_way = draw_round_robin(mem, &chance, 7, truth);
    for (size_t i = 0; i < 25; i++)
        same.cell[i] = 3.1;
    check_gap(mem, &same, 1, LACKS_SPREAD);
    for (size_t i = 0; i < 5; i++)
        for (size_t j = 0; j < i; j++)
            grid_put(kind, i, j, grid_at(kind, j, i)); /* each answers in kind */
    check_gap(mem, &kind, 1, LACKS_SPREAD);
    for (size_t i = 0; i < 7; i++) /* a rates the next three, who rate others */
        for (size_t j = 0; j < 7; j++)
            if ((j + 7 - i) % 7 > 3)
                grid_put(one_way, i, j, NAN);
    check_gap(mem, &one_way, 1, LACKS_ITEMS);
    struct grid large = draw_round_robin(mem, &chance, 5, truth);
    grid_put(large, 1, 2, 1e300);
    check_gap(mem, &large, 1, LACKS_RANGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_top_of_the_restricted_likelihood_is_found),
        cmocka_unit_test(the_top_of_the_likelihood_with_one_mean_is_found),
        cmocka_unit_test(on_complete_teams_of_one_size_it_is_the_mean_of_the_moments),
        cmocka_unit_test(blocks_and_whole_matrices_agree),
        cmocka_unit_test(names_order_and_level_change_nothing_and_scale_squares),
        cmocka_unit_test(turning_the_tables_swaps_actors_and_partners),
        cmocka_unit_test(on_an_edge_the_best_of_what_can_exist_is_found_and_said),
        cmocka_unit_test(too_few_people_or_answers_leave_a_team_out),
        cmocka_unit_test(no_spread_no_answers_back_and_numbers_too_large_are_gaps),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
