/* Releases and received words, as rows that are written once. */
#include "store/releases.h"

#include "store/rows.h"
#include "store/words.h"

#define COLUMNS "team, round, released_at, seats, respondents, json, model, model_version"

/* No update of a release exists. */
static const char save_sql[] =
    "INSERT INTO release (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
static const char load_sql[] = "SELECT " COLUMNS " FROM release WHERE team = $1 AND round = $2";
static const char load_all_sql[] =
    "SELECT " COLUMNS " FROM release WHERE team = $1 ORDER BY released_at, round";

static void read_release(struct arena *mem, struct query *query, void *element)
{
    *(struct stored_release *)element = (struct stored_release){
        .team = { query_int(query, 0) },
        .round = { query_int(query, 1) },
        .released_at = query_int(query, 2),
        .seats = (int)query_int(query, 3),
        .respondents = (int)query_int(query, 4),
        .json = query_text(mem, query, 5),
        .model = query_text(mem, query, 6),
        .model_version = query_text(mem, query, 7),
    };
}

enum status store_release_save(struct transaction *transaction,
                               const struct stored_release *release, struct err *err)
{
    return db_run(transaction, save_sql,
                  VALUES(value_int(release->team.value), value_int(release->round.value),
                         value_int(release->released_at), value_int(release->seats),
                         value_int(release->respondents), value_text(release->json),
                         value_text(release->model), value_text(release->model_version)),
                  err);
}

enum status store_release_load(struct arena *mem, struct transaction *transaction,
                               struct team_id team, struct round_id round,
                               struct stored_release *out, struct err *err)
{
    return rows_load_one(mem, transaction, load_sql,
                         VALUES(value_int(team.value), value_int(round.value)), read_release,
                         out, "nothing was published of this round", err);
}

enum status store_releases_load(struct arena *mem, struct transaction *transaction,
                                struct team_id team, struct stored_releases *out,
                                struct err *err)
{
    void *list;
    TRY(rows_load(mem, transaction, load_all_sql, VALUES(value_int(team.value)),
                  sizeof *out->list, read_release, &list, &out->count, err));
    out->list = list;
    return OK;
}

/* ---- received words ---- */

static const char *const received_texts[] = { "rarely", "sometimes", "often" };

static const char received_save_sql[] =
    "INSERT INTO received (team, round, seat, question, word, opened)"
    " VALUES ($1, $2, $3, $4, $5, $6)";
static const char received_load_sql[] =
    "SELECT seat, question, word, opened FROM received"
    " WHERE team = $1 AND round = $2 AND seat = $3 ORDER BY question";
static const char received_open_sql[] =
    "UPDATE received SET opened = 1 WHERE team = $1 AND round = $2 AND seat = $3";
static const char received_remove_sql[] = "DELETE FROM received WHERE team = $1 AND seat = $2";

static void read_received(struct arena *mem, struct query *query, void *element)
{
    *(struct stored_received *)element = (struct stored_received){
        .seat = { query_int(query, 0) },
        .question = query_text(mem, query, 1),
        .word = (enum received_word)WORD_INDEX(received_texts, query_text(mem, query, 2)),
        .opened = query_int(query, 3) != 0,
    };
}

enum status store_received_save(struct transaction *transaction, struct team_id team,
                                struct round_id round, const struct stored_received *received,
                                struct err *err)
{
    return db_run(transaction, received_save_sql,
                  VALUES(value_int(team.value), value_int(round.value),
                         value_int(received->seat.value), value_text(received->question),
                         value_text(received_texts[received->word]),
                         value_int(received->opened)),
                  err);
}

enum status store_received_load(struct arena *mem, struct transaction *transaction,
                                struct team_id team, struct round_id round, struct seat_id seat,
                                struct received_words *out, struct err *err)
{
    void *list;
    TRY(rows_load(mem, transaction, received_load_sql,
                  VALUES(value_int(team.value), value_int(round.value), value_int(seat.value)),
                  sizeof *out->list, read_received, &list, &out->count, err));
    out->list = list;
    return OK;
}

enum status store_received_open(struct transaction *transaction, struct team_id team,
                                struct round_id round, struct seat_id seat, struct err *err)
{
    return db_run(transaction, received_open_sql,
                  VALUES(value_int(team.value), value_int(round.value), value_int(seat.value)),
                  err);
}

enum status store_received_remove(struct transaction *transaction, struct team_id team,
                                  struct seat_id seat, struct err *err)
{
    db_forgets(transaction);
    return db_run(transaction, received_remove_sql,
                  VALUES(value_int(team.value), value_int(seat.value)), err);
}
