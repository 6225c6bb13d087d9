/* One row of the team says whether it is put away and when it goes; what members propose is
 * beside it. Each change is one transaction of the team. */
#include "flow/ending.h"

#include "flow/link.h"
#include "flow/round_within.h"
#include "store/happenings.h"
#include "store/seats.h"
#include "words/day.h"
#include "words/plain.h"

enum { DAY_SECONDS = 86400 };

enum ending_state flow_ending_state(const struct team *team)
{
    return team->delete_at ? TEAM_DELETING : team->archived_at ? TEAM_ARCHIVED : TEAM_ACTIVE;
}

enum status flow_ending_awake(struct arena *mem, struct transaction *transaction,
                              struct team_id team, enum refusal *refusal, struct err *err)
{
    struct team found;
    TRY(store_team_load(mem, transaction, team, &found, err));
    switch (flow_ending_state(&found)) {
    case TEAM_ARCHIVED:
        return round_refuse(refusal, REFUSED_ARCHIVED, err);
    case TEAM_DELETING:
        return round_refuse(refusal, REFUSED_DELETING, err);
    case TEAM_ACTIVE:
        break;
    }
    return OK;
}

/* ---- looking ---- */

static enum status load_within(struct arena *mem, struct transaction *transaction,
                               const struct team_id team, int64_t now,
                               struct ending_request asked[ENDINGS], struct err *err)
{
    for (int what = 0; what < ENDINGS; what++) {
        enum status status = store_ending_load(mem, transaction, team, (enum ending)what,
                                               agreement_since(now), &asked[what], err);
        if (status == NOT_FOUND)
            asked[what] = (struct ending_request){ 0 };
        else
            TRY(status);
    }
    return OK;
}

enum status flow_ending_load(struct db *db, struct arena *mem, struct team_id team,
                             struct seat_id reader, int64_t now, struct ending_view *out,
                             struct err *err)
{
    struct transaction *transaction;
    struct ending_request asked[ENDINGS] = { 0 };
    *out = (struct ending_view){ .asked = { false } };
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = store_team_load(mem, transaction, team, &out->team, err);
    if (status == OK)
        status = load_within(mem, transaction, team, now, asked, err);
    db_abandon(transaction);
    for (int what = 0; what < ENDINGS; what++) {
        out->asked[what] = asked[what].asked_by.value != 0;
        out->own[what] = out->asked[what] && asked[what].asked_by.value == reader.value;
    }
    return status;
}

/* ---- changing ---- */

struct changing {
    struct arena *mem;
    const struct ending_change *change;
    struct team team;
    int64_t now;
    enum refusal *refusal;
};

static enum status may(struct transaction *transaction, const struct changing *c,
                       struct err *err)
{
    const struct ending_change *change = c->change;
    struct seat seat;
    if (c->team.coach.value)
        return change->coach.value == c->team.coach.value
                   ? OK
                   : round_refuse(c->refusal, REFUSED_RIGHT, err);
    if (!change->seat.value)
        return round_refuse(c->refusal, REFUSED_RIGHT, err);
    enum status status =
        store_seat_load(c->mem, transaction, c->team.id, change->seat, &seat, err);
    bool sits = status == OK && seat.state == SEAT_JOINED;
    return status == NOT_FOUND || (status == OK && !sits)
               ? round_refuse(c->refusal, REFUSED_RIGHT, err)
               : status;
}

static enum status cancel_round(struct transaction *transaction, const struct changing *c,
                                struct err *err)
{
    struct round round;
    enum status status = store_round_find_open(c->mem, transaction, c->team.id, &round, err);
    if (status != OK)
        return status == NOT_FOUND ? OK : status;
    return round_cancel(transaction, &round, c->now, "round.cancelled", err);
}

enum status flow_ending_delete_within(struct transaction *transaction, struct team *team,
                                      int64_t now, struct err *err)
{
    if (team->delete_at)
        return OK;
    team->delete_at = day_end(now, DELETE_DAYS);
    TRY(store_team_save(transaction, team, err));
    return round_tell(transaction, team->id, now, "team.delete_asked", err);
}

/* Both who propose and who agree have said so; or the coach has. */
static enum status carry_out(struct transaction *transaction, struct changing *c,
                             struct err *err)
{
    TRY(store_ending_remove(transaction, c->team.id, ENDING_ARCHIVE, err));
    TRY(store_ending_remove(transaction, c->team.id, c->change->what, err));
    if (c->change->what == ENDING_DELETE)
        return flow_ending_delete_within(transaction, &c->team, c->now, err);
    c->team.archived_at = c->now;
    TRY(cancel_round(transaction, c, err));
    TRY(store_team_save(transaction, &c->team, err));
    return round_tell(transaction, c->team.id, c->now, "team.archived", err);
}

static enum status propose(struct transaction *transaction, const struct changing *c,
                           struct err *err)
{
    const struct ending_request request = { c->change->what, c->change->seat, c->now };
    TRY(store_ending_save(transaction, c->team.id, &request, err));
    return round_tell(
        transaction, c->team.id, c->now,
        request.what == ENDING_DELETE ? "team.delete_proposed" : "team.archive_proposed", err);
}

