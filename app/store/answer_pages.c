/* Found and written by one statement, so that of two pages sent at once one is the later. */
#include "store/answer_pages.h"

#include "store/rows.h"

static const char load_sql[] = "SELECT step, page FROM answer_page"
                               " WHERE team = $1 AND round = $2 AND seat = $3 ORDER BY step";
static const char turn_sql[] =
    "INSERT INTO answer_page (team, round, seat, step, page) VALUES ($1, $2, $3, $4, $6)"
    " ON CONFLICT (team, round, seat, step) DO UPDATE SET page = excluded.page"
    " WHERE answer_page.page IN ($5, $6)";

static void read_page(struct arena *mem, struct query *query, void *element)
{
    (void)mem;
    *(struct answer_page *)element =
        (struct answer_page){ (int)query_int(query, 0), query_int(query, 1) };
}

enum status store_answer_pages_load(struct arena *mem, struct transaction *transaction,
                                    struct team_id team, struct round_id round,
                                    struct seat_id seat, struct answer_pages *out,
                                    struct err *err)
{
    void *list;
    TRY(rows_load(mem, transaction, load_sql,
                  VALUES(value_int(team.value), value_int(round.value), value_int(seat.value)),
                  sizeof *out->list, read_page, &list, &out->count, err));
    out->list = list;
    return OK;
}

enum status store_answer_page_turn(struct transaction *transaction,
                                   const struct answer_step *step, int64_t from, int64_t page,
                                   bool *latest, struct err *err)
{
    TRY(db_run(transaction, turn_sql,
               VALUES(value_int(step->team.value), value_int(step->round.value),
                      value_int(step->seat.value), value_int(step->step), value_int(from),
                      value_int(page)),
               err));
    *latest = db_changed(transaction) > 0;
    return OK;
}
