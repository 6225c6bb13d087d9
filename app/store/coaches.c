/* Accounts of coaches and their sign-ins, as rows. */
#include "store/coaches.h"

#include "store/rows.h"
#include "store/words.h"

static const char save_sql[] =
    "INSERT INTO coach (team, id, email, name, password, lang, created_at)"
    " VALUES (0, $1, $2, $3, $4, $5, $6)"
    " ON CONFLICT (team, id) DO UPDATE SET email = excluded.email, name = excluded.name,"
    " password = excluded.password, lang = excluded.lang";
static const char load_sql[] = "SELECT id, email, name, password, lang, created_at"
                               " FROM coach WHERE team = 0 AND id = $1";
static const char find_sql[] = "SELECT id, email, name, password, lang, created_at"
                               " FROM coach WHERE team = 0 AND email = $1";
static const char load_all_sql[] = "SELECT id, email, name, password, lang, created_at"
                                   " FROM coach WHERE team = 0 ORDER BY created_at, id";
static const char remove_sql[] = "DELETE FROM coach WHERE team = 0 AND id = $1";
static const char no_coach[] = "there is no such account";

static void read_coach(struct arena *mem, struct query *query, void *element)
{
    *(struct coach *)element = (struct coach){
        .id = { query_int(query, 0) },
        .email = query_text(mem, query, 1),
        .name = query_text(mem, query, 2),
        .password = query_text(mem, query, 3),
        .lang = (enum lang)WORD_INDEX(lang_words, query_text(mem, query, 4)),
        .created_at = query_int(query, 5),
    };
}

enum status store_coach_save(struct transaction *transaction, const struct coach *coach,
                             struct err *err)
{
    return db_run(transaction, save_sql,
                  VALUES(value_int(coach->id.value), value_text(coach->email),
                         value_text(coach->name), value_text(coach->password),
                         value_text(lang_words[coach->lang]), value_int(coach->created_at)),
                  err);
}

enum status store_coach_load(struct arena *mem, struct transaction *transaction,
                             struct coach_id id, struct coach *out, struct err *err)
{
    return rows_load_one(mem, transaction, load_sql, VALUES(value_int(id.value)), read_coach,
                         out, no_coach, err);
}

enum status store_coach_find(struct arena *mem, struct transaction *transaction,
                             const char *email, struct coach *out, struct err *err)
{
    return rows_load_one(mem, transaction, find_sql, VALUES(value_text(email)), read_coach, out,
                         no_coach, err);
}

enum status store_coaches_load(struct arena *mem, struct transaction *transaction,
                               struct coaches *out, struct err *err)
{
    void *list;
    TRY(rows_load(mem, transaction, load_all_sql, NO_VALUES, sizeof *out->list, read_coach,
                  &list, &out->count, err));
    out->list = list;
    return OK;
}

enum status store_coach_remove(struct transaction *transaction, struct coach_id id,
                               struct err *err)
{
    db_forgets(transaction);
    return rows_change(transaction, remove_sql, VALUES(value_int(id.value)), no_coach, err);
}

static const char session_save_sql[] =
    "INSERT INTO coach_session (team, token_hash, coach, created_at, seen_at, label)"
    " VALUES (0, $1, $2, $3, $4, $5)"
    " ON CONFLICT (team, token_hash) DO UPDATE SET seen_at = excluded.seen_at";
static const char session_find_sql[] = "SELECT token_hash, coach, created_at, seen_at, label"
                                       " FROM coach_session WHERE team = 0 AND token_hash = $1";
static const char session_remove_sql[] =
    "DELETE FROM coach_session WHERE team = 0 AND token_hash = $1";
static const char sessions_remove_sql[] =
    "DELETE FROM coach_session WHERE team = 0 AND coach = $1 AND token_hash <> $2";

static const char sessions_load_sql[] =
    "SELECT token_hash, coach, created_at, seen_at, label FROM coach_session"
    " WHERE team = 0 AND coach = $1 ORDER BY created_at, token_hash";

static void read_session(struct arena *mem, struct query *query, void *element)
{
    *(struct coach_session *)element = (struct coach_session){
        .token = hash_from_text(query_text(mem, query, 0)),
        .coach = { query_int(query, 1) },
        .created_at = query_int(query, 2),
        .seen_at = query_int(query, 3),
        .label = query_text(mem, query, 4),
    };
}

enum status store_coach_session_save(struct transaction *transaction,
                                     const struct coach_session *session, struct err *err)
{
    return db_run(transaction, session_save_sql,
                  VALUES(value_text(session->token.text), value_int(session->coach.value),
                         value_int(session->created_at), value_int(session->seen_at),
                         value_text(session->label)),
                  err);
}

enum status store_coach_session_find(struct arena *mem, struct transaction *transaction,
                                     struct token_hash token, struct coach_session *out,
                                     struct err *err)
{
    return rows_load_one(mem, transaction, session_find_sql, VALUES(value_text(token.text)),
                         read_session, out, "nobody is signed in here", err);
}

enum status store_coach_session_remove(struct transaction *transaction, struct token_hash token,
                                       struct err *err)
{
    return db_run(transaction, session_remove_sql, VALUES(value_text(token.text)), err);
}

enum status store_coach_sessions_remove(struct transaction *transaction, struct coach_id coach,
                                        struct token_hash keep, struct err *err)
{
    return db_run(transaction, sessions_remove_sql,
                  VALUES(value_int(coach.value), value_text(keep.text)), err);
}

enum status store_coach_sessions_load(struct arena *mem, struct transaction *transaction,
                                      struct coach_id coach, struct coach_sessions *out,
                                      struct err *err)
{
    void *list;
    TRY(rows_load(mem, transaction, sessions_load_sql, VALUES(value_int(coach.value)),
                  sizeof *out->list, read_session, &list, &out->count, err));
    out->list = list;
    return OK;
}
