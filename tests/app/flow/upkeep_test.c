/* A store that is looked at, that forgets, that is copied and brought back. */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "flow/demo.h"
#include "flow/group.h"
#include "flow/link.h"
#include "flow/portrait.h"
#include "flow/upkeep.h"
#include "secret/secret.h"
#include "store/answers.h"
#include "store/counts.h"
#include "store/db_backup.h"
#include "store/releases.h"
#include "store/seats.h"

#include "../store/each_store.h"
#include "press.h"

enum { DAY = 86400 };
static const int64_t t0 = 1790000000;

static struct err err;
static struct arena mem;
static struct round_rules rules;
static struct team_id team;

/* The example is a whole team: it serves here as one. */
static int open_store(void **state)
{
    struct store *store = *state;
    mem = arena_with_limit(1 << 26);
    CHECK_OK(secret_start(&err));
    CHECK_OK(flow_upkeep_rules(&mem, NULL, &rules, &err));
    CHECK_OK(flow_upkeep_open(store->url, true, t0, &store->db, &err));
    CHECK_OK(flow_demo_reset(store->db, &mem, &rules, FR, t0, &err));
    team = flow_demo_id(FR);
    return 0;
}

static int close_store(void **state)
{
    struct store *store = *state;
    db_close(store->db);
    arena_free(&mem);
    return 0;
}

static int64_t counted(struct db *db, enum counted what)
{
    struct transaction *transaction;
    int64_t count = -1;
    CHECK_OK(db_begin_reading(db, &transaction, &err));
    CHECK_OK(store_count(transaction, what, &count, &err));
    db_abandon(transaction);
    return count;
}

static void a_whole_store_is_well_and_is_told_in_counts(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct upkeep upkeep;
    CHECK_OK(flow_upkeep_look(db, &mem, t0, &upkeep, &err));
    assert_true(flow_upkeep_is_well(&upkeep));
    assert_int_equal(upkeep.rounds, DEMO_PAST_ROUNDS + 1);
    assert_int_equal(upkeep.open_rounds, 1);
    assert_int_equal(upkeep.releases, DEMO_PAST_ROUNDS);
    assert_int_equal(upkeep.teams, 0); /* the example is not counted */
}

static void a_release_that_cannot_be_read_is_found(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct transaction *transaction;
    struct upkeep upkeep;
    struct round round;
    CHECK_OK(db_begin(db, team, &transaction, &err));
    CHECK_OK(store_round_find_open(&mem, transaction, team, &round, &err));
    const struct stored_release release = { .team = team,
                                            .round = round.id,
                                            .released_at = t0,
                                            .seats = 6,
                                            .respondents = 6,
                                            .json = "{}" };
    CHECK_OK(store_release_save(transaction, &release, &err));
    CHECK_OK(db_commit(transaction, &err));
    CHECK_OK(flow_upkeep_look(db, &mem, t0, &upkeep, &err));
    assert_false(flow_upkeep_is_well(&upkeep));
    assert_int_equal(upkeep.unreadable, 1);
    assert_int_equal(upkeep.astray, 1); /* its round is open */
}

static void a_round_open_past_sixty_days_is_found(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct upkeep upkeep;
    CHECK_OK(flow_upkeep_look(db, &mem, t0 + 59 * DAY - 1, &upkeep, &err));
    assert_int_equal(upkeep.overdue, 0);
    CHECK_OK(flow_upkeep_look(db, &mem, t0 + 59 * DAY, &upkeep, &err));
    assert_int_equal(upkeep.overdue, 1);
}

