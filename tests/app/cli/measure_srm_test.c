/* `measure srm`: by moments and by likelihood, and what it makes of odd tables. */
#include <jansson.h>
#include <stdlib.h>
#include <unistd.h>

#include "check.h"
#include "program.h"

#define REAL "../shared/data/teams/"
#define HEAD "group,actor,partner,x\n"
#define REML "measure srm \"$D/t.csv\" --value x --format json --estimator reml"

static json_t *read_json(const char *out)
{
    json_error_t error;
    json_t *all = json_loads(out, JSON_REJECT_DUPLICATES, &error);
    if (!all)
        fail_msg("line %d: %s in %s", error.line, error.text, out);
    return all;
}

static void check_near(double got, double wanted, double tolerance)
{
    if (!(fabs(got - wanted) <= tolerance * (1 + fabs(wanted))))
        fail_msg("%.17g, not %.17g", got, wanted);
}

static json_t *part(json_t *tree, const char *key)
{
    json_t *found = json_object_get(tree, key);
    if (!found)
        fail_msg("no %s", key);
    return found;
}

/* --- extra checks: the reference data are not part of the project ------------------------ */

static json_t *both_of(const char *name, json_t **theirs)
{
    char path[200];
    json_error_t error;
    snprintf(path, sizeof path, REAL "reference/%s.json", name);
    *theirs = NULL;
    if (access(path, R_OK) != 0) {
        NOT_CHECKED("%s is not there", path);
        return NULL;
    }
    *theirs = json_load_file(path, 0, &error);
    return read_json(program_expect(0, "", "measure --case %s --data " REAL, path).out);
}

static void check_list(json_t *ours, json_t *theirs, double tolerance)
{
    for (size_t i = 0; i < json_array_size(theirs); i++)
        check_near(json_real_value(json_array_get(ours, i)),
                   json_real_value(json_array_get(theirs, i)), tolerance);
}

/* R 4.2.2 with srm 0.5.1, which stopped at its own precision. */
static void likelihood_with_one_mean_is_that_of_the_r_package_srm(void **state)
{
    (void)state;
    static const char *const cases[] = { "hallmarkkenny_liking", "kenzer_sociable",
                                         "warner_prop.T1" };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char name[60];
        snprintf(name, sizeof name, "srmml_%s", cases[i]);
        json_t *theirs, *ours = both_of(name, &theirs);
        if (!ours)
            continue;
        double loglike = json_real_value(part(ours, "loglike"));
        check_near(loglike, json_real_value(part(theirs, "loglike")), 1e-11);
        assert_true(loglike > json_real_value(part(theirs, "loglike")) - 1e-10);
        json_t *parameters = part(ours, "parameters"), *wanted = part(theirs, "parameters");
        check_list(part(parameters, "est"), part(wanted, "est"), 1e-6);
        check_list(part(parameters, "se"), part(wanted, "se"), 1e-6);
        json_decref(ours);
        json_decref(theirs);
    }
}

/* p of each covariance against TripleR's: the same, or twice where it looks one way only. */
static void check_p(json_t *ours, json_t *theirs, const char *prefix, double times)
{
    const char *key;
    json_t *one;
    size_t checked = 0;
    json_object_foreach(theirs, key, one)
    {
        json_t *p = json_object_get(one, "p");
        if (!json_is_real(p) || strncmp(key, prefix, strlen(prefix)) != 0)
            continue;
        double own = json_real_value(part(part(ours, key), "p"));
        check_near(own, times * json_real_value(p), 1e-9);
        checked++;
    }
    assert_true(checked > 0);
}

