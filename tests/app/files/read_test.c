/* Tables written here as text, read through a stream in memory. */
#include "files/read.h"

#include "check.h"

static const struct construct constructs[] = { { .key = "AIM", .item_count = 3 } };
static const struct item items[] = { { .key = "q1" }, { .key = "q2" }, { .key = "q3" } };
static const struct question questions[] = {
    { .key = "info", .flow = "information" }, { .key = "appreciation", .flow = "appreciation" }
};
static const struct motive motives[] = { { .key = "int1" }, { .key = "int2" } };
static const struct instrument small = { .key = "small",
                                         .low = 1,
                                         .high = 7,
                                         .construct_count = 1,
                                         .item_count = 3,
                                         .question_count = 2,
                                         .motive_count = 2,
                                         .constructs = constructs,
                                         .items = items,
                                         .questions = questions,
                                         .motives = motives };

static struct arena mem, scratch;
static struct err err;
static struct campaign *campaign;
static struct read_options options;

static int open_campaign(void **state)
{
    (void)state;
    mem = arena_with_limit(64 << 20);
    scratch = arena_with_limit(64 << 20);
    campaign = files_campaign_new(&mem, &small);
    options = (struct read_options){ 0 };
    return 0;
}

static int close_campaign(void **state)
{
    (void)state;
    arena_free(&mem);
    arena_free(&scratch);
    return 0;
}

static void start_again(void)
{
    close_campaign(NULL);
    open_campaign(NULL);
}

static enum status read_bytes(const char *bytes, size_t length, enum table table)
{
    FILE *stream = length ? fmemopen((void *)bytes, length, "rb") : fopen("/dev/null", "rb");
    assert_non_null(stream);
    enum status status =
        files_read_stream(&scratch, campaign, stream, "f.csv", table, &options, &err);
    fclose(stream);
    return status;
}

static void read_well(const char *text)
{
    if (read_bytes(text, strlen(text), TABLE_UNKNOWN) != OK)
        fail_msg("%s", err.text);
}

static void refuse_bytes(const char *bytes, size_t length, const char *start, const char *with)
{
    start_again();
    assert_int_equal(read_bytes(bytes, length, TABLE_UNKNOWN), BAD_INPUT);
    if (strncmp(err.text, start, strlen(start)) != 0 || !strstr(err.text, with))
        fail_msg("\"%s\" should start with %s and hold \"%s\"", err.text, start, with);
}

static void refuse(const char *text, const char *start, const char *with)
{
    refuse_bytes(text, strlen(text), start, with);
}

static struct raw_round raw_of(const char *team, const char *round)
{
    assert_int_equal(files_campaign_order_rounds(campaign, NULL, &err), OK);
    return files_campaign_raw_round(
        &mem, campaign,
        files_campaign_round_at(campaign, files_campaign_team_round(campaign, team, round)));
}

#define ITEMS "team,round,member,q1,q2,q3\n"
#define PAIRS "team,round,actor,partner,info,appreciation\n"

static void answers_come_back_as_they_were_written(void **state)
{
    (void)state;
    read_well(ITEMS "A,1,ann,1,7,4\nA,1,bob,,2,3.0\nA,1,cid,5,6,7\nA,1,dan,,,\n");
    struct raw_round raw = raw_of("A", "1");
    assert_int_equal(raw.seats, 4);
    assert_int_equal(raw.respondents, 3);
    assert_true(raw.items_asked);
    assert_false(raw.ratings_asked || raw.ranks_asked);
    CHECK_NEAR(grid_at(raw.items, 0, 1), 7, 0);
    assert_true(isnan(grid_at(raw.items, 1, 0)));
    CHECK_NEAR(grid_at(raw.items, 1, 2), 3, 0);
    CHECK_NEAR(grid_at(raw.items, 2, 0), 5, 0);
}

