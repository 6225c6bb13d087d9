/* Members come and go, as they say, as a coach says, and as a hostile one would like; on both
 * stores. */
#include "flow/me.h"
#include "flow/portrait.h"
#include "flow/roster.h"
#include "flow/sign_in.h"
#include "flow/team.h"

#include "a_round.h"
#include "press.h"

static const struct group_member karim = { "Karim", "charpentier", "montagne", false };
static const struct seat_id nobody = { 0 }; /* the coach asks */

static struct db *db_of(void **state) { return ((struct store *)*state)->db; }

static enum status add(struct db *db, const char *name, int64_t now, struct issued_link *link)
{
    const struct group_member member = { name, "", "", false };
    return flow_roster_add(db, &mem, team, &member, nobody, now, link, &refusal, &err);
}

static enum status leave(struct db *db, size_t member, struct seat_id by, int64_t now)
{
    bool left;
    return flow_roster_leave(db, &mem, team, seats[member].id, by, now, &left, &refusal, &err);
}

static enum status close_round(struct db *db, int64_t now)
{
    struct round round;
    return flow_round_close(db, &mem, team, &rules, now, &round, &refusal, &err);
}

static enum status try_open(struct db *db, int64_t now)
{
    return flow_round_open(db, &mem, team, instrument, now, now + 7 * DAY, &refusal, &err);
}

static struct team_view look(struct db *db, int64_t now)
{
    struct team_view view;
    CHECK_OK(flow_team_load(db, &mem, team, 30, now, &view, &err));
    return view;
}

static size_t told(struct db *db, const char *kind)
{
    struct team_view view = look(db, t0);
    size_t count = 0;
    for (size_t i = 0; i < view.journal.count; i++)
        count += strcmp(view.journal.list[i].kind, kind) == 0;
    return count;
}

static struct seat_id sit(struct db *db, const struct issued_link *link, size_t device)
{
    struct link_key key;
    struct seat seat;
    assert_true(flow_link_parse(&mem, link->text, &key));
    CHECK_OK(press_link(db, &mem, key, device_of(device), t0, &seat, &err));
    return seat.id;
}

static void make_alone(struct db *db)
{
    struct group_wish alone = with_coach;
    alone.coach.value = 0;
    alone.days = 7;
    make_team(db, &alone, t0);
}

/* ---- what should work ---- */

static void a_coach_seats_a_sixth_member_and_a_new_round_asks_all_six(void **state)
{
    struct db *db = db_of(state);
    struct issued_link link;
    struct answer_sheet sheet;
    make_team(db, &with_coach, t0);
    CHECK_OK(flow_roster_add(db, &mem, team, &karim, nobody, t0 + 1, &link, &refusal, &err));
    CHECK_TEXT(link.name, "Karim");
    struct seat_id seat = sit(db, &link, 30);
    open_round(db, t0 + 2);
    CHECK_OK(flow_answer_load(db, &mem, team, seat, &sheet, &refusal, &err));
    assert_int_equal(sheet.colleagues.count, MEMBERS + 1);
    CHECK_TEXT(sheet.owner.horizon, "montagne");
    assert_int_equal(told(db, "member.joined"), 1);
}

static void a_ninth_member_and_a_name_that_is_taken_are_refused(void **state)
{
    struct db *db = db_of(state);
    struct issued_link link;
    char name[8];
    make_team(db, &with_coach, t0);
    assert_int_equal(add(db, "Bruno", t0, &link), REFUSED);
    assert_int_equal(refusal, REFUSED_NAME);
    assert_int_equal(add(db, "", t0, &link), REFUSED);
    for (int i = 0; i < TEAM_MAX - MEMBERS; i++) {
        snprintf(name, sizeof name, "N%d", i);
        CHECK_OK(add(db, name, t0, &link));
    }
    assert_int_equal(add(db, "Neuvième", t0, &link), REFUSED);
    assert_int_equal(refusal, REFUSED_FULL);
    CHECK_OK(leave(db, 0, nobody, t0));
    CHECK_OK(add(db, "Neuvième", t0, &link)); /* those that left take no place */
}

