#include "release/counts.h"
#include "release/release.h"

#include "check.h"
#include "engine/fixture.h"

static struct arena mem;
static const struct instrument *instrument;
static const struct model *model;

static int open_arena(void **state)
{
    (void)state;
    mem = arena_with_limit(1 << 26);
    instrument = fixture_instrument(&mem, 30, 1, 7);
    model = fixture_model(&mem, 30);
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_free(&mem);
    return 0;
}

static struct release released(const struct raw_round *raw)
{
    struct release release;
    release_round(&mem, raw, model, &release);
    return release;
}

static struct raw_round answered(size_t seats, size_t r, uint64_t seed)
{
    struct chance chance = chance_from_seed(seed);
    struct raw_round raw = fixture_round(&mem, instrument, seats, r);
    fixture_answer(&raw, &chance, .6, 0);
    return raw;
}

static void points_go_to_the_nearest_five_halves_up(void **state)
{
    (void)state;
    const double points[] = { 0, 2.4999, 2.5, 62.5 - 1e-12, 62.4999, 97.4, 97.5, 100 };
    const int wanted[] = { 0, 0, 5, 65, 60, 95, 100, 100 };
    for (size_t i = 0; i < 8; i++)
        assert_int_equal(release_rounded(points[i]), wanted[i]);
}

/* The mean in whole numbers: constructs have at most three items, so sixths are enough. */
static int exact_mean(const struct raw_round *raw, size_t construct, long *people)
{
    long sixths = 0, width = instrument->high - instrument->low;
    *people = 0;
    for (size_t p = 0; p < raw->respondents; p++) {
        long sum = 0, n = 0;
        for (size_t i = 0; i < instrument->item_count; i++) {
            double answer = grid_at(raw->items, p, i);
            if (instrument->items[i].construct != construct || isnan(answer))
                continue;
            n++;
            sum += instrument->items[i].reversed ? instrument->high - (long)answer
                                                 : (long)answer - instrument->low;
        }
        if (n == 0 || 2 * n < (long)instrument->constructs[construct].item_count)
            continue;
        (*people)++;
        sixths += sum * 6 / n;
    }
    if (*people == 0)
        return -1;
    long denominator = 6 * width * *people;
    return (int)((200 * sixths + 5 * denominator) / (10 * denominator) * 5);
}

static void means_are_those_of_whole_number_arithmetic(void **state)
{
    (void)state;
    struct chance chance = chance_from_seed(20260412);
    for (int turn = 0; turn < 500; turn++) {
        size_t seats = 3 + (size_t)chance_below(&chance, 6);
        size_t r = 1 + (size_t)chance_below(&chance, seats);
        struct arena_mark mark = arena_mark(&mem);
        struct raw_round raw = fixture_round(&mem, instrument, seats, r);
        fixture_answer(&raw, &chance, chance_unit(&chance), .15);
        struct release release = released(&raw);
        for (size_t c = 0; c < instrument->construct_count; c++) {
            long people;
            int mean = exact_mean(&raw, c, &people);
            bool shown =
                r >= 4 && 3 * r >= 2 * seats && people >= 4 && 3 * (size_t)people >= 2 * seats;
            assert_int_equal(release.constructs[c].gap, shown ? SHOWN : GAP_TOO_FEW);
            assert_int_equal(release.constructs[c].mean, shown ? mean : 0);
        }
        arena_release(&mem, mark);
    }
}

static void what_is_shown_depends_on_how_many_answered(void **state)
{
    (void)state;
    for (size_t seats = 3; seats <= 8; seats++)
        for (size_t r = 0; r <= seats; r++) {
            struct raw_round raw = answered(seats, r, 100 * seats + r);
            struct release release = released(&raw);
            bool out = r >= 3 && 3 * r >= 2 * seats;
            assert_int_equal(release.released, out);
            assert_int_equal(release.constructs[0].gap, out && r >= 4 ? SHOWN : GAP_TOO_FEW);
            enum gap words = out && r >= 5 ? SHOWN : GAP_TOO_FEW;
            assert_int_equal(release.constructs[0].agreement_gap, words);
            assert_int_equal(release.matters.gap, words);
            for (size_t q = 0; q < 3; q++)
                assert_int_equal(release.flows[q].gap, words);
            for (size_t p = 0; p < r; p++)
                ((int *)raw.guesses)[p] = 2;
            release = released(&raw);
            assert_int_equal(release.guesses_gap, words);
            enum gap items = out && r >= 6 ? SHOWN : GAP_TOO_FEW;
            assert_int_equal(release.items[0].gap, items);
            assert_int_equal(release.matters.top_gap, items);
            for (size_t i = 0; i < instrument->item_count; i++)
                if (instrument->items[i].sensitive)
                    assert_int_equal(release.items[i].gap, GAP_NOT_SHOWN);
            assert_int_equal(release.stage_set_gap, r > 3 ? GAP_NOT_ASKED
                                                    : out ? SHOWN
                                                          : GAP_TOO_FEW);
        }
}

