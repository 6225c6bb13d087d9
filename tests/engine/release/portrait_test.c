#include "release/portrait.h"

#include "check.h"
#include "engine/fixture.h"
#include "measure/stage.h"

static struct arena mem;
static const struct instrument *instrument;
static const struct model *model;
static struct stage_cache *cache;

static int open_arena(void **state)
{
    (void)state;
    mem = arena_with_limit(1 << 28);
    instrument = fixture_instrument(&mem, 30, 1, 7);
    model = fixture_model(&mem, 30);
    cache = stage_cache_new(&mem, instrument, model);
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_free(&mem);
    return 0;
}

/* A release made by hand: what a portrait needs, and no answer. */
static struct release of_means(size_t seats, size_t r, const int *means)
{
    struct release release = { .instrument = instrument,
                               .seats = seats,
                               .respondents = r,
                               .released = r >= 3 && 3 * r >= 2 * seats,
                               .stage_set_gap = r > 3 ? GAP_NOT_ASKED : GAP_TOO_FEW };
    for (size_t c = 0; c < instrument->construct_count; c++) {
        release.constructs[c].mean = means ? means[c] : 0;
        release.constructs[c].gap = means && r >= 4 ? SHOWN : GAP_TOO_FEW;
    }
    return release;
}

static void draw_means(struct chance *chance, int *means)
{
    int s = (int)chance_below(chance, 4);
    for (size_t c = 0; c < instrument->construct_count; c++) {
        const struct profile *p = &model->profiles[c];
        double level = p->reference + .6 * (p->prototype[s] - p->reference);
        means[c] = release_rounded(level + 12 * chance_normal(chance));
    }
}

static struct portrait *series(const struct named_release *releases, size_t count)
{
    return portrait_series(&mem, cache, instrument, model, "team", releases, count);
}

static struct portrait one(size_t seats, size_t r, const int *means)
{
    struct named_release named = { "1", of_means(seats, r, means) };
    return *series(&named, 1);
}

static void mode_and_stage_add_up_and_are_named_from_sixty(void **state)
{
    (void)state;
    struct chance chance = chance_from_seed(1848);
    int named = 0, undetermined = 0;
    for (int turn = 0; turn < 2000; turn++) {
        int means[CONSTRUCTS_MAX];
        draw_means(&chance, means);
        struct portrait p = one(8, 6 + (size_t)chance_below(&chance, 3), means);
        assert_int_equal(p.mode.gap, SHOWN);
        assert_int_equal(p.stage.gap, SHOWN);
        int mode = 0, stage = 0;
        for (int i = 0; i < 4; i++) {
            mode += p.mode.percent[i];
            stage += p.stage.percent[i];
            assert_true(p.mode.percent[i] <= p.mode.percent[p.mode.top]);
            assert_true(p.stage.percent[i] <= p.stage.percent[p.stage.top]);
        }
        assert_int_equal(mode, 100);
        assert_int_equal(stage, 100);
        assert_true(p.mode.in_set80[p.mode.top] && p.stage.in_set80[p.stage.top]);
        assert_int_equal(p.mode.call == MODE_NAMED, p.mode.percent[p.mode.top] >= 60);
        if (p.stage.call != STAGE_NONE_FITS)
            assert_int_equal(p.stage.call == STAGE_NAMED, p.stage.percent[p.stage.top] >= 60);
        named += p.stage.call == STAGE_NAMED;
        undetermined += p.stage.call == STAGE_UNDETERMINED;
    }
    assert_true(named > 100 && undetermined > 100);
}

static void the_region_holds_four_fifths(void **state)
{
    (void)state;
    int means[CONSTRUCTS_MAX] = { 60, 75 };
    struct region region = one(6, 6, means).plane.region;
    assert_true(region.x == 60 && region.y == 75 && region.major > region.minor);
    /* Points of the bivariate normal, drawn from its own variances at r = 6, k = 3 and 2. */
    double shared = 100.0 / 6, step2 = 100.0 / 6 * 100 / 6 / 12 / 6;
    double own_x = (225 + 506.25 / 3) / 6 + 25.0 / 12 + step2 / 3;
    double own_y = (225 + 506.25 / 2) / 6 + 25.0 / 12 + step2 / 2;
    struct chance chance = chance_from_seed(80);
    double turn = region.turn * 3.14159265358979323846 / 180;
    int inside = 0, draws = 200000;
    for (int i = 0; i < draws; i++) {
        double common = sqrt(shared) * chance_normal(&chance);
        double x = common + sqrt(own_x) * chance_normal(&chance);
        double y = common + sqrt(own_y) * chance_normal(&chance);
        double u = (x * cos(turn) + y * sin(turn)) / region.major;
        double v = (y * cos(turn) - x * sin(turn)) / region.minor;
        inside += u * u + v * v <= 1;
    }
    CHECK_NEAR((double)inside / draws, .8, .004);
}

