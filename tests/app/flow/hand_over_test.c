/* A team goes to another coach, or to its members, and says so in its journal. */
#include "flow/hand_over.h"

#include "flow/account.h"
#include "flow/ending.h"
#include "flow/sign_in.h"
#include "flow/team.h"

#include "a_round.h"

static struct coach ana, bob;

static struct db *db_of(void **state) { return ((struct store *)*state)->db; }

static struct coach open_account(struct db *db, const char *name)
{
    struct coach coach;
    const struct new_coach wish = { arena_text(&mem, "%s%lld@exemple.fr", name,
                                               (long long)store_new_id()),
                                    name, "quatre chaises bleues", FR };
    CHECK_OK(flow_sign_in_open(db, &mem, &wish, t0, &coach, &refusal, &err));
    return coach;
}

static void two_coaches_and_a_team(struct db *db)
{
    struct group_wish wish = with_coach;
    ana = open_account(db, "Ana");
    bob = open_account(db, "Bob");
    wish.coach = ana.id;
    make_team(db, &wish, t0);
}

static enum status propose(struct db *db, struct coach_id by, const char *email, int64_t now)
{
    const struct hand_over_wish wish = { by, email };
    return flow_hand_over_propose(db, &mem, team, &wish, now, &refusal, &err);
}

static enum status answer(struct db *db, struct coach_id by, bool yes, int64_t now)
{
    const struct hand_over_answer given = { by, yes };
    return flow_hand_over_answer(db, &mem, team, &given, now, &err);
}

static size_t offered(struct db *db, struct coach_id coach, int64_t now)
{
    struct offered_teams list;
    CHECK_OK(flow_hand_over_offered(db, &mem, coach, now, &list, &err));
    return list.count;
}

static struct team_view look_at(struct db *db, int64_t now)
{
    struct team_view view;
    CHECK_OK(flow_team_load(db, &mem, team, 9, now, &view, &err));
    return view;
}

static void a_team_goes_once_the_other_coach_accepts(void **state)
{
    struct db *db = db_of(state);
    two_coaches_and_a_team(db);
    CHECK_OK(propose(db, ana.id, arena_text(&mem, " %s ", bob.email), t0));
    assert_int_equal(offered(db, bob.id, t0), 1);
    assert_int_equal(look_at(db, t0).team.coach.value, ana.id.value);
    CHECK_OK(answer(db, bob.id, true, t0 + 1));
    struct team_view view = look_at(db, t0 + 1);
    assert_int_equal(view.team.coach.value, bob.id.value);
    CHECK_TEXT(view.journal.list[0].kind, "team.handed_over");
    CHECK_TEXT(view.journal.list[0].detail, "Bob");
    assert_int_equal(answer(db, bob.id, true, t0 + 2), NOT_FOUND);
    assert_int_equal(propose(db, ana.id, ana.email, t0 + 2), REFUSED); /* no longer hers */
    assert_int_equal(refusal, REFUSED_RIGHT);
}

static void nobody_else_answers_and_no_proposal_outlives_its_days(void **state)
{
    struct db *db = db_of(state);
    two_coaches_and_a_team(db);
    CHECK_OK(propose(db, ana.id, bob.email, t0));
    assert_int_equal(answer(db, ana.id, true, t0), NOT_FOUND);
    assert_int_equal(answer(db, (struct coach_id){ 0 }, true, t0), NOT_FOUND);
    assert_int_equal(answer(db, bob.id, true, t0 + HAND_OVER_DAYS * DAY), NOT_FOUND);
    assert_int_equal(offered(db, bob.id, t0 + HAND_OVER_DAYS * DAY), 0);
    CHECK_OK(answer(db, bob.id, false, t0));
    assert_int_equal(offered(db, bob.id, t0), 0);
    CHECK_OK(propose(db, ana.id, bob.email, t0));
    CHECK_OK(propose(db, ana.id, "", t0)); /* taken back */
    assert_int_equal(answer(db, bob.id, true, t0), NOT_FOUND);
    assert_int_equal(look_at(db, t0).team.coach.value, ana.id.value);
}

