/* Teams that change hands or end, as rows. */
#include "store/endings.h"

#include "store/rows.h"
#include "store/words.h"

static const char *const ending_words[] = { "archive", "delete" };

static const char handover_save_sql[] =
    "INSERT INTO handover (team, address, coach, asked_at) VALUES ($1, $2, $3, $4)"
    " ON CONFLICT (team) DO UPDATE SET address = excluded.address, coach = excluded.coach,"
    " asked_at = excluded.asked_at";
static const char handover_load_sql[] =
    "SELECT team, address, coach, asked_at FROM handover WHERE team = $1";
static const char handover_remove_sql[] = "DELETE FROM handover WHERE team = $1";
static const char handovers_load_sql[] =
    "SELECT team, address, coach, asked_at FROM handover WHERE coach = $1 AND asked_at > $2"
    " ORDER BY asked_at, team";

static void read_handover(struct arena *mem, struct query *query, void *element)
{
    *(struct handover *)element = (struct handover){
        .team = { query_int(query, 0) },
        .address = query_text(mem, query, 1),
        .coach = { query_int_or(query, 2, 0) },
        .asked_at = query_int(query, 3),
    };
}

enum status store_handover_save(struct transaction *transaction,
                                const struct handover *handover, struct err *err)
{
    return db_run(transaction, handover_save_sql,
                  VALUES(value_int(handover->team.value), value_text(handover->address),
                         value_int_or_null(handover->coach.value),
                         value_int(handover->asked_at)),
                  err);
}

enum status store_handover_load(struct arena *mem, struct transaction *transaction,
                                struct team_id team, struct handover *out, struct err *err)
{
    return rows_load_one(mem, transaction, handover_load_sql, VALUES(value_int(team.value)),
                         read_handover, out, "this team is proposed to nobody", err);
}

enum status store_handover_remove(struct transaction *transaction, struct team_id team,
                                  struct err *err)
{
    return db_run(transaction, handover_remove_sql, VALUES(value_int(team.value)), err);
}

enum status store_handovers_load(struct arena *mem, struct transaction *transaction,
                                 struct coach_id coach, int64_t since, struct handovers *out,
                                 struct err *err)
{
    void *list;
    TRY(rows_load(mem, transaction, handovers_load_sql,
                  VALUES(value_int(coach.value), value_int(since)), sizeof *out->list,
                  read_handover, &list, &out->count, err));
    out->list = list;
    return OK;
}

static const char handovers_purge_sql[] = "DELETE FROM handover WHERE asked_at <= $1";

enum status store_handovers_purge(struct transaction *transaction, int64_t before,
                                  struct err *err)
{
    db_forgets(transaction);
    return db_run(transaction, handovers_purge_sql, VALUES(value_int(before)), err);
}

/* ---- what members propose ---- */

static const char ending_save_sql[] =
    "INSERT INTO ending_request (team, what, asked_by, asked_at) VALUES ($1, $2, $3, $4)"
    " ON CONFLICT (team, what) DO UPDATE SET asked_by = excluded.asked_by,"
    " asked_at = excluded.asked_at";
static const char ending_load_sql[] = "SELECT what, asked_by, asked_at FROM ending_request"
                                      " WHERE team = $1 AND what = $2 AND asked_at > $3";
static const char ending_asked_sql[] =
    "DELETE FROM ending_request WHERE team = $1 AND asked_by = $2";
static const char ending_remove_sql[] =
    "DELETE FROM ending_request WHERE team = $1 AND what = $2";

static void read_ending(struct arena *mem, struct query *query, void *element)
{
    *(struct ending_request *)element = (struct ending_request){
        .what = (enum ending)WORD_INDEX(ending_words, query_text(mem, query, 0)),
        .asked_by = { query_int(query, 1) },
        .asked_at = query_int(query, 2),
    };
}

enum status store_ending_save(struct transaction *transaction, struct team_id team,
                              const struct ending_request *request, struct err *err)
{
    return db_run(transaction, ending_save_sql,
                  VALUES(value_int(team.value), value_text(ending_words[request->what]),
                         value_int(request->asked_by.value), value_int(request->asked_at)),
                  err);
}

enum status store_ending_load(struct arena *mem, struct transaction *transaction,
                              struct team_id team, enum ending what, int64_t since,
                              struct ending_request *out, struct err *err)
{
    return rows_load_one(
        mem, transaction, ending_load_sql,
        VALUES(value_int(team.value), value_text(ending_words[what]), value_int(since)),
        read_ending, out, "nobody proposes that", err);
}

enum status store_ending_remove(struct transaction *transaction, struct team_id team,
                                enum ending what, struct err *err)
{
    return db_run(transaction, ending_remove_sql,
                  VALUES(value_int(team.value), value_text(ending_words[what])), err);
}

enum status store_ending_asked_remove(struct transaction *transaction, struct team_id team,
                                      struct seat_id asked_by, struct err *err)
{
    return db_run(transaction, ending_asked_sql,
                  VALUES(value_int(team.value), value_int(asked_by.value)), err);
}

/* ---- deleting ---- */

static const char ended_save_sql[] =
    "INSERT INTO removed_team (team, removed_at) VALUES ($1, $2)"
    " ON CONFLICT (team) DO UPDATE SET removed_at = excluded.removed_at";
static const char ended_browsers_sql[] =
    "INSERT INTO removed_browser (team, token_hash)"
    " SELECT team, token_hash FROM device WHERE team = $1"
    " UNION SELECT team, token_hash FROM past_seat WHERE team = $1";
static const char ended_load_sql[] =
    "SELECT t.removed_at FROM removed_team t JOIN removed_browser b ON b.team = t.team"
    " WHERE t.team = $1 AND b.token_hash = $2 AND t.removed_at > $3";
static const char ended_purge_sql[] = "DELETE FROM removed_team WHERE removed_at <= $1";
static const char ending_teams_sql[] =
    "SELECT team FROM team WHERE delete_at <= $1 ORDER BY delete_at, team";

static void read_moment(struct arena *mem, struct query *query, void *element)
{
    (void)mem;
    *(int64_t *)element = query_int(query, 0);
}

static void read_team(struct arena *mem, struct query *query, void *element)
{
    (void)mem;
    *(struct team *)element = (struct team){ .id = { query_int(query, 0) } };
}

enum status store_team_end(struct transaction *transaction, struct team_id team, int64_t now,
                           struct err *err)
{
    db_forgets(transaction);
    TRY(db_run(transaction, ended_save_sql, VALUES(value_int(team.value), value_int(now)),
               err));
    TRY(db_run(transaction, ended_browsers_sql, VALUES(value_int(team.value)), err));
    return store_team_remove(transaction, team, err);
}

enum status store_team_ended(struct transaction *transaction, struct team_id team,
                             struct token_hash browser, int64_t since, int64_t *out,
                             struct err *err)
{
    return rows_load_one(
        NULL, transaction, ended_load_sql,
        VALUES(value_int(team.value), value_text(browser.text), value_int(since)), read_moment,
        out, "this browser sat in no such team", err);
}

enum status store_teams_ending(struct arena *mem, struct transaction *transaction, int64_t now,
                               struct teams *out, struct err *err)
{
    void *list;
    TRY(rows_load(mem, transaction, ending_teams_sql, VALUES(value_int(now)), sizeof *out->list,
                  read_team, &list, &out->count, err));
    out->list = list;
    return OK;
}

enum status store_teams_ended_purge(struct transaction *transaction, int64_t before,
                                    struct err *err)
{
    return db_run(transaction, ended_purge_sql, VALUES(value_int(before)), err);
}
