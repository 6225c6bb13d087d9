/* Raw figures for research on files: said to be so, whole, and of nobody by name. */
#include <jansson.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#include "check.h"
#include "program.h"

#define REAL "../shared/data/teams/"

static json_t *tree(const char *out)
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

/* The value under keys joined by points. */
static json_t *at(json_t *value, const char *path)
{
    char key[64];
    while (*path) {
        size_t length = strcspn(path, ".");
        snprintf(key, sizeof key, "%.*s", (int)length, path);
        value = json_object_get(value, key);
        path += length + (path[length] == '.');
    }
    return value;
}

/* Thirty teams of four decide; in two of them everybody says yes and thinks otherwise. */
static void write_decisions(void)
{
    static char text[16384];
    size_t length = (size_t)snprintf(
        text, sizeof text,
        "team,round,member,private_before,public_vote,group_decision,private_after,"
        "predicted_others_after,satisfaction\n");
    for (int team = 1; team <= 30; team++)
        for (int member = 1; member <= 4; member++) {
            bool feigned = team == 7 || team == 19;
            int after = feigned ? 2 + member % 2 : 7 - (team + member) % 3;
            length += (size_t)snprintf(
                text + length, sizeof text - length, "%d,1,Zoe%d,%d,8,%d,%d,%d,%d\n", team,
                member, 2 + (member * team) % 5, 8, after, 8 - (team * member) % 2,
                feigned ? 3 : 8 - (team + 2 * member) % 2);
        }
    program_write("decisions.csv", text);
}

static void a_decision_nobody_wanted_is_told_without_telling_who(void **state)
{
    (void)state;
    write_decisions();
    struct ran ran = program_expect(
        0, "", "diagnose \"$D/decisions.csv\" --unlocked --format json --lang en");
    assert_null(strstr(ran.out, "Zoe"));
    json_t *all = tree(ran.out);
    for (size_t t = 0; t < 30; t++) {
        json_t *block = json_object_get(round_of(all, t, 0), "groupthink");
        bool feigned = t + 1 == 7 || t + 1 == 19;
        const char *reading = json_string_value(json_object_get(block, "reading"));
        const char *sentence = json_string_value(json_object_get(block, "sentence"));
        CHECK_TEXT(reading,
                   feigned ? "more_agreed_in_public_than_in_private" : "no_clear_sign");
        assert_non_null(strstr(sentence, feigned ? "more in public than in private"
                                                 : "does not mean all is well"));
        assert_true(json_is_null(at(block, "climate.harmony"))); /* nothing was asked of it */
        assert_true(json_is_false(at(block, "climate.harmony_over_dissent")));
    }
    json_t *block = json_object_get(round_of(all, 6, 0), "groupthink");
    CHECK_NEAR(json_real_value(at(block, "pd")), 8 - 2.5, 1e-14);
    CHECK_NEAR(json_real_value(at(block, "dissatisfaction")), 7, 1e-14);
    assert_true(json_is_null(at(block, "public_collapse"))); /* all said the same */
    json_decref(all);
    ran = program_expect(0, "", "diagnose \"$D/decisions.csv\" --format json");
    assert_null(strstr(ran.out, "groupthink"));
}

static void fewer_than_twenty_decisions_are_set_against_nothing(void **state)
{
    (void)state;
    write_decisions();
    json_t *all = tree(program_expect(0, "",
                                      "diagnose \"$D/decisions.csv\" --team 7 --unlocked "
                                      "--format json --lang fr")
                           .out);
    json_t *block = json_object_get(round_of(all, 0, 0), "groupthink");
    CHECK_TEXT(json_string_value(json_object_get(block, "reading")), "too_little_to_say");
    assert_non_null(strstr(json_string_value(json_object_get(block, "sentence")), "Trop peu"));
    assert_true(json_is_null(json_object_get(block, "chance")));
    assert_true(json_is_real(json_object_get(block, "pd")));
    json_decref(all);
}

static void a_wrong_decision_is_refused_with_its_place(void **state)
{
    (void)state;
    program_write("d.csv", "team,round,member,satisfaction\nA,1,a,11\n");
    program_expect(3, "d.csv:2:4: ", "diagnose \"$D/d.csv\"");
    program_write("d.csv", "team,round,member,group_decision\nA,1,a,4\nA,1,b,5\nA,1,c,4\n");
    program_expect(3, "d.csv:3:4: ", "diagnose \"$D/d.csv\"");
}

/* One line of CSV into cells, in place; no cell here is quoted. */
static size_t cells_of(char *line, char **cell, size_t room)
{
    size_t count = 0;
    for (char *next = line; next && count < room; count++) {
        cell[count] = next;
        next = strchr(next, ',');
        if (next)
            *next++ = '\0';
    }
    return count;
}

enum { CELLS_MAX = 1000 };

static void same_value(json_t *value, const char *cell, const char *head)
{
    double number = json_is_boolean(value) ? json_is_true(value) : json_number_value(value);
    if (!value || json_is_null(value))
        assert_string_equal(cell, "");
    else if (json_is_string(value))
        assert_string_equal(cell, json_string_value(value));
    else if (!(fabs(strtod(cell, NULL) - number) <= 0))
        fail_msg("%s: %s in CSV, %.17g in JSON", head, cell, number);
}

