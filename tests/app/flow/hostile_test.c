/* A coach, or members who act together, against one person's answers: links are made again in
 * an open round, their seats answered with what the attacker knows, and the round closed by
 * hand, by the clock, or cancelled and opened anew. Three to eight people, on both stores.
 * Whatever the person answered, the bytes that leave are the same; and no seat filled in this
 * way lifts a floor. */
#include <stdlib.h>

#include "flow/portrait.h"
#include "flow/round_links.h"
#include "flow/team.h"
#include "page/portraits.h"
#include "store/releases.h"
#include "json/portrait_json.h"

#include "a_round.h"

static const struct seat_id by_coach = { 0 };
static size_t people;

/* A team of n people, the first of whom is the victim; coach 0: without one, a round opens. */
static void gather(struct db *db, size_t n, int64_t coach)
{
    struct group_wish wish = { .name = "Équipe inventée du Gué",
                               .aim = "Passer",
                               .lang = FR,
                               .coach = { coach },
                               .days = 7,
                               .count = n };
    for (size_t i = 0; i < n; i++)
        wish.members[i] =
            (struct group_member){ arena_text(&mem, "Membre %zu", i), "", "", false };
    people = n;
    make_team(db, &wish, t0);
    if (coach)
        open_round(db, t0);
}

/* Every question by a rule; ratings and a ranking too. */
static enum status answer_by(struct db *db, size_t seat, unsigned rule, int64_t now)
{
    struct answer *list = NEW_ARRAY(&mem, struct answer, instrument->item_count + 60);
    struct answers answers = { list, 0 };
    for (size_t i = 0; i < instrument->item_count; i++)
        list[answers.count++] =
            (struct answer){ .question = instrument->items[i].key,
                             .known = true,
                             .choice = rule == 0   ? 1
                                       : rule == 1 ? 7
                                                   : (double)(1 + (i * rule + seat) % 7) };
    for (size_t q = 0; q < instrument->question_count; q++)
        for (size_t other = 0; other < people; other++)
            if (other != seat)
                list[answers.count++] =
                    (struct answer){ .kind = ANSWER_RATING,
                                     .question = instrument->questions[q].key,
                                     .about = seats[other].id,
                                     .known = true,
                                     .choice = (double)(1 + (rule + q + other) % 7) };
    for (size_t i = 0; i < instrument->motive_count; i++)
        list[answers.count++] =
            (struct answer){ .kind = ANSWER_RANK,
                             .question = instrument->motives[i].key,
                             .known = true,
                             .choice = (double)(1 + (i + rule) % instrument->motive_count) };
    return save_answers(db, seat, &answers, now);
}

/* The coach makes the link of a seat again; nobody has to open it for its seat to answer. */
static void make_again(struct db *db, size_t seat, int64_t now)
{
    struct issued_link again;
    CHECK_OK(flow_link_reissue(db, &mem, team, seats[seat].id, by_coach, now, &again, &err));
    assert_non_null(again.text);
}

/* Two other members ask for it, which makes it. */
static void make_again_by_two(struct db *db, size_t seat, size_t one, size_t other, int64_t now)
{
    struct issued_link again;
    CHECK_OK(
        flow_link_reissue(db, &mem, team, seats[seat].id, seats[one].id, now, &again, &err));
    CHECK_OK(
        flow_link_reissue(db, &mem, team, seats[seat].id, seats[other].id, now, &again, &err));
    assert_non_null(again.text);
}

static enum status close_now(struct db *db, int64_t now)
{
    struct round round;
    return flow_round_close(db, &mem, team, &rules, now, &round, &refusal, &err);
}

static struct stored_releases releases_of(struct db *db)
{
    struct transaction *transaction;
    struct stored_releases releases;
    CHECK_OK(db_begin_reading(db, &transaction, &err));
    CHECK_OK(store_releases_load(&mem, transaction, team, &releases, &err));
    db_abandon(transaction);
    return releases;
}

static void add_portraits(struct text *text, const struct shown_portraits *shown)
{
    static const char *const teams[] = { "team" };
    struct arena own = arena_with_limit(1 << 25);
    struct html out = html_to_text(text);
    struct portraits_page page = { .lang = FR, .teams = teams, .team_count = 1 };
    for (size_t i = 0; i < shown->count; i++) {
        json_t *tree = json_portrait(&shown->portraits[i]);
        char *written = json_dumps(tree, JSON_PORTRAIT_FLAGS);
        text_add(text, written);
        free(written);
        json_decref(tree);
    }
    if (shown->count)
        page_portrait(&out, &own, &page, shown->portraits, shown->count);
    arena_free(&own);
}

