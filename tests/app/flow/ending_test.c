/* A team put away, deleted, and both undone, on both stores: who may, what is refused
 * meanwhile, and what is left once it is gone. */
#include "flow/charter.h"
#include "flow/ending.h"
#include "flow/roster.h"
#include "flow/team.h"
#include "flow/upkeep.h"
#include "words/day.h"

#include "a_round.h"

static const char phare[] = "Équipe inventée du Phare";
static const struct coach_id coach = { 41 }, stranger = { 42 };
static const struct seat_id nobody = { 0 };

static struct db *db_of(void **state) { return ((struct store *)*state)->db; }

static void make_alone(struct db *db)
{
    struct group_wish wish = with_coach;
    wish.coach.value = 0;
    wish.days = 7;
    make_team(db, &wish, t0);
}

struct asking {
    enum ending what;
    enum ending_step step;
};

static const struct asking archive = { ENDING_ARCHIVE, ENDING_ASK },
                           unarchive = { ENDING_ARCHIVE, ENDING_CLEAR },
                           remove_it = { ENDING_DELETE, ENDING_ASK },
                           stop = { ENDING_DELETE, ENDING_CLEAR },
                           withdraw = { ENDING_DELETE, ENDING_WITHDRAW };

static enum status by_coach(struct db *db, struct asking a, int64_t now)
{
    const struct ending_change change = { a.what, a.step, coach, nobody, phare };
    return flow_ending_change(db, &mem, team, &change, now, &refusal, &err);
}

static enum status by_member(struct db *db, size_t member, struct asking a, int64_t now)
{
    const struct ending_change change = { a.what, a.step, { 0 }, seats[member].id, phare };
    return flow_ending_change(db, &mem, team, &change, now, &refusal, &err);
}

static struct team_view look(struct db *db)
{
    struct team_view view;
    CHECK_OK(flow_team_load(db, &mem, team, 9, t0 + 9, &view, &err));
    return view;
}

static void is_refused(enum status status, enum refusal why)
{
    assert_int_equal(status, REFUSED);
    assert_int_equal(refusal, why);
    refusal = NOT_REFUSED;
}

/* Every act by which a team grows or changes. */
static void changes_nothing(struct db *db, enum refusal why)
{
    struct issued_link link;
    bool left;
    const struct group_member newcomer = { "Zoé", "", "", false };
    const struct card card = { { "Aïcha", "", "", false }, "" };
    const struct roster_answer welcome = { .newcomer = 5, .by = seats[0].id, .yes = true };
    const struct charter_answer agreed = { 2, seats[1].id, true };
    is_refused(
        flow_round_open(db, &mem, team, instrument, t0 + 5, t0 + 7 * DAY, &refusal, &err), why);
    is_refused(
        flow_roster_add(db, &mem, team, &newcomer, nobody, t0 + 5, &link, &refusal, &err), why);
    is_refused(flow_roster_answer(db, &mem, team, &welcome, t0 + 5, &link, &refusal, &err),
               why);
    is_refused(
        flow_roster_leave(db, &mem, team, seats[1].id, nobody, t0 + 5, &left, &refusal, &err),
        why);
    is_refused(flow_charter_rename(db, &mem, team, "Autre", t0 + 5, &refusal, &err), why);
    is_refused(flow_charter_propose(db, &mem, team, "Autre", nobody, t0 + 5, &refusal, &err),
               why);
    is_refused(flow_charter_answer(db, &mem, team, &agreed, t0 + 5, &refusal, &err), why);
    is_refused(flow_charter_card(db, &mem, team, seats[0].id, &card, t0 + 5, &refusal, &err),
               why);
    assert_int_equal(
        flow_link_reissue(db, &mem, team, seats[1].id, nobody, t0 + 5, &link, &err), REFUSED);
}

static void an_archived_team_changes_in_nothing_and_comes_back(void **state)
{
    struct db *db = db_of(state);
    make_team(db, &with_coach, t0);
    CHECK_OK(flow_charter_propose(db, &mem, team, "Briller", nobody, t0, &refusal, &err));
    open_round(db, t0 + 1);
    CHECK_OK(by_coach(db, archive, t0 + 2));
    struct team_view view = look(db);
    assert_int_equal(view.team.archived_at, t0 + 2);
    assert_int_equal(view.last.number, 0); /* its round is cancelled, and that is said */
    CHECK_TEXT(view.journal.list[0].kind, "team.archived");
    CHECK_TEXT(view.journal.list[1].kind, "round.cancelled");
    changes_nothing(db, REFUSED_ARCHIVED);
    CHECK_OK(by_coach(db, archive, t0 + 3)); /* twice is once */
    assert_int_equal(look(db).team.archived_at, t0 + 2);
    CHECK_OK(by_coach(db, unarchive, t0 + 4));
    CHECK_TEXT(look(db).journal.list[0].kind, "team.unarchived");
    open_round(db, t0 + 5);
}