static void far_from_all_four_none_fits(void **state)
{
    (void)state;
    int means[CONSTRUCTS_MAX];
    for (size_t c = 0; c < instrument->construct_count; c++)
        means[c] = c % 2 ? 0 : 100;
    assert_int_equal(one(5, 5, means).stage.call, STAGE_NONE_FITS);
    for (size_t c = 0; c < instrument->construct_count; c++)
        means[c] = release_rounded(model->profiles[c].reference);
    assert_true(one(5, 5, means).stage.call != STAGE_NONE_FITS);
}

/* The log odds of two stages after one round, hiding one construct or none. */
static double log_odds(const int *means, unsigned hidden, int a, int b)
{
    struct stage_emission *emission =
        measure_stage_emission(&mem, instrument, model, 6, 0x1fffu & ~hidden);
    double kept[CONSTRUCTS_MAX];
    for (size_t i = 0; i < emission->count; i++)
        kept[i] = means[emission->constructs[i]];
    struct stage_reading reading;
    measure_stage_read(emission, kept, &reading);
    return reading.log_density[a] - reading.log_density[b];
}

static void what_weighed_is_what_would_change_most_by_its_absence(void **state)
{
    (void)state;
    struct chance chance = chance_from_seed(333);
    for (int turn = 0; turn < 200; turn++) {
        int means[CONSTRUCTS_MAX];
        draw_means(&chance, means);
        struct portrait p = one(6, 6, means);
        for (size_t w = 0; w < p.stage.weighed_count; w++) {
            const struct weighed *weighed = &p.stage.weighed[w];
            int a = weighed->towards, b = weighed->from;
            size_t construct = weighed->construct;
            double all = log_odds(means, 0, a, b);
            double change = all - log_odds(means, 1u << construct, a, b);
            assert_true(a == p.stage.top || b == p.stage.top);
            assert_true(change >= .25 - 1e-9);
            assert_int_equal(weighed->high,
                             means[construct] > model->profiles[construct].reference);
            for (size_t c = 0; c < instrument->construct_count; c++) {
                bool listed = false;
                for (size_t i = 0; i <= w; i++)
                    listed = listed || p.stage.weighed[i].construct == c;
                double other = fabs(all - log_odds(means, 1u << c, a, b));
                assert_true(listed || other <= change + 1e-9);
            }
        }
    }
}

static void a_later_round_never_rewrites_an_earlier_one(void **state)
{
    (void)state;
    struct chance chance = chance_from_seed(99);
    struct named_release releases[6];
    for (size_t t = 0; t < 6; t++) {
        int means[CONSTRUCTS_MAX];
        draw_means(&chance, means);
        releases[t] = (struct named_release){ "r", of_means(6, t == 2 ? 3 : 5, means) };
    }
    struct portrait *all = series(releases, 6);
    for (size_t t = 1; t <= 6; t++) {
        struct portrait *some = series(releases, t);
        for (size_t i = 0; i < t; i++)
            CHECK_TEXT(fixture_portrait_text(&mem, &some[i]),
                       fixture_portrait_text(&mem, &all[i]));
    }
}

