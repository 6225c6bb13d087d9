/* What stays behind: what the program says while a whole round is played against it, and
 * what its files hold once answers have been deleted. */
#define _GNU_SOURCE /* memmem */
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "flow/ending.h"
#include "flow/upkeep.h"

#include "a_play.h"

static struct play play;
static struct browser stranger;

static void post(struct browser *b, const char *rest, const char *name, const char *value)
{
    browser_post(b, play_path(&play, rest), one_field(name, value));
}

static bool file_holds(const char *name, const char *bytes)
{
    FILE *file = fopen(play_file(name), "rb");
    static char all[8 << 20];
    if (!file)
        return false;
    size_t count = fread(all, 1, sizeof all, file);
    fclose(file);
    assert_true(count < sizeof all);
    return memmem(all, count, bytes, strlen(bytes)) != NULL;
}

/* ---- in its files ---- */

/* A row of a table is its columns one after the other: kind and question of an answer. */
static const char *const traces[] = { "itemq1",   "itemq30",    "guessstage",     "rankint1",
                                      "rankint7", "ratinginfo", "ratingexpertise" };

static bool is_on_disk(void)
{
    return file_holds("store.db", traces[0]) || file_holds("store.db-wal", traces[0]);
}

static void nothing_is_on_disk(void)
{
    static const char *const files[] = { "store.db", "store.db-wal", "store.db-shm",
                                         "backup.db" };
    char url[160];
    struct err err;
    snprintf(url, sizeof url, "sqlite:%s", play_file("store.db"));
    unlink(play_file("backup.db"));
    if (flow_upkeep_backup(&play_mem, url, play_file("backup.db"), &err) != OK)
        fail_msg("%s", err.text);
    assert_true(file_holds("backup.db", "Bruno Faure"));
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        for (size_t j = 0; j < sizeof traces / sizeof *traces; j++)
            if (file_holds(files[i], traces[j]))
                fail_msg("%s still holds %s", files[i], traces[j]);
}

static void make_round(size_t answered)
{
    play_team(&play, "Équipe inventée du Phare", 5, true);
    play_open_round(&play);
    for (size_t i = 0; i < answered; i++)
        play_answer(&play, i, (int)i, "1");
    assert_true(is_on_disk());
}

static void answers_of_a_cancelled_round_leave_every_file(void **state)
{
    (void)state;
    make_round(5);
    post(&play.coach, "/barometre/annuler", NULL, NULL);
    nothing_is_on_disk();
}

static void answers_of_a_seat_whose_link_is_made_again_leave_every_file(void **state)
{
    char rest[64];
    (void)state;
    make_round(1);
    snprintf(rest, sizeof rest, "/place/%s", play.seats[0]);
    post(&play.coach, rest, NULL, NULL);
    assert_int_equal(play.coach.status, 200);
    nothing_is_on_disk();
}

static void answers_of_who_leaves_leave_every_file(void **state)
{
    (void)state;
    make_round(1);
    post(&play.members[0], "/moi", "quoi", "effacer");
    nothing_is_on_disk();
}

static void purged_answers_leave_every_file(void **state)
{
    struct purged purged;
    struct err err;
    (void)state;
    make_round(5);
    post(&play.coach, "/barometre/clore", NULL, NULL);
    assert_int_equal(play.coach.status, 303);
    assert_true(is_on_disk());
    assert_int_equal(
        flow_purge(play_here.db, &play_mem, (int64_t)time(NULL) + 1, true, &purged, &err), OK);
    nothing_is_on_disk();
}

static void a_deleted_team_leaves_every_file(void **state)
{
    static const char *const of_it[] = { "du Phare", "Bruno", "Faure", "itemq1", "rankint1" };
    static const char *const files[] = { "store.db", "store.db-wal" };
    struct err err;
    static struct fields fields;
    (void)state;
    make_round(3);
    fields.count = 0;
    field_add(&fields, "quoi", "supprimer");
    field_add(&fields, "nom", "Équipe inventée du Phare");
    browser_post(&play.coach, play_path(&play, "/fin"), &fields);
    assert_int_equal(play.coach.status, 303);
    assert_true(file_holds("store.db", "du Phare") || file_holds("store.db-wal", "du Phare"));
    int64_t later = (int64_t)time(NULL) + 8 * 86400;
    assert_int_equal(flow_ending_clock(play_here.db, &play_mem, later, &err), OK);
    assert_int_equal(flow_let_go(play_here.db, &err), OK);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        for (size_t j = 0; j < sizeof of_it / sizeof *of_it; j++)
            if (file_holds(files[i], of_it[j]))
                fail_msg("%s still holds %s", files[i], of_it[j]);
}

/* ---- what it says ---- */

