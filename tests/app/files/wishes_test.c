/* Who with whom, who not, who already: from rows of ids. */
#include "files/wishes.h"

#include "check.h"

static const char people[] = "id\nAna\nBo\nCid\nDa\nEve\n";

static FILE *stream_of(const char *text)
{
    FILE *stream = tmpfile();
    assert_non_null(stream);
    assert_true(fputs(text, stream) >= 0);
    rewind(stream);
    return stream;
}

static enum status read(struct arena *mem, enum wish_kind kind, const char *text,
                        struct wishes *out, struct err *err)
{
    struct roster *roster = NEW(mem, struct roster);
    FILE *stream = stream_of(people);
    assert_int_equal(files_roster_stream(mem, stream, "people.csv", NULL, roster, err), OK);
    fclose(stream);
    stream = stream_of(text);
    *out = (struct wishes){ .notes = out->notes };
    enum status status = files_wishes_stream(mem, stream, "w.csv", kind, roster, out, err);
    fclose(stream);
    return status;
}

/* Pairs as letters: "AB BC"; the order of two in a pair is free. */
static void expect(enum wish_kind kind, const char *text, const char *pairs)
{
    struct arena mem = arena_with_limit(1 << 22);
    struct wishes wishes = { 0 };
    struct err err = { .status = OK };
    if (read(&mem, kind, text, &wishes, &err) != OK)
        fail_msg("refused: %s", err.text);
    size_t wanted = (strlen(pairs) + 1) / 3;
    if (wishes.count != wanted)
        fail_msg("%zu pairs of \"%s\", not %zu", wishes.count, text, wanted);
    for (size_t k = 0; k < wanted; k++) {
        uint32_t a = (uint32_t)(pairs[3 * k] - 'A'), b = (uint32_t)(pairs[3 * k + 1] - 'A');
        size_t found = 0;
        for (size_t w = 0; w < wishes.count; w++) {
            struct pair pair = wishes.pairs[w];
            found += (pair.a == a && pair.b == b) || (pair.a == b && pair.b == a);
        }
        if (found != 1)
            fail_msg("\"%.2s\" is there %zu times in \"%s\"", pairs + 3 * k, found, text);
    }
    arena_free(&mem);
}

static void a_row_is_a_wish_about_all_of_it(void **state)
{
    (void)state;
    expect(WISH_TOGETHER, "Ana,Bo,Cid\n", "AB BC");
    expect(WISH_APART, "Ana,Bo,Cid\n", "AB AC BC");
    expect(WISH_MET, "Ana,Bo,Cid\nDa,Eve,\n", "AB AC BC DE");
    expect(WISH_APART, "one,other\nAna,Bo\n", "AB");
    expect(WISH_APART, "one;other\nAna;Bo\n", "AB");
}

/* The first row is a wish like any other: it was a heading when nobody in it was known. */
static void a_name_typed_another_way_is_still_a_wish(void **state)
{
    (void)state;
    expect(WISH_APART, "ana,CID\n", "AC");
    expect(WISH_APART,
           "\xc3\x81na,C\xc3\xad"
           "d\n",
           "AC");
    expect(WISH_TOGETHER,
           "Ana\xc2\xa0,\xef\xbb\xbf"
           "Eve\xe2\x80\x8b\n",
           "AE");
    expect(WISH_APART, "personne 1;personne 2\nAna;Bo\n", "AB");
    expect(WISH_APART, "Pr\xc3\xa9nom,Autre pr\xc3\xa9nom\nAna,Bo\n", "AB");
    expect(WISH_MET, "id,team\nANA,1\nBO,1\n", "AB");
}

static void what_was_guessed_of_a_wish_is_told(void **state)
{
    (void)state;
    static const struct {
        enum wish_kind kind;
        const char *text, *said;
    } told[] = {
        { WISH_APART, "ana,Bo\n", "w.csv:1: \"ana\" is taken for \"Ana\"" },
        { WISH_APART, "name,other name\nAna,Bo\n", "w.csv:1: this row is taken for a heading" },
        { WISH_MET, "id,team\nAna,1\nGone,1\nBo,1\n",
          "w.csv:3: 1 of 3 rows name nobody of people.csv, such as \"Gone\"" },
        { WISH_MET, "id,team\nAna,1\nBo,1\n", NULL },
        { WISH_APART, "Ana,Bo\n", NULL },
    };
    for (size_t k = 0; k < sizeof told / sizeof *told; k++) {
        struct arena mem = arena_with_limit(1 << 22);
        struct notes notes = { .mem = &mem };
        struct wishes wishes = { .notes = &notes };
        struct err err;
        assert_int_equal(read(&mem, told[k].kind, told[k].text, &wishes, &err), OK);
        assert_int_equal(notes.count, told[k].said ? 1 : 0);
        if (told[k].said)
            assert_non_null(strstr(notes.list[0].text, told[k].said));
        arena_free(&mem);
    }
}