static void those_who_answered_stand_first(void **state)
{
    (void)state;
    read_well(PAIRS "A,1,silent,ann,,\nA,1,ann,silent,6.25,2\nA,1,bob,ann,3,\n");
    struct raw_round raw = raw_of("A", "1");
    assert_int_equal(raw.seats, 3);
    assert_int_equal(raw.respondents, 2);
    CHECK_NEAR(grid_at(raw.ratings[0], 0, 2), 6.25, 0); /* ann of the silent one */
    CHECK_NEAR(grid_at(raw.ratings[1], 0, 2), 2, 0);
    CHECK_NEAR(grid_at(raw.ratings[0], 1, 0), 3, 0); /* bob of ann */
    assert_true(isnan(grid_at(raw.ratings[1], 1, 0)));
    assert_true(isnan(grid_at(raw.ratings[0], 2, 0)));
}

static void every_way_of_saving_a_table_reads_alike(void **state)
{
    (void)state;
    static const char *const ways[] = {
        ITEMS "A,1,é,1,7,4\n",
        "\xef\xbb\xbf" ITEMS "A,1,é,1,7,4\n",
        "team;round;member;q1;q2;q3\r\nA;1;é;1;7;4\r\n",
        "\"team\",\"round\",\"member\",\"q1\",\"q2\",\"q3\"\n\"A\",\"1\",\"é\",1,\"7\",4",
        "\n \nteam,round,member,q1,q2,q3\n\n\nA,1, é ,1,7,4\n\n",
        "q3,member,q1,team,q2,round\n4,é,1,A,7,1\n",
    };
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        start_again();
        read_well(ways[i]);
        assert_int_equal(campaign->seats.count, 1);
        const signed char *cells = files_rows_at(&campaign->items, 0);
        assert_true(cells[0] == 0 && cells[1] == 6 && cells[2] == 3);
        CHECK_TEXT(campaign->members.texts[0], "é");
    }
}

static void a_quoted_name_may_hold_separators_and_quotes(void **state)
{
    (void)state;
    read_well(ITEMS "\"R&D, \"\"nord\"\"\",1,ann,1,1,1\n");
    CHECK_TEXT(campaign->teams.texts[0], "R&D, \"nord\"");
}

static void french_decimals_are_read_under_semicolons_only(void **state)
{
    (void)state;
    read_well("team;round;actor;partner;info\nA;1;a;b;3,5\n");
    const struct rating *rating = files_rows_at(&campaign->ratings, 0);
    CHECK_NEAR(rating->values[0], 3.5, 0);
    refuse(PAIRS "A,1,a,b,\"3,5\",1\n", "f.csv:2:5: ", "not a number");
}

static void a_wrong_cell_is_named_by_line_and_column(void **state)
{
    (void)state;
    static const char *const numbers[] = { "infinity", "nan(1)", "inf",    "-inf", "1e309",
                                           "1e0",      "0x4",    "quatre", "4 5",  "--4",
                                           "4.",       ".5",     "Na",     "4,5" };
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        char text[120];
        snprintf(text, sizeof text, ITEMS "A,1,ann,1,1,1\nA,1,bob,1,\"%s\",1\n", numbers[i]);
        refuse(text, "f.csv:3:5: q2: ", "is not a number");
    }
    refuse(ITEMS "A,1,ann,1,8,1\n", "f.csv:2:5: q2: \"8\"", "from 1 to 7");
    refuse(ITEMS "A,1,ann,1,0,1\n", "f.csv:2:5: ", "from 1 to 7");
    refuse(ITEMS "A,1,ann,1,2.5,1\n", "f.csv:2:5: ", "whole number");
    refuse(ITEMS "A,1,ann,1,-1,1\n", "f.csv:2:5: ", "from 1 to 7");
    refuse(PAIRS "A,1,a,b,7.01,1\n", "f.csv:2:5: ", "from 1 to 7");
    refuse("team,round,member,int1,int2\nA,1,a,1,3\n", "f.csv:2:5: ", "from 1 to 2");
    refuse("team,round,member,consents\nA,1,a,oui\n", "f.csv:2:4: ", "1");
}

