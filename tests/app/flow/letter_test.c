/* Links by mail, on both stores and with a real mail server: letters leave, wait or are given
 * up, and what they held is in the store no longer. */
#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "flow/letter.h"
#include "flow/upkeep.h"
#include "secret/secret.h"

#include "../mail/post_office.h"
#include "../store/a_team.h"
#include "press.h"

static struct issued_link issued[SEATS];

static int open_with_links(void **state)
{
    struct store *store = *state;
    CHECK_OK(secret_start(&err));
    CHECK_OK(mail_start(&err));
    int wrong = open_team(state);
    struct transaction *t = begin(store->db);
    for (size_t i = 0; i < SEATS; i++) {
        struct seat seat;
        CHECK_OK(store_seat_load(&mem, t, team.id, seat_ids[i], &seat, &err));
        CHECK_OK(flow_link_issue(&mem, t, &seat, LINK_SEAT, opened_at, 0, &issued[i], &err));
    }
    CHECK_OK(db_commit(t, &err));
    return wrong;
}

/* What one test leaves waiting would be due in the next. */
static int close_with_links(void **state)
{
    struct store *store = *state;
    db_abandon_left_open();
    struct transaction *t = begin(store->db);
    CHECK_OK(store_team_remove(t, team.id, &err));
    CHECK_OK(db_commit(t, &err));
    return close_team(state);
}

static struct link_key key_of(size_t seat)
{
    struct link_key key;
    assert_true(flow_link_parse(&mem, issued[seat].text, &key));
    return key;
}

static size_t post(struct db *db, size_t seat, const char *address)
{
    size_t posted = 99;
    const struct letter_text text = { key_of(seat), address, issued[seat].name, "Votre lien é",
                                      arena_text(&mem, "Bonjour,\n\nhttp://x/r/%s\n",
                                                 issued[seat].text) };
    CHECK_OK(flow_letter_post(db, &mem, &(struct letter_texts){ &text, 1, 0 }, opened_at,
                              &posted, &err));
    return posted;
}

static struct mail_server server_at(const struct office *office)
{
    return (
        struct mail_server){ .url = office->url, .from = "alliage@exemple.fr", .plain = true };
}

static struct letters_sent send(struct db *db, const struct office *office, int64_t now)
{
    struct letters_sent sent;
    const struct mail_server server = server_at(office);
    CHECK_OK(flow_letters_send(db, &mem, &server, now, &sent, &err));
    return sent;
}

static size_t undelivered(struct db *db)
{
    struct undelivered list;
    CHECK_OK(flow_letters_undelivered(db, &mem, team.id, &list, &err));
    return list.count;
}

/* ---- what is left in the store ---- */

static bool file_holds(const char *path, const char *words)
{
    static char bytes[1 << 22];
    FILE *in = fopen(path, "rb");
    if (!in)
        return false;
    size_t count = fread(bytes, 1, sizeof bytes, in), length = strlen(words);
    fclose(in);
    for (size_t i = 0; i + length <= count; i++)
        if (memcmp(bytes + i, words, length) == 0)
            return true;
    return false;
}

static bool is_sqlite(const struct store *store)
{
    return strncmp(store->url, "sqlite:", 7) == 0;
}

static bool rows_hold(const char *url, const char *words)
{
    PGconn *connection = PQconnectdb(url);
    PGresult *result = PQexecParams(
        connection, "SELECT count(*) FROM outbox WHERE strpos(outbox::text, $1) > 0", 1, NULL,
        &words, NULL, NULL, 0);
    assert_int_equal(PQresultStatus(result), PGRES_TUPLES_OK);
    bool held = strcmp(PQgetvalue(result, 0, 0), "0") != 0;
    PQclear(result);
    PQfinish(connection);
    return held;
}

static bool holds(const struct store *store, const char *words)
{
    if (!is_sqlite(store))
        return rows_hold(store->url, words);
    const char *path = store->url + strlen("sqlite:");
    return file_holds(path, words) || file_holds(arena_text(&mem, "%s-wal", path), words);
}