static void csv_has_the_figures_of_json_and_says_that_it_is_unlocked(void **state)
{
    (void)state;
    program_expect(0, "", "simulate --teams 12 --rounds 2 --seed 21 --out \"$D/u\"");
    json_t *all = tree(program_expect(0, "", "diagnose \"$D/u\" --unlocked --format json").out);
    struct ran ran = program_expect(0, "", "diagnose \"$D/u\" --unlocked --format csv");
    char *text = strdup(ran.out), *heads[CELLS_MAX], *cells[CELLS_MAX], *line = text;
    size_t width = 0, unlocked = 0, compared = 0;
    for (size_t row = 0; *line; row++) {
        char *end = strchr(line, '\n');
        *end = '\0';
        size_t count = cells_of(line, row == 0 ? heads : cells, CELLS_MAX);
        line = end + 1;
        if (row == 0) {
            width = count;
            while (strcmp(heads[unlocked], "unlocked") != 0)
                unlocked++;
            continue;
        }
        assert_int_equal(count, width);
        CHECK_TEXT(cells[unlocked], "unlocked");
        for (size_t i = unlocked + 1; i < width; i++, compared++)
            same_value(at(round_of(all, (row - 1) / 2, (row - 1) % 2), heads[i]), cells[i],
                       heads[i]);
    }
    free(text);
    json_decref(all);
    assert_true(compared > 24 * 100);
    ran = program_expect(0, "", "diagnose \"$D/u\" --format csv");
    assert_null(strstr(ran.out, "unlocked"));
    assert_null(strstr(ran.out, "rwg"));
}

/* Everybody gives the same answer: the rarest thing of all, under every null. */
static void the_chance_of_agreement_is_exact(void **state)
{
    (void)state;
    program_expect(0, "",
                   "simulate --teams 40 --rounds 1 --seed 22 --sizes 5..6 --out \"$D/u\"");
    json_t *all = tree(program_expect(0, "", "diagnose \"$D/u\" --unlocked --format json").out);
    for (size_t t = 0; t < 40; t++) {
        json_t *agreement = json_object_get(round_of(all, t, 0), "agreement"), *one;
        const char *key;
        json_object_foreach(agreement, key, one)
        {
            double p = json_real_value(at(one, "p.uniform"));
            if (json_integer_value(json_object_get(one, "n")) < 2)
                continue;
            assert_true(p > 0 && p <= 1);
            /* A lean makes agreement less surprising as long as it is there. */
            if (json_real_value(json_object_get(one, "rwg_linear")) > 0.5)
                assert_true(p < json_real_value(at(one, "p.slight_skew")) &&
                            json_real_value(at(one, "p.slight_skew")) <
                                json_real_value(at(one, "p.moderate_skew")));
        }
        json_t *matters = json_object_get(round_of(all, t, 0), "matters");
        double chance = json_real_value(json_object_get(matters, "p"));
        assert_true(chance > 0 && chance <= 1);
    }
    json_decref(all);
}

/* 120 teams whose feigned agreements are known: simulated with other rules than ours. */
static void feigned_agreements_are_found_with_few_false_alarms(void **state)
{
    (void)state;
    if (access(REAL "synthetic/truth.csv", R_OK) != 0) {
        NOT_CHECKED("no " REAL "synthetic here");
        return;
    }
    json_t *all = tree(program_expect(0, "",
                                      "diagnose " REAL "synthetic --instrument cooperation-24 "
                                      "--unlocked --format json")
                           .out);
    FILE *truth = fopen(REAL "synthetic/truth.csv", "r");
    char line[512];
    size_t found[2] = { 0 }, of[2] = { 0 };
    for (unsigned row = 0; fgets(line, sizeof line, truth); row++) {
        unsigned team, round, feigned;
        if (row == 0 || sscanf(line, "%u,%u,%*u,%*u,%*u,%u", &team, &round, &feigned) != 3)
            continue;
        json_t *told = round_of(all, team - 1, round - 1);
        assert_true(strtoul(json_string_value(json_object_get(told, "round")), NULL, 10) ==
                    round);
        const char *reading = json_string_value(at(told, "groupthink.reading"));
        of[feigned]++;
        found[feigned] += strcmp(reading, "more_agreed_in_public_than_in_private") == 0;
    }
    fclose(truth);
    json_decref(all);
    print_message("# feigned: %zu of %zu found; sincere: %zu of %zu taken for feigned\n",
                  found[1], of[1], found[0], of[0]);
    assert_true(of[0] > 300 && of[1] > 80);
    assert_true(10 * found[0] <= of[0]);
    assert_true(2 * found[1] >= of[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_decision_nobody_wanted_is_told_without_telling_who),
        cmocka_unit_test(fewer_than_twenty_decisions_are_set_against_nothing),
        cmocka_unit_test(a_wrong_decision_is_refused_with_its_place),
        cmocka_unit_test(csv_has_the_figures_of_json_and_says_that_it_is_unlocked),
        cmocka_unit_test(the_chance_of_agreement_is_exact),
        cmocka_unit_test(feigned_agreements_are_found_with_few_false_alarms),
    };
    return cmocka_run_group_tests(tests, program_start, program_end);
}