static void a_past_table_of_strangers_is_refused(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 22);
    struct wishes wishes = { 0 };
    struct err err;
    assert_int_equal(read(&mem, WISH_MET, "id,team\nAna Roy,1\nBo Ray,1\n", &wishes, &err),
                     BAD_INPUT);
    assert_non_null(strstr(err.text, "w.csv:2:1: \"Ana Roy\" is not an id"));
    arena_free(&mem);
}

static void words_say_which_wish_it_is(void **state)
{
    (void)state;
    const char *text =
        "# four teams\ntogether Ana Bo\napart Ana Cid\ncover craft 1\nmet Da Eve\n";
    expect(WISH_TOGETHER, text, "AB");
    expect(WISH_APART, text, "AC");
    expect(WISH_MET, text, "DE");
}

static void whoever_shared_a_team_has_met(void **state)
{
    (void)state;
    expect(WISH_MET, "id,team\nAna,1\nBo,2\nCid,1\nGone,1\nDa,2\n", "AC BD");
    expect(WISH_MET, "id,team,round\nAna,1,1\nBo,1,1\nCid,1,2\nAna,2,2\nBo,1,2\n", "AB BC");
    expect(WISH_MET, "team,id\n1,Ana\n1,Bo\n", "AB");
    /* Who had no team met nobody. */
    expect(WISH_MET, "id,team\nAna,\nBo,\nCid,1\nDa,1\n", "CD");
}

static void what_is_wrong_is_told_by_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *text, *said;
    } wrong[] = {
        { "Ana,Bo\nCid,Zoe\n", "w.csv:2:2: \"Zoe\" is not an id of people.csv" },
        { "Anna,Bo\n", "w.csv:1:1: \"Anna\" is not an id of people.csv; the nearest: Ana" },
        { "Ana Martin,Bo Roy\n", "w.csv:1:1: \"Ana Martin\" is not an id of people.csv; the "
                                 "nearest: Ana" },
        { "Xavier,Yves\nAna,Bo\n", "w.csv:1:1: \"Xavier\" is not an id" },
        { "person,Xavier\nAna,Bo\n", "w.csv:1:1: \"person\" is not an id" },
        { "Ana,Bo\nCid,Cid\n", "w.csv:2: \"Cid\" is paired with the same person" },
        { "Ana,Bo\nCid,\n", "w.csv:2: a row names two people or more" },
        { "Ana,Bo\nCid\n", "w.csv:2: " },
        { "apart Ana\n", "w.csv:1: \"apart Ana\" names one person, wanted two" },
        { "apart Ana Zoe\n", "w.csv:1:1: \"Zoe\" is not an id" },
        { "Ana\n", "w.csv:1: \"Ana\": one id alone" },
        { "", "w.csv" },
    };
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++) {
        struct arena mem = arena_with_limit(1 << 22);
        struct wishes wishes = { 0 };
        struct err err = { .status = OK };
        assert_int_equal(read(&mem, WISH_APART, wrong[k].text, &wishes, &err), BAD_INPUT);
        if (strncmp(err.text, wrong[k].said, strlen(wrong[k].said)) != 0)
            fail_msg("%zu: \"%s\" does not begin with \"%s\"", k, err.text, wrong[k].said);
        arena_free(&mem);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_is_a_wish_about_all_of_it),
        cmocka_unit_test(a_name_typed_another_way_is_still_a_wish),
        cmocka_unit_test(what_was_guessed_of_a_wish_is_told),
        cmocka_unit_test(a_past_table_of_strangers_is_refused),
        cmocka_unit_test(words_say_which_wish_it_is),
        cmocka_unit_test(whoever_shared_a_team_has_met),
        cmocka_unit_test(what_is_wrong_is_told_by_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
