/* Teams from a roster, through the program itself. */
#include <jansson.h>
#include <stdbool.h>
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

/* 120 people of two numbers and a category: too many for a search to end where any would. */
static void write_many(void)
{
    static char text[120 * 40];
    size_t used = (size_t)snprintf(text, sizeof text, "id,a,b,c\n");
    for (unsigned k = 0; k < 120; k++)
        used += (size_t)snprintf(text + used, sizeof text - used, "p%u,%u,%u,%c\n", k,
                                 k * 7919 % 1009, k * k * 31 % 997, "xyzw"[k * k % 11 % 4]);
    program_write("many.csv", text);
}

static json_t *many(const char *options, const char *limit)
{
    struct ran ran = program_expect(
        0, "", "compose \"$D/many.csv\" --seed 3 --format json %s %s", options, limit);
    json_t *tree = json_loads(ran.out, 0, NULL);
    assert_non_null(tree);
    return tree;
}

static void a_run_limited_by_time_prints_the_steps_that_give_it_again(void **state)
{
    (void)state;
    static const char *const of[] = { "--size 5", "--size 4..6 --mix a --cover b:1",
                                      "--size 4 --rounds 3" };
    write_many();
    for (size_t k = 0; k < sizeof of / sizeof *of; k++) {
        json_t *timed = many(of[k], "--time 0.2s");
        /* M/N where the time ended it. */
        json_int_t steps = json_integer_value(json_object_get(timed, "steps"));
        json_int_t stopped = json_integer_value(json_object_get(timed, "stopped_at"));
        char limit[80];
        snprintf(limit, sizeof limit, "--steps %lld/%lld",
                 (long long)(stopped ? stopped : steps), (long long)steps);
        json_t *stepped = many(of[k], limit);
        const char *who = k == 2 ? "rounds" : "assignment";
        assert_non_null(json_object_get(timed, who));
        assert_true(json_equal(json_object_get(timed, who), json_object_get(stepped, who)));
        json_decref(timed);
        json_decref(stepped);
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

/* Two at one site, where sites are kept together: the wish weighs more. */
static void a_wish_to_be_apart_outweighs_what_is_shared(void **state)
{
    (void)state;
    program_write(
        "six.csv",
        "id,site\nAna,Nord\nTom,Nord\nZo\xc3\xa9,Sud\nMax,Nord\nL\xc3\xa9o,Sud\nLou,Sud\n");
    program_write("apart.csv", "ana,tom\n");
    for (int seed = 1; seed <= 5; seed++) {
        struct ran ran = program_expect(0, "\"ana\" is taken for \"Ana\"",
                                        "compose \"$D/six.csv\" --size 3 --share site --apart "
                                        "\"$D/apart.csv\" --steps 20000 "
                                        "--seed %d --lang en",
                                        seed);
        assert_non_null(strstr(ran.out, "Every wish is met."));
    }
    program_write("apart.csv", "Anna,Tom\n");
    program_expect(3,
                   "\xc2\xab\xe2\x80\xaf"
                   "Anna\xe2\x80\xaf\xc2\xbb n\xe2\x80\x99"
                   "est pas un id de",
                   "compose \"$D/six.csv\" --size 3 --apart \"$D/apart.csv\" --lang fr");
}

static void a_column_of_wishes_is_not_mixed_unasked(void **state)
{
    (void)state;
    program_write("with.csv", "id;site;avec\nAna;N;Tom, Bo\nTom;S;ana\nBo;N;\nCy;S;Bo / Ana\n");
    program_expect(3, "with.csv:1:3: \"avec\" names people of the list",
                   "compose \"$D/with.csv\" --size 2 --steps 1000 --lang en");
    program_expect(0, "", "compose \"$D/with.csv\" --size 2 --steps 1000 --mix site --lang en");
    program_expect(3, "no column sites; the nearest: site",
                   "compose \"$D/with.csv\" --size 2 --mix sites --lang en");
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
        { roster, "who.csv:1: kept apart: Ana / Bo",
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

/* The place stays as it is, so that editors find it; the sentence is the reader's. */
static void what_is_wrong_is_told_in_the_language_of_the_reader(void **state)
{
    (void)state;
    static const struct {
        const char *text, *said, *options;
    } wrong[] = {
        { "id,craft\nAna,soin\nBo\n",
          "roster.csv:3: nombre de cellules : 1 ; celui de la première ligne : 2\n", "" },
        { "id,craft\nAna,soin\nAna,dessin\n", "roster.csv:3:1: l’id « Ana » est là deux fois",
          "" },
        { "id,craft\nAna,\"soin\n", "roster.csv:2: un guillemet est ouvert", "" },
        { "name,craft\nAna,soin\n", "roster.csv:1:1: aucune colonne ne s’appelle id", "" },
        { "id,craft:n\nAna,soin\n", "roster.csv:2:2: craft : « soin » n’est pas un nombre",
          "" },
        { roster, "roster.csv:1: aucune colonne ne s’appelle « age »", "--mix age" },
        { roster, "roster.csv:1: 6 personnes ne se répartissent pas en équipes de 4 ; --size",
          "--size 4" },
        { roster, "roster.csv:1: « leads » : 4 personnes l’ont, et il en faut 6 pour les 3",
          "--size 2 --cover leads:2" },
        { roster, "who.csv:1: séparer : Ana / Bo (",
          "--together \"$D/who.csv\" --apart "
          "\"$D/who.csv\"" },
        { roster, "odd.csv:1:2: « Zoé » n’est pas un id de ", "--apart \"$D/odd.csv\"" },
        { "", "roster.csv:1: le fichier est vide", "" },
    };
    program_write("who.csv", "Ana,Bo\n");
    program_write("odd.csv", "Ana,Zoé\n");
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++) {
        program_write("roster.csv", wrong[k].text);
        program_expect(3, wrong[k].said, "compose \"$D/roster.csv\" --lang fr %s",
                       wrong[k].options);
    }
    /* … whatever the command: the same reader serves them all. */
    program_write("cells.csv", "team,round,actor,partner,info\nA,1,x,y\n");
    program_expect(3, "cells.csv:2: nombre de cellules : 4",
                   "diagnose \"$D/cells.csv\" --lang fr");
    program_expect(3, "cells.csv:2: 4 cells; the header has 5",
                   "diagnose \"$D/cells.csv\" --lang en");
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

/* The assignment of each round, counted here again. */
static size_t repeats_in(const json_t *tree, size_t people)
{
    const json_t *rounds = json_object_get(tree, "rounds");
    const json_t *table = json_object_get(tree, "meetings");
    size_t repeats = 0;
    for (size_t a = 0; a < people; a++)
        for (size_t b = 0; b < people; b++) {
            size_t met = 0;
            for (size_t r = 0; r < json_array_size(rounds); r++) {
                const json_t *round = json_array_get(rounds, r);
                const json_t *of_a = json_array_get(round, a), *of_b = json_array_get(round, b);
                met += a != b && json_is_integer(of_a) && json_equal(of_a, of_b);
            }
            const json_t *cell = json_array_get(json_array_get(table, a), b);
            assert_int_equal(json_integer_value(cell), met);
            repeats += b < a && met > 1 ? met - 1 : 0;
        }
    return repeats;
}

static long long whole(const json_t *tree, const char *key)
{
    return json_integer_value(json_object_get(tree, key));
}

static void a_roster_of_ids_alone(const char *name, size_t people)
{
    char text[4096] = "id\n";
    for (size_t k = 0; k < people; k++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "p%zu\n", k);
    program_write(name, text);
}

static void a_team_of_one_craft_is_told_in_the_singular(void **state)
{
    (void)state;
    program_write("two.csv", "id,craft\nAna,a\nBo,a\nCid,b\nDa,b\n");
    struct ran ran = program_expect(
        0, "", "compose \"$D/two.csv\" --size 2 --share craft --steps 500 --lang en");
    assert_non_null(strstr(ran.out, "craft: 1 only"));
    assert_null(strstr(ran.out, "1 different"));
    ran = program_expect(0, "", "compose \"$D/two.csv\" --size 2 --steps 500 --lang en");
    assert_non_null(strstr(ran.out, "craft: 2 different"));
}

static void rounds_repeat_no_meeting_where_none_has_to_be(void **state)
{
    (void)state;
    static const struct {
        size_t people, size, rounds;
    } known[] = { { 15, 3, 7 }, { 32, 4, 9 }, { 120, 5, 8 }, { 100, 5, 10 } };
    for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
        a_roster_of_ids_alone("ids.csv", known[k].people);
        struct ran ran = program_expect(0, "",
                                        "compose \"$D/ids.csv\" --size %zu --rounds %zu "
                                        "--steps 20000000 --format json",
                                        known[k].size, known[k].rounds);
        json_t *tree = json_loads(ran.out, 0, NULL);
        assert_int_equal(repeats_in(tree, known[k].people), 0);
        assert_int_equal(whole(tree, "repeats"), 0);
        json_decref(tree);
    }
}

static void rounds_say_who_meets_whom_and_why_some_never_do(void **state)
{
    (void)state;
    a_roster_of_ids_alone("six.csv", 6);
    const char *six = "compose \"$D/six.csv\" --size 3 --rounds 2 --steps 20000 --lang ";
    struct ran ran = program_expect(0, "", "%sfr", six);
    assert_non_null(strstr(ran.out, "Qui rencontre qui"));
    assert_non_null(strstr(ran.out, "10 paires se rencontrent, dont 2 plus d"));
    assert_non_null(strstr(ran.out, "On ne peut pas faire mieux"));
    assert_non_null(strstr(ran.out, "5 paires ne se rencontrent jamais, et il ne peut"));
    ran = program_expect(0, "", "%sen", six);
    assert_non_null(strstr(ran.out, "It cannot be done better"));
    assert_non_null(strstr(ran.out, "Never: "));
    ran = program_expect(0, "", "%sfr --format html", six);
    assert_non_null(strstr(ran.out, "<th scope=\"row\">p5</th>"));
}

static void people_sit_out_in_turn_and_past_meetings_are_avoided(void **state)
{
    (void)state;
    a_roster_of_ids_alone("ids.csv", 14);
    program_write("past.csv", "p0,p1,p2\n");
    struct ran ran =
        program_expect(0, "",
                       "compose \"$D/ids.csv\" --size 4 --rounds 4 --steps 300000 "
                       "--avoid \"$D/past.csv\" --meetings \"$D/table.csv\" --format json");
    json_t *tree = json_loads(ran.out, 0, NULL);
    size_t low = 14, high = 0;
    for (size_t x = 0; x < 14; x++) {
        size_t sits = 0;
        for (size_t r = 0; r < 4; r++)
            sits += json_is_null(
                json_array_get(json_array_get(json_object_get(tree, "rounds"), r), x));
        low = sits < low ? sits : low;
        high = sits > high ? sits : high;
    }
    assert_true(high - low <= 1);
    repeats_in(tree, 14);
    assert_int_equal(json_array_size(json_object_get(tree, "unmet")), 0);
    json_decref(tree);
    ran = program_run("compose \"$D/ids.csv\" --size 4 --rounds 2 --steps 100 --meetings - "
                      "--output \"$D/rounds.csv\" --format csv");
    assert_int_equal(ran.code, 0);
    ran = program_expect(0, "",
                         "compose \"$D/ids.csv\" --size 4 --rounds 2 --steps 1000 "
                         "--avoid \"$D/rounds.csv\" --format csv");
    assert_int_equal(strncmp(ran.out, "id,team,round\n", 14), 0);
}

static void rounds_go_with_what_they_can(void **state)
{
    (void)state;
    program_expect(2, "--rounds", "compose content/examples/roster.csv --rounds 0");
    program_expect(2, "--rounds", "compose content/examples/roster.csv --rounds 65");
    program_expect(2, "--rounds",
                   "compose content/examples/roster.csv --rounds 2 --objective worst");
    program_expect(2, "--meetings", "compose content/examples/roster.csv --meetings x.csv");
}

/* A spreadsheet would run a name that begins like a formula: it is written behind an
 * apostrophe, and read back as the name it was. */
static void a_name_that_looks_like_a_formula_is_guarded_and_read_back(void **state)
{
    (void)state;
    static const char *const names[] = { "=1+1", "+33 6", "-5", "@bo", "o=1", "'quoted" };
    program_write("odd.csv", "id,craft\n=1+1,a\n+33 6,b\n-5,c\n@bo,a\no=1,b\n'quoted,c\n");
    struct ran ran = program_run("compose \"$D/odd.csv\" --size 2 --steps 100 --format csv "
                                 "--output \"$D/made.csv\"");
    assert_int_equal(ran.code, 0);
    ran = program_expect(0, "", "compose \"$D/odd.csv\" --size 2 --steps 100 --format csv");
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        char line[40];
        bool guarded = k < 4;
        snprintf(line, sizeof line, guarded ? "\n\"'%s\"," : "\n%s,", names[k]);
        if (!strstr(ran.out, line))
            fail_msg("no line \"%s\" in %s", line, ran.out);
    }
    ran = program_expect(0, "",
                         "compose \"$D/odd.csv\" --size 2 --steps 5000 --format json "
                         "--avoid \"$D/made.csv\"");
    json_t *tree = json_loads(ran.out, 0, NULL);
    assert_int_equal(json_array_size(json_object_get(tree, "unmet")), 0);
    json_decref(tree);
    /* … and a wish can be about one. */
    program_write("with.csv", "\"'=1+1\",@bo\n");
    program_expect(0, "", "compose \"$D/odd.csv\" --size 2 --together \"$D/with.csv\"");
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
        cmocka_unit_test(a_run_limited_by_time_prints_the_steps_that_give_it_again),
        cmocka_unit_test(wishes_are_kept),
        cmocka_unit_test(a_wish_to_be_apart_outweighs_what_is_shared),
        cmocka_unit_test(a_column_of_wishes_is_not_mixed_unasked),
        cmocka_unit_test(what_is_wrong_is_told_by_line_and_nothing_is_written),
        cmocka_unit_test(what_is_wrong_is_told_in_the_language_of_the_reader),
        cmocka_unit_test(a_benchmark_instance_gives_its_best_value),
        cmocka_unit_test(a_team_of_one_craft_is_told_in_the_singular),
        cmocka_unit_test(rounds_repeat_no_meeting_where_none_has_to_be),
        cmocka_unit_test(rounds_say_who_meets_whom_and_why_some_never_do),
        cmocka_unit_test(people_sit_out_in_turn_and_past_meetings_are_avoided),
        cmocka_unit_test(rounds_go_with_what_they_can),
        cmocka_unit_test(a_name_that_looks_like_a_formula_is_guarded_and_read_back),
        cmocka_unit_test(an_option_that_cannot_be_read_is_told_with_an_example),
    };
    return cmocka_run_group_tests(tests, program_start, program_end);
}
