/* Rounds, answers, releases, and the journal on both stores: what is saved comes
 * back, and what the tables must refuse is refused. */
#include "store/answers.h"
#include "store/happenings.h"
#include "store/releases.h"

#include "a_team.h"

static void test_a_second_open_round_in_a_team_is_a_conflict(void **state)
{
    struct store *store = *state;
    struct round second = round_now, found;
    second.id.value = store_new_id();
    second.number = 2;
    struct transaction *t = begin(store->db);
    assert_int_equal(store_round_save(t, &second, &err), CONFLICT);
    db_abandon(t);
    round_now.state = ROUND_CANCELLED;
    round_now.ended_at = opened_at + 1;
    t = begin(store->db);
    CHECK_OK(store_round_save(t, &round_now, &err));
    CHECK_OK(store_round_save(t, &second, &err));
    CHECK_OK(store_round_find_open(&mem, t, team.id, &found, &err));
    assert_int_equal(found.id.value, second.id.value);
    CHECK_OK(db_commit(t, &err));
}

static void test_rounds_past_their_closing_time_are_due(void **state)
{
    struct store *store = *state;
    struct rounds due;
    struct transaction *t = look(store->db);
    CHECK_OK(store_rounds_due(&mem, t, closes_at - 1, &due, &err));
    for (size_t i = 0; i < due.count; i++)
        assert_true(due.list[i].id.value != round_now.id.value);
    CHECK_OK(store_rounds_due(&mem, t, closes_at, &due, &err));
    size_t found = 0;
    for (size_t i = 0; i < due.count; i++)
        found += due.list[i].id.value == round_now.id.value;
    assert_int_equal(found, 1);
    db_abandon(t);
}

static enum status answer_item(struct db *db, struct seat_id seat, const char *item,
                               double choice, int64_t now)
{
    struct answer answer = {
        .kind = ANSWER_ITEM, .question = item, .known = choice > 0, .choice = choice
    };
    const struct answers answers = { &answer, 1 };
    return store_answers_save(db, team.id, round_now.id, seat, &answers, now, &err);
}

static void test_an_answer_can_change_until_the_round_closes(void **state)
{
    struct store *store = *state;
    struct answers own;
    assert_int_equal(answer_item(store->db, seat_ids[1], "q7", 3, opened_at + 60), OK);
    assert_int_equal(answer_item(store->db, seat_ids[1], "q7", 5, closes_at - 1), OK);
    assert_int_equal(answer_item(store->db, seat_ids[1], "q8", 0, closes_at - 1), OK);
    assert_int_equal(answer_item(store->db, seat_ids[1], "q7", 1, closes_at), REFUSED);
    struct transaction *t = look(store->db);
    CHECK_OK(store_answers_load(&mem, t, team.id, round_now.id, seat_ids[1], &own, &err));
    assert_int_equal(own.count, 2);
    assert_true(own.list[0].known && own.list[0].choice == 5);
    assert_false(own.list[1].known);
    CHECK_OK(store_answers_load(&mem, t, team.id, round_now.id, seat_ids[0], &own, &err));
    assert_int_equal(own.count, 0);
    db_abandon(t);
}

static void test_an_ended_round_takes_no_answer_and_keeps_what_it_has(void **state)
{
    struct store *store = *state;
    int64_t count;
    assert_int_equal(answer_item(store->db, seat_ids[0], "q1", 6, opened_at + 60), OK);
    struct transaction *t = begin(store->db);
    CHECK_OK(store_round_load(&mem, t, team.id, round_now.id, &round_now, &err));
    assert_int_equal(round_now.answered_at, opened_at + 60);
    round_now.state = ROUND_RELEASED;
    round_now.ended_at = opened_at + 61;
    CHECK_OK(store_round_save(t, &round_now, &err));
    CHECK_OK(db_commit(t, &err));
    assert_int_equal(answer_item(store->db, seat_ids[0], "q1", 2, opened_at + 62), REFUSED);
    t = look(store->db);
    CHECK_OK(store_answers_count(t, team.id, round_now.id, 1, &count, &err));
    assert_int_equal(count, 1);
    CHECK_OK(store_answers_count(t, team.id, round_now.id, 2, &count, &err));
    assert_int_equal(count, 0);
    db_abandon(t);
}

