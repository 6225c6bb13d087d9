/* A coach composes on both stores: what a move costs is what recomputing gives, undoing gives
 * back exactly, a locked team is left alone, and the same seed gives the same teams. */
#include "a_draft.h"

#include <math.h>
#include <string.h>

#include "content/content.h"
#include "flow/upkeep.h"

static struct coach_id other_coach;

static const uint32_t *seats(void) { return seats_in(0); }

/* Twelve people in three teams of four, after a search of so many steps. */
static struct draft_id compose(struct db *db, const char *together, const char *apart)
{
    struct composer_fault fault;
    coach = new_coach(db);
    struct draft_id id = open_list(db, list, &fault);
    assert_int_equal(fault.kind, COMPOSER_FINE);
    load(db, id);
    struct composer_choices choices = composed.choices;
    choices.low = choices.high = 4;
    choices.together = together;
    choices.apart = apart;
    CHECK_OK(
        flow_composer_choose(db, &mem, &composed, &choices, "Passerelles", opened_at, &err));
    if (composed.fault.kind == COMPOSER_FINE)
        search(db, false, 3000);
    return id;
}

static void a_list_is_understood_and_can_be_composed(void **state)
{
    struct store *store = *state;
    struct draft_id id = compose(store->db, "Aïda, Bo", "Hugo; Eve");
    load(store->db, id);
    assert_int_equal(composed.fault.kind, COMPOSER_FINE);
    assert_int_equal(composed.choices.column[0].role, ROLE_NAME);
    assert_int_equal(composed.choices.column[1].role, ROLE_MIX);
    assert_int_equal(composed.choices.column[4].role, ROLE_COVER);
    assert_int_equal(composed.composition.problem.teams, 3);
    assert_int_equal(composed.composition.problem.horizon_count, 3);
    assert_int_equal(seats()[named("Aïda")], seats()[named("Bo")]);
    assert_int_not_equal(seats()[named("Hugo")], seats()[named("Eve")]);
    assert_int_equal(flow_composer_unmet(&composed.composition), 0);
    assert_true(composed.composition.gap >= 0 && composed.composition.gap < 0.2);
}

static void what_a_move_costs_is_what_recomputing_gives(void **state)
{
    struct store *store = *state;
    struct draft_id id = compose(store->db, "", "");
    for (uint32_t person = 0; person < 12; person++)
        for (uint32_t other = 0; other < 12; other++) {
            struct composer_fault fault;
            struct composer_cost cost;
            if (seats()[person] == seats()[other])
                continue;
            const struct composer_move move = { person, other, NOBODY, 0 };
            flow_composer_cost(&mem, &composed, move, &cost, &fault);
            assert_int_equal(fault.kind, COMPOSER_FINE);
            uint32_t then[12];
            memcpy(then, seats(), sizeof then);
            then[person] = seats()[other];
            then[other] = seats()[person];
            struct worth before = worth_of(&mem, &composed.composition.problem, seats());
            struct worth after = worth_of(&mem, &composed.composition.problem, then);
            CHECK_NEAR(cost.before.objective, before.objective, 1e-9);
            CHECK_NEAR(cost.after.objective, after.objective, 1e-9);
            CHECK_NEAR(cost.after.share - cost.before.share,
                       (after.objective - before.objective) / composed.composition.bound.value,
                       1e-9);
        }
    /* Made, it is worth what it was said to be. */
    const struct composer_move move = { named("Hugo"), NOBODY, (seats()[named("Hugo")] + 1) % 3,
                                        0 };
    struct composer_fault fault;
    struct composer_cost cost;
    flow_composer_cost(&mem, &composed, move, &cost, &fault);
    CHECK_OK(flow_composer_move(store->db, &mem, &composed, move, opened_at, &err));
    load(store->db, id);
    CHECK_NEAR(composed.composition.round[0].worth.objective, cost.after.objective, 1e-9);
    assert_int_equal(seats()[named("Hugo")], move.team);
}