/* All that leaves of a team: frozen releases, JSON, page and pictures, journal, the count that
 * the coach reads, the words each seat receives. Ids and hours are not of anyone's answers. */
static const char *all_bytes(struct db *db)
{
    struct text text = { .mem = &mem };
    struct stored_releases releases = releases_of(db);
    struct shown_portraits shown;
    struct team_view view;
    for (size_t i = 0; i < releases.count; i++)
        text_add_format(&text, "%d/%d %s\n", releases.list[i].respondents,
                        releases.list[i].seats, releases.list[i].json);
    for (size_t i = 0; i < releases.count; i++)
        CHECK_OK(flow_round_show(db, &mem, team, releases.list[i].round, BLOCKS_ALL, &err));
    CHECK_OK(flow_portrait_load(db, &mem, &rules, team, 0, false, &shown, &refusal, &err));
    assert_int_equal(shown.count, releases.count);
    add_portraits(&text, &shown);
    CHECK_OK(flow_team_load(db, &mem, team, 100, t0 + 30 * DAY, &view, &err));
    for (size_t i = 0; i < view.journal.count; i++)
        text_add_format(&text, "%s\n", view.journal.list[i].kind);
    text_add_format(&text, "%d\n", view.last.told_count);
    for (size_t seat = 0; seat < people && releases.count; seat++) {
        struct transaction *transaction;
        struct received_words words;
        CHECK_OK(db_begin_reading(db, &transaction, &err));
        CHECK_OK(store_received_load(&mem, transaction, team, releases.list[0].round,
                                     seats[seat].id, &words, &err));
        db_abandon(transaction);
        for (size_t i = 0; i < words.count; i++)
            text_add_format(&text, "%zu %s %d\n", seat, words.list[i].question,
                            words.list[i].word);
    }
    return text_done(&text);
}

enum ending { BY_HAND, BY_CLOCK };

static void end(struct db *db, enum ending ending, int64_t now)
{
    if (ending == BY_HAND)
        (void)close_now(db, now);
    else
        CHECK_OK(flow_round_clock(db, &mem, &rules, t0 + 8 * DAY, &err));
}

/* All answer; n - 1 links are made again and their seats answered; what left is read. */
static const char *taken_over(struct db *db, size_t n, unsigned victim, bool coached,
                              enum ending ending)
{
    gather(db, n, coached ? 41 : 0);
    for (size_t i = 0; i < n; i++)
        CHECK_OK(answer_by(db, i, i == 0 ? victim : 3, t0 + 10));
    for (size_t i = 1; i < n; i++) {
        if (coached)
            make_again(db, i, t0 + 20);
        else
            make_again_by_two(db, i, 1 + i % (n - 1), 1 + (i + 1) % (n - 1), t0 + 20);
        (void)answer_by(db, i, 4, t0 + 21);
    }
    end(db, ending, t0 + 30);
    return all_bytes(db);
}

static const unsigned victims[] = { 0, 1, 5 };

static void check_taken_over(struct db *db, bool coached, enum ending ending)
{
    /* Every size by hand; the clock comes to the same place, so every other one by it. */
    size_t step = ending == BY_HAND ? 1 : 2;
    for (size_t n = coached && ending == BY_HAND ? 3 : 4; n <= TEAM_MAX; n += step) {
        struct arena_mark mark = arena_mark(&mem);
        const char *first = taken_over(db, n, victims[0], coached, ending);
        assert_int_equal(releases_of(db).count, 0);
        for (size_t v = 1; v < sizeof victims / sizeof *victims; v++)
            CHECK_TEXT(taken_over(db, n, victims[v], coached, ending), first);
        arena_release(&mem, mark);
    }
}

static void a_coach_who_takes_all_seats_but_one_reads_nothing_of_that_one(void **state)
{
    check_taken_over(((struct store *)*state)->db, true, BY_HAND);
}

static void nor_when_the_clock_closes_the_round(void **state)
{
    check_taken_over(((struct store *)*state)->db, true, BY_CLOCK);
}

