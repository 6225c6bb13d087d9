/* Portraits of teams, real ones where the reference data are beside the project. */
#include <jansson.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#include "check.h"
#include "program.h"

#define REAL "../shared/data/teams/"
#define FLOWS_OF_FOUR                                                                          \
    "diagnose %s --map team=group,appreciation=liking --ignore contact,actEx,actAg --round 1 " \
    "--format %s"
#define ITEMS_OF_FOUR                                              \
    "diagnose %s --instrument tests/app/cli/teams_of_2_to_4.yaml " \
    "--map team=Team,member=MemberID --round 1 --format json"

/* Extra checks: the reference data are not part of the project. */
static bool have(const char *path)
{
    if (access(path, R_OK) == 0)
        return true;
    NOT_CHECKED("%s is not there", path);
    return false;
}

static json_t *portraits(const char *out)
{
    json_error_t error;
    json_t *all = json_loads(out, JSON_REJECT_DUPLICATES, &error);
    if (!all)
        fail_msg("line %d: %s", error.line, error.text);
    return all;
}

static json_t *round_of(json_t *all, size_t team, size_t round)
{
    json_t *one = json_array_get(json_object_get(all, "teams"), team);
    return json_array_get(json_object_get(one, "rounds"), round);
}

static const char *reason(json_t *round, const char *field)
{
    json_t *one = json_object_get(json_object_get(round, "withheld"), field);
    return one ? json_string_value(json_object_get(one, "reason")) : "shown";
}

static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, part)); at += strlen(part))
        count++;
    return count;
}

static void keys_stand_in_the_order_of_the_contract(void **state)
{
    (void)state;
    static const char *const top[] = { "teams", "refused", "instrument", "model", "unlocked" };
    static const char *const keys[] = { "round",      "invited", "respondents",
                                        "constructs", "mode",    "stage",
                                        "flows",      "matters", "exigence_benevolence",
                                        "items",      "withheld" };
    program_expect(0, "", "simulate --teams 3 --rounds 2 --seed 11 --out \"$D/c\"");
    json_t *all = portraits(program_expect(0, "", "diagnose \"$D/c\" --format json").out);
    size_t i = 0;
    const char *key;
    json_t *value;
    json_object_foreach(all, key, value) CHECK_TEXT(key, top[i++]);
    assert_int_equal(i, sizeof top / sizeof top[0]);
    i = 0;
    json_object_foreach(round_of(all, 1, 1), key, value) CHECK_TEXT(key, keys[i++]);
    assert_int_equal(i, sizeof keys / sizeof keys[0]);
    assert_true(json_is_false(json_object_get(all, "unlocked")));
    json_decref(all);
}

static void what_is_null_is_named_once_for_the_team(void **state)
{
    (void)state;
    static const char *const fields[] = {
        "constructs", "mode", "stage", "flows", "matters", "items", "exigence_benevolence"
    };
    program_expect(0, "", "simulate --teams 120 --rounds 3 --seed 12 --out \"$D/c\"");
    json_t *all = portraits(program_expect(0, "", "diagnose \"$D/c\" --format json").out);
    size_t nulls = 0;
    for (size_t t = 0; t < 120; t++)
        for (size_t r = 0; r < 3; r++) {
            json_t *round = round_of(all, t, r);
            for (size_t f = 0; f < sizeof fields / sizeof fields[0]; f++) {
                bool null = json_is_null(json_object_get(round, fields[f]));
                nulls += null;
                assert_int_equal(null, strcmp(reason(round, fields[f]), "shown") != 0);
            }
            if (json_integer_value(json_object_get(round, "respondents")) < 4)
                assert_true(json_is_null(json_object_get(round, "constructs")));
            if (json_integer_value(json_object_get(round, "respondents")) < 5)
                assert_true(json_is_null(json_object_get(round, "flows")));
        }
    json_decref(all);
    assert_true(nulls > 100);
}

