/* Links for coaches, as rows. */
#include "store/coach_keys.h"

#include "store/rows.h"

static const char save_sql[] =
    "INSERT INTO coach_key (team, token_hash, coach, address, created_at, expires_at)"
    " VALUES (0, $1, $2, $3, $4, $5)";
static const char find_sql[] =
    "SELECT token_hash, coach, address, created_at, expires_at FROM coach_key"
    " WHERE team = 0 AND token_hash = $1 AND expires_at > $2";
static const char count_sql[] =
    "SELECT count(*) FROM coach_key WHERE team = 0 AND coach = $1 AND created_at > $2";
static const char remove_sql[] = "DELETE FROM coach_key WHERE team = 0 AND coach = $1";
static const char old_sql[] =
    "SELECT count(*) FROM coach_key WHERE team = 0 AND expires_at <= $1";
static const char purge_sql[] = "DELETE FROM coach_key WHERE team = 0 AND expires_at <= $1";

static void read_key(struct arena *mem, struct query *query, void *element)
{
    *(struct coach_key *)element = (struct coach_key){
        .token = hash_from_text(query_text(mem, query, 0)),
        .coach = { query_int(query, 1) },
        .address = query_text(mem, query, 2),
        .created_at = query_int(query, 3),
        .expires_at = query_int(query, 4),
    };
}

static void read_count(struct arena *mem, struct query *query, void *element)
{
    (void)mem;
    *(int64_t *)element = query_int(query, 0);
}

enum status store_coach_key_save(struct transaction *transaction, const struct coach_key *key,
                                 struct err *err)
{
    return db_run(transaction, save_sql,
                  VALUES(value_text(key->token.text), value_int(key->coach.value),
                         value_text(key->address), value_int(key->created_at),
                         value_int(key->expires_at)),
                  err);
}

enum status store_coach_key_find(struct arena *mem, struct transaction *transaction,
                                 struct token_hash token, int64_t now, struct coach_key *out,
                                 struct err *err)
{
    return rows_load_one(mem, transaction, find_sql,
                         VALUES(value_text(token.text), value_int(now)), read_key, out,
                         "this link is unknown, used or too old", err);
}

enum status store_coach_key_count(struct transaction *transaction, struct coach_id coach,
                                  int64_t since, int64_t *out, struct err *err)
{
    return rows_load_one(NULL, transaction, count_sql,
                         VALUES(value_int(coach.value), value_int(since)), read_count, out,
                         "a count has one row", err);
}

enum status store_coach_keys_remove(struct transaction *transaction, struct coach_id coach,
                                    struct err *err)
{
    return db_run(transaction, remove_sql, VALUES(value_int(coach.value)), err);
}

enum status store_coach_keys_old(struct transaction *transaction, int64_t before, int64_t *out,
                                 struct err *err)
{
    return rows_load_one(NULL, transaction, old_sql, VALUES(value_int(before)), read_count, out,
                         "a count has one row", err);
}

enum status store_coach_keys_purge(struct transaction *transaction, int64_t before,
                                   struct err *err)
{
    return db_run(transaction, purge_sql, VALUES(value_int(before)), err);
}
