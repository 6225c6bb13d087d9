#ifndef TESTS_CHECK_H
#define TESTS_CHECK_H

/* cmocka, and what a test of numbers needs beside it. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* A relative tolerance for large numbers, absolute under one. */
#define CHECK_NEAR(got, wanted, tolerance)                                                  \
    do {                                                                                    \
        double check_got = (got), check_wanted = (wanted);                                  \
        if (!(fabs(check_got - check_wanted) <= (tolerance)*fmax(1.0, fabs(check_wanted)))) \
            fail_msg("%s is %.17g, not %.17g", #got, check_got, check_wanted);              \
    } while (0)

/* What a test lacks outside the project (data, a program, instructions of the processor): it
 * says so in one comment and returns. The runner counts its sentence as skipped, not passed;
 * cmocka's own skip() says "not ok" to a reader of TAP. */
#define NOT_CHECKED(...) (printf("# not checked: " __VA_ARGS__), puts(""))

#define CHECK_TEXT(got, wanted) assert_string_equal((got), (wanted))

#endif
