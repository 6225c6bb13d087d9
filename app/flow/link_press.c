/* First what the link and the browser are, then one table of what follows. */
#include "flow/link_press.h"

#include "flow/round_links.h"

enum { DAY_SECONDS = 86400 };

struct pressing {
    struct arena *mem;
    struct transaction *transaction;
    const struct link_press *press;
    struct link_met *out;
    struct link link;
    struct browser_key key; /* that it shows, where `known` */
    bool known;
    struct token_hash browser;
    struct device held; /* its seat in this team, where `holds` */
    bool holds;
};

/* ---- what there is ---- */

static enum status find_link(struct pressing *p, bool *found, struct err *err)
{
    struct team team;
    const struct link_key *key = &p->press->key;
    struct seat *seat = &p->out->seat;
    enum status status =
        store_link_find(p->mem, p->transaction, key->team, key->hash, &p->link, err);
    if (status == OK)
        status = store_seat_load(p->mem, p->transaction, key->team, p->link.seat, seat, err);
    if (status == OK)
        status = store_team_load(p->mem, p->transaction, key->team, &team, err);
    *found = status == OK && seat->state != SEAT_LEFT;
    if (status != OK)
        return status == NOT_FOUND ? OK : status;
    p->out->team_name = team.name;
    struct coach_id coach = p->press->coach;
    if (*found && coach.value &&
        (coach.value == team.coach.value || coach.value == team.creator.value))
        p->out->meets = LINK_COACHED;
    return OK;
}

/* A key by its cookie; or, while the first cookie may be on its way, by the form's. */
static enum status find_browser(struct pressing *p, struct err *err)
{
    const struct link_press *press = p->press;
    enum status status = NOT_FOUND;
    p->browser = press->new_browser;
    if (press->shown)
        status = store_browser_key_find(p->mem, p->transaction, *press->shown, &p->key, err);
    if (status == OK && p->key.kind != KEY_COOKIE)
        status = NOT_FOUND;
    if (status == NOT_FOUND) {
        status = store_browser_key_find(p->mem, p->transaction, press->form, &p->key, err);
        if (status == OK &&
            (p->key.kind != KEY_FORM || press->now - p->key.made_at > KEY_FRESH_SECONDS))
            status = NOT_FOUND;
    }
    p->known = status == OK;
    if (p->known)
        p->browser = p->key.browser;
    return status == NOT_FOUND ? OK : status;
}

/* Has a key that came after this one been shown? Then this one is in other hands, or stale. */
static enum status is_over(const struct pressing *p, bool *over, struct err *err)
{
    struct browser_keys keys;
    *over = false;
    TRY(store_browser_keys_load(p->mem, p->transaction, p->browser, &keys, err));
    for (size_t i = 0; i < keys.count; i++)
        *over |= keys.list[i].number > p->key.number && keys.list[i].seen_on;
    return OK;
}

/* A seat that the key does not open was bound in a reply that never came; or by who planted
 * it. */
static enum status find_held(struct pressing *p, struct err *err)
{
    bool over = false;
    if (!p->known)
        return OK;
    enum status status = store_device_find(p->mem, p->transaction, p->press->key.team,
                                           p->browser, &p->held, err);
    if (status != OK)
        return status == NOT_FOUND ? OK : status;
    p->out->rekeyed = !flow_browser_opens(&p->key, &p->held);
    if (p->out->rekeyed)
        TRY(is_over(p, &over, err));
    p->holds = !over;
    p->known = !over;
    if (over)
        p->browser = p->press->new_browser;
    return OK;
}

static enum status find_past(const struct pressing *p, enum past_why why, bool *found,
                             struct past_seat *past, struct err *err)
{
    *found = false;
    if (!p->known)
        return OK;
    enum status status = store_past_seat_find(p->mem, p->transaction, p->press->key.team,
                                              p->browser, p->link.seat, past, err);
    *found = status == OK && past->why == why;
    return status == NOT_FOUND ? OK : status;
}

/* ---- what follows ---- */

static enum status add_keys(const struct pressing *p, struct token_hash *browser,
                            struct err *err)
{
    const struct link_press *press = p->press;
    *browser = p->browser;
    if (!p->known) {
        struct browser_key form = {
            .token = press->form, .browser = p->browser, .kind = KEY_FORM, .made_at = press->now
        };
        TRY(store_browser_key_remove_old(p->transaction, press->form,
                                         press->now - KEY_FRESH_SECONDS, err));
        TRY(store_browser_key_save(p->transaction, &form, err));
        /* Another tab may have been first. */
        TRY(store_browser_key_find(p->mem, p->transaction, press->form, &form, err));
        *browser = form.browser;
    }
    return flow_browser_add_key(p->transaction, *browser, press->new_key, press->now, err);
}

static enum status put_aside(const struct pressing *p, struct err *err)
{
    const struct device *held = &p->held;
    TRY(store_past_seat_save(p->transaction,
                             &(struct past_seat){ .team = held->team,
                                                  .browser = held->token,
                                                  .seat = held->seat,
                                                  .why = PAST_ASIDE,
                                                  .label = held->label,
                                                  .since = p->press->now },
                             err));
    return store_device_remove(p->transaction, held->team, held->token, err);
}

