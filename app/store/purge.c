/* Finds what has been kept long enough, in any team. */
#include "store/purge.h"

#include "store/answers.h"
#include "store/rows.h"

static const char rounds_sql[] =
    "SELECT r.team, r.id FROM round r"
    " WHERE r.state <> 'open' AND r.ended_at <= $1"
    " AND (EXISTS (SELECT 1 FROM answer a WHERE a.team = r.team AND a.round = r.id)"
    " OR EXISTS (SELECT 1 FROM participant p WHERE p.team = r.team AND p.round = r.id"
    " AND (p.right_team IS NOT NULL OR p.consents IS NOT NULL OR p.step <> 0"
    " OR p.submitted <> 0)))"
    " ORDER BY r.team, r.number";
static const char forget_sql[] =
    "UPDATE participant SET right_team = NULL, consents = NULL, step = 0, submitted = 0"
    " WHERE team = $1 AND round = $2";
static const char seats_sql[] = "SELECT DISTINCT s.team, s.id FROM seat s"
                                " JOIN received w ON w.team = s.team AND w.seat = s.id"
                                " WHERE s.state = 'left' ORDER BY s.team, s.id";

static void read_round(struct arena *mem, struct query *query, void *element)
{
    (void)mem;
    *(struct ended_round *)element =
        (struct ended_round){ { query_int(query, 0) }, { query_int(query, 1) } };
}

static void read_seat(struct arena *mem, struct query *query, void *element)
{
    (void)mem;
    *(struct left_seat *)element =
        (struct left_seat){ { query_int(query, 0) }, { query_int(query, 1) } };
}

enum status store_purge_rounds(struct arena *mem, struct transaction *transaction,
                               int64_t before, struct ended_rounds *out, struct err *err)
{
    void *list;
    TRY(rows_load(mem, transaction, rounds_sql, VALUES(value_int(before)), sizeof *out->list,
                  read_round, &list, &out->count, err));
    out->list = list;
    return OK;
}

enum status store_purge_round(struct transaction *transaction, struct ended_round round,
                              struct err *err)
{
    TRY(store_answers_remove_round(transaction, round.team, round.round, err));
    return db_run(transaction, forget_sql,
                  VALUES(value_int(round.team.value), value_int(round.round.value)), err);
}

enum status store_purge_seats(struct arena *mem, struct transaction *transaction,
                              struct left_seats *out, struct err *err)
{
    void *list;
    TRY(rows_load(mem, transaction, seats_sql, NO_VALUES, sizeof *out->list, read_seat, &list,
                  &out->count, err));
    out->list = list;
    return OK;
}
