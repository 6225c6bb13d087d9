/* Texts read right to left, in sentences read left to right. */
#include "words/direction.h"

#include <string.h>

#include "words/words.h"

#include "check.h"

#define FROM "\xe2\x81\xa8"
#define TO "\xe2\x81\xa9"
#define RIGHT_TO_LEFT_OVERRIDE "\xe2\x80\xae"

static struct arena mem;

static void letters_read_right_to_left_matter_and_no_others(void **state)
{
    (void)state;
    static const char *const matter[] = { "سلام: 100 %", "Ana שרה", "ދިވެހި",     "ߒߞߏ",
                                          "𞤀𞤣",    "ﺳ",       "a\u200fb" };
    static const char *const not [] = { "",      "Zoé", "l’été — 100 %", "中文",
                                        "Ελένη", "Зоя", "👩‍🚒",   "हिन्दी" };
    for (size_t i = 0; i < sizeof matter / sizeof *matter; i++)
        assert_true(direction_matters(matter[i]));
    for (size_t i = 0; i < sizeof not / sizeof *not ; i++)
        assert_false(direction_matters(not [i]));
    assert_true(direction_matters("ab" RIGHT_TO_LEFT_OVERRIDE "cd"));
}

static void a_text_is_kept_apart_once(void **state)
{
    (void)state;
    const char *apart = words_apart(&mem, "سلام");
    CHECK_TEXT(apart, FROM "سلام" TO);
    CHECK_TEXT(words_apart(&mem, apart), FROM "سلام" TO);
    CHECK_TEXT(words_apart(&mem, "Zoé"), "Zoé");
}

static void a_sentence_keeps_its_texts_apart_and_its_own_order(void **state)
{
    (void)state;
    static const char *const one[] = { "سلام: 100 %" };
    static const char *const two[] = { "שרה", "Ana" };
    assert_non_null(strstr(words_fill(&mem, FR, WORD_JOURNAL_MEMBER_JOINED, one, 1),
                           FROM "سلام: 100 %" TO));
    CHECK_TEXT(words_list(&mem, FR, two, 2), FROM "שרה" TO " et Ana");
    assert_null(strstr(words_fill(&mem, FR, WORD_JOURNAL_MEMBER_JOINED, two + 1, 1), FROM));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_read_right_to_left_matter_and_no_others),
        cmocka_unit_test(a_text_is_kept_apart_once),
        cmocka_unit_test(a_sentence_keeps_its_texts_apart_and_its_own_order),
    };
    mem = arena_with_limit((size_t)1 << 24);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&mem);
    return failed;
}