static void undoing_gives_back_exactly_what_was(void **state)
{
    struct store *store = *state;
    struct draft_id id = compose(store->db, "", "");
    uint32_t before[12];
    assert_false(composed.can_undo);
    memcpy(before, seats(), sizeof before);
    int64_t seed = composed.turn.seed, steps = composed.turn.steps;
    for (uint32_t person = 0; person < 3; person++) {
        const struct composer_move move = { person, NOBODY, (seats()[person] + 1) % 3, 0 };
        CHECK_OK(flow_composer_move(store->db, &mem, &composed, move, opened_at, &err));
    }
    search(store->db, true, 500);
    assert_int_equal(composed.turn.number, 5);
    for (size_t i = 0; i < 4; i++) {
        load(store->db, id);
        assert_true(composed.can_undo);
        CHECK_OK(flow_composer_undo(store->db, &composed, opened_at, &err));
    }
    load(store->db, id);
    assert_memory_equal(before, seats(), sizeof before);
    assert_int_equal(composed.turn.seed, seed);
    assert_int_equal(composed.turn.steps, steps);
    assert_int_equal(composed.turn.kind, TURN_SEARCH);
    assert_false(composed.can_undo);
}

static void a_locked_team_is_left_alone_by_every_search(void **state)
{
    struct store *store = *state;
    struct draft_id id = compose(store->db, "", "");
    uint32_t kept = seats()[named("Hugo")];
    CHECK_OK(flow_composer_lock(store->db, &mem, &composed, kept, true, opened_at, &err));
    uint32_t before[12];
    memcpy(before, seats(), sizeof before);
    for (int i = 0; i < 4; i++) {
        search(store->db, true, 200);
        for (uint32_t p = 0; p < 12; p++)
            assert_int_equal(seats()[p] == kept, before[p] == kept);
        load(store->db, id);
        assert_true(composed.locked[kept]);
    }
    CHECK_OK(
        flow_composer_lock(store->db, &mem, &composed, (kept + 1) % 3, true, opened_at, &err));
    search(store->db, true, 200);
    assert_int_equal(composed.fault.kind, COMPOSER_ALL_LOCKED);
}

static void the_same_seed_and_steps_give_the_same_teams(void **state)
{
    struct store *store = *state;
    uint32_t first[12];
    compose(store->db, "", "");
    memcpy(first, seats(), sizeof first);
    int64_t steps = composed.turn.steps;
    compose(store->db, "", "");
    assert_memory_equal(first, seats(), sizeof first);
    assert_int_equal(steps, composed.turn.steps);
}

static void a_search_that_is_not_better_changes_nobody(void **state)
{
    struct store *store = *state;
    struct draft_id id = compose(store->db, "", "");
    double worth = composed.composition.round[0].worth.objective;
    for (int i = 0; i < 3; i++) {
        search(store->db, false, 50);
        assert_true(composed.composition.round[0].worth.objective >= worth - 1e-12);
        worth = composed.composition.round[0].worth.objective;
        load(store->db, id);
        assert_int_equal(composed.turn.number, 1);
    }
    /* … and one after a move by hand is a turn of its own. */
    const struct composer_move move = { 0, NOBODY, (seats()[0] + 1) % 3, 0 };
    CHECK_OK(flow_composer_move(store->db, &mem, &composed, move, opened_at, &err));
    search(store->db, false, 50);
    assert_int_equal(composed.turn.number, 3);
}

static void wishes_that_contradict_one_another_are_named(void **state)
{
    struct store *store = *state;
    compose(store->db, "Aïda, Bo\nBo, Cid\nDa, Eve", "Hugo, Lu\nAïda, Cid");
    assert_int_equal(composed.fault.kind, COMPOSER_CONTRADICTION);
    assert_int_equal(composed.contradiction.kind, CONTRADICTION_APART_TOGETHER);
    assert_int_equal(composed.contradiction.together_count, 2);
    assert_int_equal(composed.contradiction.apart_count, 1);
    assert_int_equal(composed.contradiction.apart[0], 1);
    compose(store->db, "", "Hugo, Personne");
    assert_int_equal(composed.fault.kind, COMPOSER_WISH_STRANGER);
    CHECK_TEXT(composed.fault.about, "Personne");
    assert_true(composed.fault.apart);
    compose(store->db, "Hugo", "");
    assert_int_equal(composed.fault.kind, COMPOSER_WISH_ALONE);
}