static void a_deletion_waits_seven_days_and_lets_what_runs_end(void **state)
{
    struct db *db = db_of(state);
    make_team(db, &with_coach, t0);
    open_round(db, t0 + 1);
    CHECK_OK(by_coach(db, remove_it, t0 + 2));
    int64_t end = look(db).team.delete_at;
    assert_int_equal(end, day_end(t0 + 2, 7));
    assert_true(end >= t0 + 2 + 7 * DAY);
    CHECK_TEXT(look(db).journal.list[0].kind, "team.delete_asked");
    CHECK_OK(answer_all(db, 0, t0 + 3)); /* the round goes on: stopped, nothing is lost */
    changes_nothing(db, REFUSED_DELETING);
    is_refused(by_coach(db, archive, t0 + 4), REFUSED_DELETING);
    CHECK_OK(by_coach(db, remove_it, t0 + 4)); /* twice is once: the day stays */
    assert_int_equal(look(db).team.delete_at, end);
    CHECK_OK(flow_ending_clock(db, &mem, end - 1, &err));
    CHECK_OK(by_coach(db, stop, end - 1));
    CHECK_OK(flow_ending_clock(db, &mem, end, &err));
    assert_int_equal(look(db).team.delete_at, 0);
    CHECK_TEXT(look(db).journal.list[0].kind, "team.delete_stopped");
    assert_int_equal(look(db).next, NEXT_RUNNING);
}

static void an_archived_team_whose_deletion_is_stopped_is_archived(void **state)
{
    struct db *db = db_of(state);
    make_team(db, &with_coach, t0);
    CHECK_OK(by_coach(db, archive, t0 + 1));
    CHECK_OK(by_coach(db, remove_it, t0 + 2));
    is_refused(by_coach(db, unarchive, t0 + 3), REFUSED_DELETING);
    CHECK_OK(by_coach(db, stop, t0 + 4));
    changes_nothing(db, REFUSED_ARCHIVED);
}

static void only_the_coach_decides_and_only_with_the_name(void **state)
{
    struct db *db = db_of(state);
    const struct asking all[] = { archive, unarchive, remove_it, stop, withdraw };
    make_team(db, &with_coach, t0);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        const struct ending_change other = { all[i].what, all[i].step, stranger, nobody,
                                             phare };
        const struct ending_change no_one = { all[i].what, all[i].step, { 0 }, nobody, phare };
        is_refused(by_member(db, 0, all[i], t0 + 1), REFUSED_RIGHT);
        is_refused(flow_ending_change(db, &mem, team, &other, t0, &refusal, &err),
                   REFUSED_RIGHT);
        is_refused(flow_ending_change(db, &mem, team, &no_one, t0, &refusal, &err),
                   REFUSED_RIGHT);
    }
    const char *const typed[] = { NULL, "", "Équipe", "équipe inventée du phare" };
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        const struct ending_change change = { ENDING_DELETE, ENDING_ASK, coach, nobody,
                                              typed[i] };
        is_refused(flow_ending_change(db, &mem, team, &change, t0, &refusal, &err),
                   REFUSED_TEAM_NAME);
    }
    const struct ending_change spaced = { ENDING_DELETE, ENDING_ASK, coach, nobody,
                                          " E\u0301quipe  inventée du\u00a0Phare " };
    CHECK_OK(flow_ending_change(db, &mem, team, &spaced, t0, &refusal, &err));
}