static void test_ratings_are_about_another_member_and_everything_else_about_nobody(void **state)
{
    struct store *store = *state;
    struct answer list[] = {
        { .kind = ANSWER_RATING,
          .question = "info",
          .about = seat_ids[1],
          .known = true,
          .choice = 4.5 },
        { .kind = ANSWER_RANK, .question = "int3", .known = true, .choice = 2.5 },
        { .kind = ANSWER_GUESS, .question = "stage", .known = true, .choice = 3 },
    };
    struct answers answers = { list, 3 }, all;
    CHECK_OK(store_answers_save(store->db, team.id, round_now.id, seat_ids[0], &answers,
                                opened_at, &err));
    list[0].about = seat_ids[0];
    assert_int_equal(store_answers_save(store->db, team.id, round_now.id, seat_ids[0], &answers,
                                        opened_at, &err),
                     CONFLICT);
    list[0].about.value = 0;
    assert_int_equal(store_answers_save(store->db, team.id, round_now.id, seat_ids[0], &answers,
                                        opened_at, &err),
                     CONFLICT);
    struct seat_id stranger = { store_new_id() };
    list[0].about = seat_ids[1];
    assert_int_equal(store_answers_save(store->db, team.id, round_now.id, stranger, &answers,
                                        opened_at, &err),
                     CONFLICT);
    struct transaction *t = look(store->db);
    CHECK_OK(store_answers_load_round(&mem, t, team.id, round_now.id, &all, &err));
    assert_int_equal(all.count, 3);
    db_abandon(t);
}

static void test_a_submit_is_saved_whole_or_not_at_all(void **state)
{
    struct store *store = *state;
    struct answer list[] = {
        { .kind = ANSWER_ITEM, .question = "q1", .known = true, .choice = 4 },
        { .kind = ANSWER_RATING,
          .question = "info",
          .about = seat_ids[0],
          .known = true,
          .choice = 4 }, /* of oneself: refused */
    };
    const struct answers answers = { list, 2 };
    struct answers own;
    assert_int_equal(store_answers_save(store->db, team.id, round_now.id, seat_ids[0], &answers,
                                        opened_at, &err),
                     CONFLICT);
    struct transaction *t = look(store->db);
    CHECK_OK(store_answers_load(&mem, t, team.id, round_now.id, seat_ids[0], &own, &err));
    assert_int_equal(own.count, 0);
    db_abandon(t);
}

static void test_removing_a_persons_answers_takes_what_others_said_of_them_too(void **state)
{
    struct store *store = *state;
    struct answers all;
    struct answer rating = { .kind = ANSWER_RATING,
                             .question = "info",
                             .about = seat_ids[0],
                             .known = true,
                             .choice = 4 };
    const struct answers one = { &rating, 1 };
    CHECK_OK(store_answers_save(store->db, team.id, round_now.id, seat_ids[1], &one, opened_at,
                                &err));
    assert_int_equal(answer_item(store->db, seat_ids[0], "q1", 6, opened_at), OK);
    assert_int_equal(answer_item(store->db, seat_ids[1], "q1", 2, opened_at), OK);
    struct transaction *t = begin(store->db);
    CHECK_OK(store_answers_remove(t, team.id, seat_ids[0], &err));
    CHECK_OK(store_answers_load_round(&mem, t, team.id, round_now.id, &all, &err));
    assert_int_equal(all.count, 1);
    assert_int_equal(all.list[0].seat.value, seat_ids[1].value);
    CHECK_OK(store_answers_remove_round(t, team.id, round_now.id, &err));
    CHECK_OK(store_answers_load_round(&mem, t, team.id, round_now.id, &all, &err));
    assert_int_equal(all.count, 0);
    CHECK_OK(db_commit(t, &err));
}

static void test_a_round_has_one_release_ever(void **state)
{
    struct store *store = *state;
    struct stored_release release = { team.id, round_now.id, closes_at,  5,
                                      4,       "{\"r\":4}",  "model-30", "2026-11" };
    struct stored_releases all;
    struct transaction *t = begin(store->db);
    CHECK_OK(store_release_save(t, &release, &err));
    CHECK_OK(db_commit(t, &err));
    release.json = "{\"r\":5}";
    t = begin(store->db);
    assert_int_equal(store_release_save(t, &release, &err), CONFLICT);
    db_abandon(t);
    t = look(store->db);
    CHECK_OK(store_releases_load(&mem, t, team.id, &all, &err));
    assert_int_equal(all.count, 1);
    CHECK_TEXT(all.list[0].json, "{\"r\":4}");
    CHECK_TEXT(all.list[0].model, "model-30");
    CHECK_TEXT(all.list[0].model_version, "2026-11");
    db_abandon(t);
}

