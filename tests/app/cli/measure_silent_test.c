/* What `measure` does not read it says; what it reads does not depend on what nobody meant: the
 * name of a file, the order of rows, how an id would look as a number. */
#include "check.h"
#include "program.h"

/* The line of a figure, as it is printed. */
static void expect_line(const char *out, const char *line)
{
    if (!strstr(out, line))
        fail_msg("no \"%s\" in\n%s", line, out);
}

static void a_network_is_the_same_whatever_its_file_is_called(void **state)
{
    (void)state;
    static const char ties[] = "from,to,w\n1,2,5\n2,1,4\n3,1,3\n4,5,1\n5,4,2\n";
    static const char *const names[] = { "reseau.csv", "equipe9.csv", "tour10.csv" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        program_write(names[i], ties);
        struct ran ran = program_expect(0, "", "measure flow \"$D/%s\" --weight w", names[i]);
        expect_line(ran.out, "stats/n\t5\n");
        expect_line(ran.out, "stats/density\t0.25\n");
    }
}

static void people_of_a_network_are_who_is_named(void **state)
{
    (void)state;
    program_write("badges.csv", "from,to\n101,102\n102,101\n103,0101\n");
    struct ran ran = program_expect(0, "", "measure flow \"$D/badges.csv\"");
    expect_line(ran.out, "people\t0101,101,102,103\n"); /* 101 and 0101 are two */
    program_write("noms.csv",
                  "de,vers\nZo\xc3\xa9,Ana\nAna,Zoe\xcc\x81\nZo\xc3\xa9\xc2\xa0,Bo\n");
    ran = program_expect(0, "", "measure flow \"$D/noms.csv\"");
    expect_line(ran.out, "people\tAna,Bo,Zo\xc3\xa9\n");
    expect_line(ran.out, "stats/arcs\t3\n");
    program_write("noms.csv",
                  "de,vers\nZo\xc3\xa9\xc2\xa0,Bo\nAna,Zoe\xcc\x81\nZo\xc3\xa9,Ana\n");
    struct ran again =
        program_expect(0, "", "measure flow \"$D/noms.csv\" --nodes Ana,Bo,Zo\xc3\xa9,Max");
    expect_line(again.out, "stats/n\t4\n");
    expect_line(again.out, "stats/isolates\t1\n");
}

static void what_a_network_leaves_out_is_told(void **state)
{
    (void)state;
    program_write("l.csv", "from,to,w\na,a,3\na,b,\nb,c,1\nc,d,2\n");
    struct ran ran =
        program_expect(0, "", "measure flow \"$D/l.csv\" --weight w --nodes a,b,c --lang en");
    expect_line(ran.said, "1 rows of someone with themselves");
    expect_line(ran.said, "1 rows with an empty cell");
    expect_line(ran.said, "1 rows with someone who is not in --nodes");
    program_write("l.csv", "from,to,w\na,b,3\nb,a,1\na,b,2\n");
    program_expect(3, "l.csv:4: from a to b is there already, on line 2",
                   "measure flow \"$D/l.csv\" --weight w --lang en");
}

static void a_column_that_is_not_there_is_refused_with_the_nearest(void **state)
{
    (void)state;
    program_write("l.csv", "from,to,poids\na,b,3\n");
    program_expect(3, "l.csv:1: no column form; the nearest: from",
                   "measure flow \"$D/l.csv\" --from form --to to --lang en");
    program_expect(3, "no column xyz; there are from, to, poids",
                   "measure flow \"$D/l.csv\" --from xyz --lang en");
    program_expect(3, "pas de colonne \xc2\xab\xe2\x80\xafpoid\xe2\x80\xaf\xc2\xbb",
                   "measure flow \"$D/l.csv\" --weight poid --lang fr");
    program_expect(3, "no column weigth",
                   "measure flow \"$D/l.csv\" --where 'weigth > 2' --lang en");
    program_write("m.csv", ",a,b\na,,1\nb,2,\n"); /* a matrix */
    program_expect(3, "no column from", "measure flow \"$D/m.csv\" --lang en");
}

#define LONG "team,who,question,x\nA,1,1,5\nA,2,1,4\nA,3,1,4\nA,1,2,1\nA,2,2,2\nA,3,2,word\n"

static void a_condition_chooses_the_rows_of_every_statistic(void **state)
{
    (void)state;
    program_write("t.csv", LONG);
    struct ran ran = program_expect(
        0, "",
        "measure agree \"$D/t.csv\" --value x --group team --scale 1..5 --where question==1");
    expect_line(ran.out, "n_obs\t3\n");
    ran = program_expect(
        0, "", "measure icc \"$D/t.csv\" --value x --group team --where 'question == 1'");
    expect_line(ran.out, "n_obs\t3\n");
    program_expect(3, "t.csv:7:4: word is not a number",
                   "measure icc \"$D/t.csv\" --value x --group team --lang en");
    program_expect(3, "no column questions; the nearest: question",
                   "measure reliability \"$D/t.csv\" --value x --where questions==1 --lang en");
    program_write("i.csv", "team,x\n01,1\n1,2\n01,3\n");
    program_expect(
        3, "team is written 01 and 1",
        "measure icc \"$D/i.csv\" --value x --group team --where 'team == 1' --lang en");
    ran = program_expect(
        0, "", "measure icc \"$D/i.csv\" --value x --group team --where 'team == \"01\"'");
    expect_line(ran.out, "n_obs\t2\n");
}