static void whoever_left_is_gone_with_name_answers_and_devices(void **state)
{
    struct db *db = db_of(state);
    struct visitor visitor;
    struct my_seat mine;
    const struct token_hash device = device_of(1);
    make_team(db, &with_coach, t0);
    open_round(db, t0);
    CHECK_OK(answer_all(db, 1, t0 + 1));
    CHECK_OK(leave(db, 1, nobody, t0 + 2));
    struct team_view view = look(db, t0 + 3);
    assert_int_equal(view.members.count, MEMBERS - 1);
    CHECK_OK(flow_sign_in_recognise(db, &mem, NULL, &device, t0, &visitor, &err));
    assert_int_equal(visitor_seat(&visitor, team).value, 0);
    CHECK_OK(flow_me_load(db, &mem, team, seats[1].id, &mine, &err));
    CHECK_TEXT(mine.seat.name, "");
    CHECK_TEXT(mine.seat.craft, "");
    assert_int_equal(mine.answers.count, 0);
    assert_int_equal(told(db, "member.left"), 1);
    assert_int_equal(leave(db, 1, nobody, t0 + 3), REFUSED); /* once */
}

static void a_team_of_two_is_left_in_peace_until_a_third_comes(void **state)
{
    struct db *db = db_of(state);
    struct issued_link link;
    make_team(db, &with_coach, t0);
    for (size_t i = 0; i < 3; i++)
        CHECK_OK(leave(db, i, nobody, t0));
    assert_int_equal(try_open(db, t0 + 1), REFUSED);
    assert_int_equal(refusal, REFUSED_TEAM_SIZE);
    CHECK_OK(add(db, "Karim", t0 + 2, &link));
    CHECK_OK(try_open(db, t0 + 3));
}

static void without_a_coach_two_members_seat_a_third_within_a_week(void **state)
{
    struct db *db = db_of(state);
    struct issued_link link;
    make_alone(db);
    CHECK_OK(flow_roster_add(db, &mem, team, &karim, seats[0].id, t0, &link, &refusal, &err));
    assert_null(link.text);
    struct team_view view = look(db, t0 + 1);
    assert_int_equal(view.members.count, MEMBERS);
    assert_int_equal(view.newcomers.count, 1);
    struct roster_answer answer = { view.newcomers.list[0].id, seats[0].id, true };
    assert_int_equal(flow_roster_answer(db, &mem, team, &answer, t0 + 1, &link, &refusal, &err),
                     REFUSED); /* alone with oneself is not two */
    answer.by = seats[3].id;
    assert_int_equal(
        flow_roster_answer(db, &mem, team, &answer, t0 + 7 * DAY, &link, &refusal, &err),
        NOT_FOUND);
    CHECK_OK(
        flow_roster_answer(db, &mem, team, &answer, t0 + 7 * DAY - 1, &link, &refusal, &err));
    assert_non_null(link.text);
    assert_int_equal(look(db, t0 + 1).members.count, MEMBERS + 1);
    assert_int_equal(flow_roster_answer(db, &mem, team, &answer, t0 + 2, &link, &refusal, &err),
                     NOT_FOUND);
}

static void one_no_ends_a_proposal(void **state)
{
    struct db *db = db_of(state);
    struct issued_link link;
    make_alone(db);
    CHECK_OK(flow_roster_add(db, &mem, team, &karim, seats[0].id, t0, &link, &refusal, &err));
    struct roster_answer no = { look(db, t0).newcomers.list[0].id, seats[2].id, false };
    CHECK_OK(flow_roster_answer(db, &mem, team, &no, t0 + 1, &link, &refusal, &err));
    assert_null(link.text);
    assert_int_equal(look(db, t0).newcomers.count, 0);
    assert_int_equal(look(db, t0).members.count, MEMBERS);
}

static void without_a_coach_two_others_say_that_someone_left_within_a_week(void **state)
{
    struct db *db = db_of(state);
    make_alone(db);
    assert_int_equal(leave(db, 2, seats[2].id, t0), REFUSED);
    CHECK_OK(leave(db, 2, seats[0].id, t0));
    CHECK_OK(leave(db, 2, seats[0].id, t0 + 1)); /* twice is once */
    assert_int_equal(look(db, t0).members.count, MEMBERS);
    CHECK_OK(leave(db, 2, seats[1].id, t0 + 1 + 7 * DAY)); /* the first is void by now */
    assert_int_equal(look(db, t0).members.count, MEMBERS);
    CHECK_OK(leave(db, 2, seats[0].id, t0 + 2 + 7 * DAY));
    assert_int_equal(look(db, t0).members.count, MEMBERS - 1);
}