static int free_port(void)
{
    struct sockaddr_in own = { .sin_family = AF_INET,
                               .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t size = sizeof own;
    int file = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(bind(file, (struct sockaddr *)&own, size), 0);
    assert_int_equal(getsockname(file, (struct sockaddr *)&own, &size), 0);
    close(file);
    return ntohs(own.sin_port);
}

static pid_t serve_apart(void)
{
    char listen[32], url[160];
    int port = free_port();
    snprintf(listen, sizeof listen, "127.0.0.1:%d", port);
    snprintf(url, sizeof url, "sqlite:%s", play_file("store.db"));
    assert_non_null(getenv("ALLIAGE"));
    pid_t process = fork();
    if (process == 0) {
        int log = open(play_file("log"), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        dup2(log, STDOUT_FILENO);
        dup2(log, STDERR_FILENO);
        execl(getenv("ALLIAGE"), "alliage", "serve", "--listen", listen, "--db", url,
              "--base-url", "http://127.0.0.1", (char *)NULL);
        _exit(127);
    }
    for (int i = 0; i < 400 && !file_holds("log", "http://"); i++)
        nanosleep(&(struct timespec){ .tv_nsec = 50000000 }, NULL);
    client_port = port;
    return process;
}

/* What goes wrong too: wrong links, forms from elsewhere, pages that are not there. */
static void try_what_fails(void)
{
    browser_start(&stranger, "127.0.0.71");
    browser_get(&stranger, "/r/12-abcdefghijkmnpqrstuvwxyz23456789");
    browser_get(&stranger, play.home);
    browser_post(&stranger, "/entrer", one_field("email", "camille@exemple.fr"));
    browser_post(&play.members[1], play_path(&play, "/repondre/1"), one_field("q1", "99"));
    assert_int_equal(play.members[1].status, 422);
    browser_send(&play.members[1], "POST", play_path(&play, "/repondre/1"), "", "q1=4", 4);
    browser_send(&play.members[1], "GET", "/t/%00", "", "", 0);
    browser_send(&play.members[1], "GET", "/", "Host: deux\r\n", "", 0);
    assert_int_equal(play.members[1].status, 400);
}

static void says_nothing_of(const char *what)
{
    if (file_holds("log", what))
        fail_msg("the program says \"%s\"", what);
}

static void says_no_secret_of(const struct browser *b)
{
    for (size_t i = 0; i < b->cookie_count; i++)
        if (strlen(b->cookies[i].value) > 4)
            says_nothing_of(b->cookies[i].value);
}

/* One line: where it listens. */
static void says_its_address_only(void)
{
    char line[256], more[256];
    FILE *file = fopen(play_file("log"), "r");
    assert_non_null(file);
    assert_non_null(fgets(line, sizeof line, file));
    assert_non_null(strstr(line, "http://127.0.0.1"));
    if (fgets(more, sizeof more, file))
        fail_msg("the program says \"%s\" too", more);
    fclose(file);
}

static void a_whole_round_is_played_without_a_word_of_it_being_said(void **state)
{
    int status = 0;
    (void)state;
    pid_t process = serve_apart();
    play_team(&play, "Équipe inventée du Phare", 5, true);
    play_open_round(&play);
    for (size_t i = 0; i < 5; i++)
        play_answer(&play, i, (int)i, "1");
    try_what_fails();
    post(&play.coach, "/barometre/clore", NULL, NULL);
    post(&play.coach, "/restitution/1", "bloc", "tout");
    assert_int_equal(play.coach.status, 303);
    browser_get(&play.members[0], play_path(&play, "/portrait/1"));
    assert_int_equal(play.members[0].status, 200);
    /* Only now: a round is held for two days by a link that is pressed after it served. */
    browser_post(&stranger, play.links[0], one_field(NULL, NULL));
    assert_int_equal(stranger.status, 403);
    browser_get(&play.members[0], play_path(&play, "/moi/donnees"));
    post(&play.members[0], "/moi", "quoi", "effacer");
    assert_int_equal(kill(process, SIGTERM), 0);
    assert_int_equal(waitpid(process, &status, 0), process);
    assert_int_equal(status, 0);
    says_no_secret_of(&play.coach);
    for (size_t i = 0; i < 5; i++) {
        says_no_secret_of(&play.members[i]);
        says_nothing_of(play.links[i] + strlen("/r/"));
    }
    says_nothing_of("Faure");
    says_nothing_of("Phare");
    says_nothing_of(play.id);
    says_its_address_only();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_whole_round_is_played_without_a_word_of_it_being_said,
                                        play_open, play_close),
        cmocka_unit_test_setup_teardown(answers_of_a_cancelled_round_leave_every_file,
                                        play_open, play_close),
        cmocka_unit_test_setup_teardown(
            answers_of_a_seat_whose_link_is_made_again_leave_every_file, play_open, play_close),
        cmocka_unit_test_setup_teardown(answers_of_who_leaves_leave_every_file, play_open,
                                        play_close),
        cmocka_unit_test_setup_teardown(purged_answers_leave_every_file, play_open, play_close),
        cmocka_unit_test_setup_teardown(a_deleted_team_leaves_every_file, play_open,
                                        play_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
