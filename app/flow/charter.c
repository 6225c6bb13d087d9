/* Each change is one transaction of the team. */
#include "flow/charter.h"

#include <string.h>

#include "flow/ending.h"
#include "flow/round_within.h"
#include "store/happenings.h"

struct change {
    struct arena *mem;
    struct team_id team;
    struct seat_id by;
    const char *text;
    const struct charter_answer *answer;
    const struct card *card;
    int64_t now;
    enum refusal *refusal;
};

/* ---- the name ---- */

static enum status rename_within(struct transaction *transaction, void *context,
                                 struct err *err)
{
    const struct change *c = context;
    struct team team;
    TRY(flow_ending_awake(c->mem, transaction, c->team, c->refusal, err));
    TRY(store_team_load(c->mem, transaction, c->team, &team, err));
    if (strcmp(team.name, c->text) == 0)
        return OK;
    team.name = c->text;
    TRY(store_team_save(transaction, &team, err));
    return store_happening_save(
        transaction, c->team,
        &(struct happening){ .at = c->now, .kind = "team.renamed", .detail = c->text }, err);
}

enum status flow_charter_rename(struct db *db, struct arena *mem, struct team_id team,
                                const char *name, int64_t now, enum refusal *refusal,
                                struct err *err)
{
    struct change change = {
        .mem = mem, .team = team, .text = name, .now = now, .refusal = refusal
    };
    if (!flow_group_name_fits(name))
        return round_refuse(refusal, REFUSED_LONG, err);
    return db_within(db, team, rename_within, &change, err);
}

/* ---- the aim ---- */

static bool is_open(const struct aim *aim, int64_t now)
{
    return aim->state == AIM_PROPOSED && aim->proposed_at > agreement_since(now);
}

static bool has_agreed(const struct aim_agreements *all, struct seat_id seat)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->list[i].value == seat.value)
            return true;
    return false;
}

static enum status load_within(struct arena *mem, struct transaction *transaction,
                               struct team_id team, struct seat_id reader, int64_t now,
                               struct charter *out, struct err *err)
{
    struct aim_agreements agreed;
    *out = (struct charter){ .said = false };
    TRY(store_team_load(mem, transaction, team, &out->team, err));
    TRY(store_aims_load(mem, transaction, team, &out->aims, err));
    if (!out->aims.count || !is_open(&out->aims.list[0], now))
        return OK;
    out->proposed = out->aims.list[0];
    TRY(store_aim_agreements_load(mem, transaction, team, out->proposed.number, &agreed, err));
    out->said = out->proposed.proposed_by.value == reader.value || has_agreed(&agreed, reader);
    return OK;
}

enum status flow_charter_load(struct db *db, struct arena *mem, struct team_id team,
                              struct seat_id reader, int64_t now, struct charter *out,
                              struct err *err)
{
    struct transaction *transaction;
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = load_within(mem, transaction, team, reader, now, out, err);
    db_abandon(transaction);
    return status;
}

static enum status end_aim(struct transaction *transaction, struct aim *aim,
                           enum aim_state state, int64_t now, struct err *err)
{
    aim->state = state;
    aim->ended_at = now;
    return store_aim_save(transaction, aim, err);
}

static enum status propose_within(struct transaction *transaction, void *context,
                                  struct err *err)
{
    const struct change *c = context;
    struct aims aims;
    TRY(flow_ending_awake(c->mem, transaction, c->team, c->refusal, err));
    TRY(store_aims_load(c->mem, transaction, c->team, &aims, err));
    if (aims.count && aims.list[0].state == AIM_PROPOSED)
        TRY(end_aim(transaction, &aims.list[0], AIM_DROPPED, c->now, err));
    TRY(store_aim_save(transaction,
                       &(struct aim){ .team = c->team,
                                      .number = aims.count ? aims.list[0].number + 1 : 1,
                                      .sentence = c->text,
                                      .state = AIM_PROPOSED,
                                      .proposed_by = c->by,
                                      .proposed_at = c->now },
                       err));
    return round_tell(transaction, c->team, c->now, "aim.proposed", err);
}

enum status flow_charter_propose(struct db *db, struct arena *mem, struct team_id team,
                                 const char *sentence, struct seat_id by, int64_t now,
                                 enum refusal *refusal, struct err *err)
{
    struct change change = {
        .mem = mem, .team = team, .by = by, .text = sentence, .now = now, .refusal = refusal
    };
    if (!*sentence || !flow_group_aim_fits(sentence))
        return round_refuse(refusal, REFUSED_LONG, err);
    return db_within(db, team, propose_within, &change, err);
}

