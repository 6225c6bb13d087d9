/* People and what is known of them, from a table; and what is wrong with one, by its place. */
#include "files/roster.h"

#include <stdlib.h>

#include "check.h"

static enum status read(struct arena *mem, const char *text, struct roster *out,
                        struct err *err)
{
    FILE *stream = tmpfile();
    assert_non_null(stream);
    assert_true(fputs(text, stream) >= 0);
    rewind(stream);
    enum status status = files_roster_stream(mem, stream, "people.csv", NULL, out, err);
    fclose(stream);
    return status;
}

static struct roster expect_roster(struct arena *mem, const char *text)
{
    struct roster roster;
    struct err err = { .status = OK };
    if (read(mem, text, &roster, &err) != OK)
        fail_msg("refused: %s", err.text);
    return roster;
}

static void numbers_and_words_are_told_apart(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 22);
    struct roster roster = expect_roster(&mem, "craft,id,years,code:c,room:n\n"
                                               "soin,Ana,3.5,7,1\n"
                                               "dessin,Bo,,8,2\n"
                                               "soin,Cid,-2,7,3\n");
    assert_int_equal(roster.people, 3);
    assert_int_equal(roster.column_count, 4);
    assert_string_equal(roster.ids.texts[2], "Cid");
    const struct roster_column *craft = &roster.columns[files_roster_column(&roster, "craft")];
    assert_int_equal(craft->kind, ROSTER_CATEGORY);
    assert_true(craft->value[0] == 0 && craft->value[1] == 1 && craft->value[2] == 0);
    const struct roster_column *years = &roster.columns[files_roster_column(&roster, "years")];
    assert_int_equal(years->kind, ROSTER_NUMBER);
    assert_true(years->value[0] == 3.5f && isnan(years->value[1]) && years->value[2] == -2);
    assert_int_equal(years->missing, 1);
    assert_int_equal(roster.columns[files_roster_column(&roster, "code")].kind,
                     ROSTER_CATEGORY);
    assert_int_equal(roster.columns[files_roster_column(&roster, "room")].kind, ROSTER_NUMBER);
    assert_int_equal(files_roster_column(&roster, "age"), ROSTER_NO_COLUMN);
    arena_free(&mem);
}

static void a_table_from_a_spreadsheet_is_read_as_it_comes(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 22);
    struct roster roster =
        expect_roster(&mem, "\xEF\xBB\xBFid;years;craft\r\nAna;3,5;\"soin; nuit\"\r\n\r\n"
                            "Bo;4;\r\n");
    assert_int_equal(roster.people, 2);
    assert_true(roster.columns[0].value[0] == 3.5f);
    assert_string_equal(roster.columns[1].levels.texts[0], "soin; nuit");
    assert_int_equal(roster.columns[1].missing, 1);
    roster = expect_roster(&mem, "id\nAna\nBo\n");
    assert_int_equal(roster.column_count, 0);
    arena_free(&mem);
}

/* Each guess in one line; a clean table tells nothing. */
static void what_was_understood_is_told(void **state)
{
    (void)state;
    static const struct {
        const char *text, *said;
        size_t people;
    } told[] = {
        { "id,years\nAna,1\nBo,2\nCid,3\n", NULL, 3 },
        { "id,craft\nAna,soin\nBo,dessin\n", NULL, 2 },
        { "id,years\nAna,1\nBo,NA\nCid,3\n", "cells that are empty or NA: years 1;", 3 },
        { "id,years\nAna,1\nBo,2\nCid,trois\n",
          "people.csv:4:2: years: \"trois\" is no number (2 of 3 cells are)", 3 },
        { "id,years\nAna,1\nBo,2\nana,3\n", "\"Ana\" and \"ana\" are two people here", 3 },
        { "id,years\nAna,1\nBo,2\nCid,3\nMoyenne :,2\n",
          "people.csv:5: \"Moyenne :\" is taken for a row of totals", 3 },
        { "id,years\nTotal,1\nBo,2\nCid,3\nDa,3\n", NULL, 4 },
    };
    for (size_t k = 0; k < sizeof told / sizeof *told; k++) {
        struct arena mem = arena_with_limit(1 << 22);
        struct notes notes = { .mem = &mem };
        struct roster roster;
        struct err err;
        FILE *stream = tmpfile();
        assert_true(fputs(told[k].text, stream) >= 0);
        rewind(stream);
        assert_int_equal(files_roster_stream(&mem, stream, "people.csv", &notes, &roster, &err),
                         OK);
        fclose(stream);
        assert_int_equal(roster.people, told[k].people);
        if (notes.count != (told[k].said ? 1 : 0))
            fail_msg("%zu: told %zu times: %s", k, notes.count, notes.list[0].text);
        if (told[k].said && !strstr(notes.list[0].text, told[k].said))
            fail_msg("%zu: \"%s\"", k, notes.list[0].text);
        arena_free(&mem);
    }
}