static void chances_are_fractions_that_sum_to_one(void **state)
{
    (void)state;
    program_expect(0, "",
                   "simulate --teams 60 --rounds 2 --seed 13 --sizes 5..8 --out \"$D/c\"");
    struct ran ran = program_expect(0, "", "diagnose \"$D/c\" --format json");
    assert_non_null(strstr(ran.out, "0.34999999999999998")); /* 17 significant digits */
    json_t *all = portraits(ran.out);
    size_t seen = 0;
    for (size_t t = 0; t < 60; t++) {
        json_t *round = round_of(all, t, 0), *posterior, *one;
        posterior = json_object_get(json_object_get(round, "stage"), "posterior");
        double sum = 0;
        size_t i;
        json_array_foreach(posterior, i, one) sum += json_real_value(one);
        if (json_is_array(posterior))
            CHECK_NEAR(sum, 1, 1e-12);
        seen += json_is_array(posterior);
    }
    json_decref(all);
    assert_true(seen > 50);
}

static void a_file_is_written_whole_or_not_at_all(void **state)
{
    (void)state;
    program_expect(0, "", "simulate --teams 30 --rounds 1 --seed 14 --out \"$D/c\"");
    struct ran ran =
        program_expect(0, "", "diagnose \"$D/c\" --format json --output \"$D/f.json\"");
    assert_int_equal(ran.out_length, 0);
    program_expect(0, "", "diagnose \"$D/c\" --format json");
    assert_int_equal(system("cmp \"$D/.out\" \"$D/f.json\""), 0);
    program_run(
        "--version; chmod 600 \"$D/f.json\"; printf x > \"$D/f.json\"; echo 'team,round,"
        "member' >\"$D/bad.csv\"; \"$ALLIAGE\" diagnose \"$D/bad.csv\" --output "
        "\"$D/f.json\"");
    assert_int_equal(system("test \"$(cat $D/f.json)\" = x"), 0); /* the old one stays */
    assert_int_equal(system("test -z \"$(ls $D | grep 'f.json.')\""), 0);
}

static void csv_has_one_row_a_team_and_round_with_empty_cells(void **state)
{
    (void)state;
    program_expect(0, "", "simulate --teams 40 --rounds 2 --seed 15 --out \"$D/c\"");
    struct ran ran = program_expect(0, "", "diagnose \"$D/c\" --format csv");
    assert_int_equal(count_of(ran.out, "\n"), 1 + 40 * 2);
    const char *line = ran.out;
    size_t cells = 0;
    while (*line) {
        size_t commas = 0;
        for (; *line != '\n'; line++)
            commas += *line == ',';
        line++;
        if (cells == 0)
            cells = commas;
        assert_int_equal(commas, cells);
    }
    assert_non_null(strstr(ran.out, ",,,,"));
}

static void a_name_that_a_spreadsheet_would_run_is_disarmed(void **state)
{
    (void)state;
    program_write("rr.csv", "team,round,actor,partner,info\n=1+1,1,a,b,1\n=1+1,1,b,c,1\n");
    struct ran ran = program_expect(0, "", "diagnose \"$D/rr.csv\" --format csv");
    assert_non_null(strstr(ran.out, "\n\"'=1+1\",1,3,"));
}

static void one_team_or_one_round_can_be_asked_for(void **state)
{
    (void)state;
    program_expect(0, "", "simulate --teams 5 --rounds 3 --seed 16 --out \"$D/c\"");
    json_t *all = portraits(
        program_expect(0, "", "diagnose \"$D/c\" --team 4 --round 2 --format json").out);
    assert_int_equal(json_array_size(json_object_get(all, "teams")), 1);
    CHECK_TEXT(json_string_value(json_object_get(round_of(all, 0, 0), "round")), "2");
    assert_null(round_of(all, 0, 1));
    json_decref(all);
    program_expect(3, "no row of team 6", "diagnose \"$D/c\" --team 6");
}

static double sum_of(json_t *values)
{
    double sum = 0;
    void *at;
    for (size_t i = 0; i < json_array_size(values); i++)
        sum += json_real_value(json_array_get(values, i));
    for (at = json_object_iter(values); at; at = json_object_iter_next(values, at))
        sum += json_real_value(json_object_iter_value(at));
    return sum;
}

