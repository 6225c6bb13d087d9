/* page2c and po2c refuse what is wrong, by file and line, and a template's wrong field is a
 * compiler's error on the template's own line. Runs the built programs, given by PAGE2C and
 * PO2C, and the C compiler, given by CC. */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

#include "check.h"

enum { OUTPUT_BYTES = 20000 };

static char folder[] = "/tmp/generators-XXXXXX";

static void write_file(const char *name, const char *content)
{
    char path[200];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(content, file);
    fclose(file);
}

/* Runs a command in the folder; its two outputs are read together. */
static int run(const char *command, char output[OUTPUT_BYTES])
{
    char whole[1200];
    snprintf(whole, sizeof whole, "cd %s && { %s; } 2>&1", folder, command);
    FILE *pipe = popen(whole, "r");
    assert_non_null(pipe);
    output[fread(output, 1, OUTPUT_BYTES - 1, pipe)] = '\0';
    return pclose(pipe);
}

static void check_refused(const char *page, const char *place, const char *why)
{
    char output[OUTPUT_BYTES];
    write_file("p/bad.html", page);
    assert_int_not_equal(run("\"$PAGE2C\" code p/bad.html", output), 0);
    if (!strstr(output, place) || !strstr(output, why))
        fail_msg("page2c said: %s", output);
}

#define PAGE "{% page bad: const char *x %}\n"

static void what_is_left_open_is_refused_where_it_was_opened(void **state)
{
    (void)state;
    check_refused(PAGE "<p>\n<b>a</b>\n", "p/bad.html:2:", "never closed: p");
    check_refused(PAGE "<p>\n<b>a</p>\n", "p/bad.html:3:", "before what it holds: p");
    check_refused(PAGE "</p>\n", "p/bad.html:2:", "not open: p");
    check_refused(PAGE "<p>\n{{ x \n</p>\n", "p/bad.html:3:", "{{ without }}");
    check_refused(PAGE "<p class=\"a>\n</p>\n", "p/bad.html:", "ends inside");
    check_refused(PAGE "\n{% if (x) {\n", "p/bad.html:3:", "{% without %}");
    check_refused(PAGE "{% leaves p %}\n", "p/bad.html:", "leaves open what it does not: p");
}

static void a_hole_where_no_escaper_is_safe_is_refused(void **state)
{
    (void)state;
    check_refused(PAGE "<p {{ x }}>a</p>\n", ":2:", "between tags or between quotes");
    check_refused(PAGE "<p class={{ x }}>a</p>\n", ":2:", "between tags or between quotes");
    check_refused(PAGE "<p onclick=\"{{ x }}\">a</p>\n", ":2:", "no hole is safe");
    check_refused(PAGE "<p STYLE=\"{{ x }}\">a</p>\n", ":2:", "no hole is safe");
    check_refused(PAGE "<script>{{ x }}</script>\n", ":2:", "between tags or between quotes");
    check_refused(PAGE "<style>a{{ x }}</style>\n", ":2:", "between tags or between quotes");
    check_refused(PAGE "<!-- {{ x }} -->\n", ":2:", "between tags or between quotes");
    check_refused(PAGE "<p class=a>b</p>\n", ":2:", "without quotes: class");
}

static void a_page_is_called_between_tags_only(void **state)
{
    (void)state;
    check_refused(PAGE "<p class=\"\n{% page_other(out); %}\n\">a</p>\n",
                  ":3:", "called between tags only");
}

static int compiled(const char *page, char output[OUTPUT_BYTES])
{
    char command[1000], engine[300];
    assert_non_null(getcwd(engine, sizeof engine));
    write_file("p/t.html", page);
    assert_int_equal(run("\"$PAGE2C\" header p/t.html > p/t_html.h && "
                         "\"$PAGE2C\" code p/t.html > p/t.c",
                         output),
                     0);
    snprintf(command, sizeof command,
             "${CC:-cc} -std=c17 -fsyntax-only -Wall -Werror -I. -I%s/app -I%s/engine p/t.c",
             engine, engine);
    return run(command, output);
}

#define REPORT "{% include \"p/report.h\" %}\n{% page t: const struct report *r %}\n"

