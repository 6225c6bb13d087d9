/* Who counts as someone who answered, wherever it is counted, on both stores. */
#include "flow/portrait.h"
#include "flow/team.h"

#include "a_round.h"

/* The first `known` items, "I don't know" to the others, and every colleague rated. */
static enum status answer_some(struct db *db, size_t member, size_t known)
{
    struct answer *list = NEW_ARRAY(&mem, struct answer, instrument->item_count + MEMBERS);
    struct answers answers = { list, 0 };
    for (size_t i = 0; i < instrument->item_count; i++)
        list[answers.count++] = (struct answer){ .question = instrument->items[i].key,
                                                 .known = i < known,
                                                 .choice = 4 };
    for (size_t other = 0; other < MEMBERS; other++)
        if (other != member)
            list[answers.count++] = (struct answer){ .kind = ANSWER_RATING,
                                                     .question = "info",
                                                     .about = seats[other].id,
                                                     .known = true,
                                                     .choice = 7 };
    list[answers.count++] = (struct answer){
        .kind = ANSWER_GUESS, .question = "stage", .known = true, .choice = 2
    };
    return save_answers(db, member, &answers, t0 + DAY);
}

/* Four answer everything; the fifth as many questions as told, and the round is closed. */
static size_t respondents_with(struct db *db, size_t known)
{
    struct round round;
    struct shown_portraits shown;
    struct team_view view;
    make_team(db, &with_coach, t0);
    open_round(db, t0);
    for (size_t i = 0; i + 1 < MEMBERS; i++)
        CHECK_OK(answer_all(db, i, t0 + DAY));
    CHECK_OK(answer_some(db, MEMBERS - 1, known));
    CHECK_OK(flow_round_clock(db, &mem, &rules, t0 + 2 * DAY, &err));
    CHECK_OK(flow_team_load(db, &mem, team, 0, t0 + 2 * DAY, &view, &err));
    CHECK_OK(flow_round_close(db, &mem, team, &rules, t0 + 2 * DAY, &round, &refusal, &err));
    CHECK_OK(flow_portrait_load(db, &mem, &rules, team, 1, true, &shown, &refusal, &err));
    assert_int_equal(view.last.told_count, shown.portraits[0].release.respondents);
    return shown.portraits[0].release.respondents;
}

static void half_of_the_questions_counts_though_nothing_was_sent(void **state)
{
    size_t half = (instrument->item_count + 1) / 2;
    assert_int_equal(respondents_with(((struct store *)*state)->db, half), MEMBERS);
}

/* Neither the ratings, nor the moment recognised, nor "I don't know" make up for them. */
static void one_question_less_does_not_count_whatever_else_was_answered(void **state)
{
    size_t half = (instrument->item_count + 1) / 2;
    assert_int_equal(respondents_with(((struct store *)*state)->db, half - 1), MEMBERS - 1);
}

static void four_people_with_one_click_each_have_no_round_to_lose(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct round round;
    make_team(db, &with_coach, t0);
    open_round(db, t0);
    for (size_t i = 0; i < MEMBERS; i++)
        CHECK_OK(answer_some(db, i, 1));
    assert_int_equal(
        flow_round_close(db, &mem, team, &rules, t0 + 2 * DAY, &round, &refusal, &err),
        REFUSED);
    assert_int_equal(refusal, REFUSED_TOO_FEW);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_STORE(half_of_the_questions_counts_though_nothing_was_sent),
        ON_STORE(one_question_less_does_not_count_whatever_else_was_answered),
        ON_STORE(four_people_with_one_click_each_have_no_round_to_lose),
    };
    return each_store_run(tests, sizeof tests / sizeof *tests);
}
