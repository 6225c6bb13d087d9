/* A team from its making to its portrait, through the flows, on both stores. */
#include "flow/portrait.h"
#include "flow/put_right.h"
#include "flow/team.h"
#include "store/releases.h"
#include "words/day.h"

#include "a_round.h"
#include "press.h"

static void a_link_opens_once_and_only_by_its_own_text(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct link_key key;
    struct seat seat;
    make_team(db, &with_coach, t0);
    assert_true(flow_link_parse(&mem, links.list[0].text, &key));
    assert_int_equal(press_link(db, &mem, key, device_of(9), t0, &seat, &err), REFUSED);
    assert_false(flow_link_parse(&mem, "", &key));
    assert_false(flow_link_parse(&mem, "zz-abc", &key));
    assert_true(flow_link_parse(&mem, "12-abcdefghijkmnpqrstuvwxyz23456789", &key));
    assert_int_equal(press_link(db, &mem, key, device_of(9), t0, &seat, &err), REFUSED);
}

static void five_answers_become_one_portrait_for_all_after_the_restitution(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct round round;
    struct shown_portraits shown;
    make_team(db, &with_coach, t0);
    open_round(db, t0);
    for (size_t i = 0; i < MEMBERS; i++)
        CHECK_OK(answer_all(db, i, t0 + DAY));
    CHECK_OK(flow_round_close(db, &mem, team, &rules, t0 + 2 * DAY, &round, &refusal, &err));
    assert_int_equal(round.state, ROUND_RELEASED);
    CHECK_OK(flow_portrait_load(db, &mem, &rules, team, 0, false, &shown, &refusal, &err));
    assert_int_equal(shown.count, 0); /* nobody sees it before the restitution */
    assert_int_equal(
        flow_portrait_load(db, &mem, &rules, team, 1, false, &shown, &refusal, &err), REFUSED);
    assert_int_equal(refusal, REFUSED_NOT_RELEASED);
    CHECK_OK(flow_round_show(db, &mem, team, round.id, 1, &err));
    CHECK_OK(flow_portrait_load(db, &mem, &rules, team, 1, false, &shown, &refusal, &err));
    assert_int_equal(shown.count, 1);
    assert_int_equal(shown.portraits[0].release.respondents, 5);
    assert_int_equal(shown.portraits[0].constructs_gap, SHOWN);
    assert_int_equal(shown.portraits[0].release.guesses, GUESSES_CLOSE);
}

static void a_closed_round_takes_no_answer_and_has_one_release(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct round round;
    make_team(db, &with_coach, t0);
    open_round(db, t0);
    for (size_t i = 0; i < 4; i++)
        CHECK_OK(answer_all(db, i, t0 + DAY));
    CHECK_OK(flow_round_close(db, &mem, team, &rules, t0 + 2 * DAY, &round, &refusal, &err));
    assert_int_equal(answer_all(db, 4, t0 + 2 * DAY + 1), REFUSED);
    assert_int_equal(refusal, REFUSED_ROUND_ENDED);
    assert_int_equal(
        flow_round_close(db, &mem, team, &rules, t0 + 3 * DAY, &round, &refusal, &err),
        REFUSED);
}

static void too_few_answers_are_never_released(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct round round;
    make_team(db, &with_coach, t0);
    open_round(db, t0);
    for (size_t i = 0; i < 3; i++) { /* 3 of 5 is under two thirds */
        CHECK_OK(answer_all(db, i, t0 + DAY));
        assert_int_equal(
            flow_round_close(db, &mem, team, &rules, t0 + 2 * DAY, &round, &refusal, &err),
            REFUSED);
        assert_int_equal(refusal, REFUSED_TOO_FEW);
    }
    CHECK_OK(answer_all(db, 3, t0 + DAY));
    CHECK_OK(flow_round_close(db, &mem, team, &rules, t0 + 2 * DAY, &round, &refusal, &err));
}

