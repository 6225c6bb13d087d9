/* Rounds that teams have read themselves: scores, and a model estimated anew. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "program.h"

/* What `diagnose` writes, with the stage that is true as the team's reading. */
static void write_readings(void)
{
    program_expect(0, "", "simulate --teams 40 --rounds 3 --seed 5 --out \"$D/c\"");
    program_expect(0, "", "diagnose \"$D/c\" --format csv --output \"$D/told.csv\"");
    int code =
        system("awk -F, 'NR == FNR { read[$1,$2] = $5; next } "
               "FNR == 1 { print $0 \",reading\"; next } { print $0 \",\" read[$1,$2] }' "
               "\"$D/c/truth.csv\" \"$D/told.csv\" > \"$D/read.csv\"");
    assert_int_equal(code, 0);
}

static json_t *scores_of(const char *text)
{
    json_error_t where;
    json_t *all = json_loads(text, 0, &where);
    assert_non_null(all);
    return all;
}

static double real(json_t *tree, const char *key)
{
    return json_number_value(json_object_get(tree, key));
}

static void what_diagnose_writes_is_scored_with_one_column_more(void **state)
{
    (void)state;
    write_readings();
    json_t *all =
        scores_of(program_expect(0, "", "measure calibrate \"$D/read.csv\" --format json").out);
    assert_int_equal(real(all, "rounds"), 120);
    assert_int_equal(real(all, "readings"), 120);
    assert_true(real(all, "pairs") > 80 && real(all, "pairs") <= 120);
    assert_true(real(all, "log_score") < real(all, "log_score_base"));
    assert_true(real(all, "brier") < real(all, "brier_base"));
    assert_true(real(all, "calibration_error") < .25);
    json_t *refit = json_object_get(all, "refit");
    assert_true(json_is_null(json_object_get(refit, "lacks")));
    assert_true(real(refit, "prototype_sd") < 11);
    json_decref(all);
    struct ran ran = program_expect(0, "", "measure calibrate \"$D/read.csv\"");
    assert_non_null(strstr(ran.out, "calibration_error_by_chance\t"));
    assert_non_null(strstr(ran.out, "refit/prototypes/AIM\t"));
}

/* Without stated chances they are made of the levels, by the same chain as a portrait's. */
static void levels_alone_give_the_chances_that_a_portrait_prints(void **state)
{
    (void)state;
    write_readings();
    assert_int_equal(system("sed '1s/stage_/told_/g' \"$D/read.csv\" > \"$D/levels.csv\""), 0);
    json_t *told =
        scores_of(program_expect(0, "", "measure calibrate \"$D/read.csv\" --format json").out);
    json_t *made = scores_of(
        program_expect(0, "", "measure calibrate \"$D/levels.csv\" --format json").out);
    assert_int_equal(real(told, "pairs"), real(made, "pairs"));
    CHECK_NEAR(real(told, "log_score"), real(made, "log_score"), .03); /* printed to 5 */
    CHECK_NEAR(real(told, "brier"), real(made, "brier"), .02);
    json_decref(told);
    json_decref(made);
}

static void a_model_estimated_anew_is_read_back_and_says_what_it_is(void **state)
{
    (void)state;
    write_readings();
    program_expect(0, "", "measure calibrate \"$D/read.csv\" --output \"$D/m.yaml\"");
    struct ran ran =
        program_expect(0, "", "diagnose \"$D/c\" --model \"$D/m.yaml\" --format json");
    assert_non_null(strstr(ran.out, "+120\""));
    assert_non_null(strstr(ran.out, "\"cooperation-30\""));
    json_t *all =
        scores_of(program_expect(0, "",
                                 "measure calibrate \"$D/read.csv\" --model \"$D/m.yaml\" "
                                 "--format json")
                      .out);
    json_decref(all);
    assert_int_equal(system("grep -q '40 teams' \"$D/m.yaml\" && grep -q '40 équipes' "
                            "\"$D/m.yaml\""),
                     0);
}

static void too_few_readings_make_no_model_and_say_why(void **state)
{
    (void)state;
    write_readings();
    assert_int_equal(system("head -n 31 \"$D/read.csv\" > \"$D/few.csv\"; rm -f \"$D/m.yaml\""),
                     0);
    program_expect(3, "from 60 on", "measure calibrate \"$D/few.csv\" --output \"$D/m.yaml\"");
    assert_int_not_equal(system("test -e \"$D/m.yaml\""), 0);
    struct ran ran = program_expect(0, "", "measure calibrate \"$D/few.csv\"");
    assert_non_null(strstr(ran.out, "refit/lacks\tpeople"));
    program_write("bare.csv", "team,reading,stage_1,stage_2,stage_3,stage_4\na,1,1,0,0,0\n");
    program_expect(3, "no levels", "measure calibrate \"$D/bare.csv\" --output \"$D/m.yaml\"");
    ran = program_expect(0, "", "measure calibrate \"$D/bare.csv\"");
    assert_non_null(strstr(ran.out, "pairs\t1\n"));
    assert_non_null(strstr(ran.out, "log_score\t\n")); /* twenty pairs at least */
}

static void a_wrong_table_is_refused_with_its_place(void **state)
{
    (void)state;
    static const char head[] = "team,reading,stage_1,stage_2,stage_3,stage_4\n";
    static const struct {
        const char *rows, *said;
    } wrong[] = {
        { "a,5,1,0,0,0\n", ":2:2: 5" },
        { "a,1.5,1,0,0,0\n", "a reading is a stage" },
        { "a,x,1,0,0,0\n", ":2:2: x" },
        { "a,1,.5,0,0,0\n", "add up to 0.5" },
        { "a,1,-1,1,1,0\n", ":2:3: -1" },
        { "a,1,inf,0,0,1\n", ":2:3: inf" },
        { "a,1,1,0,0,0\nb,1,1,0,0,0\na,1,1,0,0,0\n", "stands in two places" },
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char table[400];
        snprintf(table, sizeof table, "%s%s", head, wrong[i].rows);
        program_write("wrong.csv", table);
        program_expect(3, wrong[i].said, "measure calibrate \"$D/wrong.csv\"");
    }
    program_write("wrong.csv", "team,stage_1\na,1\n");
    program_expect(3, "no column reading", "measure calibrate \"$D/wrong.csv\"");
    program_write("wrong.csv", "team,reading,AIM_mean\na,1,40\n");
    program_expect(3, "nothing to set readings beside", "measure calibrate \"$D/wrong.csv\"");
    program_write("wrong.csv", "team,reading,respondents,AIM_mean\na,1,,40\n");
    program_expect(3, "levels without respondents", "measure calibrate \"$D/wrong.csv\"");
    program_expect(1, "cannot be opened", "measure calibrate \"$D/none.csv\"");
    program_expect(2, "", "measure calibrate");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_diagnose_writes_is_scored_with_one_column_more),
        cmocka_unit_test(levels_alone_give_the_chances_that_a_portrait_prints),
        cmocka_unit_test(a_model_estimated_anew_is_read_back_and_says_what_it_is),
        cmocka_unit_test(too_few_readings_make_no_model_and_say_why),
        cmocka_unit_test(a_wrong_table_is_refused_with_its_place),
    };
    return cmocka_run_group_tests(tests, program_start, program_end);
}