static void an_address_is_kept_no_longer_than_its_proposal(void **state)
{
    struct db *db = db_of(state);
    struct transaction *transaction;
    struct handover kept;
    two_coaches_and_a_team(db);
    CHECK_OK(propose(db, ana.id, "personne@exemple.fr", t0));
    CHECK_OK(flow_hand_over_forget(db, t0 + (HAND_OVER_DAYS - 1) * DAY, &err));
    CHECK_OK(db_begin_reading(db, &transaction, &err));
    CHECK_OK(store_handover_load(&mem, transaction, team, &kept, &err));
    db_abandon(transaction);
    CHECK_OK(flow_hand_over_forget(db, t0 + HAND_OVER_DAYS * DAY, &err));
    CHECK_OK(db_begin_reading(db, &transaction, &err));
    assert_int_equal(store_handover_load(&mem, transaction, team, &kept, &err), NOT_FOUND);
    db_abandon(transaction);
}

/* One who opens an account with the address afterwards is somebody else. */
static void an_address_without_account_looks_alike_and_is_nobodys_later(void **state)
{
    struct db *db = db_of(state);
    const char *pending;
    struct coach late;
    two_coaches_and_a_team(db);
    const char *email = arena_text(&mem, "late%lld@exemple.fr", (long long)team.value);
    CHECK_OK(propose(db, ana.id, email, t0));
    CHECK_OK(flow_hand_over_pending(db, &mem, team, t0, &pending, &err));
    CHECK_TEXT(pending, email);
    const struct new_coach wish = { email, "Late", "quatre chaises bleues", FR };
    CHECK_OK(flow_sign_in_open(db, &mem, &wish, t0, &late, &refusal, &err));
    assert_int_equal(offered(db, late.id, t0), 0);
    assert_int_equal(answer(db, late.id, true, t0), NOT_FOUND);
    assert_int_equal(propose(db, ana.id, "pas une adresse", t0), REFUSED);
    assert_int_equal(refusal, REFUSED_ADDRESS);
    assert_int_equal(propose(db, ana.id, ana.email, t0), REFUSED);
    assert_int_equal(refusal, REFUSED_OWN_ADDRESS);
    assert_int_equal(propose(db, bob.id, bob.email, t0), REFUSED); /* not his to give */
    assert_int_equal(refusal, REFUSED_RIGHT);
}

static void an_account_that_ends_leaves_its_teams_to_their_members(void **state)
{
    struct db *db = db_of(state);
    size_t count;
    two_coaches_and_a_team(db);
    CHECK_OK(propose(db, ana.id, bob.email, t0));
    struct account_end end = { .id = ana.id, .teams = TEAMS_NONE };
    assert_int_equal(flow_account_remove(db, &mem, &end, t0, &count, &refusal, &err), REFUSED);
    assert_int_equal(refusal, REFUSED_TEAMS);
    end.teams = TEAMS_LEFT;
    CHECK_OK(flow_account_remove(db, &mem, &end, t0, &count, &refusal, &err));
    assert_int_equal(count, 1);
    struct team_view view = look_at(db, t0);
    assert_int_equal(view.team.coach.value, 0);
    CHECK_TEXT(view.journal.list[0].kind, "team.left_to_members");
    assert_int_equal(answer(db, bob.id, true, t0), NOT_FOUND); /* it went with the coach */
}

static void teams_that_an_account_deletes_wait_and_any_member_stops_it(void **state)
{
    struct db *db = db_of(state);
    size_t count;
    two_coaches_and_a_team(db);
    const struct account_end end = { .id = ana.id, .teams = TEAMS_ENDING };
    CHECK_OK(flow_account_remove(db, &mem, &end, t0, &count, &refusal, &err));
    struct team_view view = look_at(db, t0);
    assert_true(view.team.delete_at >= t0 + DELETE_DAYS * DAY);
    CHECK_TEXT(view.journal.list[0].kind, "team.delete_asked");
    CHECK_OK(flow_ending_clock(db, &mem, t0 + DAY, &err));
    const struct ending_change stop = { .what = ENDING_DELETE,
                                        .step = ENDING_CLEAR,
                                        .seat = seats[0].id };
    CHECK_OK(flow_ending_change(db, &mem, team, &stop, t0 + DAY, &refusal, &err));
    CHECK_OK(flow_ending_clock(db, &mem, t0 + 30 * DAY, &err));
    assert_int_equal(look_at(db, t0).team.delete_at, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_STORE(a_team_goes_once_the_other_coach_accepts),
        ON_STORE(nobody_else_answers_and_no_proposal_outlives_its_days),
        ON_STORE(an_address_is_kept_no_longer_than_its_proposal),
        ON_STORE(an_address_without_account_looks_alike_and_is_nobodys_later),
        ON_STORE(an_account_that_ends_leaves_its_teams_to_their_members),
        ON_STORE(teams_that_an_account_deletes_wait_and_any_member_stops_it),
    };
    return each_store_run(tests, sizeof tests / sizeof *tests);
}
