/* Requests about who is in a team, as rows. */
#include "store/newcomers.h"

#include "store/rows.h"

static const char save_sql[] =
    "INSERT INTO newcomer (team, id, name, craft, horizon, manager, asked_by, asked_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
static const char load_sql[] =
    "SELECT team, id, name, craft, horizon, manager, asked_by, asked_at FROM newcomer"
    " WHERE team = $1 AND asked_at > $2 ORDER BY asked_at, id";
static const char remove_sql[] = "DELETE FROM newcomer WHERE team = $1 AND id = $2";
static const char forget_sql[] = "DELETE FROM newcomer WHERE team = $1 AND asked_at <= $2";

static const char leave_save_sql[] =
    "INSERT INTO leave_request (team, seat, asked_by, asked_at) VALUES ($1, $2, $3, $4)"
    " ON CONFLICT (team, seat, asked_by) DO UPDATE SET asked_at = excluded.asked_at";
static const char leave_count_sql[] =
    "SELECT count(*) FROM leave_request WHERE team = $1 AND seat = $2 AND asked_at > $3";
static const char leave_remove_sql[] =
    "DELETE FROM leave_request WHERE team = $1 AND seat = $2";

static const char asked_newcomers_sql[] =
    "DELETE FROM newcomer WHERE team = $1 AND asked_by = $2";
static const char asked_leaves_sql[] =
    "DELETE FROM leave_request WHERE team = $1 AND asked_by = $2";
static const char asked_links_sql[] =
    "DELETE FROM reissue_request WHERE team = $1 AND asked_by = $2";

static void read_newcomer(struct arena *mem, struct query *query, void *element)
{
    *(struct newcomer *)element = (struct newcomer){
        .team = { query_int(query, 0) },
        .id = query_int(query, 1),
        .name = query_text(mem, query, 2),
        .craft = query_text(mem, query, 3),
        .horizon = query_text(mem, query, 4),
        .manager = query_int(query, 5) != 0,
        .asked_by = { query_int(query, 6) },
        .asked_at = query_int(query, 7),
    };
}

static void read_count(struct arena *mem, struct query *query, void *element)
{
    (void)mem;
    *(int64_t *)element = query_int(query, 0);
}

enum status store_newcomer_save(struct transaction *transaction,
                                const struct newcomer *newcomer, struct err *err)
{
    return db_run(transaction, save_sql,
                  VALUES(value_int(newcomer->team.value), value_int(newcomer->id),
                         value_text(newcomer->name), value_text(newcomer->craft),
                         value_text(newcomer->horizon), value_int(newcomer->manager),
                         value_int(newcomer->asked_by.value), value_int(newcomer->asked_at)),
                  err);
}

enum status store_newcomers_load(struct arena *mem, struct transaction *transaction,
                                 struct team_id team, int64_t since, struct newcomers *out,
                                 struct err *err)
{
    void *list;
    TRY(rows_load(mem, transaction, load_sql, VALUES(value_int(team.value), value_int(since)),
                  sizeof *out->list, read_newcomer, &list, &out->count, err));
    out->list = list;
    return OK;
}

enum status store_newcomer_remove(struct transaction *transaction, struct team_id team,
                                  int64_t id, struct err *err)
{
    return db_run(transaction, remove_sql, VALUES(value_int(team.value), value_int(id)), err);
}

enum status store_newcomers_forget(struct transaction *transaction, struct team_id team,
                                   int64_t since, struct err *err)
{
    return db_run(transaction, forget_sql, VALUES(value_int(team.value), value_int(since)),
                  err);
}

enum status store_leave_save(struct transaction *transaction, struct team_id team,
                             struct seat_id seat, struct seat_id asked_by, int64_t now,
                             struct err *err)
{
    return db_run(transaction, leave_save_sql,
                  VALUES(value_int(team.value), value_int(seat.value),
                         value_int(asked_by.value), value_int(now)),
                  err);
}

enum status store_leave_count(struct transaction *transaction, struct team_id team,
                              struct seat_id seat, int64_t since, int64_t *out, struct err *err)
{
    return rows_load_one(NULL, transaction, leave_count_sql,
                         VALUES(value_int(team.value), value_int(seat.value), value_int(since)),
                         read_count, out, "a count has one row", err);
}

enum status store_leave_remove(struct transaction *transaction, struct team_id team,
                               struct seat_id seat, struct err *err)
{
    return db_run(transaction, leave_remove_sql,
                  VALUES(value_int(team.value), value_int(seat.value)), err);
}

enum status store_asked_remove(struct transaction *transaction, struct team_id team,
                               struct seat_id asked_by, struct err *err)
{
    TRY(db_run(transaction, asked_newcomers_sql,
               VALUES(value_int(team.value), value_int(asked_by.value)), err));
    TRY(db_run(transaction, asked_leaves_sql,
               VALUES(value_int(team.value), value_int(asked_by.value)), err));
    return db_run(transaction, asked_links_sql,
                  VALUES(value_int(team.value), value_int(asked_by.value)), err);
}