/* The first of them was the heading of the others, and in no team. */
static void nobody_is_lost_to_the_first_line(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    static const struct {
        const char *text;
        size_t people;
        const char *first;
    } lists[] = {
        { "Ana Roy\nBob Ray\nCy Lee\nDi Sol\nEve Max\nFay Ono\n", 6, "Ana Roy" },
        { "Nom\nAna\nBob\nCy\nDi\nEve\nFay\n", 6, "Ana" },
        { "Participants 2026\nAna\nBob\nCy\nDi\nEve\nFay\n", 6, "Ana" },
        { "Ana;3\nBob;4\nCy;5\nDi;1\nEve;2\nFay;8\n", 6, "Ana" },
        { "Ana\tdev\nBob\tdev\nCy\tops\nDi\tqa\nEve\tqa\nFay\tops\n", 6, "Ana" },
        { "who,craft\nAna,dev\nBob,dev\nCy,ops\nDi,qa\nEve,qa\nFay,ops\n", 6, "Ana" },
    };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        struct composer_fault fault;
        load(db, open_list(db, lists[i].text, &fault));
        assert_int_equal(fault.kind, COMPOSER_FINE);
        assert_int_equal(composed.table.rows, lists[i].people);
        CHECK_TEXT(composed.table.cells[0], lists[i].first);
        CHECK_OK(flow_composer_remove(db, composed.draft.coach, composed.draft.id, &err));
    }
}

static void what_is_wrong_is_told_by_line_and_nothing_is_kept(void **state)
{
    struct store *store = *state;
    static const struct {
        const char *text;
        enum composer_fault_kind kind;
        size_t line;
    } cases[] = {
        { "", COMPOSER_FEW, 0 },
        { "nom,site\n", COMPOSER_FEW, 0 },
        { "nom,site\na,N\nb,S,trop\nc,N\nd,S\ne,N\nf,S\n", COMPOSER_TABLE, 3 },
        { "nom,site\na,N\nb,S\nc,\"N\nd,S\ne,N\nf,S\n", COMPOSER_TABLE, 4 },
        { "nom,nom\na,N\nb,S\nc,N\nd,S\ne,N\nf,S\n", COMPOSER_TABLE, 1 },
        { "nom,\na,N\nb,S\nc,N\nd,S\ne,N\nf,S\n", COMPOSER_COLUMN_UNNAMED, 0 },
    };
    coach = new_coach(store->db);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct composer_fault fault;
        struct drafts drafts;
        open_list(store->db, cases[i].text, &fault);
        if (fault.kind != cases[i].kind || fault.line != cases[i].line)
            fail_msg("case %zu: fault %d, line %zu", i, fault.kind, fault.line);
        CHECK_OK(flow_composer_list(store->db, &mem, coach, &drafts, &err));
        assert_int_equal(drafts.count, 0);
    }
}

static void names_and_numbers_are_checked_by_line(void **state)
{
    struct store *store = *state;
    struct composer_fault fault;
    coach = new_coach(store->db);
    struct draft_id id = open_list(store->db, "nom,an\na,1\nb,2\nb,3\nd,4\ne,x\nf,6\n", &fault);
    assert_int_equal(fault.kind, COMPOSER_FINE);
    load(store->db, id);
    assert_int_equal(composed.fault.kind, COMPOSER_NAME_TWICE);
    assert_int_equal(composed.fault.line, 4);
    id = open_list(store->db, "nom,an\na,1\nb,2\n\nc,3\nd,4\ne,x\nf,6\n", &fault);
    load(store->db, id);
    struct composer_choices choices = composed.choices;
    choices.column[1].role = ROLE_MIX;
    choices.column[1].kind = ROSTER_NUMBER;
    CHECK_OK(flow_composer_choose(store->db, &mem, &composed, &choices, "t", opened_at, &err));
    assert_int_equal(composed.fault.kind, COMPOSER_NOT_NUMBER);
    assert_int_equal(composed.fault.line, 7);
    CHECK_TEXT(composed.fault.cell, "x");
}

/* Cells copied from a spreadsheet, a column called id that is no name, another's draft. */
static void what_is_pasted_from_a_spreadsheet_is_read(void **state)
{
    struct store *store = *state;
    struct composer_fault fault;
    coach = new_coach(store->db);
    other_coach = new_coach(store->db);
    struct draft_id id =
        open_list(store->db,
                  "id\tnom\tan\n7\tAna, dite A\t2,5\n7\tBo\t3\n8\tCid\t4\n8\tDa\t5\n9\tEve\t6\n"
                  "9\tFa\t7\n",
                  &fault);
    load(store->db, id);
    struct composer_choices choices = composed.choices;
    choices.column[0].role = ROLE_MIX;
    choices.column[0].kind = ROSTER_CATEGORY;
    choices.column[1].role = ROLE_NAME;
    choices.low = choices.high = 3;
    CHECK_OK(flow_composer_choose(store->db, &mem, &composed, &choices, "t", opened_at, &err));
    assert_int_equal(composed.fault.kind, COMPOSER_FINE);
    CHECK_TEXT(composed.composition.roster.ids.texts[0], "Ana, dite A");
    CHECK_NEAR(composed.composition.roster.columns[1].value[0], 2.5, 1e-6);
    assert_int_equal(flow_composer_load(store->db, &mem, other_coach, id, &composed, &err),
                     NOT_FOUND);
    assert_int_equal(flow_composer_remove(store->db, other_coach, id, &err), NOT_FOUND);
}