/* Beside what is shown stands what it would be under other choices. */
static void check_sensitivity(json_t *round)
{
    json_t *stage = json_object_get(round, "stage"), *mode = json_object_get(round, "mode");
    json_t *lower = json_object_get(mode, "cut_lower");
    json_t *higher = json_object_get(mode, "cut_higher");
    json_t *flow = json_object_get(json_object_get(round, "flows"), "information");
    if (json_is_object(stage) && json_is_array(json_object_get(stage, "posterior")))
        CHECK_NEAR(sum_of(json_object_get(stage, "flat_priors")), 1, 1e-9);
    if (json_is_object(mode)) {
        CHECK_NEAR(sum_of(lower), 1, 1e-9);
        CHECK_NEAR(sum_of(higher), 1, 1e-9);
        assert_true(json_real_value(json_object_get(lower, "cooperation")) >=
                    json_real_value(json_object_get(higher, "cooperation")));
    }
    if (json_is_object(flow))
        assert_true(
            json_real_value(json_object_get(json_object_get(flow, "cut_lower"), "density")) >=
            json_real_value(json_object_get(json_object_get(flow, "cut_higher"), "density")));
}

static void unlocked_output_says_so_and_is_never_text(void **state)
{
    (void)state;
    program_expect(0, "", "simulate --teams 4 --rounds 1 --seed 17 --out \"$D/c\"");
    json_t *all =
        portraits(program_expect(0, "", "diagnose \"$D/c\" --unlocked --format json").out);
    assert_true(json_is_true(json_object_get(all, "unlocked")));
    for (size_t t = 0; t < 4; t++) {
        /* The published mean is the raw one, rounded. */
        json_t *round = round_of(all, t, 0), *raw = json_object_get(round, "raw"), *one;
        const char *key;
        json_object_foreach(raw, key, one)
        {
            json_t *mean = json_object_get(
                json_object_get(json_object_get(round, "constructs"), key), "mean");
            if (json_is_integer(mean))
                assert_true(fabs((double)json_integer_value(mean) -
                                 json_real_value(json_object_get(one, "mean"))) <= 2.5);
        }
        json_t *rwg = json_object_get(json_object_get(round, "agreement"), "AIM");
        assert_true(json_is_real(json_object_get(rwg, "rwg")));
        check_sensitivity(round);
    }
    json_decref(all);
    struct ran ran = program_expect(0, "", "diagnose \"$D/c\" --format json");
    assert_null(strstr(ran.out, "\"raw\""));
    assert_null(strstr(ran.out, "rwg"));
    assert_null(strstr(ran.out, "flat_priors"));
    assert_null(strstr(ran.out, "cut_lower"));
    program_expect(2, "--unlocked: only with", "diagnose \"$D/c\" --unlocked");
    program_expect(2, "--unlocked: only with", "diagnose \"$D/c\" --unlocked --format text");
}

static void a_page_of_many_teams_needs_nothing_else(void **state)
{
    (void)state;
    program_write("rr.csv", "team,round,actor,partner,info\n<b>,1,a,b,1\n<b>,1,b,c,1\n"
                            "two,1,a,b,1\n");
    struct ran ran = program_expect(0, "", "diagnose \"$D/rr.csv\" --format html");
    assert_int_equal(count_of(ran.out, "</html>"), 1);
    assert_int_equal(count_of(ran.out, "<script"), 0);
    assert_int_equal(count_of(ran.out, "<b>"), 0); /* a team's name is text, never markup */
    assert_non_null(strstr(ran.out, "&lt;b&gt;"));
    assert_non_null(strstr(ran.out, "2 people in round 1; a team is 3 to 8 people."));
    program_expect(2, "--unlocked: only with", "diagnose x --unlocked --format html");
}

/* 66 teams of four: ratings alone, and flows need five. */
static void sixty_six_real_teams_of_four_are_shown_no_flow(void **state)
{
    (void)state;
    const char *path = REAL "srm/rrteams4_t1.csv";
    if (!have(path))
        return;
    json_t *all = portraits(program_expect(0, "", FLOWS_OF_FOUR, path, "json").out);
    assert_int_equal(json_array_size(json_object_get(all, "teams")), 66);
    for (size_t t = 0; t < 66; t++) {
        json_t *round = round_of(all, t, 0);
        assert_int_equal(json_integer_value(json_object_get(round, "respondents")), 4);
        assert_true(json_is_null(json_object_get(round, "flows")));
        CHECK_TEXT(reason(round, "flows"), "too_few");
        CHECK_TEXT(reason(round, "constructs"), "not_asked");
    }
    json_decref(all);
    struct ran ran = program_expect(0, "", FLOWS_OF_FOUR, path, "text");
    assert_int_equal(
        count_of(ran.out, "Not shown (not enough answers, it takes 5): what circulates"), 66);
}

