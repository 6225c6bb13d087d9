/* What is wrong in a file is told by line, ends with 3, and nothing is written. */
#include <stdbool.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "check.h"
#include "program.h"

#define HEAD "team,round,actor,partner,info,appreciation,expertise\n"
#define PAIR(a, b) "A,1," a "," b ",4,5,6\n"
#define THREE PAIR("x", "y") PAIR("y", "z") PAIR("z", "x")

static bool is_there(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0;
}

/* Both ways out: standard output stays empty, and no file appears. */
static void refuse(const char *text, const char *said)
{
    char start[300];
    program_write("roundrobin.csv", text);
    snprintf(start, sizeof start, "%s:%s", program_path("roundrobin.csv"), said);
    struct ran ran = program_expect(3, start, "diagnose \"$D/roundrobin.csv\" --format json");
    if (ran.out_length != 0 || strncmp(ran.said, start, strlen(start)) != 0)
        fail_msg("printed \"%s\" and \"%s\"", ran.out, ran.said);
    program_expect(3, start,
                   "diagnose \"$D/roundrobin.csv\" --format csv --output \"$D/made\"");
    assert_false(is_there(program_path("made")));
    assert_int_equal(system("test -z \"$(ls $D | grep made)\""), 0);
}

static void a_wrong_row_ends_with_3_and_its_line(void **state)
{
    (void)state;
    refuse(HEAD THREE PAIR("x", "y"), "5:4: a second row");
    refuse(HEAD THREE PAIR("x", "x"), "5:4: a rating of oneself");
    refuse(HEAD THREE "A,1,x,z,8,5,6\n", "5:5: info: \"8\": a rating must be a number from 1");
    refuse(HEAD THREE "A,1,x,z,4,sept,6\n", "5:6: appreciation: \"sept\" is not a number");
    refuse(HEAD THREE "A,1,x,z,4,1e309,6\n", "5:6: appreciation: \"1e309\" is not a number");
    refuse(HEAD THREE "A,1,x,z,4,inf,6\n", "5:6: ");
    refuse(HEAD THREE "A,1,x,z,4,0x5,6\n", "5:6: ");
    refuse(HEAD THREE "A,1,x,z,4,5\n", "5: 6 cells; the header has 7");
    refuse(HEAD THREE "A,1,x,,4,5,6\n", "5:4: empty partner");
    refuse(HEAD THREE "A,,x,z,4,5,6\n", "5:2: empty round");
    refuse(HEAD THREE ",1,x,z,4,5,6\n", "5:1: empty team");
    refuse(HEAD THREE "A,1,\"x,z,4,5,6\n", "5: a quote is opened and never closed");
    refuse(HEAD THREE "A,1,\xe9,z,4,5,6\n", "5: not UTF-8");
    refuse("\xef\xbb\xbf" HEAD THREE "A,1,x,z,9,5,6\n", "5:5: ");
    refuse("team;round;actor;partner;info\r\nA;1;x;y;4\r\nA;1;y;x;9\r\n", "3:5: ");
    refuse("", "1: the file is empty");
    refuse(HEAD, "2: a header and no row");
    refuse(HEAD PAIR("x", "y"), "2: no team of 3 to 8 people; team A has 2 in round 1");
}

/* The same places, the sentence in the language asked for. */
static void what_is_wrong_is_told_in_french_too(void **state)
{
    (void)state;
    static const struct {
        const char *text, *said;
    } wrong[] = {
        { HEAD THREE PAIR("x", "y"), "5:4: une seconde ligne pour les mêmes actor et partner" },
        { HEAD THREE PAIR("x", "x"), "5:4: une note donnée à soi-même" },
        { HEAD THREE "A,1,x,z,4,sept,6\n", "5:6: appreciation : « sept » n’est pas" },
        { HEAD THREE "A,1,x,,4,5,6\n", "5:4: « partner » est vide" },
        { HEAD THREE "A,1,x,z,4,5\n", "5: nombre de cellules : 6" },
        { HEAD, "2: une première ligne et rien dessous" },
        { HEAD PAIR("x", "y"), "2: aucune équipe de 3 à 8 personnes ; l’équipe A en a 2" },
        { "team,round,actor,partner,infos\nA,1,x,y,4\n",
          "1:5: la colonne « infos » n’est pas connue ici" },
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char start[300];
        program_write("rr.csv", wrong[i].text);
        snprintf(start, sizeof start, "%s:%s", program_path("rr.csv"), wrong[i].said);
        program_expect(3, start, "diagnose \"$D/rr.csv\" --lang fr");
    }
}