static void who_writes_second_is_told_that_it_changed(void **state)
{
    struct store *store = *state;
    static struct composer late;
    struct draft_id id = compose(store->db, "", "");
    CHECK_OK(flow_composer_load(store->db, &mem, coach, id, &late, &err));
    const struct composer_move move = { 0, NOBODY, (seats()[0] + 1) % 3, 0 };
    CHECK_OK(flow_composer_move(store->db, &mem, &composed, move, opened_at, &err));
    assert_int_equal(flow_composer_move(store->db, &mem, &late, move, opened_at, &err),
                     CONFLICT);
}

static void composed_teams_are_created_once_and_then_avoided(void **state)
{
    struct store *store = *state;
    static struct made_teams made;
    struct draft_id id = compose(store->db, "", "");
    struct composer_making making = { .lang = FR, .name = team_name };
    CHECK_OK(content_instrument(&mem, content_default_instrument, &making.instrument, &err));
    CHECK_OK(flow_composer_create(store->db, &mem, &composed, &making, opened_at, &made, &err));
    assert_int_equal(made.count, 3);
    assert_int_equal(made.list[0].links.count, 4);
    load(store->db, id);
    CHECK_OK(flow_composer_create(store->db, &mem, &composed, &making, opened_at, &made, &err));
    assert_int_equal(made.count, 0);
    const struct composer_move move = { 0, NOBODY, (seats()[0] + 1) % 3, 0 };
    CHECK_OK(flow_composer_move(store->db, &mem, &composed, move, opened_at, &err));
    assert_int_equal(composed.fault.kind, COMPOSER_MADE);
    /* The same list again: nobody has to meet whom they share a team with. */
    struct composer_fault fault;
    id = open_list(store->db, list, &fault);
    load(store->db, id);
    struct composer_choices choices = composed.choices;
    choices.low = choices.high = 3;
    choices.column[4].role = ROLE_LEFT_OUT;
    choices.avoid = true;
    CHECK_OK(flow_composer_choose(store->db, &mem, &composed, &choices, "t", opened_at, &err));
    assert_int_equal(composed.composition.met.count, 18);
    search(store->db, false, 3000);
    assert_int_equal(composed.composition.round[0].worth.met_again, 0);
}

static void an_old_draft_is_forgotten(void **state)
{
    struct store *store = *state;
    struct purged purged;
    struct draft_id id = compose(store->db, "", "");
    CHECK_OK(flow_purge(store->db, &mem, opened_at + 13 * DAY, false, &purged, &err));
    load(store->db, id);
    CHECK_OK(flow_purge(store->db, &mem, opened_at + 15 * DAY, false, &purged, &err));
    assert_int_equal(flow_composer_load(store->db, &mem, coach, id, &composed, &err),
                     NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_STORE(a_list_is_understood_and_can_be_composed),
        ON_STORE(what_a_move_costs_is_what_recomputing_gives),
        ON_STORE(undoing_gives_back_exactly_what_was),
        ON_STORE(a_locked_team_is_left_alone_by_every_search),
        ON_STORE(the_same_seed_and_steps_give_the_same_teams),
        ON_STORE(a_search_that_is_not_better_changes_nobody),
        ON_STORE(wishes_that_contradict_one_another_are_named),
        ON_STORE(nobody_is_lost_to_the_first_line),
        ON_STORE(what_is_wrong_is_told_by_line_and_nothing_is_kept),
        ON_STORE(names_and_numbers_are_checked_by_line),
        ON_STORE(what_is_pasted_from_a_spreadsheet_is_read),
        ON_STORE(who_writes_second_is_told_that_it_changed),
        ON_STORE(composed_teams_are_created_once_and_then_avoided),
        ON_STORE(an_old_draft_is_forgotten),
    };
    return each_store_run(tests, sizeof tests / sizeof *tests);
}
