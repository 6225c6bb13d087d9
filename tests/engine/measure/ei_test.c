#include "measure/ei.h"

#include "arena_state.h"
#include "base/chance.h"
#include "check.h"

enum { TEAMS = 24, PEOPLE = 5 };

/* Teams of five with two or three horizons; links inside a horizon more likely than across. */
static struct ei_team *drawn(struct arena *mem, size_t count, double inside, double across,
                             uint64_t seed)
{
    struct chance chance = chance_from_seed(seed);
    struct ei_team *teams = NEW_ARRAY(mem, struct ei_team, count);
    for (size_t g = 0; g < count; g++) {
        int *horizon = NEW_ARRAY(mem, int, PEOPLE);
        teams[g] = (struct ei_team){ grid_empty(mem, PEOPLE, PEOPLE), horizon };
        for (size_t i = 0; i < PEOPLE; i++)
            horizon[i] = (int)(i % (2 + g % 2)) * 7;
        for (size_t i = 0; i < PEOPLE; i++)
            for (size_t j = 0; j < PEOPLE; j++)
                grid_put(teams[g].ties, i, j,
                         chance_unit(&chance) < (horizon[i] == horizon[j] ? inside : across));
    }
    return teams;
}

static void count_links(const struct ei_team *team, const size_t *order, size_t *external,
                        size_t *internal)
{
    for (size_t i = 0; i < PEOPLE; i++)
        for (size_t j = 0; j < PEOPLE; j++) {
            if (i == j || !(grid_at(team->ties, i, j) > 0))
                continue;
            bool crosses = team->horizon[order[i]] != team->horizon[order[j]];
            (*external) += crosses;
            (*internal) += !crosses;
        }
}

static const size_t as_is[PEOPLE] = { 0, 1, 2, 3, 4 };

/* The same by drawing: mean, spread and tail within what chance allows. */
static void the_null_is_that_of_horizons_dealt_at_random(void **state)
{
    struct arena *mem = *state;
    enum { DRAWS = 4000 };
    struct ei_team *teams = drawn(mem, TEAMS, .6, .45, 3);
    struct ei e = measure_ei(mem, teams, TEAMS);
    struct chance chance = chance_from_seed(4);
    size_t external = 0, internal = 0, reached = 0;
    double sum = 0, squares = 0;
    for (size_t g = 0; g < TEAMS; g++)
        count_links(&teams[g], as_is, &external, &internal);
    assert_int_equal(e.external, external);
    assert_int_equal(e.internal, internal);
    double links = (double)(external + internal);
    CHECK_NEAR(e.index.value, ((double)external - (double)internal) / links, 1e-14);
    for (size_t draw = 0; draw < DRAWS; draw++) {
        size_t out = 0, in = 0;
        for (size_t g = 0; g < TEAMS; g++) {
            size_t order[PEOPLE] = { 0, 1, 2, 3, 4 };
            chance_shuffle(&chance, order, PEOPLE);
            count_links(&teams[g], order, &out, &in);
        }
        double index = ((double)out - (double)in) / links;
        sum += index / DRAWS, squares += index * index / DRAWS;
        reached += out <= external;
    }
    double sd = sqrt(squares - sum * sum), p = (double)reached / DRAWS;
    CHECK_NEAR(sum, e.expected.value, 4 * e.sd.value / sqrt(DRAWS));
    CHECK_NEAR(sd / e.sd.value, 1, .05);
    CHECK_NEAR(p, e.p_inside.value, 4 * sqrt(p * (1 - p) / DRAWS) + 1e-3);
    assert_true(e.exact);
    assert_true(e.index.value < e.expected.value);
}

/* Twenty times one team of three, two of one horizon, one link between those two: inside in one
 * deal of three. */
static void twenty_small_teams_are_a_binomial(void **state)
{
    struct arena *mem = *state;
    static const int horizon[] = { 1, 1, 2 };
    struct ei_team teams[EI_TEAMS_MIN];
    for (size_t g = 0; g < EI_TEAMS_MIN; g++) {
        teams[g] = (struct ei_team){ grid_empty(mem, 3, 3), horizon };
        grid_put(teams[g].ties, 0, 1, 1);
    }
    struct ei e = measure_ei(mem, teams, EI_TEAMS_MIN);
    CHECK_NEAR(e.index.value, -1, 0);
    CHECK_NEAR(e.expected.value, 2 * 2.0 / 3 - 1, 1e-14);
    CHECK_NEAR(e.sd.value, 2 * sqrt(20 * 2.0 / 9) / 20, 1e-14);
    CHECK_NEAR(e.p_inside.value * pow(3, 20), 1, 1e-9);
    CHECK_NEAR(e.p_crossing.value, 1, 1e-12);
}

