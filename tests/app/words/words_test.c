/* The words of the program: filling, counting, numbers and typography, in both languages. */
#include "words/refusal.h"

#include "words/typeset.h"

#include "check.h"

#define NARROW "\xe2\x80\xaf"
#define NO_BREAK "\xc2\xa0"

static struct arena mem;

static void numbers_follow_the_language(void **state)
{
    (void)state;
    CHECK_TEXT(words_number(&mem, FR, 1234.5, 1), "1" NARROW "234,5");
    CHECK_TEXT(words_number(&mem, EN, 1234.5, 1), "1,234.5");
    CHECK_TEXT(words_number(&mem, FR, 9876543, 0), "9" NARROW "876" NARROW "543");
    CHECK_TEXT(words_number(&mem, EN, 999.996, 2), "1,000.00");
    CHECK_TEXT(words_number(&mem, FR, -7.25, 2), "\xe2\x88\x92"
                                                 "7,25");
}

static void minus_zero_is_zero(void **state)
{
    (void)state;
    CHECK_TEXT(words_number(&mem, FR, -0.0, 0), "0");
    CHECK_TEXT(words_number(&mem, EN, -0.04, 1), "0.0");
}

static void percents_have_their_space_in_french_only(void **state)
{
    (void)state;
    CHECK_TEXT(words_percent(&mem, FR, 45), "45" NARROW "%");
    CHECK_TEXT(words_percent(&mem, EN, 45), "45%");
}

static void small_numbers_are_words(void **state)
{
    (void)state;
    CHECK_TEXT(words_cardinal(&mem, FR, 7), "sept");
    CHECK_TEXT(words_cardinal(&mem, EN, 8), "eight");
    CHECK_TEXT(words_cardinal(&mem, FR, 13), "13");
    CHECK_TEXT(words_capital(&mem, words_cardinal(&mem, FR, 6)), "Six");
    CHECK_TEXT(words_capital(&mem, "émotions"), "Émotions");
    CHECK_TEXT(words_capital(&mem, "÷ 2"), "÷ 2");
}

static void lists_end_with_and(void **state)
{
    (void)state;
    const char *const three[] = { "l’aim", "b", "c" };
    CHECK_TEXT(words_list(&mem, FR, three, 3), "l’aim, b et c");
    CHECK_TEXT(words_list(&mem, EN, three, 3), "l’aim, b and c");
    CHECK_TEXT(words_list(&mem, FR, three, 1), "l’aim");
    CHECK_TEXT(words_list(&mem, FR, three, 0), "");
}

static void french_counts_nought_and_one_as_singular_english_one_only(void **state)
{
    (void)state;
    const char *const of[] = { "7" };
    CHECK_TEXT(words_count(&mem, FR, WORD_ANSWERS_OF, 0, of, 1), "0 réponse sur 7");
    CHECK_TEXT(words_count(&mem, FR, WORD_ANSWERS_OF, 1, of, 1), "1 réponse sur 7");
    CHECK_TEXT(words_count(&mem, FR, WORD_ANSWERS_OF, 6, of, 1), "6 réponses sur 7");
    CHECK_TEXT(words_count(&mem, EN, WORD_ANSWERS_OF, 0, of, 1), "0 answers out of 7");
    CHECK_TEXT(words_count(&mem, EN, WORD_ANSWERS_OF, 1, of, 1), "1 answer out of 7");
}

static void french_typography_is_done_when_typed_plainly(void **state)
{
    (void)state;
    CHECK_TEXT(words_typeset(&mem, FR, "« Quoi ? » dit-il : 45 % !"),
               "«" NARROW "Quoi" NARROW "?" NARROW "»"
               " dit-il" NARROW ": 45" NARROW "%" NARROW "!");
    CHECK_TEXT(words_typeset(&mem, FR, "6 sur 7, à ± 15 points, tour 4, 25 min, l'équipe"),
               "6" NO_BREAK "sur" NO_BREAK "7, à ±" NO_BREAK "15" NO_BREAK
               "points, tour" NO_BREAK "4, 25" NO_BREAK "min, l’équipe");
    CHECK_TEXT(words_typeset(&mem, FR, "{0} sur {1} ; d'{2}"),
               "{0}" NO_BREAK "sur" NO_BREAK "{1}" NARROW "; d’{2}");
}

static void what_is_not_a_mark_stays_as_typed(void **state)
{
    (void)state;
    CHECK_TEXT(words_typeset(&mem, FR, "http://a.b/?x:y 12:30 sur terre, autour 4x"),
               "http://a.b/?x:y 12:30 sur terre, autour 4x");
    CHECK_TEXT(words_typeset(&mem, EN, "Don't say 45 % ; 'so'"), "Don’t say 45 % ; 'so'");
}

static void typesetting_twice_changes_nothing(void **state)
{
    (void)state;
    const char *once = words_typeset(&mem, FR, "« L'avis » : 3 sur 4, ± 5 points ; tour 2 ?");
    CHECK_TEXT(words_typeset(&mem, FR, once), once);
}

static void the_order_of_holes_may_differ_between_languages(void **state)
{
    (void)state;
    const char *const args[] = { "X" };
    assert_non_null(strstr(words_count(&mem, FR, WORD_ANSWERS_OF, 3, args, 1), "X"));
    assert_null(strstr(words_count(&mem, EN, WORD_ANSWERS_OF, 3, args, 1), "{"));
}

static void a_refusal_is_a_key_with_its_holes_behind_its_place(void **state)
{
    (void)state;
    struct err err;
    assert_int_equal((fail)(&err, BAD_INPUT, "%s:%zu: refusal.cells|%zu|%d", "a.csv", (size_t)3,
                            (size_t)4, 5),
                     BAD_INPUT);
    assert_true(err_says(&err, "refusal.cells"));
    assert_false(err_says(&err, "refusal.cell"));
    assert_false(err_says(&err, "refusal.cells_more"));
    struct told_refusal told = words_refusal(&mem, EN, &err);
    CHECK_TEXT(told.place, "a.csv:3: ");
    CHECK_TEXT(told.sentence, "4 cells; the header has 5");
    assert_non_null(strstr(words_refusal(&mem, FR, &err).sentence, "4"));
    assert_null(strstr(words_refusal(&mem, FR, &err).sentence, "cells"));
}

static void a_sentence_is_found_by_its_whole_key_only(void **state)
{
    (void)state;
    enum word id;
    assert_true(words_find("refusal.cells", 13, &id));
    assert_int_equal(id, WORD_REFUSAL_CELLS);
    assert_false(words_find("refusal.cell", 12, &id));
    assert_false(words_find("refusal.", 8, &id));
    assert_false(words_find("zzz.zzz", 7, &id));
    assert_false(words_find("a", 1, &id));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_follow_the_language),
        cmocka_unit_test(minus_zero_is_zero),
        cmocka_unit_test(percents_have_their_space_in_french_only),
        cmocka_unit_test(small_numbers_are_words),
        cmocka_unit_test(lists_end_with_and),
        cmocka_unit_test(french_counts_nought_and_one_as_singular_english_one_only),
        cmocka_unit_test(french_typography_is_done_when_typed_plainly),
        cmocka_unit_test(what_is_not_a_mark_stays_as_typed),
        cmocka_unit_test(typesetting_twice_changes_nothing),
        cmocka_unit_test(the_order_of_holes_may_differ_between_languages),
        cmocka_unit_test(a_refusal_is_a_key_with_its_holes_behind_its_place),
        cmocka_unit_test(a_sentence_is_found_by_its_whole_key_only),
    };
    mem = arena_with_limit((size_t)1 << 20);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&mem);
    return failed;
}