static void without_a_coach_it_takes_two_and_any_one_undoes_it(void **state)
{
    struct db *db = db_of(state);
    struct ending_view view;
    make_alone(db);
    is_refused(by_coach(db, archive, t0), REFUSED_RIGHT);
    for (size_t i = 0; i < 2; i++) {
        const struct asking what = i ? remove_it : archive;
        CHECK_OK(by_member(db, 0, what, t0 + 1));
        CHECK_OK(by_member(db, 0, what, t0 + 2)); /* one person is one, however often */
        assert_int_equal(
            flow_ending_state(&(const struct team){ .archived_at = look(db).team.archived_at,
                                                    .delete_at = look(db).team.delete_at }),
            TEAM_ACTIVE);
        CHECK_OK(flow_ending_load(db, &mem, team, seats[1].id, t0 + 2, &view, &err));
        assert_true(view.asked[what.what] && !view.own[what.what]);
        CHECK_OK(by_member(db, 1, what, t0 + 3));
        assert_true(i ? look(db).team.delete_at != 0 : look(db).team.archived_at != 0);
        assert_int_equal(look(db).journal.list[0].seat.value, 0); /* no name of who */
        CHECK_OK(by_member(db, 2, i ? stop : unarchive, t0 + 4));
        assert_true(look(db).team.delete_at == 0 && look(db).team.archived_at == 0);
    }
}

static void a_proposal_is_void_after_a_week_withdrawn_or_when_its_author_left(void **state)
{
    struct db *db = db_of(state);
    bool left;
    make_alone(db);
    CHECK_OK(by_member(db, 0, remove_it, t0));
    CHECK_OK(by_member(db, 1, remove_it, t0 + 7 * DAY)); /* a first one again */
    CHECK_OK(by_member(db, 2, withdraw, t0 + 7 * DAY + 1));
    CHECK_TEXT(look(db).journal.list[0].kind, "team.delete_withdrawn");
    CHECK_OK(by_member(db, 3, remove_it, t0 + 7 * DAY + 2));
    for (size_t i = 0; i < 2; i++)
        CHECK_OK(flow_roster_leave(db, &mem, team, seats[3].id, seats[i].id, t0 + 7 * DAY + 3,
                                   &left, &refusal, &err));
    assert_true(left);
    is_refused(by_member(db, 3, remove_it, t0 + 7 * DAY + 4), REFUSED_RIGHT);
    CHECK_OK(by_member(db, 0, remove_it, t0 + 7 * DAY + 5));
    assert_int_equal(look(db).team.delete_at, 0);
}

/* ---- what is left ---- */

/* Tables whose rows are of no team, or say that there was one. */
static const char *const apart[] = {
    "schema_step", "coach",        "coach_session",   "coach_key",     "coach_letter",
    "draft",       "draft_turn",   "browser_key",     "server_secret", "once",
    "kept_page",   "removed_team", "removed_browser", "coach_wish",
};

static bool is_apart(const char *table)
{
    for (size_t i = 0; i < sizeof apart / sizeof *apart; i++)
        if (strcmp(apart[i], table) == 0)
            return true;
    return false;
}

static int64_t count_in(struct transaction *transaction, const char *table)
{
    struct query *query;
    bool row;
    const char *sql = arena_text(&mem, "SELECT count(*) FROM %s WHERE team = $1", table);
    const struct value own[] = { value_int(team.value) };
    CHECK_OK(query_open(transaction, sql, own, 1, &query, &err));
    CHECK_OK(query_next(query, &row, &err));
    int64_t count = query_int(query, 0);
    query_close(query);
    return count;
}

/* Of the tables as the store has them: one that is new is in this test at once. */
static void rows_are_of_the_team(const struct store *store, bool there)
{
    static const char sqlite[] = "SELECT name FROM sqlite_master WHERE type = 'table'",
                      postgres[] = "SELECT tablename::text FROM pg_tables"
                                   " WHERE schemaname = current_schema()";
    struct transaction *transaction;
    struct query *query;
    bool row = true;
    size_t seen = 0, count = 0;
    const char *names[99];
    CHECK_OK(db_begin_reading(store->db, &transaction, &err));
    CHECK_OK(query_open(transaction, strncmp(store->url, "sqlite", 6) ? postgres : sqlite, NULL,
                        0, &query, &err));
    while (query_next(query, &row, &err) == OK && row)
        names[count++] = query_text(&mem, query, 0);
    query_close(query);
    for (size_t i = 0; i < count; i++) {
        if (is_apart(names[i]))
            continue;
        seen++;
        if ((count_in(transaction, names[i]) > 0) != there)
            fail_msg("%s %s", names[i], there ? "holds nothing to delete" : "holds the team");
    }
    db_abandon(transaction);
    assert_true(seen >= 21);
}

