/* Drafts and their turns, as rows. */
#include "store/drafts.h"

#include "store/rows.h"
#include "store/words.h"

static const char save_sql[] =
    "INSERT INTO draft (team, id, coach, title, roster, choices, together, apart, met, version,"
    " turn, made, created_at, touched_at, past, made_round)"
    " VALUES (0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
static const char load_sql[] =
    "SELECT id, coach, title, roster, choices, together, apart, met, version, turn, made,"
    " created_at, touched_at, past, made_round FROM draft"
    " WHERE team = 0 AND coach = $1 AND id = $2";
static const char list_sql[] =
    "SELECT id, coach, title, '', choices, '', '', '', version, turn, made, created_at,"
    " touched_at, '', made_round FROM draft WHERE team = 0 AND coach = $1"
    " ORDER BY touched_at DESC, id";
static const char change_sql[] =
    "UPDATE draft SET title = $1, choices = $2, together = $3, apart = $4, met = $5,"
    " turn = $6, made = $7, touched_at = $8, past = $9, made_round = $10,"
    " version = version + 1 WHERE team = 0 AND coach = $11 AND id = $12 AND version = $13";
static const char remove_sql[] = "DELETE FROM draft WHERE team = 0 AND coach = $1 AND id = $2";
static const char purge_sql[] = "DELETE FROM draft WHERE team = 0 AND touched_at <= $1";
static const char no_draft[] = "there is no such composition";

static void read_draft(struct arena *mem, struct query *query, void *element)
{
    *(struct draft *)element = (struct draft){
        .id = { query_int(query, 0) },
        .coach = { query_int(query, 1) },
        .title = query_text(mem, query, 2),
        .roster = query_text(mem, query, 3),
        .choices = query_text(mem, query, 4),
        .together = query_text(mem, query, 5),
        .apart = query_text(mem, query, 6),
        .met = query_text(mem, query, 7),
        .version = query_int(query, 8),
        .turn = query_int(query, 9),
        .made = query_int(query, 10),
        .created_at = query_int(query, 11),
        .touched_at = query_int(query, 12),
        .past = query_text(mem, query, 13),
        .made_round = query_int(query, 14),
    };
}

enum status store_draft_save(struct transaction *transaction, const struct draft *draft,
                             struct err *err)
{
    return db_run(
        transaction, save_sql,
        VALUES(value_int(draft->id.value), value_int(draft->coach.value),
               value_text(draft->title), value_text(draft->roster), value_text(draft->choices),
               value_text(draft->together), value_text(draft->apart), value_text(draft->met),
               value_int(draft->version), value_int(draft->turn), value_int(draft->made),
               value_int(draft->created_at), value_int(draft->touched_at),
               value_text(draft->past), value_int(draft->made_round)),
        err);
}

enum status store_draft_load(struct arena *mem, struct transaction *transaction,
                             struct coach_id coach, struct draft_id id, struct draft *out,
                             struct err *err)
{
    return rows_load_one(mem, transaction, load_sql,
                         VALUES(value_int(coach.value), value_int(id.value)), read_draft, out,
                         no_draft, err);
}

enum status store_draft_change(struct transaction *transaction, const struct draft *draft,
                               struct err *err)
{
    TRY(db_run(transaction, change_sql,
               VALUES(value_text(draft->title), value_text(draft->choices),
                      value_text(draft->together), value_text(draft->apart),
                      value_text(draft->met), value_int(draft->turn), value_int(draft->made),
                      value_int(draft->touched_at), value_text(draft->past),
                      value_int(draft->made_round), value_int(draft->coach.value),
                      value_int(draft->id.value), value_int(draft->version)),
               err));
    if (db_changed(transaction) > 0)
        return OK;
    return fail(err, CONFLICT, "this composition has changed since its page was loaded");
}

enum status store_draft_remove(struct transaction *transaction, struct coach_id coach,
                               struct draft_id id, struct err *err)
{
    return rows_change(transaction, remove_sql,
                       VALUES(value_int(coach.value), value_int(id.value)), no_draft, err);
}