static void two_members_of_a_team_without_a_coach_read_nothing_of_a_third(void **state)
{
    check_taken_over(((struct store *)*state)->db, false, BY_HAND);
    check_taken_over(((struct store *)*state)->db, false, BY_CLOCK);
}

/* One seat taken: what leaves is that of a seat which stayed silent, whatever the puppet says,
 * rates and agrees to; ratings about it count no more than those it gives. */
static const char *one_taken(struct db *db, size_t n, unsigned puppet, bool answers)
{
    const struct answer_beginning yes = { .right_team = YES, .consents = YES };
    gather(db, n, 41);
    for (size_t i = 0; i < n; i++)
        CHECK_OK(answer_by(db, i, (unsigned)(2 + i), t0 + 10));
    make_again(db, n - 1, t0 + 20);
    for (size_t i = 0; i < n; i++) /* those who rate the seat anew do it in vain */
        if (i + 1 < n || answers)
            CHECK_OK(answer_by(db, i, i + 1 < n ? (unsigned)(2 + i) : puppet, t0 + 21));
    if (answers)
        CHECK_OK(
            flow_answer_begin(db, &mem, team, seats[n - 1].id, &yes, t0 + 22, &refusal, &err));
    (void)close_now(db, t0 + 30);
    return all_bytes(db);
}

static void a_seat_taken_over_counts_as_one_that_stayed_silent(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    for (size_t n = 3; n <= TEAM_MAX; n++) {
        struct arena_mark mark = arena_mark(&mem);
        const char *silent = one_taken(db, n, 0, false);
        struct stored_releases releases = releases_of(db);
        assert_int_equal(releases.count, n > 3);
        if (n > 3)
            assert_int_equal(releases.list[0].respondents, n - 1);
        CHECK_TEXT(one_taken(db, n, 0, true), silent);
        CHECK_TEXT(one_taken(db, n, 1, true), silent);
        arena_release(&mem, mark);
    }
}

/* What the others say of a taken seat, after it was emptied, is in no flow and in no words. */
static const char *taken_and_rated(struct db *db, double rating)
{
    gather(db, 7, 41);
    for (size_t i = 0; i < 7; i++)
        CHECK_OK(answer_by(db, i, (unsigned)(2 + i), t0 + 10));
    make_again(db, 6, t0 + 20);
    for (size_t i = 0; i < 6; i++)
        for (size_t q = 0; q < instrument->question_count; q++) {
            struct answer one = { .kind = ANSWER_RATING,
                                  .question = instrument->questions[q].key,
                                  .about = seats[6].id,
                                  .known = true,
                                  .choice = rating };
            const struct answers answers = { &one, 1 };
            CHECK_OK(save_answers(db, i, &answers, t0 + 21));
        }
    CHECK_OK(close_now(db, t0 + 30));
    return all_bytes(db);
}

static void nothing_said_of_a_taken_seat_is_published(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    const char *low = taken_and_rated(db, 1);
    assert_int_equal(releases_of(db).list[0].respondents, 6);
    CHECK_TEXT(taken_and_rated(db, 7), low);
}

/* Three of four, and a silent seat that the coach fills: still three. */
static void a_silent_seat_that_a_coach_fills_lifts_no_floor(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct shown_portraits shown;
    gather(db, 4, 41);
    for (size_t i = 0; i < 3; i++)
        CHECK_OK(answer_by(db, i, 3, t0 + 10));
    make_again(db, 3, t0 + 20);
    CHECK_OK(answer_by(db, 3, 4, t0 + 21));
    CHECK_OK(close_now(db, t0 + 30));
    CHECK_OK(flow_portrait_load(db, &mem, &rules, team, 1, true, &shown, &refusal, &err));
    assert_int_equal(shown.portraits[0].release.respondents, 3);
    assert_int_equal(shown.portraits[0].release.constructs[0].gap, GAP_TOO_FEW);
    /* And two of three never make three. */
    gather(db, 3, 41);
    for (size_t i = 0; i < 2; i++)
        CHECK_OK(answer_by(db, i, 3, t0 + 10));
    make_again(db, 2, t0 + 20);
    CHECK_OK(answer_by(db, 2, 4, t0 + 21));
    assert_int_equal(close_now(db, t0 + 30), REFUSED);
    assert_int_equal(refusal, REFUSED_TOO_FEW);
}

