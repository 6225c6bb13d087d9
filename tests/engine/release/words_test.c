#include "release/words.h"

#include "check.h"
#include "engine/fixture.h"
#include "release/percent.h"

static struct arena mem;
static const struct instrument *instrument;

static int open_arena(void **state)
{
    (void)state;
    mem = arena_with_limit(1 << 26);
    instrument = fixture_instrument(&mem, 30, 1, 7);
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_free(&mem);
    return 0;
}

static enum agreement_word agreement_of(const double (*answers)[2], size_t n)
{
    struct raw_round raw = fixture_round(&mem, instrument, n, n);
    for (size_t p = 0; p < n; p++) /* APP is q4 and q5 */
        for (size_t i = 0; i < 2; i++)
            grid_put(raw.items, p, 3 + i, answers[p][i]);
    enum agreement_word word = AGREE_VARIED;
    assert_int_equal(release_agreement(&raw, 1, &word), SHOWN);
    return word;
}

/* sEU = 4 on seven options: close up to a mean variance of 1.2, opposed above 4. */
static void agreement_is_cut_where_it_says(void **state)
{
    (void)state;
    const double exactly_close[5][2] = { { 4, 4 }, { 4, 5 }, { 4, 6 }, { 6, 6 }, { 5, 4 } };
    /* Variances .8 and 1: mean .9; then one of 1.2 and 1.2. */
    assert_int_equal(agreement_of(exactly_close, 5), AGREE_CLOSE);
    const double tied[6][2] = { { 3, 5 }, { 5, 3 }, { 5, 3 }, { 5, 5 }, { 5, 5 }, { 3, 3 } };
    /* 3 3 5 5 5 5 has a variance of 16/15, 3 3 3 5 5 5 of 6/5: mean 17/15 < 1.2. */
    assert_int_equal(agreement_of(tied, 6), AGREE_CLOSE);
    const double on_the_cut[6][2] = {
        { 3, 5 }, { 5, 3 }, { 5, 3 }, { 3, 5 }, { 3, 3 }, { 5, 5 }
    };
    assert_int_equal(agreement_of(on_the_cut, 6), AGREE_CLOSE); /* 1.2 and 1.2 */
    const double above[6][2] = { { 3, 5 }, { 5, 3 }, { 5, 3 }, { 3, 5 }, { 3, 3 }, { 5, 6 } };
    assert_int_equal(agreement_of(above, 6), AGREE_VARIED);
    /* 1 4 4 4 7 7 has 4.7; 2 2 4 6 6 has 4 exactly: not above. */
    const double random_like[5][2] = { { 2, 6 }, { 2, 2 }, { 4, 4 }, { 6, 6 }, { 6, 2 } };
    assert_int_equal(agreement_of(random_like, 5), AGREE_VARIED);
    const double opposed[5][2] = { { 1, 7 }, { 2, 2 }, { 4, 4 }, { 6, 6 }, { 6, 2 } };
    assert_int_equal(agreement_of(opposed, 5), AGREE_OPPOSED);
}

static struct raw_round ratings_of(const char rows[6][7])
{
    struct raw_round raw = fixture_round(&mem, instrument, 6, 6);
    for (size_t a = 0; a < 6; a++)
        for (size_t b = 0; b < 6; b++)
            if (rows[a][b] >= '1' && rows[a][b] <= '7')
                grid_put(raw.ratings[0], a, b, rows[a][b] - '0');
    return raw;
}

static void five_of_seven_is_a_tie_and_four_is_not(void **state)
{
    (void)state;
    const char all_five[6][7] = { "-55555", "5-5555", "55-555", "555-55", "5555-5", "55555-" };
    struct raw_round raw = ratings_of(all_five);
    struct released_flow flow = release_flow(&mem, &raw, 0);
    assert_int_equal(flow.gap, SHOWN);
    assert_int_equal(flow.density, DENSITY_MOST);
    assert_int_equal(flow.reciprocity, RECIPROCITY_RATHER);
    const char all_four[6][7] = { "-44444", "4-4444", "44-444", "444-44", "4444-4", "44444-" };
    raw = ratings_of(all_four);
    flow = release_flow(&mem, &raw, 0);
    assert_int_equal(flow.density, DENSITY_FEW);
    assert_int_equal(flow.reciprocity, RECIPROCITY_LITTLE);
    grid_put(raw.ratings[0], 0, 1, 4.9);
    assert_int_equal(release_flow(&mem, &raw, 0).density, DENSITY_FEW);
}

