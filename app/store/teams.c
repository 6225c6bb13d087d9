/* Teams, as rows. */
#include "store/teams.h"

#include "store/rows.h"
#include "store/words.h"

#define COLUMNS \
    "team, name, aim, lang, coach, invented, created_at, archived_at, delete_at, creator"

static const char save_sql[] =
    "INSERT INTO team (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $5)"
    " ON CONFLICT (team) DO UPDATE SET name = excluded.name, aim = excluded.aim,"
    " lang = excluded.lang, coach = excluded.coach, archived_at = excluded.archived_at,"
    " delete_at = excluded.delete_at";
static const char load_sql[] = "SELECT " COLUMNS " FROM team WHERE team = $1";
static const char load_of_coach_sql[] =
    "SELECT " COLUMNS " FROM team WHERE coach = $1 ORDER BY created_at, team";
static const char load_all_sql[] = "SELECT " COLUMNS " FROM team ORDER BY team";
static const char remove_sql[] = "DELETE FROM team WHERE team = $1";
static const char no_team[] = "there is no such team";

static void read_team(struct arena *mem, struct query *query, void *element)
{
    *(struct team *)element = (struct team){
        .id = { query_int(query, 0) },
        .name = query_text(mem, query, 1),
        .aim = query_text(mem, query, 2),
        .lang = (enum lang)WORD_INDEX(lang_words, query_text(mem, query, 3)),
        .coach = { query_int_or(query, 4, 0) },
        .invented = query_int(query, 5) != 0,
        .created_at = query_int(query, 6),
        .archived_at = query_int_or(query, 7, 0),
        .delete_at = query_int_or(query, 8, 0),
        .creator = { query_int_or(query, 9, 0) },
    };
}

enum status store_team_save(struct transaction *transaction, const struct team *team,
                            struct err *err)
{
    return db_run(transaction, save_sql,
                  VALUES(value_int(team->id.value), value_text(team->name),
                         value_text(team->aim), value_text(lang_words[team->lang]),
                         value_int_or_null(team->coach.value), value_int(team->invented),
                         value_int(team->created_at), value_int_or_null(team->archived_at),
                         value_int_or_null(team->delete_at)),
                  err);
}

enum status store_team_load(struct arena *mem, struct transaction *transaction,
                            struct team_id id, struct team *out, struct err *err)
{
    return rows_load_one(mem, transaction, load_sql, VALUES(value_int(id.value)), read_team,
                         out, no_team, err);
}

enum status store_teams_load(struct arena *mem, struct transaction *transaction,
                             struct coach_id coach, struct teams *out, struct err *err)
{
    void *list;
    TRY(rows_load(mem, transaction, load_of_coach_sql, VALUES(value_int(coach.value)),
                  sizeof *out->list, read_team, &list, &out->count, err));
    out->list = list;
    return OK;
}

enum status store_teams_load_all(struct arena *mem, struct transaction *transaction,
                                 struct teams *out, struct err *err)
{
    void *list;
    TRY(rows_load(mem, transaction, load_all_sql, NO_VALUES, sizeof *out->list, read_team,
                  &list, &out->count, err));
    out->list = list;
    return OK;
}

enum status store_team_remove(struct transaction *transaction, struct team_id id,
                              struct err *err)
{
    return rows_change(transaction, remove_sql, VALUES(value_int(id.value)), no_team, err);
}