static void one_no_to_is_this_your_team_holds_the_release_back(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct round round;
    const struct answer_beginning no = { .right_team = NO, .consents = NOT_ASKED };
    make_team(db, &with_coach, t0);
    open_round(db, t0);
    for (size_t i = 0; i < MEMBERS; i++)
        CHECK_OK(answer_all(db, i, t0 + DAY));
    CHECK_OK(flow_answer_begin(db, &mem, team, seats[1].id, &no, t0 + DAY, &refusal, &err));
    assert_int_equal(
        flow_round_close(db, &mem, team, &rules, t0 + 2 * DAY, &round, &refusal, &err),
        REFUSED);
    assert_int_equal(refusal, REFUSED_WRONG_TEAM);
}

static void rounds_are_twenty_one_days_apart(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct round round;
    make_team(db, &with_coach, t0);
    open_round(db, t0);
    assert_int_equal(
        flow_round_open(db, &mem, team, instrument, t0 + 1, t0 + DAY, &refusal, &err), REFUSED);
    assert_int_equal(refusal, REFUSED_ROUND_OPEN);
    for (size_t i = 0; i < MEMBERS; i++)
        CHECK_OK(answer_all(db, i, t0 + DAY));
    CHECK_OK(flow_round_close(db, &mem, team, &rules, t0 + DAY, &round, &refusal, &err));
    int64_t early = t0 + DAY + 21 * DAY - 1;
    assert_int_equal(
        flow_round_open(db, &mem, team, instrument, early, early + DAY, &refusal, &err),
        REFUSED);
    assert_int_equal(refusal, REFUSED_TOO_SOON);
    open_round(db, early + 1);
}

static void a_cancelled_round_leaves_no_answer_and_may_be_asked_again_at_once(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct answer_sheet sheet;
    make_team(db, &with_coach, t0);
    open_round(db, t0);
    CHECK_OK(answer_all(db, 0, t0 + 1));
    CHECK_OK(flow_round_cancel(db, &mem, team, t0 + 2, &refusal, &err));
    open_round(db, t0 + 3);
    CHECK_OK(flow_answer_load(db, &mem, team, seats[0].id, &sheet, &refusal, &err));
    assert_int_equal(sheet.answers.count, 0);
    assert_int_equal(sheet.round.number, 2);
}

static void a_reissued_link_opens_an_empty_seat(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct issued_link again;
    struct answer_sheet sheet;
    struct link_key key;
    make_team(db, &with_coach, t0);
    open_round(db, t0);
    CHECK_OK(answer_all(db, 2, t0 + 1));
    CHECK_OK(flow_answer_load(db, &mem, team, seats[2].id, &sheet, &refusal, &err));
    assert_true(sheet.answers.count > 30);
    CHECK_OK(flow_link_reissue(db, &mem, team, seats[2].id, (struct seat_id){ 0 }, t0 + 2,
                               &again, &err));
    assert_true(flow_link_parse(&mem, again.text, &key));
    CHECK_OK(press_link(db, &mem, key, device_of(20), t0 + 3, &seats[2], &err));
    CHECK_OK(flow_answer_load(db, &mem, team, seats[2].id, &sheet, &refusal, &err));
    assert_int_equal(sheet.answers.count, 0);
}

static void a_reissued_seat_starts_from_the_first_page_and_keeps_a_no(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    const struct answer_beginning yes = { .right_team = YES, .consents = NOT_ASKED },
                                  no = { .right_team = NO, .consents = NOT_ASKED };
    for (int said_no = 0; said_no < 2; said_no++) {
        struct issued_link again;
        struct answer_sheet sheet;
        bool closes;
        make_team(db, &with_coach, t0);
        open_round(db, t0);
        CHECK_OK(flow_answer_begin(db, &mem, team, seats[2].id, said_no ? &no : &yes, t0 + 1,
                                   &refusal, &err));
        CHECK_OK(answer_all(db, 2, t0 + 1));
        CHECK_OK(send_answers(db, 2, true, t0 + 1, &closes));
        CHECK_OK(flow_link_reissue(db, &mem, team, seats[2].id, (struct seat_id){ 0 }, t0 + 2,
                                   &again, &err));
        CHECK_OK(flow_answer_load(db, &mem, team, seats[2].id, &sheet, &refusal, &err));
        assert_int_equal(sheet.participant.right_team, said_no ? NO : NOT_ASKED);
        assert_int_equal(sheet.participant.submitted, NOT_SUBMITTED);
        assert_int_equal(sheet.participant.step, 0);
        /* Whoever sits there now does not take the other's "no" back. */
        CHECK_OK(flow_answer_begin(db, &mem, team, seats[2].id, &yes, t0 + 3, &refusal, &err));
        CHECK_OK(flow_answer_load(db, &mem, team, seats[2].id, &sheet, &refusal, &err));
        assert_int_equal(sheet.participant.right_team, said_no ? NO : YES);
    }
}

