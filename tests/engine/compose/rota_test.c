#include <stdlib.h>

#include "cases.h"
#include "compose/rota_ask.h"
#include "compose/rota_focus.h"
#include "compose/rota_move.h"
#include "compose/rota_parts.h"
#include "compose/rota_seat.h"

static const struct pair together[] = { { 3, 11 }, { 11, 17 }, { 8, 9 } };
static const struct pair apart[] = { { 0, 1 }, { 0, 2 }, { 5, 6 } };
static const struct pair met[] = { { 4, 7 }, { 4, 7 }, { 12, 13 } };

/* 23 people in five teams over 4 rounds, some of them sitting out, with wishes or without. */
static struct problem rounds_of(struct arena *mem, uint64_t seed, bool sit_out, bool wishes)
{
    struct problem problem = case_of_horizons(mem, 23, 5, seed);
    problem.rounds = 4;
    problem.size = sizes_balanced(mem, sit_out ? 20 : 23, 5);
    if (!wishes)
        return problem;
    uint8_t *skills = NEW_ARRAY(mem, uint8_t, 23);
    problem.together = together, problem.together_count = 3;
    problem.apart = apart, problem.apart_count = 3;
    problem.met = met, problem.met_count = 3;
    for (size_t x = 0; x < 23; x++)
        skills[x] = (uint8_t)(x % 3 == 0);
    problem.skills = skills, problem.skill_count = 1, problem.skill_least[0] = 1;
    return problem;
}

static struct rota *placed(struct arena *mem, const struct problem *problem,
                           struct chance *chance)
{
    struct rota *rota = rota_start(mem, problem);
    struct rota_seat seat = rota_seat_prepare(mem, rota);
    uint32_t *team = NEW_ARRAY(mem, uint32_t, rota->rounds * rota->people);
    while (!rota_seat_by_chance(&seat, team, chance))
        ;
    rota_place(rota, team);
    return rota;
}

/* Prices and cost again from nothing, and the cost once more by its definition. */
static void check_state(struct arena *mem, const struct rota *rota)
{
    const struct problem *problem = rota->problem;
    size_t n = rota->people, stride = rota->stride;
    struct arena_mark mark = arena_mark(mem);
    uint32_t *team = NEW_ARRAY(mem, uint32_t, rota->rounds * n);
    rota_teams(rota, team);
    struct rota *first = rota_start(mem, problem), *again = rota_start(mem, problem);
    rota_place(again, team);
    assert_true(again->cost == rota->cost);
    assert_memory_equal(again->price, rota->price, n * stride * sizeof *rota->price);
    assert_memory_equal(again->sits, rota->sits, n * sizeof *rota->sits);
    int64_t cost = 0;
    for (size_t a = 0; a < n; a++)
        for (size_t b = 0; b < a; b++) {
            int64_t times = 0;
            for (size_t r = 0; r < rota->rounds; r++)
                times += team[r * n + a] == team[r * n + b] && team[r * n + a] < rota->teams;
            cost +=
                times * first->price[a * stride + b] + times * (times - 1) / 2 * rota->repeat;
        }
    for (size_t r = 0; r < rota->rounds; r++)
        for (size_t t = 0; t < rota->teams; t++)
            for (size_t k = 0; k < problem->skill_count; k++) {
                int64_t held = 0, least = problem->skill_least[k];
                for (size_t x = 0; x < n; x++)
                    held += team[r * n + x] == t && (problem->skills[x] >> k & 1);
                cost += held < least ? (int64_t)ROTA_SKILL * rota->repeat * (least - held) : 0;
            }
    assert_true(cost == rota->cost);
    arena_release(mem, mark);
}

static void check_proposals(struct arena *mem, const struct problem *problem, uint64_t seed)
{
    struct chance chance = chance_from_seed(seed);
    struct rota *rota = placed(mem, problem, &chance);
    struct rota_heat heat = { 0.5 * rota->repeat, rota_logs(mem) };
    for (size_t step = 0; step < 1000; step++) {
        rota_propose(rota, &heat, &chance);
        check_state(mem, rota);
    }
}

static void check_focus(struct arena *mem, const struct problem *problem, uint64_t seed)
{
    struct chance chance = chance_from_seed(seed);
    struct rota *rota = placed(mem, problem, &chance);
    struct rota_focus *focus = rota_focus_start(mem, rota, case_best_set(), &chance);
    size_t moved = 0;
    for (size_t turn = 0; turn < 200; turn++) {
        rota_focus_on(focus, turn % rota->rounds);
        for (uint32_t k = 0; k < 1 + turn % 40; k++)
            moved += rota_focus_move(focus, (uint32_t)chance_below(&chance, rota->people),
                                     0.3f * (float)rota->repeat, &chance);
        rota_focus_off(focus);
        check_state(mem, rota);
    }
    assert_true(moved > 200);
}

static void check_parts(struct arena *mem, const struct problem *problem, uint64_t seed)
{
    struct chance chance = chance_from_seed(seed);
    struct rota *rota = placed(mem, problem, &chance);
    struct rota_parts *parts = rota_parts_start(mem, rota, case_best_set(), &chance);
    size_t moved = 0;
    for (size_t turn = 0; turn < 200; turn++) {
        rota_parts_on(parts);
        for (uint32_t k = 0; k < 1 + turn % 40; k++)
            moved += rota_parts_move(parts, (uint32_t)chance_below(&chance, rota->people),
                                     0.3f * (float)rota->repeat, &chance);
        rota_parts_off(parts);
        check_state(mem, rota);
    }
    assert_true(moved > 200);
}

