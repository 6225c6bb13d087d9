#include "words/date.h"
#include "words/day.h"

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

/* ---- until when, and whose hour it is ---- */

static void a_deadline_says_day_hour_and_zone(void **state)
{
    (void)state;
    int64_t at = 0;
    assert_true(day_zone_set("Europe/Paris"));
    assert_true(words_date_parse("2026-12-03", &at));
    CHECK_TEXT(words_deadline(&mem, FR, at + 1),
               "jeudi 3 décembre 2026 à 23 h 59, heure de Paris");
    CHECK_TEXT(words_deadline(&mem, EN, at + 1),
               "Thursday 3 December 2026 at 23:59, Paris time");
    assert_true(day_zone_set("Europe/Athens"));
    assert_non_null(strstr(words_deadline(&mem, FR, at), "heure d’Athens"));
    assert_true(day_zone_set("America/New_York"));
    assert_non_null(strstr(words_deadline(&mem, EN, at), "New York time"));
    assert_true(day_zone_set("UTC"));
    assert_non_null(strstr(words_deadline(&mem, FR, at), "heure UTC"));
}

static void a_day_ends_after_its_last_second_also_when_clocks_change(void **state)
{
    (void)state;
    static const struct {
        const char *zone, *day;
        int hours; /* of that day */
    } days[] = { { "Europe/Paris", "2026-03-29", 23 },
                 { "Europe/Paris", "2026-10-25", 25 },
                 { "Europe/Paris", "2026-12-03", 24 },
                 { "Africa/Cairo", "2026-04-24", 23 },
                 { "America/Santiago", "2026-09-06", 23 } };
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        int64_t last = 0;
        assert_true(day_zone_set(days[i].zone));
        assert_true(words_date_parse(days[i].day, &last));
        assert_int_equal(day_end(last, 0), last + 1);
        assert_int_equal(day_end(last + 1, 0) > last + 1, true);
        assert_int_equal(last + 1 - day_end(last, -1), days[i].hours * 3600);
        CHECK_TEXT(words_date_field(&mem, last), days[i].day);
        if (!strstr(words_deadline(&mem, EN, last + 1), "23:59"))
            fail_msg("%s %s: %s", days[i].zone, days[i].day,
                     words_deadline(&mem, EN, last + 1));
    }
    assert_true(day_zone_set("UTC"));
}

static void seven_days_from_any_hour_end_at_the_end_of_the_seventh(void **state)
{
    (void)state;
    int64_t last = 0, end = 0;
    assert_true(day_zone_set("Europe/Paris"));
    assert_true(words_date_parse("2026-10-20", &last));
    assert_true(words_date_parse("2026-10-27", &end)); /* an hour more on the 25th */
    for (int64_t at = last - 86399; at <= last; at += 3600)
        assert_int_equal(day_end(at, 7), end + 1);
    assert_true(day_zone_set("UTC"));
}

static void a_zone_that_no_file_holds_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = { "",           "Mars/Phobos", "../../etc/passwd",
                                         "/etc/hosts", "Europe",      "Paris",
                                         "CET-1CEST",  "zone.tab",    "A B" };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (day_zone_set(wrong[i]))
            fail_msg("\"%s\" was taken", wrong[i]);
    CHECK_TEXT(day_zone(), "UTC");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_month_is_named_in_both_languages),
        cmocka_unit_test(the_first_of_a_month_is_said_as_the_french_do),
        cmocka_unit_test(a_field_holds_the_day_it_was_given),
        cmocka_unit_test(what_is_not_a_day_is_refused),
        cmocka_unit_test(a_deadline_says_day_hour_and_zone),
        cmocka_unit_test(a_day_ends_after_its_last_second_also_when_clocks_change),
        cmocka_unit_test(seven_days_from_any_hour_end_at_the_end_of_the_seventh),
        cmocka_unit_test(a_zone_that_no_file_holds_is_refused),
    };
    return cmocka_run_group_tests(tests, in_utc, NULL);
}