static void nothing_withheld_leaves_a_trace(void **state)
{
    (void)state;
    for (size_t r = 1; r <= 3; r++) {
        struct raw_round raw = answered(3, r, 5 + r), other = answered(3, r, 500 + r);
        raw.consents = other.consents = 2;
        struct release a = released(&raw), b = released(&other);
        CHECK_TEXT(fixture_release_text(&mem, &a), fixture_release_text(&mem, &b));
    }
}

static void three_people_are_told_their_stage_only_when_all_agreed(void **state)
{
    (void)state;
    struct raw_round raw = answered(3, 3, 71);
    for (size_t consents = 0; consents <= 3; consents++) {
        raw.consents = consents;
        struct release release = released(&raw);
        assert_int_equal(release.stage_set_gap, consents == 3 ? SHOWN : GAP_NOT_SHOWN);
        assert_int_equal(release.stage_set != 0, consents == 3);
        assert_int_equal(release.all_consented, consents == 3);
        assert_int_equal(release.constructs[0].gap, GAP_TOO_FEW);
    }
    struct raw_round four = answered(4, 3, 72);
    four.consents = 3; /* the silent fourth did not agree */
    assert_int_equal(released(&four).stage_set_gap, GAP_NOT_SHOWN);
    four.consents = 4;
    assert_int_equal(released(&four).stage_set_gap, SHOWN);
}

static void a_clear_team_of_three_has_a_clear_set(void **state)
{
    (void)state;
    struct raw_round raw = fixture_round(&mem, instrument, 3, 3);
    for (size_t p = 0; p < 3; p++)
        for (size_t i = 0; i < instrument->item_count; i++) {
            const struct item *item = &instrument->items[i];
            double level = model->profiles[item->construct].prototype[3] / 100;
            double answer = 1 + round(6 * level);
            grid_put(raw.items, p, i, item->reversed ? 8 - answer : answer);
        }
    assert_int_equal(released(&raw).stage_set, 1u << 3);
}

static void what_was_not_asked_is_said_so(void **state)
{
    (void)state;
    struct raw_round raw = answered(6, 6, 9);
    raw.items_asked = raw.ratings_asked = raw.ranks_asked = false;
    raw.guesses = NULL;
    struct release release = released(&raw);
    assert_int_equal(release.constructs[3].gap, GAP_NOT_ASKED);
    assert_int_equal(release.constructs[3].agreement_gap, GAP_NOT_ASKED);
    assert_int_equal(release.items[3].gap, GAP_NOT_ASKED);
    assert_int_equal(release.flows[1].gap, GAP_NOT_ASKED);
    assert_int_equal(release.matters.gap, GAP_NOT_ASKED);
    assert_int_equal(release.matters.top_gap, GAP_NOT_ASKED);
    assert_int_equal(release.guesses_gap, GAP_NOT_ASKED);
}

static void a_construct_of_one_item_is_never_shown(void **state)
{
    (void)state;
    const struct instrument *kept = instrument;
    instrument = fixture_instrument(&mem, 24, 1, 7);
    for (size_t r = 4; r <= 8; r++) {
        struct raw_round raw = answered(r, r, r);
        struct release release = released(&raw);
        for (size_t c = 0; c < instrument->construct_count; c++)
            assert_int_equal(release.constructs[c].gap,
                             instrument->constructs[c].item_count < 2 ? GAP_ONE_ITEM : SHOWN);
    }
    instrument = kept;
}

static void no_model_no_stage_set(void **state)
{
    (void)state;
    struct raw_round raw = answered(3, 3, 10);
    struct release release;
    release_round(&mem, &raw, NULL, &release);
    assert_int_equal(release.stage_set_gap, GAP_NO_MODEL);
}

static void five_answers_to_an_item_and_its_mean_to_half_a_point(void **state)
{
    (void)state;
    struct raw_round raw = answered(6, 6, 12);
    const double answers[] = { 7, 6, 6, 4, NAN, 2 }; /* mean 5, then 5.25 */
    for (size_t p = 0; p < 6; p++)
        grid_put(raw.items, p, 2, answers[p]);
    assert_int_equal(released(&raw).items[2].half_points, 10);
    grid_put(raw.items, 5, 2, 3.25); /* halves go up */
    assert_int_equal(released(&raw).items[2].half_points, 11);
    grid_put(raw.items, 0, 2, NAN);
    assert_int_equal(released(&raw).items[2].gap, GAP_TOO_FEW);
}

