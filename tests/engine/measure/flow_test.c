#include "measure/flow.h"

#include "base/chance.h"
#include "check.h"

static struct grid drawn(struct arena *mem, size_t people, double density, uint64_t seed)
{
    struct chance chance = chance_from_seed(seed);
    struct grid g = grid_empty(mem, people, people);
    for (size_t i = 0; i < people * people; i++)
        g.cell[i] = chance_unit(&chance) < density;
    return g;
}

static struct grid turned_round(struct arena *mem, struct grid g)
{
    struct grid out = grid_empty(mem, g.people, g.people);
    for (size_t i = 0; i < g.people; i++)
        for (size_t j = 0; j < g.people; j++)
            grid_put(out, j, i, grid_at(g, i, j));
    return out;
}

static struct grid relabelled(struct arena *mem, struct grid g, const size_t *at)
{
    struct grid out = grid_empty(mem, g.people, g.people);
    for (size_t i = 0; i < g.people; i++)
        for (size_t j = 0; j < g.people; j++)
            grid_put(out, at[i], at[j], grid_at(g, i, j));
    return out;
}

static const size_t other_labels[8] = { 3, 7, 0, 5, 1, 6, 2, 4 };

/* Four people: 0<->1, 1->2, 2->3, 0->3. */
static struct grid small(struct arena *mem)
{
    struct grid g = drawn(mem, 4, 0, 1);
    grid_put(g, 0, 1, 1), grid_put(g, 1, 0, 1), grid_put(g, 1, 2, 1);
    grid_put(g, 2, 3, 1), grid_put(g, 0, 3, 1);
    return g;
}

static void a_small_network_is_counted_by_hand(void **state)
{
    struct arena *mem = *state;
    struct flow f = measure_flow(mem, small(mem));
    assert_int_equal(f.arcs, 5);
    assert_int_equal(f.mutual, 1);
    assert_int_equal(f.asymmetric, 3);
    assert_int_equal(f.empty, 2);
    CHECK_NEAR(f.density.value, 5.0 / 12, 1e-15);
    CHECK_NEAR(f.reciprocity.value, 2.0 / 5, 1e-15);
    CHECK_NEAR(f.in_centralisation.value, (1 + 1 + 1 + 0) / 9.0, 1e-15); /* 1 1 1 2 */
    CHECK_NEAR(f.in_gini.value, (2 * 3 * 1) / (2.0 * 16 * 1.25), 1e-15);
    CHECK_NEAR(f.in_gini_unbiased.value, f.in_gini.value * 4 / 3, 1e-15);
    double between[4];
    flow_betweenness(mem, small(mem), between);
    /* 0->2 by 1, 1->3 by 0 or 2, shares a half each. */
    CHECK_NEAR(between[0], 0.5, 1e-15);
    CHECK_NEAR(between[1], 1, 1e-15);
    CHECK_NEAR(between[2], 0.5, 1e-15);
    CHECK_NEAR(between[3], 0, 1e-15);
}

/* A second formula for the dyads: traces of the matrix and its square. */
static void dyads_follow_from_the_trace_of_the_square(void **state)
{
    struct arena *mem = *state;
    for (uint64_t seed = 1; seed < 20; seed++) {
        struct grid g = drawn(mem, 7, 0.4, seed);
        double trace = 0, gaps = 0;
        for (size_t i = 0; i < 7; i++)
            for (size_t j = 0; j < 7; j++)
                if (i != j)
                    trace += grid_at(g, i, j) * grid_at(g, j, i), gaps += grid_at(g, i, j);
        struct flow f = measure_flow(mem, g);
        CHECK_NEAR((double)f.mutual, trace / 2, 1e-15);
        CHECK_NEAR((double)f.asymmetric, gaps - trace, 1e-15);
        CHECK_NEAR(f.reciprocity.value, trace / gaps, 1e-14);
        double apart = 0, total = 0;
        for (size_t i = 0; i < 7; i++)
            for (size_t j = 0; j < 7; j++)
                apart += fabs(f.in[i] - f.in[j]);
        for (size_t i = 0; i < 7; i++)
            total += f.in[i];
        CHECK_NEAR(f.in_gini.value, apart / (2 * 7 * total), 1e-14);
    }
}

static double shortest(struct grid g, size_t from, size_t to, size_t left, bool *seen,
                       size_t through, double *passing)
{
    if (from == to)
        return left == 0;
    if (left == 0)
        return 0;
    double ways = 0;
    seen[from] = true;
    for (size_t next = 0; next < g.people; next++) {
        if (seen[next] || !(grid_at(g, from, next) > 0))
            continue;
        double more = shortest(g, next, to, left - 1, seen, through, passing);
        ways += more;
        if (next == through && next != to)
            *passing += more;
    }
    seen[from] = false;
    return ways;
}