static void names_and_directions_change_nothing(void **state)
{
    struct arena *mem = *state;
    static const size_t place[PEOPLE] = { 3, 0, 4, 1, 2 };
    struct ei_team *teams = drawn(mem, TEAMS, .7, .3, 5), other[TEAMS];
    for (size_t g = 0; g < TEAMS; g++) {
        int *horizon = NEW_ARRAY(mem, int, PEOPLE);
        other[TEAMS - 1 - g] = (struct ei_team){ grid_empty(mem, PEOPLE, PEOPLE), horizon };
        for (size_t i = 0; i < PEOPLE; i++) {
            horizon[place[i]] = 100 - teams[g].horizon[i];
            for (size_t j = 0; j < PEOPLE; j++)
                grid_put(other[TEAMS - 1 - g].ties, place[j], place[i],
                         grid_at(teams[g].ties, i, j));
        }
    }
    struct ei e = measure_ei(mem, teams, TEAMS), o = measure_ei(mem, other, TEAMS);
    CHECK_NEAR(o.index.value, e.index.value, 0);
    CHECK_NEAR(o.expected.value, e.expected.value, 1e-12);
    CHECK_NEAR(o.sd.value, e.sd.value, 1e-12);
    CHECK_NEAR(o.p_inside.value, e.p_inside.value, 1e-9);
}

static void what_lacks_is_said(void **state)
{
    struct arena *mem = *state;
    struct ei_team *teams = drawn(mem, TEAMS, .6, .6, 6);
    struct ei e = measure_ei(mem, teams, EI_TEAMS_MIN - 1);
    assert_int_equal(e.index.lack, LACKS_PEOPLE);
    assert_int_equal(e.p_inside.lack, LACKS_PEOPLE);
    for (size_t g = 0; g < TEAMS; g++)
        for (size_t i = 0; i < PEOPLE * PEOPLE; i++)
            teams[g].ties.cell[i] = 1; /* everybody linked: dealing changes nothing */
    e = measure_ei(mem, teams, TEAMS);
    CHECK_NEAR(e.index.value, e.expected.value, 1e-12);
    assert_int_equal(e.z.lack, LACKS_SPREAD);
    for (size_t g = 0; g < TEAMS; g++)
        for (size_t i = 0; i < PEOPLE * PEOPLE; i++)
            teams[g].ties.cell[i] = NAN; /* nothing known */
    assert_int_equal(measure_ei(mem, teams, TEAMS).teams, 0);
    assert_int_equal(measure_ei(mem, NULL, 0).index.lack, LACKS_PEOPLE);
}

/* Somebody without a horizon is as if not there. */
static void a_person_without_horizon_is_left_out(void **state)
{
    struct arena *mem = *state;
    struct ei_team *teams = drawn(mem, TEAMS, .6, .5, 7), fewer[TEAMS];
    for (size_t g = 0; g < TEAMS; g++) {
        int *horizon = NEW_ARRAY(mem, int, PEOPLE);
        memcpy(horizon, teams[g].horizon, PEOPLE * sizeof *horizon);
        horizon[PEOPLE - 1] = NO_HORIZON;
        fewer[g] = (struct ei_team){ grid_empty(mem, PEOPLE - 1, PEOPLE - 1), horizon };
        for (size_t i = 0; i + 1 < PEOPLE; i++)
            for (size_t j = 0; j + 1 < PEOPLE; j++)
                grid_put(fewer[g].ties, i, j, grid_at(teams[g].ties, i, j));
        teams[g].horizon = horizon;
    }
    struct ei e = measure_ei(mem, teams, TEAMS), o = measure_ei(mem, fewer, TEAMS);
    CHECK_NEAR(o.index.value, e.index.value, 0);
    CHECK_NEAR(o.p_inside.value, e.p_inside.value, 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_null_is_that_of_horizons_dealt_at_random),
        cmocka_unit_test(twenty_small_teams_are_a_binomial),
        cmocka_unit_test(names_and_directions_change_nothing),
        cmocka_unit_test(what_lacks_is_said),
        cmocka_unit_test(a_person_without_horizon_is_left_out),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