static void that_everyone_is_done_does_not_move_the_date_that_is_told(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct team_view before, after;
    bool closes;
    make_team(db, &with_coach, t0);
    open_round(db, t0);
    CHECK_OK(flow_team_load(db, &mem, team, 0, t0 + 5, &before, &err));
    for (size_t i = 0; i < MEMBERS; i++) {
        CHECK_OK(answer_all(db, i, t0 + 10));
        CHECK_OK(send_answers(db, i, false, t0 + 10, &closes));
    }
    CHECK_OK(flow_team_load(db, &mem, team, 0, t0 + 20, &after, &err));
    assert_int_equal(before.next_at, after.next_at);
    assert_int_equal(after.last.closes_at, t0 + 10 + 1800);
    assert_int_equal(flow_round_extend(db, &mem, team, t0 + 20, t0 + DAY, &refusal, &err),
                     REFUSED);
}

static void without_a_coach_a_new_link_takes_two_other_members(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct group_wish alone = with_coach;
    struct issued_link again;
    alone.coach.value = 0;
    alone.days = 7;
    make_team(db, &alone, t0);
    assert_int_equal(
        flow_link_reissue(db, &mem, team, seats[2].id, seats[2].id, t0 + 2, &again, &err),
        REFUSED);
    CHECK_OK(flow_link_reissue(db, &mem, team, seats[2].id, seats[0].id, t0 + 2, &again, &err));
    assert_null(again.text);
    CHECK_OK(flow_link_reissue(db, &mem, team, seats[2].id, seats[0].id, t0 + 3, &again, &err));
    assert_null(again.text); /* asking twice is asking once */
    CHECK_OK(flow_link_reissue(db, &mem, team, seats[2].id, seats[4].id, t0 + 4, &again, &err));
    assert_non_null(again.text);
}

static void submit_all(struct db *db, int64_t now, bool *closes)
{
    for (size_t i = 0; i < MEMBERS; i++)
        CHECK_OK(send_answers(db, i, true, now, closes));
}

static void a_team_alone_closes_half_an_hour_after_the_last_answer_said_for_good(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct group_wish alone = with_coach;
    struct shown_portraits shown;
    bool closes = true;
    alone.coach.value = 0;
    alone.days = 7;
    make_team(db, &alone, t0);
    for (size_t i = 0; i < MEMBERS; i++)
        CHECK_OK(answer_all(db, i, t0 + 60));
    submit_all(db, t0 + 70, &closes);
    assert_false(closes); /* answers stay changeable */
    CHECK_OK(answer_all(db, 2, t0 + 80));
    submit_all(db, t0 + 80 + 1799, &closes);
    assert_false(closes);
    CHECK_OK(flow_round_clock(db, &mem, &rules, t0 + 80 + 1799, &err));
    CHECK_OK(flow_portrait_load(db, &mem, &rules, team, 0, false, &shown, &refusal, &err));
    assert_int_equal(shown.count, 0);
    CHECK_OK(flow_round_clock(db, &mem, &rules, t0 + 80 + 1800, &err));
    CHECK_OK(flow_portrait_load(db, &mem, &rules, team, 0, false, &shown, &refusal, &err));
    assert_int_equal(shown.count, 1);
}

