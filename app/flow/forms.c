/* Small transactions of no team. */
#include "flow/forms.h"

#include <string.h>

#include "secret/secret.h"

enum { DAY_SECONDS = 86400 };

/* ---- the key ---- */

struct sharing {
    struct arena *mem;
    struct secret_token fresh;
    int64_t now;
    const char *key;
};

static enum status share(struct transaction *transaction, void *context, struct err *err)
{
    struct sharing *s = context;
    return store_server_secret(s->mem, transaction, "forms", s->fresh.text, s->now, &s->key,
                               err);
}

enum status flow_forms_share(struct db *db, struct arena *mem, int64_t now, struct err *err)
{
    struct sharing s = { mem, secret_token_new(), now, NULL };
    TRY(db_within(db, NO_TEAM, share, &s, err));
    secret_key_set(s.key);
    return OK;
}

/* ---- once ---- */

struct taking {
    struct arena *mem;
    struct once once;
    bool taken;
};

static enum status take(struct transaction *transaction, void *context, struct err *err)
{
    struct taking *t = context;
    struct once found;
    TRY(store_once_take(transaction, &t->once, t->once.at - ONCE_STALE_SECONDS, &t->taken,
                        err));
    if (t->taken)
        return OK;
    TRY(store_once_find(t->mem, transaction, t->once.number, &found, err));
    t->once.path = found.path;
    return OK;
}

enum status flow_once_take(struct db *db, struct arena *mem, struct token_hash number,
                           int64_t now, enum once_state *state, const char **path,
                           struct err *err)
{
    struct taking t = { .mem = mem, .once = { .number = number, .at = now } };
    TRY(db_within(db, NO_TEAM, take, &t, err));
    *path = t.once.path;
    *state = t.taken ? ONCE_TAKEN : t.once.path ? ONCE_USED : ONCE_RUNNING;
    return OK;
}

enum status flow_once_look(struct db *db, struct arena *mem, struct token_hash number,
                           enum once_state *state, const char **path, struct err *err)
{
    struct transaction *transaction;
    struct once found;
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = store_once_find(mem, transaction, number, &found, err);
    db_abandon(transaction);
    *path = status == OK ? found.path : NULL;
    *state = *path ? ONCE_USED : ONCE_RUNNING;
    return status == NOT_FOUND ? OK : status;
}

static enum status end(struct transaction *transaction, void *context, struct err *err)
{
    return store_once_end(transaction, context, err);
}

enum status flow_once_end(struct db *db, const struct once *once, struct err *err)
{
    struct once copy = *once;
    return db_within(db, NO_TEAM, end, &copy, err);
}

static enum status forget(struct transaction *transaction, void *context, struct err *err)
{
    return store_once_forget(transaction, *(struct token_hash *)context, err);
}

enum status flow_once_forget(struct db *db, struct token_hash number, struct err *err)
{
    return db_within(db, NO_TEAM, forget, &number, err);
}

/* ---- pages ---- */

static struct token_hash name_of(const struct page_key *key)
{
    struct token_hash hash;
    secret_hash(key->name, hash.text);
    return hash;
}

/* The name is in it too, so that no two pages have one key. */
static const char *seal_key(struct arena *mem, const struct page_key *key)
{
    return arena_text(mem, "page %s %s", key->name, key->secret);
}

static enum status save_page(struct transaction *transaction, void *context, struct err *err)
{
    return store_page_save(transaction, context, err);
}

enum status flow_page_keep(struct db *db, struct arena *mem, const struct page_key *key,
                           struct page_bytes page, int64_t now, struct err *err)
{
    struct kept_page kept = {
        .name = name_of(key),
        .sealed = secret_seal(mem, seal_key(mem, key), page.bytes, page.count),
        .expires_at = now + PAGE_SECONDS,
    };
    return db_within(db, NO_TEAM, save_page, &kept, err);
}

enum status flow_page_find(struct db *db, struct arena *mem, const struct page_key *key,
                           int64_t now, struct page_bytes *out, struct err *err)
{
    struct transaction *transaction;
    struct kept_page kept;
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = store_page_find(mem, transaction, name_of(key), now, &kept, err);
    db_abandon(transaction);
    TRY(status);
    out->bytes = secret_open(mem, seal_key(mem, key), kept.sealed, &out->count);
    return out->bytes ? OK : fail(err, NOT_FOUND, "this page is another browser's");
}

/* ---- forgetting ---- */

static enum status purge(struct transaction *transaction, void *context, struct err *err)
{
    int64_t now = *(int64_t *)context;
    return store_forms_purge(transaction, now - ONCE_DAYS * DAY_SECONDS, now, err);
}

enum status flow_forms_purge(struct db *db, int64_t now, struct err *err)
{
    struct transaction *transaction;
    int64_t old = 0;
    TRY(db_begin_reading(db, &transaction, err));
    enum status status =
        store_forms_old(transaction, now - ONCE_DAYS * DAY_SECONDS, now, &old, err);
    db_abandon(transaction);
    return status == OK && old ? db_within(db, NO_TEAM, purge, &now, err) : status;
}
