/* Every picture against an accepted file, in French and English, byte for byte. After a
 * change that was looked at, renew them:
 *
 *     ACCEPT=1 build/tests/app/app_plot_pictures_test */
#include <stdlib.h>

#include "page/invented.h"
#include "plot/glyphs_svg.h"
#include "plot/means_svg.h"
#include "plot/plane_svg.h"
#include "plot/stage_svg.h"
#include "plot/weave_svg.h"

#include "check.h"

enum { GOLDEN_BYTES = 60000 };

static struct arena mem;
static struct invented teams[INVENTED_MAX];
static size_t team_count;
static const char *const codes[] = { "fr", "en" };

static const struct invented *team(const char *file)
{
    for (size_t i = 0; i < team_count; i++)
        if (strcmp(teams[i].file, file) == 0)
            return &teams[i];
    fail_msg("no invented team %s", file);
    return NULL;
}

static void check_golden(const char *name, enum lang lang, const char *picture)
{
    char path[200], wanted[GOLDEN_BYTES];
    snprintf(path, sizeof path, "tests/app/golden/%s.%s.svg", name, codes[lang]);
    FILE *file = fopen(path, getenv("ACCEPT") ? "w" : "r");
    if (!file)
        fail_msg("%s cannot be opened", path);
    if (getenv("ACCEPT")) {
        fputs(picture, file);
    } else {
        wanted[fread(wanted, 1, sizeof wanted - 1, file)] = '\0';
        if (strcmp(picture, wanted) != 0)
            fail_msg("%s differs; look at it, then ACCEPT=1", path);
    }
    fclose(file);
}

static const struct portrait *latest_drawn(const struct invented *invented)
{
    return &invented->series[invented->count > 1 ? 1 : 0];
}

static const char *aim_plane(const char *file, enum lang lang)
{
    const struct invented *invented = team(file);
    struct text all = { .mem = &mem };
    struct html out = html_to_text(&all);
    struct plane_picture picture =
        plot_aim_plane(&mem, lang, "p1", invented->series, invented->count > 1 ? 1 : 0);
    plot_plane(&out, &picture);
    return text_done(&all);
}

static void the_plane_is_drawn_with_its_path_or_without(void **state)
{
    (void)state;
    for (enum lang lang = FR; lang < LANG_COUNT; lang++) {
        check_golden("plane-moved", lang, aim_plane("six", lang));
        check_golden("plane-corner", lang, aim_plane("eight", lang));
    }
    assert_non_null(strstr(aim_plane("six", FR), "class=\"trace\""));
    assert_null(strstr(aim_plane("four", FR), "class=\"trace\""));
}

static void exigence_has_its_own_corners_and_no_percent(void **state)
{
    (void)state;
    for (enum lang lang = FR; lang < LANG_COUNT; lang++) {
        struct text all = { .mem = &mem };
        struct html out = html_to_text(&all);
        struct plane_picture picture =
            plot_exigence_plane(&mem, lang, "p2", team("five")->series, 0);
        plot_plane(&out, &picture);
        check_golden("exigence", lang, text_done(&all));
        assert_null(strchr(text_done(&all), '%'));
    }
}

static const char *stage_bars(const char *file, enum lang lang)
{
    struct text all = { .mem = &mem };
    struct html out = html_to_text(&all);
    struct stage_picture picture =
        plot_stage_picture(&mem, lang, "s1", latest_drawn(team(file)));
    plot_stage(&out, &picture);
    return text_done(&all);
}

static void bars_are_hatched_while_undetermined_and_solid_once_named(void **state)
{
    (void)state;
    for (enum lang lang = FR; lang < LANG_COUNT; lang++) {
        check_golden("stage-undetermined", lang, stage_bars("six", lang));
        check_golden("stage-named", lang, stage_bars("five", lang));
        check_golden("stage-none-fits", lang, stage_bars("none-fits", lang));
    }
    assert_null(strstr(stage_bars("six", FR), "class=\"mark\""));
    assert_non_null(strstr(stage_bars("five", FR), "class=\"mark\""));
    assert_null(strstr(stage_bars("none-fits", FR), "class=\"pale\""));
    assert_null(strstr(stage_bars("none-fits", FR), "class=\"trace\"")); /* no 80 % bracket */
}

static const char *weave(enum lang lang, enum density_band density, enum reciprocity_word word)
{
    const struct question *question = &team("six")->series->instrument->questions[0];
    const struct released_flow flow = { SHOWN, density, word };
    struct text all = { .mem = &mem };
    struct html out = html_to_text(&all);
    struct weave_picture picture = plot_weave_picture(&mem, lang, "w1", question, &flow);
    plot_weave(&out, &picture);
    return text_done(&all);
}

