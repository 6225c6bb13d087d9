/* A change of members, whole or not at all. */
#include "flow/roster.h"

#include <string.h>

#include "flow/ending.h"
#include "flow/round_within.h"
#include "store/answers.h"
#include "store/happenings.h"
#include "store/newcomers.h"
#include "store/past_seats.h"
#include "store/releases.h"

struct change {
    struct arena *mem;
    struct team_id team;
    struct group_member member;
    const struct roster_answer *answer;
    struct seat_id seat, asked_by;
    int64_t now;
    struct issued_link *out;
    bool *left;
    enum refusal *refusal;
};

static enum status cancel_open_round(struct arena *mem, struct transaction *transaction,
                                     struct team_id team, int64_t now, struct err *err)
{
    struct round round;
    enum status status = store_round_find_open(mem, transaction, team, &round, err);
    if (status == NOT_FOUND)
        return OK;
    TRY(status);
    return round_cancel(transaction, &round, now, "round.cancelled", err);
}

/* ---- someone comes ---- */

/* Is there room, and can the newcomer be told from the others? Gives the next position. */
static enum status make_room(struct transaction *transaction, const struct change *c,
                             int *position, struct err *err)
{
    struct seats seats;
    size_t members = 0;
    TRY(store_seats_load(c->mem, transaction, c->team, &seats, err));
    *position = 0;
    for (size_t i = 0; i < seats.count; i++) {
        const struct seat *seat = &seats.list[i];
        *position = seat->position >= *position ? seat->position + 1 : *position;
        if (seat->state == SEAT_LEFT)
            continue;
        members++;
        if (strcmp(seat->name, c->member.name) == 0)
            return round_refuse(c->refusal, REFUSED_NAME, err);
    }
    return members < TEAM_MAX ? OK : round_refuse(c->refusal, REFUSED_FULL, err);
}

static enum status seat_newcomer(struct transaction *transaction, const struct change *c,
                                 int position, struct err *err)
{
    struct team team;
    TRY(store_team_load(c->mem, transaction, c->team, &team, err));
    TRY(cancel_open_round(c->mem, transaction, c->team, c->now, err));
    const struct new_seat seat = { c->member, position, team.lang };
    TRY(flow_group_seat(c->mem, transaction, c->team, &seat, c->now, c->out, err));
    return store_happening_save(
        transaction, c->team,
        &(struct happening){ .at = c->now, .kind = "member.joined", .seat = c->out->seat },
        err);
}

static enum status propose(struct transaction *transaction, const struct change *c,
                           struct err *err)
{
    TRY(store_newcomers_forget(transaction, c->team, agreement_since(c->now), err));
    return store_newcomer_save(transaction,
                               &(struct newcomer){ .team = c->team,
                                                   .id = store_new_id(),
                                                   .name = c->member.name,
                                                   .craft = c->member.craft,
                                                   .horizon = c->member.horizon,
                                                   .manager = c->member.manager,
                                                   .asked_by = c->asked_by,
                                                   .asked_at = c->now },
                               err);
}

static enum status add_within(struct transaction *transaction, void *context, struct err *err)
{
    const struct change *c = context;
    int position;
    *c->out = (struct issued_link){ .text = NULL };
    TRY(flow_ending_awake(c->mem, transaction, c->team, c->refusal, err));
    TRY(make_room(transaction, c, &position, err));
    return c->asked_by.value ? propose(transaction, c, err)
                             : seat_newcomer(transaction, c, position, err);
}

enum status flow_roster_add(struct db *db, struct arena *mem, struct team_id team,
                            const struct group_member *member, struct seat_id asked_by,
                            int64_t now, struct issued_link *out, enum refusal *refusal,
                            struct err *err)
{
    struct change change = { .mem = mem,
                             .team = team,
                             .member = *member,
                             .asked_by = asked_by,
                             .now = now,
                             .out = out,
                             .refusal = refusal };
    enum group_fault fault = flow_group_check_member(member);
    if (fault != GROUP_FINE)
        return round_refuse(refusal, fault == GROUP_MEMBER_NAME ? REFUSED_NAME : REFUSED_LONG,
                            err);
    return db_within(db, team, add_within, &change, err);
}