/* A round of which the last person's form holds `known` answers. */
static struct raw_round last_with(size_t seats, size_t r, size_t known)
{
    struct raw_round raw = answered(seats, r, 77 + seats);
    for (size_t i = 0; i < instrument->item_count; i++)
        if (i >= known)
            grid_put(raw.items, r - 1, i, NAN);
    return raw;
}

static void a_form_counts_from_half_of_the_questions(void **state)
{
    (void)state;
    assert_int_equal(release_form_needs(instrument), 15);
    assert_int_equal(release_form_needs(fixture_instrument(&mem, 24, 1, 7)), 12);
    for (size_t seats = 3; seats <= 8; seats++)
        for (size_t known = 0; known <= 30; known++) {
            struct raw_round raw = last_with(seats, seats, known);
            assert_int_equal(released(&raw).respondents, seats - (known < 15));
        }
}

/* Nothing of a form that does not count is in anything that leaves: it is as if its seat had
 * stayed silent. */
static void a_form_that_does_not_count_is_a_seat_that_stayed_silent(void **state)
{
    (void)state;
    for (size_t seats = 4; seats <= 8; seats++) {
        struct raw_round partial = last_with(seats, seats, 14);
        struct raw_round silent = fixture_round(&mem, instrument, seats, seats - 1);
        for (size_t p = 0; p + 1 < seats; p++) {
            ((int *)silent.guesses)[p] = partial.guesses[p];
            for (size_t i = 0; i < instrument->item_count; i++)
                grid_put(silent.items, p, i, grid_at(partial.items, p, i));
            for (size_t i = 0; i < instrument->motive_count; i++)
                grid_put(silent.ranks, p, i, grid_at(partial.ranks, p, i));
            for (size_t q = 0; q < instrument->question_count; q++)
                for (size_t b = 0; b < seats; b++)
                    grid_put(silent.ratings[q], p, b, grid_at(partial.ratings[q], p, b));
        }
        struct release a = released(&partial), b = released(&silent);
        CHECK_TEXT(fixture_release_text(&mem, &a), fixture_release_text(&mem, &b));
    }
}

static void tables_without_items_count_whoever_is_in_them(void **state)
{
    (void)state;
    struct raw_round raw = last_with(6, 6, 0);
    raw.items_asked = false;
    assert_int_equal(released(&raw).respondents, 6);
    assert_int_equal(released(&raw).flows[0].gap, SHOWN);
}

/* As the published questionnaires have it: one of the two items about disagreement is
 * sensitive. What follows from the other item and the construct is computed in
 * deducible_test.c. */
static void no_item_is_shown_beside_the_only_one_kept_back(void **state)
{
    (void)state;
    struct instrument other = *instrument;
    for (size_t c = 0; c < instrument->construct_count; c++)
        for (size_t sensitive = 0; sensitive <= instrument->constructs[c].item_count;
             sensitive++) {
            struct item items[30];
            size_t left = sensitive, count = instrument->constructs[c].item_count;
            for (size_t i = 0; i < 30; i++) {
                items[i] = instrument->items[i];
                if (items[i].construct == c)
                    items[i].sensitive = left > 0 && left-- > 0;
            }
            other.items = items;
            struct raw_round raw = answered(7, 7, 100 + c);
            raw.instrument = &other;
            struct release release = released(&raw);
            size_t shown = 0;
            for (size_t i = 0; i < 30; i++)
                shown += items[i].construct == c && release.items[i].gap == SHOWN;
            assert_int_equal(shown, sensitive == 1 ? 0 : count - sensitive);
            assert_int_equal(release.constructs[c].gap, SHOWN);
        }
}

/* The same follows where one item alone lacks answers. */
static void no_item_is_shown_beside_the_only_one_that_too_few_answered(void **state)
{
    (void)state;
    struct raw_round raw = answered(6, 6, 31);
    grid_put(raw.items, 0, 0, NAN);
    grid_put(raw.items, 1, 0, NAN); /* four answers to the first of three items */
    struct release release = released(&raw);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(release.items[i].gap, GAP_TOO_FEW);
        assert_int_equal(release.items[i].half_points, 0);
    }
    assert_int_equal(release.items[3].gap, SHOWN);
}

