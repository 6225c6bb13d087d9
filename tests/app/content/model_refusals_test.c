/* Each way a model can be wrong, by name: where it is told, and in which words. */
#include "base/text.h"
#include "content/content.h"

#include "check.h"

static const size_t WIDE = 8 * 1024 * 1024;

static const char right_model[] =
    "model: watch\n"                                                                /* 1 */
    "version: \"1\"\n"                                                              /* 2 */
    "origin: { fr: Inventé, en: Invented }\n"                                       /* 3 */
    "stages:\n"                                                                     /* 4 */
    "  - { name: { fr: a, en: a }, term: { fr: a, en: a } }\n"                      /* 5 */
    "  - { name: { fr: b, en: b }, term: { fr: b, en: b } }\n"                      /* 6 */
    "  - { name: { fr: c, en: c }, term: { fr: c, en: c } }\n"                      /* 7 */
    "  - { name: { fr: d, en: d }, term: { fr: d, en: d } }\n"                      /* 8 */
    "modes:\n"                                                                      /* 9 */
    "  cooperation: { name: { fr: a, en: a }, gloss: { fr: a, en: a } }\n"          /* 10 */
    "  coordination: { name: { fr: b, en: b }, gloss: { fr: b, en: b } }\n"         /* 11 */
    "  collaboration: { name: { fr: c, en: c }, gloss: { fr: c, en: c } }\n"        /* 12 */
    "  none: { name: { fr: d, en: d }, gloss: { fr: d, en: d } }\n"                 /* 13 */
    "profiles:\n"                                                                   /* 14 */
    "  - { construct: AIM, reference: 62, prototype: [25, 65, 68, 88], halo: 1 }\n" /* 15 */
    "  - { construct: APP, reference: 66, prototype: [35, 73, 48, 83], halo: 1 }\n" /* 16 */
    "plane: { aim: AIM, appreciation: APP }\n"                                      /* 17 */
    "spread:\n"                                                                     /* 18 */
    "  flatness_mean: 0.45\n"                                                       /* 19 */
    "  flatness_sd: 0.144\n"                                                        /* 20 */
    "  halo_sd: 11.25\n"                                                            /* 21 */
    "  leniency_sd: 10\n"                                                           /* 22 */
    "  team_sd: 10\n"                                                               /* 23 */
    "  occasion_sd: 6.25\n"                                                         /* 24 */
    "  prototype_sd: 11\n"                                                          /* 25 */
    "  member_sd: 15\n"                                                             /* 26 */
    "  item_sd: 22.5\n"                                                             /* 27 */
    "rules: { memory: 0.3, named_at: 0.6, fit_p: 0.01 }\n"                          /* 28 */
    "start: [0.35, 0.35, 0.2, 0.1]\n"                                               /* 29 */
    "transition:\n"                                                                 /* 30 */
    "  - [0.70, 0.25, 0.04, 0.01]\n"                                                /* 31 */
    "  - [0.10, 0.60, 0.25, 0.05]\n"                                                /* 32 */
    "  - [0.05, 0.15, 0.60, 0.20]\n"                                                /* 33 */
    "  - [0.03, 0.05, 0.12, 0.80]\n";                                               /* 34 */

static struct arena mem;
static struct err err;

static int open_arena(void **state)
{
    (void)state;
    mem = arena_with_limit(WIDE);
    err = (struct err){ .status = OK };
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_free(&mem);
    return 0;
}

static const char *changed(const char *base, const char *part, const char *by)
{
    const char *at = strstr(base, part);
    if (!at)
        fail_msg("%s is not in the file", part);
    struct text text = { .mem = &mem };
    text_add_bytes(&text, base, (size_t)(at - base));
    text_add(&text, by);
    text_add(&text, at + strlen(part));
    return text_done(&text);
}

static void model_refused(const char *part, const char *by, const char *sentence)
{
    const struct model *model;
    const char *bytes = changed(right_model, part, by);
    assert_int_equal(content_parse_model(&mem, "f", bytes, strlen(bytes), &model, &err),
                     BAD_INPUT);
    CHECK_TEXT(err.text, sentence);
}

#define SENTENCE(name) cmocka_unit_test_setup_teardown(name, open_arena, close_arena)

static void the_right_model_is_right(void **state)
{
    (void)state;
    const struct model *model = NULL;
    assert_int_equal(
        content_parse_model(&mem, "f", right_model, sizeof right_model - 1, &model, &err), OK);
    assert_null(model->exigence);
    CHECK_NEAR(model->transition[1][2], 0.25, 0);
    CHECK_NEAR(model->tempering, 1, 0); /* left out: in full */
    CHECK_NEAR(model->memory, .3, 0);
}