static void a_wrong_row_is_named_by_line(void **state)
{
    (void)state;
    refuse(ITEMS "A,1,ann,1,1,1\nA,1,ann,1,1,1\n", "f.csv:3:3: ", "a second row");
    refuse(PAIRS "A,1,a,b,1,1\nA,1,b,a,1,1\nA,1,a,b,1,1\n", "f.csv:4:4: ", "a second row");
    refuse("team,round,member,int1,int2\nA,1,a,1,1\nA,1,a,2,2\n", "f.csv:3:3: ", "second row");
    refuse("team,round,member\nA,1,a\nA,1,a\n", "f.csv:3:3: ", "second row");
    refuse(PAIRS "A,1,a,a,1,1\n", "f.csv:2:4: ", "oneself");
    refuse(ITEMS "A,1,ann,1,1\n", "f.csv:2: ", "5 cells; the header has 6");
    refuse(ITEMS "A,1,ann,1,1,1,1\n", "f.csv:2: ", "7 cells; the header has 6");
    refuse(ITEMS ",1,ann,1,1,1\n", "f.csv:2:1: ", "empty team");
    refuse(ITEMS "A,,ann,1,1,1\n", "f.csv:2:2: ", "empty round");
    refuse(ITEMS "A,1,,1,1,1\n", "f.csv:2:3: ", "empty member");
    refuse(PAIRS "A,1,a,,1,1\n", "f.csv:2:4: ", "empty partner");
}

static void lines_are_counted_inside_quotes_too(void **state)
{
    (void)state;
    refuse(
        "team,round,member,q1,q2,q3,note\r\nA,1,a,1,1,1,\"two\r\nlines\"\r\nA,1,b,1,9,1,\r\n",
        "f.csv:1:7: ", "note");
    static const char *const ignored[] = { "note" };
    start_again();
    options.columns.ignored = ignored;
    options.columns.ignored_count = 1;
    const char *text =
        "team,round,member,q1,q2,q3,note\nA,1,a,1,1,1,\"two\nlines\"\n\nA,1,b,1,9,1,\n";
    assert_int_equal(read_bytes(text, strlen(text), TABLE_UNKNOWN), BAD_INPUT);
    assert_memory_equal(err.text, "f.csv:5:5: q2", 13);
}

static void what_is_not_a_table_is_refused(void **state)
{
    (void)state;
    refuse("", "f.csv:1: ", "empty");
    refuse("\n\n  \n", "f.csv:1: ", "empty");
    refuse(ITEMS, "f.csv:2: ", "no row");
    refuse(ITEMS "A,1,\"ann,1,1,1\n", "f.csv:2: ", "never closed");
    refuse(ITEMS "A,1,a\"nn,1,1,1\n", "f.csv:2: ", "quote out of place");
    refuse(ITEMS "A,1,\"a\"nn,1,1,1\n", "f.csv:2: ", "quote out of place");
    refuse(ITEMS "A,1,\xe9ric,1,1,1\n", "f.csv:2: ", "UTF-8");
    refuse("team,round,member,q1,q2,q3\rA,1,ann,1,1,1\r", "f.csv:1: ", "carriage return");
    refuse_bytes(ITEMS "A,1,an\0n,1,1,1\n", sizeof ITEMS - 1 + 16, "f.csv:2: ", "NUL");
}

static void limits_are_named(void **state)
{
    (void)state;
    static char wide[CSV_ROW_BYTES_MAX * 3];
    memset(wide, 'x', sizeof wide);
    refuse_bytes(wide, sizeof wide, "f.csv:1: ", "65536 bytes");
    memset(wide, ',', 1000);
    wide[1000] = '\n';
    refuse_bytes(wide, 1001, "f.csv:1: ", "256 cells");
    memset(wide, 'x', 5000);
    wide[5000] = '\n';
    refuse_bytes(wide, 5001, "f.csv:1: ", "4096 bytes");
    char open_quote[] = ITEMS "A,1,\"";
    memcpy(wide, open_quote, sizeof open_quote - 1);
    for (size_t i = sizeof open_quote - 1; i < sizeof wide; i++)
        wide[i] = i % 50 ? 'y' : '\n';
    refuse_bytes(wide, sizeof wide, "f.csv:2: ", "a quote left open");
}