static void an_agreement_to_a_new_link_is_void_after_a_week(void **state)
{
    struct db *db = db_of(state);
    struct issued_link again;
    make_alone(db);
    CHECK_OK(flow_link_reissue(db, &mem, team, seats[2].id, seats[0].id, t0, &again, &err));
    CHECK_OK(flow_link_reissue(db, &mem, team, seats[2].id, seats[1].id, t0 + 7 * DAY, &again,
                               &err));
    assert_null(again.text);
    CHECK_OK(flow_link_reissue(db, &mem, team, seats[2].id, seats[0].id, t0 + 7 * DAY + 1,
                               &again, &err));
    assert_non_null(again.text);
}

static void whoever_left_agrees_to_nothing_any_more(void **state)
{
    struct db *db = db_of(state);
    make_alone(db);
    CHECK_OK(leave(db, 2, seats[0].id, t0));
    CHECK_OK(flow_me_leave(db, &mem, team, seats[0].id, t0 + 1, &err));
    CHECK_OK(leave(db, 2, seats[1].id, t0 + 2));
    assert_int_equal(look(db, t0).members.count, MEMBERS - 1);
}

/* ---- what a hostile coach tries ---- */

/* Three of five are too few; four seats would make them enough. */
static void removing_the_silent_does_not_make_the_others_enough(void **state)
{
    struct db *db = db_of(state);
    make_team(db, &with_coach, t0);
    open_round(db, t0);
    for (size_t i = 0; i < 3; i++)
        CHECK_OK(answer_all(db, i, t0 + 1));
    assert_int_equal(close_round(db, t0 + 2), REFUSED);
    CHECK_OK(leave(db, 4, nobody, t0 + 3));
    assert_int_equal(close_round(db, t0 + 4), REFUSED);
    assert_int_equal(refusal, REFUSED_ROUND_ENDED);
    CHECK_OK(try_open(db, t0 + 5));
    assert_int_equal(close_round(db, t0 + 6), REFUSED); /* its answers are gone */
    assert_int_equal(refusal, REFUSED_TOO_FEW);
}

static void two_releases_a_member_apart_are_twenty_one_days_apart(void **state)
{
    struct db *db = db_of(state);
    struct issued_link link;
    make_team(db, &with_coach, t0);
    open_round(db, t0);
    for (size_t i = 0; i < MEMBERS; i++)
        CHECK_OK(answer_all(db, i, t0 + 1));
    CHECK_OK(close_round(db, t0 + 2));
    CHECK_OK(leave(db, 2, nobody, t0 + 3));
    assert_int_equal(try_open(db, t0 + 4), REFUSED);
    assert_int_equal(refusal, REFUSED_TOO_SOON);
    CHECK_OK(add(db, "Claire", t0 + 5, &link)); /* and back again */
    assert_int_equal(try_open(db, t0 + 2 + 21 * DAY - 1), REFUSED);
    assert_int_equal(refusal, REFUSED_TOO_SOON);
    CHECK_OK(try_open(db, t0 + 2 + 21 * DAY));
}

static void removed_and_added_again_is_an_empty_seat_and_no_second_release(void **state)
{
    struct db *db = db_of(state);
    struct issued_link link;
    struct my_seat mine;
    struct shown_portraits before, after;
    make_team(db, &with_coach, t0);
    open_round(db, t0);
    for (size_t i = 0; i < MEMBERS; i++)
        CHECK_OK(answer_all(db, i, t0 + 1));
    CHECK_OK(close_round(db, t0 + 2));
    CHECK_OK(flow_portrait_load(db, &mem, &rules, team, 1, true, &before, &refusal, &err));
    CHECK_OK(leave(db, 2, nobody, t0 + 3));
    CHECK_OK(add(db, "Claire", t0 + 4, &link));
    struct seat_id seat = sit(db, &link, 31);
    assert_true(seat.value != seats[2].id.value);
    CHECK_OK(flow_me_load(db, &mem, team, seat, &mine, &err));
    assert_int_equal(mine.answers.count, 0);
    assert_int_equal(mine.words.count, 0);
    assert_int_equal(close_round(db, t0 + 5), REFUSED);
    CHECK_OK(flow_portrait_load(db, &mem, &rules, team, 1, true, &after, &refusal, &err));
    assert_int_equal(after.portraits[0].release.respondents, MEMBERS);
    assert_memory_equal(before.portraits[0].release.constructs,
                        after.portraits[0].release.constructs,
                        sizeof before.portraits[0].release.constructs);
}