static void test_two_answers_are_never_a_release(void **state)
{
    struct store *store = *state;
    const struct stored_release release = { team.id, round_now.id, closes_at, 5,
                                            2,       "{}",         NULL,      NULL };
    struct transaction *t = begin(store->db);
    assert_int_equal(store_release_save(t, &release, &err), CONFLICT);
    db_abandon(t);
}

static void test_received_words_are_for_one_seat_and_go_when_it_does(void **state)
{
    struct store *store = *state;
    struct received_words words;
    const struct stored_received info = { seat_ids[0], "info", RECEIVED_OFTEN, false };
    const struct stored_received other = { seat_ids[1], "info", RECEIVED_RARELY, false };
    struct transaction *t = begin(store->db);
    CHECK_OK(store_received_save(t, team.id, round_now.id, &info, &err));
    CHECK_OK(store_received_save(t, team.id, round_now.id, &other, &err));
    CHECK_OK(store_received_open(t, team.id, round_now.id, seat_ids[0], &err));
    CHECK_OK(store_received_load(&mem, t, team.id, round_now.id, seat_ids[0], &words, &err));
    assert_int_equal(words.count, 1);
    assert_true(words.list[0].opened && words.list[0].word == RECEIVED_OFTEN);
    CHECK_OK(store_received_remove(t, team.id, seat_ids[0], &err));
    CHECK_OK(store_received_load(&mem, t, team.id, round_now.id, seat_ids[0], &words, &err));
    assert_int_equal(words.count, 0);
    CHECK_OK(store_received_load(&mem, t, team.id, round_now.id, seat_ids[1], &words, &err));
    assert_int_equal(words.count, 1);
    assert_false(words.list[0].opened);
    CHECK_OK(db_commit(t, &err));
}

static void test_the_journal_keeps_its_order(void **state)
{
    struct store *store = *state;
    struct happenings journal;
    struct transaction *t = begin(store->db);
    for (int i = 0; i < 12; i++) {
        const struct happening happening = { 0, opened_at, "link_issued_again",
                                             i % 2 ? seat_ids[0] : (struct seat_id){ 0 },
                                             arena_text(&mem, "%d", i) };
        CHECK_OK(store_happening_save(t, team.id, &happening, &err));
    }
    CHECK_OK(store_happenings_load(&mem, t, team.id, 10, &journal, &err));
    assert_int_equal(journal.count, 10);
    assert_int_equal(journal.list[0].number, 12);
    CHECK_TEXT(journal.list[0].detail, "11");
    assert_int_equal(journal.list[1].seat.value, 0);
    CHECK_OK(db_commit(t, &err));
}

static void test_removing_a_team_removes_all_of_it(void **state)
{
    struct store *store = *state;
    struct answers all;
    struct seats seats;
    struct rounds rounds;
    assert_int_equal(answer_item(store->db, seat_ids[0], "q1", 6, opened_at), OK);
    struct transaction *t = begin(store->db);
    CHECK_OK(store_team_remove(t, team.id, &err));
    CHECK_OK(store_answers_load_round(&mem, t, team.id, round_now.id, &all, &err));
    CHECK_OK(store_seats_load(&mem, t, team.id, &seats, &err));
    CHECK_OK(store_rounds_load(&mem, t, team.id, &rounds, &err));
    assert_int_equal(all.count + seats.count + rounds.count, 0);
    assert_int_equal(store_team_remove(t, team.id, &err), NOT_FOUND);
    CHECK_OK(db_commit(t, &err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_TEAM(test_a_second_open_round_in_a_team_is_a_conflict),
        ON_TEAM(test_rounds_past_their_closing_time_are_due),
        ON_TEAM(test_an_answer_can_change_until_the_round_closes),
        ON_TEAM(test_an_ended_round_takes_no_answer_and_keeps_what_it_has),
        ON_TEAM(test_ratings_are_about_another_member_and_everything_else_about_nobody),
        ON_TEAM(test_a_submit_is_saved_whole_or_not_at_all),
        ON_TEAM(test_removing_a_persons_answers_takes_what_others_said_of_them_too),
        ON_TEAM(test_a_round_has_one_release_ever),
        ON_TEAM(test_two_answers_are_never_a_release),
        ON_TEAM(test_received_words_are_for_one_seat_and_go_when_it_does),
        ON_TEAM(test_the_journal_keeps_its_order),
        ON_TEAM(test_removing_a_team_removes_all_of_it),
    };
    return each_store_run(tests, sizeof tests / sizeof *tests);
}
