/* A try is noted before it begins, so that a process that dies in the middle neither loses the
 * letter nor tries it for ever. */
#include "flow/letter.h"

#include <assert.h>
#include <inttypes.h>

#include "mail/address.h"
#include "store/coaches.h"
#include "store/rounds.h"

enum { DAY_SECONDS = 86400 };

/* After each try that failed, until the next one. The first is longer than a try lasts. */
static const int64_t wait_seconds[LETTER_TRIES] = { 60,       5 * 60,   20 * 60,   3600,
                                                    4 * 3600, 8 * 3600, 12 * 3600, 12 * 3600 };

bool flow_letter_address_fits(const char *text) { return mail_address_fits(text); }

/* ---- posting ---- */

static enum status find_link(struct arena *mem, struct transaction *transaction,
                             const struct link_key *key, int64_t now, struct link *out,
                             struct err *err)
{
    enum status status = store_link_find(mem, transaction, key->team, key->hash, out, err);
    if (status == NOT_FOUND || (status == OK && (out->purpose != LINK_SEAT ||
                                                 now - out->created_at > LETTER_LINK_SECONDS)))
        return fail(err, REFUSED, "this link is unknown, or too old to go by mail");
    return status;
}

static enum status load_links(struct arena *mem, struct transaction *transaction,
                              const struct link_keys *keys, int64_t now, struct team *team,
                              struct issued_links *out, struct err *err)
{
    *out = (struct issued_links){ NEW_ARRAY(mem, struct issued_link, keys->count), 0 };
    for (size_t i = 0; i < keys->count; i++) {
        struct link link;
        struct seat seat;
        TRY(find_link(mem, transaction, &keys->list[i], now, &link, err));
        TRY(store_seat_load(mem, transaction, link.team, link.seat, &seat, err));
        out->list[out->count++] = (struct issued_link){
            seat.id, seat.name, seat.craft, keys->list[i].text, seat.lang, LINK_SEAT,
        };
    }
    return store_team_load(mem, transaction, keys->list[0].team, team, err);
}

enum status flow_letter_links(struct db *db, struct arena *mem, const struct link_keys *keys,
                              int64_t now, struct team *team, struct issued_links *out,
                              struct err *err)
{
    struct transaction *transaction;
    assert(keys->count > 0);
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = load_links(mem, transaction, keys, now, team, out, err);
    db_abandon(transaction);
    return status;
}

static enum status find_closing(struct arena *mem, struct transaction *transaction,
                                struct team_id team, int64_t *out, struct err *err)
{
    struct rounds rounds;
    TRY(store_rounds_load(mem, transaction, team, &rounds, err));
    for (size_t i = 0; i < rounds.count; i++)
        if (rounds.list[i].state == ROUND_OPEN)
            *out = rounds.list[i].announced_at;
    return OK;
}

static enum status find_sender(struct arena *mem, struct transaction *transaction,
                               const struct letter_asker *asker, struct letter_sender *out,
                               struct err *err)
{
    struct team team;
    struct seats seats;
    struct coach coach;
    size_t joined = 0;
    TRY(store_team_load(mem, transaction, asker->team, &team, err));
    TRY(store_seats_load(mem, transaction, asker->team, &seats, err));
    TRY(find_closing(mem, transaction, asker->team, &out->closes_at, err));
    for (size_t i = 0; i < seats.count; i++)
        joined += seats.list[i].state == SEAT_JOINED;
    bool coaches = asker->coach.value && asker->coach.value == team.coach.value;
    out->may = coaches || (asker->seat.value && joined >= 2);
    if (!team.coach.value)
        return OK;
    TRY(store_coach_load(mem, transaction, team.coach, &coach, err));
    out->coach = coach.name;
    return OK;
}

enum status flow_letter_sender(struct db *db, struct arena *mem,
                               const struct letter_asker *asker, struct letter_sender *out,
                               struct err *err)
{
    struct transaction *transaction;
    *out = (struct letter_sender){ 0 };
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = find_sender(mem, transaction, asker, out, err);
    db_abandon(transaction);
    return status;
}

struct posting {
    struct arena *mem;
    const struct letter_texts *letters;
    int64_t now;
    size_t posted;
};

