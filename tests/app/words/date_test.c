#include "words/date.h"

#include <stdlib.h>
#include <time.h>

#include "check.h"

static struct arena mem;

static int in_utc(void **state)
{
    (void)state;
    setenv("TZ", "UTC", 1);
    tzset();
    mem = arena_with_limit(1 << 16);
    return 0;
}

static void every_month_is_named_in_both_languages(void **state)
{
    (void)state;
    static const char *const fr[] = { "janvier",   "février", "mars",     "avril",
                                      "mai",       "juin",    "juillet",  "août",
                                      "septembre", "octobre", "novembre", "décembre" };
    static const char *const en[] = { "January",   "February", "March",    "April",
                                      "May",       "June",     "July",     "August",
                                      "September", "October",  "November", "December" };
    for (int month = 0; month < 12; month++) {
        int64_t at = 0;
        assert_true(words_date_parse(arena_text(&mem, "2026-%02d-17", month + 1), &at));
        CHECK_TEXT(words_date(&mem, FR, at), arena_text(&mem, "17 %s 2026", fr[month]));
        CHECK_TEXT(words_date(&mem, EN, at), arena_text(&mem, "17 %s 2026", en[month]));
    }
}

static void the_first_of_a_month_is_said_as_the_french_do(void **state)
{
    (void)state;
    int64_t at = 0;
    assert_true(words_date_parse("2026-11-01", &at));
    CHECK_TEXT(words_date(&mem, FR, at), "1er novembre 2026");
    CHECK_TEXT(words_date(&mem, EN, at), "1 November 2026");
}

static void a_field_holds_the_day_it_was_given(void **state)
{
    (void)state;
    int64_t at = 0;
    assert_true(words_date_parse("2028-02-29", &at));
    CHECK_TEXT(words_date_field(&mem, at), "2028-02-29");
    CHECK_TEXT(words_date_field(&mem, at + 1), "2028-03-01"); /* it is the last second */
}

static void what_is_not_a_day_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = { "",           "2026-13-01", "2026-04-31",
                                         "2027-02-29", "17/04/2026", "2026-04-17 ",
                                         "demain" };
    int64_t at = 0;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(words_date_parse(wrong[i], &at));
    assert_false(words_date_parse(NULL, &at));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_month_is_named_in_both_languages),
        cmocka_unit_test(the_first_of_a_month_is_said_as_the_french_do),
        cmocka_unit_test(a_field_holds_the_day_it_was_given),
        cmocka_unit_test(what_is_not_a_day_is_refused),
    };
    return cmocka_run_group_tests(tests, in_utc, NULL);
}