/* The puppet is on the first page of everyone, and one "no" holds the release back. */
static void a_puppet_is_told_to_all_asked_about_and_refused_by_one(void **state)
{
    struct db *db = db_of(state);
    struct issued_link link;
    struct answer_sheet sheet;
    const struct answer_beginning no = { .right_team = NO, .consents = NOT_ASKED };
    make_team(db, &with_coach, t0);
    open_round(db, t0);
    CHECK_OK(answer_all(db, 0, t0 + 1));
    CHECK_OK(add(db, "Pantin", t0 + 2, &link));
    assert_int_equal(flow_answer_load(db, &mem, team, seats[0].id, &sheet, &refusal, &err),
                     REFUSED); /* what was answered among five is not read among six */
    assert_int_equal(told(db, "member.joined"), 1);
    assert_int_equal(told(db, "round.cancelled"), 1);
    CHECK_OK(try_open(db, t0 + 3));
    CHECK_OK(flow_answer_load(db, &mem, team, seats[0].id, &sheet, &refusal, &err));
    assert_int_equal(sheet.answers.count, 0);
    CHECK_TEXT(sheet.colleagues.list[MEMBERS].name, "Pantin");
    for (size_t i = 0; i < MEMBERS; i++)
        CHECK_OK(answer_all(db, i, t0 + 4));
    CHECK_OK(flow_answer_begin(db, &mem, team, seats[1].id, &no, t0 + 5, &refusal, &err));
    assert_int_equal(close_round(db, t0 + 6), REFUSED);
    assert_int_equal(refusal, REFUSED_WRONG_TEAM);
}

static void a_seat_of_another_team_is_not_theirs_to_empty(void **state)
{
    struct db *db = db_of(state);
    struct my_seat mine;
    make_team(db, &with_coach, t0);
    struct team_id first = team;
    struct seat_id theirs = seats[0].id;
    make_team(db, &with_coach, t0);
    bool left = false;
    assert_int_equal(
        flow_roster_leave(db, &mem, team, theirs, nobody, t0, &left, &refusal, &err),
        NOT_FOUND);
    CHECK_OK(flow_me_load(db, &mem, first, theirs, &mine, &err));
    CHECK_TEXT(mine.seat.name, "Aïcha Diop");
}

static void a_link_given_before_someone_left_opens_nothing(void **state)
{
    struct db *db = db_of(state);
    struct issued_link link;
    struct link_key key;
    struct seat seat;
    make_team(db, &with_coach, t0);
    CHECK_OK(add(db, "Karim", t0, &link));
    bool left;
    CHECK_OK(
        flow_roster_leave(db, &mem, team, link.seat, nobody, t0 + 1, &left, &refusal, &err));
    assert_true(flow_link_parse(&mem, link.text, &key));
    assert_int_equal(press_link(db, &mem, key, device_of(40), t0 + 2, &seat, &err), REFUSED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_STORE(a_coach_seats_a_sixth_member_and_a_new_round_asks_all_six),
        ON_STORE(a_ninth_member_and_a_name_that_is_taken_are_refused),
        ON_STORE(whoever_left_is_gone_with_name_answers_and_devices),
        ON_STORE(a_team_of_two_is_left_in_peace_until_a_third_comes),
        ON_STORE(without_a_coach_two_members_seat_a_third_within_a_week),
        ON_STORE(one_no_ends_a_proposal),
        ON_STORE(without_a_coach_two_others_say_that_someone_left_within_a_week),
        ON_STORE(an_agreement_to_a_new_link_is_void_after_a_week),
        ON_STORE(whoever_left_agrees_to_nothing_any_more),
        ON_STORE(removing_the_silent_does_not_make_the_others_enough),
        ON_STORE(two_releases_a_member_apart_are_twenty_one_days_apart),
        ON_STORE(removed_and_added_again_is_an_empty_seat_and_no_second_release),
        ON_STORE(a_puppet_is_told_to_all_asked_about_and_refused_by_one),
        ON_STORE(a_seat_of_another_team_is_not_theirs_to_empty),
        ON_STORE(a_link_given_before_someone_left_opens_nothing),
    };
    return each_store_run(tests, sizeof tests / sizeof *tests);
}
