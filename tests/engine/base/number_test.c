#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/chance.h"

#include "check.h"

static const double all = HUGE_VAL;

static void a_decimal_is_the_number_strtod_reads_bit_for_bit(void **state)
{
    (void)state;
    struct chance chance = chance_from_seed(4);
    for (int k = 0; k < 200000; k++) {
        char text[60];
        uint64_t whole = chance_bits(&chance) >> (20 + chance_below(&chance, 40));
        snprintf(text, sizeof text, "%s%llu.%0*llu%s", k % 3 ? "" : "-",
                 (unsigned long long)(k % 5 ? whole % 10000000 : whole), (int)(1 + k % 8),
                 (unsigned long long)chance_below(&chance, 10), k % 7 ? "" : "e-3");
        double read = 0, wanted = strtod(text, NULL);
        assert_true(number_read(text, NUMBER_EXPONENT, -all, all, &read));
        assert_memory_equal(&read, &wanted, sizeof read);
    }
}

static void what_is_no_number_is_refused_and_nothing_is_written(void **state)
{
    static const char *const refused[] = { "",      "-",        "+",        ".",      "abc",
                                           "nan",   "NaN",      "nan(1)",   "inf",    "-inf",
                                           "0x1",   "0x1p4",    "1e400",    "-1e400", " 1",
                                           "1 ",    "1\n",      "--1",      "+-1",    "1,5",
                                           "1.5.2", "1e",       "1e+",      "e5",     "1_000",
                                           "1'000", "\xd9\xa3", "1\xc2\xa0" };
    (void)state;
    double read = 7;
    for (size_t k = 0; k < sizeof refused / sizeof *refused; k++)
        if (number_read(refused[k], NUMBER_EXPONENT, -all, all, &read))
            fail_msg("%s was read as %g", refused[k], read);
    assert_false(number_read("1e3", NUMBER_PLAIN, -all, all, &read));
    assert_true(read == 7);
}

static void a_text_of_any_length_is_read_or_refused(void **state)
{
    (void)state;
    double read = 0;
    char text[5001];
    memset(text, '9', sizeof text);
    for (size_t length = 1; length < sizeof text; length += 7) {
        text[length] = '\0';
        assert_int_equal(number_read(text, NUMBER_PLAIN, -all, all, &read),
                         length <= NUMBER_BYTES_MAX);
        assert_true(isfinite(read));
        text[length] = '9';
    }
}

static void a_comma_is_a_mark_only_where_it_is_asked_for(void **state)
{
    (void)state;
    double read = 0;
    assert_true(number_read("0,5", NUMBER_COMMA, 0, 1, &read) && read == 0.5);
    assert_true(number_read("0.25", NUMBER_COMMA, 0, 1, &read) && read == 0.25);
    assert_true(number_read("-12345678901234567,5", NUMBER_COMMA, -all, all, &read));
    assert_true(read == -12345678901234567.5);
    assert_false(number_read("0,5", NUMBER_PLAIN, 0, 1, &read));
    assert_false(number_read("1,000.5", NUMBER_COMMA, 0, 2000, &read));
}

static void both_ends_of_a_range_are_inside(void **state)
{
    (void)state;
    double read;
    int64_t whole = 0;
    assert_true(number_read("0.1", NUMBER_PLAIN, 0.1, 10, &read));
    assert_true(number_read("10", NUMBER_PLAIN, 0.1, 10, &read));
    assert_false(number_read("10.000001", NUMBER_PLAIN, 0.1, 10, &read));
    assert_false(number_read("0.0999", NUMBER_PLAIN, 0.1, 10, &read));
    assert_true(number_read_whole("-3", -3, 3, &whole) && whole == -3);
    assert_false(number_read_whole("-4", -3, 3, &whole));
    assert_false(number_read_whole("4", -3, 3, &whole));
}

static void a_whole_number_is_read_to_the_last_that_fits(void **state)
{
    static const char *const refused[] = { "",
                                           "-",
                                           "1.0",
                                           "1e2",
                                           "+1",
                                           " 1",
                                           "1 ",
                                           "0x1",
                                           "-0",
                                           "1-",
                                           "abc",
                                           "\t1",
                                           "9223372036854775808",
                                           "99999999999999999999999999" };
    (void)state;
    int64_t read = 5;
    for (size_t k = 0; k < sizeof refused / sizeof *refused; k++)
        assert_false(number_read_whole(refused[k], 0, INT64_MAX, &read));
    assert_true(read == 5);
    assert_true(number_read_whole("9223372036854775807", 0, INT64_MAX, &read));
    assert_true(read == INT64_MAX);
    assert_true(number_read_whole("-9223372036854775808", INT64_MIN, 0, &read));
    assert_true(read == INT64_MIN);
    assert_false(number_read_whole("-9223372036854775809", INT64_MIN, 0, &read));
    assert_true(number_read_whole("007", 0, 9, &read) && read == 7);
}

static void the_number_a_text_begins_with_ends_where_it_ends(void **state)
{
    (void)state;
    const char *two = "12 7.50x";
    double read;
    int decimals;
    int64_t whole;
    uint64_t hex;
    assert_ptr_equal(number_start(two, NUMBER_PLAIN, &read, &decimals), two + 2);
    assert_true(read == 12 && decimals == 0);
    assert_ptr_equal(number_start(two + 3, NUMBER_PLAIN, &read, &decimals), two + 7);
    assert_true(read == 7.5 && decimals == 2);
    const char *pair = "3-41 ";
    assert_ptr_equal(number_start_whole(pair, 0, 99, &whole), pair + 1);
    assert_null(number_start_whole(pair + 1, 0, 99, &whole));
    const char *link = "7fff-x";
    assert_ptr_equal(number_start_hex(link, &hex), link + 4);
    assert_true(hex == 0x7fff);
    assert_null(number_start_hex("-1", &hex));
    assert_null(number_start_hex("12345678123456781", &hex));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_decimal_is_the_number_strtod_reads_bit_for_bit),
        cmocka_unit_test(what_is_no_number_is_refused_and_nothing_is_written),
        cmocka_unit_test(a_text_of_any_length_is_read_or_refused),
        cmocka_unit_test(a_comma_is_a_mark_only_where_it_is_asked_for),
        cmocka_unit_test(both_ends_of_a_range_are_inside),
        cmocka_unit_test(a_whole_number_is_read_to_the_last_that_fits),
        cmocka_unit_test(the_number_a_text_begins_with_ends_where_it_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
