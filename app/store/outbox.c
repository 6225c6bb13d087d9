/* Letters wait here until they are sent; their text, which holds a link, is then wiped. */
#include "store/outbox.h"

#include "store/rows.h"

#define COLUMNS \
    "team, id, address, subject, body, created_at, next_try_at, tries, sent_at, trouble"

static const char save_sql[] =
    "INSERT INTO letter (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
    " ON CONFLICT (team, id) DO UPDATE SET body = excluded.body,"
    " next_try_at = excluded.next_try_at, tries = excluded.tries, sent_at = excluded.sent_at,"
    " trouble = excluded.trouble";
static const char due_sql[] = "SELECT " COLUMNS " FROM letter"
                              " WHERE next_try_at <= $1 ORDER BY next_try_at, id LIMIT $2";

static void read_letter(struct arena *mem, struct query *query, void *element)
{
    *(struct letter *)element = (struct letter){
        .team = { query_int(query, 0) },
        .id = { query_int(query, 1) },
        .address = query_text(mem, query, 2),
        .subject = query_text(mem, query, 3),
        .body = query_text(mem, query, 4),
        .created_at = query_int(query, 5),
        .next_try_at = query_int_or(query, 6, 0),
        .tries = (int)query_int(query, 7),
        .sent_at = query_int_or(query, 8, 0),
        .trouble = query_text(mem, query, 9),
    };
}

enum status store_letter_save(struct transaction *transaction, const struct letter *letter,
                              struct err *err)
{
    bool sent = letter->sent_at != 0;
    return db_run(transaction, save_sql,
                  VALUES(value_int(letter->team.value), value_int(letter->id.value),
                         value_text(letter->address), value_text(letter->subject),
                         value_text(sent ? NULL : letter->body), value_int(letter->created_at),
                         value_int_or_null(sent ? 0 : letter->next_try_at),
                         value_int(letter->tries), value_int_or_null(letter->sent_at),
                         value_text(letter->trouble)),
                  err);
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
