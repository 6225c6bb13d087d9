/* Keys, numbers and pages of the web, as rows. */
#include "store/forms.h"

#include "store/rows.h"

static const char secret_save_sql[] =
    "INSERT INTO server_secret (team, name, value, created_at) VALUES (0, $1, $2, $3)"
    " ON CONFLICT (team, name) DO NOTHING";
static const char secret_find_sql[] =
    "SELECT value FROM server_secret WHERE team = 0 AND name = $1";
static const char once_take_sql[] =
    "INSERT INTO once (team, number, path, at) VALUES (0, $1, NULL, $2)"
    " ON CONFLICT (team, number) DO UPDATE SET at = $2"
    " WHERE once.path IS NULL AND once.at <= $3";
static const char once_find_sql[] = "SELECT path, at FROM once WHERE team = 0 AND number = $1";
static const char once_end_sql[] =
    "UPDATE once SET path = $1, at = $2 WHERE team = 0 AND number = $3";
static const char once_forget_sql[] = "DELETE FROM once WHERE team = 0 AND number = $1";
static const char page_save_sql[] =
    "INSERT INTO kept_page (team, name, sealed, expires_at) VALUES (0, $1, $2, $3)";
static const char page_find_sql[] = "SELECT sealed, expires_at FROM kept_page"
                                    " WHERE team = 0 AND name = $1 AND expires_at > $2";
static const char old_sql[] =
    "SELECT (SELECT count(*) FROM once WHERE team = 0 AND at <= $1)"
    " + (SELECT count(*) FROM kept_page WHERE team = 0 AND expires_at <= $2)";
static const char once_purge_sql[] = "DELETE FROM once WHERE team = 0 AND at <= $1";
static const char page_purge_sql[] =
    "DELETE FROM kept_page WHERE team = 0 AND expires_at <= $1";

static void read_text(struct arena *mem, struct query *query, void *element)
{
    *(const char **)element = query_text(mem, query, 0);
}

static void read_count(struct arena *mem, struct query *query, void *element)
{
    (void)mem;
    *(int64_t *)element = query_int(query, 0);
}

enum status store_server_secret(struct arena *mem, struct transaction *transaction,
                                const char *name, const char *fresh, int64_t now,
                                const char **out, struct err *err)
{
    TRY(db_run(transaction, secret_save_sql,
               VALUES(value_text(name), value_text(fresh), value_int(now)), err));
    return rows_load_one(mem, transaction, secret_find_sql, VALUES(value_text(name)), read_text,
                         out, "a key that was just kept is there", err);
}

/* ---- numbers used once ---- */

enum status store_once_take(struct transaction *transaction, const struct once *once,
                            int64_t stale_before, bool *taken, struct err *err)
{
    TRY(db_run(
        transaction, once_take_sql,
        VALUES(value_text(once->number.text), value_int(once->at), value_int(stale_before)),
        err));
    *taken = db_changed(transaction) == 1;
    return OK;
}

static void read_once(struct arena *mem, struct query *query, void *element)
{
    struct once *once = element;
    once->path = query_text(mem, query, 0);
    once->at = query_int(query, 1);
}

enum status store_once_find(struct arena *mem, struct transaction *transaction,
                            struct token_hash number, struct once *out, struct err *err)
{
    *out = (struct once){ .number = number };
    return rows_load_one(mem, transaction, once_find_sql, VALUES(value_text(number.text)),
                         read_once, out, "that number was not used", err);
}

enum status store_once_end(struct transaction *transaction, const struct once *once,
                           struct err *err)
{
    return db_run(
        transaction, once_end_sql,
        VALUES(value_text(once->path), value_int(once->at), value_text(once->number.text)),
        err);
}

enum status store_once_forget(struct transaction *transaction, struct token_hash number,
                              struct err *err)
{
    return db_run(transaction, once_forget_sql, VALUES(value_text(number.text)), err);
}

/* ---- pages ---- */

enum status store_page_save(struct transaction *transaction, const struct kept_page *page,
                            struct err *err)
{
    return db_run(transaction, page_save_sql,
                  VALUES(value_text(page->name.text), value_text(page->sealed),
                         value_int(page->expires_at)),
                  err);
}

static void read_page(struct arena *mem, struct query *query, void *element)
{
    struct kept_page *page = element;
    page->sealed = query_text(mem, query, 0);
    page->expires_at = query_int(query, 1);
}

enum status store_page_find(struct arena *mem, struct transaction *transaction,
                            struct token_hash name, int64_t now, struct kept_page *out,
                            struct err *err)
{
    *out = (struct kept_page){ .name = name };
    return rows_load_one(mem, transaction, page_find_sql,
                         VALUES(value_text(name.text), value_int(now)), read_page, out,
                         "this page is kept no more", err);
}

/* ---- forgetting ---- */

enum status store_forms_old(struct transaction *transaction, int64_t used_before, int64_t now,
                            int64_t *out, struct err *err)
{
    return rows_load_one(NULL, transaction, old_sql,
                         VALUES(value_int(used_before), value_int(now)), read_count, out,
                         "a count has one row", err);
}

enum status store_forms_purge(struct transaction *transaction, int64_t used_before, int64_t now,
                              struct err *err)
{
    db_forgets(transaction);
    TRY(db_run(transaction, once_purge_sql, VALUES(value_int(used_before)), err));
    return db_run(transaction, page_purge_sql, VALUES(value_int(now)), err);
}