static void the_weave_is_one_of_six_drawings(void **state)
{
    (void)state;
    const char *drawings[6];
    for (enum lang lang = FR; lang < LANG_COUNT; lang++)
        for (int i = 0; i < 6; i++) {
            drawings[i] =
                weave(lang, (enum density_band)(i / 2), (enum reciprocity_word)(i % 2));
            check_golden(arena_text(&mem, "weave-%d-%s", i / 2, i % 2 ? "rather" : "little"),
                         lang, drawings[i]);
        }
    for (int i = 0; i < 6; i++)
        for (int j = 0; j < i; j++)
            assert_string_not_equal(drawings[i], drawings[j]);
}

static void construct_means_have_a_line_each(void **state)
{
    (void)state;
    for (enum lang lang = FR; lang < LANG_COUNT; lang++) {
        struct text all = { .mem = &mem };
        struct html out = html_to_text(&all);
        struct means_picture picture =
            plot_means_picture(&mem, lang, "m1", latest_drawn(team("four")));
        plot_means(&out, &picture);
        check_golden("means", lang, text_done(&all));
        assert_int_equal(picture.row_count, 13);
    }
}

static void a_construct_too_few_answered_is_a_dotted_outline(void **state)
{
    (void)state;
    struct portrait portrait = *latest_drawn(team("four"));
    portrait.release.constructs[3].gap = GAP_TOO_FEW;
    portrait.release.constructs[5].gap = GAP_ONE_ITEM;
    struct text all = { .mem = &mem };
    struct html out = html_to_text(&all);
    struct means_picture picture = plot_means_picture(&mem, FR, "m1", &portrait);
    plot_means(&out, &picture);
    assert_int_equal(picture.row_count, 12);
    assert_non_null(strstr(text_done(&all), "pas assez de réponses"));
    assert_non_null(strstr(text_done(&all), "class=\"missing\""));
    assert_null(strstr(text_done(&all), "Prudence"));
}

static void two_teams_with_the_same_words_have_the_same_drawing(void **state)
{
    (void)state;
    struct portrait other = *latest_drawn(team("four"));
    other.team = "Someone else";
    struct stage_picture a = plot_stage_picture(&mem, FR, "x", latest_drawn(team("four")));
    struct stage_picture b = plot_stage_picture(&mem, FR, "x", &other);
    struct text one = { .mem = &mem }, two = { .mem = &mem };
    struct html out_one = html_to_text(&one), out_two = html_to_text(&two);
    plot_stage(&out_one, &a);
    plot_stage(&out_two, &b);
    CHECK_TEXT(text_done(&one), text_done(&two));
}

static void dots_say_how_many_of_how_many(void **state)
{
    (void)state;
    struct text all = { .mem = &mem };
    struct html out = html_to_text(&all);
    struct dots_picture picture = plot_dots_picture(5, 7);
    plot_dots(&out, &picture);
    size_t filled = 0, dotted = 0;
    for (const char *at = text_done(&all); (at = strstr(at, "<circle class=\"")); at++)
        strncmp(at + 15, "mark", 4) == 0 ? filled++ : dotted++;
    assert_int_equal(filled, 5);
    assert_int_equal(dotted, 2);
}

static void pictures_carry_no_colour_and_no_style(void **state)
{
    (void)state;
    const char *pictures[] = { aim_plane("six", FR), stage_bars("six", FR),
                               weave(FR, DENSITY_SOME, RECIPROCITY_RATHER) };
    for (size_t i = 0; i < 3; i++) {
        assert_non_null(strstr(pictures[i], "role=\"img\""));
        assert_non_null(strstr(pictures[i], "<title id="));
        assert_non_null(strstr(pictures[i], "<desc id="));
        assert_null(strstr(pictures[i], "style="));
        for (const char *fill = pictures[i]; (fill = strstr(fill, " fill=\"")); fill++)
            assert_int_equal(strncmp(fill, " fill=\"url(#", 12), 0);
        assert_null(strstr(pictures[i], " stroke=\""));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_plane_is_drawn_with_its_path_or_without),
        cmocka_unit_test(exigence_has_its_own_corners_and_no_percent),
        cmocka_unit_test(bars_are_hatched_while_undetermined_and_solid_once_named),
        cmocka_unit_test(the_weave_is_one_of_six_drawings),
        cmocka_unit_test(construct_means_have_a_line_each),
        cmocka_unit_test(a_construct_too_few_answered_is_a_dotted_outline),
        cmocka_unit_test(two_teams_with_the_same_words_have_the_same_drawing),
        cmocka_unit_test(dots_say_how_many_of_how_many),
        cmocka_unit_test(pictures_carry_no_colour_and_no_style),
    };
    mem = arena_with_limit((size_t)32 << 20);
    team_count = invented_teams(&mem, teams);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&mem);
    return failed;
}
