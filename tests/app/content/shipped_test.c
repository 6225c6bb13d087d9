/* What ships is what was designed: its numbers, typed here a second time. */
#include "base/text.h"
#include "content/content.h"

#include "check.h"

static const size_t WIDE = 8 * 1024 * 1024;

static struct arena mem;
static struct err err;

static int open_arena(void **state)
{
    (void)state;
    mem = arena_with_limit(WIDE);
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    arena_free(&mem);
    return 0;
}

static const struct instrument *instrument_of(const char *name)
{
    const struct instrument *instrument = NULL;
    if (content_instrument(&mem, name, &instrument, &err) != OK)
        fail_msg("%s", err.text);
    return instrument;
}

static const struct model *model_of(const char *name)
{
    const struct model *model = NULL;
    if (content_model(&mem, name, &model, &err) != OK)
        fail_msg("%s", err.text);
    return model;
}

/* The construct of each item, then - where it is reversed and ! where it is sensitive. */
static const char *pattern(const struct instrument *instrument)
{
    struct text text = { .mem = &mem };
    for (size_t i = 0; i < instrument->item_count; i++) {
        const struct item *item = &instrument->items[i];
        CHECK_TEXT(item->key, arena_text(&mem, "q%zu", i + 1));
        text_add_format(&text, "%s%s%s ", instrument->constructs[item->construct].key,
                        item->reversed ? "-" : "", item->sensitive ? "!" : "");
    }
    return text_done(&text);
}

static void the_default_instrument_is_version_2_with_30_items(void **state)
{
    (void)state;
    const struct instrument *instrument = instrument_of(content_default_instrument);
    CHECK_TEXT(instrument->key, "cooperation-30");
    CHECK_TEXT(instrument->version, "2");
    CHECK_TEXT(instrument->model, "cooperation-30");
    assert_int_equal(instrument->item_count, 30);
    assert_int_equal(instrument->construct_count, 13);
    assert_int_equal(instrument->question_count, 3);
    assert_int_equal(instrument->motive_count, 7);
    assert_int_equal(instrument->low, 1);
    assert_int_equal(instrument->high, 7);
}

static void items_of_version_2_follow_the_design(void **state)
{
    (void)state;
    CHECK_TEXT(pattern(instrument_of("cooperation-30")),
               "AIM AIM AIM- APP APP- INF INF- EMO EMO EXP EXP- DEF! DEF-! BEL BEL "
               "HAR! HAR! HAR! TEN TEN TEN ITD ITD- EXI EXI EXI BEN BEN DIS DIS-! ");
}

static void items_of_version_1_follow_the_design(void **state)
{
    (void)state;
    CHECK_TEXT(pattern(instrument_of("cooperation-24")),
               "AIM AIM AIM- APP APP- INF INF- EMO EXP EXP- DEF! DEF-! BEL BEL EUP! EUP! "
               "TEN TEN ITD EXI BEN DIS DIS-! CTX ");
}

static void every_construct_of_version_2_has_two_items_at_least(void **state)
{
    (void)state;
    const struct instrument *instrument = instrument_of("cooperation-30");
    for (size_t i = 0; i < instrument->construct_count; i++)
        assert_true(instrument->constructs[i].item_count >= 2);
}

static void words_are_those_of_the_screens(void **state)
{
    (void)state;
    const struct instrument *instrument = instrument_of("cooperation-30");
    CHECK_TEXT(instrument->constructs[4].label.in[FR], "Expertise offerte au but commun");
    CHECK_TEXT(instrument->constructs[6].high.in[FR],
               "L’appartenance est forte\u202f: vous savez à qui vous avez affaire.");
    CHECK_TEXT(instrument->items[12].wording.in[FR],
               "Je peux dire devant tous «\u202fje ne sais pas\u202f» ou «\u202fj’ai fait une "
               "erreur\u202f», sans avoir à le regretter.");
    CHECK_TEXT(instrument->items[14].wording.in[EN],
               "When I say “we” about this team, I really mean it.");
    CHECK_TEXT(instrument->low_label.in[FR], "pas du tout d’accord");
    CHECK_TEXT(instrument->motives[3].label.in[EN], "the stability of my situation");
    CHECK_TEXT(instrument->questions[0].key, "info");
    CHECK_TEXT(instrument->questions[0].flow, "information");
}

