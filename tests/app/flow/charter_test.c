/* The name of a team, its aim by consent, and each person's card, on both stores. */
#include "flow/charter.h"
#include "flow/team.h"

#include "a_round.h"

static struct db *db_of(void **state) { return ((struct store *)*state)->db; }

static struct charter read_charter(struct db *db, size_t reader, int64_t now)
{
    struct charter charter;
    CHECK_OK(flow_charter_load(db, &mem, team, seats[reader].id, now, &charter, &err));
    return charter;
}

static enum status propose(struct db *db, const char *sentence, struct seat_id by, int64_t now)
{
    return flow_charter_propose(db, &mem, team, sentence, by, now, &refusal, &err);
}

static enum status answer(struct db *db, int number, size_t member, bool agrees, int64_t now)
{
    const struct charter_answer said = { number, seats[member].id, agrees };
    return flow_charter_answer(db, &mem, team, &said, now, &refusal, &err);
}

static void the_aim_typed_first_is_the_first_of_its_history(void **state)
{
    struct db *db = db_of(state);
    make_team(db, &with_coach, t0);
    struct charter charter = read_charter(db, 0, t0);
    assert_int_equal(charter.aims.count, 1);
    CHECK_TEXT(charter.aims.list[0].sentence, "Que la lumière tourne");
    assert_int_equal(charter.aims.list[0].state, AIM_KEPT);
    assert_int_equal(charter.proposed.number, 0);
}

static void an_aim_is_kept_once_two_others_agree(void **state)
{
    struct db *db = db_of(state);
    make_team(db, &with_coach, t0);
    CHECK_OK(propose(db, "Que personne ne s’échoue", seats[0].id, t0 + 1));
    assert_int_equal(answer(db, 2, 0, true, t0 + 2), REFUSED); /* the author is no other */
    CHECK_OK(answer(db, 2, 1, true, t0 + 2));
    CHECK_OK(answer(db, 2, 1, true, t0 + 3)); /* twice is once */
    struct charter charter = read_charter(db, 1, t0 + 3);
    assert_true(charter.said);
    assert_false(read_charter(db, 2, t0 + 3).said);
    CHECK_TEXT(charter.team.aim, "Que la lumière tourne");
    CHECK_OK(answer(db, 2, 2, true, t0 + 4));
    charter = read_charter(db, 1, t0 + 5);
    CHECK_TEXT(charter.team.aim, "Que personne ne s’échoue");
    assert_int_equal(charter.aims.count, 2);
    assert_int_equal(charter.aims.list[0].ended_at, t0 + 4);
    assert_int_equal(charter.proposed.number, 0);
    assert_int_equal(answer(db, 2, 3, false, t0 + 6), NOT_FOUND); /* too late to object */
}

static void one_objection_drops_a_proposed_aim(void **state)
{
    struct db *db = db_of(state);
    make_team(db, &with_coach, t0);
    CHECK_OK(propose(db, "Briller", (struct seat_id){ 0 }, t0 + 1));
    CHECK_OK(answer(db, 2, 1, true, t0 + 2));
    CHECK_OK(answer(db, 2, 2, false, t0 + 3));
    struct charter charter = read_charter(db, 1, t0 + 4);
    assert_int_equal(charter.aims.list[0].state, AIM_DROPPED);
    CHECK_TEXT(charter.team.aim, "Que la lumière tourne");
    assert_int_equal(answer(db, 2, 3, true, t0 + 5), NOT_FOUND);
}

static void a_proposal_is_void_after_a_week_or_when_another_is_made(void **state)
{
    struct db *db = db_of(state);
    make_team(db, &with_coach, t0);
    CHECK_OK(propose(db, "Briller", seats[0].id, t0));
    assert_int_equal(answer(db, 2, 1, true, t0 + 7 * DAY), NOT_FOUND);
    assert_int_equal(read_charter(db, 1, t0 + 7 * DAY).proposed.number, 0);
    CHECK_OK(propose(db, "Éclairer", seats[0].id, t0 + 1));
    assert_int_equal(answer(db, 2, 1, true, t0 + 2), NOT_FOUND);
    assert_int_equal(read_charter(db, 1, t0 + 2).proposed.number, 3);
    assert_int_equal(propose(db, "", seats[0].id, t0 + 3), REFUSED);
}

static void a_team_takes_another_name_and_the_journal_says_which(void **state)
{
    struct db *db = db_of(state);
    struct team_view view;
    make_team(db, &with_coach, t0);
    CHECK_OK(
        flow_charter_rename(db, &mem, team, "Équipe inventée du Môle", t0 + 1, &refusal, &err));
    assert_int_equal(flow_charter_rename(db, &mem, team, "", t0 + 2, &refusal, &err), REFUSED);
    CHECK_OK(flow_team_load(db, &mem, team, 3, t0 + 3, &view, &err));
    CHECK_TEXT(view.team.name, "Équipe inventée du Môle");
    CHECK_TEXT(view.journal.list[0].kind, "team.renamed");
    CHECK_TEXT(view.journal.list[0].detail, "Équipe inventée du Môle");
}

static enum status write_card(struct db *db, size_t member, const char *name)
{
    const struct card card = { { name, "soudeuse", "chantiers navals", true }, "le matin" };
    return flow_charter_card(db, &mem, team, seats[member].id, &card, t0 + 5, &refusal, &err);
}

static void a_card_is_its_owners_and_a_manager_stays_one_or_none(void **state)
{
    struct db *db = db_of(state);
    struct team_view view;
    make_team(db, &with_coach, t0);
    CHECK_OK(write_card(db, 0, "Aïcha Diop-Roy"));
    CHECK_OK(flow_team_load(db, &mem, team, 3, t0 + 6, &view, &err));
    const struct seat *seat = &view.members.list[0];
    CHECK_TEXT(seat->name, "Aïcha Diop-Roy");
    CHECK_TEXT(seat->initials, "AD");
    CHECK_TEXT(seat->works_best, "le matin");
    assert_false(seat->manager);
    CHECK_TEXT(view.journal.list[0].kind, "member.renamed");
    CHECK_TEXT(view.members.list[1].craft, "électricien");
}

/* Colleagues rate a name: nobody takes another's, nor changes theirs meanwhile. */
static void a_name_stands_still_while_a_round_is_open(void **state)
{
    struct db *db = db_of(state);
    make_team(db, &with_coach, t0);
    assert_int_equal(write_card(db, 0, "Bruno"), REFUSED);
    assert_int_equal(refusal, REFUSED_NAME);
    open_round(db, t0 + 1);
    assert_int_equal(write_card(db, 0, "Aïcha Roy"), REFUSED);
    assert_int_equal(refusal, REFUSED_RENAMING);
    CHECK_OK(write_card(db, 0, "Aïcha Diop")); /* the rest of the card may change */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_STORE(the_aim_typed_first_is_the_first_of_its_history),
        ON_STORE(an_aim_is_kept_once_two_others_agree),
        ON_STORE(one_objection_drops_a_proposed_aim),
        ON_STORE(a_proposal_is_void_after_a_week_or_when_another_is_made),
        ON_STORE(a_team_takes_another_name_and_the_journal_says_which),
        ON_STORE(a_card_is_its_owners_and_a_manager_stays_one_or_none),
        ON_STORE(a_name_stands_still_while_a_round_is_open),
    };
    return each_store_run(tests, sizeof tests / sizeof *tests);
}
