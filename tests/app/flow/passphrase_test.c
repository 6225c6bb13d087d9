/* What is refused as a passphrase, and what is not. */
#include "flow/passphrase.h"

#include <stdio.h>
#include <string.h>

#include "check.h"

static struct arena mem;

static enum passphrase_fault judge(const char *typed)
{
    return flow_passphrase_check(&mem, typed, "ana.durand@exemple.fr", "Ana Durand-Lefèvre");
}

/* The list the program is made with is read as a file: its notice begins with #. */
static void the_commonest_of_twelve_characters_and_more_are_refused(void **state)
{
    (void)state;
    FILE *list = fopen("app/flow/common_passphrases.txt", "r");
    char line[200];
    size_t count = 0;
    assert_non_null(list);
    while (fgets(line, sizeof line, list)) {
        line[strcspn(line, "\n")] = '\0';
        if (*line == '#')
            continue;
        count++;
        if (strlen(line) >= PASSPHRASE_MIN && judge(line) != PASSPHRASE_COMMON)
            fail_msg("%s is not refused", line);
    }
    fclose(list);
    assert_true(count > 200);
}

static void what_people_do_to_a_common_one_does_not_help(void **state)
{
    (void)state;
    static const char *const tried[] = {
        "aaaaaaaaaaaa",         "123456789012",       "azertyuiopqs",        "AZERTYuiopqs",
        "motdepasse123",        "Mot de passe 2026!", "P.A.S.S.W.O.R.D.1.2", "abcdefghijkl",
        "soleilsoleil",         "chat chat chat ",    "1qaz2wsx3edc",        "098765432109",
        "password password",    "Bienvenue2026!",     "............",        "121212121212",
        "alliage alliage 2026", "qwerty-123456",      "Motdepasse!!!!",
    };
    for (size_t i = 0; i < sizeof tried / sizeof *tried; i++)
        if (judge(tried[i]) != PASSPHRASE_COMMON)
            fail_msg("%s is not refused", tried[i]);
}

static void ones_own_address_and_name_are_refused(void **state)
{
    (void)state;
    static const char *const tried[] = {
        "ana.durand@exemple.fr", "ANA.DURAND@EXEMPLE.FR", "Ana Durand 1987",
        "anadurand2026!",        "Ana Durand Lefevre",    "lefèvre-durand-42",
    };
    for (size_t i = 0; i < sizeof tried / sizeof *tried; i++)
        if (judge(tried[i]) != PASSPHRASE_OWN)
            fail_msg("%s is not refused", tried[i]);
    assert_int_equal(judge("Ana aime les pommes vertes"), PASSPHRASE_FINE);
}

static void characters_are_counted_as_people_count_them(void **state)
{
    (void)state;
    assert_int_equal(judge("éàùîçœ"), PASSPHRASE_SHORT); /* 12 bytes */
    assert_int_equal(judge("e\u0301a\u0300u\u0300i\u0302c\u0327o\u0302"), PASSPHRASE_SHORT);
    assert_int_equal(judge("\u200b\u200b\u200b\u200bazur mer"), PASSPHRASE_SHORT);
    assert_int_equal(judge("            "), PASSPHRASE_SHORT);
    assert_int_equal(judge(""), PASSPHRASE_SHORT);
    assert_int_equal(judge("مفتاح البيت القديم"), PASSPHRASE_FINE);
    assert_int_equal(judge("correct horse battery staple"), PASSPHRASE_FINE);
    assert_int_equal(judge("quatre chaises bleues dansent"), PASSPHRASE_FINE);
    assert_int_equal(judge("v7$Kq-2mX!pLw"), PASSPHRASE_FINE);
    char *text = arena_alloc(&mem, 5001, 1);
    for (size_t i = 0; i < 5000; i++)
        text[i] = (char)('a' + i * 7 % 26);
    text[5000] = '\0';
    assert_int_equal(judge(text), PASSPHRASE_LONG);
}

static void what_looks_the_same_is_the_same(void **state)
{
    (void)state;
    CHECK_TEXT(flow_passphrase_form(&mem, "E\u0301te\u0301\u00a0chaud"), "\u00c9t\u00e9 chaud");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_commonest_of_twelve_characters_and_more_are_refused),
        cmocka_unit_test(what_people_do_to_a_common_one_does_not_help),
        cmocka_unit_test(ones_own_address_and_name_are_refused),
        cmocka_unit_test(characters_are_counted_as_people_count_them),
        cmocka_unit_test(what_looks_the_same_is_the_same),
    };
    mem = arena_with_limit((size_t)64 << 20);
    return cmocka_run_group_tests_name("passphrase", tests, NULL, NULL);
}