/* A straight apostrophe or quotation mark, or an ordinary space before a French sign. */
static void check_typography(const char *text)
{
    static const char *const wrong[] = {
        "'", "\"", "\x20:", "\x20?", "\x20;", "\x20!", "«\x20", "\x20»", "\u00a0", NULL,
    };
    for (size_t i = 0; wrong[i]; i++)
        if (strstr(text, wrong[i]))
            fail_msg("typography: %s", text);
}

static void check_phrase(struct phrase phrase)
{
    check_typography(phrase.in[FR]);
    check_typography(phrase.in[EN]);
}

static void check_instrument_typography(const struct instrument *instrument)
{
    for (size_t i = 0; i < instrument->construct_count; i++) {
        check_phrase(instrument->constructs[i].label);
        check_phrase(instrument->constructs[i].high);
        check_phrase(instrument->constructs[i].low);
    }
    for (size_t i = 0; i < instrument->item_count; i++)
        check_phrase(instrument->items[i].wording);
    for (size_t i = 0; i < instrument->motive_count; i++)
        check_phrase(instrument->motives[i].label);
    check_phrase(instrument->origin);
}

static void texts_are_set_as_books_are(void **state)
{
    (void)state;
    for (const char *const *name = content_instrument_names(); *name; name++)
        check_instrument_typography(instrument_of(*name));
}

static const struct profile *profile_of(const struct model *model, const char *construct)
{
    int i = model_profile(model, construct);
    assert_int_not_equal(i, NO_INDEX);
    return &model->profiles[i];
}

static void check_profile(const struct model *model, const char *construct,
                          const double wanted[STAGES], double reference, int halo)
{
    const struct profile *profile = profile_of(model, construct);
    for (int i = 0; i < STAGES; i++)
        CHECK_NEAR(profile->prototype[i], wanted[i], 0);
    CHECK_NEAR(profile->reference, reference, 0);
    assert_int_equal(profile->halo, halo);
}

static void profiles_of_version_2_follow_the_design(void **state)
{
    (void)state;
    const struct model *model = model_of("cooperation-30");
    assert_int_equal(model->profile_count, 13);
    check_profile(model, "AIM", (const double[]){ 25, 65, 68, 88 }, 62, 1);
    check_profile(model, "APP", (const double[]){ 35, 73, 48, 83 }, 66, 1);
    check_profile(model, "DEF", (const double[]){ 75, 35, 55, 18 }, 46, -1);
    check_profile(model, "HAR", (const double[]){ 45, 75, 25, 22 }, 42, 1);
    check_profile(model, "TEN", (const double[]){ 40, 23, 78, 40 }, 45, -1);
    check_profile(model, "BEL", (const double[]){ 25, 80, 60, 85 }, 63, 1);
}

static void profiles_of_version_1_follow_the_design(void **state)
{
    (void)state;
    const struct model *model = model_of("cooperation-24");
    assert_int_equal(model->profile_count, 14);
    check_profile(model, "AIM", (const double[]){ 25, 65, 53, 88 }, 62, 1);
    check_profile(model, "EUP", (const double[]){ 33, 75, 23, 25 }, 39, 1);
    check_profile(model, "CTX", (const double[]){ 40, 58, 50, 75 }, 56, 1);
}

static void references_but_two_are_the_mean_of_the_prototypes(void **state)
{
    (void)state;
    for (const char *const *name = content_model_names(); *name; name++) {
        const struct model *model = model_of(*name);
        for (size_t i = 0; i < model->profile_count; i++) {
            const struct profile *profile = &model->profiles[i];
            if (strcmp(profile->construct, model->aim) == 0 ||
                strcmp(profile->construct, model->appreciation) == 0)
                continue;
            const double *at = profile->prototype;
            CHECK_NEAR(profile->reference, floor((at[0] + at[1] + at[2] + at[3]) / 4 + .5), 0);
        }
    }
}

