#include <stdlib.h>

#include "cases.h"
#include "compose/meetings.h"
#include "compose/rota.h"
#include "compose/rotate.h"

/* Nothing but meetings to arrange. */
static struct problem golf(struct arena *mem, size_t people, size_t teams, size_t seats,
                           size_t rounds)
{
    return (struct problem){ .people = people,
                             .teams = teams,
                             .rounds = rounds,
                             .size = sizes_balanced(mem, seats, teams) };
}

static uint32_t *run(struct arena *mem, const struct problem *problem, struct plan plan,
                     uint64_t at_a_time)
{
    struct err err;
    assert_int_equal(problem_accept(problem, &err), OK);
    uint32_t *team = NEW_ARRAY(mem, uint32_t, problem->rounds * problem->people);
    struct rotate *rotate = rotate_start(mem, problem, plan);
    assert_non_null(rotate);
    while (!rotate_done(rotate))
        rotate_step(rotate, at_a_time);
    assert_true(rotate_best(rotate, team));
    return team;
}

/* Every round gives every team its people; gives the repeats, counted pair by pair. */
static size_t repeats_of(const struct problem *problem, const uint32_t *team)
{
    size_t repeats = 0, people = problem->people;
    for (size_t r = 0; r < problem->rounds; r++)
        for (size_t t = 0; t < problem->teams; t++) {
            uint32_t size = 0;
            for (size_t x = 0; x < people; x++)
                size += team[r * people + x] == t;
            assert_int_equal(size, problem->size[t].high);
        }
    for (size_t a = 0; a < people; a++)
        for (size_t b = 0; b < a; b++) {
            size_t met = 0;
            for (size_t r = 0; r < problem->rounds; r++)
                met += team[r * people + a] == team[r * people + b] &&
                       team[r * people + a] < problem->teams;
            repeats += met > 1 ? met - 1 : 0;
        }
    return repeats;
}

static void nobody_meets_twice_where_a_schedule_is_known(void **state)
{
    (void)state;
    static const size_t known[][3] = { { 5, 3, 7 }, { 8, 4, 9 },  { 24, 5, 8 }, { 20, 5, 10 },
                                       { 6, 4, 5 }, { 10, 5, 6 }, { 8, 4, 10 } };
    for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
        struct arena mem = arena_with_limit(64 << 20);
        size_t people = known[k][0] * known[k][1];
        struct problem problem = golf(&mem, people, known[k][0], people, known[k][2]);
        uint32_t *team =
            run(&mem, &problem, (struct plan){ .seed = 1, .steps = 20000000 }, 100000);
        assert_int_equal(repeats_of(&problem, team), 0);
        arena_free(&mem);
    }
}

static void wishes_hold_in_every_round_and_sitting_out_is_shared(void **state)
{
    (void)state;
    static const struct pair together[] = { { 3, 11 }, { 11, 17 }, { 8, 9 } };
    static const struct pair apart[] = { { 0, 1 }, { 0, 2 }, { 5, 6 } };
    static const struct pair met[] = { { 4, 7 }, { 12, 13 } };
    struct arena mem = arena_with_limit(256 << 20);
    uint8_t skills[23];
    struct problem problem = case_of_horizons(&mem, 23, 4, 3);
    problem.rounds = 5;
    problem.size = sizes_balanced(&mem, 20, 4);
    problem.together = together, problem.together_count = 3;
    problem.apart = apart, problem.apart_count = 3;
    problem.met = met, problem.met_count = 2;
    for (size_t x = 0; x < 23; x++)
        skills[x] = (uint8_t)(x % 3 == 0);
    problem.skills = skills, problem.skill_count = 1, problem.skill_least[0] = 1;
    uint32_t *team = run(&mem, &problem, (struct plan){ .seed = 5, .steps = 3000000 }, 4096);
    for (size_t r = 0; r < problem.rounds; r++) {
        const uint32_t *of = team + r * 23;
        for (size_t w = 0; w < 3; w++) {
            assert_int_equal(of[together[w].a], of[together[w].b]);
            assert_true(of[apart[w].a] != of[apart[w].b] || of[apart[w].a] == 4);
            assert_true(w == 2 || of[met[w].a] != of[met[w].b] || of[met[w].a] == 4);
        }
        for (uint32_t t = 0; t < 4; t++) {
            size_t held = 0;
            for (size_t x = 0; x < 23; x++)
                held += of[x] == t && skills[x];
            assert_true(held >= 1);
        }
    }
    struct meetings meetings = meetings_of(&mem, &problem, team);
    assert_true(meetings.sits_high - meetings.sits_low <= 1);
    arena_free(&mem);
}

static void seed_and_steps_give_the_same_rounds_on_every_machine(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(256 << 20);
    struct problem problem = case_of_horizons(&mem, 30, 6, 77);
    problem.rounds = 5;
    struct plan plan = { .seed = 5, .steps = 300000 };
    uint32_t *whole = run(&mem, &problem, plan, 300000), *cut = run(&mem, &problem, plan, 37);
    plan.set = case_best_set();
    uint32_t *wide = run(&mem, &problem, plan, 5000);
    plan.seed = 6;
    uint32_t *other = run(&mem, &problem, plan, 37);
    size_t bytes = 5 * 30 * sizeof *whole;
    assert_memory_equal(whole, cut, bytes);
    assert_memory_equal(whole, wide, bytes);
    assert_memory_not_equal(whole, other, bytes);
    arena_free(&mem);
}