static void purging_takes_old_answers_once_and_leaves_the_rest(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct purged purged;
    struct shown_portraits shown;
    enum refusal refusal;
    CHECK_OK(flow_purge(db, &mem, t0 - 1, false, &purged, &err));
    assert_int_equal(purged.rounds, DEMO_PAST_ROUNDS - 1); /* the last is not 30 days old */
    CHECK_OK(flow_purge(db, &mem, t0 - 1, false, &purged, &err));
    assert_int_equal(purged.rounds, 0);
    assert_int_equal(counted(db, COUNT_ANSWERED_ROUNDS), 1);
    CHECK_OK(flow_purge(db, &mem, t0 - 1, true, &purged, &err));
    assert_int_equal(purged.rounds, 1);
    assert_int_equal(counted(db, COUNT_ANSWERED_ROUNDS), 0);
    CHECK_OK(flow_portrait_load(db, &mem, &rules, team, 0, false, &shown, &refusal, &err));
    assert_int_equal(shown.count, DEMO_PAST_ROUNDS);
    assert_int_equal(shown.portraits[3].constructs_gap, SHOWN);
}

static void an_open_round_is_never_purged(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct transaction *transaction;
    struct purged purged;
    struct round round;
    int64_t answered = 0;
    CHECK_OK(flow_purge(db, &mem, t0 + 400 * (int64_t)DAY, true, &purged, &err));
    CHECK_OK(db_begin_reading(db, &transaction, &err));
    CHECK_OK(store_round_find_open(&mem, transaction, team, &round, &err));
    CHECK_OK(store_answers_count(transaction, team, round.id, 1, &answered, &err));
    db_abandon(transaction);
    assert_int_equal(answered, DEMO_ANSWERED);
}

static size_t words_of(struct db *db, const struct seat *seat, bool leave)
{
    struct transaction *transaction;
    struct received_words words;
    struct rounds rounds;
    size_t count = 0;
    CHECK_OK(db_begin(db, team, &transaction, &err));
    CHECK_OK(store_rounds_load(&mem, transaction, team, &rounds, &err));
    for (size_t i = 0; i < rounds.count; i++) {
        CHECK_OK(store_received_load(&mem, transaction, team, rounds.list[i].id, seat->id,
                                     &words, &err));
        count += words.count;
    }
    if (leave) {
        struct seat left = *seat;
        left.state = SEAT_LEFT;
        CHECK_OK(store_seat_save(transaction, &left, &err));
    }
    CHECK_OK(db_commit(transaction, &err));
    return count;
}

static void words_received_by_who_left_are_purged_and_by_others_kept(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct transaction *transaction;
    struct purged purged;
    struct seats seats;
    CHECK_OK(db_begin_reading(db, &transaction, &err));
    CHECK_OK(store_seats_load(&mem, transaction, team, &seats, &err));
    db_abandon(transaction);
    assert_true(words_of(db, &seats.list[1], true) > 0);
    CHECK_OK(flow_purge(db, &mem, t0, false, &purged, &err));
    assert_int_equal(purged.people, 1);
    assert_int_equal(words_of(db, &seats.list[1], false), 0);
    assert_true(words_of(db, &seats.list[0], false) > 0);
    CHECK_OK(flow_purge(db, &mem, t0, false, &purged, &err));
    assert_int_equal(purged.people, 0);
}

/* ---- copies ---- */

static bool is_sqlite(const struct store *store)
{
    return strncmp(store->url, "sqlite:", 7) == 0;
}

static size_t portraits_in(const char *url)
{
    struct shown_portraits shown;
    struct db *db;
    enum refusal refusal;
    CHECK_OK(flow_upkeep_open(url, false, t0, &db, &err));
    CHECK_OK(flow_portrait_load(db, &mem, &rules, team, 0, false, &shown, &refusal, &err));
    db_close(db);
    return shown.count;
}

