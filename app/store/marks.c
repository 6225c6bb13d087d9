/* Marks of seats, as rows: at most one of a kind. */
#include "store/marks.h"

#include "store/rows.h"
#include "store/words.h"

static const char *const kind_words[] = { "remade", "pressed" };

static const char add_sql[] = "INSERT INTO seat_mark (team, seat, kind, at)"
                              " VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
static const char remove_sql[] =
    "DELETE FROM seat_mark WHERE team = $1 AND seat = $2 AND kind = $3";
static const char remove_all_sql[] = "DELETE FROM seat_mark WHERE team = $1 AND kind = $2";
static const char load_sql[] =
    "SELECT seat, kind, at FROM seat_mark WHERE team = $1 ORDER BY seat, kind";

static void read_mark(struct arena *mem, struct query *query, void *element)
{
    *(struct mark *)element = (struct mark){
        .seat = { query_int(query, 0) },
        .kind = (enum mark_kind)WORD_INDEX(kind_words, query_text(mem, query, 1)),
        .at = query_int(query, 2),
    };
}

enum status store_mark_add(struct transaction *transaction, struct team_id team,
                           const struct mark *mark, bool *added, struct err *err)
{
    TRY(db_run(transaction, add_sql,
               VALUES(value_int(team.value), value_int(mark->seat.value),
                      value_text(kind_words[mark->kind]), value_int(mark->at)),
               err));
    *added = db_changed(transaction) > 0;
    return OK;
}

enum status store_mark_remove(struct transaction *transaction, struct team_id team,
                              struct seat_id seat, enum mark_kind kind, struct err *err)
{
    return db_run(
        transaction, remove_sql,
        VALUES(value_int(team.value), value_int(seat.value), value_text(kind_words[kind])),
        err);
}

enum status store_marks_remove(struct transaction *transaction, struct team_id team,
                               enum mark_kind kind, struct err *err)
{
    return db_run(transaction, remove_all_sql,
                  VALUES(value_int(team.value), value_text(kind_words[kind])), err);
}

enum status store_marks_load(struct arena *mem, struct transaction *transaction,
                             struct team_id team, struct marks *out, struct err *err)
{
    void *list;
    TRY(rows_load(mem, transaction, load_sql, VALUES(value_int(team.value)), sizeof *out->list,
                  read_mark, &list, &out->count, err));
    out->list = list;
    return OK;
}
