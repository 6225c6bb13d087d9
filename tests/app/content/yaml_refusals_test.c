/* Files that are no YAML of ours, whatever they are about. */
#include "broken.h"

static void an_empty_file(void **state)
{
    (void)state;
    refused_bytes("", 0, "f:1:1: the file is empty; see docs/instrument.md");
    refused_bytes("# nothing\n", 10, "f:1:1: the file is empty; see docs/instrument.md");
}

static void a_file_that_is_not_yaml(void **state)
{
    (void)state;
    refused("title: { fr: Veille, en: Watch }", "title: { fr: Veille, en: Watch",
            "f:4:7: not YAML: did not find expected ',' or '}'; put a text that contains a "
            "colon, a dash or a # between quotes, and indent with spaces");
    refused(
        "fr: Informe", "fr: Informe : bien",
        "f:22:17: not YAML: mapping values are not allowed in this context; put a text that "
        "contains a colon, a dash or a # between quotes, and indent with spaces");
}

static void a_tab_instead_of_spaces(void **state)
{
    (void)state;
    refused("  low: 1", "\tlow: 1", "f:6:1: a tab; indent with spaces");
    refused("  high: 5", "  \thigh: 5", "f:7:3: a tab; indent with spaces");
}

static void bytes_that_are_not_utf8(void **state)
{
    (void)state;
    refused("Veille", "Veill\xe9",
            "f:3:1: not UTF-8; save the file with UTF-8 as its encoding");
}

static void a_control_character(void **state)
{
    (void)state;
    refused("Veille", "Veil\x01le",
            "f:3:18: a control character; the file must be plain text in UTF-8");
    refused("fr: Un,", "fr: \"U\\0n\",",
            "f:16:36: fr contains a control character; plain text only");
}

static void a_second_document(void **state)
{
    (void)state;
    refused("items:\n", "---\nitems:\n",
            "f:15:1: a second document begins here; one file holds one, without ---");
}

static void a_directive(void **state)
{
    (void)state;
    refused(
        "instrument:", "%YAML 1.1\ninstrument:",
        "f:1:1: a line that begins with %; such directives are not used here, leave it out");
}

static void nesting_without_end(void **state)
{
    (void)state;
    refused("watch\n", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\n",
            "f:1:28: nested too deep; nothing in such a file goes beyond five levels");
}

static void a_file_beyond_a_megabyte(void **state)
{
    (void)state;
    size_t length = CONTENT_BYTES_MAX + 1;
    char *bytes = arena_alloc(&mem, length + 1, 1);
    memset(bytes, '#', length);
    refused_bytes(bytes, length, "f:1:1: 1048577 bytes; a content file has at most 1048576");
}

static void too_many_values(void **state)
{
    (void)state;
    struct text list = { .mem = &mem };
    for (int i = 0; i < 30000; i++)
        text_add(&list, "[],");
    const char *bytes = arena_text(&mem, "items: [%s]\n", text_done(&list));
    const struct instrument *instrument;
    assert_int_equal(
        content_parse_instrument(&mem, "f", bytes, strlen(bytes), &instrument, &err),
        BAD_INPUT);
    assert_non_null(strstr(err.text, "too many values; a file has at most 6,000"));
}

/* Aliases are followed, not copied: a thousand million laughs cost ten lines. */
static void aliases_that_multiply(void **state)
{
    (void)state;
    struct text text = { .mem = &mem };
    text_add(&text, "a: &a0 [lol]\n");
    for (int i = 0; i < 10; i++)
        text_add_format(&text, "b%d: &a%d [*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d]\n", i,
                        i + 1, i, i, i, i, i, i, i, i);
    const char *bytes = text_done(&text);
    size_t before = mem.used;
    const struct instrument *instrument;
    assert_int_equal(
        content_parse_instrument(&mem, "f", bytes, strlen(bytes), &instrument, &err),
        BAD_INPUT);
    assert_non_null(strstr(err.text, "f:1:1: unknown key \"a\" in an instrument"));
    assert_true(mem.used - before < 100 * 1024);
}

