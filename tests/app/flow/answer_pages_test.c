/* Two pages of one form, on two devices or in two tabs: what was answered last is never taken
 * back by the one that does not show it. On both stores. */
#include "a_round.h"

static struct answer_form form_of(int64_t from, int64_t page)
{
    return (struct answer_form){ .from = from, .page = page };
}

static enum status send_page(struct db *db, struct answer_form form, const char *question,
                             double choice)
{
    struct answer answer = {
        .kind = ANSWER_ITEM, .question = question, .known = choice > 0, .choice = choice
    };
    const struct answers answers = { &answer, 1 };
    const struct answer_save save = { .instrument = instrument,
                                      .team = team,
                                      .seat = seats[0].id,
                                      .answers = &answers,
                                      .step = 1,
                                      .form = &form,
                                      .now = t0 + DAY };
    refusal = NOT_REFUSED;
    return flow_answer_save(db, &mem, &save, &refusal, &err);
}

/* What is stored of a question; 0: "I don't know"; -1: nothing. */
static double stored(struct db *db, const char *question)
{
    struct answer_sheet sheet;
    CHECK_OK(flow_answer_load(db, &mem, team, seats[0].id, &sheet, &refusal, &err));
    for (size_t i = 0; i < sheet.answers.count; i++)
        if (strcmp(sheet.answers.list[i].question, question) == 0)
            return sheet.answers.list[i].known ? sheet.answers.list[i].choice : 0;
    return -1;
}

static int64_t last_page(struct db *db)
{
    struct answer_sheet sheet;
    CHECK_OK(flow_answer_load(db, &mem, team, seats[0].id, &sheet, &refusal, &err));
    return sheet.pages.count ? sheet.pages.list[0].page : 0;
}

static struct db *opened(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    make_team(db, &with_coach, t0);
    open_round(db, t0);
    return db;
}

static void an_older_page_changes_nothing_that_was_answered_since(void **state)
{
    struct db *db = opened(state);
    CHECK_OK(send_page(db, form_of(0, 11), "q1", 6));
    assert_int_equal(send_page(db, form_of(0, 12), "q1", 2), REFUSED);
    assert_int_equal(refusal, REFUSED_OLDER_PAGE);
    assert_int_equal(send_page(db, form_of(0, 12), "q1", 0), REFUSED);
    assert_true(stored(db, "q1") == 6);
    assert_int_equal(last_page(db), 11);
}

/* The reply to the first may have been lost on its way. */
static void one_page_may_save_as_often_as_it_likes(void **state)
{
    struct db *db = opened(state);
    for (int choice = 1; choice <= 7; choice++)
        CHECK_OK(send_page(db, form_of(0, 11), "q1", choice));
    assert_true(stored(db, "q1") == 7);
}

static void a_page_that_shows_the_latest_answers_goes_on_from_them(void **state)
{
    struct db *db = opened(state);
    CHECK_OK(send_page(db, form_of(0, 11), "q1", 6));
    CHECK_OK(send_page(db, form_of(last_page(db), 12), "q1", 2));
    assert_true(stored(db, "q1") == 2);
    assert_int_equal(send_page(db, form_of(0, 11), "q1", 5), REFUSED);
    assert_true(stored(db, "q1") == 2);
}

/* Nothing is lost by it; but from then on it is still the older of the two. */
static void an_older_page_may_add_and_say_again(void **state)
{
    struct db *db = opened(state);
    CHECK_OK(send_page(db, form_of(0, 11), "q1", 6));
    CHECK_OK(send_page(db, form_of(0, 12), "q2", 3));
    CHECK_OK(send_page(db, form_of(0, 12), "q1", 6));
    assert_true(stored(db, "q1") == 6 && stored(db, "q2") == 3);
    assert_int_equal(send_page(db, form_of(0, 12), "q2", 4), REFUSED);
    assert_int_equal(last_page(db), 11);
}

static void a_form_that_does_not_say_which_page_it_is_fills_and_changes_nothing(void **state)
{
    struct db *db = opened(state);
    CHECK_OK(send_page(db, form_of(0, 0), "q1", 6));
    assert_int_equal(send_page(db, form_of(0, 0), "q1", 2), REFUSED);
    assert_int_equal(send_page(db, form_of(11, 0), "q1", 2), REFUSED);
    assert_true(stored(db, "q1") == 6);
}

static void a_form_of_another_seat_or_another_round_is_refused(void **state)
{
    struct db *db = opened(state);
    struct answer_form form = form_of(0, 11);
    form.seat = seats[1].id;
    assert_int_equal(send_page(db, form, "q1", 2), REFUSED);
    assert_int_equal(refusal, REFUSED_OTHER_SEAT);
    form.seat = seats[0].id;
    form.round.value = 77;
    assert_int_equal(send_page(db, form, "q1", 2), REFUSED);
    assert_int_equal(refusal, REFUSED_OTHER_ROUND);
    assert_true(stored(db, "q1") == -1);
    const struct answer_submit submit = {
        .team = team, .seat = seats[0].id, .form = &form, .now = t0 + DAY
    };
    bool closes = false;
    assert_int_equal(flow_answer_submit(db, &mem, &submit, &closes, &refusal, &err), REFUSED);
    const struct answer_beginning begin = { .right_team = NO,
                                            .consents = NOT_ASKED,
                                            .form = form };
    assert_int_equal(
        flow_answer_begin(db, &mem, team, seats[0].id, &begin, t0 + DAY, &refusal, &err),
        REFUSED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_STORE(an_older_page_changes_nothing_that_was_answered_since),
        ON_STORE(one_page_may_save_as_often_as_it_likes),
        ON_STORE(a_page_that_shows_the_latest_answers_goes_on_from_them),
        ON_STORE(an_older_page_may_add_and_say_again),
        ON_STORE(a_form_that_does_not_say_which_page_it_is_fills_and_changes_nothing),
        ON_STORE(a_form_of_another_seat_or_another_round_is_refused),
    };
    return each_store_run(tests, sizeof tests / sizeof *tests);
}