static void covariances_are_tested_both_ways_where_triple_r_is_not(void **state)
{
    (void)state;
    json_t *theirs, *ours = both_of("srm_warner_prop.T1", &theirs);
    if (!ours)
        return;
    json_t *own = part(ours, "components"), *other = part(theirs, "components");
    check_p(own, other, "actor_variance", 1);
    check_p(own, other, "actor_partner_covariance", 1);
    check_p(own, other, "relationship_covariance", 2); /* one way: an index is off by one */
    json_decref(ours);
    json_decref(theirs);
    ours = both_of("srmbiv_warner_prop.T1_prop.T2", &theirs);
    check_p(part(ours, "lashley_bond"), part(theirs, "lashley_bond"), "", 1);
    json_decref(ours);
    json_decref(theirs);
    ours = both_of("srmbiv_kenzer_sociable_intellectual", &theirs);
    check_p(part(ours, "lashley_bond"), part(theirs, "lashley_bond"), "", 2); /* all one way */
    check_p(part(ours, "soremo"), part(theirs, "soremo"), "", 1);
    json_decref(ours);
    json_decref(theirs);
}

/* --- odd tables -------------------------------------------------------------------------- */

/* A team whose rating of j by i is `value`, or what odd answers make of it. */
static size_t add_team(char *text, size_t at, size_t room, const char *team, int people,
                       const char *value)
{
    for (int i = 0; i < people; i++)
        for (int j = 0; j < people; j++)
            if (i != j)
                at += (size_t)snprintf(text + at, room - at, "%s,%s%d,%s%d,%s\n", team, team, i,
                                       team, j,
                                       value             ? value
                                       : (i * j + i) % 3 ? "4"
                                                         : "6");
    return at;
}

static char text[40000];

static void write_team(const char *value, int people)
{
    size_t at = (size_t)snprintf(text, sizeof text, HEAD);
    add_team(text, at, sizeof text, "A", people, value);
    program_write("t.csv", text);
}

static void check_gap(const char *value, int people, const char *gap)
{
    write_team(value, people);
    json_t *all = read_json(program_expect(0, "", REML).out);
    CHECK_TEXT(json_string_value(part(all, "gap")), gap);
    json_t *components = part(all, "components"), *one;
    const char *key;
    json_object_foreach(components, key, one)
    {
        assert_true(json_is_null(part(one, "estimate")));
        assert_true(json_is_null(part(one, "se")));
    }
    assert_true(json_is_null(part(all, "reliability_actor")));
    json_decref(all);
}

static void what_cannot_be_had_is_a_gap_with_its_reason(void **state)
{
    (void)state;
    check_gap("4", 5, "no_spread");
    check_gap("", 5, "too_few_people");
    check_gap("NA", 5, "too_few_people");
    check_gap("NaN", 5, "too_few_people");
    check_gap(NULL, 3, "too_few_people");
    static const char *const empty[] = { "", "NaN", "4", "1e308", "-1e308", "1e-320" };
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
        write_team(empty[i], 5);
        struct ran ran = program_expect(0, "", "measure srm \"$D/t.csv\" --value x --each");
        assert_null(strstr(ran.out, "nan"));
        ran = program_expect(0, "", "measure srm \"$D/t.csv\" --value x --format json");
        json_decref(read_json(ran.out));
    }
}

static void numbers_too_large_end_in_a_gap_and_not_in_a_crash(void **state)
{
    (void)state;
    size_t at = (size_t)snprintf(text, sizeof text, HEAD);
    at = add_team(text, at, sizeof text, "A", 5, NULL);
    at = add_team(text, at, sizeof text, "B", 4, "1e308");
    add_team(text, at, sizeof text, "C", 4, "-1e308");
    program_write("t.csv", text);
    json_t *all = read_json(program_expect(0, "", REML).out);
    CHECK_TEXT(json_string_value(part(all, "gap")), "no_end");
    json_decref(all);
    struct ran ran = program_expect(0, "", "measure srm \"$D/t.csv\" --value x --format json");
    json_decref(read_json(ran.out));
}

