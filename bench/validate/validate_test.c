/* The validation in short: few teams, other seeds. */
#include "validate/decisions.h"
#include "validate/page.h"
#include "validate/world.h"

#include "tests/check.h"

static const struct extent brief = {
    .worlds = 3, .teams = 16, .replications = 8, .trials = 12, .seed = 7
};
static struct arena mem;
static struct page page;
static const char *text;

static void play(struct page *into, const struct extent *extent)
{
    struct err err;
    assert_int_equal(page_open(into, &mem, extent, &err), OK);
    page_play(into);
}

static int play_once(void **state)
{
    (void)state;
    mem = arena_with_limit((size_t)1 << 30);
    play(&page, &brief);
    text = page_done(&page);
    return 0;
}

static int close_memory(void **state)
{
    (void)state;
    arena_free(&mem);
    return 0;
}

static void the_same_seed_gives_the_same_page_and_pictures(void **state)
{
    (void)state;
    struct page again;
    play(&again, &brief);
    CHECK_TEXT(page_done(&again), text);
    assert_int_equal(again.picture_count, page.picture_count);
    for (size_t i = 0; i < page.picture_count; i++)
        CHECK_TEXT(again.pictures[i], page.pictures[i]);
}

static void another_seed_gives_another_page(void **state)
{
    (void)state;
    struct extent extent = brief;
    struct page other;
    extent.seed++;
    play(&other, &extent);
    assert_string_not_equal(page_done(&other), text);
}

static void every_figure_is_a_number_and_every_picture_whole(void **state)
{
    (void)state;
    assert_null(strstr(text, "nan"));
    assert_null(strstr(text, "inf "));
    assert_true(page.bars_all >= 15 && page.picture_count >= 3);
    for (size_t i = 0; i < page.picture_count; i++) {
        const char *svg = page.pictures[i];
        assert_int_equal(strncmp(svg, "<svg", 4), 0);
        CHECK_TEXT(svg + strlen(svg) - 7, "</svg>\n");
        assert_null(strstr(svg, "nan"));
    }
}

static void a_model_known_to_be_wrong_is_seen_as_worse(void **state)
{
    (void)state;
    enum { SHIPPED, UNTEMPERED, NAIVE };
    assert_true(page.log_score[NAIVE] > page.log_score[SHIPPED] + .2);
    assert_true(page.error[NAIVE] > page.error[SHIPPED] + .1);
    assert_true(page.error[UNTEMPERED] > page.error[SHIPPED]);
}

/* What the generator promises, on answers alone. */
static void silent_members_are_a_share_of_all_and_answers_are_options(void **state)
{
    (void)state;
    struct chance chance = chance_from_seed(3);
    struct world world = world_drawn(page.instrument, TRUTH_WRONG, .25, &chance);
    double answered = 0, seats = 0;
    for (int i = 0; i < 400; i++) {
        struct arena_mark mark = arena_mark(&mem);
        struct world_team team;
        struct world_round round;
        world_team_drawn(&world, 8, &chance, &team);
        world_round_drawn(&mem, &world, true, &chance, &team, &round);
        answered += (double)round.raw.respondents;
        seats += 8;
        for (size_t k = 0; k < round.raw.items.people * round.raw.items.items; k++) {
            double answer = round.raw.items.cell[k];
            assert_true(isnan(answer) ||
                        (answer >= 1 && answer <= 7 && answer == floor(answer)));
        }
        arena_release(&mem, mark);
    }
    CHECK_NEAR(answered / seats, .75, .03);
}

static void still_teams_stay_and_others_skip_and_go_back(void **state)
{
    (void)state;
    struct chance chance = chance_from_seed(4);
    for (int still = 0; still < 2; still++) {
        struct world world =
            world_drawn(page.instrument, still ? TRUTH_STILL : TRUTH_WRONG, 0, &chance);
        int skipped = 0, back = 0, changes = 0;
        for (int i = 0; i < 60; i++) {
            struct world_team team;
            struct world_round round;
            world_team_drawn(&world, 4, &chance, &team);
            for (int t = 0; t < 8; t++) {
                int before = team.stage;
                world_round_drawn(&mem, &world, t == 0, &chance, &team, &round);
                changes += t > 0 && team.stage != before;
                skipped += t > 0 && team.stage > before + 1;
                back += t > 0 && team.stage < before;
            }
        }
        assert_int_equal(changes > 0, !still);
        assert_int_equal(skipped > 0, !still);
        assert_int_equal(back > 0, !still);
    }
}

static void those_who_pretend_say_what_they_do_not_think(void **state)
{
    (void)state;
    struct chance chance = chance_from_seed(5);
    double apart[GROUPS] = { 0 };
    for (int g = 0; g < GROUPS; g++)
        for (int i = 0; i < 500; i++) {
            struct pretended d;
            decision_drawn((enum group)g, 6, -3, 3, &chance, &d);
            for (size_t p = 0; p < 6; p++)
                apart[g] += fabs(d.said[p] - d.after[p]) / 3000;
        }
    for (int g = 0; g < GROUPS_TRUE; g++) {
        assert_true(apart[g] < .9);
        assert_true(apart[ABILENE] > 2 * apart[g]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_seed_gives_the_same_page_and_pictures),
        cmocka_unit_test(another_seed_gives_another_page),
        cmocka_unit_test(every_figure_is_a_number_and_every_picture_whole),
        cmocka_unit_test(a_model_known_to_be_wrong_is_seen_as_worse),
        cmocka_unit_test(silent_members_are_a_share_of_all_and_answers_are_options),
        cmocka_unit_test(still_teams_stay_and_others_skip_and_go_back),
        cmocka_unit_test(those_who_pretend_say_what_they_do_not_think),
    };
    return cmocka_run_group_tests(tests, play_once, close_memory);
}
