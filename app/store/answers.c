/* An answer counts only while its round is open: the check and the write are one moment,
 * since both stand inside the team's transaction. */
#include "store/answers.h"

#include "store/rows.h"
#include "store/words.h"

static const char *const kind_words[] = { "item", "rating", "rank", "guess" };

/* Notes the time of the round's last answer, and finds out that it is open. */
static const char touch_sql[] = "UPDATE round SET answered_at = $3 WHERE team = $1 AND id = $2"
                                " AND state = 'open' AND closes_at > $3";
static const char save_sql[] =
    "INSERT INTO answer (team, round, seat, kind, question, about, choice)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7)"
    " ON CONFLICT (team, round, seat, kind, question, about)"
    " DO UPDATE SET choice = excluded.choice";
static const char load_sql[] = "SELECT seat, kind, question, about, choice FROM answer"
                               " WHERE team = $1 AND round = $2 AND seat = $3"
                               " ORDER BY kind, question, about";
static const char load_round_sql[] = "SELECT seat, kind, question, about, choice FROM answer"
                                     " WHERE team = $1 AND round = $2"
                                     " ORDER BY seat, kind, question, about";
static const char count_sql[] =
    "SELECT count(*) FROM (SELECT a.seat FROM answer a JOIN participant p"
    " ON p.team = a.team AND p.round = a.round AND p.seat = a.seat"
    " WHERE a.team = $1 AND a.round = $2 AND a.choice IS NOT NULL AND a.kind = 'item'"
    " AND p.remade = 0 GROUP BY a.seat HAVING count(*) >= $3) AS form";
static const char remove_sql[] =
    "DELETE FROM answer WHERE team = $1 AND (seat = $2 OR about = $2)";
static const char remove_pages_sql[] = "DELETE FROM answer_page WHERE team = $1 AND seat = $2";
static const char remove_round_sql[] = "DELETE FROM answer WHERE team = $1 AND round = $2";
static const char remove_round_pages_sql[] =
    "DELETE FROM answer_page WHERE team = $1 AND round = $2";

static void read_answer(struct arena *mem, struct query *query, void *element)
{
    bool known = !query_is_null(query, 4);
    *(struct answer *)element = (struct answer){
        .seat = { query_int(query, 0) },
        .kind = (enum answer_kind)WORD_INDEX(kind_words, query_text(mem, query, 1)),
        .question = query_text(mem, query, 2),
        .about = { query_int(query, 3) },
        .known = known,
        .choice = known ? query_real(query, 4) : 0,
    };
}

enum status store_answers_save_within(struct transaction *transaction, struct team_id team,
                                      struct round_id round, struct seat_id seat,
                                      const struct answers *answers, int64_t now,
                                      struct err *err)
{
    TRY(db_run(transaction, touch_sql,
               VALUES(value_int(team.value), value_int(round.value), value_int(now)), err));
    if (db_changed(transaction) == 0)
        return fail(err, REFUSED, "this round has ended: answers can no longer change");
    for (size_t i = 0; i < answers->count; i++) {
        const struct answer *answer = &answers->list[i];
        TRY(db_run(transaction, save_sql,
                   VALUES(value_int(team.value), value_int(round.value), value_int(seat.value),
                          value_text(kind_words[answer->kind]), value_text(answer->question),
                          value_int(answer->about.value),
                          answer->known ? value_real(answer->choice) : value_null()),
                   err));
    }
    return OK;
}

struct submit {
    struct team_id team;
    struct round_id round;
    struct seat_id seat;
    const struct answers *answers;
    int64_t now;
};

static enum status save_submit(struct transaction *transaction, void *context, struct err *err)
{
    const struct submit *submit = context;
    return store_answers_save_within(transaction, submit->team, submit->round, submit->seat,
                                     submit->answers, submit->now, err);
}

enum status store_answers_save(struct db *db, struct team_id team, struct round_id round,
                               struct seat_id seat, const struct answers *answers, int64_t now,
                               struct err *err)
{
    struct submit submit = { team, round, seat, answers, now };
    return db_within(db, team, save_submit, &submit, err);
}

enum status store_answers_load(struct arena *mem, struct transaction *transaction,
                               struct team_id team, struct round_id round, struct seat_id seat,
                               struct answers *out, struct err *err)
{
    void *list;
    TRY(rows_load(mem, transaction, load_sql,
                  VALUES(value_int(team.value), value_int(round.value), value_int(seat.value)),
                  sizeof *out->list, read_answer, &list, &out->count, err));
    out->list = list;
    return OK;
}

enum status store_answers_load_round(struct arena *mem, struct transaction *transaction,
                                     struct team_id team, struct round_id round,
                                     struct answers *out, struct err *err)
{
    void *list;
    TRY(rows_load(mem, transaction, load_round_sql,
                  VALUES(value_int(team.value), value_int(round.value)), sizeof *out->list,
                  read_answer, &list, &out->count, err));
    out->list = list;
    return OK;
}

static void read_count(struct arena *mem, struct query *query, void *element)
{
    (void)mem;
    *(int64_t *)element = query_int(query, 0);
}

enum status store_answers_count(struct transaction *transaction, struct team_id team,
                                struct round_id round, size_t needs, int64_t *out,
                                struct err *err)
{
    return rows_load_one(
        NULL, transaction, count_sql,
        VALUES(value_int(team.value), value_int(round.value), value_int((int64_t)needs)),
        read_count, out, "a count has one row", err);
}

enum status store_answers_remove(struct transaction *transaction, struct team_id team,
                                 struct seat_id seat, struct err *err)
{
    db_forgets(transaction);
    TRY(db_run(transaction, remove_pages_sql,
               VALUES(value_int(team.value), value_int(seat.value)), err));
    return db_run(transaction, remove_sql, VALUES(value_int(team.value), value_int(seat.value)),
                  err);
}

enum status store_answers_remove_round(struct transaction *transaction, struct team_id team,
                                       struct round_id round, struct err *err)
{
    db_forgets(transaction);
    TRY(db_run(transaction, remove_round_pages_sql,
               VALUES(value_int(team.value), value_int(round.value)), err));
    return db_run(transaction, remove_round_sql,
                  VALUES(value_int(team.value), value_int(round.value)), err);
}