/* 65 teams of two to four. One person stands there twice: refused, as it should be; with that
 * row under a number of its own, the rest can be read. */
static void real_teams_of_two_to_four_are_told_what_can_be_told(void **state)
{
    (void)state;
    const char *path = REAL "agreement/teamstate_pa_psys.csv";
    if (!have(path))
        return;
    program_expect(3, ":16:1: a second row", ITEMS_OF_FOUR, path);
    assert_int_equal(setenv("TABLE", path, 1), 0);
    assert_int_equal(system("sed '16s/^1,/4,/' \"$TABLE\" >\"$D/t.csv\""), 0);
    json_t *all = portraits(program_expect(0, "", ITEMS_OF_FOUR, program_path("t.csv")).out);
    json_t *refused = json_object_get(all, "refused"), *one;
    size_t three = 0, four = 0, i;
    assert_true(json_is_null(json_object_get(all, "model")));
    assert_int_equal(json_array_size(refused), 2);
    json_array_foreach(refused, i, one)
        assert_int_equal(json_integer_value(json_object_get(one, "members")), 2);
    for (size_t t = 0; t < json_array_size(json_object_get(all, "teams")); t++) {
        json_t *round = round_of(all, t, 0), *constructs = json_object_get(round, "constructs");
        if (json_integer_value(json_object_get(round, "respondents")) == 3) {
            three++;
            assert_true(json_is_null(constructs));
            CHECK_TEXT(reason(round, "constructs"), "too_few");
            continue;
        }
        four++;
        json_t *psys = json_object_get(constructs, "PSYS");
        assert_true(json_is_integer(json_object_get(psys, "mean")));
        assert_true(json_is_null(json_object_get(psys, "agreement")));
        CHECK_TEXT(reason(round, "agreement"), "too_few");
        CHECK_TEXT(reason(round, "stage"), "no_model");
    }
    json_decref(all);
    assert_int_equal(three, 35);
    assert_int_equal(four, 28);
}

static void a_whole_synthetic_campaign_is_portrayed(void **state)
{
    (void)state;
    if (!have(REAL "synthetic/items.csv"))
        return;
    json_t *all = portraits(program_expect(0, "",
                                           "diagnose %ssynthetic --instrument "
                                           "cooperation-24 --format json",
                                           REAL)
                                .out);
    assert_int_equal(json_array_size(json_object_get(all, "teams")), 120);
    size_t rounds = 0, full = 0;
    for (size_t t = 0; t < 120; t++)
        for (size_t r = 0; round_of(all, t, r); r++) {
            rounds++;
            full += !json_is_null(json_object_get(round_of(all, t, r), "items")) &&
                    !json_is_null(json_object_get(round_of(all, t, r), "flows")) &&
                    !json_is_null(json_object_get(round_of(all, t, r), "matters"));
        }
    json_decref(all);
    assert_int_equal(rounds, 406);
    assert_true(full > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_stand_in_the_order_of_the_contract),
        cmocka_unit_test(what_is_null_is_named_once_for_the_team),
        cmocka_unit_test(chances_are_fractions_that_sum_to_one),
        cmocka_unit_test(a_file_is_written_whole_or_not_at_all),
        cmocka_unit_test(csv_has_one_row_a_team_and_round_with_empty_cells),
        cmocka_unit_test(a_name_that_a_spreadsheet_would_run_is_disarmed),
        cmocka_unit_test(one_team_or_one_round_can_be_asked_for),
        cmocka_unit_test(unlocked_output_says_so_and_is_never_text),
        cmocka_unit_test(a_page_of_many_teams_needs_nothing_else),
        cmocka_unit_test(sixty_six_real_teams_of_four_are_shown_no_flow),
        cmocka_unit_test(real_teams_of_two_to_four_are_told_what_can_be_told),
        cmocka_unit_test(a_whole_synthetic_campaign_is_portrayed),
    };
    return cmocka_run_group_tests(tests, program_start, program_end);
}