/* 10 of 30 is some, 9 is few; 20 is most, 19 is some. 2M = A is rather reciprocal. */
static void bands_start_at_thirds_and_reciprocity_at_half(void **state)
{
    (void)state;
    const char ten[6][7] = { "-77111", "1-7711", "11-711", "111-71", "1111-7", "777111" };
    struct raw_round raw = ratings_of(ten); /* the diagonal of the last row is left out */
    assert_int_equal(release_flow(&mem, &raw, 0).density, DENSITY_SOME);
    grid_put(raw.ratings[0], 0, 1, 1);
    assert_int_equal(release_flow(&mem, &raw, 0).density, DENSITY_FEW);
    const char twenty[6][7] = { "-77777", "1-7777", "11-777", "777-11", "7777-7", "11111-" };
    raw = ratings_of(twenty);
    assert_int_equal(release_flow(&mem, &raw, 0).density, DENSITY_MOST);
    grid_put(raw.ratings[0], 0, 1, 1);
    assert_int_equal(release_flow(&mem, &raw, 0).density, DENSITY_SOME);
    const char half[6][7] = { "-77711", "7-1111", "11-111", "111-11", "1111-1", "11111-" };
    raw = ratings_of(half); /* one mutual, two one-way */
    assert_int_equal(release_flow(&mem, &raw, 0).reciprocity, RECIPROCITY_RATHER);
    grid_put(raw.ratings[0], 4, 5, 6);
    assert_int_equal(release_flow(&mem, &raw, 0).reciprocity, RECIPROCITY_LITTLE);
}

static void a_flow_needs_five_people_who_rated_two(void **state)
{
    (void)state;
    const char five[6][7] = { "-77777", "7-7777", "77-777", "777-77", "7777-7", "7-----" };
    struct raw_round raw = ratings_of(five);
    assert_int_equal(release_flow(&mem, &raw, 0).gap, SHOWN);
    for (size_t b = 1; b < 6; b++)
        grid_put(raw.ratings[0], 0, b, b == 1 ? 7 : NAN);
    assert_int_equal(release_flow(&mem, &raw, 0).gap, GAP_TOO_FEW);
}

static struct released_matters matters_of(const char *const *rows, size_t n)
{
    struct raw_round raw = fixture_round(&mem, instrument, n, n);
    for (size_t p = 0; p < n; p++)
        for (size_t i = 0; i < 7; i++)
            if (rows[p][i] != '-')
                grid_put(raw.ranks, p, i, rows[p][i] - '0');
    return release_matters(&mem, &raw);
}

static void rankings_are_close_mixed_or_different(void **state)
{
    (void)state;
    const char *same[] = { "1234567", "1234567", "1234567", "1234576", "1234567", "2134567" };
    struct released_matters matters = matters_of(same, 6);
    assert_int_equal(matters.gap, SHOWN);
    assert_int_equal(matters.word, MATTERS_CLOSE);
    assert_int_equal(matters.top_gap, SHOWN);
    assert_int_equal(matters.top[0], 0);
    assert_int_equal(matters.top[1], 1);
    /* Three one way, two the other: of ten pairs four agree wholly, six not at all. */
    const char *camps[] = { "1234567", "1234567", "1234567", "7654321", "7654321" };
    matters = matters_of(camps, 5);
    assert_int_equal(matters.word, MATTERS_DIFFERENT);
    assert_int_equal(matters.top_gap, GAP_TOO_FEW);
    /* Four and one: (6 - 4) / 10 = .2. */
    const char *four[] = { "1234567", "1234567", "1234567", "1234567", "7654321" };
    assert_int_equal(matters_of(four, 5).word, MATTERS_MIXED);
    /* Five and one: (10 - 5) / 15 = 1/3 exactly. */
    const char *five[] = { "1234567", "1234567", "1234567", "1234567", "1234567", "7654321" };
    assert_int_equal(matters_of(five, 6).word, MATTERS_CLOSE);
}

static void a_mean_correlation_of_nothing_is_mixed(void **state)
{
    (void)state;
    /* Five rankings whose centred ranks are orthogonal, two by two. */
    const char *zero[] = { "1744444", "4417444", "4444174", "1177444", "1111447" };
    assert_int_equal(matters_of(zero, 5).word, MATTERS_MIXED);
    const char *under[] = { "1744444", "4417444", "4444174", "1177444", "7744111" };
    assert_int_equal(matters_of(under, 5).word, MATTERS_DIFFERENT);
}

static void who_ties_everything_has_no_correlation(void **state)
{
    (void)state;
    const char *tied[] = { "1111111", "1111111", "1111111", "1111111", "1111111" };
    assert_int_equal(matters_of(tied, 5).gap, GAP_TOO_FEW);
    const char *two[] = { "1111111", "1111111", "1111111", "1234567", "1234567" };
    assert_int_equal(matters_of(two, 5).word, MATTERS_CLOSE);
}

