/* One form for names: what looks the same is the same, what differs to the eye stays apart. */
#include "words/plain.h"

#include "base/text.h"
#include "check.h"

#define DECOMPOSED_ZOE "Zoe\xcc\x88"
#define COMPOSED_ZOE "Zo\xc3\xab"
#define NO_BREAK "\xc2\xa0"
#define NARROW "\xe2\x80\xaf"
#define WIDE "\xe3\x80\x80"
#define ZERO_WIDTH "\xe2\x80\x8b"
#define JOINER "\xe2\x80\x8d"
#define NON_JOINER "\xe2\x80\x8c"
#define BOM "\xef\xbb\xbf"
#define SOFT_HYPHEN "\xc2\xad"
#define RIGHT_TO_LEFT "\xe2\x80\x8f"
#define HANGUL_FILLER "\xe3\x85\xa4"

static struct arena mem;

#define SAME(a, b) CHECK_TEXT(plain_name(&mem, (a)), plain_name(&mem, (b)))

static void an_accent_typed_apart_is_the_accent(void **state)
{
    (void)state;
    CHECK_TEXT(plain_name(&mem, DECOMPOSED_ZOE), COMPOSED_ZOE);
    SAME("\xe2\x84\xab", "A\xcc\x8a"); /* the angstrom sign and A with a ring */
    SAME("\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", "\xed\x95\x9c"); /* Hangul, in pieces */
    SAME("a\xcc\xa3\xcc\x87", "a\xcc\x87\xcc\xa3"); /* two marks in either order */
}

static void blanks_of_every_kind_are_one_space_and_none_at_the_ends(void **state)
{
    (void)state;
    CHECK_TEXT(plain_name(&mem, NO_BREAK " Ana" NARROW WIDE "Roy\t" NO_BREAK), "Ana Roy");
    CHECK_TEXT(plain_name(&mem, "Ana\vRoy\r\n"), "Ana Roy");
    CHECK_TEXT(plain_name(&mem, "Ana\xe2\x80\xa8Roy"), "Ana Roy");
    CHECK_TEXT(plain_name(&mem, "Ana\x03"), "Ana");
    CHECK_TEXT(plain_name(&mem, "\xe2\xa0\x80 Ana"), "Ana"); /* the braille blank */
}

static void what_nobody_can_see_names_nobody(void **state)
{
    (void)state;
    CHECK_TEXT(plain_name(&mem, BOM "A" ZERO_WIDTH "n" SOFT_HYPHEN "a" RIGHT_TO_LEFT), "Ana");
    CHECK_TEXT(plain_name(&mem, "An" JOINER "a" NON_JOINER), "Ana");
    CHECK_TEXT(plain_name(&mem, "e" ZERO_WIDTH "\xcc\x81"), "\xc3\xa9");
    CHECK_TEXT(plain_name(&mem, ZERO_WIDTH), "");
    CHECK_TEXT(plain_name(&mem, HANGUL_FILLER " " NO_BREAK), "");
    CHECK_TEXT(plain_name(&mem, "\xcc\x81"), ""); /* an accent over nothing */
    CHECK_TEXT(plain_name(&mem, ""), "");
}

static void a_joiner_that_shows_stays(void **state)
{
    (void)state;
    const char *fire = "\xf0\x9f\x91\xa9\xf0\x9f\x8f\xbd" JOINER "\xf0\x9f\x9a\x92 Nadia";
    const char *conjunct = "\xe0\xa4\x95\xe0\xa5\x8d" JOINER "\xe0\xa4\xb7";
    const char *persian = "\xd9\x85\xdb\x8c" NON_JOINER "\xd8\xb1\xd9\x88\xd8\xaf";
    const char *heart = "\xe2\x9d\xa4\xef\xb8\x8f Nadia";
    CHECK_TEXT(plain_name(&mem, fire), fire);
    CHECK_TEXT(plain_name(&mem, conjunct), conjunct);
    CHECK_TEXT(plain_name(&mem, persian), persian);
    CHECK_TEXT(plain_name(&mem, heart), heart);
}

static void what_differs_to_the_eye_stays_apart(void **state)
{
    (void)state;
    assert_false(plain_same(&mem, "Ana", "ana"));
    assert_false(plain_same(&mem, "Zoe", COMPOSED_ZOE));
    assert_false(plain_same(&mem, "01", "1"));
    assert_false(plain_same(&mem, "1.0", "1"));
    assert_false(plain_same(&mem, "Anna Roy", "AnnaRoy"));
    assert_true(plain_same(&mem, " " DECOMPOSED_ZOE, COMPOSED_ZOE NO_BREAK));
}

static void a_plain_name_is_handed_back_as_it_is(void **state)
{
    (void)state;
    const char *const plain[] = { "Ana Roy", "\xc3\x89lo\xc3\xafse d'\xc5\x93uvre", "\xc5\xbd",
                                  "1" };
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        assert_ptr_equal(plain_name(&mem, plain[i]), plain[i]);
}