/* Seen in a member's browser, whatever was answered there before. */
static void a_coach_in_a_seat_counts_no_more_than_a_silent_one(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    gather(db, 5, 41);
    for (size_t i = 0; i < 5; i++)
        CHECK_OK(answer_by(db, i, 3, t0 + 10));
    for (int twice = 0; twice < 2; twice++)
        CHECK_OK(flow_round_leave_out(db, &mem, team, seats[2].id, &err));
    CHECK_OK(close_now(db, t0 + 30));
    assert_int_equal(releases_of(db).list[0].respondents, 4);
    CHECK_OK(flow_round_leave_out(db, &mem, team, seats[2].id, &err)); /* no round is open */
}

/* The consent of the three is not given by whoever took a seat. */
static void a_consent_given_from_a_taken_seat_is_none(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    const struct answer_beginning yes = { .right_team = YES, .consents = YES };
    struct shown_portraits shown;
    gather(db, 4, 41);
    make_again(db, 3, t0 + 5);
    for (size_t i = 0; i < 4; i++) {
        CHECK_OK(flow_answer_begin(db, &mem, team, seats[i].id, &yes, t0 + 9, &refusal, &err));
        CHECK_OK(answer_by(db, i, 3, t0 + 10));
    }
    CHECK_OK(close_now(db, t0 + 30));
    CHECK_OK(flow_portrait_load(db, &mem, &rules, team, 1, true, &shown, &refusal, &err));
    assert_int_equal(shown.portraits[0].release.stage_set_gap, GAP_NOT_SHOWN);
}

/* Cancelled by the second link, opened anew: the first page names every seat that was taken,
 * and one "no" holds what would leave, by hand and by the clock. */
static void a_round_opened_anew_names_the_seats_that_were_taken(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    const struct answer_beginning no = { .right_team = NO, .consents = NOT_ASKED };
    for (size_t n = 3; n <= TEAM_MAX; n++) {
        struct answer_sheet sheet;
        gather(db, n, 41);
        for (size_t i = 1; i < n; i++)
            make_again(db, i, t0 + 20);
        open_round(db, t0 + 60);
        CHECK_OK(flow_answer_load(db, &mem, team, seats[0].id, &sheet, &refusal, &err));
        assert_int_equal(sheet.remade.count, n - 1);
        for (size_t i = 1; i < n; i++) {
            assert_int_equal(sheet.remade.list[i - 1].id.value, seats[i].id.value);
            CHECK_OK(answer_by(db, i, 4, t0 + 61));
        }
        CHECK_OK(answer_by(db, 0, 1, t0 + 61));
        CHECK_OK(flow_answer_begin(db, &mem, team, seats[0].id, &no, t0 + 62, &refusal, &err));
        assert_int_equal(close_now(db, t0 + 70), REFUSED);
        CHECK_OK(flow_round_clock(db, &mem, &rules, t0 + 8 * DAY, &err));
        assert_int_equal(releases_of(db).count, 0);
    }
}

/* A seat taken in one round is named in the next, though a portrait came between: nobody had
 * been told before they answered. */
static void a_seat_left_out_is_named_until_a_portrait_has_counted_it(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct answer_sheet sheet;
    gather(db, 5, 41);
    for (size_t i = 0; i < 5; i++)
        CHECK_OK(answer_by(db, i, 3, t0 + 10));
    make_again(db, 4, t0 + 20);
    CHECK_OK(flow_answer_load(db, &mem, team, seats[4].id, &sheet, &refusal, &err));
    assert_true(sheet.participant.remade);
    CHECK_OK(close_now(db, t0 + 30));
    open_round(db, t0 + 22 * DAY);
    CHECK_OK(flow_answer_load(db, &mem, team, seats[4].id, &sheet, &refusal, &err));
    assert_false(sheet.participant.remade); /* it counts again */
    assert_int_equal(sheet.remade.count, 1);
    for (size_t i = 0; i < 5; i++)
        CHECK_OK(answer_by(db, i, 3, t0 + 22 * DAY + 1));
    CHECK_OK(close_now(db, t0 + 22 * DAY + 2));
    assert_int_equal(releases_of(db).list[1].respondents, 5);
    open_round(db, t0 + 44 * DAY);
    CHECK_OK(flow_answer_load(db, &mem, team, seats[0].id, &sheet, &refusal, &err));
    assert_int_equal(sheet.remade.count, 0);
}

