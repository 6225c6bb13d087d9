/* What outlives a request: the key of forms, numbers used once, pages kept sealed. */
#include "flow/forms.h"

#include "secret/secret.h"
#include "store/schema.h"

#include "tests/app/store/each_store.h"

static struct err err;
static struct arena mem;

static int begin(void **state)
{
    struct store *store = *state;
    mem = arena_with_limit(1 << 20);
    CHECK_OK(secret_start(&err));
    CHECK_OK(db_open(store->url, &store->db, &err));
    CHECK_OK(store_schema_upgrade(store->db, 1, &err));
    return 0;
}

static int end(void **state)
{
    struct store *store = *state;
    db_abandon_left_open();
    db_close(store->db);
    arena_free(&mem);
    return 0;
}

static struct token_hash number(const char *text)
{
    struct token_hash out;
    secret_hash(text, out.text);
    return out;
}

static void a_form_fits_after_a_restart_and_in_another_process(void **state)
{
    struct store *store = *state;
    char before[SECRET_HASH_BYTES];
    CHECK_OK(flow_forms_share(store->db, &mem, 100, &err));
    secret_form_token("a cookie", before);
    CHECK_OK(secret_start(&err)); /* another process: a key of its own, until it shares */
    assert_false(secret_form_token_fits("a cookie", before));
    CHECK_OK(flow_forms_share(store->db, &mem, 200, &err));
    assert_true(secret_form_token_fits("a cookie", before));
}

static enum once_state take(struct db *db, const char *text, int64_t now, const char **path)
{
    enum once_state state;
    CHECK_OK(flow_once_take(db, &mem, number(text), now, &state, path, &err));
    return state;
}

static void a_number_is_taken_once_and_tells_where_it_led(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    const char *path;
    enum once_state seen;
    assert_int_equal(take(db, "one", 1000, &path), ONCE_TAKEN);
    assert_int_equal(take(db, "one", 1001, &path), ONCE_RUNNING);
    CHECK_OK(flow_once_look(db, &mem, number("one"), &seen, &path, &err));
    assert_int_equal(seen, ONCE_RUNNING);
    const struct once done = { number("one"), "/t/7", 1002 };
    CHECK_OK(flow_once_end(db, &done, &err));
    assert_int_equal(take(db, "one", 1003, &path), ONCE_USED);
    CHECK_TEXT(path, "/t/7");
    CHECK_OK(flow_once_look(db, &mem, number("one"), &seen, &path, &err));
    assert_int_equal(seen, ONCE_USED);
    assert_int_equal(take(db, "one", 1002 + 3600, &path), ONCE_USED); /* not stale: it ended */
    assert_int_equal(take(db, "two", 1003, &path), ONCE_TAKEN);
    CHECK_OK(flow_once_forget(db, number("two"), &err));
    assert_int_equal(take(db, "two", 1004, &path), ONCE_TAKEN); /* refused, then sent again */
    assert_int_equal(take(db, "two", 1004 + ONCE_STALE_SECONDS, &path), ONCE_TAKEN);
    assert_int_equal(take(db, "two", 1005 + ONCE_STALE_SECONDS, &path), ONCE_RUNNING);
}

static void a_page_is_kept_for_its_browser_and_half_an_hour(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct page_bytes got;
    const struct page_bytes page = { "/r/1-secret\0and more", 20 };
    const struct page_key key = { "name", "cookie" }, other = { "name", "another cookie" };
    const struct page_key nowhere = { "nam", "cookie" };
    CHECK_OK(flow_page_keep(db, &mem, &key, page, 5000, &err));
    CHECK_OK(flow_page_find(db, &mem, &key, 5000 + PAGE_SECONDS - 1, &got, &err));
    assert_int_equal(got.count, page.count);
    assert_memory_equal(got.bytes, page.bytes, page.count);
    assert_int_equal(flow_page_find(db, &mem, &other, 5001, &got, &err), NOT_FOUND);
    assert_int_equal(flow_page_find(db, &mem, &nowhere, 5001, &got, &err), NOT_FOUND);
    assert_int_equal(flow_page_find(db, &mem, &key, 5000 + PAGE_SECONDS, &got, &err),
                     NOT_FOUND);
}

static void what_the_store_holds_of_a_page_says_nothing(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct transaction *t;
    struct kept_page kept;
    const struct page_key key = { "another name", "cookie" };
    static const char link[] = "https://alliage.example/r/7-abcdefgh";
    CHECK_OK(
        flow_page_keep(db, &mem, &key, (struct page_bytes){ link, sizeof link }, 5000, &err));
    CHECK_OK(db_begin_reading(db, &t, &err));
    CHECK_OK(store_page_find(&mem, t, number("another name"), 5001, &kept, &err));
    db_abandon(t);
    assert_null(strstr(kept.sealed, "abcdefgh"));
    /* Changed by one letter it opens no more. */
    char *changed = arena_copy(&mem, kept.sealed, strlen(kept.sealed));
    size_t count;
    const char *own = "page another name cookie";
    assert_non_null(secret_open(&mem, own, changed, &count));
    changed[60] = changed[60] == 'A' ? 'B' : 'A';
    assert_null(secret_open(&mem, own, changed, &count));
    assert_null(secret_open(&mem, own, "", &count));
    assert_null(secret_open(&mem, own, "AAAA", &count));
    assert_null(secret_open(&mem, own, "not base 64 !", &count));
}

static void what_was_kept_long_enough_goes(void **state)
{
    struct db *db = ((struct store *)*state)->db;
    struct page_bytes got;
    const char *path;
    const struct page_key key = { "third", "cookie" };
    const int64_t then = 1000000, day = 86400;
    assert_int_equal(take(db, "old", then, &path), ONCE_TAKEN);
    CHECK_OK(flow_once_end(db, &(struct once){ number("old"), "/x", then }, &err));
    CHECK_OK(flow_page_keep(db, &mem, &key, (struct page_bytes){ "x", 1 }, then, &err));
    CHECK_OK(flow_forms_purge(db, then + 1, &err));
    CHECK_OK(flow_page_find(db, &mem, &key, then + 1, &got, &err));
    assert_int_equal(take(db, "old", then + 1, &path), ONCE_USED);
    CHECK_OK(flow_forms_purge(db, then + day, &err));
    assert_int_equal(flow_page_find(db, &mem, &key, then + 1, &got, &err), NOT_FOUND);
    assert_int_equal(take(db, "old", then + day, &path), ONCE_TAKEN);
    CHECK_OK(flow_forms_purge(db, then + day, &err)); /* nothing more: nothing is written */
}

#define SENTENCE(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SENTENCE(a_form_fits_after_a_restart_and_in_another_process),
        SENTENCE(a_number_is_taken_once_and_tells_where_it_led),
        SENTENCE(a_page_is_kept_for_its_browser_and_half_an_hour),
        SENTENCE(what_the_store_holds_of_a_page_says_nothing),
        SENTENCE(what_was_kept_long_enough_goes),
    };
    return each_store_run(tests, sizeof tests / sizeof *tests);
}
