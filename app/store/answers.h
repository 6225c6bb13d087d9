#ifndef STORE_ANSWERS_H
#define STORE_ANSWERS_H

/* Answers of seats in rounds: the private part of the store. */
#include "store/ids.h"

enum answer_kind { ANSWER_ITEM, ANSWER_RATING, ANSWER_RANK, ANSWER_GUESS };

struct answer {
    struct seat_id seat; /* filled when read; taken from the call when saved */
    enum answer_kind kind;
    const char *question; /* key of the item, question or motive; "stage" for the guess */
    struct seat_id about; /* the seat rated; 0 where nobody is */
    bool known;           /* false: "I don't know" */
    double choice;        /* when known */
};

struct answers {
    struct answer *list;
    size_t count;
};

/* store_answers_save: adds or replaces answers of one seat, all or none, while the round is
 * open. Runs its own transaction: on return they are on the disk.
 *
 * Takes    now: the round accepts answers before its closing time.
 * Fails    REFUSED: the round has ended; CONFLICT: the seat takes no part in it, or rates
 *          itself; BROKEN. */
enum status store_answers_save(struct db *db, struct team_id team, struct round_id round,
                               struct seat_id seat, const struct answers *answers, int64_t now,
                               struct err *err);

/* The same inside a transaction of the caller, begun for that team. */
enum status store_answers_save_within(struct transaction *transaction, struct team_id team,
                                      struct round_id round, struct seat_id seat,
                                      const struct answers *answers, int64_t now,
                                      struct err *err);

/* What one seat answered: for its own pages. */
enum status store_answers_load(struct arena *mem, struct transaction *transaction,
                               struct team_id team, struct round_id round, struct seat_id seat,
                               struct answers *out, struct err *err);

/* What all answered, by seat: for the release of the round and for the raw export only. */
enum status store_answers_load_round(struct arena *mem, struct transaction *transaction,
                                     struct team_id team, struct round_id round,
                                     struct answers *out, struct err *err);

/* How many seats have a known answer to `needs` items or more (release/counts.h says how many
 * that is), those left out of the round apart. */
enum status store_answers_count(struct transaction *transaction, struct team_id team,
                                struct round_id round, size_t needs, int64_t *out,
                                struct err *err);

/* All answers of a seat, in every round, and what others answered about it: for a link that
 * is issued again, and for a person who leaves. */
enum status store_answers_remove(struct transaction *transaction, struct team_id team,
                                 struct seat_id seat, struct err *err);

/* All answers of a round: for a cancelled one, and 30 days after the release. */
enum status store_answers_remove_round(struct transaction *transaction, struct team_id team,
                                       struct round_id round, struct err *err);

#endif
