#ifndef STORE_DRAFTS_H
#define STORE_DRAFTS_H

/* Teams being composed, as rows. Written inside db_begin(NO_TEAM). Every reading and writing
 * names the coach: a draft of someone else is one that does not exist. */
#include "store/ids.h"

struct draft_id {
    int64_t value;
};

struct draft {
    struct draft_id id;
    struct coach_id coach;
    const char *title, *roster, *choices, *together, *apart, *met, *past;
    int64_t version;    /* goes up with every change */
    int64_t turn;       /* number of the composition in force; 0: none */
    int64_t made;       /* teams created so far */
    int64_t made_round; /* … of this round, from 0 */
    int64_t created_at, touched_at;
};

/* A new one. */
enum status store_draft_save(struct transaction *transaction, const struct draft *draft,
                             struct err *err);
enum status store_draft_load(struct arena *mem, struct transaction *transaction,
                             struct coach_id coach, struct draft_id id, struct draft *out,
                             struct err *err);

/* store_draft_change: everything but roster and coach; the version goes up by one.
 * Fails    CONFLICT: it is no longer at draft->version. */
enum status store_draft_change(struct transaction *transaction, const struct draft *draft,
                               struct err *err);
enum status store_draft_remove(struct transaction *transaction, struct coach_id coach,
                               struct draft_id id, struct err *err);

/* Those of a coach, last touched first, without their roster and wishes. */
struct drafts {
    struct draft *list;
    size_t count;
};
enum status store_drafts_load(struct arena *mem, struct transaction *transaction,
                              struct coach_id coach, struct drafts *out, struct err *err);

/* Those of anyone last touched at `before` or earlier. Gives how many. */
enum status store_drafts_purge(struct transaction *transaction, int64_t before, size_t *out,
                               struct err *err);

enum turn_kind { TURN_SEARCH, TURN_HAND };

struct draft_turn {
    int64_t number;
    enum turn_kind kind;
    const char *seats, *locks;
    int64_t seed, steps, stop_step, tries;
};

/* Of a draft that was loaded for its coach. Saving writes over the turn of that number. */
enum status store_draft_turn_save(struct transaction *transaction, struct draft_id draft,
                                  const struct draft_turn *turn, struct err *err);
enum status store_draft_turn_load(struct arena *mem, struct transaction *transaction,
                                  struct draft_id draft, int64_t number, struct draft_turn *out,
                                  struct err *err);

/* Only the turns from `first` to `last` are kept. */
enum status store_draft_turns_keep(struct transaction *transaction, struct draft_id draft,
                                   int64_t first, int64_t last, struct err *err);
enum status store_draft_turns_count(struct transaction *transaction, struct draft_id draft,
                                    int64_t *out, struct err *err);

#endif
