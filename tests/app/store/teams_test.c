/* Coaches, teams, seats and links on both stores: what is saved comes back, and what the
 * tables must refuse is refused. */
#include "store/coaches.h"
#include "store/links.h"
#include "store/schema.h"

#include "a_team.h"

static void test_the_schema_is_upgraded_once_and_then_found_current(void **state)
{
    struct store *store = *state;
    CHECK_OK(store_schema_check(store->db, &err));
    CHECK_OK(store_schema_upgrade(store->db, opened_at + 1, &err));
    CHECK_OK(store_schema_check(store->db, &err));
}

static void test_a_store_of_a_newer_version_is_refused(void **state)
{
    struct store *store = *state;
    struct transaction *t;
    CHECK_OK(db_begin(store->db, NO_TEAM, &t, &err));
    CHECK_OK(db_run_script(t, "INSERT INTO schema_step VALUES (0, 9071, 'later', 1)", &err));
    CHECK_OK(db_commit(t, &err));
    enum status upgrade = store_schema_upgrade(store->db, opened_at, &err);
    enum status check = store_schema_check(store->db, &err);
    CHECK_OK(db_begin(store->db, NO_TEAM, &t, &err));
    CHECK_OK(db_run_script(t, "DELETE FROM schema_step WHERE number = 9071", &err));
    CHECK_OK(db_commit(t, &err));
    assert_int_equal(upgrade, REFUSED);
    assert_int_equal(check, REFUSED);
}

static void test_a_coach_is_found_by_address_and_an_address_is_taken_once(void **state)
{
    struct store *store = *state;
    struct coach found, other;
    const struct coach coach = { { store_new_id() },
                                 arena_text(&mem, "c%lld@exemple.fr",
                                            (long long)store_new_id()),
                                 "Camille",
                                 "$argon2id$…",
                                 EN,
                                 opened_at };
    struct transaction *t = begin(store->db);
    CHECK_OK(store_coach_save(t, &coach, &err));
    CHECK_OK(db_commit(t, &err));
    t = look(store->db);
    CHECK_OK(store_coach_find(&mem, t, coach.email, &found, &err));
    assert_int_equal(found.id.value, coach.id.value);
    assert_int_equal(found.lang, EN);
    CHECK_TEXT(found.password, coach.password);
    assert_int_equal(store_coach_find(&mem, t, "personne@exemple.fr", &found, &err), NOT_FOUND);
    db_abandon(t);
    other = coach;
    other.id.value = store_new_id();
    t = begin(store->db);
    assert_int_equal(store_coach_save(t, &other, &err), CONFLICT);
    db_abandon(t);
}

static void test_a_sign_in_ends_alone_or_with_all_of_its_coach(void **state)
{
    struct store *store = *state;
    struct coach_session found;
    const struct token_hash none = { "" };
    const struct coach coach = { { store_new_id() }, "", "C", "x", FR, 1 };
    struct coach named = coach;
    named.email = arena_text(&mem, "%lld", (long long)coach.id.value);
    struct transaction *t = begin(store->db);
    CHECK_OK(store_coach_save(t, &named, &err));
    for (int i = 1; i <= 3; i++) {
        const struct coach_session session = { hash_of(coach.id.value + i), coach.id, 1, i,
                                               NULL };
        CHECK_OK(store_coach_session_save(t, &session, &err));
    }
    CHECK_OK(store_coach_session_find(&mem, t, hash_of(coach.id.value + 2), &found, &err));
    assert_int_equal(found.seen_at, 2);
    CHECK_OK(store_coach_session_remove(t, hash_of(coach.id.value + 2), &err));
    assert_int_equal(
        store_coach_session_find(&mem, t, hash_of(coach.id.value + 2), &found, &err),
        NOT_FOUND);
    CHECK_OK(store_coach_session_find(&mem, t, hash_of(coach.id.value + 1), &found, &err));
    CHECK_OK(store_coach_sessions_remove(t, coach.id, hash_of(coach.id.value + 1), &err));
    CHECK_OK(store_coach_session_find(&mem, t, hash_of(coach.id.value + 1), &found, &err));
    CHECK_OK(store_coach_sessions_remove(t, coach.id, none, &err));
    assert_int_equal(
        store_coach_session_find(&mem, t, hash_of(coach.id.value + 1), &found, &err),
        NOT_FOUND);
    CHECK_OK(db_commit(t, &err));
}

static void test_a_team_and_its_seats_come_back_as_they_were_saved(void **state)
{
    struct store *store = *state;
    struct team found;
    struct seats seats;
    struct transaction *t = look(store->db);
    CHECK_OK(store_team_load(&mem, t, team.id, &found, &err));
    CHECK_TEXT(found.aim, team.aim);
    assert_int_equal(found.coach.value, 77);
    CHECK_OK(store_seats_load(&mem, t, team.id, &seats, &err));
    assert_int_equal(seats.count, SEATS);
    for (int i = 0; i < SEATS; i++) {
        assert_int_equal(seats.list[i].id.value, seat_ids[i].value);
        assert_int_equal(seats.list[i].manager, i == 2);
        assert_int_equal(seats.list[i].lang, i % 2 ? EN : FR);
        assert_int_equal(seats.list[i].state, SEAT_INVITED);
    }
    CHECK_TEXT(seats.list[3].name, "Aïcha 3");
    db_abandon(t);
}

