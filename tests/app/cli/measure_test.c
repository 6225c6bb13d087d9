/* One statistic on any table, asked for as anybody would. */
#include <stdbool.h>
#include <stdlib.h>

#include "check.h"
#include "program.h"

/* The figure printed after a path, NAN when there is none. */
static double figure(const char *out, const char *path)
{
    char head[80];
    snprintf(head, sizeof head, "%s\t", path);
    const char *at = strncmp(out, head, strlen(head)) == 0 ? out : NULL;
    snprintf(head, sizeof head, "\n%s\t", path);
    at = at ? at : strstr(out, head);
    if (!at)
        fail_msg("no figure %s in\n%s", path, out);
    at = strchr(at, '\t') + 1;
    return *at == '\n' ? NAN : strtod(at, NULL);
}

/* Teams of three: a link inside the pair of one site, and half of the times one across. */
static void write_links(size_t teams)
{
    static char text[16384];
    size_t length = (size_t)snprintf(text, sizeof text, "team,a,b,w,site_a,site_b\n");
    for (size_t g = 0; g < teams; g++)
        length += (size_t)snprintf(text + length, sizeof text - length,
                                   "t%zu,ann,bob,7,Lyon,Lyon\nt%zu,bob,eve,%d,Lyon,Brest\n", g,
                                   g, g % 2 == 0 ? 6 : 2);
    program_write("links.csv", text);
}

#define EI "measure ei \"$D/links.csv\" --group team --from a --to b --weight w --cut 5 "

static void links_across_sites_are_set_against_sites_dealt_at_random(void **state)
{
    (void)state;
    write_links(20);
    struct ran ran = program_expect(0, "", EI "--horizon site_a,site_b");
    CHECK_NEAR(figure(ran.out, "teams"), 20, 0);
    CHECK_NEAR(figure(ran.out, "external"), 10, 0);
    CHECK_NEAR(figure(ran.out, "internal"), 20, 0);
    CHECK_NEAR(figure(ran.out, "ei"), -1.0 / 3, 1e-14);
    CHECK_NEAR(figure(ran.out, "expected"), 1.0 / 3, 1e-14); /* two pairs of three cross */
    assert_true(figure(ran.out, "p_inside") < .001);
    write_links(19);
    ran = program_expect(0, "", EI "--horizon site_a,site_b");
    assert_true(isnan(figure(ran.out, "ei")) && isnan(figure(ran.out, "external")));
    program_expect(2, "--horizon", EI);
    program_expect(3, "two columns", EI "--horizon site_a");
    program_write("links.csv", "team,a,b,s,t\n1,ann,bob,Lyon,Lyon\n1,bob,ann,Brest,Lyon\n");
    program_expect(3, "bob has two horizons",
                   "measure ei \"$D/links.csv\" --group team --from a --to b --horizon s,t");
}

/* Three people a team, who come closer round after round. */
static void write_rounds(void)
{
    static char text[16384];
    size_t length = (size_t)snprintf(text, sizeof text, "team,who,round,y\n");
    for (int team = 0; team < 24; team++)
        for (int who = 0; who < 3; who++)
            for (int round = 0; round < 3; round++)
                length += (size_t)snprintf(
                    text + length, sizeof text - length, "%d,%d,%d,%.3f\n", team, who, round,
                    5 + team % 3 +
                        ((team * 7 + who * 5 + round * 3) % 11 - 5) / (2.0 * (1 + 3 * round)));
    program_write("rounds.csv", text);
}

static void a_consensus_that_emerges_is_found(void **state)
{
    (void)state;
    write_rounds();
    struct ran ran = program_expect(
        0, "",
        "measure consensus \"$D/rounds.csv\" --group team --person who --time round --value y");
    CHECK_NEAR(figure(ran.out, "rows"), 216, 0);
    assert_true(figure(ran.out, "delta") < -.5);
    assert_true(figure(ran.out, "p") < .001);
    assert_true(figure(ran.out, "within/0/variance") > figure(ran.out, "within/1/variance") &&
                figure(ran.out, "within/1/variance") > figure(ran.out, "within/2/variance"));
    ran = program_expect(0, "",
                         "measure consensus \"$D/rounds.csv\" --group team --person who "
                         "--time round --value y --where 'team == 3'");
    assert_true(isnan(figure(ran.out, "delta")));
    program_expect(2, "--person",
                   "measure consensus \"$D/rounds.csv\" --group team --time round --value y");
}

static void teams_at_random_depend_on_the_seed_alone(void **state)
{
    (void)state;
    write_rounds();
    static const char *const ask =
        "measure agree \"$D/rounds.csv\" --group team --value y --resample 300 --seed %d";
    struct ran ran = program_expect(0, "", ask, 5);
    char *first = strdup(ran.out);
    CHECK_NEAR(figure(first, "draws"), 300, 0);
    assert_true(fabs(figure(first, "drawn_mean") - figure(first, "expected")) < .1);
    assert_true(figure(first, "z") < -2); /* levels differ from team to team */
    ran = program_expect(0, "", ask, 5);
    CHECK_TEXT(ran.out, first);
    free(first);
    program_expect(3, "`draws` must be",
                   "measure agree \"$D/rounds.csv\" --group team --value y --resample 1.5");
    program_expect(3, "`seed` must be",
                   "measure agree \"$D/rounds.csv\" --group team --value y --resample 5 "
                   "--seed -1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_across_sites_are_set_against_sites_dealt_at_random),
        cmocka_unit_test(a_consensus_that_emerges_is_found),
        cmocka_unit_test(teams_at_random_depend_on_the_seed_alone),
    };
    return cmocka_run_group_tests(tests, program_start, program_end);
}