static void an_alias_of_itself(void **state)
{
    (void)state;
    refused("{ fr: Veille, en: Watch }", "&t { fr: *t, en: Watch }",
            "f:3:8: fr is a table of keys; it must be a text");
}

static void an_alias_without_anchor(void **state)
{
    (void)state;
    refused("{ fr: Veille, en: Watch }", "*none",
            "f:3:8: not YAML: found undefined alias; put a text that contains a colon, a dash "
            "or a # between quotes, and indent with spaces");
}

static void an_alias_used_plainly_is_fine(void **state)
{
    (void)state;
    const struct instrument *instrument =
        accepted("title: { fr: Veille, en: Watch }\norigin: { fr: Inventé, en: Invented }",
                 "title: &t { fr: Veille, en: Watch }\norigin: *t");
    CHECK_TEXT(instrument->origin.in[EN], "Watch");
}

static void a_value_of_the_wrong_kind(void **state)
{
    (void)state;
    refused("title: { fr: Veille, en: Watch }", "title: Veille",
            "f:3:8: title is a text; it must be a table of keys");
    refused("fr: Informe", "fr: [Informe]", "f:22:9: fr is a list; it must be a text");
    refused_bytes("- watch\n", 8, "f:1:1: an instrument is a list; it must be a table of keys");
    refused_bytes("watch", 5, "f:1:1: an instrument is a text; it must be a table of keys");
}

static void a_list_where_a_table_stands(void **state)
{
    (void)state;
    refused("motives:\n", "motives:\n  - learn\n",
            "f:25:5: a motive is a text; it must be a table of keys");
}

static void a_missing_key(void **state)
{
    (void)state;
    refused("version: \"1\"\n", "", "f:1:1: version is missing; add a line \"version: ...\"");
    refused("  high: 5\n", "", "f:6:3: high is missing; add a line \"high: ...\"");
    refused("key: q2, ", "", "f:17:5: key is missing; add a line \"key: ...\"");
}

static void an_unknown_key_is_told_with_the_known_ones(void **state)
{
    (void)state;
    refused("version:", "verison:",
            "f:2:1: unknown key \"verison\" in an instrument; the known ones are instrument, "
            "version, title, origin, licence, model, scale, constructs, items, questions, "
            "motives");
    refused("fr: Un", "inverse: true, fr: Un",
            "f:16:32: unknown key \"inverse\" in an item; the known ones are key, construct, "
            "reversed, sensitive, fr, en");
    refused("{ fr: Lien,", "{ de: Bund, fr: Lien,",
            "f:14:14: unknown key \"de\" in label; the known ones are fr, en");
}

static void a_key_given_twice(void **state)
{
    (void)state;
    refused("  high: 5\n", "  high: 5\n  low: 2\n",
            "f:8:3: low is given twice in scale, first at line 6; keep one");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SENTENCE(an_empty_file),
        SENTENCE(a_file_that_is_not_yaml),
        SENTENCE(a_tab_instead_of_spaces),
        SENTENCE(bytes_that_are_not_utf8),
        SENTENCE(a_control_character),
        SENTENCE(a_second_document),
        SENTENCE(a_directive),
        SENTENCE(nesting_without_end),
        SENTENCE(a_file_beyond_a_megabyte),
        SENTENCE(too_many_values),
        SENTENCE(aliases_that_multiply),
        SENTENCE(an_alias_of_itself),
        SENTENCE(an_alias_without_anchor),
        SENTENCE(an_alias_used_plainly_is_fine),
        SENTENCE(a_value_of_the_wrong_kind),
        SENTENCE(a_list_where_a_table_stands),
        SENTENCE(a_missing_key),
        SENTENCE(an_unknown_key_is_told_with_the_known_ones),
        SENTENCE(a_key_given_twice),
    };
    return cmocka_run_group_tests_name("content/yaml_refusals", tests, NULL, NULL);
}