static void a_header_must_be_understood(void **state)
{
    (void)state;
    refuse("team,round,member,q1,q2,q3,mood\nA,1,a,1,1,1,1\n",
           "f.csv:1:7: ", "known: team, round, member, q1, q2, q3");
    refuse("team,round,member,q1,q2\nA,1,a,1,1\n", "f.csv:1: ", "no column \"q3\"");
    refuse("team,member,q1,q2,q3\nA,a,1,1,1\n", "f.csv:1: ", "--round");
    refuse("team,round,member,q1,q2,q3,q1\nA,1,a,1,1,1,1\n", "f.csv:1:7: ", "twice");
    refuse("team,round,actor,partner\nA,1,a,b\n", "f.csv:1: ", "info");
    refuse("team,round,member,,q1,q2,q3\nA,1,a,1,1,1,1\n", "f.csv:1:4: ", "not known");
}

static void columns_may_be_mapped_left_out_and_a_round_given(void **state)
{
    (void)state;
    struct column_name maps[] = { { .name = "team", .column = "group" },
                                  { .name = "appreciation", .column = "liking" } };
    static const char *const ignored[] = { "contact", "note" };
    options.columns = (struct column_options){
        .maps = maps, .map_count = 2, .ignored = ignored, .ignored_count = 2, .round = "R"
    };
    read_well("group,actor,partner,contact,liking\n1,a,b,x,5.5\n1,b,c,y,2\n1,c,a,z,\n");
    struct raw_round raw = raw_of("1", "R");
    assert_int_equal(raw.seats, 3);
    assert_int_equal(raw.respondents, 2);
    CHECK_NEAR(grid_at(raw.ratings[1], 0, 1), 5.5, 0);
    assert_true(isnan(grid_at(raw.ratings[0], 0, 1)));
    assert_true(maps[0].used && maps[1].used);
}

static void one_team_or_one_round_may_be_kept(void **state)
{
    (void)state;
    options.team = "B";
    options.columns.round = "2";
    read_well(ITEMS "A,1,a,1,1,1\nB,1,a,2,2,2\nB,2,a,3,3,3\nA,2,a,4,4,4\n");
    assert_int_equal(campaign->seats.count, 1);
    assert_int_equal(*(signed char *)files_rows_at(&campaign->items, 0), 2);
}

static void rounds_stand_in_time(void **state)
{
    (void)state;
    read_well(ITEMS "A,10,a,1,1,1\nA,2,a,1,1,1\nA,9,a,1,1,1\n");
    assert_int_equal(files_campaign_order_rounds(campaign, NULL, &err), OK);
    const struct team_round **rounds = files_campaign_rounds_of(&mem, campaign, 0);
    CHECK_TEXT(campaign->rounds.texts[rounds[0]->round], "2");
    CHECK_TEXT(campaign->rounds.texts[rounds[1]->round], "9");
    CHECK_TEXT(campaign->rounds.texts[rounds[2]->round], "10");
}

static void rounds_stand_in_time_whatever_the_order_of_rows(void **state)
{
    (void)state;
    read_well(ITEMS "A,2026-09-01,a,1,1,1\nB,Sprint 10,a,1,1,1\nA,2026-06-30,a,1,1,1\n"
                    "B,Sprint 2,a,1,1,1\n");
    struct notes notes = { .mem = &mem };
    assert_int_equal(files_campaign_order_rounds(campaign, &notes, &err), OK);
    const struct team_round **rounds = files_campaign_rounds_of(&mem, campaign, 0);
    CHECK_TEXT(campaign->rounds.texts[rounds[0]->round], "2026-06-30");
    rounds = files_campaign_rounds_of(&mem, campaign, 1);
    CHECK_TEXT(campaign->rounds.texts[rounds[0]->round], "Sprint 2");
    assert_int_equal(notes.count, 0);
}

