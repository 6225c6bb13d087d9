/* Several rounds over the same people, and teams there were, on both stores: meetings are
 * counted again here, an exchange tells them before it is made, and the teams of one round are
 * those created. */
#include "a_draft.h"

#include <string.h>

#include "base/text.h"
#include "content/content.h"

/* Sixteen people of three sites, over several rounds. */
static struct draft_id compose_rounds(struct db *db, uint32_t size, uint32_t rounds)
{
    struct composer_fault fault;
    struct text text = { .mem = &mem };
    text_add(&text, "nom;site\n");
    for (int i = 0; i < 16; i++)
        text_add_format(&text, "p%d;s%d\n", i, i % 3);
    coach = new_coach(db);
    struct draft_id id = open_list(db, text_done(&text), &fault);
    assert_int_equal(fault.kind, COMPOSER_FINE);
    load(db, id);
    struct composer_choices choices = composed.choices;
    choices.low = choices.high = size;
    choices.rounds = rounds;
    CHECK_OK(flow_composer_choose(db, &mem, &composed, &choices, "Tours", opened_at, &err));
    return id;
}

/* Counted here again, pair by pair. */
static size_t repeats_counted(void)
{
    size_t repeats = 0;
    for (size_t a = 0; a < 16; a++)
        for (size_t b = a + 1; b < 16; b++) {
            size_t met = 0;
            for (size_t r = 0; r < composed.composition.rounds; r++)
                met += seats_in(r)[a] == seats_in(r)[b] && seats_in(r)[a] < 4;
            repeats += met > 1 ? met - 1 : 0;
        }
    return repeats;
}

static void rounds_are_composed_kept_and_improved(void **state)
{
    struct store *store = *state;
    struct draft_id id = compose_rounds(store->db, 4, 5);
    assert_int_equal(composed.fault.kind, COMPOSER_FINE);
    search(store->db, false, 20000);
    size_t repeats = composed.composition.meetings.repeats;
    assert_int_equal(repeats, repeats_counted());
    for (int i = 0; i < 3; i++) {
        search(store->db, false, 20000);
        assert_true(composed.composition.meetings.repeats <= repeats);
        repeats = composed.composition.meetings.repeats;
    }
    assert_int_equal(repeats, 0); /* 4-4-5 is an affine plane */
    load(store->db, id);
    assert_int_equal(composed.composition.rounds, 5);
    assert_int_equal(composed.turn.number, 1);
    assert_int_equal(composed.composition.meetings.repeats, repeats_counted());
    CHECK_OK(flow_composer_lock(store->db, &mem, &composed, 0, true, opened_at, &err));
    assert_int_equal(composed.fault.kind, COMPOSER_NO_LOCKS);
    assert_false(composed.locked[0]);
}

static void people_sit_out_of_a_round_in_turn(void **state)
{
    struct store *store = *state;
    struct draft_id id = compose_rounds(store->db, 5, 3);
    search(store->db, false, 20000);
    load(store->db, id);
    assert_int_equal(composed.composition.problem.teams, 3);
    for (size_t r = 0; r < 3; r++) {
        size_t out = 0;
        for (size_t p = 0; p < 16; p++)
            out += seats_in(r)[p] == 3;
        assert_int_equal(out, 1);
    }
    assert_int_equal(composed.composition.meetings.sits_high, 1);
    uint32_t sits = 0, other = 0;
    while (seats_in(0)[sits] < 3)
        sits++;
    other = sits ? 0 : 1;
    const struct composer_move move = { sits, other, NOBODY, 0 };
    CHECK_OK(flow_composer_move(store->db, &mem, &composed, move, opened_at, &err));
    assert_int_equal(composed.fault.kind, COMPOSER_NO_MOVE);
}

