/* The account is looked up once, when the team is proposed: one opened later with that address
 * is somebody else's. */
#include "flow/hand_over.h"

#include "flow/account.h"
#include "flow/round_within.h"
#include "store/happenings.h"

enum { DAY_SECONDS = 86400 };

static int64_t since(int64_t now) { return now - (int64_t)HAND_OVER_DAYS * DAY_SECONDS; }

struct handing {
    struct arena *mem;
    struct team_id team;
    const struct hand_over_wish *wish;
    const char *email; /* of the wish, in its one form */
    const struct hand_over_answer *answer;
    int64_t now;
    enum refusal *refusal;
};

static enum status refuse_address(const struct handing *h, enum refusal why, struct err *err)
{
    *h->refusal = why;
    return fail(err, REFUSED, "a team is not proposed to this address");
}

static enum status propose_within(struct transaction *transaction, void *context,
                                  struct err *err)
{
    const struct handing *h = context;
    struct handover handover = { .team = h->team, .address = h->email, .asked_at = h->now };
    struct team team;
    struct coach found;
    TRY(store_team_load(h->mem, transaction, h->team, &team, err));
    if (!h->wish->by.value || team.coach.value != h->wish->by.value)
        return round_refuse(h->refusal, REFUSED_RIGHT, err);
    if (!*h->email)
        return store_handover_remove(transaction, h->team, err);
    enum status status = store_coach_find(h->mem, transaction, h->email, &found, err);
    if (status != OK && status != NOT_FOUND)
        return status;
    if (status == OK && found.id.value == h->wish->by.value)
        return refuse_address(h, REFUSED_OWN_ADDRESS, err);
    if (status == OK)
        handover.coach = found.id;
    return store_handover_save(transaction, &handover, err);
}

enum status flow_hand_over_propose(struct db *db, struct arena *mem, struct team_id team,
                                   const struct hand_over_wish *wish, int64_t now,
                                   enum refusal *refusal, struct err *err)
{
    struct handing handing = { .mem = mem,
                               .team = team,
                               .wish = wish,
                               .email = flow_account_address(mem, wish->email),
                               .now = now,
                               .refusal = refusal };
    if (*handing.email && !flow_account_address_fits(handing.email))
        return refuse_address(&handing, REFUSED_ADDRESS, err);
    return db_within(db, team, propose_within, &handing, err);
}

enum status flow_hand_over_pending(struct db *db, struct arena *mem, struct team_id team,
                                   int64_t now, const char **email, struct err *err)
{
    struct transaction *transaction;
    struct handover handover;
    *email = NULL;
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = store_handover_load(mem, transaction, team, &handover, err);
    db_abandon(transaction);
    if (status == OK && handover.asked_at > since(now))
        *email = handover.address;
    return status == NOT_FOUND ? OK : status;
}

static enum status name_offered(struct arena *mem, struct transaction *transaction,
                                const struct handovers *all, struct offered_teams *out,
                                struct err *err)
{
    *out = (struct offered_teams){ NEW_ARRAY(mem, struct offered_team, all->count), 0 };
    for (size_t i = 0; i < all->count; i++) {
        struct team team;
        struct coach coach;
        TRY(store_team_load(mem, transaction, all->list[i].team, &team, err));
        if (store_coach_load(mem, transaction, team.coach, &coach, err) == OK)
            out->list[out->count++] = (struct offered_team){ team.id, team.name, coach.name };
    }
    return OK;
}

enum status flow_hand_over_offered(struct db *db, struct arena *mem, struct coach_id coach,
                                   int64_t now, struct offered_teams *out, struct err *err)
{
    struct transaction *transaction;
    struct handovers all;
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = store_handovers_load(mem, transaction, coach, since(now), &all, err);
    if (status == OK)
        status = name_offered(mem, transaction, &all, out, err);
    db_abandon(transaction);
    return status;
}

enum status flow_hand_over_within(struct transaction *transaction, struct team *team,
                                  const struct coach *to, int64_t now, struct err *err)
{
    team->coach = to ? to->id : (struct coach_id){ 0 };
    TRY(store_team_save(transaction, team, err));
    TRY(store_handover_remove(transaction, team->id, err));
    return store_happening_save(
        transaction, team->id,
        &(struct happening){ .at = now,
                             .kind = to ? "team.handed_over" : "team.left_to_members",
                             .detail = to ? to->name : NULL },
        err);
}

static enum status answer_within(struct transaction *transaction, void *context,
                                 struct err *err)
{
    const struct handing *h = context;
    struct handover handover;
    struct team team;
    struct coach coach;
    TRY(store_handover_load(h->mem, transaction, h->team, &handover, err));
    if (handover.coach.value != h->answer->by.value || handover.asked_at <= since(h->now))
        return fail(err, NOT_FOUND, "this team is not proposed to you");
    if (!h->answer->yes)
        return store_handover_remove(transaction, h->team, err);
    TRY(store_team_load(h->mem, transaction, h->team, &team, err));
    TRY(store_coach_load(h->mem, transaction, h->answer->by, &coach, err));
    return flow_hand_over_within(transaction, &team, &coach, h->now, err);
}

enum status flow_hand_over_answer(struct db *db, struct arena *mem, struct team_id team,
                                  const struct hand_over_answer *answer, int64_t now,
                                  struct err *err)
{
    struct handing handing = { .mem = mem, .team = team, .answer = answer, .now = now };
    return db_within(db, team, answer_within, &handing, err);
}

static enum status forget_within(struct transaction *transaction, void *context,
                                 struct err *err)
{
    return store_handovers_purge(transaction, *(const int64_t *)context, err);
}

enum status flow_hand_over_forget(struct db *db, int64_t now, struct err *err)
{
    int64_t before = since(now);
    return db_within(db, NO_TEAM, forget_within, &before, err);
}