static void rounds_whose_names_give_no_order_are_told(void **state)
{
    (void)state;
    read_well(ITEMS "A,avant,a,1,1,1\nA,après,a,1,1,1\nB,avant,a,1,1,1\n");
    struct notes notes = { .mem = &mem };
    assert_int_equal(files_campaign_order_rounds(campaign, &notes, &err), OK);
    assert_true(campaign->order_unknown);
    assert_int_equal(notes.count, 1);
    assert_non_null(strstr(notes.list[0].text, "team A"));
    assert_non_null(strstr(notes.list[0].text, "avant, après"));
}

static void two_rounds_of_a_team_that_say_the_same_are_refused(void **state)
{
    (void)state;
    read_well(ITEMS "A,1,a,1,1,1\nA,01,a,1,1,1\nB,1,a,1,1,1\n");
    assert_int_equal(files_campaign_order_rounds(campaign, NULL, &err), BAD_INPUT);
    assert_non_null(strstr(err.text, "f.csv:3: team A: rounds \"1\" and \"01\" say the same"));
    start_again();
    read_well(ITEMS "A,1,a,1,1,1\nB,01,a,1,1,1\n");
    assert_int_equal(files_campaign_order_rounds(campaign, NULL, &err), OK);
}

/* One person, however the name was typed; and ids that are numbers to nobody. */
static void names_are_one_where_they_look_the_same_and_only_there(void **state)
{
    (void)state;
    read_well(ITEMS "T,1,Zo\xc3\xab,1,1,1\nT,1,Ana,1,1,1\n");
    read_well(PAIRS "T,1,Zoe\xcc\x88,Ana\xc2\xa0,5,5\nT,1,\xef\xbb\xbf"
                    "Ana,Zo\xc3\xab\xe2\x80\x8b,4,4\n");
    assert_int_equal(campaign->seats.count, 2);
    start_again();
    read_well(ITEMS "01,1,a,1,1,1\n1,1,a,1,1,1\n1.0,1,a,1,1,1\n5e1,1,a,1,1,1\n50,1,a,1,1,1\n"
                    "175928847299117063,1,a,1,1,1\n175928847299117064,1,a,1,1,1\n");
    assert_int_equal(campaign->teams.count, 7);
}

static void one_meaning_of_no_answer_in_every_cell(void **state)
{
    (void)state;
    static const char *const gaps[] = {
        "", "NA", "N/A", "n/a", "#N/A", "NaN", "NULL", ".", "-"
    };
    for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++) {
        char text[120];
        snprintf(text, sizeof text, ITEMS "A,1,ann,1,%s,3\n", gaps[i]);
        start_again();
        read_well(text);
        const signed char *cells = files_rows_at(&campaign->items, 0);
        assert_true(cells[0] == 0 && cells[1] == NO_CHOICE && cells[2] == 2);
    }
    refuse(ITEMS "A,1,NA,1,1,1\n", "f.csv:2:3: ", "empty member, or NA");
}

static void a_second_row_of_headings_is_nobody(void **state)
{
    (void)state;
    refuse(ITEMS "Team,Round,Who,Question 1,2,3\n", "f.csv:2:4: ", "not a number");
    refuse("team,round,member\nTeam,Round,Who\n"
           "\"{\"\"ImportId\"\":\"\"a\"\"}\",\"{\"\"ImportId\"\":\"\"b\"\"}\",c\nA,1,a\n",
           "f.csv:3: ", "a second row of headings");
}

static void rounds_with_names_stand_as_they_first_appear(void **state)
{
    (void)state;
    read_well(ITEMS "A,mars,a,1,1,1\nA,2,a,1,1,1\nB,avril,a,1,1,1\nB,mars,a,1,1,1\n");
    assert_int_equal(files_campaign_order_rounds(campaign, NULL, &err), OK);
    const struct team_round **rounds = files_campaign_rounds_of(&mem, campaign, 1);
    CHECK_TEXT(campaign->rounds.texts[rounds[0]->round], "mars");
    CHECK_TEXT(campaign->rounds.texts[rounds[1]->round], "avril");
}

