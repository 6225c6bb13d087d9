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

static const char unused_sql[] =
    "SELECT t.team FROM team t"
    " WHERE t.invented = 0 AND t.created_at <= $1"
    " AND NOT EXISTS (SELECT 1 FROM seat s WHERE s.team = t.team AND s.state <> 'invited')"
    " AND NOT EXISTS (SELECT 1 FROM device d WHERE d.team = t.team)"
    " AND NOT EXISTS (SELECT 1 FROM release r WHERE r.team = t.team)"
    " AND NOT EXISTS (SELECT 1 FROM link l WHERE l.team = t.team"
    " AND (l.opened_at IS NOT NULL OR l.created_at > $1))"
    " ORDER BY t.team";
static const char unused_remove_sql[] =
    "DELETE FROM team WHERE team = $1 AND EXISTS (SELECT 1 FROM team t"
    " WHERE t.invented = 0 AND t.created_at <= $2"
    " AND NOT EXISTS (SELECT 1 FROM seat s WHERE s.team = t.team AND s.state <> 'invited')"
    " AND NOT EXISTS (SELECT 1 FROM device d WHERE d.team = t.team)"
    " AND NOT EXISTS (SELECT 1 FROM release r WHERE r.team = t.team)"
    " AND NOT EXISTS (SELECT 1 FROM link l WHERE l.team = t.team"
    " AND (l.opened_at IS NOT NULL OR l.created_at > $2))"
    " AND t.team = $1)";

static void read_team(struct arena *mem, struct query *query, void *element)
{
    (void)mem;
    *(struct team_id *)element = (struct team_id){ query_int(query, 0) };
}

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

enum status store_purge_unused(struct arena *mem, struct transaction *transaction,
                               int64_t before, struct unused_teams *out, struct err *err)
{
    void *list;
    TRY(rows_load(mem, transaction, unused_sql, VALUES(value_int(before)), sizeof *out->list,
                  read_team, &list, &out->count, err));
    out->list = list;
    return OK;
}

enum status store_purge_team(struct transaction *transaction, struct team_id team,
                             int64_t before, bool *gone, struct err *err)
{
    db_forgets(transaction);
    TRY(db_run(transaction, unused_remove_sql, VALUES(value_int(team.value), value_int(before)),
               err));
    *gone = db_changed(transaction) > 0;
    return OK;
}
