/* Rounds and the seats in them, as rows; what they may become is decided by the caller. */
#include "store/rounds.h"

#include "instrument/instrument.h"
#include "store/fault.h"
#include "store/rows.h"
#include "store/words.h"

#define COLUMNS                                                                     \
    "team, id, number, instrument, version, state, opened_at, closes_at, ended_at," \
    " answered_at, told_count, told_at, blocks_open, ratings, ranks,"               \
    " announced_at, held_until"

static const char *const state_words[] = { "open", "released", "cancelled" };

static const char save_sql[] =
    "INSERT INTO round (" COLUMNS ")"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)"
    " ON CONFLICT (team, id) DO UPDATE SET state = excluded.state,"
    " opened_at = excluded.opened_at,"
    " closes_at = excluded.closes_at, ended_at = excluded.ended_at,"
    " answered_at = excluded.answered_at, told_count = excluded.told_count,"
    " told_at = excluded.told_at, blocks_open = excluded.blocks_open,"
    " announced_at = excluded.announced_at, held_until = excluded.held_until";
static const char load_sql[] = "SELECT " COLUMNS " FROM round WHERE team = $1 AND id = $2";
static const char find_open_sql[] =
    "SELECT " COLUMNS " FROM round WHERE team = $1 AND state = 'open'";
static const char load_all_sql[] =
    "SELECT " COLUMNS " FROM round WHERE team = $1 ORDER BY number";
static const char ahead_sql[] =
    "SELECT " COLUMNS " FROM round WHERE (opened_at > $1 OR ended_at > $1)"
    " AND $1 >= (SELECT min(taken_at) FROM schema_step) ORDER BY team, number";
static const char due_sql[] =
    "SELECT " COLUMNS " FROM round"
    " WHERE state = 'open' AND closes_at <= $1 ORDER BY closes_at, id";

static const char untold_sql[] =
    "SELECT " COLUMNS " FROM round WHERE state = 'open' AND told_at < $1"
    " AND answered_at >= told_at ORDER BY told_at, id";

static void read_round(struct arena *mem, struct query *query, void *element)
{
    *(struct round *)element = (struct round){
        .team = { query_int(query, 0) },
        .id = { query_int(query, 1) },
        .number = (int)query_int(query, 2),
        .instrument = query_text(mem, query, 3),
        .version = query_text(mem, query, 4),
        .state = (enum round_state)WORD_INDEX(state_words, query_text(mem, query, 5)),
        .opened_at = query_int(query, 6),
        .closes_at = query_int(query, 7),
        .ended_at = query_int_or(query, 8, 0),
        .answered_at = query_int_or(query, 9, 0),
        .told_count = (int)query_int(query, 10),
        .told_at = query_int(query, 11),
        .blocks_open = (int)query_int(query, 12),
        .ratings = query_int(query, 13) != 0,
        .ranks = query_int(query, 14) != 0,
        .announced_at = query_int(query, 15),
        .held_until = query_int(query, 16),
    };
}

enum status store_round_save(struct transaction *transaction, const struct round *round,
                             struct err *err)
{
    return db_run(transaction, save_sql,
                  VALUES(value_int(round->team.value), value_int(round->id.value),
                         value_int(round->number), value_text(round->instrument),
                         value_text(round->version), value_text(state_words[round->state]),
                         value_int(round->opened_at), value_int(round->closes_at),
                         value_int_or_null(round->ended_at),
                         value_int_or_null(round->answered_at), value_int(round->told_count),
                         value_int(round->told_at), value_int(round->blocks_open),
                         value_int(round->ratings), value_int(round->ranks),
                         value_int(round->announced_at), value_int(round->held_until)),
                  err);
}

enum status store_round_load(struct arena *mem, struct transaction *transaction,
                             struct team_id team, struct round_id id, struct round *out,
                             struct err *err)
{
    return rows_load_one(mem, transaction, load_sql,
                         VALUES(value_int(team.value), value_int(id.value)), read_round, out,
                         "there is no such round in this team", err);
}

enum status store_round_find_open(struct arena *mem, struct transaction *transaction,
                                  struct team_id team, struct round *out, struct err *err)
{
    return rows_load_one(mem, transaction, find_open_sql, VALUES(value_int(team.value)),
                         read_round, out, "no round is open in this team", err);
}

