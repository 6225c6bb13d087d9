#ifndef FLOW_ROUND_WITHIN_H
#define FLOW_ROUND_WITHIN_H

/* What the files of flow/round share, inside a transaction of the team. */
#include "flow/round.h"

enum status round_refuse(enum refusal *refusal, enum refusal why, struct err *err);
enum status round_tell(struct transaction *transaction, struct team_id team, int64_t now,
                       const char *kind, struct err *err);
enum status round_find_open(struct arena *mem, struct transaction *transaction,
                            struct team_id team, struct round *out, enum refusal *refusal,
                            struct err *err);

/* Ends the open round without a release; kind is what the journal says of it. */
enum status round_cancel(struct transaction *transaction, struct round *round, int64_t now,
                         const char *kind, struct err *err);

/* flow_round_close inside the caller's transaction. */
enum status round_close_within(struct arena *mem, struct transaction *transaction,
                               struct team_id team, const struct round_rules *rules,
                               int64_t now, struct round *out, enum refusal *refusal,
                               struct err *err);

/* The count the coach reads: made at the third form that counts, in the transaction that saved
 * it; and daily, for every open round in which someone answered since. */
enum status round_count_third(struct arena *mem, struct transaction *transaction,
                              const struct instrument *instrument, const struct round *round,
                              int64_t now, struct err *err);
enum status round_count_daily(struct db *db, struct arena *mem,
                              const struct instrument *instrument, int64_t now,
                              struct err *err);

/* From now on to the end no count is made; the caller saves the round. */
void round_count_stop(struct round *round);

#endif
