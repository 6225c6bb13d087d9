/* The journal: rows are only ever added. */
#include "store/happenings.h"

#include "store/rows.h"

/* The team's turn is held: two cannot take the same number. */
static const char save_sql[] =
    "INSERT INTO happening (team, number, at, kind, seat, detail)"
    " SELECT $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5 FROM happening WHERE team = $1";
static const char load_sql[] = "SELECT number, at, kind, seat, detail FROM happening"
                               " WHERE team = $1 ORDER BY number DESC LIMIT $2";

static void read_happening(struct arena *mem, struct query *query, void *element)
{
    *(struct happening *)element = (struct happening){
        .number = query_int(query, 0),
        .at = query_int(query, 1),
        .kind = query_text(mem, query, 2),
        .seat = { query_int_or(query, 3, 0) },
        .detail = query_text(mem, query, 4),
    };
}

enum status store_happening_save(struct transaction *transaction, struct team_id team,
                                 const struct happening *happening, struct err *err)
{
    return db_run(transaction, save_sql,
                  VALUES(value_int(team.value), value_int(happening->at),
                         value_text(happening->kind), value_int_or_null(happening->seat.value),
                         value_text(happening->detail)),
                  err);
}

enum status store_happenings_load(struct arena *mem, struct transaction *transaction,
                                  struct team_id team, int limit, struct happenings *out,
                                  struct err *err)
{
    void *list;
    TRY(rows_load(mem, transaction, load_sql, VALUES(value_int(team.value), value_int(limit)),
                  sizeof *out->list, read_happening, &list, &out->count, err));
    out->list = list;
    return OK;
}