enum status store_rounds_load(struct arena *mem, struct transaction *transaction,
                              struct team_id team, struct rounds *out, struct err *err)
{
    void *list;
    TRY(rows_load(mem, transaction, load_all_sql, VALUES(value_int(team.value)),
                  sizeof *out->list, read_round, &list, &out->count, err));
    out->list = list;
    return OK;
}

enum status store_rounds_ahead(struct arena *mem, struct transaction *transaction, int64_t now,
                               struct rounds *out, struct err *err)
{
    void *list;
    TRY(rows_load(mem, transaction, ahead_sql, VALUES(value_int(now)), sizeof *out->list,
                  read_round, &list, &out->count, err));
    out->list = list;
    return OK;
}

enum status store_rounds_due(struct arena *mem, struct transaction *transaction, int64_t now,
                             struct rounds *out, struct err *err)
{
    void *list;
    TRY(rows_load(mem, transaction, due_sql, VALUES(value_int(now)), sizeof *out->list,
                  read_round, &list, &out->count, err));
    out->list = list;
    return OK;
}

enum status store_rounds_untold(struct arena *mem, struct transaction *transaction,
                                int64_t before, struct rounds *out, struct err *err)
{
    void *list;
    TRY(rows_load(mem, transaction, untold_sql, VALUES(value_int(before)), sizeof *out->list,
                  read_round, &list, &out->count, err));
    out->list = list;
    return OK;
}

/* ---- participants ---- */

static const char participant_save_sql[] =
    "INSERT INTO participant (team, round, seat, right_team, consents, step, submitted,"
    " remade) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
    " ON CONFLICT (team, round, seat) DO UPDATE SET right_team = excluded.right_team,"
    " consents = excluded.consents, step = excluded.step, submitted = excluded.submitted,"
    " remade = excluded.remade";
static const char participant_load_sql[] =
    "SELECT team, round, seat, right_team, consents, step, submitted, remade"
    " FROM participant WHERE team = $1 AND round = $2 AND seat = $3";
static const char participants_load_sql[] =
    "SELECT team, round, seat, right_team, consents, step, submitted, remade"
    " FROM participant WHERE team = $1 AND round = $2 ORDER BY seat";

static void read_participant(struct arena *mem, struct query *query, void *element)
{
    (void)mem;
    *(struct participant *)element = (struct participant){
        .team = { query_int(query, 0) },
        .round = { query_int(query, 1) },
        .seat = { query_int(query, 2) },
        .right_team = (enum yes_no)query_int_or(query, 3, NOT_ASKED),
        .consents = (enum yes_no)query_int_or(query, 4, NOT_ASKED),
        .step = (int)query_int(query, 5),
        .submitted = (enum submitted)query_int(query, 6),
        .remade = query_int(query, 7) != 0,
    };
}

static struct value value_yes_no(enum yes_no answer)
{
    return answer == NOT_ASKED ? value_null() : value_int(answer);
}

enum status store_participant_save(struct transaction *transaction,
                                   const struct participant *participant, struct err *err)
{
    return db_run(
        transaction, participant_save_sql,
        VALUES(value_int(participant->team.value), value_int(participant->round.value),
               value_int(participant->seat.value), value_yes_no(participant->right_team),
               value_yes_no(participant->consents), value_int(participant->step),
               value_int(participant->submitted), value_int(participant->remade)),
        err);
}

enum status store_participant_load(struct arena *mem, struct transaction *transaction,
                                   struct team_id team, struct round_id round,
                                   struct seat_id seat, struct participant *out,
                                   struct err *err)
{
    return rows_load_one(
        mem, transaction, participant_load_sql,
        VALUES(value_int(team.value), value_int(round.value), value_int(seat.value)),
        read_participant, out, "this seat takes no part in this round", err);
}

enum status store_participants_load(struct arena *mem, struct transaction *transaction,
                                    struct team_id team, struct round_id round,
                                    struct participants *out, struct err *err)
{
    void *list;
    TRY(rows_load(mem, transaction, participants_load_sql,
                  VALUES(value_int(team.value), value_int(round.value)), sizeof *out->list,
                  read_participant, &list, &out->count, err));
    out->list = list;
    return out->count <= TEAM_MAX
               ? OK
               : store_fault(err, FAULT_DAMAGED, "a round of %zu people", out->count);
}