static void press(struct db *db, size_t seat, int64_t now)
{
    struct transaction *transaction;
    CHECK_OK(db_begin(db, team, &transaction, &err));
    CHECK_OK(round_link_pressed(&mem, transaction, team, seats[seat].id, now, &err));
    CHECK_OK(db_commit(transaction, &err));
}

static size_t told_of_presses(struct db *db)
{
    struct team_view view;
    size_t count = 0;
    CHECK_OK(flow_team_load(db, &mem, team, 100, t0, &view, &err));
    for (size_t i = 0; i < view.journal.count; i++) {
        bool pressed = strcmp(view.journal.list[i].kind, "link.pressed") == 0;
        count += pressed;
        assert_true(!pressed || view.journal.list[i].seat.value == 0); /* not whose */
    }
    return count;
}

static void a_link_that_served_elsewhere_holds_the_round_two_days(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    int64_t end_of_it = t0 + 7 * DAY - 60;
    gather(db, 5, 41);
    for (size_t i = 0; i < 5; i++)
        CHECK_OK(answer_by(db, i, 3, t0 + 10));
    press(db, 2, end_of_it);
    assert_int_equal(told_of_presses(db), 1);
    assert_int_equal(close_now(db, end_of_it + 1), REFUSED);
    assert_int_equal(refusal, REFUSED_HELD);
    CHECK_OK(flow_round_clock(db, &mem, &rules, t0 + 7 * DAY, &err));
    CHECK_OK(answer_by(db, 1, 5, end_of_it + 2 * DAY - 1)); /* answers are taken meanwhile */
    CHECK_OK(flow_round_clock(db, &mem, &rules, end_of_it + 2 * DAY - 1, &err));
    assert_int_equal(releases_of(db).count, 0);
    CHECK_OK(flow_round_clock(db, &mem, &rules, end_of_it + 2 * DAY, &err));
    assert_int_equal(releases_of(db).count, 1);
}

static void pressing_it_again_and_again_holds_it_no_longer(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    gather(db, 5, 41);
    for (size_t i = 0; i < 5; i++)
        CHECK_OK(answer_by(db, i, 3, t0 + 10));
    for (int64_t hour = 0; hour < 48; hour++)
        press(db, 2, t0 + 20 + 3600 * hour);
    assert_int_equal(told_of_presses(db), 1);
    assert_int_equal(close_now(db, t0 + 20 + 2 * DAY - 1), REFUSED);
    CHECK_OK(close_now(db, t0 + 20 + 2 * DAY));
    /* The next round is held anew, and so by another seat's link. */
    open_round(db, t0 + 30 * DAY);
    press(db, 2, t0 + 30 * DAY);
    press(db, 3, t0 + 31 * DAY);
    assert_int_equal(told_of_presses(db), 3);
    for (size_t i = 0; i < 5; i++)
        CHECK_OK(answer_by(db, i, 3, t0 + 32 * DAY));
    assert_int_equal(close_now(db, t0 + 33 * DAY - 1), REFUSED);
    CHECK_OK(close_now(db, t0 + 33 * DAY));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_STORE(a_coach_who_takes_all_seats_but_one_reads_nothing_of_that_one),
        ON_STORE(nor_when_the_clock_closes_the_round),
        ON_STORE(two_members_of_a_team_without_a_coach_read_nothing_of_a_third),
        ON_STORE(a_seat_taken_over_counts_as_one_that_stayed_silent),
        ON_STORE(nothing_said_of_a_taken_seat_is_published),
        ON_STORE(a_silent_seat_that_a_coach_fills_lifts_no_floor),
        ON_STORE(a_coach_in_a_seat_counts_no_more_than_a_silent_one),
        ON_STORE(a_consent_given_from_a_taken_seat_is_none),
        ON_STORE(a_round_opened_anew_names_the_seats_that_were_taken),
        ON_STORE(a_seat_left_out_is_named_until_a_portrait_has_counted_it),
        ON_STORE(a_link_that_served_elsewhere_holds_the_round_two_days),
        ON_STORE(pressing_it_again_and_again_holds_it_no_longer),
    };
    return each_store_run(tests, sizeof tests / sizeof *tests);
}
