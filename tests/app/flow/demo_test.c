/* The example team: what it shows, that it is made anew, that it stays out of other teams. */
#include "content/content.h"
#include "flow/demo.h"
#include "flow/portrait.h"
#include "flow/upkeep.h"
#include "secret/secret.h"
#include "store/answers.h"
#include "store/seats.h"

#include "../store/each_store.h"

enum { DAY = 86400 };
static const int64_t t0 = 1790000000;

static struct err err;
static struct arena mem;
static struct round_rules rules;
static enum refusal refusal;

static int open_store(void **state)
{
    struct store *store = *state;
    mem = arena_with_limit(1 << 26);
    CHECK_OK(secret_start(&err));
    CHECK_OK(flow_upkeep_rules(&mem, NULL, &rules, &err));
    CHECK_OK(flow_upkeep_open(store->url, true, t0, &store->db, &err));
    return 0;
}

static int close_store(void **state)
{
    struct store *store = *state;
    db_close(store->db);
    arena_free(&mem);
    return 0;
}

static struct shown_portraits shown_of(struct db *db, struct team_id team)
{
    struct shown_portraits shown;
    CHECK_OK(flow_portrait_load(db, &mem, &rules, team, 0, false, &shown, &refusal, &err));
    return shown;
}

static void the_example_has_four_open_portraits_a_month_apart(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct team_id team;
    for (enum lang lang = FR; lang < LANG_COUNT; lang++) {
        CHECK_OK(flow_demo_team(db, &mem, &rules, lang, t0, &team, &err));
        struct shown_portraits shown = shown_of(db, team);
        assert_true(shown.team.invented);
        assert_int_equal(shown.team.lang, lang);
        assert_int_equal(shown.count, DEMO_PAST_ROUNDS);
        for (size_t i = 0; i < shown.count; i++) {
            const struct portrait *portrait = shown.list[i].portrait;
            assert_int_equal(shown.list[i].round.ended_at,
                             t0 - (int64_t)(DEMO_PAST_ROUNDS - i) * 30 * DAY);
            assert_int_equal(portrait->constructs_gap, SHOWN);
            assert_int_equal(portrait->mode.gap, SHOWN);
            assert_int_equal(portrait->release.respondents, i == 2 ? 5 : 6);
        }
    }
}

static void the_story_is_that_of_a_team_which_finds_itself_then_cooperates(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct team_id team;
    CHECK_OK(flow_demo_team(db, &mem, &rules, FR, t0, &team, &err));
    struct shown_portraits shown = shown_of(db, team);
    assert_int_equal(shown.portraits[0].stage.top, 0);
    assert_int_equal(shown.portraits[3].stage.top, 3);
    assert_int_equal(shown.portraits[3].mode.top, COOPERATION);
    assert_true(shown.portraits[3].plane.moved);
}

static void two_have_answered_the_open_round(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct team_id team;
    struct transaction *transaction;
    struct round round;
    int64_t answered = 0;
    CHECK_OK(flow_demo_team(db, &mem, &rules, EN, t0, &team, &err));
    CHECK_OK(db_begin_reading(db, &transaction, &err));
    CHECK_OK(store_round_find_open(&mem, transaction, team, &round, &err));
    CHECK_OK(store_answers_count(transaction, team, round.id, 1, &answered, &err));
    db_abandon(transaction);
    assert_int_equal(answered, DEMO_ANSWERED);
    assert_true(round.closes_at > t0);
    assert_int_equal(round.number, DEMO_PAST_ROUNDS + 1);
}

static int64_t first_seat(struct db *db, struct team_id team)
{
    struct transaction *transaction;
    struct seats seats;
    CHECK_OK(db_begin_reading(db, &transaction, &err));
    CHECK_OK(store_seats_load(&mem, transaction, team, &seats, &err));
    db_abandon(transaction);
    assert_int_equal(seats.count, DEMO_MEMBERS);
    return seats.list[0].id.value;
}

static void it_stays_while_fresh_and_is_made_anew_when_old_or_asked(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct team_id team;
    CHECK_OK(flow_demo_reset(db, &mem, &rules, FR, t0, &err));
    CHECK_OK(flow_demo_team(db, &mem, &rules, FR, t0, &team, &err));
    int64_t seat = first_seat(db, team);
    CHECK_OK(flow_demo_team(db, &mem, &rules, FR, t0 + 6 * DAY, &team, &err));
    assert_true(first_seat(db, team) == seat);
    CHECK_OK(flow_demo_team(db, &mem, &rules, FR, t0 + 7 * DAY, &team, &err));
    int64_t anew = first_seat(db, team);
    assert_true(anew != seat);
    CHECK_OK(flow_demo_reset(db, &mem, &rules, FR, t0 + 7 * DAY, &err));
    assert_true(first_seat(db, team) != anew);
}

static void the_same_story_is_told_each_time(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct team_id team;
    CHECK_OK(flow_demo_reset(db, &mem, &rules, FR, t0, &err));
    CHECK_OK(flow_demo_team(db, &mem, &rules, FR, t0, &team, &err));
    struct shown_portraits first = shown_of(db, team);
    CHECK_OK(flow_demo_reset(db, &mem, &rules, FR, t0 + DAY, &err));
    struct shown_portraits second = shown_of(db, team);
    for (size_t i = 0; i < DEMO_PAST_ROUNDS; i++)
        for (size_t c = 0; c < rules.instrument->construct_count; c++)
            assert_int_equal(first.portraits[i].release.constructs[c].mean,
                             second.portraits[i].release.constructs[c].mean);
}

#define ON_STORE(test) cmocka_unit_test_setup_teardown(test, open_store, close_store)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_STORE(the_example_has_four_open_portraits_a_month_apart),
        ON_STORE(the_story_is_that_of_a_team_which_finds_itself_then_cooperates),
        ON_STORE(two_have_answered_the_open_round),
        ON_STORE(it_stays_while_fresh_and_is_made_anew_when_old_or_asked),
        ON_STORE(the_same_story_is_told_each_time),
    };
    return each_store_run(tests, sizeof tests / sizeof *tests);
}