/* A vertical tab from a slide, NA and a gap, are the same word, and the same number, for all.
 */
static void one_word_is_one_word(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 22);
    struct roster roster =
        expect_roster(&mem, "id,craft,years\nAna,soin\v,1\nBo,\xc2\xa0soin,NA\n"
                            "Cid,so\xc2\xadin,n/a\nDa,N/A,4\n");
    assert_int_equal(roster.columns[0].levels.count, 2);
    assert_int_equal(roster.columns[0].missing, 1);
    assert_int_equal(roster.columns[1].kind, ROSTER_NUMBER);
    assert_int_equal(roster.columns[1].missing, 2);
    arena_free(&mem);
}

static void what_is_wrong_is_told_by_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *text, *said;
    } wrong[] = {
        { "", "people.csv" },
        { "id,craft\n", "people.csv:2: a header and nobody" },
        { "name,craft\nAna,soin\n", "people.csv:1:1: no column is named id" },
        { "id,id\nAna,Bo\n", "people.csv:1:2: a column of that name" },
        { "id,craft,years,craft\nAna,a,1,b\n", "people.csv:1:4: a column of that name" },
        { "id,craft,craft:c\nAna,a,b\n", "people.csv:1:3: a column of that name" },
        { "id,\nAna,a\n", "people.csv:1:2: a column without a name" },
        { "id,craft\nAna,soin\nBo\n", "people.csv:3: " },
        { "id,craft\nAna,soin,8\n", "people.csv:2: " },
        { "id,craft\nAna,soin\n\nAna,dessin\n", "people.csv:4:1: id \"Ana\" is there twice" },
        { "craft,id\nsoin,\n", "people.csv:2:2: empty id" },
        { "id,craft\nNA,soin\n", "people.csv:2:1: empty id, or NA" },
        { "id,craft\n\xe2\x80\x8b,soin\n", "people.csv:2:1: empty id" },
        { "id,craft\nZo\xc3\xab,a\nZoe\xcc\x88,b\n",
          "people.csv:3:1: id \"Zo\xc3\xab\" is there twice" },
        { "id,craft\nAna,a\nAna\xc2\xa0,b\n", "people.csv:3:1: id \"Ana\" is there twice" },
        { "id,years:n\nAna,3\nBo,four\n", "people.csv:3:2: years: \"four\" is not a number" },
        { "id,craft\nAna,\"soin\n", "people.csv:2: " },
        { "id,craft\nAna,so\xFFin\n", "people.csv:2: " },
    };
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++) {
        struct arena mem = arena_with_limit(1 << 22);
        struct roster roster;
        struct err err = { .status = OK };
        assert_int_equal(read(&mem, wrong[k].text, &roster, &err), BAD_INPUT);
        if (strncmp(err.text, wrong[k].said, strlen(wrong[k].said)) != 0)
            fail_msg("%zu: \"%s\" does not begin with \"%s\"", k, err.text, wrong[k].said);
        arena_free(&mem);
    }
}

static void a_file_that_is_not_there_is_named(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 22);
    struct roster roster;
    struct err err;
    assert_int_equal(files_roster(&mem, "/nowhere/people.csv", NULL, &roster, &err), NOT_FOUND);
    assert_non_null(strstr(err.text, "/nowhere/people.csv: cannot be read"));
    arena_free(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_and_words_are_told_apart),
        cmocka_unit_test(a_table_from_a_spreadsheet_is_read_as_it_comes),
        cmocka_unit_test(what_was_understood_is_told),
        cmocka_unit_test(one_word_is_one_word),
        cmocka_unit_test(what_is_wrong_is_told_by_its_place),
        cmocka_unit_test(a_file_that_is_not_there_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