/* Characters of every kind, side by side, in every order of three. */
static void doing_it_twice_changes_nothing_more(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "a",
        "e",
        "\xcc\x81",
        "\xcc\x88",
        " ",
        NO_BREAK,
        ZERO_WIDTH,
        JOINER,
        NON_JOINER,
        "\xef\xb8\x8f",
        "\xc3\xa9",
        "\xe0\xa5\x8d",
        "\xe0\xa4\xb7",
        "\xd9\x85",
        "\xf0\x9f\x91\xa9",
        "\xf0\x9f\x8f\xbd",
        BOM,
        "\t",
        SOFT_HYPHEN,
        "\xe1\x84\x92",
        "\xe1\x85\xa1",
        HANGUL_FILLER,
        "\xf3\xa0\x81\xa7",
    };
    enum { COUNT = sizeof pieces / sizeof *pieces };
    for (size_t i = 0; i < (size_t)COUNT * COUNT * COUNT; i++) {
        struct arena_mark mark = arena_mark(&mem);
        const char *text = arena_text(&mem, "%s%s%s", pieces[i % COUNT],
                                      pieces[i / COUNT % COUNT], pieces[i / COUNT / COUNT]);
        const char *once = plain_name(&mem, text);
        CHECK_TEXT(plain_name(&mem, once), once);
        assert_true(text_is_utf8(once, strlen(once)));
        arena_release(&mem, mark);
    }
}

static void folding_takes_away_case_accents_and_kinds_of_apostrophe(void **state)
{
    (void)state;
    CHECK_TEXT(plain_folded(&mem, "\xc3\x89lo\xc3\xafse O\xe2\x80\x99Hara"), "eloise o'hara");
    CHECK_TEXT(plain_folded(&mem, DECOMPOSED_ZOE), "zoe");
    CHECK_TEXT(plain_folded(&mem, "Jean\xe2\x80\x91Luc"), "jean-luc");
    CHECK_TEXT(plain_folded(&mem, "STRASSE"), plain_folded(&mem, "stra\xc3\x9f"
                                                                 "e"));
    CHECK_TEXT(plain_folded(&mem, "\xef\xbc\xa1na"), "ana");
}

static const char *const people[] = {
    "Ana", COMPOSED_ZOE, "Tom", "Anne-Marie Roy", "Max", "Jo"
};
enum { PEOPLE = sizeof people / sizeof *people };

static void the_nearest_names_come_first(void **state)
{
    (void)state;
    size_t near[3];
    assert_int_equal(plain_nearest(&mem, "zoe", people, PEOPLE, near, 3), 1);
    assert_int_equal(near[0], 1);
    assert_int_equal(plain_nearest(&mem, "Anna", people, PEOPLE, near, 3), 1);
    assert_int_equal(near[0], 0);
    assert_int_equal(plain_nearest(&mem, "Roy", people, PEOPLE, near, 3), 1);
    assert_int_equal(near[0], 3);
    assert_int_equal(plain_nearest(&mem, "Zo\xc3\xab Martin", people, PEOPLE, near, 3), 1);
    assert_int_equal(near[0], 1);
    assert_int_equal(plain_nearest(&mem, "Bartholomew", people, PEOPLE, near, 3), 0);
    assert_int_equal(plain_nearest(&mem, "", people, PEOPLE, near, 3), 0);
}

static void no_more_are_given_than_there_is_room_for(void **state)
{
    (void)state;
    static const char *const many[] = { "Ana", "Anb", "Anc", "And", "Ane", "An" };
    size_t near[2];
    assert_int_equal(plain_nearest(&mem, "Ana", many, 6, near, 2), 2);
    assert_int_equal(near[0], 0);
}

static void one_alike_is_found_and_two_are_not_chosen_between(void **state)
{
    (void)state;
    static const char *const two[] = { "Ana", "ANA", "Tom" };
    assert_int_equal(plain_alike(&mem, "ZOE", people, PEOPLE), 1);
    assert_int_equal(plain_alike(&mem, "Zo", people, PEOPLE), PEOPLE);
    assert_int_equal(plain_alike(&mem, "ana", two, 3), 3);
    assert_int_equal(plain_alike(&mem, "tom", two, 3), 2);
}

static void letters_are_counted_as_people_count_them(void **state)
{
    (void)state;
    assert_int_equal(plain_letters(""), 0);
    assert_int_equal(plain_letters("Zo\xc3\xab!"), 4);
    assert_int_equal(plain_letters(DECOMPOSED_ZOE), 3);
    assert_int_equal(
        plain_letters("\xf0\x9f\x87\xab\xf0\x9f\x87\xb7\xf0\x9f\x87\xa7\xf0\x9f\x87\xaa"), 2);
    assert_int_equal(plain_letters("\xf0\x9f\x91\xa9" JOINER "\xf0\x9f\x9a\x92"), 1);
    assert_int_equal(plain_letter("\xf0\x9f\x87\xab\xf0\x9f\x87\xb7 Paul"), 8);
    assert_int_equal(plain_letter("e\xcc\x81lise"), 3);
    assert_int_equal(plain_letter(""), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_accent_typed_apart_is_the_accent),
        cmocka_unit_test(blanks_of_every_kind_are_one_space_and_none_at_the_ends),
        cmocka_unit_test(what_nobody_can_see_names_nobody),
        cmocka_unit_test(a_joiner_that_shows_stays),
        cmocka_unit_test(what_differs_to_the_eye_stays_apart),
        cmocka_unit_test(a_plain_name_is_handed_back_as_it_is),
        cmocka_unit_test(doing_it_twice_changes_nothing_more),
        cmocka_unit_test(folding_takes_away_case_accents_and_kinds_of_apostrophe),
        cmocka_unit_test(the_nearest_names_come_first),
        cmocka_unit_test(no_more_are_given_than_there_is_room_for),
        cmocka_unit_test(one_alike_is_found_and_two_are_not_chosen_between),
        cmocka_unit_test(letters_are_counted_as_people_count_them),
    };
    mem = arena_with_limit((size_t)1 << 24);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&mem);
    return failed;
}
