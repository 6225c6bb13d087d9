/* Reading only: what is due follows from the rounds, and is kept nowhere. */
#include "flow/team.h"

#include <stdlib.h>

#include "flow/group.h"
#include "flow/link.h"

enum { DAY_SECONDS = 86400 };

static void drop_left(struct seats *seats)
{
    size_t count = 0;
    for (size_t i = 0; i < seats->count; i++)
        if (seats->list[i].state != SEAT_LEFT)
            seats->list[count++] = seats->list[i];
    seats->count = count;
}

static void read_rounds(const struct rounds *rounds, int64_t now, struct team_view *out)
{
    for (size_t i = 0; i < rounds->count; i++) {
        const struct round *round = &rounds->list[i];
        if (round->state == ROUND_CANCELLED)
            continue;
        out->last = *round;
        if (round->state == ROUND_RELEASED && round->blocks_open)
            out->shown = round->number;
    }
    int64_t again = out->last.ended_at + (int64_t)ROUND_DAYS_APART * DAY_SECONDS;
    out->next = NEXT_OPEN;
    if (out->last.number && out->last.state == ROUND_OPEN) {
        out->next = NEXT_RUNNING;
        out->next_at = out->last.announced_at; /* that all are done is not told */
    } else if (out->last.number && !out->last.blocks_open) {
        out->next = NEXT_RESTITUTION;
    } else if (out->last.number && now < again) {
        out->next = NEXT_LATER;
        out->next_at = again;
    }
}

/* What a team's own page tells beside who is in it. */
static enum status load_talk(struct arena *mem, struct transaction *transaction,
                             struct team_id team, int lines, int64_t now, struct team_view *out,
                             struct err *err)
{
    struct aims aims;
    int64_t since = agreement_since(now);
    TRY(store_aims_load(mem, transaction, team, &aims, err));
    out->aim_proposed =
        aims.count && aims.list[0].state == AIM_PROPOSED && aims.list[0].proposed_at > since;
    TRY(store_newcomers_load(mem, transaction, team, since, &out->newcomers, err));
    return store_happenings_load(mem, transaction, team, lines, &out->journal, err);
}

static enum status load_within(struct arena *mem, struct transaction *transaction,
                               struct team_id team, int journal, int64_t now,
                               struct team_view *out, struct err *err)
{
    struct rounds rounds;
    *out = (struct team_view){ .shown = 0 };
    TRY(store_team_load(mem, transaction, team, &out->team, err));
    TRY(store_seats_load(mem, transaction, team, &out->members, err));
    TRY(store_rounds_load(mem, transaction, team, &rounds, err));
    drop_left(&out->members);
    flow_tell_apart(mem, &out->members);
    read_rounds(&rounds, now, out);
    return journal ? load_talk(mem, transaction, team, journal, now, out, err) : OK;
}

enum status flow_team_load(struct db *db, struct arena *mem, struct team_id team, int journal,
                           int64_t now, struct team_view *out, struct err *err)
{
    struct transaction *transaction;
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = load_within(mem, transaction, team, journal, now, out, err);
    db_abandon(transaction);
    return status;
}

static int by_what_is_due(const void *a, const void *b)
{
    const struct team_view *x = a, *y = b;
    if (x->next != y->next)
        return x->next < y->next ? -1 : 1;
    if (x->next_at != y->next_at)
        return x->next_at < y->next_at ? -1 : 1;
    if (x->team.created_at != y->team.created_at)
        return x->team.created_at < y->team.created_at ? -1 : 1;
    return (x->team.id.value > y->team.id.value) - (x->team.id.value < y->team.id.value);
}

static enum status load_coached(struct arena *mem, struct transaction *transaction,
                                struct coach_id coach, int64_t now, struct team_views *out,
                                struct err *err)
{
    struct teams teams;
    TRY(store_teams_load(mem, transaction, coach, &teams, err));
    *out = (struct team_views){ NEW_ARRAY(mem, struct team_view, teams.count), teams.count };
    for (size_t i = 0; i < teams.count; i++)
        TRY(load_within(mem, transaction, teams.list[i].id, 0, now, &out->list[i], err));
    return OK;
}

enum status flow_team_load_coached(struct db *db, struct arena *mem, struct coach_id coach,
                                   int64_t now, struct team_views *out, struct err *err)
{
    struct transaction *transaction;
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = load_coached(mem, transaction, coach, now, out, err);
    db_abandon(transaction);
    if (status == OK && out->count)
        qsort(out->list, out->count, sizeof *out->list, by_what_is_due);
    return status;
}
