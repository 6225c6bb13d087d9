/* Teams from a roster, through the program itself. */
#include <jansson.h>
#include <stdlib.h>

#include "check.h"
#include "program.h"

#define SAME "compose content/examples/roster.csv --size 4 --steps 9000 --seed 7 --format "

static const char roster[] = "id,craft,years,leads\n"
                             "Ana,soin,3,1\nBo,soin,4,0\nCid,dessin,12,1\nDa,dessin,7,1\n"
                             "Eve,terrain,2.5,0\nFa,terrain,9,oui\n";

static json_t *composed(const char *options)
{
    struct ran ran = program_expect(0, "",
                                    "compose \"$D/roster.csv\" --size 3 --steps 5000 "
                                    "--format json %s",
                                    options);
    json_t *tree = json_loads(ran.out, 0, NULL);
    assert_non_null(tree);
    return tree;
}

static int team_of(const json_t *tree, size_t person)
{
    return (int)json_integer_value(json_array_get(json_object_get(tree, "assignment"), person));
}

static void a_roster_gives_everyone_a_team_and_says_how_good_it_is(void **state)
{
    (void)state;
    program_write("roster.csv", roster);
    json_t *tree = composed("--mix craft");
    /* One of each craft in both teams: three pairs of three, all different. */
    CHECK_NEAR(json_number_value(json_object_get(tree, "objective")), 6, 1e-12);
    CHECK_NEAR(json_number_value(json_object_get(tree, "bound")), 6, 1e-12);
    CHECK_NEAR(json_number_value(json_object_get(tree, "gap")), 0, 1e-12);
    assert_int_not_equal(team_of(tree, 0), team_of(tree, 1));
    assert_int_equal(json_array_size(json_object_get(tree, "teams")), 2);
    assert_int_equal(json_array_size(json_object_get(tree, "unmet")), 0);
    json_decref(tree);
}

static void the_same_seed_and_steps_give_the_same_bytes(void **state)
{
    (void)state;
    for (int k = 0; k < 4; k++) {
        const char *form = (const char *const[]){ "text", "json", "csv", "html" }[k];
        struct ran ran = program_run(SAME "%s", form);
        char *first = malloc(ran.out_length + 1);
        memcpy(first, ran.out, ran.out_length + 1);
        ran = program_run(SAME "%s", form);
        assert_string_equal(first, ran.out);
        assert_true(ran.out_length > 100);
        free(first);
    }
}

static void wishes_are_kept(void **state)
{
    (void)state;
    program_write("roster.csv", roster);
    program_write("with.csv", "Ana,Cid\n");
    program_write("not.csv", "one,other\nEve,Fa\nBo,Fa\n");
    program_write("past.csv", "id,team\nAna,1\nDa,1\n");
    json_t *tree = composed("--together \"$D/with.csv\" --apart \"$D/not.csv\" "
                            "--avoid \"$D/past.csv\" --cover leads:1");
    assert_int_equal(team_of(tree, 0), team_of(tree, 2));
    assert_int_not_equal(team_of(tree, 4), team_of(tree, 5));
    assert_int_not_equal(team_of(tree, 1), team_of(tree, 5));
    assert_int_not_equal(team_of(tree, 0), team_of(tree, 3));
    assert_int_equal(team_of(tree, 5), team_of(tree, 0)); /* nobody else is left */
    json_decref(tree);
}

static void what_is_wrong_is_told_by_line_and_nothing_is_written(void **state)
{
    (void)state;
    static const struct {
        const char *text, *said, *options;
    } wrong[] = {
        { "id,craft\nAna,soin\nBo\n", "roster.csv:3: ", "" },
        { "id,craft\nAna,soin\nAna,dessin\n", "roster.csv:3:1: id \"Ana\" is there twice", "" },
        { "id,craft\nAna,soin\n,dessin\n", "roster.csv:3:1: empty id", "" },
        { "name,craft\nAna,soin\n", "roster.csv:1:1: no column is named id", "" },
        { "id,craft,craft\nAna,soin,x\n", "roster.csv:1:3: a column of that name", "" },
        { "id,craft:n\nAna,soin\n", "roster.csv:2:2: craft: \"soin\" is not a number", "" },
        { roster, "roster.csv:1: no column is named \"age\"", "--mix age" },
        { roster, "roster.csv:1: 6 people do not divide into teams of 4", "--size 4" },
        { roster, "roster.csv:1: \"leads\": 4 people have it and the 3 teams need 6",
          "--size 2 --cover leads:2" },
        { roster, "who.csv:1: kept apart: Ana and Bo",
          "--together \"$D/who.csv\" --apart \"$D/who.csv\"" },
        { "id,craft\n", "roster.csv:2: a header and nobody", "" },
    };
    program_write("who.csv", "Ana,Bo\n");
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++) {
        program_write("roster.csv", wrong[k].text);
        struct ran ran = program_expect(
            3, wrong[k].said, "compose \"$D/roster.csv\" --steps 100 %s", wrong[k].options);
        assert_int_equal(ran.out_length, 0);
    }
}

static void a_benchmark_instance_gives_its_best_value(void **state)
{
    (void)state;
    program_write("tiny.txt", "4 2 ss 2 2 2 2\n0 1 1.5\n0 2 4.25\n0 3 2\n"
                              "1 2 2\n1 3 3.75\n2 3 1\n");
    struct ran ran = program_expect(0, "", "compose --mdgp \"$D/tiny.txt\" --steps 1000");
    assert_int_equal(strncmp(ran.out, "objective 8.000000\n", 19), 0);
    program_write("tiny.txt", "4 2 ss 2 2 2 2\n0 1 1.5\n0 7 4.25\n");
    program_expect(3, "tiny.txt:3: ", "compose --mdgp \"$D/tiny.txt\" --steps 1000");
}

static void an_option_that_cannot_be_read_is_told_with_an_example(void **state)
{
    (void)state;
    program_expect(2, "4..6", "compose content/examples/roster.csv --size 6..4");
    program_expect(2, "euclid", "compose content/examples/roster.csv --distance far");
    program_expect(2, "--mdgp", "compose");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_roster_gives_everyone_a_team_and_says_how_good_it_is),
        cmocka_unit_test(the_same_seed_and_steps_give_the_same_bytes),
        cmocka_unit_test(wishes_are_kept),
        cmocka_unit_test(what_is_wrong_is_told_by_line_and_nothing_is_written),
        cmocka_unit_test(a_benchmark_instance_gives_its_best_value),
        cmocka_unit_test(an_option_that_cannot_be_read_is_told_with_an_example),
    };
    program_start();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    program_end();
    return failed;
}
