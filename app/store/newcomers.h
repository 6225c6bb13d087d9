#ifndef STORE_NEWCOMERS_H
#define STORE_NEWCOMERS_H

/* What members of a team without a coach ask of one another about who is in it. Requests
 * older than `since` are void. Written inside db_begin(team). */
#include "store/ids.h"

/* Someone proposed for a seat. */
struct newcomer {
    struct team_id team;
    int64_t id;
    const char *name, *craft, *horizon;
    bool manager;
    struct seat_id asked_by;
    int64_t asked_at;
};

struct newcomers {
    struct newcomer *list;
    size_t count;
};

enum status store_newcomer_save(struct transaction *transaction,
                                const struct newcomer *newcomer, struct err *err);
enum status store_newcomers_load(struct arena *mem, struct transaction *transaction,
                                 struct team_id team, int64_t since, struct newcomers *out,
                                 struct err *err);
enum status store_newcomer_remove(struct transaction *transaction, struct team_id team,
                                  int64_t id, struct err *err);

/* Removes those that are void. */
enum status store_newcomers_forget(struct transaction *transaction, struct team_id team,
                                   int64_t since, struct err *err);

/* asked_by says that seat has left. Asking again counts from the last time. Count gives how
 * many have asked; remove forgets them all. */
enum status store_leave_save(struct transaction *transaction, struct team_id team,
                             struct seat_id seat, struct seat_id asked_by, int64_t now,
                             struct err *err);
enum status store_leave_count(struct transaction *transaction, struct team_id team,
                              struct seat_id seat, int64_t since, int64_t *out,
                              struct err *err);
enum status store_leave_remove(struct transaction *transaction, struct team_id team,
                               struct seat_id seat, struct err *err);

/* All that a seat has asked about others: it has none to say any more. */
enum status store_asked_remove(struct transaction *transaction, struct team_id team,
                               struct seat_id asked_by, struct err *err);

#endif
