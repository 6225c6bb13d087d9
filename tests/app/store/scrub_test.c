/* What was deleted is nowhere in the files any more. */
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>

#include "store/answers.h"

#include "a_team.h"

/* Says whether a file holds these bytes anywhere. */
static bool holds(const char *path, const char *words)
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

static bool files_hold(const char *url, const char *words)
{
    char log[200];
    const char *path = url + strlen("sqlite:");
    snprintf(log, sizeof log, "%s-wal", path);
    return holds(path, words) || holds(log, words);
}

static const char secret_words[] = "qvx71-personne-ne-doit-lire-cela";

/* The tests share a store: each looks for words of its own. */
static void save_words(struct db *db, const char *words)
{
    struct answer answer = {
        .kind = ANSWER_ITEM, .question = words, .known = true, .choice = 3
    };
    const struct answers answers = { &answer, 1 };
    CHECK_OK(
        store_answers_save(db, team.id, round_now.id, seat_ids[0], &answers, opened_at, &err));
}

static void save_secret(struct db *db) { save_words(db, secret_words); }

static void test_deleted_answers_leave_the_files_when_the_store_is_scrubbed(void **state)
{
    struct store *store = *state;
    bool sqlite = strcmp(store->name, "sqlite") == 0;
    save_secret(store->db);
    if (sqlite)
        assert_true(files_hold(store->url, secret_words));
    struct transaction *t = begin(store->db);
    CHECK_OK(store_answers_remove_round(t, team.id, round_now.id, &err));
    CHECK_OK(db_commit(t, &err));
    CHECK_OK(db_scrub(store->db, &err));
    if (sqlite)
        assert_false(files_hold(store->url, secret_words));
}

struct reader {
    struct db *db;
    sem_t reads, may_leave;
};

static void *read_for_long(void *pointer)
{
    struct reader *reader = pointer;
    struct arena own = arena_with_limit(1 << 20);
    struct transaction *t;
    struct seats seats;
    struct err why;
    if (db_begin_reading(reader->db, &t, &why) != OK ||
        store_seats_load(&own, t, team.id, &seats, &why) != OK)
        abort();
    sem_post(&reader->reads);
    sem_wait(&reader->may_leave);
    db_abandon(t);
    arena_free(&own);
    return NULL;
}

static void test_a_reader_of_an_older_state_puts_scrubbing_off(void **state)
{
    struct store *store = *state;
    struct reader reader = { .db = store->db };
    pthread_t thread;
    if (strcmp(store->name, "sqlite") != 0) {
        NOT_CHECKED("PostgreSQL's vacuum is its own affair");
        return;
    }
    sem_init(&reader.reads, 0, 0);
    sem_init(&reader.may_leave, 0, 0);
    assert_int_equal(pthread_create(&thread, NULL, read_for_long, &reader), 0);
    sem_wait(&reader.reads);
    save_secret(store->db);
    assert_int_equal(db_scrub(store->db, &err), CONFLICT);
    save_secret(store->db); /* and writing goes on */
    sem_post(&reader.may_leave);
    pthread_join(thread, NULL);
    CHECK_OK(db_scrub(store->db, &err));
}

static void copy(const char *from, const char *to, const char *end)
{
    char paths[2][160], command[400];
    snprintf(paths[0], sizeof paths[0], "%s%s", from, end);
    snprintf(paths[1], sizeof paths[1], "%s%s", to, end);
    snprintf(command, sizeof command, "cp '%s' '%s'", paths[0], paths[1]);
    assert_int_equal(system(command), 0);
}

static const char killed_words[] = "qvx72-tué-avant-d-avoir-effacé";

/* The files as a program killed between the commit and the scrub leaves them. */
static void test_what_a_killed_program_left_is_due_when_its_store_is_opened(void **state)
{
    struct store *store = *state;
    struct reader reader = { .db = store->db };
    struct db *again;
    pthread_t thread;
    char url[160];
    if (strcmp(store->name, "sqlite") != 0) {
        NOT_CHECKED("of SQLite alone");
        return;
    }
    save_words(store->db, killed_words);
    sem_init(&reader.reads, 0, 0);
    sem_init(&reader.may_leave, 0, 0);
    assert_int_equal(pthread_create(&thread, NULL, read_for_long, &reader), 0);
    sem_wait(&reader.reads);
    struct transaction *t = begin(store->db);
    CHECK_OK(store_answers_remove_round(t, team.id, round_now.id, &err));
    CHECK_OK(db_commit(t, &err));
    snprintf(url, sizeof url, "%s-killed", store->url);
    copy(store->url + strlen("sqlite:"), url + strlen("sqlite:"), "");
    copy(store->url + strlen("sqlite:"), url + strlen("sqlite:"), "-wal");
    sem_post(&reader.may_leave);
    pthread_join(thread, NULL);
    assert_true(files_hold(url, killed_words));
    CHECK_OK(db_open(url, &again, &err));
    CHECK_OK(db_scrub_due(again, &err));
    assert_false(files_hold(url, killed_words));
    db_close(again);
    remove(url + strlen("sqlite:"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_TEAM(test_deleted_answers_leave_the_files_when_the_store_is_scrubbed),
        ON_TEAM(test_a_reader_of_an_older_state_puts_scrubbing_off),
        ON_TEAM(test_what_a_killed_program_left_is_due_when_its_store_is_opened),
    };
    return each_store_run(tests, sizeof tests / sizeof *tests);
}
