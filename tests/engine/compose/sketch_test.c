#include <math.h>
#include <stdlib.h>

#include "cases.h"
#include "compose/sketch.h"
#include "compose/sketch_scan.h"
#include "compose/start.h"

/* Every row, and what people read about themselves, added up again. */
static void check_sums(const struct sketch *s, const struct problem *problem)
{
    size_t size[64] = { 0 };
    for (size_t x = 0; x < s->people; x++)
        size[s->team[x]]++;
    for (size_t t = 0; t < s->teams; t++) {
        assert_int_equal(size[t], s->seats.size[t]);
        assert_true(size[t] >= problem->size[t].low && size[t] <= problem->size[t].high);
        for (size_t i = 0; i < s->people; i++) {
            int sum = 0;
            for (size_t x = 0; x < s->people; x++)
                sum += s->team[x] == t ? s->distance[i * s->stride + x] : 0;
            assert_int_equal(sum, s->row[t * s->stride + i]);
            if (s->team[i] == t)
                assert_int_equal(sum, s->own[i]);
        }
    }
}

/* The sum inside the teams, in the sketch's rounded distances with the mean added again. */
static double inside(const struct sketch *s)
{
    double sum = 0;
    for (size_t x = 0; x < s->people; x++)
        for (size_t y = 0; y < x; y++)
            if (s->team[x] == s->team[y])
                sum += s->distance[x * s->stride + y] + s->pair;
    return sum;
}

static struct sketch *placed(struct arena *mem, const struct problem *problem,
                             enum instruction_set set, uint64_t seed)
{
    struct chance chance = chance_from_seed(seed);
    struct sketch *sketch = sketch_start(mem, problem, problem->given, set, &chance);
    assert_non_null(sketch);
    struct glue glue = glue_blocks(mem, problem);
    struct start start = start_prepare(mem, problem, &glue);
    uint32_t *team = NEW_ARRAY(mem, uint32_t, problem->people);
    assert_true(start_random(&start, team, &chance));
    sketch_place(sketch, team);
    return sketch;
}

static void sums_kept_move_by_move_are_sums_from_scratch(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(64 << 20);
    struct problem problem = case_of_matrix(&mem, 47, 9, 19);
    struct sketch *sketch = placed(&mem, &problem, case_best_set(), 3);
    struct chance chance = chance_from_seed(8);
    size_t moves = 0;
    uint32_t sizes_before[9], sizes_differ = 0;
    for (int step = 0; step < 3000; step++) {
        float temperature = step < 2000 ? 200000.f / (float)(1 + step / 100) : 0;
        double before = inside(sketch);
        memcpy(sizes_before, sketch->seats.size, sizeof sizes_before);
        bool moved = sketch_move(sketch, temperature, &chance);
        moves += moved;
        sizes_differ += memcmp(sizes_before, sketch->seats.size, sizeof sizes_before) != 0;
        check_sums(sketch, &problem);
        if (temperature == 0)
            assert_true(inside(sketch) >= before);
        if (temperature == 0 && moved)
            assert_true(inside(sketch) > before);
    }
    assert_true(moves > 300);
    assert_true(sizes_differ > 30);
    arena_free(&mem);
}

static void after_a_climb_no_exchange_of_two_people_gains(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(64 << 20);
    struct problem problem = case_of_matrix(&mem, 40, 8, 5);
    for (size_t t = 0; t < problem.teams; t++)
        ((struct team_size *)problem.size)[t] = (struct team_size){ 5, 5 };
    struct sketch *sketch = placed(&mem, &problem, case_best_set(), 4);
    struct chance chance = chance_from_seed(2);
    assert_true(sketch_climb(sketch, &chance) > 40);
    double best = inside(sketch);
    uint32_t team[40];
    for (size_t i = 0; i < 40; i++)
        for (size_t j = 0; j < i; j++) {
            sketch_teams(sketch, team);
            uint32_t kept = team[i];
            team[i] = team[j];
            team[j] = kept;
            double sum = 0;
            for (size_t x = 0; x < 40; x++)
                for (size_t y = 0; y < x; y++)
                    if (team[x] == team[y])
                        sum += sketch->distance[x * sketch->stride + y] + sketch->pair;
            assert_true(sum <= best);
        }
    arena_free(&mem);
}

