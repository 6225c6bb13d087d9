/* Each way an instrument can be wrong, by name: where it is told, and in which words. */
#include "broken.h"

static void the_right_instrument_is_right(void **state)
{
    (void)state;
    const struct instrument *instrument = accepted("watch", "watch");
    assert_null(instrument->model);
    assert_null(instrument->constructs[0].high.in[FR]);
    assert_int_equal(instrument->question_count, 1);
    CHECK_TEXT(instrument->motives[1].label.in[FR], "Aider");
}

static void an_item_key_given_twice(void **state)
{
    (void)state;
    refused("key: q2", "key: q1",
            "f:17:12: the key q1 is taken by an earlier item; each item has its own");
}

static void a_construct_key_given_twice(void **state)
{
    (void)state;
    refused(
        "key: APP", "key: AIM",
        "f:13:10: the key AIM is taken by an earlier construct; each construct has its own");
}

static void a_motive_key_given_twice(void **state)
{
    (void)state;
    refused("key: int2", "key: int1",
            "f:26:12: the key int1 is taken by an earlier motive; each motive has its own");
}

static void a_question_key_given_twice(void **state)
{
    (void)state;
    refused("motives:\n",
            "  - { key: info, flow: expertise, label: { fr: a, en: a }, fr: a, en: a }\n"
            "motives:\n",
            "f:24:12: the key info is taken by an earlier question; each question has its own");
}

static void an_item_of_an_unknown_construct(void **state)
{
    (void)state;
    refused("construct: APP", "construct: APQ",
            "f:17:27: q2 is of the construct APQ, which is not in the list; add it under "
            "constructs, or correct its key");
}

static void a_construct_that_no_item_asks_about(void **state)
{
    (void)state;
    refused("construct: APP", "construct: AIM",
            "f:13:5: no item asks about the construct APP; add one or take it out");
}

static void a_key_with_other_signs(void **state)
{
    (void)state;
    refused("key: q2", "key: 2q",
            "f:17:12: key is no key; a letter first, then letters, digits, _ or -, at most 40 "
            "in all");
    refused("instrument: watch", "instrument: watch/night",
            "f:1:13: instrument is no key; a letter first, then letters, digits, _ or -, at "
            "most 40 in all");
    refused("key: q2", "key: q2345678901234567890123456789012345678901",
            "f:17:12: key is no key; a letter first, then letters, digits, _ or -, at most 40 "
            "in all");
}

static void a_scale_that_does_not_rise(void **state)
{
    (void)state;
    refused("high: 5", "high: 1", "f:7:9: the scale goes from 1 to 1; high must be above low");
}

static void a_scale_too_wide(void **state)
{
    (void)state;
    refused("high: 5", "high: 12", "f:7:9: the scale has 12 options; at most 11, as 0 to 10");
    assert_int_equal(accepted("high: 5", "high: 11")->high, 11);
}

static void a_scale_end_that_is_no_whole_number(void **state)
{
    (void)state;
    refused("high: 5", "high: 5.5", "f:7:9: high is not right; a whole number from 0 to 100");
    refused("high: 5", "high: five", "f:7:9: high is not right; a whole number from 0 to 100");
    refused("high: 5", "high: -1", "f:7:9: high is not right; a whole number from 0 to 100");
    refused("low: 1", "low: nan", "f:6:8: low is not right; a whole number from 0 to 100");
}

static void a_missing_language(void **state)
{
    (void)state;
    refused("{ fr: Veille, en: Watch }", "{ fr: Veille }",
            "f:3:8: en is missing; every text is given in fr and in en");
    refused("fr: Deux, ", "", "f:17:5: fr is missing; every text is given in fr and in en");
}

static void an_empty_text(void **state)
{
    (void)state;
    refused("fr: Un,", "fr: \"  \",",
            "f:16:36: fr is empty; write its text or leave the key out");
    refused("version: \"1\"",
            "version:", "f:2:9: version is empty; write its text or leave the key out");
}

static void a_text_too_long(void **state)
{
    (void)state;
    char *page = arena_alloc(&mem, 2100, 1);
    memset(page, 'a', 2001);
    refused("fr: Un,", arena_text(&mem, "fr: %s,", page),
            "f:16:36: fr is too long; 2000 bytes at most");
}

static void a_flag_that_is_neither(void **state)
{
    (void)state;
    refused("fr: Un", "reversed: oui, fr: Un", "f:16:42: reversed is not right; true or false");
    assert_true(accepted("fr: Un", "reversed: true, fr: Un")->items[0].reversed);
    assert_false(accepted("fr: Un", "reversed: false, fr: Un")->items[0].reversed);
}

static void a_meaning_that_has_no_colour(void **state)
{
    (void)state;
    refused("key: AIM\n", "key: AIM\n    means: joy\n",
            "f:12:12: means is not right; one of nothing, aim, appreciation, information, "
            "emotion, expertise");
}

static void a_model_that_does_not_ship(void **state)
{
    (void)state;
    refused("version: \"1\"\n", "version: \"1\"\nmodel: mine\n",
            "f:3:8: model is not right; one of cooperation-30, cooperation-24");
}

static const char *many(const char *format, int count)
{
    struct text text = { .mem = &mem };
    for (int i = 0; i < count; i++) {
        const char *at = strchr(format, '#');
        text_add_bytes(&text, format, (size_t)(at - format));
        text_add_format(&text, "%d%s", i, at + 1);
    }
    return text_done(&text);
}

static void too_many_items(void **state)
{
    (void)state;
    const char *more = many("  - { key: r#, construct: AIM, fr: a, en: a }\n", 199);
    refused("questions:\n", arena_text(&mem, "%squestions:\n", more),
            "f:16:3: items has 201 entries; 1 to 200 are possible");
}

static void too_many_constructs(void **state)
{
    (void)state;
    const char *more = many("  - { key: C#, label: { fr: a, en: a } }\n", 23);
    refused("items:\n", arena_text(&mem, "%sitems:\n", more),
            "f:11:3: constructs has 25 entries; 1 to 24 are possible");
}

static void too_many_questions_or_motives(void **state)
{
    (void)state;
    const char *more = many("  - { key: m#, fr: a, en: a }\n", 11);
    refused("motives:\n", arena_text(&mem, "motives:\n%s", more),
            "f:25:3: motives has 13 entries; 2 to 12 are possible");
    refused("motives:\n", arena_text(&mem, "%smotives:\n", "  - {}\n  - {}\n  - {}\n"),
            "f:19:3: questions has 4 entries; 1 to 3 are possible");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SENTENCE(the_right_instrument_is_right),
        SENTENCE(an_item_key_given_twice),
        SENTENCE(a_construct_key_given_twice),
        SENTENCE(a_motive_key_given_twice),
        SENTENCE(a_question_key_given_twice),
        SENTENCE(an_item_of_an_unknown_construct),
        SENTENCE(a_construct_that_no_item_asks_about),
        SENTENCE(a_key_with_other_signs),
        SENTENCE(a_scale_that_does_not_rise),
        SENTENCE(a_scale_too_wide),
        SENTENCE(a_scale_end_that_is_no_whole_number),
        SENTENCE(a_missing_language),
        SENTENCE(an_empty_text),
        SENTENCE(a_text_too_long),
        SENTENCE(a_flag_that_is_neither),
        SENTENCE(a_meaning_that_has_no_colour),
        SENTENCE(a_model_that_does_not_ship),
        SENTENCE(too_many_items),
        SENTENCE(too_many_constructs),
        SENTENCE(too_many_questions_or_motives),
    };
    return cmocka_run_group_tests_name("content/instrument_refusals", tests, NULL, NULL);
}
