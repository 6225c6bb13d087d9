/* Places that browsers sat in, as rows. */
#include "store/past_seats.h"

#include "store/rows.h"
#include "store/words.h"

#define COLUMNS "team, token_hash, seat, why, label, since, by_coach"

static const char *const why_words[] = { "aside", "reissued", "left" };

static const char save_sql[] =
    "INSERT INTO past_seat (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7)"
    " ON CONFLICT (team, token_hash, seat) DO UPDATE SET why = excluded.why,"
    " label = excluded.label, since = excluded.since, by_coach = excluded.by_coach";
static const char find_sql[] =
    "SELECT " COLUMNS " FROM past_seat WHERE team = $1 AND token_hash = $2"
    " AND seat = $3";
static const char load_sql[] =
    "SELECT " COLUMNS " FROM past_seat WHERE token_hash = $1 ORDER BY since, team, seat";
static const char load_seat_sql[] =
    "SELECT " COLUMNS
    " FROM past_seat WHERE team = $1 AND seat = $2 ORDER BY since, token_hash";
static const char remove_sql[] =
    "DELETE FROM past_seat WHERE team = $1 AND token_hash = $2 AND seat = $3";
static const char remove_seat_sql[] = "DELETE FROM past_seat WHERE team = $1 AND seat = $2";
static const char unseat_aside_sql[] =
    "UPDATE past_seat SET why = $3, since = $4, by_coach = $5"
    " WHERE team = $1 AND seat = $2 AND why = 'aside'";
static const char unseat_sql[] =
    "INSERT INTO past_seat (" COLUMNS ")"
    " SELECT team, token_hash, seat, $3, label, $4, $5 FROM device"
    " WHERE team = $1 AND seat = $2"
    " ON CONFLICT (team, token_hash, seat) DO UPDATE SET why = excluded.why,"
    " since = excluded.since, by_coach = excluded.by_coach";
static const char forget_sql[] = "DELETE FROM past_seat WHERE why <> 'aside' AND since < $1";

static void read_past(struct arena *mem, struct query *query, void *element)
{
    *(struct past_seat *)element = (struct past_seat){
        .team = { query_int(query, 0) },
        .browser = hash_from_text(query_text(mem, query, 1)),
        .seat = { query_int(query, 2) },
        .why = (enum past_why)WORD_INDEX(why_words, query_text(mem, query, 3)),
        .label = query_text(mem, query, 4),
        .since = query_int(query, 5),
        .by_coach = query_int(query, 6) != 0,
    };
}

enum status store_past_seat_save(struct transaction *transaction, const struct past_seat *past,
                                 struct err *err)
{
    return db_run(transaction, save_sql,
                  VALUES(value_int(past->team.value), value_text(past->browser.text),
                         value_int(past->seat.value), value_text(why_words[past->why]),
                         value_text(past->label), value_int(past->since),
                         value_int(past->by_coach)),
                  err);
}

enum status store_past_seat_find(struct arena *mem, struct transaction *transaction,
                                 struct team_id team, struct token_hash browser,
                                 struct seat_id seat, struct past_seat *out, struct err *err)
{
    return rows_load_one(
        mem, transaction, find_sql,
        VALUES(value_int(team.value), value_text(browser.text), value_int(seat.value)),
        read_past, out, "this browser never sat there", err);
}

enum status store_past_seat_remove(struct transaction *transaction, struct team_id team,
                                   struct token_hash browser, struct seat_id seat,
                                   struct err *err)
{
    return db_run(
        transaction, remove_sql,
        VALUES(value_int(team.value), value_text(browser.text), value_int(seat.value)), err);
}

enum status store_past_seats_load(struct arena *mem, struct transaction *transaction,
                                  struct token_hash browser, struct past_seats *out,
                                  struct err *err)
{
    void *list;
    TRY(rows_load(mem, transaction, load_sql, VALUES(value_text(browser.text)),
                  sizeof *out->list, read_past, &list, &out->count, err));
    out->list = list;
    return OK;
}

enum status store_past_seats_load_seat(struct arena *mem, struct transaction *transaction,
                                       struct team_id team, struct seat_id seat,
                                       struct past_seats *out, struct err *err)
{
    void *list;
    TRY(rows_load(mem, transaction, load_seat_sql,
                  VALUES(value_int(team.value), value_int(seat.value)), sizeof *out->list,
                  read_past, &list, &out->count, err));
    out->list = list;
    return OK;
}

enum status store_past_seats_unseat(struct transaction *transaction, struct team_id team,
                                    struct seat_id seat, const struct past_seat *how,
                                    struct err *err)
{
    const struct value values[] = { value_int(team.value), value_int(seat.value),
                                    value_text(why_words[how->why]), value_int(how->since),
                                    value_int(how->by_coach) };
    const size_t count = sizeof values / sizeof *values;
    TRY(db_run(transaction, unseat_aside_sql, values, count, err));
    return db_run(transaction, unseat_sql, values, count, err);
}

enum status store_past_seats_remove(struct transaction *transaction, struct team_id team,
                                    struct seat_id seat, struct err *err)
{
    return db_run(transaction, remove_seat_sql,
                  VALUES(value_int(team.value), value_int(seat.value)), err);
}

enum status store_past_seats_forget(struct transaction *transaction, int64_t before,
                                    struct err *err)
{
    return db_run(transaction, forget_sql, VALUES(value_int(before)), err);
}
