#include "base/arena.h"

#include "check.h"

static void what_is_handed_out_is_zero_even_after_release(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 20);
    struct arena_mark mark = arena_mark(&mem);
    memset(arena_alloc(&mem, 100, 1), 'x', 100);
    arena_release(&mem, mark);
    const unsigned char *again = arena_alloc(&mem, 100, 1);
    for (int i = 0; i < 100; i++)
        assert_int_equal(again[i], 0);
    arena_free(&mem);
}

static void a_release_keeps_what_came_before_the_mark(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(8 << 20);
    char *kept = arena_text(&mem, "kept %d", 7);
    for (int turn = 0; turn < 50; turn++) {
        struct arena_mark mark = arena_mark(&mem);
        for (int i = 0; i < 40; i++)
            memset(arena_alloc(&mem, 1, 1000 + (size_t)(turn * 977) % 90000), 'x', 1000);
        arena_release(&mem, mark);
    }
    CHECK_TEXT(kept, "kept 7");
    assert_true(mem.used < 64);
    arena_free(&mem);
}

static void reaching_the_limit_leaves_by_the_door(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1000);
    jmp_buf door;
    mem.door = &door;
    volatile int visits = 0;
    if (setjmp(door) == 0) {
        arena_alloc(&mem, 2000, 1);
        fail_msg("the limit was passed");
    } else {
        visits++;
    }
    assert_int_equal(visits, 1);
    arena_free(&mem);
}

static void a_count_that_overflows_is_refused_not_wrapped(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(SIZE_MAX / 4);
    jmp_buf door;
    mem.door = &door;
    if (setjmp(door) == 0) {
        arena_alloc(&mem, SIZE_MAX / 2, 16);
        fail_msg("an overflow was handed out");
    }
    arena_free(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_handed_out_is_zero_even_after_release),
        cmocka_unit_test(a_release_keeps_what_came_before_the_mark),
        cmocka_unit_test(reaching_the_limit_leaves_by_the_door),
        cmocka_unit_test(a_count_that_overflows_is_refused_not_wrapped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