static enum status ask(struct transaction *transaction, struct changing *c, struct err *err)
{
    struct ending_request asked[ENDINGS];
    enum ending what = c->change->what;
    if (what == ENDING_DELETE ? c->team.delete_at != 0 : c->team.archived_at != 0)
        return OK;
    if (what == ENDING_ARCHIVE && c->team.delete_at)
        return round_refuse(c->refusal, REFUSED_DELETING, err);
    if (what == ENDING_DELETE &&
        !plain_same(c->mem, c->change->typed ? c->change->typed : "", c->team.name))
        return round_refuse(c->refusal, REFUSED_TEAM_NAME, err);
    if (c->team.coach.value)
        return carry_out(transaction, c, err);
    TRY(load_within(c->mem, transaction, c->team.id, c->now, asked, err));
    if (asked[what].asked_by.value == c->change->seat.value)
        return OK; /* one's own proposal: another must agree */
    return asked[what].asked_by.value ? carry_out(transaction, c, err)
                                      : propose(transaction, c, err);
}

static enum status clear(struct transaction *transaction, struct changing *c, struct err *err)
{
    bool deletes = c->change->what == ENDING_DELETE;
    if (deletes ? !c->team.delete_at : !c->team.archived_at)
        return OK;
    if (!deletes && c->team.delete_at)
        return round_refuse(c->refusal, REFUSED_DELETING, err);
    if (deletes)
        c->team.delete_at = 0;
    else
        c->team.archived_at = 0;
    TRY(store_team_save(transaction, &c->team, err));
    return round_tell(transaction, c->team.id, c->now,
                      deletes ? "team.delete_stopped" : "team.unarchived", err);
}

static enum status withdraw(struct transaction *transaction, const struct changing *c,
                            struct err *err)
{
    struct ending_request asked[ENDINGS];
    enum ending what = c->change->what;
    TRY(load_within(c->mem, transaction, c->team.id, c->now, asked, err));
    if (!asked[what].asked_by.value)
        return OK;
    TRY(store_ending_remove(transaction, c->team.id, what, err));
    return round_tell(
        transaction, c->team.id, c->now,
        what == ENDING_DELETE ? "team.delete_withdrawn" : "team.archive_withdrawn", err);
}

static enum status change_within(struct transaction *transaction, void *context,
                                 struct err *err)
{
    struct changing *c = context;
    TRY(store_team_load(c->mem, transaction, c->team.id, &c->team, err));
    TRY(may(transaction, c, err));
    switch (c->change->step) {
    case ENDING_ASK:
        return ask(transaction, c, err);
    case ENDING_CLEAR:
        return clear(transaction, c, err);
    case ENDING_WITHDRAW:
        break;
    }
    return withdraw(transaction, c, err);
}

enum status flow_ending_change(struct db *db, struct arena *mem, struct team_id team,
                               const struct ending_change *change, int64_t now,
                               enum refusal *refusal, struct err *err)
{
    struct changing changing = {
        .mem = mem, .change = change, .team = { .id = team }, .now = now, .refusal = refusal
    };
    return db_within(db, team, change_within, &changing, err);
}

/* ---- the end ---- */

/* Someone may have stopped it since the clock looked. */
static enum status end_within(struct transaction *transaction, void *context, struct err *err)
{
    struct changing *c = context;
    enum status status = store_team_load(c->mem, transaction, c->team.id, &c->team, err);
    if (status != OK)
        return status == NOT_FOUND ? OK : status;
    if (!c->team.delete_at || c->team.delete_at > c->now)
        return OK;
    return store_team_end(transaction, c->team.id, c->now, err);
}

static enum status forget_within(struct transaction *transaction, void *context,
                                 struct err *err)
{
    return store_teams_ended_purge(transaction, *(const int64_t *)context, err);
}

enum status flow_ending_clock(struct db *db, struct arena *mem, int64_t now, struct err *err)
{
    struct transaction *transaction;
    struct teams due = { 0 };
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = store_teams_ending(mem, transaction, now, &due, err);
    db_abandon(transaction);
    for (size_t i = 0; i < due.count && status == OK; i++) {
        struct changing c = { .mem = mem, .team = { .id = due.list[i].id }, .now = now };
        status = db_within(db, c.team.id, end_within, &c, err);
    }
    return status;
}

enum status flow_ending_forget(struct db *db, int64_t now, struct err *err)
{
    int64_t before = now - (int64_t)ENDED_TOLD_DAYS * DAY_SECONDS;
    return db_within(db, NO_TEAM, forget_within, &before, err);
}

enum status flow_ending_told(struct db *db, struct token_hash browser, struct team_id team,
                             int64_t now, int64_t *when, struct err *err)
{
    struct transaction *transaction;
    int64_t since = now - (int64_t)ENDED_TOLD_DAYS * DAY_SECONDS;
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = store_team_ended(transaction, team, browser, since, when, err);
    db_abandon(transaction);
    return status;
}
