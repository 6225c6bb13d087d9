/* Personal links, found by the hash of their secret. */
#include "store/links.h"

#include "store/outbox.h"
#include "store/rows.h"
#include "store/words.h"

static const char *const purpose_words[] = { "seat", "device" };

static const char save_sql[] =
    "INSERT INTO link (team, token_hash, seat, purpose, created_at, expires_at)"
    " VALUES ($1, $2, $3, $4, $5, $6)";
static const char find_sql[] =
    "SELECT team, token_hash, seat, purpose, created_at, expires_at, opened_at, voided_at"
    " FROM link WHERE team = $1 AND token_hash = $2";
static const char use_sql[] =
    "UPDATE link SET opened_at = $3 WHERE team = $1 AND token_hash = $2"
    " AND opened_at IS NULL AND voided_at IS NULL AND (expires_at IS NULL OR expires_at > $3)";
static const char void_sql[] = "UPDATE link SET voided_at = $3 WHERE team = $1 AND seat = $2"
                               " AND voided_at IS NULL";

static void read_link(struct arena *mem, struct query *query, void *element)
{
    *(struct link *)element = (struct link){
        .team = { query_int(query, 0) },
        .token = hash_from_text(query_text(mem, query, 1)),
        .seat = { query_int(query, 2) },
        .purpose = (enum link_purpose)WORD_INDEX(purpose_words, query_text(mem, query, 3)),
        .created_at = query_int(query, 4),
        .expires_at = query_int_or(query, 5, 0),
        .opened_at = query_int_or(query, 6, 0),
        .voided_at = query_int_or(query, 7, 0),
    };
}

enum status store_link_save(struct transaction *transaction, const struct link *link,
                            struct err *err)
{
    return db_run(transaction, save_sql,
                  VALUES(value_int(link->team.value), value_text(link->token.text),
                         value_int(link->seat.value), value_text(purpose_words[link->purpose]),
                         value_int(link->created_at), value_int_or_null(link->expires_at)),
                  err);
}

enum status store_link_find(struct arena *mem, struct transaction *transaction,
                            struct team_id team, struct token_hash token, struct link *out,
                            struct err *err)
{
    return rows_load_one(mem, transaction, find_sql,
                         VALUES(value_int(team.value), value_text(token.text)), read_link, out,
                         "there is no such link", err);
}

enum status store_link_use(struct transaction *transaction, struct team_id team,
                           struct token_hash token, int64_t now, struct err *err)
{
    TRY(db_run(transaction, use_sql,
               VALUES(value_int(team.value), value_text(token.text), value_int(now)), err));
    return db_changed(transaction) == 1
               ? OK
               : fail(err, REFUSED, "this link was opened before, or has been replaced");
}

enum status store_links_void(struct transaction *transaction, struct team_id team,
                             struct seat_id seat, int64_t now, struct err *err)
{
    TRY(db_run(transaction, void_sql,
               VALUES(value_int(team.value), value_int(seat.value), value_int(now)), err));
    return store_letters_drop(transaction, team, seat, err);
}