static void a_table_is_told_by_its_header(void **state)
{
    (void)state;
    read_well("team,round,member,consents\nA,1,a,1\nA,1,b,0\nA,1,c,\n");
    assert_true(campaign->members_listed);
    read_well(ITEMS "A,1,a,1,1,1\n");
    read_well(PAIRS "A,1,a,b,1,1\n");
    read_well("team,round,member,int1,int2\nA,1,a,1.5,1.5\n");
    read_well("team,round,member,private_before,group_decision\nA,1,a,3,-0.5\n");
    struct raw_round raw = raw_of("A", "1");
    assert_int_equal(raw.seats, 3);
    assert_int_equal(raw.respondents, 1);
    assert_int_equal(raw.consents, 1);
    assert_true(raw.items_asked && raw.ratings_asked && raw.ranks_asked);
    CHECK_NEAR(grid_at(raw.ranks, 0, 1), 1.5, 0);
    const struct decision_row *decision = files_rows_at(&campaign->decisions, 0);
    CHECK_NEAR(decision->values[2], -0.5, 0);
    assert_true(isnan(decision->values[1]));
}

static void thousands_of_teams_are_kept_apart(void **state)
{
    (void)state;
    enum { TEAMS = 3000, PEOPLE = 4 };
    size_t room = 64 + TEAMS * PEOPLE * 40, used = 0;
    char *text = arena_alloc(&mem, room, 1);
    used += (size_t)snprintf(text, room, "%s", ITEMS);
    for (int p = 0; p < PEOPLE; p++)
        for (int t = 0; t < TEAMS; t++)
            used += (size_t)snprintf(text + used, room - used, "team %d,1,%d-%d,%d,%d,\n", t, t,
                                     p, 1 + (t + p) % 7, 1 + t * 31 % 7);
    assert_int_equal(read_bytes(text, used, TABLE_ITEMS), OK);
    assert_int_equal(campaign->teams.count, TEAMS);
    for (int t = 0; t < TEAMS; t += 7) {
        char name[40];
        snprintf(name, sizeof name, "team %d", t);
        struct raw_round raw = raw_of(name, "1");
        assert_int_equal(raw.respondents, PEOPLE);
        for (size_t p = 0; p < PEOPLE; p++) {
            CHECK_NEAR(grid_at(raw.items, p, 0), 1 + (t + (int)p) % 7, 0);
            CHECK_NEAR(grid_at(raw.items, p, 1), 1 + t * 31 % 7, 0);
        }
    }
}

#define SENTENCE(name) cmocka_unit_test_setup_teardown(name, open_campaign, close_campaign)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SENTENCE(answers_come_back_as_they_were_written),
        SENTENCE(those_who_answered_stand_first),
        SENTENCE(every_way_of_saving_a_table_reads_alike),
        SENTENCE(a_quoted_name_may_hold_separators_and_quotes),
        SENTENCE(french_decimals_are_read_under_semicolons_only),
        SENTENCE(a_wrong_cell_is_named_by_line_and_column),
        SENTENCE(a_wrong_row_is_named_by_line),
        SENTENCE(lines_are_counted_inside_quotes_too),
        SENTENCE(what_is_not_a_table_is_refused),
        SENTENCE(limits_are_named),
        SENTENCE(a_header_must_be_understood),
        SENTENCE(columns_may_be_mapped_left_out_and_a_round_given),
        SENTENCE(one_team_or_one_round_may_be_kept),
        SENTENCE(rounds_stand_in_time),
        SENTENCE(rounds_with_names_stand_as_they_first_appear),
        SENTENCE(rounds_stand_in_time_whatever_the_order_of_rows),
        SENTENCE(rounds_whose_names_give_no_order_are_told),
        SENTENCE(two_rounds_of_a_team_that_say_the_same_are_refused),
        SENTENCE(names_are_one_where_they_look_the_same_and_only_there),
        SENTENCE(one_meaning_of_no_answer_in_every_cell),
        SENTENCE(a_second_row_of_headings_is_nobody),
        SENTENCE(a_table_is_told_by_its_header),
        SENTENCE(thousands_of_teams_are_kept_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
