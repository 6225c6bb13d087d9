/* Every query here names the seat it is for. */
#include "flow/me.h"

#include "flow/roster.h"

/* The last round that was asked, and the last whose portrait is open whole. */
static void pick_rounds(const struct rounds *rounds, const struct round **asked,
                        struct round *told)
{
    for (size_t i = 0; i < rounds->count; i++) {
        const struct round *round = &rounds->list[i];
        if (round->state != ROUND_CANCELLED)
            *asked = round;
        if (round->state == ROUND_RELEASED && round->blocks_open >= BLOCKS_ALL &&
            round->ratings)
            *told = *round;
    }
}

static enum status load_within(struct arena *mem, struct transaction *transaction,
                               struct team_id team, struct seat_id seat, struct my_seat *out,
                               struct err *err)
{
    struct rounds rounds;
    const struct round *asked = NULL;
    *out = (struct my_seat){ .words_round = { .number = 0 } };
    TRY(store_team_load(mem, transaction, team, &out->team, err));
    TRY(store_seat_load(mem, transaction, team, seat, &out->seat, err));
    TRY(store_devices_load(mem, transaction, team, seat, &out->devices, err));
    TRY(store_past_seats_load_seat(mem, transaction, team, seat, &out->aside, err));
    TRY(store_rounds_load(mem, transaction, team, &rounds, err));
    pick_rounds(&rounds, &asked, &out->words_round);
    if (asked)
        TRY(store_answers_load(mem, transaction, team, asked->id, seat, &out->answers, err));
    if (out->words_round.number)
        TRY(store_received_load(mem, transaction, team, out->words_round.id, seat, &out->words,
                                err));
    return OK;
}

enum status flow_me_load(struct db *db, struct arena *mem, struct team_id team,
                         struct seat_id seat, struct my_seat *out, struct err *err)
{
    struct transaction *transaction;
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = load_within(mem, transaction, team, seat, out, err);
    db_abandon(transaction);
    return status;
}

struct mine {
    struct arena *mem;
    struct team_id team;
    struct seat_id seat;
    int64_t now;
};

static enum status open_words_within(struct transaction *transaction, void *context,
                                     struct err *err)
{
    struct mine *mine = context;
    struct rounds rounds;
    const struct round *asked = NULL;
    struct round told = { .number = 0 };
    TRY(store_rounds_load(mine->mem, transaction, mine->team, &rounds, err));
    pick_rounds(&rounds, &asked, &told);
    return told.number ? store_received_open(transaction, mine->team, told.id, mine->seat, err)
                       : OK;
}

enum status flow_me_open_words(struct db *db, struct arena *mem, struct team_id team,
                               struct seat_id seat, struct err *err)
{
    struct mine mine = { .mem = mem, .team = team, .seat = seat };
    return db_within(db, team, open_words_within, &mine, err);
}

struct removing {
    struct arena *mem;
    struct team_id team;
    struct seat_id seat;
    struct token_hash browser;
};

static enum status remove_within(struct transaction *transaction, void *context,
                                 struct err *err)
{
    const struct removing *r = context;
    struct device device;
    struct past_seat past;
    enum status status =
        store_past_seat_find(r->mem, transaction, r->team, r->browser, r->seat, &past, err);
    if (status == OK && past.why == PAST_ASIDE)
        return store_past_seat_remove(transaction, r->team, r->browser, r->seat, err);
    if (status != OK && status != NOT_FOUND)
        return status;
    TRY(store_device_find(r->mem, transaction, r->team, r->browser, &device, err));
    if (device.seat.value != r->seat.value)
        return fail(err, NOT_FOUND, "this browser does not open that place");
    return store_device_remove(transaction, r->team, r->browser, err);
}

enum status flow_me_remove_device(struct db *db, struct arena *mem, struct team_id team,
                                  struct seat_id seat, struct token_hash browser,
                                  struct err *err)
{
    struct removing removing = { mem, team, seat, browser };
    return db_within(db, team, remove_within, &removing, err);
}

static enum status leave_within(struct transaction *transaction, void *context, struct err *err)
{
    const struct mine *mine = context;
    TRY(store_past_seats_remove(transaction, mine->team, mine->seat, err));
    return flow_roster_leave_within(mine->mem, transaction, mine->team, mine->seat, mine->now,
                                    err);
}

enum status flow_me_leave(struct db *db, struct arena *mem, struct team_id team,
                          struct seat_id seat, int64_t now, struct err *err)
{
    struct mine mine = { mem, team, seat, now };
    return db_within(db, team, leave_within, &mine, err);
}
