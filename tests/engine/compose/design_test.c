#include "compose/design.h"
#include "compose/field.h"
#include "compose/sizes.h"

#include "check.h"

static const uint32_t orders[] = { 2, 3, 4, 5, 7, 8, 9, 16, 25, 27, 32, 49, 64 };

static void every_number_but_0_divides_in_a_field(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(64 << 20);
    for (size_t k = 0; k < sizeof orders / sizeof *orders; k++) {
        struct field f;
        uint32_t q = orders[k];
        assert_true(field_of(&mem, q, &f));
        for (uint32_t a = 0; a < q; a++)
            for (uint32_t b = 0; b < q; b++) {
                assert_int_equal(field_sum(&f, a, b), field_sum(&f, b, a));
                assert_int_equal(field_product(&f, a, b), field_product(&f, b, a));
                uint32_t c = (7 * a + 3 * b + 1) % q;
                assert_int_equal(field_sum(&f, a, field_sum(&f, b, c)),
                                 field_sum(&f, field_sum(&f, a, b), c));
                assert_int_equal(field_product(&f, a, field_product(&f, b, c)),
                                 field_product(&f, field_product(&f, a, b), c));
                assert_int_equal(
                    field_product(&f, a, field_sum(&f, b, c)),
                    field_sum(&f, field_product(&f, a, b), field_product(&f, a, c)));
            }
        for (uint32_t a = 0; a < q; a++) {
            size_t inverses = 0;
            for (uint32_t b = 0; b < q; b++)
                inverses += field_product(&f, a, b) == 1;
            assert_int_equal(inverses, a > 0);
            assert_int_equal(field_sum(&f, a, 0), a);
            assert_int_equal(field_product(&f, a, 1), a);
        }
    }
    arena_free(&mem);
}

static void a_field_has_a_power_of_a_prime_of_elements(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(64 << 20);
    struct field field;
    const uint32_t none[] = { 0, 1, 6, 10, 12, 15, 36, 100, FIELD_ORDER_MAX + 9 };
    for (size_t k = 0; k < sizeof none / sizeof *none; k++)
        assert_false(field_of(&mem, none[k], &field));
    arena_free(&mem);
}

static struct design question(struct arena *mem, size_t people, size_t teams, size_t seats,
                              size_t rounds)
{
    return (struct design){ .people = people,
                            .teams = teams,
                            .rounds = rounds,
                            .size = sizes_balanced(mem, seats, teams),
                            .team = NEW_ARRAY(mem, uint32_t, rounds * people) };
}

/* Every meeting counted, every team's size, and who sits out. */
static void check_design(struct arena *mem, const struct design *design)
{
    size_t people = design->people;
    unsigned char *met = NEW_ARRAY(mem, unsigned char, people *people);
    uint32_t *sat = NEW_ARRAY(mem, uint32_t, people), low = UINT32_MAX, high = 0;
    for (size_t r = 0; r < design->rounds; r++) {
        const uint32_t *team = design->team + r * people;
        uint32_t *size = NEW_ARRAY(mem, uint32_t, design->teams + 1);
        for (size_t a = 0; a < people; a++) {
            assert_in_range(team[a], 0, design->teams);
            size[team[a]]++;
            sat[a] += team[a] == design->teams;
            for (size_t b = 0; b < a && team[a] < design->teams; b++)
                if (team[a] == team[b] && met[a * people + b]++)
                    fail_msg("%zu and %zu meet again in round %zu", a, b, r);
        }
        for (size_t t = 0; t < design->teams; t++)
            assert_int_equal(size[t], design->size[t].high);
    }
    for (size_t a = 0; a < people; a++) {
        low = sat[a] < low ? sat[a] : low;
        high = sat[a] > high ? sat[a] : high;
    }
    assert_true(high - low <= 1);
}

static bool find_somehow(struct arena *mem, struct design *design)
{
    enum { TRIES = 60 };
    if (design_find(mem, design))
        return true;
    design->repeats = DESIGN_NONE;
    struct design_cycles *cycles = design_cycles_start(mem, design);
    struct chance chance = chance_from_seed(1);
    for (size_t k = 0; cycles && k < TRIES && design->repeats > 0; k++)
        design_cycles_try(mem, cycles, design, &chance);
    return design->repeats == 0;
}

/* people, teams, seats, rounds */
static void check_found(size_t people, size_t teams, size_t seats, size_t rounds)
{
    struct arena mem = arena_with_limit(256 << 20);
    struct design design = question(&mem, people, teams, seats, rounds);
    if (!find_somehow(&mem, &design))
        fail_msg("%zu people, %zu teams, %zu rounds: none found", people, teams, rounds);
    check_design(&mem, &design);
    arena_free(&mem);
}

static void known_schedules_repeat_no_meeting(void **state)
{
    (void)state;
    static const size_t known[][4] = {
        { 15, 5, 15, 7 }, /* Kirkman's schoolgirls */
        { 32, 8, 32, 9 },     { 120, 24, 120, 8 }, { 100, 20, 100, 10 }, { 9, 3, 9, 4 },
        { 25, 5, 25, 6 },     { 27, 9, 27, 13 },   { 64, 16, 64, 21 },   { 64, 8, 64, 9 },
        { 35, 7, 35, 7 },     { 81, 27, 81, 40 },  { 21, 7, 21, 10 },    { 50, 10, 50, 6 },
        { 105, 35, 105, 35 }, /* a ring of 5 and 7 */
        { 32, 8, 32, 10 },    /* stored */
    };
    for (size_t k = 0; k < sizeof known / sizeof *known; k++)
        check_found(known[k][0], known[k][1], known[k][2], known[k][3]);
}

static void teams_of_two_meet_everyone(void **state)
{
    (void)state;
    for (size_t people = 4; people <= 21; people++)
        check_found(people, people / 2, people / 2 * 2, people - 1 + people % 2);
}

static void uneven_teams_and_people_who_sit_out_have_theirs_too(void **state)
{
    (void)state;
    check_found(33, 7, 33, 7); /* lines without two points of the last column */
    check_found(23, 5, 23, 4);
    check_found(22, 5, 20, 4);
    check_found(14, 4, 12, 5);
    check_found(31, 7, 28, 6);
}

static void what_cannot_be_is_not_found(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(64 << 20);
    /* One round more than each person has others to meet; 36 officers; two of 6 and 2. */
    const size_t never[][3] = { { 15, 5, 8 }, { 9, 3, 5 }, { 6, 3, 6 }, { 6, 2, 2 } };
    for (size_t k = 0; k < sizeof never / sizeof *never; k++) {
        struct design design =
            question(&mem, never[k][0], never[k][1], never[k][0], never[k][2]);
        assert_false(find_somehow(&mem, &design));
    }
    arena_free(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_number_but_0_divides_in_a_field),
        cmocka_unit_test(a_field_has_a_power_of_a_prime_of_elements),
        cmocka_unit_test(known_schedules_repeat_no_meeting),
        cmocka_unit_test(teams_of_two_meet_everyone),
        cmocka_unit_test(uneven_teams_and_people_who_sit_out_have_theirs_too),
        cmocka_unit_test(what_cannot_be_is_not_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
