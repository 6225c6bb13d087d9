/* `serve` sends the letters that wait, and says nothing of them. */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "flow/letter.h"
#include "flow/opened.h"
#include "secret/secret.h"

#include "check.h"
#include "post_office.h"
#include "program.h"

static struct err err;
static struct arena mem;
static const char *path, *url, *said_path, *secret;

static int start(void **state)
{
    if (program_start(state) != 0)
        return 1;
    mem = arena_with_limit(1 << 24);
    path = arena_text(&mem, "%s", program_path("mail.db"));
    url = arena_text(&mem, "sqlite:%s", path);
    said_path = arena_text(&mem, "%s", program_path("said"));
    return secret_start(&err) != OK;
}

static int end(void **state)
{
    arena_free(&mem);
    return program_end(state);
}

static const struct team_id team = { 99 };

static enum status fill(struct transaction *transaction, void *context, struct err *why)
{
    static const char *const addresses[] = { "qvx1@exemple.fr", "refused-qvx2@exemple.fr",
                                             "never-qvx3@exemple.fr" };
    const int64_t now = *(int64_t *)context;
    bool added;
    TRY(store_team_save(transaction,
                        &(struct team){ .id = team, .name = "É", .aim = "", .created_at = now },
                        why));
    for (int64_t i = 0; i < 3; i++) {
        const struct seat seat = { .team = team,
                                   .id = { i + 1 },
                                   .name = "qvx-name",
                                   .initials = "q",
                                   .craft = "",
                                   .horizon = "",
                                   .works_best = "" };
        struct issued_link link;
        struct link_key key;
        TRY(store_seat_save(transaction, &seat, why));
        TRY(flow_link_issue(&mem, transaction, &seat, LINK_SEAT, now, 0, &link, why));
        flow_link_parse(&mem, link.text, &key);
        secret = strchr(link.text, '-') + 1;
        TRY(store_letter_save(transaction,
                              &(struct letter){ .team = team,
                                                .id = { i + 1 },
                                                .seat = seat.id,
                                                .link = key.hash,
                                                .address = addresses[i],
                                                .name = "qvx-name",
                                                .subject = "qvx-subject",
                                                .body = link.text,
                                                .created_at = now,
                                                .next_try_at = now },
                              &added, why));
    }
    return OK;
}

static void make_store(void)
{
    struct db *db;
    int64_t now = (int64_t)time(NULL);
    assert_int_equal(flow_open(url, now, &db, &err), OK);
    if (db_within(db, team, fill, &now, &err) != OK)
        fail_msg("%s", err.text);
    flow_close(db);
}

static pid_t serve(const struct office *office)
{
    pid_t child = fork();
    if (child == 0) {
        int file = open(said_path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        dup2(file, 1);
        dup2(file, 2);
        execl(getenv("ALLIAGE"), "alliage", "serve", "--listen", "127.0.0.1:0", "--db", url,
              "--smtp", office->url, "--mail-from", "alliage@exemple.fr", (char *)NULL);
        _exit(127);
    }
    return child;
}

static void wait_a_little(void)
{
    nanosleep(&(struct timespec){ .tv_nsec = 100 * 1000000L }, NULL);
}

static const char *bytes_of(const char *name, size_t *count)
{
    static char bytes[1 << 22];
    FILE *file = fopen(name, "rb");
    *count = file ? fread(bytes, 1, sizeof bytes - 1, file) : 0;
    if (file)
        fclose(file);
    bytes[*count] = '\0';
    return bytes;
}

static bool holds(const char *name, const char *words)
{
    size_t count, length = strlen(words);
    const char *bytes = bytes_of(name, &count);
    for (size_t i = 0; i + length <= count; i++)
        if (memcmp(bytes + i, words, length) == 0)
            return true;
    return false;
}

static bool still_there(const char *words)
{
    return holds(path, words) || holds(arena_text(&mem, "%s-wal", path), words);
}

static void stop(pid_t server)
{
    int outcome;
    kill(server, SIGTERM);
    waitpid(server, &outcome, 0);
    assert_int_equal(outcome, 0);
}

static void letters_leave_while_it_serves_and_are_in_no_log(void **state)
{
    struct office office;
    size_t count;
    (void)state;
    if (!office_open(&office, NULL))
        return;
    make_store();
    assert_true(still_there("qvx1@"));
    pid_t server = serve(&office);
    for (int i = 0; i < 150 && (still_there("qvx1@") || still_there("qvx2@")); i++)
        wait_a_little();
    assert_int_equal(office_count(&office), 1);
    assert_false(still_there("qvx1@"));
    assert_false(still_there("qvx2@"));
    assert_true(still_there("qvx3@")); /* put off */
    stop(server);
    assert_true(strstr(bytes_of(said_path, &count), "http://127.0.0.1"));
    assert_false(holds(said_path, "qvx"));
    assert_false(holds(said_path, "exemple.fr"));
    assert_false(holds(said_path, secret));
    unlink(path);
    office_close(&office);
}

static void a_server_that_is_down_is_told_once(void **state)
{
    struct office office;
    size_t count;
    (void)state;
    if (!office_open(&office, NULL))
        return;
    office_stop(&office);
    make_store();
    pid_t server = serve(&office);
    for (int i = 0; i < 150 && !strstr(bytes_of(said_path, &count), "takes no letters"); i++)
        wait_a_little();
    stop(server);
    const char *said = bytes_of(said_path, &count);
    const char *first = strstr(said, "takes no letters");
    assert_non_null(first);
    assert_null(strstr(first + 1, "takes no letters"));
    assert_null(strstr(said, "qvx"));
    office_close(&office);
}

static void what_is_wrong_with_the_options_is_told(void **state)
{
    (void)state;
    program_write("login", "alliage\n");
    program_expect(2, "--smtp is missing", "serve --db sqlite:\"$D/x.db\" --mail-from a@b.fr");
    program_expect(2, "smtp://HOST:PORT", "serve --smtp mail.exemple.fr --mail-from a@b.fr");
    program_expect(2, "--mail-from", "serve --smtp smtp://mail.exemple.fr");
    struct ran ran = program_expect(2, "--smtp-login",
                                    "serve --smtp smtp://u:secret@h.fr --mail-from a@b.fr");
    assert_null(strstr(ran.said, "secret"));
    program_expect(3, "login:1:",
                   "serve --smtp smtp://h.fr --mail-from a@b.fr "
                   "--smtp-login \"$D/login\"");
    program_expect(1, "No such file",
                   "serve --smtp smtp://h.fr --mail-from a@b.fr "
                   "--smtp-login \"$D/nowhere\"");
    assert_int_equal(access(program_path("x.db"), F_OK), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_leave_while_it_serves_and_are_in_no_log),
        cmocka_unit_test(a_server_that_is_down_is_told_once),
        cmocka_unit_test(what_is_wrong_with_the_options_is_told),
    };
    return cmocka_run_group_tests_name("mail", tests, start, end);
}