/* Ratings of oneself are left out; a pair rated twice is told by its line. */
static void self_ratings_change_nothing_and_pairs_twice_are_refused(void **state)
{
    (void)state;
    write_team(NULL, 5);
    json_t *without = read_json(program_expect(0, "", REML).out);
    size_t length = strlen(text);
    snprintf(text + length, sizeof text - length, "A,A0,A0,7\nA,A1,A1,1\n");
    program_write("t.csv", text);
    json_t *with = read_json(program_expect(0, "", REML).out);
    assert_true(json_equal(without, with));
    json_decref(with);
    json_decref(without);
    length = strlen(text);
    snprintf(text + length, sizeof text - length, "A,A1,A2,3\n");
    program_write("t.csv", text);
    struct ran ran = program_expect(
        3, "t.csv:24: team A: A1 has already rated A2, on line 7; one row for each pair", REML);
    assert_int_equal(ran.out_length, 0);
    ran = program_expect(3, "t.csv:24: ", "measure srm \"$D/t.csv\" --value x");
    assert_int_equal(ran.out_length, 0);
}

static void a_cell_that_is_no_number_is_told_by_its_line(void **state)
{
    (void)state;
    static const char *const wrong[] = { "four", "1e309", "inf", "4,5", "--4" };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        size_t at = (size_t)snprintf(text, sizeof text, HEAD);
        at = add_team(text, at, sizeof text, "A", 4, NULL);
        snprintf(text + at, sizeof text - at, "A,A9,A1,%s\n", wrong[i]);
        program_write("t.csv", text);
        struct ran ran = program_expect(3, "t.csv:14", REML);
        assert_int_equal(ran.out_length, 0);
    }
}

static void estimators_are_named_and_go_with_one_value(void **state)
{
    (void)state;
    write_team(NULL, 5);
    program_expect(2, "--estimator is moments, reml or ml",
                   "measure srm \"$D/t.csv\" --value x "
                   "--estimator bayes --lang en");
    program_expect(2, "--estimator is",
                   "measure srm \"$D/t.csv\" --value x,y --estimator ml "
                   "--lang en");
    program_expect(2, "--estimator is",
                   "measure srm \"$D/t.csv\" --value x --each "
                   "--estimator reml --lang en");
    program_expect(0, "", "measure srm \"$D/t.csv\" --value x --estimator moments");
    program_expect(2, "--reml: only with --format json",
                   "diagnose content/examples/campaign --reml --lang en");
}

/* A silent member in every team: moments do without what was said of that member. */
static void likelihood_counts_what_was_said_of_the_silent(void **state)
{
    (void)state;
    size_t at = (size_t)snprintf(text, sizeof text, HEAD);
    for (int team = 0; team < 12; team++)
        for (int i = 1; i < 6; i++)
            for (int j = 0; j < 6; j++)
                if (i != j)
                    at +=
                        (size_t)snprintf(text + at, sizeof text - at, "%d,%d,%d,%d\n", team, i,
                                         j, 1 + (team * 7 + i * i * 5 + j * 3 + i * j) % 7);
    program_write("t.csv", text);
    json_t *all = read_json(program_expect(0, "", REML).out);
    assert_int_equal(json_integer_value(part(all, "n_groups")), 12);
    assert_int_equal(json_integer_value(part(all, "ratings")), 12 * 25);
    assert_true(json_is_null(part(all, "gap")));
    check_near(json_real_value(part(all, "mean_people")), 6, 0);
    json_decref(all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(likelihood_with_one_mean_is_that_of_the_r_package_srm),
        cmocka_unit_test(covariances_are_tested_both_ways_where_triple_r_is_not),
        cmocka_unit_test(what_cannot_be_had_is_a_gap_with_its_reason),
        cmocka_unit_test(numbers_too_large_end_in_a_gap_and_not_in_a_crash),
        cmocka_unit_test(self_ratings_change_nothing_and_pairs_twice_are_refused),
        cmocka_unit_test(a_cell_that_is_no_number_is_told_by_its_line),
        cmocka_unit_test(estimators_are_named_and_go_with_one_value),
        cmocka_unit_test(likelihood_counts_what_was_said_of_the_silent),
    };
    return cmocka_run_group_tests(tests, program_start, program_end);
}
