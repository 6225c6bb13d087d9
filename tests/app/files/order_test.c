/* Rounds in time, by what they are called. */
#include "files/order.h"

#include <stdbool.h>

#include "check.h"

static struct arena mem;

/* From first to last; given in each of their six orders. */
static void expect(const char *const names[3], enum order_kind kind)
{
    static const size_t orders[6][3] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 },
                                         { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };
    for (size_t o = 0; o < 6; o++) {
        const char *given[3];
        uint32_t rank[3];
        for (size_t i = 0; i < 3; i++)
            given[i] = names[orders[o][i]];
        enum order_kind found = files_order(&mem, given, 3, rank);
        if (found != kind)
            fail_msg("%s, %s, %s: kind %d, not %d", names[0], names[1], names[2], (int)found,
                     (int)kind);
        for (size_t i = 0; i < 3; i++)
            assert_int_equal(rank[i], orders[o][i]);
    }
}

static void names_that_say_their_order_stand_in_it(void **state)
{
    (void)state;
    static const char *const known[][3] = {
        { "Sprint 2", "Sprint 10", "sprint 11" },
        { "2026-03-01", "2026-06-30", "2026-09-02" },
        { "2025-12", "2026-01", "2026-02" },
        { "01/03/2026", "01/06/2026", "02/09/2026" }, /* either way the same order */
        { "d\xc3\xa9"
          "cembre 2025",
          "mars 2026", "avril 2026" },
        { "1 January 2026", "2 Feb. 2026", "1 March 2026" },
        { "1er mars 2026", "31 mars 2026", "2 avril 2026" },
        { "juin 2026", "juil. 2026", "ao\xc3\xbbt 2026" },
        { "T4 2025", "T1 2026", "T2 2026" },
        { "2026-03-01 09:30", "2026-03-01 18:00", "2026-03-02 08:00" },
        { "31/01/2026 09:30", "01/02/2026 08:00", "01/02/2026 18:00" },
        { "-1", "0.5", "2" },
        { "2", "2.5", "10" },
        { "2024", "2025", "2026" },
    };
    for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
        bool dated = strcmp(known[k][0], "31/01/2026 09:30") == 0;
        expect(known[k], dated ? ORDER_DAY_FIRST : ORDER_KNOWN);
    }
}

static void days_that_only_make_sense_one_way_say_which(void **state)
{
    (void)state;
    expect((const char *const[3]){ "31/12/2025", "01/03/2026", "05/02/2027" }, ORDER_DAY_FIRST);
    expect((const char *const[3]){ "12-31-2025", "03-01-2026", "02-05-2027" },
           ORDER_MONTH_FIRST);
}

static void what_cannot_be_known_is_not_guessed(void **state)
{
    (void)state;
    static const char *const unknown[][2] = {
        { "avant", "apr\xc3\xa8s" },
        { "mars", "septembre" },
        { "03/04/2026", "04/01/2026" }, /* 3 April or 4 March; 4 January or 1 April */
        { "1.9", "1.10" },              /* a number, or a version */
        { "15/12", "10/01" },           /* of which year? */
        { "31/02/26", "12/31/26" },
        { "Sprint 1", "R\xc3\xa9tro" },
        { "175928847299117063", "175928847299117064" }, /* the same double */
    };
    uint32_t rank[2];
    for (size_t k = 0; k < sizeof unknown / sizeof *unknown; k++)
        if (files_order(&mem, unknown[k], 2, rank) != ORDER_UNKNOWN)
            fail_msg("%s, %s: taken for known", unknown[k][0], unknown[k][1]);
}

static void names_that_say_the_same_share_a_place(void **state)
{
    (void)state;
    uint32_t rank[3];
    const char *const names[] = { "2", "1", "01" };
    assert_int_equal(files_order(&mem, names, 3, rank), ORDER_KNOWN);
    assert_true(rank[1] == 0 && rank[2] == 0 && rank[0] == 2);
    assert_int_equal(files_order(&mem, names, 1, rank), ORDER_KNOWN);
    assert_int_equal(files_order(&mem, names, 0, rank), ORDER_KNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_that_say_their_order_stand_in_it),
        cmocka_unit_test(days_that_only_make_sense_one_way_say_which),
        cmocka_unit_test(what_cannot_be_known_is_not_guessed),
        cmocka_unit_test(names_that_say_the_same_share_a_place),
    };
    mem = arena_with_limit((size_t)1 << 24);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&mem);
    return failed;
}