static void a_wrong_field_does_not_compile_and_the_line_is_the_pages(void **state)
{
    (void)state;
    char output[OUTPUT_BYTES];
    write_file("p/report.h", "struct report { const char *title; float odd; };\n");
    assert_int_equal(compiled(REPORT "<p>\n{{ r->title }}\n</p>\n", output), 0);
    CHECK_TEXT(output, "");
    assert_int_not_equal(compiled(REPORT "<p>\n{{ r->titel }}\n</p>\n", output), 0);
    assert_non_null(strstr(output, "p/t.html:4:"));
    assert_non_null(strstr(output, "titel"));
    assert_int_not_equal(compiled(REPORT "<p>\n\n{{ r->odd }}\n</p>\n", output), 0);
    assert_non_null(strstr(output, "p/t.html:5:")); /* no escaper for a float */
}

static void check_po_refused(const char *french, const char *english, const char *place,
                             const char *why)
{
    char output[OUTPUT_BYTES];
    write_file("fr.po", french);
    write_file("en.po", english);
    assert_int_not_equal(run("\"$PO2C\" table fr.po en.po", output), 0);
    if (!strstr(output, place) || !strstr(output, why))
        fail_msg("po2c said: %s", output);
}

#define HELLO "msgid \"hello\"\nmsgstr \"{0} oui\"\n"
#define MANY "msgid \"n\"\nmsgid_plural \"n\"\nmsgstr[0] \"{0} a\"\nmsgstr[1] \"{0} b\"\n"

static void languages_must_say_the_same_things(void **state)
{
    (void)state;
    char output[OUTPUT_BYTES];
    write_file("fr.po", HELLO "\n" MANY);
    write_file("en.po", MANY "\n" HELLO);
    assert_int_equal(run("\"$PO2C\" table fr.po en.po", output), 0);
    assert_int_equal(run("\"$PO2C\" list fr.po en.po", output), 0);
    assert_non_null(strstr(output, "WORD_HELLO,\n    WORD_N,\n    WORD_COUNT"));
    check_po_refused(HELLO "\n" MANY, HELLO, "fr.po:4:", "n");
    check_po_refused(HELLO, HELLO "\n" MANY, "en.po:4:", "n");
    check_po_refused(HELLO, "msgid \"hello\"\nmsgstr \"{1} yes\"\n", "en.po:1:", "holes");
    check_po_refused(MANY, "msgid \"n\"\nmsgstr \"{0} a\"\n", "en.po:1:", "one language only");
}

static void half_said_things_are_refused(void **state)
{
    (void)state;
    check_po_refused("msgid \"n\"\nmsgid_plural \"n\"\nmsgstr[0] \"a\"\n", MANY,
                     "fr.po:1:", "plural is missing");
    check_po_refused("\n#, fuzzy\n" HELLO, HELLO, "fr.po:3:", "fuzzy");
    check_po_refused(HELLO "\n" HELLO, HELLO, "fr.po:", "said twice: hello");
    check_po_refused("msgid \"hello\"\nmsgstr \"\"\n", HELLO, "fr.po:1:", "nothing said");
    check_po_refused("msgid \"Hello\"\nmsgstr \"a\"\n", HELLO, "fr.po:1:", "a key is");
    check_po_refused("msgctxt \"a\"\n" HELLO, HELLO, "fr.po:1:", "not a line");
    check_po_refused("msgid \"hello\"\nmsgstr \"a\\q\"\n", HELLO, "fr.po:2:", "escape");
}

static int make_folder(void **state)
{
    (void)state;
    char inner[100];
    if (!mkdtemp(folder) || !getenv("PAGE2C") || !getenv("PO2C"))
        return -1;
    snprintf(inner, sizeof inner, "%s/p", folder);
    return mkdir(inner, 0700);
}

static int remove_folder(void **state)
{
    (void)state;
    char output[OUTPUT_BYTES];
    return run("rm -f p/* *.po && rmdir p && cd / && rmdir \"$OLDPWD\"", output);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_left_open_is_refused_where_it_was_opened),
        cmocka_unit_test(a_hole_where_no_escaper_is_safe_is_refused),
        cmocka_unit_test(a_page_is_called_between_tags_only),
        cmocka_unit_test(a_wrong_field_does_not_compile_and_the_line_is_the_pages),
        cmocka_unit_test(languages_must_say_the_same_things),
        cmocka_unit_test(half_said_things_are_refused),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