/* The last one said so long after everyone had answered. */
static void said_for_good_half_an_hour_after_the_last_answer_it_closes_at_once(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct round round;
    bool closes = false;
    make_team(db, &with_coach, t0);
    open_round(db, t0);
    for (size_t i = 0; i < MEMBERS; i++)
        CHECK_OK(answer_all(db, i, t0 + 60));
    submit_all(db, t0 + 60 + 1800, &closes);
    assert_true(closes);
    CHECK_OK(flow_round_close(db, &mem, team, &rules, t0 + 61 + 1800, &round, &refusal, &err));
}

static void the_clock_waits_half_an_hour_after_the_last_change(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct shown_portraits shown;
    struct answer_sheet sheet;
    bool closes = false;
    struct group_wish alone = with_coach;
    alone.coach.value = 0;
    alone.days = 7;
    make_team(db, &alone, t0);
    for (size_t i = 0; i < MEMBERS; i++) {
        CHECK_OK(answer_all(db, i, t0 + 60));
        CHECK_OK(send_answers(db, i, i > 0, t0 + 60, &closes));
        assert_false(closes);
    }
    CHECK_OK(answer_all(db, 1, t0 + 600));
    CHECK_OK(flow_round_clock(db, &mem, &rules, t0 + 600 + 1799, &err));
    CHECK_OK(flow_answer_load(db, &mem, team, seats[1].id, &sheet, &refusal, &err));
    CHECK_OK(flow_round_clock(db, &mem, &rules, t0 + 600 + 1800, &err));
    assert_int_equal(flow_answer_load(db, &mem, team, seats[1].id, &sheet, &refusal, &err),
                     REFUSED);
    CHECK_OK(flow_portrait_load(db, &mem, &rules, team, 0, false, &shown, &refusal, &err));
    assert_int_equal(shown.count, 1);
}

static void a_due_round_without_enough_answers_waits_a_week_then_is_cancelled(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct answer_sheet sheet;
    make_team(db, &with_coach, t0);
    open_round(db, t0);
    CHECK_OK(answer_all(db, 0, t0 + 1));
    CHECK_OK(flow_round_clock(db, &mem, &rules, t0 + 7 * DAY, &err));
    CHECK_OK(flow_answer_load(db, &mem, team, seats[0].id, &sheet, &refusal, &err));
    assert_int_equal(sheet.round.closes_at, day_end(t0 + 7 * DAY, 7));
    for (int64_t day = 14; day <= 70; day += 7)
        CHECK_OK(flow_round_clock(db, &mem, &rules, t0 + day * DAY, &err));
    assert_int_equal(flow_answer_load(db, &mem, team, seats[0].id, &sheet, &refusal, &err),
                     REFUSED);
}

static int told_at(struct db *db, int64_t now)
{
    struct team_view view;
    CHECK_OK(flow_team_load(db, &mem, team, 0, now, &view, &err));
    return view.last.told_count;
}

static void the_coach_reads_a_count_that_stands_still_until_the_hour_it_told(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    static const int wanted[MEMBERS] = { 0, 0, 3, 3, 3 };
    int64_t next = flow_round_next_count(t0 + 20);
    assert_in_range(next, t0 + 21, t0 + 20 + DAY + 3600);
    make_team(db, &with_coach, t0);
    open_round(db, t0);
    for (size_t i = 0; i < MEMBERS; i++) {
        CHECK_OK(answer_all(db, i, t0 + 10 + (int64_t)i));
        assert_int_equal(told_at(db, t0 + 20), wanted[i]);
    }
    CHECK_OK(flow_round_clock(db, &mem, &rules, next - 1, &err));
    assert_int_equal(told_at(db, next - 1), 3);
    CHECK_OK(flow_round_clock(db, &mem, &rules, next, &err));
    assert_int_equal(told_at(db, next), 5);
}