/* On the 1 to 5 scale of the simulation the design rests on: times 25 are points of 100. */
static void spreads_follow_the_design(void **state)
{
    (void)state;
    const struct model *model = model_of("cooperation-30");
    CHECK_NEAR(model->flatness_mean, (.2 + .7) / 2, 1e-15);
    CHECK_NEAR(model->flatness_sd, (.7 - .2) / sqrt(12), 1e-3);
    CHECK_NEAR(model->halo_sd, .45 * 25, 1e-15);
    CHECK_NEAR(model->leniency_sd, .4 * 25, 1e-15);
    CHECK_NEAR(model->team_sd, .4 * 25, 1e-15);
    CHECK_NEAR(model->occasion_sd, .25 * 25, 1e-15);
    CHECK_NEAR(model->prototype_sd, 11, 0);
    CHECK_NEAR(model->member_sd, .6 * 25, 1e-15);
    CHECK_NEAR(model->item_sd, .9 * 25, 1e-15);
    CHECK_NEAR(model->tempering, 1, 0);
    CHECK_NEAR(model->memory, .3, 0);
    CHECK_NEAR(model->named_at, .6, 0);
    CHECK_NEAR(model->fit_p, .01, 0);
    CHECK_NEAR(model->start[2], .2, 0);
    CHECK_NEAR(model->transition[2][1], .15, 0);
    CHECK_NEAR(model->transition[3][3], .8, 0);
}

static void earlier_versions_of_a_model_ship_too(void **state)
{
    (void)state;
    for (const char *const *name = content_model_names(); *name; name++) {
        const struct model *const *past, *model = model_of(*name);
        assert_int_equal(content_past_models(&mem, *name, &past, &err), OK);
        CHECK_TEXT(past[0]->key, *name);
        CHECK_TEXT(past[0]->version, "2026-11");
        CHECK_NEAR(past[0]->tempering, .5, 0);
        CHECK_NEAR(past[0]->memory, 1, 0);
        assert_int_equal(past[0]->profile_count, model->profile_count);
        assert_null(past[1]);
        assert_string_not_equal(past[0]->version, model->version);
    }
    const struct model *const *none;
    assert_int_equal(content_past_models(&mem, "of-a-file", &none, &err), OK);
    assert_null(none[0]);
}

static void stages_and_modes_have_everyday_names(void **state)
{
    (void)state;
    const struct model *model = model_of("cooperation-30");
    CHECK_TEXT(model->stage_names[2].in[FR], "l’équipe se frotte");
    CHECK_TEXT(model->stage_terms[0].in[FR], "pseudo-équipe");
    CHECK_TEXT(model->stage_terms[2].in[EN], "divergence and affirmation");
    CHECK_TEXT(model->mode_names[COORDINATION].in[FR], "coordination");
    CHECK_TEXT(model->mode_glosses[COLLABORATION].in[FR], "visée sans lien");
    CHECK_TEXT(model->mode_names[NO_MODE].in[FR], "ni l’une ni l’autre");
}

static void each_name_gives_its_own_instrument_and_model(void **state)
{
    (void)state;
    for (const char *const *name = content_instrument_names(); *name; name++)
        CHECK_TEXT(instrument_of(*name)->key, *name);
    for (const char *const *name = content_model_names(); *name; name++)
        CHECK_TEXT(model_of(*name)->key, *name);
}

static void each_construct_of_an_instrument_has_a_profile(void **state)
{
    (void)state;
    for (const char *const *name = content_instrument_names(); *name; name++) {
        const struct instrument *instrument = instrument_of(*name);
        const struct model *model = model_of(instrument->model);
        assert_int_equal(model->profile_count, instrument->construct_count);
        for (size_t i = 0; i < instrument->construct_count; i++)
            profile_of(model, instrument->constructs[i].key);
    }
}

