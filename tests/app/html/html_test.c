/* Hostile text in every place of a page comes out inert; numbers are the same bytes under
 * every locale. The page is hostile.html, compiled by page2c as any other. */
#include "html/html.h"

#include "html/hostile_html.h"

#include "check.h"

#define HOSTILE "\"'><script>alert(1)</script>&\x01"
#define INERT "&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;\xef\xbf\xbd"

static struct arena mem;

static const char *written(const char *text, double number, int whole, size_t count)
{
    struct text all = { .mem = &mem };
    struct html out = html_to_text(&all);
    page_hostile(&out, text, number, whole, count);
    return text_done(&all);
}

static void hostile_text_is_inert_between_tags_and_in_quotes(void **state)
{
    (void)state;
    const char *page = written(HOSTILE, 1.25, -3, 1);
    assert_non_null(strstr(page, "<p title=\"" INERT "\" class='" INERT "'>" INERT "</p>"));
    assert_null(strstr(page, "<script"));
}

#define ARABIC "سلام: 100 %"
#define APART "\xe2\x81\xa8" ARABIC "\xe2\x81\xa9"

static const char *in_every_place(const char *text)
{
    struct text all = { .mem = &mem };
    struct html out = html_to_text(&all);
    page_in_every_place(&out, text);
    return text_done(&all);
}

static void a_text_read_right_to_left_is_kept_apart_wherever_it_stands(void **state)
{
    (void)state;
    CHECK_TEXT(in_every_place(ARABIC),
               "<title>" APART "</title><p title=\"" ARABIC "\">" APART "</p>"
               "<svg><text>" APART "</text></svg>\n<select><option>" APART
               "</option></select><textarea>" ARABIC "</textarea>\n");
}

static void what_is_apart_already_or_reads_as_the_page_is_written_as_it_is(void **state)
{
    (void)state;
    CHECK_TEXT(in_every_place("été"),
               "<title>été</title><p title=\"été\">été</p><svg><text>été</text></svg>\n"
               "<select><option>été</option></select><textarea>été</textarea>\n");
    assert_non_null(strstr(in_every_place(APART " est là"), ">" APART " est là</p>"));
    assert_null(strstr(in_every_place("<שרה>"), "<שרה>"));
}

static void an_address_keeps_only_a_known_scheme(void **state)
{
    (void)state;
    assert_non_null(strstr(written("javascript:alert(1)", 0, 0, 0), "<a href=\"#\">"));
    assert_non_null(strstr(written("JAVASCRIPT:x", 0, 0, 0), "<a href=\"#\">"));
    assert_non_null(strstr(written(" javascript:x", 0, 0, 0), "<a href=\"#\">"));
    assert_non_null(strstr(written("data:text/html,x", 0, 0, 0), "<a href=\"#\">"));
    assert_non_null(strstr(written("#plan", 0, 0, 0), "<a href=\"#plan\">"));
    assert_non_null(
        strstr(written("https://a.b/c?d=e", 0, 0, 0), "<a href=\"https://a.b/c?d=e\">"));
    assert_non_null(strstr(written("/t/4:5", 0, 0, 0), "<a href=\"/t/4:5\">"));
}

static void further_on_in_an_address_everything_is_escaped(void **state)
{
    (void)state;
    assert_non_null(
        strstr(written("a/b?c\"<é", 0, 7, 0), "href=\"/r/a%2Fb%3Fc%22%3C%C3%A9?n=7\""));
}

static void coordinates_have_at_most_one_decimal(void **state)
{
    (void)state;
    assert_non_null(strstr(written("", 12.0, 4, 0), "<path d=\"M12 4\"/>"));
    assert_non_null(strstr(written("", 12.34, 4, 0), "<path d=\"M12.3 4\"/>"));
    assert_non_null(strstr(written("", -0.04, 4, 0), "<path d=\"M0 4\"/>"));
    assert_non_null(strstr(written("", -7.96, -4, 0), "<path d=\"M-8 -4\"/>"));
    assert_non_null(strstr(written("", 1234567.89, 4, 0), "<path d=\"M1234567.9 4\"/>"));
}

static void pages_call_each_other_and_may_stay_open(void **state)
{
    (void)state;
    assert_non_null(strstr(written("", 0, 0, 9), "<b>many: 9</b>"));
    assert_null(strstr(written("", 0, 0, 1), "many"));
    struct text all = { .mem = &mem };
    struct html out = html_to_text(&all);
    page_many_times(&out, 2);
    page_many_end(&out);
    CHECK_TEXT(text_done(&all), "<ul>\n<li>0</li>\n<li>1</li>\n</ul>\n");
}

static void a_file_gets_the_same_bytes_as_a_text(void **state)
{
    (void)state;
    char read[2000];
    FILE *file = tmpfile();
    assert_non_null(file);
    struct html out = html_to_file(file);
    page_hostile(&out, HOSTILE, 8.15, 2, 5);
    rewind(file);
    read[fread(read, 1, sizeof read - 1, file)] = '\0';
    fclose(file);
    CHECK_TEXT(read, written(HOSTILE, 8.15, 2, 5));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hostile_text_is_inert_between_tags_and_in_quotes),
        cmocka_unit_test(a_text_read_right_to_left_is_kept_apart_wherever_it_stands),
        cmocka_unit_test(what_is_apart_already_or_reads_as_the_page_is_written_as_it_is),
        cmocka_unit_test(an_address_keeps_only_a_known_scheme),
        cmocka_unit_test(further_on_in_an_address_everything_is_escaped),
        cmocka_unit_test(coordinates_have_at_most_one_decimal),
        cmocka_unit_test(pages_call_each_other_and_may_stay_open),
        cmocka_unit_test(a_file_gets_the_same_bytes_as_a_text),
    };
    mem = arena_with_limit((size_t)1 << 20);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&mem);
    return failed;
}