static enum status bind_seat(struct pressing *p, struct err *err)
{
    const struct link_press *press = p->press;
    struct token_hash browser;
    struct seat *seat = &p->out->seat;
    if (p->holds)
        TRY(put_aside(p, err));
    TRY(add_keys(p, &browser, err));
    TRY(store_past_seat_remove(p->transaction, seat->team, browser, seat->id, err));
    seat->state = SEAT_JOINED;
    TRY(store_seat_save(p->transaction, seat, err));
    TRY(store_device_save(p->transaction,
                          &(struct device){ .team = seat->team,
                                            .token = browser,
                                            .seat = seat->id,
                                            .label = press->label,
                                            .created_at = press->now,
                                            .seen_on = press->now / DAY_SECONDS * DAY_SECONDS },
                          err));
    p->out->meets = LINK_OPENS;
    p->out->rekeyed = true;
    p->out->switched = p->holds;
    return OK;
}

static enum status go_in(struct pressing *p, struct err *err)
{
    p->out->meets = LINK_OPENS;
    return p->out->rekeyed ? flow_browser_add_key(p->transaction, p->browser, p->press->new_key,
                                                  p->press->now, err)
                           : OK;
}

static enum status ask_first(struct pressing *p, struct err *err)
{
    struct seat holder;
    TRY(store_seat_load(p->mem, p->transaction, p->held.team, p->held.seat, &holder, err));
    p->out->meets = LINK_ELSEWHERE;
    p->out->holder = holder.name;
    return OK;
}

static enum status meet_used(struct pressing *p, struct err *err)
{
    struct past_seat past;
    bool found;
    if (p->link.voided_at) {
        TRY(find_past(p, PAST_REISSUED, &found, &p->out->lost, err));
        p->out->meets = found ? LINK_LOST : LINK_REPLACED;
        return OK;
    }
    TRY(find_past(p, PAST_ASIDE, &found, &past, err));
    if (found)
        return bind_seat(p, err);
    p->out->meets = LINK_SERVED;
    return round_link_pressed(p->mem, p->transaction, p->press->key.team, p->link.seat,
                              p->press->now, err);
}

static enum status meet(struct pressing *p, struct err *err)
{
    const struct link_press *press = p->press;
    if (p->holds && p->held.seat.value == p->link.seat.value)
        return go_in(p, err);
    if (p->holds && !press->confirmed)
        return ask_first(p, err);
    if (p->link.voided_at || p->link.opened_at)
        return meet_used(p, err);
    if (p->link.expires_at && press->now >= p->link.expires_at) {
        p->out->meets = LINK_EXPIRED;
        return OK;
    }
    TRY(store_link_use(p->transaction, press->key.team, press->key.hash, press->now, err));
    return bind_seat(p, err);
}

static enum status press_within(struct transaction *transaction, void *context, struct err *err)
{
    struct pressing *p = context;
    bool found;
    *p = (struct pressing){
        .mem = p->mem, .press = p->press, .out = p->out, .transaction = transaction
    };
    *p->out = (struct link_met){ .meets = LINK_UNKNOWN };
    TRY(find_link(p, &found, err));
    if (!found || p->out->meets == LINK_COACHED)
        return OK;
    TRY(find_browser(p, err));
    TRY(find_held(p, err));
    return meet(p, err);
}

enum status flow_link_press(struct db *db, struct arena *mem, const struct link_press *press,
                            struct link_met *out, struct err *err)
{
    struct pressing pressing = { .mem = mem, .press = press, .out = out };
    return db_within(db, press->key.team, press_within, &pressing, err);
}

static enum status look_within(struct pressing *p, struct err *err)
{
    bool found;
    *p->out = (struct link_met){ .meets = LINK_UNTOLD };
    TRY(find_link(p, &found, err));
    if (!found || p->out->meets == LINK_COACHED || !p->press->shown)
        return OK;
    TRY(find_browser(p, err));
    TRY(find_held(p, err));
    if (!p->holds || p->key.kind != KEY_COOKIE || p->out->rekeyed)
        return OK;
    if (p->held.seat.value != p->link.seat.value)
        return ask_first(p, err);
    p->out->meets = LINK_OPENS;
    return OK;
}

enum status flow_link_look(struct db *db, struct arena *mem, const struct link_press *press,
                           struct link_met *out, struct err *err)
{
    struct pressing pressing = { .mem = mem, .press = press, .out = out };
    *out = (struct link_met){ .meets = LINK_UNTOLD };
    if (!press->shown && !press->coach.value)
        return OK;
    TRY(db_begin_reading(db, &pressing.transaction, err));
    enum status status = look_within(&pressing, err);
    db_abandon(pressing.transaction);
    return status;
}

enum status flow_link_lost(struct db *db, struct arena *mem, struct token_hash browser,
                           struct team_id team, int64_t now, struct past_seat *out,
                           struct err *err)
{
    struct transaction *transaction;
    struct past_seats all = { 0 };
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = store_past_seats_load(mem, transaction, browser, &all, err);
    db_abandon(transaction);
    TRY(status);
    for (size_t i = all.count; i > 0; i--) {
        *out = all.list[i - 1];
        if (out->team.value == team.value && out->why != PAST_ASIDE &&
            now - out->since < (int64_t)LOST_TOLD_DAYS * DAY_SECONDS)
            return OK;
    }
    return fail(err, NOT_FOUND, "no place of this browser was taken");
}