static enum status post_within(struct transaction *transaction, void *context, struct err *err)
{
    struct posting *p = context;
    int64_t sent = 0;
    p->posted = 0;
    if (p->letters->a_day > 0)
        TRY(store_letters_since(transaction, p->now - DAY_SECONDS, &sent, err));
    if (p->letters->a_day > 0 && sent + (int64_t)p->letters->count > p->letters->a_day)
        return fail(err, REFUSED, "as many letters as leave in a day have left");
    for (size_t i = 0; i < p->letters->count; i++) {
        const struct letter_text *text = &p->letters->list[i];
        struct link link;
        bool added;
        assert(mail_address_fits(text->address));
        TRY(find_link(p->mem, transaction, &text->key, p->now, &link, err));
        TRY(store_letter_save(transaction,
                              &(struct letter){ .team = link.team,
                                                .id = { store_new_id() },
                                                .seat = link.seat,
                                                .link = link.token,
                                                .address = text->address,
                                                .name = text->name,
                                                .subject = text->subject,
                                                .body = text->body,
                                                .created_at = p->now,
                                                .next_try_at = p->now },
                              &added, err));
        p->posted += added;
    }
    return OK;
}

enum status flow_letter_post(struct db *db, struct arena *mem,
                             const struct letter_texts *letters, int64_t now, size_t *posted,
                             struct err *err)
{
    struct posting posting = { mem, letters, now, 0 };
    enum status status =
        letters->count ? db_within(db, letters->list[0].key.team, post_within, &posting, err)
                       : OK;
    *posted = posting.posted;
    return status;
}

/* ---- sending ---- */

struct trying {
    const struct letter *letter;
    int64_t now;
    bool sent;
};

static enum status take_within(struct transaction *transaction, void *context, struct err *err)
{
    struct trying *t = context;
    int tries = t->letter->tries < LETTER_TRIES ? t->letter->tries : LETTER_TRIES - 1;
    return store_letter_take(transaction, t->letter, t->now, t->now + wait_seconds[tries], err);
}

static enum status end_within(struct transaction *transaction, void *context, struct err *err)
{
    struct trying *t = context;
    return store_letter_end(transaction, t->letter->team, t->letter->id, t->sent, t->now, err);
}

static enum status end(struct db *db, struct trying *t, struct letters_sent *out,
                       struct err *err)
{
    TRY(db_within(db, t->letter->team, end_within, t, err));
    out->sent += t->sent;
    out->undelivered += !t->sent;
    return OK;
}

static enum mail_outcome hand_over(struct arena *mem, const struct mail_server *server,
                                   const struct letter *letter, int64_t now, const char **why)
{
    const struct mail mail = {
        .from = server->from,
        .to = letter->address,
        .name = letter->name,
        .subject = letter->subject,
        .body = letter->body,
        .id = arena_text(mem, "%" PRIx64, (uint64_t)letter->id.value),
        .date = now,
    };
    return mail_send(mem, server, &mail, NULL, why);
}

/* The last try may have begun and not ended, when a process died in it. */
static enum status try_letter(struct db *db, struct arena *mem,
                              const struct mail_server *server, const struct letter *letter,
                              int64_t now, struct letters_sent *out, struct err *err)
{
    struct trying t = { letter, now, false };
    const char *why = "";
    enum status status = db_within(db, letter->team, take_within, &t, err);
    if (status != OK)
        return status == NOT_FOUND ? OK : status;
    if (letter->tries >= LETTER_TRIES)
        return end(db, &t, out, err);
    enum mail_outcome outcome = hand_over(mem, server, letter, now, &why);
    t.sent = outcome == MAIL_SENT;
    if (t.sent || outcome == MAIL_REFUSED || letter->tries + 1 >= LETTER_TRIES)
        TRY(end(db, &t, out, err));
    else
        out->put_off++;
    return outcome == MAIL_UNREACHABLE
               ? fail(err, BROKEN, "the mail server takes no letters: %s", why)
               : OK;
}

enum status flow_letters_send(struct db *db, struct arena *mem,
                              const struct mail_server *server, int64_t now,
                              struct letters_sent *out, struct err *err)
{
    struct transaction *transaction;
    struct letters due = { 0 };
    *out = (struct letters_sent){ 0 };
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = store_letters_due(mem, transaction, now, LETTER_ROOM, &due, err);
    db_abandon(transaction);
    for (size_t i = 0; status == OK && i < due.count; i++)
        if (!server->stop || !atomic_load(server->stop))
            status = try_letter(db, mem, server, &due.list[i], now, out, err);
    return status;
}

enum status flow_letters_undelivered(struct db *db, struct arena *mem, struct team_id team,
                                     struct undelivered *out, struct err *err)
{
    struct transaction *transaction;
    TRY(db_begin_reading(db, &transaction, err));
    enum status status = store_letters_undelivered(mem, transaction, team, out, err);
    db_abandon(transaction);
    return status;
}