static void a_prototype_beyond_100(void **state)
{
    (void)state;
    model_refused("[25, 65, 68, 88]", "[25, 65, 68, 101]",
                  "f:15:62: prototype is not right; a number from 0 to 100, as 62 or 6.25");
    model_refused("[25, 65, 68, 88]", "[25, -1, 68, 88]",
                  "f:15:54: prototype is not right; a number from 0 to 100, as 62 or 6.25");
}

static void a_power_above_one(void **state)
{
    (void)state;
    model_refused("memory: 0.3", "memory: 1.3",
                  "f:28:18: memory is not right; a number from 0 to 1, as 62 or 6.25");
}

static void a_prototype_with_three_stages(void **state)
{
    (void)state;
    model_refused("[25, 65, 68, 88]", "[25, 65, 68]",
                  "f:15:49: prototype has 3 numbers; it must have 4");
}

static void a_reference_with_a_comma(void **state)
{
    (void)state;
    model_refused("reference: 62", "reference: \"62,5\"",
                  "f:15:34: reference is not right; a number from 0 to 100, as 62 or 6.25");
}

static void a_halo_beyond_one(void **state)
{
    (void)state;
    model_refused("88], halo: 1", "88], halo: 2",
                  "f:15:73: halo is not right; a whole number from -1 to 1");
}

static void a_transition_row_that_does_not_add_up(void **state)
{
    (void)state;
    model_refused("[0.05, 0.15, 0.60, 0.20]", "[0.05, 0.15, 0.60, 0.21]",
                  "f:33:5: the chances of a transition row add up to 1.01; they must add up to "
                  "1");
    model_refused("[0.35, 0.35, 0.2, 0.1]", "[0.35, 0.35, 0.2, 0.099]",
                  "f:29:8: the chances of start add up to 0.999; they must add up to 1");
}

static void a_transition_with_three_rows(void **state)
{
    (void)state;
    model_refused("  - [0.03, 0.05, 0.12, 0.80]\n", "",
                  "f:31:3: transition has 3 entries; 4 to 4 are possible");
}

static void a_negative_spread(void **state)
{
    (void)state;
    model_refused("item_sd: 22.5", "item_sd: -22.5",
                  "f:27:12: item_sd is not right; a number from 0 to 100, as 62 or 6.25");
}

static void a_missing_or_unknown_mode(void **state)
{
    (void)state;
    model_refused("  none: { name: { fr: d, en: d }, gloss: { fr: d, en: d } }\n", "",
                  "f:10:3: none is missing; add a line \"none: ...\"");
    model_refused("  none:", "  nobody:",
                  "f:13:3: unknown key \"nobody\" in modes; the known ones are cooperation, "
                  "coordination, collaboration, none");
}

static void a_profile_given_twice(void **state)
{
    (void)state;
    model_refused("construct: APP", "construct: AIM",
                  "f:16:18: AIM has a profile already; each construct has one");
}

static void a_plane_of_a_construct_without_profile(void **state)
{
    (void)state;
    model_refused("aim: AIM", "aim: AIN",
                  "f:17:15: aim is AIN, a construct without a profile; add it under profiles, "
                  "or correct its key");
}

static void a_profile_for_a_construct_that_the_instrument_lacks(void **state)
{
    (void)state;
    model_refused(
        "plane:",
        "  - { construct: HRA, reference: 42, prototype: [45, 75, 25, 22], halo: 1 }\n"
        "instrument: cooperation-30\nplane:",
        "f:17:18: a profile for HRA, which cooperation-30 has not; correct its key or "
        "take it out");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SENTENCE(the_right_model_is_right),
        SENTENCE(a_prototype_beyond_100),
        SENTENCE(a_power_above_one),
        SENTENCE(a_prototype_with_three_stages),
        SENTENCE(a_reference_with_a_comma),
        SENTENCE(a_halo_beyond_one),
        SENTENCE(a_transition_row_that_does_not_add_up),
        SENTENCE(a_transition_with_three_rows),
        SENTENCE(a_negative_spread),
        SENTENCE(a_missing_or_unknown_mode),
        SENTENCE(a_profile_given_twice),
        SENTENCE(a_plane_of_a_construct_without_profile),
        SENTENCE(a_profile_for_a_construct_that_the_instrument_lacks),
    };
    return cmocka_run_group_tests_name("content/model_refusals", tests, NULL, NULL);
}
