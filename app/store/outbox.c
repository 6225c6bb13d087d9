/* Letters wait here until they are sent; what identifies a person in them, and the link, is
 * wiped then. */
#include "store/outbox.h"

#include "store/rows.h"

static const char save_sql[] =
    "INSERT INTO outbox (team, id, seat, link, address, name, subject, body, state,"
    " created_at, tries, next_try_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', $9, 0, $10)"
    " ON CONFLICT (team, link) DO NOTHING";
static const char due_sql[] =
    "SELECT team, id, seat, link, address, name, subject, body, created_at, next_try_at, tries"
    " FROM outbox WHERE next_try_at <= $1"
    " UNION ALL"
    " SELECT team, id, 0, NULL, address, name, subject, body, created_at, next_try_at, tries"
    " FROM coach_letter WHERE next_try_at <= $1 ORDER BY next_try_at, id LIMIT $2";
static const char since_sql[] = "SELECT (SELECT count(*) FROM outbox WHERE created_at > $1)"
                                " + (SELECT count(*) FROM coach_letter WHERE created_at > $1)";
static const char take_sql[] =
    "UPDATE outbox SET tries = tries + 1, next_try_at = $4"
    " WHERE team = $1 AND id = $2 AND state = 'waiting' AND next_try_at <= $3";
static const char end_sql[] =
    "UPDATE outbox SET state = $3, ended_at = $4, address = NULL, name = NULL, subject = NULL,"
    " body = NULL, next_try_at = NULL WHERE team = $1 AND id = $2";
static const char coach_save_sql[] =
    "INSERT INTO coach_letter (team, id, address, name, subject, body, state, created_at,"
    " tries, next_try_at) VALUES (0, $1, $2, $3, $4, $5, 'waiting', $6, 0, $7)";
static const char coach_take_sql[] =
    "UPDATE coach_letter SET tries = tries + 1, next_try_at = $4"
    " WHERE team = $1 AND id = $2 AND state = 'waiting' AND next_try_at <= $3";
static const char coach_end_sql[] =
    "UPDATE coach_letter SET state = $3, ended_at = $4, address = NULL, name = NULL,"
    " subject = NULL, body = NULL, next_try_at = NULL WHERE team = $1 AND id = $2";
static const char coach_forget_sql[] =
    "DELETE FROM coach_letter WHERE team = $1 AND ended_at <= $2";
static const char drop_sql[] = "DELETE FROM outbox WHERE team = $1 AND seat = $2";
static const char undelivered_sql[] =
    "SELECT seat FROM outbox WHERE team = $1 AND state = 'undelivered' ORDER BY seat";
static const char old_sql[] =
    "SELECT team FROM outbox WHERE ended_at <= $1"
    " UNION SELECT team FROM coach_letter WHERE ended_at <= $1 ORDER BY team";
static const char forget_sql[] = "DELETE FROM outbox WHERE team = $1 AND ended_at <= $2";

static void read_letter(struct arena *mem, struct query *query, void *element)
{
    struct token_hash none = { "" };
    *(struct letter *)element = (struct letter){
        .team = { query_int(query, 0) },
        .id = { query_int(query, 1) },
        .seat = { query_int(query, 2) },
        .link = query_is_null(query, 3) ? none : hash_from_text(query_text(mem, query, 3)),
        .address = query_text(mem, query, 4),
        .name = query_text(mem, query, 5),
        .subject = query_text(mem, query, 6),
        .body = query_text(mem, query, 7),
        .created_at = query_int(query, 8),
        .next_try_at = query_int(query, 9),
        .tries = (int)query_int(query, 10),
    };
}

static void read_seat(struct arena *mem, struct query *query, void *element)
{
    (void)mem;
    *(struct seat_id *)element = (struct seat_id){ query_int(query, 0) };
}

