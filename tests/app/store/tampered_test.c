/* A store that something else has changed is neither served, nor well, nor brought back; and
 * one that holds too many people is an error where it is read. */
#include <stdlib.h>
#include <unistd.h>

#include "each_store.h"
#include "flow/upkeep.h"
#include "secret/secret.h"
#include "store/counts.h"
#include "store/db_backup.h"
#include "store/fault.h"
#include "store/rounds.h"
#include "store/schema.h"
#include "store/seats.h"
#include "store/teams.h"

enum { NOW = 1790000000, CROWD = 48 };

static struct err why;
static struct arena mem;

struct tampering {
    const char *what, *stores, *does, *undoes, *named;
};

/* What an open hand could write into a file or a database: each of these was taken for ours. */
static const struct tampering tamperings[] = {
    { "a trigger that tells answers in the journal", "sqlite",
      "CREATE TRIGGER spy AFTER INSERT ON answer BEGIN"
      " INSERT INTO happening (team, number, at, kind, detail)"
      " VALUES (new.team, 1000, 0, 'team.renamed', new.question || new.choice); END",
      "DROP TRIGGER spy", "spy" },
    { "the same in PostgreSQL", "postgresql",
      "CREATE FUNCTION spy() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';"
      "CREATE TRIGGER spy AFTER INSERT ON answer FOR EACH ROW EXECUTE FUNCTION spy()",
      "DROP TRIGGER spy ON answer; DROP FUNCTION spy", "spy" },
    { "a rewriting rule", "postgresql",
      "CREATE RULE spy AS ON DELETE TO answer DO INSTEAD NOTHING", "DROP RULE spy ON answer",
      "spy" },
    { "a policy that hides rows", "postgresql", "ALTER TABLE answer ENABLE ROW LEVEL SECURITY",
      "ALTER TABLE answer DISABLE ROW LEVEL"
      " SECURITY",
      "answer" },
    { "a table that inherits", "postgresql", "CREATE TABLE spy () INHERITS (seat)",
      "DROP TABLE spy", "seat" },
    { "a column more", "both", "ALTER TABLE answer ADD COLUMN spy TEXT",
      "ALTER TABLE answer DROP COLUMN spy", "answer" },
    { "a column that computes", "sqlite",
      "ALTER TABLE seat ADD COLUMN spy TEXT GENERATED ALWAYS AS (name || craft) VIRTUAL",
      "ALTER TABLE seat DROP COLUMN spy", "seat" },
    { "an index more", "both", "CREATE INDEX spy ON answer (choice)", "DROP INDEX spy",
      "index" },
    { "an index on an expression", "both", "CREATE INDEX spy ON seat ((position + 1))",
      "DROP INDEX spy", "index" },
    { "an index less", "both", "DROP INDEX team_coach",
      "CREATE INDEX team_coach ON team (coach)", "index" },
    { "a view in the place of a table", "both",
      "ALTER TABLE happening RENAME TO kept; CREATE VIEW happening AS SELECT * FROM kept",
      "DROP VIEW happening; ALTER TABLE kept RENAME TO happening", "happening" },
    { "a view that never ends in the place of the list of steps", "sqlite",
      "ALTER TABLE schema_step RENAME TO kept; CREATE VIEW schema_step AS WITH RECURSIVE "
      "n(number)"
      " AS (SELECT 1 UNION ALL SELECT number + 1 FROM n) SELECT 0 AS team, number, '' AS name,"
      " 0 AS taken_at FROM n",
      "DROP VIEW schema_step; ALTER TABLE kept RENAME TO schema_step", "schema_step" },
    { "a rule less", "postgresql", "ALTER TABLE release DROP CONSTRAINT release_seats_check",
      "ALTER TABLE release ADD CONSTRAINT release_seats_check CHECK (seats BETWEEN 3 AND 8)",
      "release" },
    { "a rule less, by hand in the schema", "sqlite",
      "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql ="
      " replace(sql, ' CHECK (seats BETWEEN 3 AND 8)', '') WHERE name = 'release';"
      " PRAGMA writable_schema = OFF",
      "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql,"
      " 'seats       BIGINT NOT NULL,', 'seats       BIGINT NOT NULL CHECK (seats BETWEEN 3"
      " AND 8),') WHERE name = 'release'; PRAGMA writable_schema = OFF",
      "release" },
    { "a foreign table", "sqlite", "CREATE TABLE spy (x TEXT)", "DROP TABLE spy", "spy" },
};

static void run_script(const struct store *store, const char *sql)
{
    struct db *db;
    struct transaction *t;
    struct err err;
    CHECK_OK(db_open(store->url, &db, &err));
    CHECK_OK(db_begin(db, NO_TEAM, &t, &err));
    if (db_run_script(t, sql, &err) != OK)
        fail_msg("%s: %s [%s]", sql, err.text, store_fault_cause(&err));
    CHECK_OK(db_commit(t, &err));
    db_close(db);
}