static void an_interrupted_rotation_settles_and_gives_rounds(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(64 << 20);
    struct problem problem = case_of_horizons(&mem, 30, 6, 31);
    problem.rounds = 4;
    struct rotate *rotate =
        rotate_start(&mem, &problem, (struct plan){ .seed = 4, .steps = 1000000000 });
    uint32_t team[4 * 30];
    assert_false(rotate_best(rotate, team));
    rotate_step(rotate, 2000);
    rotate_finish(rotate);
    assert_true(rotate_done(rotate));
    assert_true(rotate_best(rotate, team));
    repeats_of(&problem, team);
    arena_free(&mem);
}

static void what_was_reached_is_kept_when_interrupted_later(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(64 << 20);
    struct problem problem = case_of_horizons(&mem, 30, 6, 31);
    problem.rounds = 4;
    struct plan plan = { .seed = 4, .steps = 1000000000 };
    for (uint64_t more = 60; more < 4000; more *= 3) {
        struct rotate *rotate = rotate_start(&mem, &problem, plan);
        uint32_t before[4 * 30], after[4 * 30];
        while (!rotate_best(rotate, before))
            rotate_step(rotate, 100);
        double reached = rotate_best_worth(rotate);
        rotate_step(rotate, more); /* into a course that is hot again */
        rotate_finish(rotate);
        assert_true(rotate_best(rotate, after));
        assert_true(rotate_best_worth(rotate) >= reached);
        struct rota *rota = rota_start(&mem, &problem);
        rota_place(rota, after);
        assert_true(rotate_best_worth(rotate) == -(double)rota->cost / rota->repeat);
    }
    arena_free(&mem);
}

/* Every way to put people 0 .. n-1 into the teams of one round, teams of one size alike. */
struct every {
    const struct problem *problem;
    uint32_t *round;
    size_t count;
    uint32_t now[16], size[16];
};

static void every_round(struct every *every, size_t person)
{
    const struct problem *problem = every->problem;
    if (person == problem->people) {
        memcpy(every->round + every->count++ * problem->people, every->now,
               problem->people * sizeof(uint32_t));
        return;
    }
    for (uint32_t t = 0; t < problem->teams; t++) {
        if (every->size[t] == problem->size[t].high)
            continue;
        bool seen = false;
        for (uint32_t s = 0; s < t; s++)
            seen |= every->size[s] == 0 && every->size[t] == 0 &&
                    problem->size[s].high == problem->size[t].high;
        if (seen)
            continue;
        every->now[person] = t;
        every->size[t]++;
        every_round(every, person + 1);
        every->size[t]--;
    }
}

/* The least cost over all rotations: rounds in order, as their order changes nothing. */
static int64_t least_cost(struct rota *rota, const struct every *every, uint32_t *team,
                          size_t round, size_t from)
{
    if (round == rota->rounds) {
        rota_place(rota, team);
        return rota->cost;
    }
    int64_t least = INT64_MAX;
    for (size_t k = from; k < every->count; k++) {
        memcpy(team + round * rota->people, every->round + k * rota->people,
               rota->people * sizeof *team);
        int64_t cost = least_cost(rota, every, team, round + 1, k);
        least = cost < least ? cost : least;
    }
    return least;
}

static void a_handful_of_people_get_the_best_rotation_there_is(void **state)
{
    (void)state;
    static const size_t tiny[][3] = { { 6, 2, 2 }, { 6, 2, 4 }, { 6, 3, 3 },
                                      { 6, 3, 5 }, { 7, 2, 3 }, { 7, 3, 2 },
                                      { 8, 2, 3 }, { 8, 4, 3 }, { 9, 3, 2 } };
    for (size_t k = 0; k < 2 * (sizeof tiny / sizeof *tiny); k++) {
        struct arena mem = arena_with_limit(256 << 20);
        size_t people = tiny[k / 2][0], teams = tiny[k / 2][1], rounds = tiny[k / 2][2];
        struct problem problem = k % 2 ? case_of_horizons(&mem, people, teams, k)
                                       : golf(&mem, people, teams, people, rounds);
        problem.rounds = rounds;
        struct every every = { .problem = &problem,
                               .round = NEW_ARRAY(&mem, uint32_t, 3000 * people) };
        every_round(&every, 0);
        uint32_t *team = NEW_ARRAY(&mem, uint32_t, rounds * people);
        struct rota *rota = rota_start(&mem, &problem);
        int64_t least = least_cost(rota, &every, team, 0, 0);
        team = run(&mem, &problem, (struct plan){ .seed = 1, .steps = 400000 }, 1000);
        rota_place(rota, team);
        if (rota->cost != least)
            fail_msg("%zu-%zu-%zu: cost %g, the least is %g", people, teams, rounds,
                     (double)rota->cost / rota->repeat, (double)least / rota->repeat);
        if (k % 2 == 0)
            assert_true(repeats_of(&problem, team) >= meetings_limit(&problem).repeats);
        arena_free(&mem);
    }
}

static void mixing_is_no_worse_for_meeting_others(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(64 << 20);
    struct problem problem = case_of_horizons(&mem, 40, 8, 12);
    problem.rounds = 6;
    uint32_t *team = run(&mem, &problem, (struct plan){ .seed = 3, .steps = 4000000 }, 100000);
    assert_int_equal(repeats_of(&problem, team), 0);
    arena_free(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_meets_twice_where_a_schedule_is_known),
        cmocka_unit_test(wishes_hold_in_every_round_and_sitting_out_is_shared),
        cmocka_unit_test(seed_and_steps_give_the_same_rounds_on_every_machine),
        cmocka_unit_test(an_interrupted_rotation_settles_and_gives_rounds),
        cmocka_unit_test(what_was_reached_is_kept_when_interrupted_later),
        cmocka_unit_test(a_handful_of_people_get_the_best_rotation_there_is),
        cmocka_unit_test(mixing_is_no_worse_for_meeting_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