static void a_shipped_file_reads_the_same_from_the_disk(void **state)
{
    (void)state;
    const struct instrument *inside = instrument_of("cooperation-24");
    const struct instrument *disk = instrument_of("content/instruments/cooperation-24.yaml");
    assert_int_equal(inside->item_count, disk->item_count);
    for (size_t i = 0; i < inside->item_count; i++)
        CHECK_TEXT(inside->items[i].wording.in[FR], disk->items[i].wording.in[FR]);
}

static void an_unknown_name_is_told_with_the_known_ones(void **state)
{
    (void)state;
    const struct instrument *instrument;
    const struct model *model;
    assert_int_equal(content_instrument(&mem, "cooperation", &instrument, &err), NOT_FOUND);
    CHECK_TEXT(err.text, "no instrument is named cooperation; there are cooperation-30 and "
                         "cooperation-24, or give a file ending in .yaml");
    assert_int_equal(content_instrument(&mem, "none/such.yaml", &instrument, &err), NOT_FOUND);
    assert_non_null(strstr(err.text, "none/such.yaml: cannot be opened"));
    assert_int_equal(content_instrument(&mem, "content/", &instrument, &err), BROKEN);
    assert_int_equal(content_model(&mem, "none", &model, &err), NOT_FOUND);
}

#define SENTENCE(name) cmocka_unit_test_setup_teardown(name, open_arena, close_arena)

static void a_model_written_as_a_file_reads_back_the_same(void **state)
{
    (void)state;
    for (const char *const *name = content_model_names(); *name; name++) {
        const struct model *shipped = model_of(*name), *again;
        struct model odd = *shipped;
        odd.version = "a \"quoted\" \\ version";
        odd.start[0] = .1 + .2, odd.start[1] = .4, odd.start[2] = .2, odd.start[3] = .1;
        const char *text = content_model_text(&mem, &odd);
        if (content_parse_model(&mem, "again.yaml", text, strlen(text), &again, &err) != OK)
            fail_msg("%s", err.text);
        CHECK_TEXT(again->version, odd.version);
        CHECK_TEXT(again->mode_glosses[COLLABORATION].in[FR],
                   shipped->mode_glosses[COLLABORATION].in[FR]);
        assert_int_equal(again->profile_count, shipped->profile_count);
        for (size_t p = 0; p < shipped->profile_count; p++) {
            CHECK_TEXT(again->profiles[p].construct, shipped->profiles[p].construct);
            assert_int_equal(again->profiles[p].halo, shipped->profiles[p].halo);
        }
        CHECK_NEAR(again->start[0], .3, 1e-11);
        /* Written again it is the same text: nothing was left out. */
        CHECK_TEXT(content_model_text(&mem, again), text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SENTENCE(the_default_instrument_is_version_2_with_30_items),
        SENTENCE(items_of_version_2_follow_the_design),
        SENTENCE(items_of_version_1_follow_the_design),
        SENTENCE(every_construct_of_version_2_has_two_items_at_least),
        SENTENCE(words_are_those_of_the_screens),
        SENTENCE(texts_are_set_as_books_are),
        SENTENCE(profiles_of_version_2_follow_the_design),
        SENTENCE(profiles_of_version_1_follow_the_design),
        SENTENCE(references_but_two_are_the_mean_of_the_prototypes),
        SENTENCE(spreads_follow_the_design),
        SENTENCE(earlier_versions_of_a_model_ship_too),
        SENTENCE(stages_and_modes_have_everyday_names),
        SENTENCE(each_name_gives_its_own_instrument_and_model),
        SENTENCE(each_construct_of_an_instrument_has_a_profile),
        SENTENCE(a_shipped_file_reads_the_same_from_the_disk),
        SENTENCE(an_unknown_name_is_told_with_the_known_ones),
        cmocka_unit_test(a_model_written_as_a_file_reads_back_the_same),
    };
    return cmocka_run_group_tests_name("content/shipped", tests, NULL, NULL);
}