enum status store_drafts_load(struct arena *mem, struct transaction *transaction,
                              struct coach_id coach, struct drafts *out, struct err *err)
{
    void *list;
    TRY(rows_load(mem, transaction, list_sql, VALUES(value_int(coach.value)), sizeof *out->list,
                  read_draft, &list, &out->count, err));
    out->list = list;
    return OK;
}

enum status store_drafts_purge(struct transaction *transaction, int64_t before, size_t *out,
                               struct err *err)
{
    TRY(db_run(transaction, purge_sql, VALUES(value_int(before)), err));
    *out = (size_t)db_changed(transaction);
    return OK;
}

static const char *const kind_words[] = { "search", "hand" };

static const char turn_save_sql[] =
    "INSERT INTO draft_turn (team, draft, number, kind, seats, locks, seed, steps, stop_step,"
    " tries) VALUES (0, $1, $2, $3, $4, $5, $6, $7, $8, $9)"
    " ON CONFLICT (team, draft, number) DO UPDATE SET kind = excluded.kind,"
    " seats = excluded.seats, locks = excluded.locks, seed = excluded.seed,"
    " steps = excluded.steps, stop_step = excluded.stop_step, tries = excluded.tries";
static const char turn_load_sql[] =
    "SELECT number, kind, seats, locks, seed, steps, stop_step, tries FROM draft_turn"
    " WHERE team = 0 AND draft = $1 AND number = $2";
static const char turns_keep_sql[] =
    "DELETE FROM draft_turn WHERE team = 0 AND draft = $1 AND (number < $2 OR number > $3)";
static const char turns_count_sql[] =
    "SELECT count(*) FROM draft_turn WHERE team = 0 AND draft = $1";

static void read_turn(struct arena *mem, struct query *query, void *element)
{
    *(struct draft_turn *)element = (struct draft_turn){
        .number = query_int(query, 0),
        .kind = (enum turn_kind)WORD_INDEX(kind_words, query_text(mem, query, 1)),
        .seats = query_text(mem, query, 2),
        .locks = query_text(mem, query, 3),
        .seed = query_int(query, 4),
        .steps = query_int(query, 5),
        .stop_step = query_int(query, 6),
        .tries = query_int(query, 7),
    };
}

enum status store_draft_turn_save(struct transaction *transaction, struct draft_id draft,
                                  const struct draft_turn *turn, struct err *err)
{
    return db_run(transaction, turn_save_sql,
                  VALUES(value_int(draft.value), value_int(turn->number),
                         value_text(kind_words[turn->kind]), value_text(turn->seats),
                         value_text(turn->locks), value_int(turn->seed), value_int(turn->steps),
                         value_int(turn->stop_step), value_int(turn->tries)),
                  err);
}

enum status store_draft_turn_load(struct arena *mem, struct transaction *transaction,
                                  struct draft_id draft, int64_t number, struct draft_turn *out,
                                  struct err *err)
{
    return rows_load_one(mem, transaction, turn_load_sql,
                         VALUES(value_int(draft.value), value_int(number)), read_turn, out,
                         "that composition is no longer kept", err);
}

enum status store_draft_turns_keep(struct transaction *transaction, struct draft_id draft,
                                   int64_t first, int64_t last, struct err *err)
{
    return db_run(transaction, turns_keep_sql,
                  VALUES(value_int(draft.value), value_int(first), value_int(last)), err);
}

static void read_count(struct arena *mem, struct query *query, void *element)
{
    (void)mem;
    *(int64_t *)element = query_int(query, 0);
}

enum status store_draft_turns_count(struct transaction *transaction, struct draft_id draft,
                                    int64_t *out, struct err *err)
{
    return rows_load_one(NULL, transaction, turns_count_sql, VALUES(value_int(draft.value)),
                         read_count, out, no_draft, err);
}
