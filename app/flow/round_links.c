/* A link made again takes its seat out of the open round; a link pressed twice holds it. */
#include "flow/round_links.h"

#include "flow/round_within.h"
#include "store/happenings.h"

/* Whether a link was made again in this round before, be it of the same seat. */
static enum status any_remade(struct arena *mem, struct transaction *transaction,
                              const struct round *round, bool *out, struct err *err)
{
    struct participants all;
    TRY(store_participants_load(mem, transaction, round->team, round->id, &all, err));
    *out = false;
    for (size_t i = 0; i < all.count; i++)
        *out |= all.list[i].remade;
    return OK;
}

/* Whoever opens the new link starts from the first page. A "no" stays: it is not undone by
 * issuing a link. */
static enum status take_out(struct arena *mem, struct transaction *transaction,
                            const struct round *round, struct seat_id seat, struct err *err)
{
    struct participant part;
    enum status status =
        store_participant_load(mem, transaction, round->team, round->id, seat, &part, err);
    if (status != OK)
        return status == NOT_FOUND ? OK : status;
    return store_participant_save(
        transaction,
        &(struct participant){ .team = round->team,
                               .round = round->id,
                               .seat = seat,
                               .right_team = part.right_team == NO ? NO : NOT_ASKED,
                               .consents = NOT_ASKED,
                               .remade = true },
        err);
}

enum status round_link_remade(struct arena *mem, struct transaction *transaction,
                              struct team_id team, struct seat_id seat, int64_t now,
                              struct err *err)
{
    struct round round;
    bool added, before;
    const struct mark mark = { seat, MARK_REMADE, now };
    TRY(store_mark_add(transaction, team, &mark, &added, err));
    enum status status = store_round_find_open(mem, transaction, team, &round, err);
    if (status != OK)
        return status == NOT_FOUND ? OK : status;
    TRY(any_remade(mem, transaction, &round, &before, err));
    TRY(take_out(mem, transaction, &round, seat, err));
    round_count_stop(&round);
    if (!before)
        return store_round_save(transaction, &round, err);
    round.told_at = now;
    return round_cancel(transaction, &round, now, "round.cancelled_by_links", err);
}

enum status round_link_pressed(struct arena *mem, struct transaction *transaction,
                               struct team_id team, struct seat_id seat, int64_t now,
                               struct err *err)
{
    struct round round;
    struct participant part;
    bool added;
    const struct mark mark = { seat, MARK_PRESSED, now };
    TRY(store_mark_add(transaction, team, &mark, &added, err));
    if (!added)
        return OK;
    TRY(round_tell(transaction, team, now, "link.pressed", err));
    enum status status = store_round_find_open(mem, transaction, team, &round, err);
    if (status == OK)
        status = store_participant_load(mem, transaction, team, round.id, seat, &part, err);
    if (status != OK)
        return status == NOT_FOUND ? OK : status;
    round.held_until = now + ROUND_HELD_SECONDS;
    return store_round_save(transaction, &round, err);
}

struct leaving_out {
    struct arena *mem;
    struct team_id team;
    struct seat_id seat;
};

static enum status leave_out_within(struct transaction *transaction, void *context,
                                    struct err *err)
{
    const struct leaving_out *l = context;
    struct round round;
    struct participant part;
    enum status status = store_round_find_open(l->mem, transaction, l->team, &round, err);
    if (status == OK)
        status =
            store_participant_load(l->mem, transaction, l->team, round.id, l->seat, &part, err);
    if (status != OK || part.remade)
        return status == NOT_FOUND ? OK : status;
    part.remade = true;
    return store_participant_save(transaction, &part, err);
}

enum status flow_round_leave_out(struct db *db, struct arena *mem, struct team_id team,
                                 struct seat_id seat, struct err *err)
{
    struct leaving_out leaving = { mem, team, seat };
    return db_within(db, team, leave_out_within, &leaving, err);
}
