/* The example of docs/instrument.md is a right file, and its refusal is what one would see. */
#include "base/text.h"
#include "content/content.h"

#include "check.h"

static const size_t WIDE = 8 * 1024 * 1024;
static const size_t LONGEST = 64 * 1024;

static struct arena mem;

static int open_arena(void **state)
{
    (void)state;
    mem = arena_with_limit(WIDE);
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_free(&mem);
    return 0;
}

static char *manual(void)
{
    FILE *file = fopen("docs/instrument.md", "rb");
    if (!file)
        fail_msg("docs/instrument.md cannot be opened");
    char *text = arena_alloc(&mem, LONGEST + 1, 1);
    size_t length = fread(text, 1, LONGEST, file);
    fclose(file);
    assert_true(length > 0 && length < LONGEST);
    return text;
}

static char *example(void)
{
    static const char opening[] = "```yaml\n";
    char *start = strstr(manual(), opening);
    assert_non_null(start);
    start += sizeof opening - 1;
    char *end = strstr(start, "```");
    assert_non_null(end);
    return arena_copy(&mem, start, (size_t)(end - start));
}

static void the_example_of_the_manual_is_a_right_file(void **state)
{
    (void)state;
    struct err err;
    const struct instrument *instrument = NULL;
    const char *text = example();
    if (content_parse_instrument(&mem, "night-watch.yaml", text, strlen(text), &instrument,
                                 &err) != OK)
        fail_msg("%s", err.text);
    CHECK_TEXT(instrument->key, "night-watch");
    assert_int_equal(instrument->item_count, 2);
    assert_int_equal(instrument->constructs[0].item_count, 2);
    assert_int_equal(instrument->constructs[0].meaning, MEANS_AIM);
    assert_true(instrument->items[1].reversed && instrument->items[1].sensitive);
    assert_int_equal(instrument->high, 5);
}

static void the_refusal_of_the_manual_is_what_one_would_see(void **state)
{
    (void)state;
    struct err err;
    const struct instrument *instrument;
    char *text = example(), *line = strstr(text, "  en: \"Night watch\"\n");
    assert_non_null(line);
    memmove(line, strchr(line, '\n') + 1, strlen(strchr(line, '\n') + 1) + 1);
    assert_int_equal(content_parse_instrument(&mem, "night-watch.yaml", text, strlen(text),
                                              &instrument, &err),
                     BAD_INPUT);
    if (!strstr(manual(), err.text))
        fail_msg("the manual does not show: %s", err.text);
}

#define SENTENCE(name) cmocka_unit_test_setup_teardown(name, open_arena, close_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SENTENCE(the_example_of_the_manual_is_a_right_file),
        SENTENCE(the_refusal_of_the_manual_is_what_one_would_see),
    };
    return cmocka_run_group_tests_name("content/manual", tests, NULL, NULL);
}