static enum status find_newcomer(struct transaction *transaction, struct change *c,
                                 struct err *err)
{
    struct newcomers all;
    TRY(store_newcomers_load(c->mem, transaction, c->team, agreement_since(c->now), &all, err));
    for (size_t i = 0; i < all.count; i++) {
        const struct newcomer *one = &all.list[i];
        if (one->id != c->answer->newcomer)
            continue;
        c->asked_by = one->asked_by;
        c->member = (struct group_member){ one->name, one->craft, one->horizon, one->manager };
        return OK;
    }
    return fail(err, NOT_FOUND, "nobody is proposed under that number");
}

static enum status answer_within(struct transaction *transaction, void *context,
                                 struct err *err)
{
    struct change *c = context;
    int position;
    *c->out = (struct issued_link){ .text = NULL };
    TRY(flow_ending_awake(c->mem, transaction, c->team, c->refusal, err));
    TRY(find_newcomer(transaction, c, err));
    if (c->answer->yes && c->asked_by.value == c->answer->by.value)
        return round_refuse(c->refusal, REFUSED_RIGHT, err);
    TRY(store_newcomer_remove(transaction, c->team, c->answer->newcomer, err));
    if (!c->answer->yes)
        return OK;
    TRY(make_room(transaction, c, &position, err));
    return seat_newcomer(transaction, c, position, err);
}

enum status flow_roster_answer(struct db *db, struct arena *mem, struct team_id team,
                               const struct roster_answer *answer, int64_t now,
                               struct issued_link *out, enum refusal *refusal, struct err *err)
{
    struct change change = {
        .mem = mem, .team = team, .answer = answer, .now = now, .out = out, .refusal = refusal
    };
    return db_within(db, team, answer_within, &change, err);
}

/* ---- someone leaves ---- */

/* The row stays, without a name: what was published counted it among the seats. */
static enum status empty_for_ever(struct transaction *transaction, struct seat *seat,
                                  struct err *err)
{
    seat->state = SEAT_LEFT;
    seat->name = seat->initials = seat->craft = seat->horizon = seat->works_best = "";
    return store_seat_save(transaction, seat, err);
}

enum status flow_roster_leave_within(struct arena *mem, struct transaction *transaction,
                                     struct team_id team, struct seat_id id, int64_t now,
                                     struct err *err)
{
    struct seat seat;
    TRY(store_seat_load(mem, transaction, team, id, &seat, err));
    if (seat.state == SEAT_LEFT)
        return fail(err, REFUSED, "this member has left the team");
    TRY(cancel_open_round(mem, transaction, team, now, err));
    TRY(store_answers_remove(transaction, team, id, err));
    TRY(store_received_remove(transaction, team, id, err));
    TRY(store_devices_remove(transaction, team, id, err));
    TRY(store_links_void(transaction, team, id, now, err));
    TRY(store_reissue_remove(transaction, team, id, err));
    TRY(store_leave_remove(transaction, team, id, err));
    TRY(store_asked_remove(transaction, team, id, err));
    TRY(store_ending_asked_remove(transaction, team, id, err));
    TRY(empty_for_ever(transaction, &seat, err));
    return round_tell(transaction, team, now, "member.left", err);
}

static enum status leave_within(struct transaction *transaction, void *context, struct err *err)
{
    const struct change *c = context;
    int64_t agreed = AGREEMENTS;
    TRY(flow_ending_awake(c->mem, transaction, c->team, c->refusal, err));
    if (c->asked_by.value) {
        if (c->asked_by.value == c->seat.value)
            return round_refuse(c->refusal, REFUSED_RIGHT, err);
        TRY(store_leave_save(transaction, c->team, c->seat, c->asked_by, c->now, err));
        TRY(store_leave_count(transaction, c->team, c->seat, agreement_since(c->now), &agreed,
                              err));
    }
    *c->left = agreed >= AGREEMENTS;
    if (!*c->left)
        return OK;
    TRY(store_past_seats_unseat(transaction, c->team, c->seat,
                                &(struct past_seat){ .why = PAST_LEFT,
                                                     .since = c->now,
                                                     .by_coach = !c->asked_by.value },
                                err));
    return flow_roster_leave_within(c->mem, transaction, c->team, c->seat, c->now, err);
}

enum status flow_roster_leave(struct db *db, struct arena *mem, struct team_id team,
                              struct seat_id seat, struct seat_id asked_by, int64_t now,
                              bool *left, enum refusal *refusal, struct err *err)
{
    struct change change = { .mem = mem,
                             .team = team,
                             .seat = seat,
                             .asked_by = asked_by,
                             .now = now,
                             .left = left,
                             .refusal = refusal };
    return db_within(db, team, leave_within, &change, err);
}