/* Every simple path of the shortest length, listed one by one. Ways through `v` are found
 * apart by counting those that reach it and go on. */
static double betweenness_listed(struct grid g, size_t v)
{
    double sum = 0;
    bool seen[8] = { false };
    for (size_t s = 0; s < g.people; s++)
        for (size_t t = 0; t < g.people; t++) {
            if (s == t || s == v || t == v)
                continue;
            for (size_t length = 1; length < g.people; length++) {
                double none = 0, ways = shortest(g, s, t, length, seen, g.people, &none);
                if (!(ways > 0))
                    continue;
                double through = 0;
                for (size_t a = 1; a < length; a++)
                    through += shortest(g, s, v, a, seen, g.people, &none) *
                               shortest(g, v, t, length - a, seen, g.people, &none);
                sum += through / ways;
                break;
            }
        }
    return sum;
}

static void betweenness_is_that_of_every_shortest_path_listed(void **state)
{
    struct arena *mem = *state;
    for (uint64_t seed = 1; seed < 12; seed++) {
        struct grid g = drawn(mem, 6, 0.3, seed);
        double out[6];
        flow_betweenness(mem, g, out);
        for (size_t v = 0; v < 6; v++)
            CHECK_NEAR(out[v], betweenness_listed(g, v), 1e-13);
    }
}

static void other_names_change_nothing_but_the_order(void **state)
{
    struct arena *mem = *state;
    struct grid g = drawn(mem, 8, 0.45, 5), h = relabelled(mem, g, other_labels);
    struct flow a = measure_flow(mem, g), b = measure_flow(mem, h);
    CHECK_NEAR(b.in_centralisation.value, a.in_centralisation.value, 1e-15);
    CHECK_NEAR(b.in_gini.value, a.in_gini.value, 1e-14);
    size_t one[TRIADS], two[TRIADS];
    flow_triads(g, one), flow_triads(h, two);
    assert_memory_equal(one, two, sizeof one);
    struct figure c[8], d[8];
    flow_constraint(mem, g, CONTACTS, c), flow_constraint(mem, h, CONTACTS, d);
    for (size_t i = 0; i < 8; i++)
        CHECK_NEAR(d[other_labels[i]].value, c[i].value, 1e-14);
}

static void turning_every_arc_round_swaps_in_and_out_and_the_d_and_u_triads(void **state)
{
    struct arena *mem = *state;
    struct grid g = drawn(mem, 8, 0.35, 9), back = turned_round(mem, g);
    struct flow a = measure_flow(mem, g), b = measure_flow(mem, back);
    CHECK_NEAR(b.in_centralisation.value, a.out_centralisation.value, 1e-15);
    CHECK_NEAR(b.out_gini.value, a.in_gini.value, 1e-14);
    CHECK_NEAR(b.reciprocity.value, a.reciprocity.value, 1e-15);
    size_t one[TRIADS], two[TRIADS], all = 0;
    flow_triads(g, one), flow_triads(back, two);
    const size_t swapped[TRIADS] = { 0, 1, 2, 4, 3, 5, 7, 6, 8, 9, 10, 12, 11, 13, 14, 15 };
    for (size_t k = 0; k < TRIADS; k++) {
        assert_int_equal(two[k], one[swapped[k]]);
        all += one[k];
    }
    assert_int_equal(all, 8 * 7 * 6 / 6);
}

/* Burt's own sum runs over everybody and cannot be smaller. */
static void constraint_over_all_alters_is_at_least_that_over_contacts(void **state)
{
    struct arena *mem = *state;
    double widest = 0;
    for (uint64_t seed = 1; seed < 40; seed++) {
        struct grid g = drawn(mem, 6, 0.25, seed);
        struct figure near[6], far[6];
        flow_constraint(mem, g, CONTACTS, near);
        flow_constraint(mem, g, ALL_ALTERS, far);
        for (size_t i = 0; i < 6; i++) {
            assert_int_equal(near[i].lack, far[i].lack);
            if (near[i].lack == LACKS_NOTHING)
                widest = fmax(widest, far[i].value - near[i].value);
        }
    }
    assert_true(widest > 0.05 && widest < 0.5);
}