static void read_team(struct arena *mem, struct query *query, void *element)
{
    (void)mem;
    *(struct team_id *)element = (struct team_id){ query_int(query, 0) };
}

enum status store_letter_save(struct transaction *transaction, const struct letter *letter,
                              bool *added, struct err *err)
{
    TRY(db_run(transaction, save_sql,
               VALUES(value_int(letter->team.value), value_int(letter->id.value),
                      value_int(letter->seat.value), value_text(letter->link.text),
                      value_text(letter->address), value_text(letter->name),
                      value_text(letter->subject), value_text(letter->body),
                      value_int(letter->created_at), value_int(letter->next_try_at)),
               err));
    *added = db_changed(transaction) > 0;
    return OK;
}

enum status store_coach_letter_save(struct transaction *transaction,
                                    const struct letter *letter, struct err *err)
{
    return db_run(transaction, coach_save_sql,
                  VALUES(value_int(letter->id.value), value_text(letter->address),
                         value_text(letter->name), value_text(letter->subject),
                         value_text(letter->body), value_int(letter->created_at),
                         value_int(letter->next_try_at)),
                  err);
}

static void read_count(struct arena *mem, struct query *query, void *element)
{
    (void)mem;
    *(int64_t *)element = query_int(query, 0);
}

enum status store_letters_since(struct transaction *transaction, int64_t since, int64_t *out,
                                struct err *err)
{
    return rows_load_one(NULL, transaction, since_sql, VALUES(value_int(since)), read_count,
                         out, "a count has one row", err);
}

enum status store_letters_due(struct arena *mem, struct transaction *transaction, int64_t now,
                              int limit, struct letters *out, struct err *err)
{
    void *list;
    TRY(rows_load(mem, transaction, due_sql, VALUES(value_int(now), value_int(limit)),
                  sizeof *out->list, read_letter, &list, &out->count, err));
    out->list = list;
    return OK;
}

enum status store_letter_take(struct transaction *transaction, const struct letter *letter,
                              int64_t now, int64_t again, struct err *err)
{
    return rows_change(transaction, letter->team.value ? take_sql : coach_take_sql,
                       VALUES(value_int(letter->team.value), value_int(letter->id.value),
                              value_int(now), value_int(again)),
                       "this letter is not waiting any more", err);
}

enum status store_letter_end(struct transaction *transaction, struct team_id team,
                             struct letter_id id, bool sent, int64_t now, struct err *err)
{
    db_forgets(transaction);
    return db_run(transaction, team.value ? end_sql : coach_end_sql,
                  VALUES(value_int(team.value), value_int(id.value),
                         value_text(sent ? "sent" : "undelivered"), value_int(now)),
                  err);
}

enum status store_letters_drop(struct transaction *transaction, struct team_id team,
                               struct seat_id seat, struct err *err)
{
    db_forgets(transaction);
    return db_run(transaction, drop_sql, VALUES(value_int(team.value), value_int(seat.value)),
                  err);
}

enum status store_letters_undelivered(struct arena *mem, struct transaction *transaction,
                                      struct team_id team, struct undelivered *out,
                                      struct err *err)
{
    void *list;
    TRY(rows_load(mem, transaction, undelivered_sql, VALUES(value_int(team.value)),
                  sizeof *out->list, read_seat, &list, &out->count, err));
    out->list = list;
    return OK;
}

enum status store_letters_old(struct arena *mem, struct transaction *transaction,
                              int64_t before, struct old_letters *out, struct err *err)
{
    void *list;
    TRY(rows_load(mem, transaction, old_sql, VALUES(value_int(before)), sizeof *out->list,
                  read_team, &list, &out->count, err));
    out->list = list;
    return OK;
}

enum status store_letters_forget(struct transaction *transaction, struct team_id team,
                                 int64_t before, struct err *err)
{
    return db_run(transaction, team.value ? forget_sql : coach_forget_sql,
                  VALUES(value_int(team.value), value_int(before)), err);
}
