#include "base/text.h"

#include "check.h"

static void well_formed_utf8_is_told_from_the_rest(void **state)
{
    (void)state;
    assert_true(text_is_utf8("", 0));
    assert_true(text_is_utf8("équipe « à six »", strlen("équipe « à six »")));
    assert_true(text_is_utf8("\xf4\x8f\xbf\xbf", 4));
    assert_false(text_is_utf8("\xf4\x90\x80\x80", 4)); /* above U+10FFFF */
    assert_false(text_is_utf8("\xc0\xaf", 2));         /* overlong / */
    assert_false(text_is_utf8("\xed\xa0\x80", 3));     /* surrogate */
    assert_false(text_is_utf8("\xe9quipe", 6));        /* Latin-1 */
    assert_false(text_is_utf8("\xc3", 1));             /* cut short */
}

static void a_text_grows_and_stays_whole(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 20);
    struct text text = { .mem = &mem };
    CHECK_TEXT(text_done(&text), "");
    for (int i = 0; i < 1000; i++)
        text_add_format(&text, "%d,", i);
    text_add(&text, "end");
    const char *all = text_done(&text);
    assert_int_equal(strlen(all), text.length);
    assert_memory_equal(all, "0,1,2,3,", 8);
    CHECK_TEXT(all + text.length - 7, "999,end");
    arena_free(&mem);
}

static void missing_equals_only_missing(void **state)
{
    (void)state;
    assert_true(text_equal(NULL, NULL));
    assert_false(text_equal(NULL, ""));
    assert_true(text_equal("a", "a"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(well_formed_utf8_is_told_from_the_rest),
        cmocka_unit_test(a_text_grows_and_stays_whole),
        cmocka_unit_test(missing_equals_only_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