static void an_option_that_is_not_read_is_bad_usage(void **state)
{
    (void)state;
    static const char *const calls[][2] = {
        { "icc \"$D/t.csv\" --value x --group team --nodes A", "icc does not read --nodes" },
        { "flow \"$D/t.csv\" --value x", "flow does not read --value" },
        { "trend \"$D/t.csv\" --value x --time y --scale 1..5", "trend does not read --scale" },
        { "agree \"$D/t.csv\" --value x --group team --scale 1..5 --seed 3", "--seed" },
        { "agree \"$D/t.csv\" --value x --group team --resample 9 --scale 1..5", "--scale" },
        { "rank \"$D/t.csv\" --raters rows --group team", "rank does not read --group" },
        { "srm \"$D/t.csv\" --value x --latent", "srm does not read --latent" },
        { "stage \"$D/t.csv\" --where x==1", "stage does not read --where" },
        { "--case \"$D/t.csv\" --value x", "--case does not read --value" },
        { "icc \"$D/t.csv\" \"$D/t.csv\" --value x --group team", "one file only" },
        { "icc \"$D/t.csv\" --value x --group team --value y", "given twice" },
    };
    program_write("t.csv", LONG);
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        program_expect(2, calls[i][1], "measure %s --lang en", calls[i][0]);
}

static void a_value_outside_its_scale_and_a_rank_in_words_are_refused(void **state)
{
    (void)state;
    program_write("s.csv", "team,q1,q2\nA,3,5\nA,12,4\n");
    program_expect(
        3, "s.csv:3:2: 12 lies outside the scale, from 1 to 5",
        "measure agree \"$D/s.csv\" --value q2,q1 --group team --scale 1..5 --lang en");
    program_write("r.csv", "a,b,c\n1,2,3\n1,un,3\n");
    program_expect(3, "r.csv:3:2: un is not a number",
                   "measure rank \"$D/r.csv\" --raters rows --lang en");
    program_write("r.csv", "a,b,c\n1,2,3\n1,NA,3\n2,1,3\n");
    struct ran ran = program_expect(0, "1 rows with an empty cell are left out",
                                    "measure rank \"$D/r.csv\" --raters rows --lang en");
    expect_line(ran.out, "raters\t2\n");
}

/* Three groups, however they are written. */
static void groups_are_texts(void **state)
{
    (void)state;
    static const char *const ids[][3] = {
        { "A", "B", "C" },
        { "1", "01", "1.0" },
        { "50", "5e1", "0x32" },
        { "175928847299117063", "175928847299117064", "175928847299117065" },
    };
    char first[4096] = "";
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        char text[400] = "team,x\n";
        for (int row = 0; row < 9; row++)
            snprintf(text + strlen(text), sizeof text - strlen(text), "%s,%d\n",
                     ids[i][row % 3], 2 * (row % 3) + row / 3);
        program_write("g.csv", text);
        struct ran ran =
            program_expect(0, "", "measure icc \"$D/g.csv\" --value x --group team");
        expect_line(ran.out, "n_groups\t3\n");
        if (first[0])
            CHECK_TEXT(ran.out, first);
        else
            snprintf(first, sizeof first, "%s", ran.out);
        ran = program_expect(0, "",
                             "measure agree \"$D/g.csv\" --value x --group team --scale 0..6");
        expect_line(ran.out, "n_groups\t3\n");
        ran = program_expect(0, "",
                             "measure rank \"$D/g.csv\" --value x --group team --format json");
        expect_line(ran.out, ids[i][2]);
    }
}

static void null_in_a_case_is_absence(void **state)
{
    (void)state;
    program_write("n.csv", "from,to\n1,2\n2,1\n");
    program_write("c.json", "{\"module\":\"network\",\"data\":\"n.csv\",\"weight\":null,"
                            "\"filter\":null,\"nodes\":null,\"adjacency\":null}");
    struct ran ran = program_expect(0, "", "measure --case \"$D/c.json\" --data \"$D\"");
    expect_line(ran.out, "\"n\": 2");
    program_write("c.json", "{\"module\":\"trend\",\"y\":[1,2,4],\"t\":null}");
    program_expect(0, "", "measure --case \"$D/c.json\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_network_is_the_same_whatever_its_file_is_called),
        cmocka_unit_test(people_of_a_network_are_who_is_named),
        cmocka_unit_test(what_a_network_leaves_out_is_told),
        cmocka_unit_test(a_column_that_is_not_there_is_refused_with_the_nearest),
        cmocka_unit_test(a_condition_chooses_the_rows_of_every_statistic),
        cmocka_unit_test(an_option_that_is_not_read_is_bad_usage),
        cmocka_unit_test(a_value_outside_its_scale_and_a_rank_in_words_are_refused),
        cmocka_unit_test(groups_are_texts),
        cmocka_unit_test(null_in_a_case_is_absence),
    };
    return cmocka_run_group_tests(tests, program_start, program_end);
}
