#include "json/case_json.h"

#include "check.h"
#include "json/measure_json.h"

static const char *const heads[] = { "group", "actor", "partner", "x", "y" };
static const char *const cells[] = {
    "1", "a", "b", "3", "1", "1", "a", "c", "5", "2", "1", "a", "d", "4", "6",
    "1", "b", "a", "2", "3", "1", "b", "c", "6", "4", "1", "b", "d", "5", "5",
    "1", "c", "a", "7", "6", "1", "c", "b", "3", "7", "1", "c", "d", "4", "2",
    "1", "d", "a", "5", "4", "1", "d", "b", "6", "2", "1", "d", "c", "1", "3",
};

static enum status one_table(void *self, const char *path, struct case_sheet *out,
                             struct err *err)
{
    (void)self;
    if (strcmp(path, "t.csv") != 0)
        return (fail)(err, NOT_FOUND, "%s: cannot be opened", path);
    *out = (struct case_sheet){ 12, 5, heads, cells, NULL };
    return OK;
}

static const struct case_tables tables = { .find = one_table };

static enum status asked(struct arena *mem, const char *text, const char **out, struct err *err)
{
    return json_case(mem, "c.json", text, strlen(text), &tables, out, err);
}

/* Two people 1->2 and 2->1 and an isolate: density 2/6. */
static void a_case_is_answered_key_for_key(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 24);
    struct err err;
    const char *out;
    assert_true(asked(&mem, "{\"module\":\"network\",\"adjacency\":[[0,2,0],[1,0,0],[0,0,0]]}",
                      &out, &err) == OK);
    assert_non_null(strstr(out, "\"density\": 0.3333333333333333"));
    assert_non_null(strstr(out, "\"isolates\": 1"));
    assert_non_null(strstr(out, "null")); /* the constraint of an isolate */
    arena_free(&mem);
}

static void wrong_cases_are_refused_by_name_and_never_answered(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",
        "[]",
        "{",
        "{\"module\":3}",
        "{\"module\":\"none\"}",
        "{\"module\":\"network\"}",
        "{\"module\":\"network\",\"adjacency\":[[0,1],[1]]}",
        "{\"module\":\"network\",\"data\":\"t.csv\",\"filter\":\"x >\"}",
        "{\"module\":\"network\",\"data\":\"t.csv\",\"filter\":\"((x == 1)\"}",
        "{\"module\":\"network\",\"data\":\"u.csv\"}",
        "{\"module\":\"hmm_discrete\",\"start\":[1],\"transition\":[[1]],"
        "\"emission\":[[1]],\"observations\":[2]}",
        "{\"module\":\"srm_univariate\",\"data\":\"t.csv\",\"variable\":\"z\"}",
        "{\"module\":\"srm_bivariate\",\"data\":\"t.csv\",\"variables\":[\"x\"]}",
        "{\"module\":\"trend\",\"y\":[1,\"a\"]}",
        "{\"module\":\"trend\",\"y\":[1,2],\"t\":[1]}",
        "{\"module\":\"agreement_null_exact\",\"table\":{\"null\":[\"A5_odd\"],\"A\":[5],"
        "\"n\":[3],\"J\":[1]}}",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct arena mem = arena_with_limit(1 << 24);
        struct err err;
        const char *out = NULL;
        if (asked(&mem, wrong[i], &out, &err) == OK)
            fail_msg("taken: %s", wrong[i]);
        assert_null(out);
        arena_free(&mem);
    }
}

static void nothing_known_is_null_and_not_zero(void **state)
{
    (void)state;
    static const char *const empty[] = {
        "{\"module\":\"srm_missing\",\"matrix\":[[null,null],[null,null]]}",
        "{\"module\":\"trend\",\"y\":[null,null],\"t\":[1,2]}",
        "{\"module\":\"kendall_w_matrix\",\"ratings_objects_by_raters\":[[1,1],[1,1]]}",
    };
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
        struct arena mem = arena_with_limit(1 << 24);
        struct err err;
        const char *out = NULL;
        assert_true(asked(&mem, empty[i], &out, &err) == OK);
        assert_non_null(strstr(out, "null"));
        assert_null(strstr(out, "nan"));
        arena_free(&mem);
    }
}

static void settings_say_which_columns_are_meant(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 26);
    struct err err;
    const char *one, *two, *text;
    const struct measure_setting x[] = { { "variable", SETTING_TEXT, "x" } };
    const struct measure_setting turned[] = { { "variable", SETTING_TEXT, "x" },
                                              { "actor_column", SETTING_TEXT, "partner" },
                                              { "partner_column", SETTING_TEXT, "actor" } };
    assert_true(json_measure(&mem, "srm_univariate", "t.csv", x, 1, &tables, MEASURE_JSON, &one,
                             &err) == OK);
    assert_true(json_measure(&mem, "srm_univariate", "t.csv", turned, 3, &tables, MEASURE_JSON,
                             &two, &err) == OK);
    assert_string_not_equal(one, two);
    assert_true(json_measure(&mem, "srm_univariate", "t.csv", x, 1, &tables, MEASURE_TEXT,
                             &text, &err) == OK);
    assert_non_null(strstr(text, "components/actor_variance/estimate\t"));
    arena_free(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_case_is_answered_key_for_key),
        cmocka_unit_test(wrong_cases_are_refused_by_name_and_never_answered),
        cmocka_unit_test(nothing_known_is_null_and_not_zero),
        cmocka_unit_test(settings_say_which_columns_are_meant),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