static void an_exchange_in_a_round_tells_its_meetings_and_is_undone(void **state)
{
    struct store *store = *state;
    struct composer_fault fault;
    struct composer_cost cost;
    uint32_t before[3][16];
    struct draft_id id = compose_rounds(store->db, 4, 3);
    search(store->db, false, 20000);
    for (size_t r = 0; r < 3; r++)
        memcpy(before[r], seats_in(r), sizeof before[r]);
    uint32_t other = 1;
    while (seats_in(1)[other] == seats_in(1)[0])
        other++;
    const struct composer_move alone = { 0, NOBODY, seats_in(1)[other], 1 };
    flow_composer_cost(&mem, &composed, alone, &cost, &fault);
    assert_int_equal(fault.kind, COMPOSER_ONLY_EXCHANGE);
    const struct composer_move move = { 0, other, NOBODY, 1 };
    flow_composer_cost(&mem, &composed, move, &cost, &fault);
    assert_int_equal(fault.kind, COMPOSER_FINE);
    CHECK_OK(flow_composer_move(store->db, &mem, &composed, move, opened_at, &err));
    load(store->db, id);
    assert_memory_equal(seats_in(0), before[0], sizeof before[0]);
    assert_memory_equal(seats_in(2), before[2], sizeof before[2]);
    assert_int_equal(seats_in(1)[0], before[1][other]);
    assert_int_equal(seats_in(1)[other], before[1][0]);
    assert_int_equal(composed.composition.meetings.repeats, cost.after.repeats);
    assert_int_equal(repeats_counted(), cost.after.repeats);
    CHECK_NEAR(composed.composition.objective, cost.after.objective, 1e-12);
    CHECK_OK(flow_composer_undo(store->db, &composed, opened_at, &err));
    load(store->db, id);
    for (size_t r = 0; r < 3; r++)
        assert_memory_equal(seats_in(r), before[r], sizeof before[r]);
}

static void rounds_that_cannot_be_are_told(void **state)
{
    struct store *store = *state;
    compose_rounds(store->db, 4, 9);
    assert_int_equal(composed.fault.kind, COMPOSER_ROUNDS);
    compose_rounds(store->db, 4, 0);
    assert_int_equal(composed.fault.kind, COMPOSER_ROUNDS);
    compose_rounds(store->db, 9, 2); /* sixteen are no two teams of nine */
    assert_int_equal(composed.fault.kind, COMPOSER_SIZES);
    struct draft_id id = compose_rounds(store->db, 4, 2);
    struct composer_choices choices = composed.choices;
    choices.objective = OBJECTIVE_WORST;
    CHECK_OK(flow_composer_choose(store->db, &mem, &composed, &choices, "t", opened_at, &err));
    assert_int_equal(composed.fault.kind, COMPOSER_ROUNDS_WORST);
    load(store->db, id); /* … and was not kept */
    assert_int_equal(composed.choices.objective, OBJECTIVE_SUM);
    assert_int_equal(composed.choices.rounds, 2);
}

static void the_teams_of_one_round_are_created(void **state)
{
    struct store *store = *state;
    static struct made_teams made;
    struct draft_id id = compose_rounds(store->db, 4, 3);
    search(store->db, false, 20000);
    struct composer_making making = { .lang = FR, .name = team_name, .round = 2 };
    CHECK_OK(content_instrument(&mem, content_default_instrument, &making.instrument, &err));
    CHECK_OK(flow_composer_create(store->db, &mem, &composed, &making, opened_at, &made, &err));
    assert_int_equal(made.count, 4);
    load(store->db, id);
    assert_int_equal(composed.draft.made_round, 2);
    /* Those of the last round are the pairs to be avoided from now on. */
    struct composer_fault fault;
    id = open_list(store->db, composed.draft.roster, &fault);
    uint32_t third[16];
    memcpy(third, seats_in(2), sizeof third);
    load(store->db, id);
    struct composer_choices choices = composed.choices;
    choices.low = choices.high = 4;
    choices.avoid = true;
    CHECK_OK(flow_composer_choose(store->db, &mem, &composed, &choices, "t", opened_at, &err));
    assert_int_equal(composed.composition.met.count, 24);
    for (size_t w = 0; w < 24; w++)
        assert_int_equal(third[composed.composition.met.pairs[w].a],
                         third[composed.composition.met.pairs[w].b]);
}

/* What was chosen, with past teams as they are handed in. */
static void choose_past(struct db *db, const char *past)
{
    struct composer_fault fault;
    coach = new_coach(db);
    struct draft_id id = open_list(db, list, &fault);
    load(db, id);
    struct composer_choices choices = composed.choices;
    choices.low = choices.high = 4;
    choices.column[4].role = ROLE_LEFT_OUT;
    choices.past = past;
    CHECK_OK(flow_composer_choose(db, &mem, &composed, &choices, "t", opened_at, &err));
}

