/* Accounts that were asked for, as rows. */
#include "store/coach_wishes.h"

#include "store/rows.h"
#include "store/words.h"

static const char save_sql[] =
    "INSERT INTO coach_wish (team, token_hash, email, name, password,"
    " lang, created_at, expires_at)"
    " VALUES (0, $1, $2, $3, $4, $5, $6, $7)";
static const char find_sql[] =
    "SELECT token_hash, email, name, password, lang, created_at, expires_at FROM coach_wish"
    " WHERE team = 0 AND token_hash = $1 AND expires_at > $2";
static const char count_sql[] =
    "SELECT count(*) FROM coach_wish WHERE team = 0 AND email = $1 AND created_at > $2";
static const char remove_sql[] = "DELETE FROM coach_wish WHERE team = 0 AND email = $1";
static const char old_sql[] =
    "SELECT count(*) FROM coach_wish WHERE team = 0 AND expires_at <= $1";
static const char purge_sql[] = "DELETE FROM coach_wish WHERE team = 0 AND expires_at <= $1";

static void read_wish(struct arena *mem, struct query *query, void *element)
{
    *(struct coach_wish *)element = (struct coach_wish){
        .token = hash_from_text(query_text(mem, query, 0)),
        .email = query_text(mem, query, 1),
        .name = query_text(mem, query, 2),
        .password = query_text(mem, query, 3),
        .lang = (enum lang)WORD_INDEX(lang_words, query_text(mem, query, 4)),
        .created_at = query_int(query, 5),
        .expires_at = query_int(query, 6),
    };
}

static void read_count(struct arena *mem, struct query *query, void *element)
{
    (void)mem;
    *(int64_t *)element = query_int(query, 0);
}

enum status store_coach_wish_save(struct transaction *transaction,
                                  const struct coach_wish *wish, struct err *err)
{
    return db_run(transaction, save_sql,
                  VALUES(value_text(wish->token.text), value_text(wish->email),
                         value_text(wish->name), value_text(wish->password),
                         value_text(lang_words[wish->lang]), value_int(wish->created_at),
                         value_int(wish->expires_at)),
                  err);
}

enum status store_coach_wish_find(struct arena *mem, struct transaction *transaction,
                                  struct token_hash token, int64_t now, struct coach_wish *out,
                                  struct err *err)
{
    return rows_load_one(mem, transaction, find_sql,
                         VALUES(value_text(token.text), value_int(now)), read_wish, out,
                         "this link is unknown, used or too old", err);
}

enum status store_coach_wish_count(struct transaction *transaction, const char *email,
                                   int64_t since, int64_t *out, struct err *err)
{
    return rows_load_one(NULL, transaction, count_sql,
                         VALUES(value_text(email), value_int(since)), read_count, out,
                         "a count has one row", err);
}

enum status store_coach_wishes_remove(struct transaction *transaction, const char *email,
                                      struct err *err)
{
    return db_run(transaction, remove_sql, VALUES(value_text(email)), err);
}

enum status store_coach_wishes_old(struct transaction *transaction, int64_t before,
                                   int64_t *out, struct err *err)
{
    return rows_load_one(NULL, transaction, old_sql, VALUES(value_int(before)), read_count, out,
                         "a count has one row", err);
}

enum status store_coach_wishes_purge(struct transaction *transaction, int64_t before,
                                     struct err *err)
{
    return db_run(transaction, purge_sql, VALUES(value_int(before)), err);
}
