#include "measure/rank_null.h"

#include "check.h"

static struct grid sheet(struct arena *mem, size_t raters, size_t objects, const double *x)
{
    struct grid g = grid_empty(mem, raters, objects);
    memcpy(g.cell, x, raters * objects * sizeof *x);
    return g;
}

static const int orders_of_four[24][4] = {
    { 0, 1, 2, 3 }, { 0, 1, 3, 2 }, { 0, 2, 1, 3 }, { 0, 2, 3, 1 }, { 0, 3, 1, 2 },
    { 0, 3, 2, 1 }, { 1, 0, 2, 3 }, { 1, 0, 3, 2 }, { 1, 2, 0, 3 }, { 1, 2, 3, 0 },
    { 1, 3, 0, 2 }, { 1, 3, 2, 0 }, { 2, 0, 1, 3 }, { 2, 0, 3, 1 }, { 2, 1, 0, 3 },
    { 2, 1, 3, 0 }, { 2, 3, 0, 1 }, { 2, 3, 1, 0 }, { 3, 0, 1, 2 }, { 3, 0, 2, 1 },
    { 3, 1, 0, 2 }, { 3, 1, 2, 0 }, { 3, 2, 0, 1 }, { 3, 2, 1, 0 },
};

/* Every order of every rater of three: 24^3 sheets, ties counted as often as they fall. */
static double listed(struct arena *mem, const double *x, double s)
{
    int reached = 0;
    struct arena_mark mark = arena_mark(mem);
    for (int sheet_number = 0; sheet_number < 24 * 24 * 24; sheet_number++) {
        int left = sheet_number;
        struct grid g = grid_empty(mem, 3, 4);
        for (size_t i = 0; i < 3; i++, left /= 24)
            for (size_t j = 0; j < 4; j++)
                grid_put(g, i, j, x[i * 4 + (size_t)orders_of_four[left % 24][j]]);
        reached += measure_concordance(mem, g).s.value >= s - 1e-9;
        arena_release(mem, mark);
    }
    return reached / (24.0 * 24 * 24);
}

static void the_null_equals_the_listing_of_every_order(void **state)
{
    struct arena *mem = *state;
    const double untied[] = { 1, 2, 3, 4, 2, 1, 4, 3, 1, 3, 2, 4 };
    const double tied[] = { 1, 2, 2, 4, 2, 1, 4, 3, 3, 3, 3, 1 };
    const double *both[] = { untied, tied };
    for (int k = 0; k < 2; k++)
        for (double s = 0; s < 46; s += 9.5) {
            double wanted = listed(mem, both[k], s);
            struct rank_shelf *own = rank_shelf_new(mem);
            const struct rank_null *null = rank_null(own, sheet(mem, 3, 4, both[k]));
            assert_true(null->exact);
            CHECK_NEAR(rank_null_p(null, s), wanted, 1e-12);
        }
}

/* Friedman (1937), table for 3 objects and 4 raters: P(chi2 >= 6.5) = .042, 8.0 -> .0046. */
static void friedmans_table_is_met(void **state)
{
    struct arena *mem = *state;
    const double x[] = { 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3 };
    struct rank_shelf *shelf = rank_shelf_new(mem);
    const struct rank_null *null = rank_null(shelf, sheet(mem, 4, 3, x));
    /* chi2 = 12 S / (m p (p+1)) = S / 4 */
    CHECK_NEAR(rank_null_p(null, 6.5 * 4), 9.0 / 216, 1e-12);
    CHECK_NEAR(rank_null_p(null, 8.0 * 4), 1.0 / 216, 1e-12);
}

static void the_shelf_gives_the_same_null_to_the_same_ties_in_any_order(void **state)
{
    struct arena *mem = *state;
    struct rank_shelf *shelf = rank_shelf_new(mem);
    const double tied[] = { 1, 2, 2, 4, 4, 3, 2, 1 }, again[] = { 4, 3, 2, 1, 2, 2, 4, 1 };
    const double untied[] = { 1, 2, 3, 4, 2, 1, 3, 4 };
    const struct rank_null *first = rank_null(shelf, sheet(mem, 2, 4, tied));
    assert_ptr_not_equal(rank_null(shelf, sheet(mem, 2, 4, untied)), first);
    assert_ptr_equal(rank_null(shelf, sheet(mem, 2, 4, again)), first);
}

