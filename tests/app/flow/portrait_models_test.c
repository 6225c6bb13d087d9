/* A team whose rounds were released with different versions of the model, on both stores. */
#include "flow/portrait.h"

#include <string.h>

#include "a_round.h"

/* Round `number`, a month after the one before, released by these rules and shown whole. */
static void release_with(struct db *db, int number, const struct round_rules *by)
{
    int64_t at = t0 + (int64_t)(number - 1) * 30 * DAY;
    struct round round;
    open_round(db, at);
    for (size_t i = 0; i < MEMBERS; i++)
        CHECK_OK(answer_all(db, i, at + DAY));
    CHECK_OK(flow_round_close(db, &mem, team, by, at + DAY, &round, &refusal, &err));
    CHECK_OK(flow_round_show(db, &mem, team, round.id, BLOCKS_ALL, &err));
}

static struct shown_portraits load(struct db *db, const struct round_rules *by)
{
    struct shown_portraits shown;
    CHECK_OK(flow_portrait_load(db, &mem, by, team, 0, false, &shown, &refusal, &err));
    return shown;
}

static bool same_stage(const struct portrait *a, const struct portrait *b)
{
    return memcmp(a->stage.percent, b->stage.percent, sizeof a->stage.percent) == 0 &&
           a->stage.call == b->stage.call && a->stage.weighed_count == b->stage.weighed_count;
}

static void what_was_shown_of_a_round_stays_when_the_model_changes(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    const struct round_rules before = { instrument, rules.past[0], NULL };
    const struct round_rules alone = { instrument, rules.model, NULL };
    make_team(db, &with_coach, t0);
    release_with(db, 1, &before);
    release_with(db, 2, &before);
    struct shown_portraits once = load(db, &before);
    release_with(db, 3, &rules);
    struct shown_portraits now = load(db, &rules), today = load(db, &alone);
    assert_int_equal(now.count, 3);
    for (size_t i = 0; i < 2; i++) {
        CHECK_TEXT(now.portraits[i].model->version, "2026-11");
        assert_int_equal(once.portraits[i].stage.gap, SHOWN);
        assert_true(same_stage(&now.portraits[i], &once.portraits[i]));
    }
    assert_false(same_stage(&today.portraits[1], &once.portraits[1]));
    CHECK_TEXT(now.portraits[2].model->version, rules.model->version);
    assert_true(same_stage(&now.portraits[2], &today.portraits[2]));
}

static void a_release_without_a_noted_version_is_of_the_oldest(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct model unnoted = *rules.past[0], unknown = *rules.model;
    unnoted.version = NULL;
    unknown.version = "2199-01";
    make_team(db, &with_coach, t0);
    release_with(db, 1, &(struct round_rules){ instrument, &unnoted, NULL });
    release_with(db, 2, &(struct round_rules){ instrument, &unknown, NULL });
    struct shown_portraits shown = load(db, &rules);
    assert_ptr_equal(shown.portraits[0].model, rules.past[0]);
    assert_ptr_equal(shown.portraits[1].model, rules.model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_STORE(what_was_shown_of_a_round_stays_when_the_model_changes),
        ON_STORE(a_release_without_a_noted_version_is_of_the_oldest),
    };
    return each_store_run(tests, sizeof tests / sizeof *tests);
}