static void run(struct transaction *t, const char *sql)
{
    const struct value ids[] = { value_int(team.value), value_int(seats[0].id.value),
                                 value_int(seats[1].id.value) };
    size_t count = strstr(sql, "$3") ? 3 : strstr(sql, "$2") ? 2 : 1;
    CHECK_OK(db_run(t, sql, ids, count, &err));
}

/* A row in every table that a played round leaves empty. */
static void fill_the_rest(struct db *db)
{
    static const char *const rows[] = {
        "INSERT INTO reissue_request VALUES ($1, $2, $3, 1)",
        "INSERT INTO leave_request VALUES ($1, $2, $3, 1)",
        "INSERT INTO newcomer VALUES ($1, 7, 'Zoé', '', '', 0, $2, 1)",
        "INSERT INTO aim_agreement VALUES ($1, 1, $2)",
        "INSERT INTO handover VALUES ($1, 'a@exemple.fr', NULL, 1)",
        "INSERT INTO ending_request VALUES ($1, 'archive', $2, 1)",
        "INSERT INTO seat_mark VALUES ($1, $2, 'pressed', 1)",
        "INSERT INTO past_seat VALUES ($1, 'autre', $2, 'aside', '', 1, 0)",
        "INSERT INTO answer_page SELECT team, round, seat, 1, 1 FROM participant"
        " WHERE team = $1 AND seat = $2",
        "INSERT INTO outbox (team, id, seat, link, address, name, subject, body, state,"
        " created_at, tries, next_try_at) VALUES ($1, 7, $2, 'x', 'a', 'b', 'c', 'd',"
        " 'waiting', 1, 0, 2)",
        "INSERT INTO received SELECT team, id, $2, 'info', 'often', 0 FROM round"
        " WHERE team = $1",
        "INSERT INTO release (team, round, released_at, seats, respondents, json)"
        " SELECT team, id, 1, 5, 5, '{}' FROM round WHERE team = $1",
    };
    struct transaction *t;
    CHECK_OK(db_begin(db, team, &t, &err));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        run(t, rows[i]);
    CHECK_OK(db_commit(t, &err));
}

static void a_deleted_team_leaves_a_number_a_day_and_its_browsers(void **state)
{
    struct store *store = *state;
    struct db *db = store->db;
    struct purged purged;
    int64_t when = 0;
    const struct token_hash aside = { "autre" }, other = { "encore" };
    make_team(db, &with_coach, t0);
    open_round(db, t0);
    CHECK_OK(answer_all(db, 0, t0 + 1));
    fill_the_rest(db);
    rows_are_of_the_team(store, true);
    CHECK_OK(by_coach(db, remove_it, t0 + 2));
    int64_t end = look(db).team.delete_at;
    CHECK_OK(flow_ending_clock(db, &mem, end - 1, &err));
    assert_true(look(db).team.delete_at == end);
    CHECK_OK(flow_ending_clock(db, &mem, end, &err));
    rows_are_of_the_team(store, false);
    CHECK_OK(flow_ending_told(db, device_of(0), team, end + 1, &when, &err));
    assert_int_equal(when, end);
    CHECK_OK(flow_ending_told(db, aside, team, end + 1, &when, &err));
    assert_int_equal(flow_ending_told(db, other, team, end + 1, &when, &err), NOT_FOUND);
    CHECK_OK(flow_purge(db, &mem, end + 60 * DAY - 1, false, &purged, &err));
    CHECK_OK(flow_ending_told(db, device_of(0), team, end + 60 * DAY - 1, &when, &err));
    assert_int_equal(flow_ending_told(db, device_of(0), team, end + 60 * DAY, &when, &err),
                     NOT_FOUND);
    CHECK_OK(flow_purge(db, &mem, end + 60 * DAY, false, &purged, &err));
    assert_int_equal(flow_ending_told(db, device_of(0), team, end + 1, &when, &err), NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_STORE(an_archived_team_changes_in_nothing_and_comes_back),
        ON_STORE(a_deletion_waits_seven_days_and_lets_what_runs_end),
        ON_STORE(an_archived_team_whose_deletion_is_stopped_is_archived),
        ON_STORE(only_the_coach_decides_and_only_with_the_name),
        ON_STORE(without_a_coach_it_takes_two_and_any_one_undoes_it),
        ON_STORE(a_proposal_is_void_after_a_week_withdrawn_or_when_its_author_left),
        ON_STORE(a_deleted_team_leaves_a_number_a_day_and_its_browsers),
    };
    return each_store_run(tests, sizeof tests / sizeof *tests);
}