/* ---- the tests ---- */

static void a_letter_leaves_and_nothing_of_it_stays(void **state)
{
    struct store *store = *state;
    struct office office;
    if (!office_open(&office, NULL))
        return;
    const char *secret = strchr(issued[1].text, '-') + 1;
    assert_int_equal(post(store->db, 1, "aicha-qvx71@exemple.fr"), 1);
    assert_true(holds(store, secret));
    assert_true(holds(store, "aicha-qvx71"));
    struct letters_sent sent = send(store->db, &office, opened_at);
    assert_int_equal(sent.sent, 1);
    const char *read = office_read(&office, 1, false);
    assert_non_null(strstr(read, "Votre lien é\nAïcha 1\naicha-qvx71@exemple.fr\nBonjour,"));
    assert_non_null(strstr(read, issued[1].text));
    assert_false(holds(store, secret));
    assert_false(holds(store, "aicha-qvx71"));
    assert_false(holds(store, "Votre lien é"));
    sent = send(store->db, &office, opened_at + 30 * DAY);
    assert_int_equal(sent.sent + sent.put_off + sent.undelivered, 0);
    assert_int_equal(undelivered(store->db), 0);
    assert_int_equal(office_count(&office), 1);
    office_close(&office);
}

static void a_refused_letter_is_told_and_loses_its_link(void **state)
{
    struct store *store = *state;
    struct office office;
    if (!office_open(&office, NULL))
        return;
    post(store->db, 0, "refused-qvx72@exemple.fr");
    post(store->db, 1, "aicha@exemple.fr");
    struct letters_sent sent = send(store->db, &office, opened_at);
    assert_int_equal(sent.undelivered, 1);
    assert_int_equal(sent.sent, 1);
    assert_int_equal(undelivered(store->db), 1);
    assert_false(holds(store, strchr(issued[0].text, '-') + 1));
    assert_false(holds(store, "refused-qvx72"));
    office_close(&office);
}

static void a_letter_put_off_is_tried_again_later_and_not_before(void **state)
{
    struct store *store = *state;
    struct office office;
    if (!office_open(&office, NULL))
        return;
    post(store->db, 0, "later@exemple.fr");
    assert_int_equal(send(store->db, &office, opened_at).put_off, 1);
    assert_int_equal(send(store->db, &office, opened_at + 59).sent, 0);
    assert_int_equal(send(store->db, &office, opened_at + 60).sent, 1);
    assert_int_equal(undelivered(store->db), 0);
    office_close(&office);
}

static void letters_wait_for_a_server_that_is_down(void **state)
{
    struct store *store = *state;
    struct office office;
    struct letters_sent sent;
    if (!office_open(&office, NULL))
        return;
    post(store->db, 0, "aicha-qvx73@exemple.fr");
    post(store->db, 1, "bruno@exemple.fr");
    office_stop(&office);
    const struct mail_server server = server_at(&office);
    assert_int_equal(flow_letters_send(store->db, &mem, &server, opened_at, &sent, &err),
                     BROKEN);
    assert_null(strstr(err.text, "qvx73"));
    assert_null(strstr(err.text, issued[0].text));
    assert_int_equal(sent.put_off, 1); /* the second was not even tried */
    assert_true(office_start(&office, NULL));
    assert_int_equal(send(store->db, &office, opened_at + 60).sent, 2);
    assert_int_equal(office_count(&office), 2);
    office_close(&office);
}

static void after_eight_tries_a_letter_is_given_up(void **state)
{
    struct store *store = *state;
    struct office office;
    size_t tries = 0;
    if (!office_open(&office, NULL))
        return;
    post(store->db, 0, "never-qvx74@exemple.fr");
    for (int64_t now = opened_at; now < opened_at + 3 * DAY; now += 600)
        tries += send(store->db, &office, now).put_off;
    assert_int_equal(tries, LETTER_TRIES - 1); /* and the last, which gives up */
    assert_int_equal(undelivered(store->db), 1);
    assert_false(holds(store, "qvx74"));
    assert_false(holds(store, strchr(issued[0].text, '-') + 1));
    office_close(&office);
}