static void weights_keep_their_own_reciprocity(void **state)
{
    struct arena *mem = *state;
    struct grid w = drawn(mem, 3, 0, 1);
    grid_put(w, 0, 1, 2.5), grid_put(w, 1, 0, 4.0), grid_put(w, 2, 0, 1.5);
    struct flow_weights f = measure_flow_weights(mem, w);
    CHECK_NEAR(f.sum, 8, 1e-15);
    CHECK_NEAR(f.reciprocity.value, 5.0 / 8, 1e-15);
    CHECK_NEAR(f.mean.value, 8.0 / 6, 1e-15);
    CHECK_NEAR(f.in[0], 5.5, 1e-15);
    struct grid ties = flow_ties(mem, w, 2);
    assert_int_equal(measure_flow(mem, ties).arcs, 2);
}

static void gaps_are_said(void **state)
{
    struct arena *mem = *state;
    struct flow f = measure_flow(mem, drawn(mem, 1, 0.5, 1));
    assert_int_equal(f.density.lack, LACKS_PEOPLE);
    f = measure_flow(mem, grid_empty(mem, 4, 4));
    assert_int_equal(f.density.lack, LACKS_ITEMS);
    assert_int_equal(f.dyads_alike.lack, LACKS_ITEMS);
    f = measure_flow(mem, drawn(mem, 4, 0, 1));
    assert_int_equal(f.reciprocity.lack, LACKS_TIES);
    assert_int_equal(f.isolates, 4);
    assert_true(f.density.value == 0 && f.in_gini.value == 0);
    struct figure c[4];
    flow_constraint(mem, drawn(mem, 4, 0, 1), CONTACTS, c);
    assert_int_equal(c[2].lack, LACKS_TIES);
    assert_int_equal(measure_flow_weights(mem, drawn(mem, 4, 0, 1)).reciprocity.lack,
                     LACKS_TIES);
}

/* A silent member: density over the rows of those who answered, in-degrees out of them. */
static void a_silent_row_is_left_out_not_counted_as_no(void **state)
{
    struct arena *mem = *state;
    struct grid g = drawn(mem, 4, 1, 1);
    for (size_t j = 0; j < 4; j++)
        grid_put(g, 2, j, NAN);
    struct flow f = measure_flow(mem, g);
    CHECK_NEAR(f.density.value, 1, 1e-15);
    CHECK_NEAR(f.reciprocity.value, 1, 1e-15);
    CHECK_NEAR(f.in_centralisation.value, 0, 1e-15);
    assert_int_equal(f.known, 9);
    size_t triads[TRIADS];
    flow_triads(g, triads);
    assert_int_equal(triads[TRIADS - 1], 1);
}

static void bounds_hold_every_way_the_silent_could_have_answered(void **state)
{
    struct arena *mem = *state;
    struct grid whole = drawn(mem, 5, 0.5, 31), g = drawn(mem, 5, 0.5, 31);
    for (size_t j = 0; j < 5; j++)
        grid_put(g, 1, j, NAN);
    struct flow f = measure_flow(mem, whole);
    struct flow_bounds b = measure_flow_bounds(mem, g);
    assert_int_equal(b.unknown, 4);
    CHECK_NEAR(b.density.high.value - b.density.low.value, 4.0 / 20, 1e-14);
    assert_true(b.reciprocity.low.value <= f.reciprocity.value);
    assert_true(b.reciprocity.high.value >= f.reciprocity.value);
    assert_true(b.in_gini.low.value <= f.in_gini.value + 1e-15);
    assert_true(b.in_centralisation.high.value >= f.in_centralisation.value - 1e-15);
    struct flow_bounds wide = measure_flow_bounds(mem, grid_empty(mem, 5, 5));
    assert_int_equal(wide.density.low.lack, LACKS_RANGE);
}

static int open_arena(void **state)
{
    static struct arena arena;
    arena = arena_with_limit(1 << 24);
    *state = &arena;
    return 0;
}

static int close_arena(void **state)
{
    arena_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_small_network_is_counted_by_hand),
        cmocka_unit_test(dyads_follow_from_the_trace_of_the_square),
        cmocka_unit_test(betweenness_is_that_of_every_shortest_path_listed),
        cmocka_unit_test(other_names_change_nothing_but_the_order),
        cmocka_unit_test(turning_every_arc_round_swaps_in_and_out_and_the_d_and_u_triads),
        cmocka_unit_test(constraint_over_all_alters_is_at_least_that_over_contacts),
        cmocka_unit_test(weights_keep_their_own_reciprocity),
        cmocka_unit_test(gaps_are_said),
        cmocka_unit_test(a_silent_row_is_left_out_not_counted_as_no),
        cmocka_unit_test(bounds_hold_every_way_the_silent_could_have_answered),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