static void rounds_are_chained_and_silent_ones_only_pass_on(void **state)
{
    (void)state;
    struct chance chance = chance_from_seed(4711);
    for (int turn = 0; turn < 50; turn++) {
        struct named_release releases[5];
        double belief[STAGES] = { 0 };
        size_t read = 0;
        int means[5][CONSTRUCTS_MAX];
        for (size_t t = 0; t < 5; t++) {
            draw_means(&chance, means[t]);
            bool silent = chance_unit(&chance) < .3;
            releases[t] = (struct named_release){ "r", of_means(8, silent ? 5 : 7, means[t]) };
            if (silent)
                releases[t].release = of_means(8, 5, NULL);
        }
        struct portrait *portraits = series(releases, 5);
        for (size_t t = 0; t < 5; t++) {
            if (releases[t].release.respondents == 5) {
                assert_int_equal(portraits[t].stage.gap, GAP_TOO_FEW);
                measure_stage_step(model, NULL, read > 0, belief);
                continue;
            }
            struct stage_emission *emission =
                measure_stage_emission(&mem, instrument, model, 7, 0x1fff);
            double levels[CONSTRUCTS_MAX];
            for (size_t c = 0; c < 13; c++)
                levels[c] = means[t][c];
            struct stage_reading reading;
            measure_stage_read(emission, levels, &reading);
            measure_stage_step(model, &reading, read++ > 0, belief);
            for (int s = 0; s < STAGES; s++)
                assert_true(fabs(portraits[t].stage.percent[s] - 100 * belief[s]) < 5);
        }
    }
}

static void a_path_is_drawn_only_for_more_than_noise(void **state)
{
    (void)state;
    int low[CONSTRUCTS_MAX] = { 20, 50 }, middle[CONSTRUCTS_MAX] = { 35, 50 };
    int high[CONSTRUCTS_MAX] = { 65, 50 };
    struct named_release releases[] = { { "1", of_means(6, 5, low) },
                                        { "2", of_means(6, 6, middle) },
                                        { "3", of_means(6, 6, high) } };
    struct portrait *p = series(releases, 3);
    assert_int_equal(p[0].detectable, 45);
    assert_int_equal(p[1].detectable, 40);
    assert_false(p[0].plane.moved);
    assert_false(p[1].plane.moved);
    assert_true(p[2].plane.moved); /* 45 from the first, where five answered */
    assert_int_equal(p[2].plane.moved_from, 0);
    releases[0].release.constructs[0].mean = 25;
    assert_false(series(releases, 3)[2].plane.moved);
    releases[1].release.constructs[0].mean = 25; /* 40 from the second, where six did */
    p = series(releases, 3);
    assert_true(p[2].plane.moved);
    assert_int_equal(p[2].plane.moved_from, 1);
    assert_false(p[2].exigence_benevolence.moved);
}

static void doubt_depends_on_answers_and_questions_only(void **state)
{
    (void)state;
    int means[CONSTRUCTS_MAX] = { 60, 75 }, others[CONSTRUCTS_MAX] = { 5, 95 };
    struct portrait a = one(6, 6, means), b = one(6, 6, others);
    assert_memory_equal(a.doubt, b.doubt, sizeof a.doubt);
    assert_int_equal(a.doubt[0], 15); /* 1.645 sqrt(85.7) = 15.2 */
    assert_int_equal(a.doubt[1], 15); /* 1.645 sqrt(100.2) = 16.5 */
    assert_int_equal(one(4, 4, means).doubt[1], 20);
}

static void without_a_model_the_constructs_remain(void **state)
{
    (void)state;
    int means[CONSTRUCTS_MAX] = { 60, 75 };
    struct named_release named = { "1", of_means(5, 5, means) };
    struct stage_cache *bare = stage_cache_new(&mem, instrument, NULL);
    struct portrait p = *portrait_series(&mem, bare, instrument, NULL, "team", &named, 1);
    assert_int_equal(p.constructs_gap, SHOWN);
    assert_int_equal(p.mode.gap, GAP_NO_MODEL);
    assert_int_equal(p.stage.gap, GAP_NO_MODEL);
    assert_int_equal(p.plane.gap, GAP_NO_MODEL);
    assert_int_equal(p.doubt[0], 15);
    struct withheld withheld[WITHHELD_MAX];
    size_t count = portrait_withheld(&p, withheld);
    for (size_t i = 0; i < count; i++)
        if (withheld[i].gap == GAP_NO_MODEL)
            assert_int_equal(withheld[i].needs, 0);
}

static void a_model_without_the_second_plane_withholds_it(void **state)
{
    (void)state;
    struct model bare = *model;
    bare.exigence = bare.benevolence = NULL;
    int means[CONSTRUCTS_MAX] = { 60, 75 };
    struct named_release named = { "1", of_means(5, 5, means) };
    struct stage_cache *own = stage_cache_new(&mem, instrument, &bare);
    struct portrait p = *portrait_series(&mem, own, instrument, &bare, "team", &named, 1);
    assert_int_equal(p.exigence_benevolence.gap, GAP_NO_MODEL);
    assert_int_equal(p.plane.gap, SHOWN);
}