/* The other process died between taking it and the server's answer, each time. */
static void a_letter_is_taken_by_one_process_at_a_time(void **state)
{
    struct store *store = *state;
    struct letters due, seen;
    int64_t now = opened_at;
    post(store->db, 0, "aicha@exemple.fr");
    for (int i = 0; i < LETTER_TRIES; i++, now += DAY) {
        struct transaction *t = begin(store->db);
        CHECK_OK(store_letters_due(&mem, t, now, 9, &due, &err));
        seen = due;
        assert_int_equal(due.count, 1);
        CHECK_OK(store_letter_take(t, &due.list[0], now, now + 60, &err));
        assert_int_equal(store_letter_take(t, &seen.list[0], now, now + 60, &err), NOT_FOUND);
        CHECK_OK(db_commit(t, &err));
    }
    const struct mail_server nowhere = { .url = "smtp://127.0.0.1:9",
                                         .from = "a@b.fr",
                                         .plain = true };
    struct letters_sent sent;
    CHECK_OK(flow_letters_send(store->db, &mem, &nowhere, now, &sent, &err));
    assert_int_equal(sent.undelivered, 1); /* eight were begun: there is no ninth */
}

static void a_link_goes_by_mail_once_and_not_when_it_is_old(void **state)
{
    struct store *store = *state;
    struct link_key key = key_of(0), unknown = key;
    struct issued_links links;
    struct team found;
    size_t posted;
    assert_int_equal(post(store->db, 0, "aicha@exemple.fr"), 1);
    assert_int_equal(post(store->db, 0, "autre@exemple.fr"), 0);
    struct link_keys keys = { &key, 1 };
    CHECK_OK(flow_letter_links(store->db, &mem, &keys, opened_at + DAY, &found, &links, &err));
    CHECK_TEXT(links.list[0].name, "Aïcha 0");
    assert_int_equal(links.list[0].lang, FR);
    assert_int_equal(
        flow_letter_links(store->db, &mem, &keys, opened_at + DAY + 1, &found, &links, &err),
        REFUSED);
    unknown.hash.text[0] ^= 1;
    keys.list = &unknown;
    assert_int_equal(flow_letter_links(store->db, &mem, &keys, opened_at, &found, &links, &err),
                     REFUSED);
    const struct letter_text text = { unknown, "a@b.fr", "A", "s", "b" };
    assert_int_equal(flow_letter_post(store->db, &mem, &(struct letter_texts){ &text, 1, 0 },
                                      opened_at, &posted, &err),
                     REFUSED);
}

/* Whoever typed the addresses could else watch who comes. */
static void a_letter_leaves_whether_or_not_its_link_was_opened(void **state)
{
    struct store *store = *state;
    struct office office;
    struct seat seat;
    if (!office_open(&office, NULL))
        return;
    CHECK_OK(
        press_link(store->db, &mem, key_of(0), hash_of(team.id.value), opened_at, &seat, &err));
    assert_int_equal(post(store->db, 0, "aicha@exemple.fr"), 1);
    post(store->db, 1, "refused@exemple.fr");
    CHECK_OK(press_link(store->db, &mem, key_of(1), hash_of(team.id.value + 1), opened_at,
                        &seat, &err));
    assert_int_equal(send(store->db, &office, opened_at).sent, 1);
    assert_int_equal(undelivered(store->db), 1);
    office_close(&office);
}

static void a_new_link_takes_the_old_letter_out(void **state)
{
    struct store *store = *state;
    struct issued_link again;
    struct letters due;
    post(store->db, 0, "aicha@exemple.fr");
    CHECK_OK(flow_link_reissue(store->db, &mem, team.id, seat_ids[0], (struct seat_id){ 0 },
                               opened_at, &again, &err));
    struct transaction *t = look(store->db);
    CHECK_OK(store_letters_due(&mem, t, opened_at + DAY, 9, &due, &err));
    db_abandon(t);
    assert_int_equal(due.count, 0);
    issued[0] = again;
    assert_int_equal(post(store->db, 0, "aicha@exemple.fr"), 1);
}