/* Every team with ties of its own: the chance stays what the null says, and the shelf stops
 * growing. */
static void a_full_shelf_gives_the_same_chances_and_keeps_no_more(void **state)
{
    struct arena *mem = *state;
    enum { FULL = RANK_SHELF_BYTES / (2 * RANK_DRAWS * sizeof(double)) + 1 };
    struct rank_shelf *shelf = rank_shelf_new(mem);
    double x[8 * 7];
    for (size_t i = 0; i < 56; i++)
        x[i] = (double)((i * 5) % 7);
    for (size_t team = 0; team < FULL + 2; team++) {
        x[7 * (team / 6) + team % 6] = x[7 * (team / 6) + team % 6 + 1]; /* one more tie */
        struct grid g = sheet(mem, 8, 7, x);
        double s = measure_concordance(mem, g).s.value;
        size_t before = mem->used;
        struct rank_chance chance = rank_chance(shelf, g, s);
        assert_true((mem->used == before) == (team >= FULL));
        assert_false(chance.exact);
        if (team == FULL + 1)
            CHECK_NEAR(chance.p, rank_null_p(rank_null(rank_shelf_new(mem), g), s), 0);
    }
}

/* Seven motives: too many orders for eight members, so a sample, whose mean is known exactly:
 * E[S] = m p (p^2 - 1) / 12. */
static void where_counting_is_too_long_a_fixed_sample_stands_in_and_says_so(void **state)
{
    struct arena *mem = *state;
    double x[8 * 7], mean = 0;
    for (size_t i = 0; i < 56; i++)
        x[i] = (double)((i * 5) % 7);
    const struct rank_null *null = rank_null(rank_shelf_new(mem), sheet(mem, 8, 7, x));
    assert_false(null->exact);
    assert_int_equal(null->draws, RANK_DRAWS);
    for (size_t i = 0; i < null->length; i++)
        mean += null->value[i] / 4 / (double)null->length;
    CHECK_NEAR(mean / (8 * 7 * 48 / 12.0), 1, 0.01);
    assert_true(rank_null_p(null, 1e9) > 0);
    CHECK_NEAR(rank_null_p(null, 0), 1, 1e-12);
}

static void three_members_and_seven_motives_are_exact(void **state)
{
    struct arena *mem = *state;
    double x[3 * 7];
    for (size_t i = 0; i < 21; i++)
        x[i] = (double)((i * 3) % 7);
    const struct rank_null *null = rank_null(rank_shelf_new(mem), sheet(mem, 3, 7, x));
    assert_true(null->exact);
    double mean = 0; /* E[S] = 84 */
    for (size_t i = 0; i < null->length; i++) {
        double next = i + 1 < null->length ? null->above[i + 1] : 0;
        mean += null->value[i] / 4 * (null->above[i] - next);
    }
    CHECK_NEAR(mean, 84, 1e-9);
    CHECK_NEAR(rank_null_p(null, 9 * 28.0), 1.0 / (5040.0 * 5040), 1e-12);
}

static int open_arena(void **state)
{
    static struct arena arena;
    arena = arena_with_limit(1 << 28);
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
        cmocka_unit_test(the_null_equals_the_listing_of_every_order),
        cmocka_unit_test(friedmans_table_is_met),
        cmocka_unit_test(the_shelf_gives_the_same_null_to_the_same_ties_in_any_order),
        cmocka_unit_test(where_counting_is_too_long_a_fixed_sample_stands_in_and_says_so),
        cmocka_unit_test(a_full_shelf_gives_the_same_chances_and_keeps_no_more),
        cmocka_unit_test(three_members_and_seven_motives_are_exact),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
