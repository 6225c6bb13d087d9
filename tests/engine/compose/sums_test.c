#include <math.h>
#include <stdlib.h>

#include "cases.h"
#include "compose/sums.h"
#include "compose/worth.h"

/* Numbers alone, by squares, one of them shared: the team sums say everything. */
static struct problem numbers(struct arena *mem, size_t people, size_t size, size_t horizons)
{
    struct chance chance = chance_from_seed(people + horizons);
    struct horizon *horizon = NEW_ARRAY(mem, struct horizon, horizons);
    for (size_t h = 0; h < horizons; h++) {
        float *value = NEW_ARRAY(mem, float, people);
        for (size_t i = 0; i < people; i++)
            value[i] = (float)(5 + (1 + 0.2 * (double)h) * chance_normal(&chance));
        horizon[h] = (struct horizon){ HORIZON_NUMBER, h == 1 ? -0.4 : 0.9, value };
    }
    return (struct problem){ .people = people,
                             .teams = people / size,
                             .size = sizes_balanced(mem, people, people / size),
                             .distance = DISTANCE_SQUARED,
                             .horizon_count = horizons,
                             .horizons = horizon };
}

static struct sums *placed(struct arena *mem, const struct problem *problem)
{
    struct chance chance = chance_from_seed(3);
    struct sums *sums = sums_start(mem, problem, case_best_set(), &chance);
    assert_non_null(sums);
    uint32_t *team = NEW_ARRAY(mem, uint32_t, problem->people);
    for (size_t i = 0; i < problem->people; i++)
        team[i] = (uint32_t)(i % problem->teams);
    sums_place(sums, team);
    return sums;
}

static const int16_t *seat_cell(const struct sums *s, size_t seat, size_t pair)
{
    return s->cell + (seat / SUMS_BLOCK * s->pairs + pair) * 4 * SUMS_BLOCK +
           seat % SUMS_BLOCK * 2;
}

/* Everyone is where the assignment says, and reads the sum of the rest of the team. */
static void check_rests(const struct sums *s)
{
    for (size_t x = 0; x < s->people; x++)
        for (size_t h = 0; h < 2 * s->pairs; h++) {
            int rest = 0;
            size_t first = x / s->size * s->size;
            for (size_t y = first; y < first + s->size; y++)
                rest += y == x ? 0 : seat_cell(s, y, h / 2)[h % 2];
            assert_int_equal(s->sign[h] * rest, seat_cell(s, x, h / 2)[2 * SUMS_BLOCK + h % 2]);
        }
}

static void worth_kept_move_by_move_is_worth_from_scratch(void **state)
{
    (void)state;
    for (size_t horizons = 1; horizons <= 5; horizons += 2) {
        struct arena mem = arena_with_limit(64 << 20);
        struct problem problem = numbers(&mem, 205, 5, horizons);
        struct sums *sums = placed(&mem, &problem);
        struct chance chance = chance_from_seed(8);
        uint32_t team[205];
        size_t moves = 0;
        for (int step = 0; step < 4000; step++) {
            double before = sums->worth;
            float temperature = step < 2000 ? 2 : 0;
            bool moved = sums_move(sums, temperature, &chance);
            moves += moved;
            if (temperature == 0)
                assert_true(moved ? sums->worth > before : sums->worth == before);
            if (step % 50)
                continue;
            check_rests(sums);
            sums_teams(sums, team);
            struct arena_mark mark = arena_mark(&mem);
            struct worth worth = worth_of(&mem, &problem, team);
            assert_true(worth.sizes_kept);
            CHECK_NEAR(sums->worth, worth.objective, 1e-3 * fabs(worth.objective));
            arena_release(&mem, mark);
        }
        assert_true(moves > 200);
        arena_free(&mem);
    }
}

static void every_instruction_set_finds_the_same_seat_and_value(void **state)
{
    (void)state;
    enum {
        PAIRS = 5,
        BLOCKS = SUMS_WINDOW / SUMS_BLOCK,
        CELLS = BLOCKS * PAIRS * 4 * SUMS_BLOCK
    };
    struct chance chance = chance_from_seed(12);
    int16_t *cell = malloc(CELLS * sizeof *cell);
    for (int k = 0; k < 3000; k++) {
        size_t pairs = 1 + chance_below(&chance, PAIRS);
        /* Few different numbers give ties; many give products near the end of 32 bits. */
        uint64_t reach = k % 3 == 0 ? 3 : k % 3 == 1 ? 300 : 7000;
        int16_t asker[4 * PAIRS];
        float noise[SUMS_WINDOW];
        for (size_t x = 0; x < CELLS; x++)
            cell[x] = (int16_t)((int)chance_below(&chance, 2 * reach) - (int)reach);
        for (size_t x = 0; x < 4 * PAIRS; x++)
            asker[x] = (int16_t)((int)chance_below(&chance, 2 * reach) - (int)reach);
        for (size_t x = 0; x < SUMS_WINDOW; x++)
            noise[x] = (float)chance_below(&chance, 4);
        struct sums_scan scan = { pairs, cell, asker, noise, k % 2 ? 0.37f : 0 };
        struct found plain = sums_scan(INSTRUCTIONS_PLAIN, &scan);
        assert_true(plain.place < SUMS_WINDOW);
        for (int set = INSTRUCTIONS_AVX2; set <= (int)case_best_set(); set++) {
            struct found wide = sums_scan((enum instruction_set)set, &scan);
            assert_true(plain.value == wide.value);
            assert_int_equal(plain.place, wide.place);
        }
    }
    free(cell);
}

static struct sums *started(struct arena *mem, const struct problem *problem)
{
    struct chance chance = chance_from_seed(1);
    return sums_start(mem, problem, INSTRUCTIONS_PLAIN, &chance);
}

static void another_problem_is_left_to_the_crowd(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(64 << 20);
    struct problem problem = numbers(&mem, 200, 5, 3), other = problem;
    assert_non_null(started(&mem, &problem));
    struct pair pair = { 1, 2 };
    other.apart = &pair;
    other.apart_count = 1;
    assert_null(started(&mem, &other));
    other = problem;
    other.distance = DISTANCE_ABSOLUTE;
    assert_null(started(&mem, &other));
    other = problem;
    other.objective = OBJECTIVE_WORST;
    assert_null(started(&mem, &other));
    other = problem;
    other.teams = 39;
    other.size = sizes_balanced(&mem, 200, 39);
    assert_null(started(&mem, &other));
    other = numbers(&mem, 120, 5, 3);
    assert_null(started(&mem, &other));
    arena_free(&mem);
}

static void one_far_away_number_leaves_the_rest_too_coarse(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(64 << 20);
    struct problem problem = numbers(&mem, 200, 5, 2);
    ((float *)problem.horizons[0].value)[7] = 1e6f;
    ((float *)problem.horizons[1].value)[3] = -1e7f;
    assert_null(started(&mem, &problem));
    arena_free(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(worth_kept_move_by_move_is_worth_from_scratch),
        cmocka_unit_test(every_instruction_set_finds_the_same_seat_and_value),
        cmocka_unit_test(another_problem_is_left_to_the_crowd),
        cmocka_unit_test(one_far_away_number_leaves_the_rest_too_coarse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