/* Whoever made the link again would else learn whether its holder had answered. */
static void the_count_stands_once_a_link_was_made_again(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    for (size_t remade = 1; remade < MEMBERS; remade += 3) { /* had answered; had not */
        struct issued_link again;
        struct team_view view;
        int64_t next = flow_round_next_count(t0 + 20);
        make_team(db, &with_coach, t0);
        open_round(db, t0);
        for (size_t i = 0; i < 4; i++)
            CHECK_OK(answer_all(db, i, t0 + 10));
        CHECK_OK(flow_link_reissue(db, &mem, team, seats[remade].id, (struct seat_id){ 0 },
                                   t0 + 11, &again, &err));
        CHECK_OK(answer_all(db, 0, t0 + 12));
        CHECK_OK(flow_round_clock(db, &mem, &rules, next, &err));
        CHECK_OK(flow_team_load(db, &mem, team, 0, next, &view, &err));
        assert_int_equal(view.last.told_count, 3);
        assert_true(flow_round_count_stands(&view.last));
    }
}

static void an_answer_off_the_scale_or_about_oneself_is_refused_whole(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct answer_sheet sheet;
    make_team(db, &with_coach, t0);
    open_round(db, t0);
    struct answer bad[2] = {
        { .kind = ANSWER_ITEM, .question = "q1", .known = true, .choice = 4 },
        { .kind = ANSWER_ITEM, .question = "q2", .known = true, .choice = 8 }
    };
    const struct answers answers = { bad, 2 };
    assert_int_equal(save_answers(db, 0, &answers, t0 + 1), BAD_INPUT);
    bad[1] = (struct answer){ .kind = ANSWER_RATING,
                              .question = "info",
                              .about = seats[0].id,
                              .known = true,
                              .choice = 4 };
    assert_int_not_equal(save_answers(db, 0, &answers, t0 + 1), OK);
    CHECK_OK(flow_answer_load(db, &mem, team, seats[0].id, &sheet, &refusal, &err));
    assert_int_equal(sheet.answers.count, 0);
}

static void a_wish_is_checked_before_a_team_is_made(void **state)
{
    (void)state;
    struct group_wish wish = with_coach;
    assert_int_equal(flow_group_check(&wish).fault, GROUP_FINE);
    wish.count = 2;
    assert_int_equal(flow_group_check(&wish).fault, GROUP_TOO_FEW);
    wish.count = 9;
    assert_int_equal(flow_group_check(&wish).fault, GROUP_TOO_MANY);
    wish = with_coach;
    wish.name = "";
    assert_int_equal(flow_group_check(&wish).fault, GROUP_NAME);
    wish = with_coach;
    wish.members[3].name = "Bruno";
    assert_int_equal(flow_group_check(&wish).fault, GROUP_MEMBER_TWICE);
    assert_int_equal(flow_group_check(&wish).member, 3);
    wish = with_coach;
    wish.coach.value = 0;
    assert_int_equal(flow_group_check(&wish).fault, GROUP_DAYS);
    CHECK_TEXT(flow_initials(&mem, "Aïcha Diop"), "AD");
    CHECK_TEXT(flow_initials(&mem, "Élise"), "Él");
    CHECK_TEXT(flow_initials(&mem, "Ö"), "Ö");
}

/* ---- clocks ---- */

static void a_clock_put_right_after_the_opening_lets_the_last_one_send(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct team_view view;
    bool closes;
    make_team(db, &with_coach, t0);
    open_round(db, t0 + 2 * 3600); /* two hours ahead */
    for (size_t i = 0; i < MEMBERS; i++) {
        CHECK_OK(answer_all(db, i, t0 + 10));
        CHECK_OK(send_answers(db, i, false, t0 + 10, &closes));
    }
    CHECK_OK(flow_team_load(db, &mem, team, 0, t0 + 20, &view, &err));
    assert_true(view.last.closes_at > t0 + 20);
    CHECK_OK(flow_put_right(db, &mem, t0 + 30, &err));
    CHECK_OK(send_answers(db, 0, false, t0 + 40, &closes));
    CHECK_OK(flow_team_load(db, &mem, team, 0, t0 + 50, &view, &err));
    assert_int_equal(view.last.opened_at, t0 + 30);
    assert_int_equal(view.last.closes_at, t0 + 40 + 1800);
}

