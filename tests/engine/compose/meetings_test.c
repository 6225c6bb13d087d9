#include "cases.h"
#include "compose/meetings.h"

static void counts_are_those_of_all_pairs(void **state)
{
    (void)state;
    enum { PEOPLE = 23, TEAMS = 5, ROUNDS = 6 };
    static const struct pair together[] = { { 3, 11 }, { 11, 17 } };
    struct arena mem = arena_with_limit(16 << 20);
    struct problem problem = { .people = PEOPLE,
                               .teams = TEAMS,
                               .rounds = ROUNDS,
                               .size = sizes_balanced(&mem, PEOPLE, TEAMS),
                               .together = together,
                               .together_count = 2 };
    struct chance chance = chance_from_seed(4);
    uint32_t team[ROUNDS * PEOPLE];
    for (size_t k = 0; k < ROUNDS * PEOPLE; k++)
        team[k] = (uint32_t)chance_below(&chance, TEAMS + 1);
    struct meetings meetings = meetings_of(&mem, &problem, team);
    size_t met = 0, again = 0, repeats = 0, fewest = SIZE_MAX, most = 0;
    for (uint32_t a = 0; a < PEOPLE; a++) {
        size_t others = 0;
        for (uint32_t b = 0; b < PEOPLE; b++) {
            size_t times = 0;
            for (size_t r = 0; r < ROUNDS && a != b; r++)
                times += team[r * PEOPLE + a] == team[r * PEOPLE + b] &&
                         team[r * PEOPLE + a] < TEAMS;
            assert_int_equal(meetings_between(&meetings, a, b), times);
            others += times > 0;
            bool wanted = (a == 3 || a == 11 || a == 17) && (b == 3 || b == 11 || b == 17);
            if (b > a || times == 0)
                continue;
            met++;
            again += times > 1 && !wanted;
            repeats += wanted ? 0 : times - 1;
        }
        fewest = others < fewest ? others : fewest;
        most = others > most ? others : most;
    }
    assert_int_equal(meetings.pairs_met, met);
    assert_int_equal(meetings.pairs_again, again);
    assert_int_equal(meetings.repeats, repeats);
    assert_int_equal(meetings.fewest, fewest);
    assert_int_equal(meetings.most, most);
    arena_free(&mem);
}

/* people, teams, rounds, then what nothing can do better. */
static void limits_are_what_places_allow(void **state)
{
    (void)state;
    static const struct {
        size_t people, teams, rounds, others, strangers, repeats;
    } known[] = {
        { 15, 5, 7, 14, 0, 0 },   /* Kirkman: everyone meets everyone, once */
        { 15, 5, 8, 14, 0, 15 },  /* a round more: fifteen meetings too many */
        { 20, 5, 3, 9, 100, 0 },  /* 3 mates in each of 3 rounds */
        { 6, 2, 2, 4, 5, 2 },     /* two of each three were together already */
        { 30, 3, 2, 18, 201, 36 } /* tens from three teams: 3, 3 and 4 of each, 3 times */
    };
    for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
        struct arena mem = arena_with_limit(1 << 20);
        struct problem problem = { .people = known[k].people,
                                   .teams = known[k].teams,
                                   .rounds = known[k].rounds,
                                   .size =
                                       sizes_balanced(&mem, known[k].people, known[k].teams) };
        struct meetings_limit limit = meetings_limit(&problem);
        assert_int_equal(limit.others, known[k].others);
        assert_int_equal(limit.strangers, known[k].strangers);
        assert_int_equal(limit.repeats, known[k].repeats);
        arena_free(&mem);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_are_those_of_all_pairs),
        cmocka_unit_test(limits_are_what_places_allow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