/* So that the team stays: somebody has come. */
static void someone_joins(struct db *db)
{
    struct transaction *t = begin(db);
    struct seat seat;
    CHECK_OK(store_seat_load(&mem, t, team.id, seat_ids[1], &seat, &err));
    seat.state = SEAT_JOINED;
    CHECK_OK(store_seat_save(t, &seat, &err));
    CHECK_OK(db_commit(t, &err));
}

static void what_became_of_letters_is_purged(void **state)
{
    struct store *store = *state;
    struct office office;
    struct purged purged;
    if (!office_open(&office, NULL))
        return;
    someone_joins(store->db);
    post(store->db, 0, "refused@exemple.fr");
    send(store->db, &office, opened_at);
    CHECK_OK(flow_purge(store->db, &mem, opened_at + 29 * DAY, false, &purged, &err));
    assert_int_equal(undelivered(store->db), 1);
    CHECK_OK(flow_purge(store->db, &mem, opened_at + 30 * DAY, false, &purged, &err));
    assert_int_equal(undelivered(store->db), 0);
    office_close(&office);
}

static void a_backup_holds_no_link_that_still_opens(void **state)
{
    struct store *store = *state;
    if (!is_sqlite(store)) {
        NOT_CHECKED("pg_dump leaves the table out: docs/how-to-run.md");
        return;
    }
    char folder[] = "/tmp/alliage-letter-XXXXXX";
    struct upkeep upkeep;
    struct db *db;
    assert_non_null(mkdtemp(folder));
    const char *copy = arena_text(&mem, "%s/copy", folder);
    const char *back = arena_text(&mem, "%s/back.db", folder);
    const char *url = arena_text(&mem, "sqlite:%s", back);
    const char *secret = strchr(issued[0].text, '-') + 1;
    post(store->db, 0, "aicha-qvx75@exemple.fr");
    CHECK_OK(flow_upkeep_backup(&mem, store->url, copy, &err));
    assert_true(holds(store, secret)); /* it still waits in the store */
    assert_false(file_holds(copy, secret));
    assert_false(file_holds(copy, "qvx75"));
    CHECK_OK(flow_upkeep_restore(copy, url, false, &err));
    CHECK_OK(flow_upkeep_inspect(url, &err));
    CHECK_OK(flow_upkeep_open(url, false, opened_at, &db, &err));
    CHECK_OK(flow_upkeep_look(db, &mem, opened_at, &upkeep, &err));
    assert_int_equal(upkeep.letters_waiting, 0);
    assert_int_equal(upkeep.letters_given_up, 1);
    db_close(db);
    unlink(copy);
    unlink(back);
    assert_int_equal(rmdir(folder), 0); /* and no journal beside them */
}

#define WITH_LINKS(test) \
    cmocka_unit_test_setup_teardown(test, open_with_links, close_with_links)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_LINKS(a_letter_leaves_and_nothing_of_it_stays),
        WITH_LINKS(a_refused_letter_is_told_and_loses_its_link),
        WITH_LINKS(a_letter_put_off_is_tried_again_later_and_not_before),
        WITH_LINKS(letters_wait_for_a_server_that_is_down),
        WITH_LINKS(after_eight_tries_a_letter_is_given_up),
        WITH_LINKS(a_letter_is_taken_by_one_process_at_a_time),
        WITH_LINKS(a_link_goes_by_mail_once_and_not_when_it_is_old),
        WITH_LINKS(a_letter_leaves_whether_or_not_its_link_was_opened),
        WITH_LINKS(a_new_link_takes_the_old_letter_out),
        WITH_LINKS(what_became_of_letters_is_purged),
        WITH_LINKS(a_backup_holds_no_link_that_still_opens),
    };
    return each_store_run(tests, sizeof tests / sizeof *tests);
}
