#ifndef STORE_OUTBOX_H
#define STORE_OUTBOX_H

/* Mail to be sent: letters that hold a personal link, and letters to coaches. A letter's
 * address and text are in the store while it waits, and are removed with the same commit that
 * says what became of it. */
#include "store/ids.h"

struct letter {
    struct team_id team;
    struct letter_id id;
    struct seat_id seat;    /* whose link it holds */
    struct token_hash link; /* which one */
    const char *address, *name, *subject, *body;
    int64_t created_at;
    int64_t next_try_at;
    int tries; /* that were begun */
};

struct letters {
    struct letter *list;
    size_t count;
};

/* store_letter_save: a new letter, inside db_begin(team). A link that has gone by mail once,
 * or waits to, does not go again: nothing changes then, and *added is false. */
enum status store_letter_save(struct transaction *transaction, const struct letter *letter,
                              bool *added, struct err *err);

/* store_coach_letter_save: a letter to a coach, inside db_begin(NO_TEAM): of team 0, without
 * a seat. All below holds for these too. */
enum status store_coach_letter_save(struct transaction *transaction,
                                    const struct letter *letter, struct err *err);

/* store_letters_since: letters of all teams and coaches that were asked for after `since`,
 * whatever became of them. */
enum status store_letters_since(struct transaction *transaction, int64_t since, int64_t *out,
                                struct err *err);

/* At most `limit` letters of any team to try now, those that waited longest first. */
enum status store_letters_due(struct arena *mem, struct transaction *transaction, int64_t now,
                              int limit, struct letters *out, struct err *err);

/* store_letter_take: one try begins; the next would be at `again`. Of several processes that
 * saw the letter due, one takes it.
 *
 * Fails    NOT_FOUND: another has, or the letter is gone. */
enum status store_letter_take(struct transaction *transaction, const struct letter *letter,
                              int64_t now, int64_t again, struct err *err);

/* store_letter_end: sent, or given up. Address, name, subject and body are removed. */
enum status store_letter_end(struct transaction *transaction, struct team_id team,
                             struct letter_id id, bool sent, int64_t now, struct err *err);

/* Every letter of a seat goes, whatever became of it: its link has been replaced. */
enum status store_letters_drop(struct transaction *transaction, struct team_id team,
                               struct seat_id seat, struct err *err);

/* The seats of a team whose letter was given up. */
struct undelivered {
    struct seat_id *list;
    size_t count;
};
enum status store_letters_undelivered(struct arena *mem, struct transaction *transaction,
                                      struct team_id team, struct undelivered *out,
                                      struct err *err);

/* store_letters_forget: what became of letters that ended at `before` or earlier. One team at
 * a time: store_letters_old names them. */
struct old_letters {
    struct team_id *list;
    size_t count;
};
enum status store_letters_old(struct arena *mem, struct transaction *transaction,
                              int64_t before, struct old_letters *out, struct err *err);
enum status store_letters_forget(struct transaction *transaction, struct team_id team,
                                 int64_t before, struct err *err);

#endif
