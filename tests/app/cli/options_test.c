/* How the program may be called, and what it says when it is not. */
#include <stdlib.h>

#include "check.h"
#include "program.h"

static void bad_usage_ends_with_2_and_what_would_be_right(void **state)
{
    (void)state;
    program_expect(2, "alliage help", " ");
    program_expect(2, ", diagnose, measure", "diagnos");
    program_expect(2, "--formt: no such option; there are --items", "diagnose --formt json x");
    program_expect(2, "--team: a value is missing", "diagnose x --team");
    program_expect(2, "text, json", "diagnose --format yaml x");
    program_expect(2, "fr or en", "diagnose --lang de x");
    program_expect(2, "fr or en", "--lang de diagnose x");
    program_expect(2, "NAME=COLUMN", "diagnose --map team x");
    program_expect(2, "NAME=COLUMN", "diagnose --map team=a,,b=c x");
    program_expect(2, "COLUMN", "diagnose --ignore '' x");
    program_expect(2, "a folder or a file", "diagnose");
    program_expect(2, "json or csv", "diagnose x --unlocked");
    program_expect(2, "no table has a column colour", "diagnose x --map colour=a");
    program_expect(2, "help diagnose", "diagnose x --map colour=a");
    program_expect(2, "no such command", "help nothing");
}

static void a_file_that_is_not_there_ends_with_1(void **state)
{
    (void)state;
    program_expect(1, "nowhere.csv: cannot be opened", "diagnose \"$D/nowhere.csv\"");
    program_expect(1, "", "diagnose x --instrument nothing-30");
    program_write("empty-folder-mark", "");
    program_expect(1, "none of items.csv", "diagnose \"$D\"");
}

static void help_and_version_are_printed(void **state)
{
    (void)state;
    struct ran ran = program_expect(0, "", "--version");
    assert_memory_equal(ran.out, "alliage 0.", 10);
    ran = program_expect(0, "", "help diagnose");
    assert_non_null(strstr(ran.out, "--map NAME=COLUMN"));
    ran = program_expect(0, "", "diagnose --help --lang fr");
    assert_non_null(strstr(ran.out, "alliage diagnose"));
    ran = program_expect(0, "", "help");
    assert_non_null(strstr(ran.out, "simulate"));
}

static void the_language_is_the_one_asked_for(void **state)
{
    (void)state;
    struct ran ran = program_expect(0, "", "--lang fr help");
    assert_non_null(strstr(ran.out, "COMMANDE"));
    ran = program_expect(0, "", "help --lang fr");
    assert_non_null(strstr(ran.out, "COMMANDE"));
    ran = program_run("help; LANG=C \"$ALLIAGE\" help; LANG=fr_CA \"$ALLIAGE\" help");
    assert_non_null(strstr(ran.out, "COMMAND "));
    assert_non_null(strstr(ran.out, "COMMANDE"));
}

static void a_reader_that_leaves_or_a_full_disk_is_told(void **state)
{
    (void)state;
    program_expect(0, "", "simulate --teams 400 --rounds 2 --seed 3 --out \"$D/c\"");
    program_expect(1, "cannot be written", "diagnose \"$D/c\" >/dev/full");
    program_expect(1, "cannot be written", "diagnose \"$D/c\" --format json >/dev/full");
    program_expect(1, "cannot be written", "diagnose \"$D/c\" --format csv >/dev/full");
    program_expect(1, "cannot be written", "help >/dev/full");
    program_expect(1, "cannot be written",
                   "--version >/dev/null; { \"$ALLIAGE\" diagnose \"$D/c\" --format json; "
                   "echo $? >\"$D/code\"; } | head -c 10 >/dev/null; exit $(cat \"$D/code\")");
    program_expect(1, "no/where", "diagnose \"$D/c\" --output /no/where");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bad_usage_ends_with_2_and_what_would_be_right),
        cmocka_unit_test(a_file_that_is_not_there_ends_with_1),
        cmocka_unit_test(help_and_version_are_printed),
        cmocka_unit_test(the_language_is_the_one_asked_for),
        cmocka_unit_test(a_reader_that_leaves_or_a_full_disk_is_told),
    };
    return cmocka_run_group_tests(tests, program_start, program_end);
}