static void past_teams_are_avoided(void **state)
{
    struct store *store = *state;
    choose_past(store->db, "Nom;Groupe\nAïda;1\nBo;1\nParti;1\nCid;2\nDa;2\nEve;\nFa;\n");
    assert_int_equal(composed.fault.kind, COMPOSER_FINE);
    assert_int_equal(composed.composition.met.count, 2);
    search(store->db, false, 3000);
    assert_int_equal(composed.composition.round[0].worth.met_again, 0);
    assert_int_not_equal(seats_in(0)[named("Aïda")], seats_in(0)[named("Bo")]);
    struct draft_id id = composed.draft.id;
    load(store->db, id);
    assert_int_equal(composed.composition.met.count, 2);
    assert_non_null(strstr(composed.choices.past, "Parti"));
    /* What the export writes: rounds, and each pair once however often they met. */
    choose_past(store->db, "id,team,round\nAïda,1,1\nBo,1,1\nCid,1,2\nAïda,1,2\nBo,2,2\n"
                           "Aïda,3,3\nBo,3,3\n");
    assert_int_equal(composed.composition.met.count, 2);
}

static void past_teams_that_cannot_be_read_are_told(void **state)
{
    struct store *store = *state;
    choose_past(store->db, "nom;équipe\nAïda;1;2\n");
    assert_int_equal(composed.fault.kind, COMPOSER_PAST_TABLE);
    assert_int_equal(composed.fault.line, 2);
    choose_past(store->db, "nom;métier\nAïda;1\nBo;1\n");
    assert_int_equal(composed.fault.kind, COMPOSER_PAST_COLUMNS);
    choose_past(store->db, "nom;équipe\nAïda;1\nInconnu;1\nBo;2\n");
    assert_int_equal(composed.fault.kind, COMPOSER_PAST_NOBODY);
    choose_past(store->db, " \n");
    assert_int_equal(composed.fault.kind, COMPOSER_FINE);
    assert_int_equal(composed.composition.met.count, 0);
}

/* Where answers, and what is made of them, are no longer there at all, everything that
 * composing does is done as before: so it reads none. */
static void composing_goes_on_where_no_answer_can_be(void **state)
{
    struct store *store = *state;
    static const char *const gone[] = { "DROP TABLE received", "DROP TABLE release",
                                        "DROP TABLE answer_page", "DROP TABLE answer",
                                        "DROP TABLE participant" };
    static struct made_teams made;
    struct transaction *t;
    CHECK_OK(db_begin(store->db, NO_TEAM, &t, &err));
    for (size_t i = 0; i < sizeof gone / sizeof *gone; i++)
        CHECK_OK(db_run(t, gone[i], NO_VALUES, &err));
    CHECK_OK(db_commit(t, &err));
    for (uint32_t rounds = 1; rounds < 4; rounds += 2) {
        struct draft_id id = compose_rounds(store->db, 4, rounds);
        struct composer_choices choices = composed.choices;
        choices.avoid = true;
        CHECK_OK(
            flow_composer_choose(store->db, &mem, &composed, &choices, "t", opened_at, &err));
        search(store->db, false, 2000);
        uint32_t other = 1;
        while (seats_in(0)[other] == seats_in(0)[0])
            other++;
        const struct composer_move move = { 0, other, NOBODY, 0 };
        CHECK_OK(flow_composer_move(store->db, &mem, &composed, move, opened_at, &err));
        CHECK_OK(flow_composer_lock(store->db, &mem, &composed, 0, true, opened_at, &err));
        composed.fault.kind = COMPOSER_FINE;
        search(store->db, true, 2000);
        CHECK_OK(flow_composer_undo(store->db, &composed, opened_at, &err));
        load(store->db, id);
        struct composer_making making = { .lang = FR, .name = team_name };
        CHECK_OK(
            content_instrument(&mem, content_default_instrument, &making.instrument, &err));
        CHECK_OK(
            flow_composer_create(store->db, &mem, &composed, &making, opened_at, &made, &err));
        assert_int_equal(made.count, 4);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_STORE(rounds_are_composed_kept_and_improved),
        ON_STORE(people_sit_out_of_a_round_in_turn),
        ON_STORE(an_exchange_in_a_round_tells_its_meetings_and_is_undone),
        ON_STORE(rounds_that_cannot_be_are_told),
        ON_STORE(the_teams_of_one_round_are_created),
        ON_STORE(past_teams_are_avoided),
        ON_STORE(past_teams_that_cannot_be_read_are_told),
        ON_STORE(composing_goes_on_where_no_answer_can_be),
    };
    return each_store_run(tests, sizeof tests / sizeof *tests);
}