static void a_backup_made_while_served_comes_back_whole(void **state)
{
    struct store *store = *state;
    if (!is_sqlite(store)) {
        assert_int_equal(store_backup(&mem, store->url, "/nowhere/x", &err), REFUSED);
        assert_non_null(strstr(err.text, "pg_dump"));
        assert_int_equal(store_restore("/nowhere/x", store->url, false, &err), REFUSED);
        assert_non_null(strstr(err.text, "pg_restore"));
        return;
    }
    char folder[] = "/tmp/alliage-upkeep-XXXXXX";
    struct stat about;
    assert_non_null(mkdtemp(folder));
    const char *copy = arena_text(&mem, "%s/copy", folder);
    const char *back = arena_text(&mem, "%s/back.db", folder);
    const char *url = arena_text(&mem, "sqlite:%s", back);
    CHECK_OK(store_backup(&mem, store->url, copy, &err));
    assert_int_equal(stat(copy, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    CHECK_OK(store_restore(copy, url, false, &err));
    CHECK_OK(store_inspect(url, &err));
    assert_int_equal(portraits_in(url), DEMO_PAST_ROUNDS);
    unlink(copy);
    unlink(back);
    assert_int_equal(rmdir(folder), 0); /* nothing else was left there */
}

static void cut_short(const char *path)
{
    struct stat about;
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(truncate(path, about.st_size / 8192 * 4096), 0);
}

static void put_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void a_damaged_or_foreign_file_is_refused_and_the_old_store_stays(void **state)
{
    struct store *store = *state;
    if (!is_sqlite(store)) {
        NOT_CHECKED("of SQLite alone");
        return;
    }
    char folder[] = "/tmp/alliage-upkeep-XXXXXX";
    assert_non_null(mkdtemp(folder));
    const char *copy = arena_text(&mem, "%s/copy", folder);
    const char *back = arena_text(&mem, "%s/back.db", folder);
    const char *url = arena_text(&mem, "sqlite:%s", back);
    assert_int_equal(store_restore(copy, url, true, &err), NOT_FOUND);
    CHECK_OK(store_backup(&mem, store->url, copy, &err));
    CHECK_OK(store_restore(copy, url, false, &err));
    cut_short(copy);
    assert_int_equal(store_restore(copy, url, true, &err), BAD_INPUT);
    put_text(copy, "not a store at all, and long enough to be looked at twice or more");
    assert_int_equal(store_restore(copy, url, true, &err), BAD_INPUT);
    put_text(copy, "");
    assert_int_equal(store_restore(copy, url, true, &err), BAD_INPUT);
    assert_int_equal(portraits_in(url), DEMO_PAST_ROUNDS);
    assert_int_equal(store_backup(&mem, "sqlite:/nowhere/at/all.db", copy, &err), NOT_FOUND);
    assert_int_equal(store_backup(&mem, url, "/nowhere/at/all.db", &err), BROKEN);
    unlink(copy);
    unlink(back);
    assert_int_equal(rmdir(folder), 0);
}

static void a_store_with_teams_or_in_use_is_not_overwritten(void **state)
{
    struct store *store = *state;
    if (!is_sqlite(store)) {
        NOT_CHECKED("of SQLite alone");
        return;
    }
    char folder[] = "/tmp/alliage-upkeep-XXXXXX";
    struct db *db;
    struct transaction *transaction;
    assert_non_null(mkdtemp(folder));
    const char *copy = arena_text(&mem, "%s/copy", folder);
    const char *back = arena_text(&mem, "%s/back.db", folder);
    const char *url = arena_text(&mem, "sqlite:%s", back);
    CHECK_OK(store_backup(&mem, store->url, copy, &err));
    CHECK_OK(flow_upkeep_open(url, true, t0, &db, &err));
    CHECK_OK(db_begin(db, (struct team_id){ 99 }, &transaction, &err));
    CHECK_OK(store_team_save(
        transaction,
        &(struct team){ .id = { 99 }, .name = "Vraie", .aim = "", .created_at = t0 }, &err));
    CHECK_OK(db_commit(transaction, &err));
    assert_int_equal(store_restore(copy, url, true, &err), REFUSED); /* in use */
    db_close(db);
    assert_int_equal(store_restore(copy, url, false, &err), REFUSED);
    CHECK_OK(store_restore(copy, url, true, &err));
    assert_int_equal(portraits_in(url), DEMO_PAST_ROUNDS);
    unlink(copy);
    unlink(back);
    assert_int_equal(rmdir(folder), 0);
}

static void a_command_makes_no_store_by_mistake(void **state)
{
    (void)state;
    struct db *db;
    assert_int_equal(flow_upkeep_open("sqlite:/nowhere/at/all.db", false, t0, &db, &err),
                     NOT_FOUND);
    assert_int_equal(store_inspect("sqlite:/nowhere/at/all.db", &err), NOT_FOUND);
    assert_int_equal(flow_upkeep_open("mysql:x", true, t0, &db, &err), BAD_INPUT);
}

static struct group_wish lantern(void)
{
    return (struct group_wish){ .name = "Lanterne",
                                .aim = "",
                                .lang = FR,
                                .members = { { "Alix", "", "", false },
                                             { "Bilal", "", "", false },
                                             { "Chloe", "", "", false } },
                                .count = 3,
                                .days = 7 };
}

static void a_team_in_which_nobody_opened_a_link_leaves_after_thirty_days(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    const struct group_wish wish = lantern();
    struct team_id alone, joined;
    struct issued_links links;
    struct purged purged;
    struct seat seat;
    CHECK_OK(flow_group_create(db, &mem, &wish, rules.instrument, t0, &alone, &links, &err));
    CHECK_OK(flow_group_create(db, &mem, &wish, rules.instrument, t0, &joined, &links, &err));
    struct link_key key;
    struct token_hash browser;
    assert_true(flow_link_parse(&mem, links.list[1].text, &key));
    secret_hash("a browser", browser.text);
    CHECK_OK(press_link(db, &mem, key, browser, t0 + DAY, &seat, &err));
    CHECK_OK(flow_purge(db, &mem, t0 + 30 * DAY - 1, false, &purged, &err));
    assert_int_equal(purged.teams, 0);
    CHECK_OK(flow_purge(db, &mem, t0 + 30 * DAY, false, &purged, &err));
    assert_int_equal(purged.teams, 1);
    assert_int_equal(counted(db, COUNT_TEAMS), 1);
    CHECK_OK(flow_purge(db, &mem, t0 + 400 * DAY, false, &purged, &err));
    assert_int_equal(purged.teams, 0);
}

/* Made again a month later, a link is waited for another thirty days. */
static void a_link_made_again_keeps_its_team(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    const struct group_wish wish = lantern();
    struct issued_links links;
    struct issued_link again;
    struct purged purged;
    struct transaction *t;
    struct seat seat;
    struct team_id made;
    CHECK_OK(flow_group_create(db, &mem, &wish, rules.instrument, t0, &made, &links, &err));
    CHECK_OK(db_begin(db, made, &t, &err));
    CHECK_OK(store_seat_load(&mem, t, made, links.list[0].seat, &seat, &err));
    CHECK_OK(flow_link_issue(&mem, t, &seat, LINK_SEAT, t0 + 20 * DAY, 0, &again, &err));
    CHECK_OK(db_commit(t, &err));
    CHECK_OK(flow_purge(db, &mem, t0 + 40 * DAY, false, &purged, &err));
    assert_int_equal(purged.teams, 0);
    CHECK_OK(flow_purge(db, &mem, t0 + 50 * DAY, false, &purged, &err));
    assert_int_equal(purged.teams, 1);
}

#define ON_STORE(test) cmocka_unit_test_setup_teardown(test, open_store, close_store)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_STORE(a_whole_store_is_well_and_is_told_in_counts),
        ON_STORE(a_release_that_cannot_be_read_is_found),
        ON_STORE(a_round_open_past_sixty_days_is_found),
        ON_STORE(purging_takes_old_answers_once_and_leaves_the_rest),
        ON_STORE(an_open_round_is_never_purged),
        ON_STORE(words_received_by_who_left_are_purged_and_by_others_kept),
        ON_STORE(a_backup_made_while_served_comes_back_whole),
        ON_STORE(a_damaged_or_foreign_file_is_refused_and_the_old_store_stays),
        ON_STORE(a_store_with_teams_or_in_use_is_not_overwritten),
        ON_STORE(a_team_in_which_nobody_opened_a_link_leaves_after_thirty_days),
        ON_STORE(a_link_made_again_keeps_its_team),
        ON_STORE(a_command_makes_no_store_by_mistake),
    };
    return each_store_run(tests, sizeof tests / sizeof *tests);
}
