/* A name in a letter can be read, and neither followed nor called. */
#include <string.h>

#include "words/letter_name.h"

#include "../../check.h"

static struct arena mem;

static void a_name_stays_as_it_is(void **state)
{
    static const char *const names[] = {
        "A\u00efcha Diop", "Jean-Fran\u00e7ois O'Hara",
        "D\u2019Arc 2",    "\u0639\u0645\u0631",
        "\u674e\u660e",    "Promo 2026",
    };
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        CHECK_TEXT(letter_name(&mem, names[i]), names[i]);
}

static void what_could_be_followed_or_called_is_not_left(void **state)
{
    (void)state;
    CHECK_TEXT(letter_name(&mem, "Madame, gagnez 500e http://evil.example/1"),
               "Madame gagnez 500e http evil example 1");
    CHECK_TEXT(letter_name(&mem, "appelez 0899 123 456"), "appelez");
    CHECK_TEXT(letter_name(&mem, "+33.8.99.12"), "");
    CHECK_TEXT(letter_name(&mem, "moi@evil.example"), "moi evil example");
    CHECK_TEXT(letter_name(&mem, "evil\u3002example"), "evil example");
    CHECK_TEXT(letter_name(&mem, "evil\uff0eexample"), "evil example");
    CHECK_TEXT(letter_name(&mem, "a\r\nBcc: b"), "a Bcc b");
    CHECK_TEXT(letter_name(&mem, "\u0660\u0668\u0669\u0669\u0661\u0662"), "");
    CHECK_TEXT(letter_name(&mem, "\u2460\u2461\u2462\u2463\u2464"), "");
    CHECK_TEXT(letter_name(&mem, "\u202eelpmaxe.live"), "elpmaxe live");
    CHECK_TEXT(letter_name(&mem, "://"), "");
}

static void a_long_one_ends(void **state)
{
    char text[201];
    (void)state;
    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    assert_int_equal(strlen(letter_name(&mem, text)), 60);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_stays_as_it_is),
        cmocka_unit_test(what_could_be_followed_or_called_is_not_left),
        cmocka_unit_test(a_long_one_ends),
    };
    mem = arena_with_limit((size_t)1 << 20);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&mem);
    return failed;
}