static void test_a_coach_sees_own_teams_only(void **state)
{
    struct store *store = *state;
    struct teams teams;
    struct transaction *t = look(store->db);
    CHECK_OK(store_teams_load(&mem, t, (struct coach_id){ 77 }, &teams, &err));
    assert_true(teams.count >= 1);
    CHECK_OK(store_teams_load(&mem, t, (struct coach_id){ 78 }, &teams, &err));
    assert_int_equal(teams.count, 0);
    db_abandon(t);
}

static void save_link(struct transaction *t, int64_t secret, int64_t expires_at)
{
    const struct link link = { team.id,   hash_of(secret), seat_ids[0], LINK_SEAT,
                               opened_at, expires_at,      0,           0 };
    CHECK_OK(store_link_save(t, &link, &err));
}

static void test_a_link_opens_once_and_looking_at_it_opens_nothing(void **state)
{
    struct store *store = *state;
    struct link link;
    struct transaction *t = begin(store->db);
    save_link(t, 9001, 0);
    CHECK_OK(store_link_find(&mem, t, team.id, hash_of(9001), &link, &err));
    assert_int_equal(link.opened_at, 0);
    CHECK_OK(store_link_use(t, team.id, hash_of(9001), opened_at + 5, &err));
    CHECK_OK(store_link_find(&mem, t, team.id, hash_of(9001), &link, &err));
    assert_int_equal(link.opened_at, opened_at + 5);
    assert_int_equal(store_link_use(t, team.id, hash_of(9001), opened_at + 6, &err), REFUSED);
    CHECK_OK(db_commit(t, &err));
}

static void test_a_link_replaced_expired_or_of_another_team_does_not_open(void **state)
{
    struct store *store = *state;
    struct team_id elsewhere = { team.id.value + 1 };
    struct transaction *t = begin(store->db);
    save_link(t, 9011, 0);
    assert_int_equal(store_link_use(t, elsewhere, hash_of(9011), opened_at, &err), REFUSED);
    CHECK_OK(store_links_void(t, team.id, seat_ids[0], opened_at, &err));
    assert_int_equal(store_link_use(t, team.id, hash_of(9011), opened_at, &err), REFUSED);
    save_link(t, 9012, opened_at + 10);
    assert_int_equal(store_link_use(t, team.id, hash_of(9012), opened_at + 10, &err), REFUSED);
    CHECK_OK(store_link_use(t, team.id, hash_of(9012), opened_at + 9, &err));
    CHECK_OK(db_commit(t, &err));
}

static void test_devices_belong_to_one_seat_and_end_with_it(void **state)
{
    struct store *store = *state;
    struct devices devices;
    struct device found;
    struct transaction *t = begin(store->db);
    for (int i = 0; i < 3; i++) {
        const struct device device = { team.id,   hash_of(500 + i), seat_ids[i / 2],
                                       "Firefox", opened_at + i,    opened_at };
        CHECK_OK(store_device_save(t, &device, &err));
    }
    CHECK_OK(store_devices_load(&mem, t, team.id, seat_ids[0], &devices, &err));
    assert_int_equal(devices.count, 2);
    CHECK_OK(store_devices_remove(t, team.id, seat_ids[0], &err));
    assert_int_equal(store_device_find(&mem, t, team.id, hash_of(500), &found, &err),
                     NOT_FOUND);
    CHECK_OK(store_device_find(&mem, t, team.id, hash_of(502), &found, &err));
    assert_int_equal(found.seat.value, seat_ids[1].value);
    CHECK_OK(db_commit(t, &err));
}

static void test_two_different_members_are_counted_for_a_new_link(void **state)
{
    struct store *store = *state;
    int64_t count;
    struct transaction *t = begin(store->db);
    CHECK_OK(store_reissue_save(t, team.id, seat_ids[0], seat_ids[1], opened_at, &err));
    CHECK_OK(store_reissue_save(t, team.id, seat_ids[0], seat_ids[1], opened_at + 1, &err));
    CHECK_OK(store_reissue_count(t, team.id, seat_ids[0], opened_at - 1, &count, &err));
    assert_int_equal(count, 1);
    CHECK_OK(store_reissue_save(t, team.id, seat_ids[0], seat_ids[4], opened_at, &err));
    CHECK_OK(store_reissue_count(t, team.id, seat_ids[0], opened_at - 1, &count, &err));
    assert_int_equal(count, 2);
    CHECK_OK(db_commit(t, &err));
    t = begin(store->db);
    assert_int_equal(store_reissue_save(t, team.id, seat_ids[0], seat_ids[0], opened_at, &err),
                     CONFLICT);
    db_abandon(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_TEAM(test_the_schema_is_upgraded_once_and_then_found_current),
        ON_TEAM(test_a_store_of_a_newer_version_is_refused),
        ON_TEAM(test_a_coach_is_found_by_address_and_an_address_is_taken_once),
        ON_TEAM(test_a_sign_in_ends_alone_or_with_all_of_its_coach),
        ON_TEAM(test_a_team_and_its_seats_come_back_as_they_were_saved),
        ON_TEAM(test_a_coach_sees_own_teams_only),
        ON_TEAM(test_a_link_opens_once_and_looking_at_it_opens_nothing),
        ON_TEAM(test_a_link_replaced_expired_or_of_another_team_does_not_open),
        ON_TEAM(test_devices_belong_to_one_seat_and_end_with_it),
        ON_TEAM(test_two_different_members_are_counted_for_a_new_link),
    };
    return each_store_run(tests, sizeof tests / sizeof *tests);
}
