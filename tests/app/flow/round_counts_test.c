/* Who counts as someone who answered, wherever it is counted, on both stores. */
#include "flow/portrait.h"

#include "a_round.h"

static enum status answer_one(struct db *db, size_t member, const struct answer *answer)
{
    struct answer copy = *answer;
    const struct answers answers = { &copy, 1 };
    return flow_answer_save(db, &mem, instrument, team, seats[member].id, &answers, 1, t0 + DAY,
                            &refusal, &err);
}

/* Four answer everything; the fifth says what `last` says, and the round is closed. */
static size_t respondents_with(struct db *db, const struct answer *last)
{
    struct round round;
    struct shown_portraits shown;
    struct answer_sheet sheet;
    int told = -1;
    make_team(db, &with_coach, t0);
    open_round(db, t0);
    for (size_t i = 0; i + 1 < MEMBERS; i++)
        CHECK_OK(answer_all(db, i, t0 + DAY));
    CHECK_OK(answer_one(db, MEMBERS - 1, last));
    CHECK_OK(flow_answer_load(db, &mem, team, seats[0].id, &sheet, &refusal, &err));
    CHECK_OK(flow_round_told(db, &mem, team, sheet.round.id, t0 + 2 * DAY, &told, &err));
    CHECK_OK(flow_round_close(db, &mem, team, &rules, t0 + 2 * DAY, &round, &refusal, &err));
    CHECK_OK(flow_portrait_load(db, &mem, &rules, team, 1, true, &shown, &refusal, &err));
    assert_int_equal(told, shown.portraits[0].release.respondents);
    return shown.portraits[0].release.respondents;
}

static void one_question_answered_counts(void **state)
{
    const struct answer item = { .question = "q1", .known = true, .choice = 4 };
    assert_int_equal(respondents_with(((struct store *)*state)->db, &item), MEMBERS);
}

/* It adds to no mean, and r is what every doubt is drawn from. */
static void who_only_recognised_a_moment_does_not_count(void **state)
{
    const struct answer guess = {
        .kind = ANSWER_GUESS, .question = "stage", .known = true, .choice = 2
    };
    assert_int_equal(respondents_with(((struct store *)*state)->db, &guess), MEMBERS - 1);
}

static void who_only_does_not_know_does_not_count(void **state)
{
    const struct answer unknown = { .question = "q1", .known = false };
    assert_int_equal(respondents_with(((struct store *)*state)->db, &unknown), MEMBERS - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_STORE(one_question_answered_counts),
        ON_STORE(who_only_recognised_a_moment_does_not_count),
        ON_STORE(who_only_does_not_know_does_not_count),
    };
    return each_store_run(tests, sizeof tests / sizeof *tests);
}