static void a_round_closed_a_year_ahead_bars_the_next_for_21_days_and_no_more(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct round round;
    int64_t wrong = t0 + 365 * (int64_t)DAY;
    make_team(db, &with_coach, t0);
    open_round(db, t0);
    for (size_t i = 0; i < MEMBERS; i++)
        CHECK_OK(answer_all(db, i, t0 + DAY));
    CHECK_OK(flow_round_close(db, &mem, team, &rules, wrong, &round, &refusal, &err));
    int64_t right = t0 + 2 * DAY;
    CHECK_OK(flow_put_right(db, &mem, right, &err));
    int64_t again = right + 21 * DAY;
    assert_int_equal(
        flow_round_open(db, &mem, team, instrument, again - 1, again + DAY, &refusal, &err),
        REFUSED);
    assert_int_equal(refusal, REFUSED_TOO_SOON);
    open_round(db, again);
}

static void a_clock_that_fell_back_before_the_store_was_made_changes_nothing(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct team_view view;
    make_team(db, &with_coach, t0);
    open_round(db, t0);
    CHECK_OK(flow_put_right(db, &mem, 0, &err)); /* 1970: a battery that failed */
    CHECK_OK(flow_team_load(db, &mem, team, 0, t0 + 20, &view, &err));
    assert_int_equal(view.last.opened_at, t0);
}

static void a_team_alone_has_until_the_end_of_its_last_day(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct group_wish wish = with_coach;
    struct answer_sheet sheet;
    wish.coach.value = 0;
    wish.days = 60;
    make_team(db, &wish, t0);
    int64_t end = day_end(t0, 60);
    CHECK_OK(flow_answer_load(db, &mem, team, seats[0].id, &sheet, &refusal, &err));
    assert_int_equal(sheet.round.announced_at, end);
    CHECK_OK(answer_all(db, 0, end - 1)); /* 23:59:59 */
    assert_int_equal(answer_all(db, 1, end), REFUSED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_STORE(a_wish_is_checked_before_a_team_is_made),
        ON_STORE(a_link_opens_once_and_only_by_its_own_text),
        ON_STORE(five_answers_become_one_portrait_for_all_after_the_restitution),
        ON_STORE(a_closed_round_takes_no_answer_and_has_one_release),
        ON_STORE(too_few_answers_are_never_released),
        ON_STORE(one_no_to_is_this_your_team_holds_the_release_back),
        ON_STORE(rounds_are_twenty_one_days_apart),
        ON_STORE(a_cancelled_round_leaves_no_answer_and_may_be_asked_again_at_once),
        ON_STORE(a_reissued_link_opens_an_empty_seat),
        ON_STORE(a_reissued_seat_starts_from_the_first_page_and_keeps_a_no),
        ON_STORE(that_everyone_is_done_does_not_move_the_date_that_is_told),
        ON_STORE(without_a_coach_a_new_link_takes_two_other_members),
        ON_STORE(a_team_alone_closes_half_an_hour_after_the_last_answer_said_for_good),
        ON_STORE(said_for_good_half_an_hour_after_the_last_answer_it_closes_at_once),
        ON_STORE(the_clock_waits_half_an_hour_after_the_last_change),
        ON_STORE(a_due_round_without_enough_answers_waits_a_week_then_is_cancelled),
        ON_STORE(the_coach_reads_a_count_that_stands_still_until_the_hour_it_told),
        ON_STORE(the_count_stands_once_a_link_was_made_again),
        ON_STORE(an_answer_off_the_scale_or_about_oneself_is_refused_whole),
        ON_STORE(a_clock_put_right_after_the_opening_lets_the_last_one_send),
        ON_STORE(a_round_closed_a_year_ahead_bars_the_next_for_21_days_and_no_more),
        ON_STORE(a_clock_that_fell_back_before_the_store_was_made_changes_nothing),
        ON_STORE(a_team_alone_has_until_the_end_of_its_last_day),
    };
    return each_store_run(tests, sizeof tests / sizeof *tests);
}