static void a_ranking_counts_from_half_of_the_motives(void **state)
{
    (void)state;
    const char *short_one[] = { "1234567", "1234567", "1234567", "1234567", "123----" };
    assert_int_equal(matters_of(short_one, 5).gap, GAP_TOO_FEW);
    const char *long_one[] = { "1234567", "1234567", "1234567", "1234567", "1234---" };
    assert_int_equal(matters_of(long_one, 5).word, MATTERS_CLOSE);
}

static void the_two_motives_stand_in_the_order_of_the_questionnaire(void **state)
{
    (void)state;
    const char *rows[] = { "7654321", "7654321", "7654321", "7654321", "7654321", "7654321" };
    struct released_matters matters = matters_of(rows, 6);
    assert_int_equal(matters.top[0], 5);
    assert_int_equal(matters.top[1], 6);
    const char *tied[] = { "3334111", "3334111", "3334111", "3334111", "3334111", "3334111" };
    matters = matters_of(tied, 6);
    assert_int_equal(matters.top[0], 4); /* of three that are equal, the first two */
    assert_int_equal(matters.top[1], 5);
}

static void guesses_are_close_from_two_thirds(void **state)
{
    (void)state;
    struct raw_round raw = fixture_round(&mem, instrument, 8, 6);
    const int close[] = { 2, 2, 2, 2, 3, 1 }, varied[] = { 2, 2, 2, 3, 3, 1 };
    const int few[] = { 2, 2, 2, 2, NO_GUESS, NO_GUESS };
    enum guesses_word word = GUESSES_VARIED;
    raw.guesses = close;
    assert_int_equal(release_guesses(&raw, &word), SHOWN);
    assert_int_equal(word, GUESSES_CLOSE);
    raw.guesses = varied;
    assert_int_equal(release_guesses(&raw, &word), SHOWN);
    assert_int_equal(word, GUESSES_VARIED);
    raw.guesses = few;
    assert_int_equal(release_guesses(&raw, &word), GAP_TOO_FEW);
}

static void percents_are_fives_that_sum_to_a_hundred(void **state)
{
    (void)state;
    struct chance chance = chance_from_seed(606);
    for (int turn = 0; turn < 20000; turn++) {
        double chances[4], sum = 0;
        int percent[4], total = 0;
        for (int i = 0; i < 4; i++)
            sum += chances[i] = pow(chance_unit(&chance), 3);
        for (int i = 0; i < 4; i++)
            chances[i] /= sum;
        release_percent(chances, 4, percent);
        for (int i = 0; i < 4; i++) {
            total += percent[i];
            assert_int_equal(percent[i] % 5, 0);
            assert_true(fabs(percent[i] - 100 * chances[i]) < 5);
            for (int j = 0; j < 4; j++)
                assert_true(chances[i] < chances[j] || percent[i] >= percent[j]);
        }
        assert_int_equal(total, 100);
        bool in_set[4];
        size_t top = release_set80(chances, percent, 4, in_set);
        int inside = 0, least = 101;
        for (int i = 0; i < 4; i++) {
            assert_true(chances[i] <= chances[top]);
            inside += in_set[i] ? percent[i] : 0;
            least = in_set[i] && percent[i] < least ? percent[i] : least;
        }
        assert_true(inside >= 80 && inside - least < 80);
    }
}

static void equal_remainders_go_in_order(void **state)
{
    (void)state;
    const double thirds[3] = { 1.0 / 3, 1.0 / 3, 1.0 / 3 },
                 quarters[4] = { .25, .25, .25, .25 };
    int percent[4];
    release_percent(thirds, 3, percent);
    assert_int_equal(percent[0], 35);
    assert_int_equal(percent[1], 35);
    assert_int_equal(percent[2], 30);
    release_percent(quarters, 4, percent);
    assert_int_equal(percent[3], 25);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agreement_is_cut_where_it_says),
        cmocka_unit_test(five_of_seven_is_a_tie_and_four_is_not),
        cmocka_unit_test(bands_start_at_thirds_and_reciprocity_at_half),
        cmocka_unit_test(a_flow_needs_five_people_who_rated_two),
        cmocka_unit_test(rankings_are_close_mixed_or_different),
        cmocka_unit_test(a_mean_correlation_of_nothing_is_mixed),
        cmocka_unit_test(who_ties_everything_has_no_correlation),
        cmocka_unit_test(a_ranking_counts_from_half_of_the_motives),
        cmocka_unit_test(the_two_motives_stand_in_the_order_of_the_questionnaire),
        cmocka_unit_test(guesses_are_close_from_two_thirds),
        cmocka_unit_test(percents_are_fives_that_sum_to_a_hundred),
        cmocka_unit_test(equal_remainders_go_in_order),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