static void
rounding_moves_no_distance_by_more_than_a_two_thousandth_of_their_reach(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(64 << 20);
    struct problem problem = case_of_matrix(&mem, 60, 12, 6);
    struct sketch *s = placed(&mem, &problem, INSTRUCTIONS_PLAIN, 1);
    for (size_t i = 0; i < 60; i++)
        for (size_t j = 0; j < 60; j++) {
            double again = (s->distance[i * s->stride + j] + s->pair) / s->scale;
            double given = problem.given->at[i * problem.given->stride + j];
            if (i != j)
                assert_true(fabs(again - given) <= 100003 / 2000.0);
        }
    arena_free(&mem);
}

enum { WIDE = 10 * SKETCH_LANES, TABLES = 13 };

struct numbers {
    int16_t row[WIDE], own[WIDE], distance[WIDE], noise[WIDE], column[TABLES * SKETCH_TABLE];
    uint16_t team[WIDE];
};

/* Numbers of any size: sums that saturate among them, and ties. */
static void fill(struct numbers *n, size_t tables, int reach, struct chance *chance)
{
    uint64_t bound = 2 * (uint64_t)reach + 1;
    int16_t *const all[] = { n->row, n->own, n->distance, n->noise };
    for (size_t k = 0; k < sizeof all / sizeof *all; k++)
        for (size_t x = 0; x < WIDE; x++)
            all[k][x] = (int16_t)((int)chance_below(chance, bound) - reach);
    for (size_t t = 0; t < tables * SKETCH_TABLE; t++)
        n->column[t] = (int16_t)((int)chance_below(chance, bound) - reach);
    for (size_t x = 0; x < WIDE; x++)
        n->team[x] = (uint16_t)chance_below(chance, tables * SKETCH_TABLE);
}

static void every_instruction_set_finds_the_same_place_and_value(void **state)
{
    (void)state;
    struct chance chance = chance_from_seed(11);
    struct numbers *n = malloc(sizeof *n);
    static const int reaches[] = { 1, 40, 9000, INT16_MAX };
    for (int k = 0; k < 4000; k++) {
        size_t tables = 1 + chance_below(&chance, TABLES);
        fill(n, tables, reaches[k % 4], &chance);
        struct sketch_scan scan = {
            .stride = WIDE,
            .tables = tables,
            .row = n->row,
            .own = n->own,
            .distance = n->distance,
            .noise = n->noise,
            .column = n->column,
            .team = n->team,
            .base = (int16_t)((int)chance_below(&chance, 2001) - 1000),
            .temperature = (int16_t)chance_below(&chance, INT16_MAX),
        };
        struct sketch_found plain = sketch_scan(INSTRUCTIONS_PLAIN, &scan);
        assert_true(plain.place < WIDE);
        for (int set = INSTRUCTIONS_AVX2; set <= (int)case_best_set(); set++) {
            struct sketch_found wide = sketch_scan((enum instruction_set)set, &scan);
            assert_int_equal(plain.value, wide.value);
            assert_int_equal(plain.place, wide.place);
        }
    }
    free(n);
}

static void a_problem_with_wishes_is_left_to_the_matrix(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(64 << 20);
    struct problem problem = case_of_matrix(&mem, 20, 4, 6);
    struct pair pair = { 1, 2 };
    uint8_t skills[20] = { 1 };
    struct chance chance = chance_from_seed(1);
    struct problem with = problem;
    with.together = &pair;
    with.together_count = 1;
    assert_null(sketch_start(&mem, &with, problem.given, INSTRUCTIONS_PLAIN, &chance));
    with = problem;
    with.met = &pair;
    with.met_count = 1;
    assert_null(sketch_start(&mem, &with, problem.given, INSTRUCTIONS_PLAIN, &chance));
    with = problem;
    with.skills = skills;
    with.skill_count = 1;
    assert_null(sketch_start(&mem, &with, problem.given, INSTRUCTIONS_PLAIN, &chance));
    arena_free(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_kept_move_by_move_are_sums_from_scratch),
        cmocka_unit_test(after_a_climb_no_exchange_of_two_people_gains),
        cmocka_unit_test(
            rounding_moves_no_distance_by_more_than_a_two_thousandth_of_their_reach),
        cmocka_unit_test(every_instruction_set_finds_the_same_place_and_value),
        cmocka_unit_test(a_problem_with_wishes_is_left_to_the_matrix),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