static void cost_step_by_step_is_cost_from_scratch(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 4; seed++) {
        struct arena mem = arena_with_limit(256 << 20);
        struct problem problem = rounds_of(&mem, seed, seed % 2 == 0, seed > 2);
        if (seed > 1)
            check_proposals(&mem, &problem, seed);
        check_focus(&mem, &problem, seed);
        check_parts(&mem, &problem, seed);
        arena_free(&mem);
    }
}

/* The least cost that exchanging someone with anyone of the round would give. */
static int64_t least_by_trying(struct rota *rota, size_t round, uint32_t i)
{
    const uint32_t *place = rota->place + round * rota->people;
    int64_t least = 0;
    for (uint32_t x = 0; x < rota->people; x++)
        if (rota_team(rota, round, x) != rota_team(rota, round, i) &&
            rota_team(rota, round, x) < rota->teams &&
            glue_block(&rota->glue, x) == GLUE_ALONE) {
            int64_t change = rota_change(rota, round, place[i], place[x]);
            least = change < least ? change : least;
        }
    return least;
}

static void a_cold_ask_takes_the_best_exchange_of_the_round(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 4; seed++) {
        struct arena mem = arena_with_limit(256 << 20);
        struct problem problem = rounds_of(&mem, seed, seed % 2 == 0, seed > 2);
        struct chance chance = chance_from_seed(seed);
        struct rota *rota = placed(&mem, &problem, &chance);
        struct rota_focus *focus = rota_focus_start(&mem, rota, INSTRUCTIONS_PLAIN, &chance);
        for (uint32_t i = 0; i < 23; i++) {
            size_t round = i % rota->rounds;
            if (rota_team(rota, round, i) == rota->teams ||
                glue_block(&rota->glue, i) != GLUE_ALONE)
                continue;
            int64_t before = rota->cost, least = least_by_trying(rota, round, i);
            rota_focus_on(focus, round);
            assert_int_equal(rota_focus_move(focus, i, 0, &chance), least < 0);
            rota_focus_off(focus);
            assert_true(rota->cost == before + least);
        }
        arena_free(&mem);
    }
}

static void plain_and_wide_loops_give_the_same_answers(void **state)
{
    (void)state;
    enum { COUNT = 96, TEAMS = 7 };
    struct arena mem = arena_with_limit(1 << 20);
    int32_t *number = lanes_alloc(&mem, 4 * COUNT, sizeof(int32_t)), column[TEAMS];
    int32_t *team = lanes_alloc(&mem, COUNT, sizeof(int32_t));
    float *noise = lanes_alloc(&mem, COUNT, sizeof(float));
    struct chance chance = chance_from_seed(5);
    for (size_t k = 0; k < 500; k++) {
        for (size_t x = 0; x < 4 * COUNT; x++) /* few values, so that some tie */
            number[x] = (int32_t)chance_below(&chance, 4) << 20;
        for (size_t x = 0; x < COUNT; x++) {
            team[x] = (int32_t)chance_below(&chance, TEAMS);
            noise[x] = (float)chance_below(&chance, 3);
        }
        for (size_t t = 0; t < TEAMS; t++)
            column[t] = t == k % TEAMS ? ROTA_NEVER : (int32_t)chance_below(&chance, 4) << 20;
        struct rota_question question = { COUNT,  number, number + COUNT, number + 2 * COUNT,
                                          column, team,   noise,          1 << 20,
                                          3e5f };
        struct found plain = rota_ask(INSTRUCTIONS_PLAIN, &question);
        struct found wide = rota_ask(case_best_set(), &question);
        size_t best = 0;
        double value[COUNT];
        for (uint32_t x = 0; x < COUNT; x++) {
            value[x] = (double)(question.temperature * noise[x]) -
                       (double)(float)rota_answer(&question, x);
            best = value[x] > value[best] ? x : best;
        }
        assert_int_equal(plain.place, best);
        assert_int_equal(wide.place, best);
        assert_true(plain.value == wide.value);
        int32_t *into = number + 3 * COUNT, expected[COUNT];
        for (size_t x = 0; x < COUNT; x++)
            expected[x] = into[x] + 4 * number[x] - 2 * number[COUNT + x];
        rota_change_row(INSTRUCTIONS_PLAIN, into, number, number + COUNT, COUNT);
        rota_change_row(case_best_set(), into, number, number + COUNT, COUNT);
        rota_add_row(INSTRUCTIONS_PLAIN, into, number, COUNT);
        rota_add_row(case_best_set(), into, number, COUNT);
        assert_memory_equal(into, expected, sizeof expected);
    }
    arena_free(&mem);
}

/* However dear people are to one another, the sums fit. */
static void prices_leave_room_for_the_largest_team(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(256 << 20);
    struct problem problem = { .people = 400,
                               .teams = 2,
                               .rounds = COMPOSE_ROUNDS_MAX,
                               .size = sizes_balanced(&mem, 400, 2) };
    struct pair *dear = NEW_ARRAY(&mem, struct pair, 400);
    for (size_t k = 0; k < 400; k++)
        dear[k] = (struct pair){ 0, 1 };
    problem.apart = problem.met = dear;
    problem.apart_count = problem.met_count = 400;
    struct rota *rota = rota_start(&mem, &problem);
    assert_true(rota->repeat >= 1);
    int64_t price = rota->price[1];
    assert_true(price >= (int64_t)ROTA_APART * rota->repeat);
    assert_true((price + (int64_t)COMPOSE_ROUNDS_MAX * rota->repeat) * 200 *
                    COMPOSE_ROUNDS_MAX <=
                ROTA_SUM_MAX);
    arena_free(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cost_step_by_step_is_cost_from_scratch),
        cmocka_unit_test(a_cold_ask_takes_the_best_exchange_of_the_round),
        cmocka_unit_test(plain_and_wide_loops_give_the_same_answers),
        cmocka_unit_test(prices_leave_room_for_the_largest_team),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
