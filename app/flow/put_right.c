/* docs/decisions/014-clocks.md says what this gives up. */
#include "flow/put_right.h"

#include "store/rounds.h"

struct righting {
    struct arena *mem;
    const struct round *ahead;
    int64_t now;
};

static void bring_back(int64_t *moment, int64_t now)
{
    if (*moment > now)
        *moment = now;
}

static enum status right_within(struct transaction *transaction, void *context, struct err *err)
{
    const struct righting *r = context;
    struct round round;
    TRY(store_round_load(r->mem, transaction, r->ahead->team, r->ahead->id, &round, err));
    bring_back(&round.opened_at, r->now);
    bring_back(&round.ended_at, r->now);
    bring_back(&round.answered_at, r->now);
    bring_back(&round.told_at, r->now);
    return store_round_save(transaction, &round, err);
}

enum status flow_put_right(struct db *db, struct arena *mem, int64_t now, struct err *err)
{
    struct transaction *transaction;
    struct rounds ahead = { 0 };
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = store_rounds_ahead(mem, transaction, now, &ahead, err);
    db_abandon(transaction);
    for (size_t i = 0; i < ahead.count && status == OK; i++) {
        struct righting righting = { mem, &ahead.list[i], now };
        status = db_within(db, ahead.list[i].team, right_within, &righting, err);
    }
    return status;
}