static enum status serves(const struct store *store)
{
    struct db *db;
    enum status status = db_open(store->url, &db, &why);
    if (status == OK) {
        status = store_schema_upgrade(db, NOW, &why);
        db_close(db);
    }
    return status;
}

static enum status checks(const struct store *store)
{
    struct db *db;
    enum status status = flow_upkeep_open(store->url, false, NOW, &db, &why);
    if (status == OK)
        db_close(db);
    return status;
}

static bool is_sqlite(const struct store *store) { return strcmp(store->name, "sqlite") == 0; }

static void is_refused(const char *how, enum status status, enum status wanted,
                       const struct tampering *tampering)
{
    if (status != wanted || !strstr(why.text, tampering->named))
        fail_msg("%s, with %s: %d, %s", how, tampering->what, (int)status, why.text);
}

static void try_restoring(const struct store *store, const struct tampering *tampering)
{
    char url[80], copy[80];
    snprintf(copy, sizeof copy, "%s", store->url + strlen("sqlite:"));
    snprintf(url, sizeof url, "%s.back", store->url);
    is_refused("restore", store_restore(copy, url, true, &why), BAD_INPUT, tampering);
    assert_int_not_equal(access(url + strlen("sqlite:"), F_OK), 0); /* nothing was made */
    snprintf(copy, sizeof copy, "%s.copy", url + strlen("sqlite:"));
    is_refused("backup", store_backup(&mem, store->url, copy, &why), REFUSED, tampering);
}

static void test_a_store_that_was_changed_is_refused_and_what_changed_is_named(void **state)
{
    const struct store *store = *state;
    mem = arena_with_limit(1 << 24);
    if (serves(store) != OK || checks(store) != OK)
        fail_msg("%s", why.text);
    for (size_t i = 0; i < sizeof tamperings / sizeof *tamperings; i++) {
        const struct tampering *one = &tamperings[i];
        if (strcmp(one->stores, "both") != 0 && strcmp(one->stores, store->name) != 0)
            continue;
        run_script(store, one->does);
        is_refused("serve", serves(store), REFUSED, one);
        is_refused("check", checks(store), REFUSED, one);
        if (is_sqlite(store))
            try_restoring(store, one);
        run_script(store, one->undoes);
        if (serves(store) != OK)
            fail_msg("after %s was undone: %s", one->what, why.text);
    }
    arena_free(&mem);
}

static int64_t counted(struct db *db, enum counted what)
{
    struct transaction *t;
    struct err err;
    int64_t count = 0;
    CHECK_OK(db_begin_reading(db, &t, &err));
    CHECK_OK(store_count(t, what, &count, &err));
    db_abandon(t);
    return count;
}

static enum status add_crowd(struct transaction *t, void *context, struct err *err)
{
    const struct team *team = context;
    TRY(store_team_save(t, team, err));
    for (int i = 1; i <= CROWD; i++)
        TRY(store_seat_save(t,
                            &(struct seat){ .team = team->id,
                                            .id = { i },
                                            .position = i,
                                            .name = "A",
                                            .initials = "A",
                                            .craft = "",
                                            .horizon = "",
                                            .works_best = "",
                                            .manager = true,
                                            .state = SEAT_JOINED },
                            err));
    return OK;
}

static void test_a_team_of_forty_eight_is_an_error_wherever_it_is_read(void **state)
{
    struct store *store = *state;
    const struct team team = { .id = { 4711 }, .name = "A", .aim = "B", .created_at = NOW };
    struct transaction *t;
    struct seats seats;
    struct err err;
    char copy[80], url[80];
    mem = arena_with_limit(1 << 24);
    CHECK_OK(db_open(store->url, &store->db, &err));
    CHECK_OK(store_schema_upgrade(store->db, NOW, &err));
    assert_int_equal(counted(store->db, COUNT_OVERFULL), 0);
    CHECK_OK(db_within(store->db, team.id, add_crowd, (void *)&team, &err));
    CHECK_OK(db_begin_reading(store->db, &t, &err));
    assert_int_equal(store_seats_load(&mem, t, team.id, &seats, &why), BROKEN);
    db_abandon(t);
    CHECK_TEXT(store_fault_kind(&why), "store.damaged");
    assert_int_equal(counted(store->db, COUNT_OVERFULL), 1);
    db_close(store->db);
    if (is_sqlite(store)) {
        snprintf(copy, sizeof copy, "%s", store->url + strlen("sqlite:"));
        snprintf(url, sizeof url, "%s.back", store->url);
        assert_int_equal(store_restore(copy, url, true, &why), BAD_INPUT);
        assert_non_null(strstr(why.text, "more than 8 people"));
    }
    arena_free(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_store_that_was_changed_is_refused_and_what_changed_is_named),
        cmocka_unit_test(test_a_team_of_forty_eight_is_an_error_wherever_it_is_read),
    };
    if (secret_start(&why) != OK)
        return 1;
    return each_store_run(tests, sizeof tests / sizeof *tests);
}
