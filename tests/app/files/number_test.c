#include "files/number.h"

#include <math.h>

#include "check.h"

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
        cmocka_unit_test(a_cell_is_a_number_a_gap_or_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
