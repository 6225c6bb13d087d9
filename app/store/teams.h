#ifndef STORE_TEAMS_H
#define STORE_TEAMS_H

/* Teams. Written inside db_begin(team). */
#include "instrument/instrument.h"
#include "store/ids.h"

struct team {
    struct team_id id;
    const char *name;
    const char *aim; /* in one sentence */
    enum lang lang;
    struct coach_id coach; /* 0: a team without a coach */
    bool invented;         /* the example */
    int64_t created_at;
    int64_t archived_at;     /* 0: it is not put away */
    int64_t delete_at;       /* when it will be deleted; 0: it will not */
    struct coach_id creator; /* its first coach, whoever it has now; read, never saved */
};

struct teams {
    struct team *list;
    size_t count;
};

enum status store_team_save(struct transaction *transaction, const struct team *team,
                            struct err *err);
enum status store_team_load(struct arena *mem, struct transaction *transaction,
                            struct team_id id, struct team *out, struct err *err);

/* The teams a coach accompanies, oldest first. */
enum status store_teams_load(struct arena *mem, struct transaction *transaction,
                             struct coach_id coach, struct teams *out, struct err *err);

/* Every team of the store, by id: for export, check and purge on the command line. */
enum status store_teams_load_all(struct arena *mem, struct transaction *transaction,
                                 struct teams *out, struct err *err);

/* The team and everything about it. */
enum status store_team_remove(struct transaction *transaction, struct team_id id,
                              struct err *err);

#endif
