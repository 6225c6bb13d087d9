/* A refusal is a sentence, and the pieces it was made of. */
#include "base/status.h"

#include <string.h>

#include "check.h"

/* check.h calls a macro by that name. */
static enum status refuse(struct err *err, const char *name, size_t line)
{
    return (fail)(err, BAD_INPUT, "%s:%zu: %.3s, %d and %u; %g %% of %lld", name, line,
                  "abcdef", -4, 7u, 2.5, -1234567890123LL);
}

static void a_sentence_is_kept_with_what_fills_it(void **state)
{
    (void)state;
    struct err err;
    assert_int_equal(refuse(&err, "a.csv", 12), BAD_INPUT);
    CHECK_TEXT(err.text, "a.csv:12: abc, -4 and 7; 2.5 % of -1234567890123");
    CHECK_TEXT(err.format, "%s:%zu: %.3s, %d and %u; %g %% of %lld");
    static const char *const holes[] = { "a.csv", "12",  "abc",           "-4",
                                         "7",     "2.5", "-1234567890123" };
    const char *hole = err.holes;
    for (size_t i = 0; i < sizeof holes / sizeof *holes; i++, hole += strlen(hole) + 1)
        CHECK_TEXT(hole, holes[i]);
}

static void what_does_not_fit_stays_a_sentence(void **state)
{
    (void)state;
    char name[700];
    struct err err;
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    assert_int_equal(refuse(&err, name, 1), BAD_INPUT);
    assert_null(err.format);
    assert_int_equal(strlen(err.text), sizeof err.text - 1);
}

static void a_sentence_can_be_made_of_the_one_before(void **state)
{
    (void)state;
    struct err err;
    (void)!refuse(&err, "a", 1);
    (void)!(fail)(&err, BROKEN, "again: %s", err.text);
    CHECK_TEXT(err.text, "again: a:1: abc, -4 and 7; 2.5 % of -1234567890123");
    assert_int_equal(err.status, BROKEN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sentence_is_kept_with_what_fills_it),
        cmocka_unit_test(what_does_not_fit_stays_a_sentence),
        cmocka_unit_test(a_sentence_can_be_made_of_the_one_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
