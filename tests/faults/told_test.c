/* What people read, and what the log says, when the store lets everybody down: played on the
 * whole application, in both languages, and back to good afterwards. */
#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#include "web/a_play.h"

#include "cluster.h"
#include "recorder.h"

static struct play play;
static struct browser stranger, late;
static int real_stderr = -1, late_member;
static char log_path[128];

/* ---- the log ---- */

static void log_starts(void)
{
    snprintf(log_path, sizeof log_path, "%s", play_file("log"));
    fflush(stderr);
    real_stderr = dup(2);
    int file = open(log_path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600);
    assert_true(real_stderr >= 0 && file >= 0);
    dup2(file, 2);
    close(file);
}

static const char *log_ends(void)
{
    static char text[16384];
    if (real_stderr < 0)
        return "";
    dup2(real_stderr, 2);
    close(real_stderr);
    real_stderr = -1;
    FILE *file = fopen(log_path, "r");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    return text;
}

static size_t lines_of(const char *text, const char *begin)
{
    size_t count = 0;
    for (const char *at = text; at && *at;) {
        count += strncmp(at, begin, strlen(begin)) == 0;
        at = strchr(at, '\n');
        at = at ? at + 1 : NULL;
    }
    return count;
}

static void the_log_has_one_line(const char *kind)
{
    char begin[64];
    const char *log = log_ends();
    snprintf(begin, sizeof begin, "alliage: %s: ", kind);
    if (lines_of(log, begin) != 1 || lines_of(log, "") != 1)
        fail_msg("not one line that begins \"%s\":\n%s", begin, log);
    if (strstr(log, "Faure") || strstr(log, "exemple.fr") || strstr(log, "/t/"))
        fail_msg("the log says whose it is:\n%s", log);
}

/* ---- people ---- */

static void speaks(struct browser *b, const char *lang)
{
    size_t i = 0;
    while (i < b->cookie_count && strcmp(b->cookies[i].name, "alliage-lang") != 0)
        i++;
    assert_true(i < COOKIES_HELD);
    strcpy(b->cookies[i].name, "alliage-lang");
    strcpy(b->cookies[i].value, lang);
    if (i == b->cookie_count)
        b->cookie_count++;
}

static void check_told(const struct browser *b, const char *where, const char *sentence)
{
    static const char *const never[] = { "pas pour vous",
                                         "not for you",
                                         "Connectez-vous",
                                         "Sign in first",
                                         "a déjà servi",
                                         "already been used",
                                         "SQL",
                                         "constraint",
                                         "CHECK",
                                         "database is locked",
                                         "database or disk",
                                         "SELECT",
                                         "INSERT" };
    const char *wrong = b->status != 503 || !has(b, sentence) ? "not told" : NULL;
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (has(b, never[i]))
            wrong = never[i];
    if (!wrong)
        return;
    const char *log = log_ends(); /* cmocka speaks there too */
    fail_msg("%s: %s (%d): %.600s\n%s", where, wrong, b->status,
             strstr(b->body, "<main") ? strstr(b->body, "<main") : b->bytes, log);
}

/* French for the first, English for the others: a sentence is whole in each. */
struct told {
    const char *kind, *fr, *en;
};

static struct fields answer; /* of the first member, ready before anything fails */

static void fill_answer(struct browser *b, const char *choice, struct fields *fields)
{
    browser_get(b, play_path(&play, "/repondre/1"));
    fields->count = 0;
    play_page(b, fields);
    field_add(fields, "q1", choice);
}

static void nobody_can_write(const struct told *told)
{
    struct browser *member = &play.members[0];
    static struct fields fields;
    speaks(member, "fr");
    browser_post(member, play_path(&play, "/repondre/1"), &answer);
    check_told(member, "a member saves", told->fr);
    check_told(member, "a member saves", "n’a pas été enregistré");
    speaks(member, "en");
    browser_post(member, play_path(&play, "/repondre/1"), &answer);
    check_told(member, "a member saves in English", told->en);
    browser_post(&late, play.links[late_member], one_field(NULL, NULL));
    check_told(&late, "a link is opened", told->fr);
    fields.count = 0;
    field_add(&fields, "name", "Autre");
    field_add(&fields, "email", "autre@exemple.fr");
    field_add(&fields, "password", "une phrase de passe longue");
    browser_post(&stranger, "/coach/nouveau", &fields);
    check_told(&stranger, "an account is opened", told->fr);
    browser_post(&play.coach, play_path(&play, "/barometre/clore"), one_field(NULL, NULL));
    check_told(&play.coach, "the coach closes", told->fr);
}