static void a_person_who_is_not_a_member_is_told(void **state)
{
    (void)state;
    char start[300];
    program_write("rr.csv", HEAD THREE);
    program_write("m.csv", "team,round,member\nA,1,x\nA,1,y\n");
    snprintf(start, sizeof start, "%s:3: z is not among the members", program_path("rr.csv"));
    program_expect(3, start, "diagnose --roundrobin \"$D/rr.csv\" --members \"$D/m.csv\"");
}

static void standard_input_is_named_by_a_dash(void **state)
{
    (void)state;
    program_write("rr.csv", HEAD THREE "A,1,x,z,9,5,6\n");
    program_expect(3, "-:5:5: info", "diagnose - < \"$D/rr.csv\"");
    program_write("rr.csv", HEAD THREE);
    program_expect(0, "", "diagnose - < \"$D/rr.csv\"");
}

static void a_team_of_2_and_one_of_9_do_not_stop_the_others(void **state)
{
    (void)state;
    char text[4000] = HEAD THREE "two,1,a,b,1,1,1\n";
    for (int i = 1; i < 9; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "nine,1,m0,m%d,1,1,1\n", i);
    program_write("rr.csv", text);
    struct ran ran = program_expect(0, "", "diagnose \"$D/rr.csv\" --format json");
    assert_non_null(strstr(ran.out, "\"team\":\"A\""));
    assert_non_null(strstr(ran.out,
                           "\"refused\":[{\"team\":\"two\",\"round\":\"1\",\"members\":2,"
                           "\"reason\":\"fewer_than_3_members\"}"));
    assert_non_null(strstr(ran.out, "{\"team\":\"nine\",\"round\":\"1\",\"members\":9,"
                                    "\"reason\":\"more_than_8_members\"}"));
    ran = program_expect(0, "", "diagnose \"$D/rr.csv\"");
    assert_non_null(strstr(ran.out, "Team two, round 1: 2 people; no portrait"));
    assert_non_null(strstr(ran.out, "Team nine, round 1: 9 people; no portrait"));
    program_expect(3, "no team of 3 to 8 people", "diagnose \"$D/rr.csv\" --team nine");
}

/* AddressSanitizer maps terabytes before it starts: under it only the time is limited. */
#ifdef __SANITIZE_ADDRESS__
#define MEMORY_LIMIT ""
#else
#define MEMORY_LIMIT "ulimit -v 300000; "
#endif

/* 50 MB made on the fly; 64 MB of address space beyond what libraries map, and five seconds. */
static void noise_ends_soon_and_in_little_memory(void **state)
{
    (void)state;
    static const char *const noises[] = {
        "tr -dc 'a-z0-9,;\\n' </dev/urandom",
        "tr -dc 'a-z,\"\\n' </dev/urandom",
        "cat /dev/urandom",
        "yes '\"'",
        "{ printf 'team,round,actor,partner,info\\n'; yes 'A,1,a,\"b'; }",
        "tr '\\0' , </dev/zero",
        "tr '\\0' 'a' </dev/zero",
    };
    for (size_t i = 0; i < sizeof noises / sizeof noises[0]; i++) {
        char shell[400];
        snprintf(shell, sizeof shell,
                 "%s 2>/dev/null | head -c 50000000 | "
                 "(" MEMORY_LIMIT "ulimit -t 5; \"$ALLIAGE\" diagnose -)",
                 noises[i]);
        struct ran ran = program_expect(3, "-:", "--version >/dev/null; %s", shell);
        assert_int_equal(ran.out_length, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_wrong_row_ends_with_3_and_its_line),
        cmocka_unit_test(what_is_wrong_is_told_in_french_too),
        cmocka_unit_test(a_person_who_is_not_a_member_is_told),
        cmocka_unit_test(standard_input_is_named_by_a_dash),
        cmocka_unit_test(a_team_of_2_and_one_of_9_do_not_stop_the_others),
        cmocka_unit_test(noise_ends_soon_and_in_little_memory),
    };
    return cmocka_run_group_tests(tests, program_start, program_end);
}