static enum status keep_aim(struct transaction *transaction, const struct change *c,
                            struct aim *aim, struct err *err)
{
    struct team team;
    TRY(end_aim(transaction, aim, AIM_KEPT, c->now, err));
    TRY(store_team_load(c->mem, transaction, c->team, &team, err));
    team.aim = aim->sentence;
    TRY(store_team_save(transaction, &team, err));
    return round_tell(transaction, c->team, c->now, "aim.kept", err);
}

static enum status answer_within(struct transaction *transaction, void *context,
                                 struct err *err)
{
    const struct change *c = context;
    struct aims aims;
    struct aim_agreements agreed;
    TRY(flow_ending_awake(c->mem, transaction, c->team, c->refusal, err));
    TRY(store_aims_load(c->mem, transaction, c->team, &aims, err));
    struct aim *aim = aims.count ? &aims.list[0] : NULL;
    if (!aim || aim->number != c->answer->number || !is_open(aim, c->now))
        return fail(err, NOT_FOUND, "no aim is proposed under that number");
    if (!c->answer->agrees) {
        TRY(end_aim(transaction, aim, AIM_DROPPED, c->now, err));
        return round_tell(transaction, c->team, c->now, "aim.dropped", err);
    }
    if (aim->proposed_by.value == c->answer->by.value)
        return round_refuse(c->refusal, REFUSED_RIGHT, err);
    TRY(store_aim_agree(transaction, c->team, aim->number, c->answer->by, err));
    TRY(store_aim_agreements_load(c->mem, transaction, c->team, aim->number, &agreed, err));
    return agreed.count >= AGREEMENTS ? keep_aim(transaction, c, aim, err) : OK;
}

enum status flow_charter_answer(struct db *db, struct arena *mem, struct team_id team,
                                const struct charter_answer *answer, int64_t now,
                                enum refusal *refusal, struct err *err)
{
    struct change change = {
        .mem = mem, .team = team, .answer = answer, .now = now, .refusal = refusal
    };
    return db_within(db, team, answer_within, &change, err);
}

/* ---- a card ---- */

static enum status may_rename(struct transaction *transaction, const struct change *c,
                              struct err *err)
{
    struct seats seats;
    struct round round;
    TRY(store_seats_load(c->mem, transaction, c->team, &seats, err));
    for (size_t i = 0; i < seats.count; i++)
        if (seats.list[i].id.value != c->by.value &&
            strcmp(seats.list[i].name, c->card->member.name) == 0)
            return round_refuse(c->refusal, REFUSED_NAME, err);
    enum status status = store_round_find_open(c->mem, transaction, c->team, &round, err);
    if (status == OK)
        return round_refuse(c->refusal, REFUSED_RENAMING, err);
    return status == NOT_FOUND ? OK : status;
}

static enum status card_within(struct transaction *transaction, void *context, struct err *err)
{
    const struct change *c = context;
    const struct group_member *member = &c->card->member;
    struct seat seat;
    TRY(flow_ending_awake(c->mem, transaction, c->team, c->refusal, err));
    TRY(store_seat_load(c->mem, transaction, c->team, c->by, &seat, err));
    bool renamed = strcmp(seat.name, member->name) != 0;
    if (renamed)
        TRY(may_rename(transaction, c, err));
    seat.name = member->name;
    seat.initials = flow_initials(c->mem, member->name);
    seat.craft = member->craft;
    seat.horizon = member->horizon;
    seat.works_best = c->card->works_best;
    TRY(store_seat_save(transaction, &seat, err));
    if (!renamed)
        return OK;
    return store_happening_save(
        transaction, c->team,
        &(struct happening){ .at = c->now, .kind = "member.renamed", .seat = c->by }, err);
}

enum status flow_charter_card(struct db *db, struct arena *mem, struct team_id team,
                              struct seat_id seat, const struct card *card, int64_t now,
                              enum refusal *refusal, struct err *err)
{
    struct change change = {
        .mem = mem, .team = team, .by = seat, .card = card, .now = now, .refusal = refusal
    };
    enum group_fault fault = flow_group_check_member(&card->member);
    if (fault != GROUP_FINE)
        return round_refuse(refusal, fault == GROUP_MEMBER_NAME ? REFUSED_NAME : REFUSED_LONG,
                            err);
    if (!flow_group_aim_fits(card->works_best))
        return round_refuse(refusal, REFUSED_LONG, err);
    return db_within(db, team, card_within, &change, err);
}