static void nobody_can_read(const struct told *told)
{
    struct browser *member = &play.members[0];
    static const char *const rest[] = { "", "/repondre", "/repondre/1", "/moi" };
    speaks(member, "fr");
    for (size_t i = 0; i < sizeof rest / sizeof *rest; i++) {
        browser_get(member, play_path(&play, rest[i]));
        check_told(member, rest[i], told->fr);
    }
    browser_get(member, "/moi");
    check_told(member, "/moi", told->fr);
    browser_get(&play.coach, "/coach");
    check_told(&play.coach, "/coach", told->fr);
    browser_get(&play.coach, play.home);
    check_told(&play.coach, "the coach's team", told->fr);
    browser_get(&play.coach, "/composer");
    check_told(&play.coach, "/composer", told->fr);
    speaks(member, "en");
    browser_get(member, play.home);
    check_told(member, "a page in English", told->en);
}

/* Who is known by a cookie is not taken for a stranger, even on the first page. */
static void nobody_is_taken_for_a_stranger(const struct told *told)
{
    browser_get(&play.members[1], "/");
    check_told(&play.members[1], "/", told->fr);
    browser_get(&play.coach, "/");
    check_told(&play.coach, "/ of the coach", told->fr);
    browser_get(&stranger, "/");
    assert_int_equal(stranger.status, 200); /* nothing is asked of the store for a stranger */
}

static void everybody_can_read(void)
{
    browser_get(&play.members[0], play.home);
    assert_int_equal(play.members[0].status, 200);
    browser_get(&play.coach, "/coach");
    assert_int_equal(play.coach.status, 200);
    browser_get(&play.coach, play_path(&play, "/barometre")); /* no page writes */
    assert_int_equal(play.coach.status, 200);
    browser_get(&play.coach, "/composer");
    assert_int_equal(play.coach.status, 200);
}

/* A link that met the fault was not spent by it. */
static void all_is_well_again(void)
{
    everybody_can_read();
    static struct fields fields;
    fill_answer(&play.members[1], "4", &fields);
    browser_post(&play.members[1], play_path(&play, "/repondre/1"), &fields);
    assert_int_equal(play.members[1].status, 303);
    browser_post(&late, play.links[late_member], one_field(NULL, NULL));
    assert_int_equal(late.status, 303);
    CHECK_TEXT(late.location, play.home);
}

static int play_starts(void **state)
{
    play_open(state);
    late_member = 3;
    play_links(&play, "Équipe du Phare", 4, true);
    for (size_t i = 0; i < 3; i++)
        play_join(&play, i);
    play_open_round(&play);
    for (size_t i = 0; i < 3; i++)
        play_answer(&play, i, (int)i, "1");
    browser_start(&late, "127.0.0.30");
    browser_get(&late, play.links[late_member]);
    browser_start(&stranger, "127.0.0.31");
    browser_get(&stranger, "/coach/nouveau");
    fill_answer(&play.members[0], "5", &answer);
    if (!play_url) { /* opened again, so that the layer under it is the recorder */
        recorder_count_only(play_file("store.db"));
        play_keep();
    }
    log_starts();
    return 0;
}

static int play_ends(void **state)
{
    log_ends();
    recorder_reading_gives(0);
    recorder_writing_gives(0);
    recorder_disk_room(-1);
    return play_close(state);
}

/* ---- faults ---- */

static const struct told locked = { "store.locked",
                                    "Un autre programme garde la base pour lui.",
                                    "Another program is keeping the database to itself." };
static const struct told full = { "store.full", "Le disque de la base est plein.",
                                  "The disk of the database is full." };
static const struct told read_only = {
    "store.read_only", "La base peut être lue, mais rien ne peut y être écrit.",
    "The database can be read, but nothing can be written to it."
};
static const struct told moved = { "store.moved",
                                   "Le fichier de la base a été déplacé ou effacé.",
                                   "The file of the database has been moved or removed." };
static const struct told damaged = { "store.damaged", "La base est abîmée.",
                                     "The database is damaged." };
static const struct told down = { "store.down", "La base ne répond pas.",
                                  "The database does not answer." };

