#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/chance.h"
#include "files/number.h"

#include "check.h"

static void a_decimal_is_the_number_strtod_reads_bit_for_bit(void **state)
{
    (void)state;
    struct chance chance = chance_from_seed(4);
    for (int k = 0; k < 200000; k++) {
        char text[40];
        uint64_t whole = chance_bits(&chance) >> (20 + chance_below(&chance, 40));
        snprintf(text, sizeof text, "%s%llu.%0*llu", k % 3 ? "" : "-",
                 (unsigned long long)(whole % 10000000), (int)(1 + k % 8),
                 (unsigned long long)chance_below(&chance, 10));
        double read = 0, wanted = strtod(text, NULL);
        int decimals = -1;
        const char *end = files_decimal(text, &read, &decimals);
        assert_true(end && *end == '\0');
        assert_memory_equal(&read, &wanted, sizeof read);
        assert_int_equal(decimals, 1 + k % 8);
    }
}

static void what_is_not_a_short_decimal_is_left_to_others(void **state)
{
    (void)state;
    static const char *const others[] = {
        "", "-", ".", "abc", "1e3", "1234567890123456", "inf"
    };
    double read;
    int decimals;
    for (size_t k = 0; k < sizeof others / sizeof *others; k++)
        assert_null(files_decimal(others[k], &read, &decimals));
    const char *two = "12 7.50x";
    const char *end = files_decimal(two, &read, &decimals);
    assert_ptr_equal(end, two + 2);
    assert_true(read == 12 && decimals == 0);
    end = files_decimal(two + 3, &read, &decimals);
    assert_ptr_equal(end, two + 7);
    assert_true(read == 7.5 && decimals == 2);
}

static void a_cell_is_a_number_a_gap_or_refused(void **state)
{
    (void)state;
    double read;
    assert_true(files_number("", ',', &read) && isnan(read));
    assert_true(files_number("-0,5", ';', &read) && read == -0.5);
    assert_true(files_number("123456789012345678.25", ',', &read));
    assert_true(read == 123456789012345678.25);
    static const char *const refused[] = {
        "1e3", "0x10", "nan", "1.", ".5", "1,5", "4 ", "--1"
    };
    for (size_t k = 0; k < sizeof refused / sizeof *refused; k++)
        assert_false(files_number(refused[k], ',', &read));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_decimal_is_the_number_strtod_reads_bit_for_bit),
        cmocka_unit_test(what_is_not_a_short_decimal_is_left_to_others),
        cmocka_unit_test(a_cell_is_a_number_a_gap_or_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