/* The rows of people turned by one place; ratings turn in both directions. */
static struct raw_round turned(const struct raw_round *raw)
{
    size_t n = raw->respondents;
    struct raw_round other = fixture_round(&mem, instrument, raw->seats, n);
    for (size_t p = 0; p < n; p++) {
        size_t to = (p + 1) % n;
        ((int *)other.guesses)[to] = raw->guesses[p];
        for (size_t i = 0; i < instrument->item_count; i++)
            grid_put(other.items, to, i, grid_at(raw->items, p, i));
        for (size_t i = 0; i < instrument->motive_count; i++)
            grid_put(other.ranks, to, i, grid_at(raw->ranks, p, i));
        for (size_t q = 0; q < instrument->question_count; q++)
            for (size_t b = 0; b < raw->seats; b++)
                grid_put(other.ratings[q], to, b < n ? (b + 1) % n : b,
                         grid_at(raw->ratings[q], p, b));
    }
    return other;
}

/* Items of each construct in the opposite order, their way round going with them. */
static struct raw_round mirrored(const struct raw_round *raw, struct instrument *other)
{
    struct item *items = NEW_ARRAY(&mem, struct item, instrument->item_count);
    struct raw_round out = *raw;
    out.items = grid_empty(&mem, raw->respondents, instrument->item_count);
    for (size_t i = 0; i < instrument->item_count; i++) {
        size_t first = i, last = i, c = instrument->items[i].construct;
        while (first > 0 && instrument->items[first - 1].construct == c)
            first--;
        while (last + 1 < instrument->item_count && instrument->items[last + 1].construct == c)
            last++;
        items[first + last - i] = instrument->items[i];
        for (size_t p = 0; p < raw->respondents; p++)
            grid_put(out.items, p, first + last - i, grid_at(raw->items, p, i));
    }
    *other = *instrument;
    other->items = items;
    out.instrument = other;
    return out;
}

static void the_order_of_people_and_items_changes_nothing(void **state)
{
    (void)state;
    struct chance chance = chance_from_seed(5150);
    for (int turn = 0; turn < 200; turn++) {
        struct arena_mark mark = arena_mark(&mem);
        size_t seats = 3 + (size_t)chance_below(&chance, 6);
        size_t r = 3 + (size_t)chance_below(&chance, seats - 2);
        struct raw_round raw = fixture_round(&mem, instrument, seats, r);
        fixture_answer(&raw, &chance, chance_unit(&chance), .12);
        struct raw_round people = turned(&raw);
        struct instrument other;
        struct raw_round items = mirrored(&raw, &other);
        struct release a = released(&raw), b = released(&people), c = released(&items);
        CHECK_TEXT(fixture_release_text(&mem, &a), fixture_release_text(&mem, &b));
        for (size_t i = 0; i < instrument->construct_count; i++) {
            assert_int_equal(a.constructs[i].mean, c.constructs[i].mean);
            assert_int_equal(a.constructs[i].agreement, c.constructs[i].agreement);
        }
        assert_int_equal(a.stage_set, c.stage_set);
        arena_release(&mem, mark);
    }
}

static void scratch_is_given_back(void **state)
{
    (void)state;
    struct raw_round raw = answered(3, 3, 14);
    size_t used = mem.used;
    (void)released(&raw);
    assert_int_equal(mem.used, used);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_go_to_the_nearest_five_halves_up),
        cmocka_unit_test(means_are_those_of_whole_number_arithmetic),
        cmocka_unit_test(what_is_shown_depends_on_how_many_answered),
        cmocka_unit_test(nothing_withheld_leaves_a_trace),
        cmocka_unit_test(three_people_are_told_their_stage_only_when_all_agreed),
        cmocka_unit_test(a_clear_team_of_three_has_a_clear_set),
        cmocka_unit_test(what_was_not_asked_is_said_so),
        cmocka_unit_test(a_construct_of_one_item_is_never_shown),
        cmocka_unit_test(no_model_no_stage_set),
        cmocka_unit_test(five_answers_to_an_item_and_its_mean_to_half_a_point),
        cmocka_unit_test(a_form_counts_from_half_of_the_questions),
        cmocka_unit_test(a_form_that_does_not_count_is_a_seat_that_stayed_silent),
        cmocka_unit_test(tables_without_items_count_whoever_is_in_them),
        cmocka_unit_test(no_item_is_shown_beside_the_only_one_kept_back),
        cmocka_unit_test(no_item_is_shown_beside_the_only_one_that_too_few_answered),
        cmocka_unit_test(the_order_of_people_and_items_changes_nothing),
        cmocka_unit_test(scratch_is_given_back),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
