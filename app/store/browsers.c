/* Keys of browsers, as rows. They are in no team: one browser may sit in several. */
#include "store/browsers.h"

#include "store/rows.h"
#include "store/words.h"

#define COLUMNS "token_hash, browser, kind, number, made_at, seen_on"

static const char *const kind_words[] = { "cookie", "form" };

static const char next_sql[] =
    "SELECT coalesce(max(number), 0) + 1 FROM browser_key WHERE team = 0 AND browser = $1";
static const char save_sql[] =
    "INSERT INTO browser_key (team, token_hash, browser, kind, number, made_at, seen_on)"
    " VALUES (0, $1, $2, $3, $4, $5, $6) ON CONFLICT (team, token_hash) DO NOTHING";
static const char find_sql[] =
    "SELECT " COLUMNS " FROM browser_key WHERE team = 0 AND token_hash = $1";
static const char load_sql[] =
    "SELECT " COLUMNS " FROM browser_key WHERE team = 0 AND browser = $1 ORDER BY number";
static const char remove_old_sql[] =
    "DELETE FROM browser_key WHERE team = 0 AND token_hash = $1 AND made_at < $2";
static const char see_sql[] =
    "UPDATE browser_key SET seen_on = $2 WHERE team = 0 AND token_hash = $1";
static const char remove_older_sql[] =
    "DELETE FROM browser_key WHERE team = 0 AND browser = $1 AND number < $2";
static const char forget_sql[] =
    "DELETE FROM browser_key WHERE team = 0 AND made_at < $1 AND NOT EXISTS"
    " (SELECT 1 FROM device d WHERE d.token_hash = browser_key.browser) AND NOT EXISTS"
    " (SELECT 1 FROM past_seat p WHERE p.token_hash = browser_key.browser) AND NOT EXISTS"
    " (SELECT 1 FROM removed_browser r WHERE r.token_hash = browser_key.browser)";

static void read_key(struct arena *mem, struct query *query, void *element)
{
    *(struct browser_key *)element = (struct browser_key){
        .token = hash_from_text(query_text(mem, query, 0)),
        .browser = hash_from_text(query_text(mem, query, 1)),
        .kind = (enum key_kind)WORD_INDEX(kind_words, query_text(mem, query, 2)),
        .number = query_int(query, 3),
        .made_at = query_int(query, 4),
        .seen_on = query_int_or(query, 5, 0),
    };
}

static void read_number(struct arena *mem, struct query *query, void *element)
{
    (void)mem;
    *(int64_t *)element = query_int(query, 0);
}

enum status store_browser_key_save(struct transaction *transaction, struct browser_key *key,
                                   struct err *err)
{
    TRY(rows_load_one(NULL, transaction, next_sql, VALUES(value_text(key->browser.text)),
                      read_number, &key->number, "a maximum has one row", err));
    return db_run(transaction, save_sql,
                  VALUES(value_text(key->token.text), value_text(key->browser.text),
                         value_text(kind_words[key->kind]), value_int(key->number),
                         value_int(key->made_at), value_int_or_null(key->seen_on)),
                  err);
}

enum status store_browser_key_find(struct arena *mem, struct transaction *transaction,
                                   struct token_hash token, struct browser_key *out,
                                   struct err *err)
{
    return rows_load_one(mem, transaction, find_sql, VALUES(value_text(token.text)), read_key,
                         out, "this browser is not known", err);
}

enum status store_browser_keys_load(struct arena *mem, struct transaction *transaction,
                                    struct token_hash browser, struct browser_keys *out,
                                    struct err *err)
{
    void *list;
    TRY(rows_load(mem, transaction, load_sql, VALUES(value_text(browser.text)),
                  sizeof *out->list, read_key, &list, &out->count, err));
    out->list = list;
    return OK;
}

enum status store_browser_key_remove_old(struct transaction *transaction,
                                         struct token_hash token, int64_t before,
                                         struct err *err)
{
    return db_run(transaction, remove_old_sql,
                  VALUES(value_text(token.text), value_int(before)), err);
}

enum status store_browser_key_see(struct transaction *transaction,
                                  const struct browser_key *key, int64_t day, struct err *err)
{
    TRY(db_run(transaction, see_sql, VALUES(value_text(key->token.text), value_int(day)), err));
    return db_run(transaction, remove_older_sql,
                  VALUES(value_text(key->browser.text), value_int(key->number)), err);
}

enum status store_browser_keys_forget(struct transaction *transaction, int64_t before,
                                      struct err *err)
{
    return db_run(transaction, forget_sql, VALUES(value_int(before)), err);
}
