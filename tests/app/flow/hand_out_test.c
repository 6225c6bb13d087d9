/* What leaves a store: the frozen portrait is the portrait of the raw export; the journal says
 * that raw answers left; nothing in the files tells who. */
#include <dirent.h>
#include <stdlib.h>
#include <unistd.h>

#include "flow/demo.h"
#include "flow/diagnose.h"
#include "flow/hand_out.h"
#include "flow/portrait.h"
#include "flow/upkeep.h"
#include "store/happenings.h"

#include "../store/each_store.h"
#include "frozen_alike.h"

enum { DAY = 86400 };
static const int64_t t0 = 1790000000;

static struct err err;
static struct arena mem;
static struct round_rules rules;
static struct team_id team;
static char base[40];
static const char *folder;

static int open_store(void **state)
{
    struct store *store = *state;
    mem = arena_with_limit(1 << 26);
    CHECK_OK(flow_upkeep_rules(&mem, NULL, &rules, &err));
    CHECK_OK(flow_upkeep_open(store->url, true, t0, &store->db, &err));
    CHECK_OK(flow_demo_reset(store->db, &mem, &rules, FR, t0, &err));
    team = flow_demo_id(FR);
    strcpy(base, "/tmp/alliage-hand-XXXXXX");
    assert_non_null(mkdtemp(base));
    folder = arena_text(&mem, "%s/out", base);
    return 0;
}

static size_t files_of(const char *path, bool remove)
{
    DIR *opened = opendir(path);
    const struct dirent *entry;
    size_t count = 0;
    while (opened && (entry = readdir(opened)))
        if (entry->d_name[0] != '.') {
            count++;
            if (remove)
                unlinkat(dirfd(opened), entry->d_name, 0);
        }
    if (opened)
        closedir(opened);
    return count;
}

static int close_store(void **state)
{
    struct store *store = *state;
    files_of(folder, true);
    rmdir(folder);
    assert_int_equal(rmdir(base), 0); /* nothing else was left beside it */
    db_close(store->db);
    arena_free(&mem);
    return 0;
}

static enum status hand(struct db *db, const char *name, bool raw, struct handed_out *out)
{
    const struct hand_out request = { name, folder, raw };
    return flow_hand_out(db, &mem, &rules, &request, t0, out, &err);
}

static void the_frozen_portraits_are_those_of_the_raw_export(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct shown_portraits shown;
    struct handed_out out;
    enum refusal refusal;
    struct diagnose_request request = { .source_count = 0 };
    CHECK_OK(hand(db, "1", true, &out));
    assert_int_equal(out.rounds, DEMO_PAST_ROUNDS);
    CHECK_OK(flow_portrait_load(db, &mem, &rules, team, 0, false, &shown, &refusal, &err));
    CHECK_OK(files_in(&mem, folder, request.sources, &request.source_count, &err));
    assert_int_equal(request.source_count, 4);
    check_frozen_alike(&mem, &shown, &request);
}

static size_t told_in_journal(struct db *db)
{
    struct transaction *transaction;
    struct happenings journal;
    size_t count = 0;
    CHECK_OK(db_begin_reading(db, &transaction, &err));
    CHECK_OK(store_happenings_load(&mem, transaction, team, 100, &journal, &err));
    db_abandon(transaction);
    for (size_t i = 0; i < journal.count; i++)
        count += strcmp(journal.list[i].kind, "raw.exported") == 0 && journal.list[i].at == t0;
    return count;
}

static void a_raw_export_is_told_in_the_journal_of_the_team(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct handed_out out;
    assert_int_equal(told_in_journal(db), 0);
    CHECK_OK(hand(db, "1", false, &out));
    assert_int_equal(told_in_journal(db), 0); /* published figures are no raw answers */
    assert_int_equal(hand(db, "1", true, &out), REFUSED); /* the folder holds something */
    assert_int_equal(told_in_journal(db), 0);
    files_of(folder, true);
    CHECK_OK(hand(db, "1", true, &out));
    assert_int_equal(told_in_journal(db), 1);
}

static const char *whole_file(const char *name)
{
    FILE *file = fopen(arena_text(&mem, "%s/%s", folder, name), "rb");
    char *text = NEW_ARRAY(&mem, char, 1 << 18);
    assert_non_null(file);
    assert_true(fread(text, 1, (1 << 18) - 1, file) > 0);
    fclose(file);
    return text;
}

/* An id of the store has ten digits and more. */
static bool has_long_number(const char *text)
{
    for (; *text; text += strcspn(text + 1, "0123456789") + 1)
        if (strspn(text, "0123456789") >= 8)
            return true;
    return false;
}

static void no_name_and_no_number_of_a_seat_is_in_the_files(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    static const char *const files[] = { "items.csv", "roundrobin.csv", "matters.csv",
                                         "members.csv" };
    static const char *const names[] = { "Anémone", "Basilic", "Capucine",
                                         "Dahlia",  "Érable",  "Fougère" };
    struct handed_out out;
    assert_true(has_long_number("a,12345678,b"));
    CHECK_OK(hand(db, "1", true, &out));
    for (size_t f = 0; f < sizeof files / sizeof *files; f++) {
        const char *text = whole_file(files[f]);
        assert_non_null(strstr(text, ",m6"));
        assert_false(has_long_number(text));
        for (size_t i = 0; i < DEMO_MEMBERS; i++)
            assert_null(strstr(text, names[i]));
    }
}

static void people_stand_in_another_order_each_time(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct handed_out out;
    CHECK_OK(hand(db, "1", true, &out));
    const char *first = whole_file("items.csv");
    files_of(folder, true);
    CHECK_OK(hand(db, "1", true, &out));
    assert_string_not_equal(first, whole_file("items.csv")); /* one chance in 10^11 */
}

static void what_was_purged_or_does_not_exist_is_not_handed_out(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct handed_out out;
    struct purged purged;
    assert_int_equal(hand(db, "Personne", true, &out), NOT_FOUND);
    CHECK_OK(flow_purge(db, &mem, t0, true, &purged, &err));
    assert_int_equal(hand(db, "1", true, &out), NOT_FOUND);
    assert_int_equal(told_in_journal(db), 0);
    assert_int_equal(files_of(base, false), 0); /* nothing half written */
    CHECK_OK(hand(db, "1", false, &out));
    assert_int_equal(out.rounds, DEMO_PAST_ROUNDS);
    assert_non_null(strstr(whole_file("1.json"), "\"rounds\":[{"));
}

#define ON_STORE(test) cmocka_unit_test_setup_teardown(test, open_store, close_store)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_STORE(the_frozen_portraits_are_those_of_the_raw_export),
        ON_STORE(a_raw_export_is_told_in_the_journal_of_the_team),
        ON_STORE(no_name_and_no_number_of_a_seat_is_in_the_files),
        ON_STORE(people_stand_in_another_order_each_time),
        ON_STORE(what_was_purged_or_does_not_exist_is_not_handed_out),
    };
    return each_store_run(tests, sizeof tests / sizeof *tests);
}
