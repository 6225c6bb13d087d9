/* The judge of heads alone, without any socket. */
#include <stdlib.h>

#include "web/head.h"

#include "heads.h"
#include "tests/check.h"

enum { BODY_MAX = 65536 };

static void test_every_malformed_head_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < malformed_head_count; i++) {
        const struct sample *sample = &malformed_heads[i];
        struct head head;
        int verdict = head_judge(sample->bytes, sample->count, BODY_MAX, &head);
        if (verdict != sample->status)
            fail_msg("%s: %d, not %d", sample->what, verdict, sample->status);
    }
}

static void test_every_good_head_is_accepted_and_no_beginning_of_it_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < good_head_count; i++) {
        const struct sample *sample = &good_heads[i];
        struct head head;
        for (size_t n = 0; n < sample->count; n++) {
            int verdict = head_judge(sample->bytes, n, BODY_MAX, &head);
            if (verdict != HEAD_INCOMPLETE)
                fail_msg("%s: %d after %zu bytes", sample->what, verdict, n);
        }
        if (head_judge(sample->bytes, sample->count, BODY_MAX, &head) != HEAD_FINE)
            fail_msg("%s: refused", sample->what);
        assert_int_equal(head.bytes, sample->count);
    }
}

static void test_one_wrong_byte_anywhere_in_a_good_head_is_refused(void **state)
{
    static const char wrong[] = { '\0', '\n', '\r', '\x01', '\x1f', '\x7f' };
    const struct sample *sample = &good_heads[0];
    (void)state;
    for (size_t at = 0; at < sample->count; at++)
        for (size_t i = 0; i < sizeof wrong; i++) {
            char bytes[256];
            struct head head;
            memcpy(bytes, sample->bytes, sample->count);
            if (bytes[at] == wrong[i])
                continue;
            bytes[at] = wrong[i];
            int verdict = head_judge(bytes, sample->count, BODY_MAX, &head);
            /* A CR as the last byte leaves the head unfinished, not wrong. */
            if (verdict == HEAD_FINE || (verdict == HEAD_INCOMPLETE && at < sample->count - 2))
                fail_msg("byte %d at %zu: %d", wrong[i], at, verdict);
        }
}

static int judge_long(size_t target, size_t lines, size_t value)
{
    size_t room = 64 + target + lines * (value + 8), used;
    char *bytes = malloc(room);
    struct head head;
    used = (size_t)snprintf(bytes, room, "GET /");
    memset(bytes + used, 'x', target);
    used += target;
    used += (size_t)snprintf(bytes + used, room - used, " HTTP/1.1\r\nHost: a\r\n");
    for (size_t i = 0; i < lines; i++) {
        used += (size_t)snprintf(bytes + used, room - used, "X: ");
        memset(bytes + used, 'y', value);
        used += value;
        used += (size_t)snprintf(bytes + used, room - used, "\r\n");
    }
    used += (size_t)snprintf(bytes + used, room - used, "\r\n");
    int verdict = head_judge(bytes, used, BODY_MAX, &head);
    free(bytes);
    return verdict;
}

static void test_a_head_has_named_limits(void **state)
{
    (void)state;
    assert_int_equal(judge_long(TARGET_BYTES_MAX - 1, 0, 0), HEAD_FINE);
    assert_int_equal(judge_long(TARGET_BYTES_MAX, 0, 0), 414);
    assert_int_equal(judge_long(0, HEAD_LINES_MAX - 1, 4), HEAD_FINE);
    assert_int_equal(judge_long(0, HEAD_LINES_MAX, 4), 431);
    assert_int_equal(judge_long(0, 1, HEAD_BYTES_MAX - 100), HEAD_FINE);
    assert_int_equal(judge_long(0, 1, HEAD_BYTES_MAX), 431);
}

static void test_a_head_that_never_ends_is_refused_at_its_limit(void **state)
{
    char bytes[HEAD_BYTES_MAX];
    struct head head;
    (void)state;
    memset(bytes, 'a', sizeof bytes);
    memcpy(bytes, "GET /", 5);
    assert_int_equal(head_judge(bytes, sizeof bytes - 1, BODY_MAX, &head), HEAD_INCOMPLETE);
    assert_int_equal(head_judge(bytes, sizeof bytes, BODY_MAX, &head), 431);
}

static void test_the_length_of_the_body_is_read(void **state)
{
    static const char post[] =
        "POST /x HTTP/1.1\r\nHost: a\r\ncontent-LENGTH: 00065536\r\n\r\n";
    struct head head;
    (void)state;
    assert_int_equal(head_judge(post, sizeof post - 1, BODY_MAX, &head), HEAD_FINE);
    assert_int_equal(head.method, HEAD_POST);
    assert_int_equal(head.body_bytes, 65536);
    assert_int_equal(head_judge(post, sizeof post - 1, BODY_MAX - 1, &head), 413);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_malformed_head_is_refused),
        cmocka_unit_test(test_every_good_head_is_accepted_and_no_beginning_of_it_refused),
        cmocka_unit_test(test_one_wrong_byte_anywhere_in_a_good_head_is_refused),
        cmocka_unit_test(test_a_head_has_named_limits),
        cmocka_unit_test(test_a_head_that_never_ends_is_refused_at_its_limit),
        cmocka_unit_test(test_the_length_of_the_body_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
