#include "release/received.h"

#include "check.h"
#include "engine/fixture.h"

static struct arena mem;

static int close_arena(void **state)
{
    (void)state;
    arena_free(&mem);
    return 0;
}

static struct raw_round towards_first(size_t seats, size_t r, const double *ratings)
{
    struct raw_round raw = fixture_round(&mem, fixture_instrument(&mem, 30, 1, 7), seats, r);
    for (size_t a = 1; a < r; a++)
        grid_put(raw.ratings[1], a, 0, ratings[a - 1]);
    for (size_t cell = 0; cell < r * raw.items.items; cell++)
        raw.items.cell[cell] = 4; /* every form counts */
    return raw;
}

static void words_are_cut_at_thirds_of_the_scale(void **state)
{
    (void)state;
    mem = arena_with_limit(1 << 24);
    const struct {
        double ratings[5];
        enum received_word word;
    } cases[] = {
        { { 5, 5, 5, 5, 5 }, RECEIVED_OFTEN },     /* 4 of 6 exactly */
        { { 7, 7, 4, 4, 2 }, RECEIVED_SOMETIMES }, /* 19 of 30 */
        { { 7, 7, 4, 4, 3 }, RECEIVED_OFTEN },     /* 20 of 30 */
        { { 3, 3, 3, 3, 3 }, RECEIVED_SOMETIMES }, /* 10 of 30 */
        { { 3, 3, 3, 3, 2 }, RECEIVED_RARELY },    { { 1, 1, 1, 1, 1 }, RECEIVED_RARELY },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct raw_round raw = towards_first(6, 6, cases[i].ratings);
        struct received out[QUESTIONS_MAX];
        release_received(&raw, 0, out);
        assert_int_equal(out[1].gap, SHOWN);
        assert_int_equal(out[1].word, cases[i].word);
        assert_int_equal(out[0].gap, GAP_TOO_FEW); /* nobody rated it */
    }
}

static void five_raters_are_needed_and_the_own_row_is_not_one(void **state)
{
    (void)state;
    const double ratings[7] = { 5, 5, 5, 5, NAN, NAN, NAN };
    struct received out[QUESTIONS_MAX];
    struct raw_round raw = towards_first(8, 8, ratings);
    grid_put(raw.ratings[1], 0, 0, 7);
    release_received(&raw, 0, out);
    assert_int_equal(out[1].gap, GAP_TOO_FEW);
    grid_put(raw.ratings[1], 6, 0, 5);
    release_received(&raw, 0, out);
    assert_int_equal(out[1].gap, SHOWN);
}

static void six_answers_in_the_team_are_needed(void **state)
{
    (void)state;
    const double ratings[5] = { 5, 5, 5, 5, 5 };
    struct received out[QUESTIONS_MAX];
    struct raw_round raw = towards_first(7, 5, ratings);
    for (size_t a = 0; a < 5; a++) /* five raters of a silent person */
        grid_put(raw.ratings[1], a, 6, 5);
    release_received(&raw, 6, out);
    assert_int_equal(out[1].gap, GAP_TOO_FEW);
    raw = towards_first(6, 6, ratings);
    raw.ratings_asked = false;
    release_received(&raw, 0, out);
    assert_int_equal(out[1].gap, GAP_NOT_ASKED);
}

static void a_rater_whose_form_does_not_count_rates_nobody(void **state)
{
    (void)state;
    const double ratings[6] = { 5, 5, 5, 5, 5, 5 };
    struct received out[QUESTIONS_MAX];
    struct raw_round raw = towards_first(7, 7, ratings);
    release_received(&raw, 0, out);
    assert_int_equal(out[1].gap, SHOWN);
    for (size_t a = 5; a < 7; a++)
        for (size_t i = 14; i < 30; i++)
            grid_put(raw.items, a, i, NAN);
    release_received(&raw, 0, out);
    assert_int_equal(out[1].gap, GAP_TOO_FEW); /* r is five, and so are the others */
    raw = towards_first(8, 8, (const double[7]){ 5, 5, 5, 5, 1, 5, 5 });
    release_received(&raw, 0, out);
    assert_int_equal(out[1].word, RECEIVED_SOMETIMES); /* 24 of 42 */
    for (size_t i = 14; i < 30; i++)
        grid_put(raw.items, 5, i, NAN);
    release_received(&raw, 0, out);
    assert_int_equal(out[1].word, RECEIVED_OFTEN); /* 24 of 36 */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_cut_at_thirds_of_the_scale),
        cmocka_unit_test(five_raters_are_needed_and_the_own_row_is_not_one),
        cmocka_unit_test(six_answers_in_the_team_are_needed),
        cmocka_unit_test(a_rater_whose_form_does_not_count_rates_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, close_arena);
}