static void a_store_that_another_program_holds_is_told_as_that(void **state)
{
    sqlite3 *other;
    (void)state;
    assert_int_equal(sqlite3_open(play_file("store.db"), &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    nobody_can_write(&locked);
    everybody_can_read();
    the_log_has_one_line(locked.kind);
    sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL);
    sqlite3_close(other);
    all_is_well_again();
}

static void a_full_disk_is_told_as_that(void **state)
{
    (void)state;
    recorder_disk_room(0);
    nobody_can_write(&full);
    everybody_can_read();
    the_log_has_one_line(full.kind);
    recorder_disk_room(-1);
    all_is_well_again();
}

static void a_disk_that_only_reads_is_told_as_that(void **state)
{
    (void)state;
    recorder_writing_gives(SQLITE_READONLY);
    nobody_can_write(&read_only);
    everybody_can_read();
    the_log_has_one_line(read_only.kind);
    recorder_writing_gives(0);
    all_is_well_again();
}

static void a_store_moved_away_takes_nothing_and_goes_on_once_it_is_back(void **state)
{
    char away[160];
    (void)state;
    snprintf(away, sizeof away, "%s", play_file("kept.db"));
    assert_int_equal(rename(play_file("store.db"), away), 0);
    nobody_can_write(&moved);
    nobody_can_read(&moved);
    nobody_is_taken_for_a_stranger(&moved);
    the_log_has_one_line(moved.kind);
    assert_int_equal(rename(away, play_file("store.db")), 0);
    all_is_well_again();
}

static void another_store_put_in_its_place_is_not_taken_for_it(void **state)
{
    char away[160], command[400];
    (void)state;
    snprintf(away, sizeof away, "%s", play_file("kept.db"));
    assert_int_equal(rename(play_file("store.db"), away), 0);
    snprintf(command, sizeof command, "cp '%s' '%s'", away, play_file("store.db"));
    assert_int_equal(system(command), 0);
    nobody_can_write(&moved);
    nobody_can_read(&moved);
    assert_int_equal(rename(away, play_file("store.db")), 0);
    log_ends();
    all_is_well_again();
}

static void a_log_removed_under_it_takes_nothing_either(void **state)
{
    char log[160];
    (void)state;
    snprintf(log, sizeof log, "%s-wal", play_file("store.db"));
    assert_int_equal(unlink(log), 0);
    nobody_can_write(&moved);
    log_ends();
}

static void a_damaged_store_is_told_as_that(void **state)
{
    (void)state;
    /* What readers hold in memory is out of date after a write: they must read again. */
    static struct fields fields;
    fill_answer(&play.members[1], "2", &fields);
    browser_post(&play.members[1], play_path(&play, "/repondre/1"), &fields);
    assert_int_equal(play.members[1].status, 303);
    recorder_reading_gives(SQLITE_CORRUPT);
    nobody_can_read(&damaged);
    the_log_has_one_line(damaged.kind);
    recorder_reading_gives(0);
    all_is_well_again();
}

static struct cluster cluster;

static void a_database_that_was_stopped_is_told_as_that(void **state)
{
    (void)state;
    if (!play_url) {
        NOT_CHECKED("PostgreSQL does not run here");
        return;
    }
    cluster_pause(&cluster);
    nobody_can_read(&down);
    nobody_can_write(&down);
    nobody_is_taken_for_a_stranger(&down);
    the_log_has_one_line(down.kind);
    assert_true(cluster_resume(&cluster));
    all_is_well_again();
}

static int play_starts_elsewhere(void **state)
{
    if (!cluster_start(&cluster))
        return 0;
    play_url = cluster.url;
    return play_starts(state);
}

static int play_ends_elsewhere(void **state)
{
    if (!play_url)
        return 0;
    play_ends(state);
    cluster_stop(&cluster);
    play_url = NULL;
    return 0;
}

#define PLAYED(test) cmocka_unit_test_setup_teardown(test, play_starts, play_ends)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLAYED(a_store_that_another_program_holds_is_told_as_that),
        PLAYED(a_full_disk_is_told_as_that),
        PLAYED(a_disk_that_only_reads_is_told_as_that),
        PLAYED(a_store_moved_away_takes_nothing_and_goes_on_once_it_is_back),
        PLAYED(another_store_put_in_its_place_is_not_taken_for_it),
        PLAYED(a_log_removed_under_it_takes_nothing_either),
        PLAYED(a_damaged_store_is_told_as_that),
        cmocka_unit_test_setup_teardown(a_database_that_was_stopped_is_told_as_that,
                                        play_starts_elsewhere, play_ends_elsewhere),
    };
    recorder_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