static void three_who_agreed_have_a_set_and_nothing_else(void **state)
{
    (void)state;
    struct named_release named = { "1", of_means(3, 3, NULL) };
    named.release.stage_set_gap = SHOWN;
    named.release.stage_set = 6;
    named.release.all_consented = true;
    struct portrait p = *series(&named, 1);
    assert_int_equal(p.stage.gap, SHOWN);
    assert_true(p.stage.only_set);
    const bool wanted[STAGES] = { false, true, true, false };
    for (int s = 0; s < STAGES; s++) {
        assert_int_equal(p.stage.in_set80[s], wanted[s]);
        assert_int_equal(p.stage.percent[s], 0);
    }
    assert_int_equal(p.stage.weighed_count, 0);
    assert_int_equal(p.mode.gap, GAP_TOO_FEW);
    assert_int_equal(p.detectable, 0);
    named.release.stage_set_gap = GAP_NOT_SHOWN;
    assert_int_equal(series(&named, 1)->stage.gap, GAP_NOT_SHOWN);
}

static int needs(const struct portrait *portrait, const char *field)
{
    struct withheld withheld[WITHHELD_MAX];
    size_t count = portrait_withheld(portrait, withheld);
    for (size_t i = 0; i < count; i++)
        if (strcmp(withheld[i].field, field) == 0)
            return withheld[i].needs;
    return -1;
}

static void what_is_withheld_tells_how_many_answers_it_needs(void **state)
{
    (void)state;
    struct chance chance = chance_from_seed(17);
    struct raw_round raw = fixture_round(&mem, instrument, 4, 4);
    fixture_answer(&raw, &chance, .5, 0);
    struct named_release named = { "1", { 0 } };
    release_round(&mem, &raw, model, &named.release);
    struct portrait p = *series(&named, 1);
    assert_int_equal(needs(&p, "constructs"), -1);
    assert_int_equal(needs(&p, "agreement"), 5);
    assert_int_equal(needs(&p, "flows"), 5);
    assert_int_equal(needs(&p, "matters"), 5);
    assert_int_equal(needs(&p, "guesses"), 5);
    assert_int_equal(needs(&p, "items"), 6);
    assert_int_equal(needs(&p, "motives"), 6);
    assert_int_equal(needs(&p, "mode"), -1);
    assert_int_equal(needs(&p, "exigence_benevolence"), -1);
    raw = fixture_round(&mem, instrument, 8, 5); /* five of eight are not two thirds */
    fixture_answer(&raw, &chance, .5, 0);
    raw.ratings_asked = false;
    release_round(&mem, &raw, model, &named.release);
    p = *series(&named, 1);
    assert_int_equal(needs(&p, "constructs"), 6);
    assert_int_equal(needs(&p, "stage"), 6);
    assert_int_equal(needs(&p, "flows"), 0);
    raw = fixture_round(&mem, instrument, 3, 3);
    fixture_answer(&raw, &chance, .5, 0);
    raw.consents = 2;
    release_round(&mem, &raw, model, &named.release);
    p = *series(&named, 1);
    assert_int_equal(needs(&p, "stage"), 4);
    assert_int_equal(needs(&p, "constructs"), 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mode_and_stage_add_up_and_are_named_from_sixty),
        cmocka_unit_test(the_region_holds_four_fifths),
        cmocka_unit_test(far_from_all_four_none_fits),
        cmocka_unit_test(what_weighed_is_what_would_change_most_by_its_absence),
        cmocka_unit_test(a_later_round_never_rewrites_an_earlier_one),
        cmocka_unit_test(rounds_are_chained_and_silent_ones_only_pass_on),
        cmocka_unit_test(a_path_is_drawn_only_for_more_than_noise),
        cmocka_unit_test(doubt_depends_on_answers_and_questions_only),
        cmocka_unit_test(without_a_model_the_constructs_remain),
        cmocka_unit_test(a_model_without_the_second_plane_withholds_it),
        cmocka_unit_test(three_who_agreed_have_a_set_and_nothing_else),
        cmocka_unit_test(what_is_withheld_tells_how_many_answers_it_needs),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
