/* The invented campaign tells the stories that content/examples/README.md promises: its
 * files are read and released as anybody's would be. */
#include "flow/diagnose.h"

#include "base/text.h"

#include "check.h"

static const char campaign[] = "content/examples/campaign";
static const size_t WIDE = 64 * 1024 * 1024;

/* What was told of one team, round after round: a letter for the stage, one for the mode. */
struct tale {
    const char *team;
    struct text text;
    const struct instrument *instrument;
};

static char stage_letter(const struct portrait_stage *stage)
{
    if (stage->gap != SHOWN)
        return '-';
    if (stage->only_set)
        return 's';
    return stage->call == STAGE_NAMED ? (char)('1' + stage->top) : '?';
}

static char mode_letter(const struct portrait_mode *mode)
{
    static const char letters[MODES] = {
        [COOPERATION] = 'C', [COORDINATION] = 'O', [COLLABORATION] = 'L', [NO_MODE] = 'N'
    };
    if (mode->gap != SHOWN)
        return '-';
    return mode->call == MODE_NAMED ? letters[mode->top] : '?';
}

static enum status tell_team(void *self, const struct diagnosed_team *team, struct err *err)
{
    (void)err;
    struct tale *tale = self;
    if (strncmp(team->team, tale->team, strlen(tale->team)) != 0)
        return OK;
    for (size_t i = 0; i < team->round_count; i++) {
        const struct portrait *portrait = &team->portraits[i];
        text_add_format(&tale->text, "%zu/%zu%c%c ", portrait->release.respondents,
                        portrait->release.seats, stage_letter(&portrait->stage),
                        mode_letter(&portrait->mode));
    }
    return OK;
}

/* The mean of one construct, round after round; -1 where it is not shown. */
static enum status tell_mean(void *self, const struct diagnosed_team *team, const char *key)
{
    struct tale *tale = self;
    if (strncmp(team->team, tale->team, strlen(tale->team)) != 0)
        return OK;
    size_t construct = (size_t)instrument_construct(tale->instrument, key);
    for (size_t i = 0; i < team->round_count; i++) {
        const struct released_construct *told =
            &team->portraits[i].release.constructs[construct];
        text_add_format(&tale->text, "%d ", told->gap == SHOWN ? told->mean : -1);
    }
    return OK;
}

static enum status tell_harmony(void *self, const struct diagnosed_team *team, struct err *err)
{
    (void)err;
    return tell_mean(self, team, "HAR");
}

static enum status tell_dissent(void *self, const struct diagnosed_team *team, struct err *err)
{
    (void)err;
    return tell_mean(self, team, "DIS");
}

static enum status open_tale(void *self, const struct diagnosed_campaign *told, struct err *err)
{
    (void)err;
    struct tale *tale = self;
    assert_non_null(told->model);
    tale->instrument = told->instrument;
    return OK;
}

static enum status tell_refused(void *self, const struct odd_team *team, struct err *err)
{
    (void)err;
    struct tale *tale = self;
    text_add_format(&tale->text, "%s of %zu is refused ", team->team, team->members);
    return OK;
}

static enum status close_tale(void *self, struct err *err)
{
    (void)self;
    (void)err;
    return OK;
}

static void check_tale(const char *team,
                       enum status (*tell)(void *, const struct diagnosed_team *, struct err *),
                       const char *wanted)
{
    struct arena mem = arena_with_limit(WIDE);
    struct err err = { .status = OK };
    struct diagnose_request request = { .source_count = 0 };
    struct tale tale = { .team = team, .text = { .mem = &mem } };
    struct portrait_writer writer = { &tale, open_tale, tell, tell_refused, close_tale };
    if (files_in(&mem, campaign, request.sources, &request.source_count, &err) != OK ||
        flow_diagnose(&request, &writer, &err) != OK)
        fail_msg("%s", err.text);
    CHECK_TEXT(text_done(&tale.text), wanted);
    arena_free(&mem);
}

static void three_who_agreed_hear_their_stage_and_nothing_where_one_did_not(void **state)
{
    (void)state;
    check_tale("Phare", tell_team, "3/3s- 3/3s- 3/3-- 3/3s- ");
}

static void a_team_between_stages_stays_undetermined(void **state)
{
    (void)state;
    check_tale("Verger", tell_team, "4/4?? 4/4?? 4/4?? 4/4?? ");
}

static void an_aim_without_bond_reads_as_collaboration(void **state)
{
    (void)state;
    check_tale("Boussole", tell_team, "5/5?L 5/5?L 5/53L 5/53L ");
}

static void harmony_hides_what_is_not_said(void **state)
{
    (void)state;
    check_tale("Radeau", tell_team, "6/62O 6/62O 6/62O 6/62O ");
    check_tale("Radeau", tell_harmony, "85 85 85 75 ");
    check_tale("Radeau", tell_dissent, "30 25 30 40 ");
}

static void one_team_goes_through_the_four_stages(void **state)
{
    (void)state;
    check_tale("Comète", tell_team, "6/71N 7/72? 7/73L 7/74C ");
}

static void a_round_with_half_the_answers_is_not_released(void **state)
{
    (void)state;
    check_tale("Volière", tell_team, "7/83? 8/83? 4/8-- 7/83L ");
    check_tale("Volière", tell_harmony, "25 35 -1 30 ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_who_agreed_hear_their_stage_and_nothing_where_one_did_not),
        cmocka_unit_test(a_team_between_stages_stays_undetermined),
        cmocka_unit_test(an_aim_without_bond_reads_as_collaboration),
        cmocka_unit_test(harmony_hides_what_is_not_said),
        cmocka_unit_test(one_team_goes_through_the_four_stages),
        cmocka_unit_test(a_round_with_half_the_answers_is_not_released),
    };
    return cmocka_run_group_tests_name("content/campaign", tests, NULL, NULL);
}
