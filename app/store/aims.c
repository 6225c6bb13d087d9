/* Aims and who agrees with them, as rows. */
#include "store/aims.h"

#include "store/rows.h"
#include "store/words.h"

static const char *const state_words[] = { "proposed", "kept", "dropped" };

static const char save_sql[] =
    "INSERT INTO aim (team, number, sentence, state, proposed_by, proposed_at, ended_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7)"
    " ON CONFLICT (team, number) DO UPDATE SET state = excluded.state,"
    " ended_at = excluded.ended_at";
static const char load_sql[] =
    "SELECT team, number, sentence, state, proposed_by, proposed_at, ended_at FROM aim"
    " WHERE team = $1 ORDER BY number DESC";
static const char agree_sql[] = "INSERT INTO aim_agreement (team, number, seat)"
                                " VALUES ($1, $2, $3) ON CONFLICT (team, number, seat)"
                                " DO NOTHING";
static const char agreements_sql[] =
    "SELECT seat FROM aim_agreement WHERE team = $1 AND number = $2 ORDER BY seat";

static void read_aim(struct arena *mem, struct query *query, void *element)
{
    *(struct aim *)element = (struct aim){
        .team = { query_int(query, 0) },
        .number = (int)query_int(query, 1),
        .sentence = query_text(mem, query, 2),
        .state = (enum aim_state)WORD_INDEX(state_words, query_text(mem, query, 3)),
        .proposed_by = { query_int_or(query, 4, 0) },
        .proposed_at = query_int(query, 5),
        .ended_at = query_int_or(query, 6, 0),
    };
}

static void read_seat(struct arena *mem, struct query *query, void *element)
{
    (void)mem;
    *(struct seat_id *)element = (struct seat_id){ query_int(query, 0) };
}

enum status store_aim_save(struct transaction *transaction, const struct aim *aim,
                           struct err *err)
{
    return db_run(transaction, save_sql,
                  VALUES(value_int(aim->team.value), value_int(aim->number),
                         value_text(aim->sentence), value_text(state_words[aim->state]),
                         value_int_or_null(aim->proposed_by.value), value_int(aim->proposed_at),
                         value_int_or_null(aim->ended_at)),
                  err);
}

enum status store_aims_load(struct arena *mem, struct transaction *transaction,
                            struct team_id team, struct aims *out, struct err *err)
{
    void *list;
    TRY(rows_load(mem, transaction, load_sql, VALUES(value_int(team.value)), sizeof *out->list,
                  read_aim, &list, &out->count, err));
    out->list = list;
    return OK;
}

enum status store_aim_agree(struct transaction *transaction, struct team_id team, int number,
                            struct seat_id seat, struct err *err)
{
    return db_run(transaction, agree_sql,
                  VALUES(value_int(team.value), value_int(number), value_int(seat.value)), err);
}

enum status store_aim_agreements_load(struct arena *mem, struct transaction *transaction,
                                      struct team_id team, int number,
                                      struct aim_agreements *out, struct err *err)
{
    void *list;
    TRY(rows_load(mem, transaction, agreements_sql,
                  VALUES(value_int(team.value), value_int(number)), sizeof *out->list,
                  read_seat, &list, &out->count, err));
    out->list = list;
    return OK;
}
