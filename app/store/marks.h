#ifndef STORE_MARKS_H
#define STORE_MARKS_H

/* What is noted of a seat's links until a round opens or is counted: see the table seat_mark.
 * Written inside db_begin(team). */
#include "store/ids.h"

enum mark_kind { MARK_REMADE, MARK_PRESSED };

struct mark {
    struct seat_id seat;
    enum mark_kind kind;
    int64_t at; /* the first time, as long as it stands */
};

struct marks {
    struct mark *list;
    size_t count;
};

/* Gives    *added false when the seat had it already. */
enum status store_mark_add(struct transaction *transaction, struct team_id team,
                           const struct mark *mark, bool *added, struct err *err);
enum status store_mark_remove(struct transaction *transaction, struct team_id team,
                              struct seat_id seat, enum mark_kind kind, struct err *err);
/* From every seat of the team. */
enum status store_marks_remove(struct transaction *transaction, struct team_id team,
                               enum mark_kind kind, struct err *err);
/* Of all seats, those that left too. */
enum status store_marks_load(struct arena *mem, struct transaction *transaction,
                             struct team_id team, struct marks *out, struct err *err);

#endif
