#include "json/pooled_json.h"

#include "base/chance.h"
#include "check.h"
#include "measure/srm_pool.h"
#include "json/case_srm_fit.h"

static const struct construct construct = { .key = "AIM", .item_count = 2 };
static const struct item items[] = { { .key = "q1" }, { .key = "q2", .reversed = true } };
static const struct question question = { .key = "info", .flow = "information" };
static const struct instrument instrument = { .key = "t",
                                              .low = 1,
                                              .high = 7,
                                              .construct_count = 1,
                                              .item_count = 2,
                                              .question_count = 1,
                                              .constructs = &construct,
                                              .items = items,
                                              .questions = &question };

/* A team of five: items that go together once the second is turned; ratings at random. */
static struct raw_round drawn(struct arena *mem, struct chance *chance)
{
    struct raw_round raw = { .instrument = &instrument,
                             .seats = 5,
                             .respondents = 5,
                             .items_asked = true,
                             .ratings_asked = true,
                             .items = grid_empty(mem, 5, 2),
                             .ranks = grid_empty(mem, 5, 0) };
    raw.ratings[0] = grid_empty(mem, 5, 5);
    double team = 3 + 2 * chance_unit(chance);
    for (size_t i = 0; i < 5; i++) {
        double own = team + chance_unit(chance);
        grid_put(raw.items, i, 0, own + 0.5 * chance_unit(chance));
        grid_put(raw.items, i, 1, 8 - own + 0.5 * chance_unit(chance));
        for (size_t j = 0; j < 5; j++)
            if (i != j)
                grid_put(raw.ratings[0], i, j, 1 + 6 * chance_unit(chance));
    }
    return raw;
}

static double number_at(json_t *tree, const char *a, const char *b, const char *c,
                        const char *d)
{
    json_t *at = json_object_get(json_object_get(json_object_get(tree, a), b), c);
    at = d ? json_object_get(at, d) : at;
    assert_true(json_is_number(at));
    return json_number_value(at);
}

static void nineteen_teams_say_nothing_and_twenty_what_they_say_together(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 26);
    struct chance chance = chance_from_seed(19);
    struct pooled *pooled = json_pooled_new(&mem, &instrument);
    struct srm srm[POOLED_TEAMS_MIN];
    for (size_t g = 0; g < POOLED_TEAMS_MIN; g++) {
        assert_null(json_pooled(&mem, pooled));
        struct raw_round raw = drawn(&mem, &chance);
        srm[g] = measure_srm(&mem, raw.ratings[0]);
        json_pooled_add(pooled, &raw);
    }
    json_t *tree = json_pooled(&mem, pooled);
    struct srm_over_teams over = measure_srm_over_teams(&mem, srm, POOLED_TEAMS_MIN);
    CHECK_NEAR(number_at(tree, "srm", "information", "relationship_variance", "estimate"),
               over.component[RELATIONSHIP_VARIANCE].estimate, 1e-14);
    CHECK_NEAR(number_at(tree, "srm", "information", "actor_variance", "se"),
               over.component[ACTOR_VARIANCE].se.value, 1e-14);
    assert_true(number_at(tree, "reliability", "AIM", "alpha", NULL) > 0.8);
    assert_true(number_at(tree, "icc", "AIM", "icc1", NULL) > 0.2);
    assert_int_equal((int)number_at(tree, "reliability", "AIM", "people", NULL), 100);
    json_decref(tree);
    arena_free(&mem);
}

/* What was not asked is null, whatever the number of teams. */
static void a_flow_nobody_was_asked_about_is_null(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 26);
    struct chance chance = chance_from_seed(23);
    struct pooled *pooled = json_pooled_new(&mem, &instrument);
    for (size_t g = 0; g < POOLED_TEAMS_MIN; g++) {
        struct raw_round raw = drawn(&mem, &chance);
        raw.ratings_asked = false;
        json_pooled_add(pooled, &raw);
    }
    json_t *tree = json_pooled(&mem, pooled);
    json_t *flow = json_object_get(json_object_get(tree, "srm"), "information");
    json_t *variance = json_object_get(flow, "actor_variance");
    assert_true(json_is_null(json_object_get(variance, "estimate")));
    json_decref(tree);
    arena_free(&mem);
}

/* Every team lacks a rating: moments leave all of them out, a likelihood none. */
static void by_likelihood_teams_with_missing_ratings_count(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 26);
    struct chance chance = chance_from_seed(29);
    struct pooled *pooled = json_pooled_new(&mem, &instrument);
    struct grid ratings[POOLED_TEAMS_MIN];
    json_pooled_reml(pooled, NULL, NULL);
    for (size_t g = 0; g < POOLED_TEAMS_MIN; g++) {
        struct raw_round raw = drawn(&mem, &chance);
        grid_put(raw.ratings[0], g % 5, (g + 1) % 5, NAN);
        ratings[g] = raw.ratings[0];
        json_pooled_add(pooled, &raw);
    }
    struct srm_fit *fit = srm_fit_start(&mem, ratings, POOLED_TEAMS_MIN,
                                        (struct srm_fit_setting){ SRM_REML, OWN_LEVEL });
    struct srm_fitted fitted = srm_fit_told(fit, NULL, NULL);
    json_t *tree = json_pooled(&mem, pooled);
    assert_int_equal((int)number_at(tree, "srm", "information", "teams", NULL), 0);
    assert_int_equal((int)number_at(tree, "srm_reml", "information", "n_groups", NULL), 20);
    json_t *flow = json_object_get(json_object_get(tree, "srm_reml"), "information");
    CHECK_NEAR(number_at(flow, "components", "relationship_variance", "estimate", NULL),
               fitted.estimate[RELATIONSHIP_VARIANCE], 1e-14);
    json_decref(tree);
    arena_free(&mem);
}

static void by_likelihood_nineteen_usable_teams_say_nothing(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 26);
    struct chance chance = chance_from_seed(31);
    struct pooled *pooled = json_pooled_new(&mem, &instrument);
    json_pooled_reml(pooled, NULL, NULL);
    for (size_t g = 0; g < POOLED_TEAMS_MIN; g++) {
        struct raw_round raw = drawn(&mem, &chance);
        for (size_t i = 0; i < 5 && g == 0; i++)
            for (size_t j = 0; j < 5; j++)
                grid_put(raw.ratings[0], i, j, NAN);
        json_pooled_add(pooled, &raw);
    }
    json_t *tree = json_pooled(&mem, pooled);
    json_t *flow = json_object_get(json_object_get(tree, "srm_reml"), "information");
    CHECK_TEXT(json_string_value(json_object_get(flow, "gap")), "too_few_teams");
    assert_null(json_object_get(flow, "components"));
    json_decref(tree);
    arena_free(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nineteen_teams_say_nothing_and_twenty_what_they_say_together),
        cmocka_unit_test(a_flow_nobody_was_asked_about_is_null),
        cmocka_unit_test(by_likelihood_teams_with_missing_ratings_count),
        cmocka_unit_test(by_likelihood_nineteen_usable_teams_say_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
