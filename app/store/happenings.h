#ifndef STORE_HAPPENINGS_H
#define STORE_HAPPENINGS_H

/* The journal of a team, read by all its members: what happened, in order. Written inside
 * db_begin(team). */
#include "store/ids.h"

struct happening {
    int64_t number; /* 1, 2 …: given when saved */
    int64_t at;
    const char *kind;    /* which sentence the page writes */
    struct seat_id seat; /* the seat it is about; 0: the team */
    const char *detail;  /* what else the sentence needs; NULL: nothing */
};

struct happenings {
    struct happening *list;
    size_t count;
};

enum status store_happening_save(struct transaction *transaction, struct team_id team,
                                 const struct happening *happening, struct err *err);

/* The last `limit`, newest first. */
enum status store_happenings_load(struct arena *mem, struct transaction *transaction,
                                  struct team_id team, int limit, struct happenings *out,
                                  struct err *err);

#endif
