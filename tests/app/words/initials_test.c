/* The letters that stand for a name beside it. */
#include <string.h>

#include "check.h"
#include "words/initials.h"

#define FLAG_FR "\xf0\x9f\x87\xab\xf0\x9f\x87\xb7"
#define FLAG_BE "\xf0\x9f\x87\xa7\xf0\x9f\x87\xaa"
#define FIREWOMAN "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x92"
#define WAVE_DARK "\xf0\x9f\x91\x8b\xf0\x9f\x8f\xbf"

static struct arena mem;

static const char *alone(const char *name)
{
    const char *out;
    words_initials(&mem, &name, 1, &out);
    return out;
}

static void a_name_gives_the_first_letters_of_its_first_and_last_word(void **state)
{
    (void)state;
    CHECK_TEXT(alone("Aïcha Diop"), "AD");
    CHECK_TEXT(alone("Élise"), "Él");
    CHECK_TEXT(alone("Ö"), "Ö");
    CHECK_TEXT(alone("Jean de la Tour"), "JT");
}

static void a_flag_a_joined_picture_or_a_mark_is_never_cut(void **state)
{
    (void)state;
    CHECK_TEXT(alone(FIREWOMAN " Nadia"), FIREWOMAN "N");
    CHECK_TEXT(alone(FLAG_FR " Paul"), FLAG_FR "P");
    CHECK_TEXT(alone(FLAG_FR FLAG_BE), FLAG_FR FLAG_BE);
    CHECK_TEXT(alone("Zoé " WAVE_DARK), "Z" WAVE_DARK);
    CHECK_TEXT(alone("E\xcc\x81lise Ngo\xcc\x83"), "E\xcc\x81N");
    CHECK_TEXT(alone("שָׁרָה כֹּהֵן"), "שָׁכֹּ");
    CHECK_TEXT(alone("مُحمد علي"), "مُع");
}

static void brackets_dashes_and_quotes_are_no_initials(void **state)
{
    (void)state;
    CHECK_TEXT(alone("שרה כהן (2)"), "שכ");
    CHECK_TEXT(alone("(Paul) « Dupont »"), "PD");
    CHECK_TEXT(alone("- Ada -"), "Ad");
    CHECK_TEXT(alone("O’Hara"), "OH");
    CHECK_TEXT(alone("…"), "");
    CHECK_TEXT(alone(""), "");
}

static void a_figure_stands_in_for_a_missing_letter(void **state)
{
    (void)state;
    CHECK_TEXT(alone("Membre 1"), "M1");
    CHECK_TEXT(alone("42"), "4");
}

static void alike_names_of_a_team_have_initials_apart(void **state)
{
    (void)state;
    static const char *const names[] = { "Marie Martin", "Marc Meunier", "Marie Martin (2)",
                                         "Max Moreau",   "שרה כהן",      "שרה כהן (2)",
                                         "Ana",          "Anb" };
    enum { COUNT = sizeof names / sizeof *names };
    const char *out[COUNT];
    words_initials(&mem, names, COUNT, out);
    CHECK_TEXT(out[0], "MM");
    CHECK_TEXT(out[1], "MMe");
    CHECK_TEXT(out[2], "MM2");
    for (size_t i = 0; i < COUNT; i++)
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(out[i], out[j]);
}

static void what_cannot_be_told_apart_keeps_its_letters(void **state)
{
    (void)state;
    static const char *const names[] = { "A", "A!", "…", "!!" };
    const char *out[4];
    words_initials(&mem, names, 4, out);
    CHECK_TEXT(out[0], "A");
    CHECK_TEXT(out[1], "A");
    CHECK_TEXT(out[2], "");
    CHECK_TEXT(out[3], "");
}

static void a_very_long_word_is_read(void **state)
{
    (void)state;
    char name[1001];
    memset(name, 'x', 1000);
    name[1000] = '\0';
    const char *const names[] = { name, name };
    const char *out[2];
    words_initials(&mem, names, 2, out);
    CHECK_TEXT(out[0], "xx");
    CHECK_TEXT(out[1], "xxx");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_gives_the_first_letters_of_its_first_and_last_word),
        cmocka_unit_test(a_flag_a_joined_picture_or_a_mark_is_never_cut),
        cmocka_unit_test(brackets_dashes_and_quotes_are_no_initials),
        cmocka_unit_test(a_figure_stands_in_for_a_missing_letter),
        cmocka_unit_test(alike_names_of_a_team_have_initials_apart),
        cmocka_unit_test(what_cannot_be_told_apart_keeps_its_letters),
        cmocka_unit_test(a_very_long_word_is_read),
    };
    mem = arena_with_limit((size_t)1 << 24);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&mem);
    return failed;
}
