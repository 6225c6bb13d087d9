/* A seat changes hands only here. */
#include "flow/link.h"

#include <inttypes.h>
#include <string.h>

#include "base/number.h"
#include "flow/round_links.h"
#include "secret/secret.h"
#include "store/answers.h"
#include "store/happenings.h"
#include "store/past_seats.h"
#include "store/releases.h"

enum { SECOND_DEVICE_SECONDS = 600, TEXT_MAX = 64, TEAM_DIGITS = 16 };

enum status flow_link_issue(struct arena *mem, struct transaction *transaction,
                            const struct seat *seat, enum link_purpose purpose, int64_t now,
                            int64_t expires_at, struct issued_link *out, struct err *err)
{
    struct secret_token token = secret_token_new();
    struct link link = {
        .team = seat->team,
        .seat = seat->id,
        .purpose = purpose,
        .created_at = now,
        .expires_at = expires_at,
    };
    secret_hash(token.text, link.token.text);
    TRY(store_link_save(transaction, &link, err));
    *out = (struct issued_link){
        .seat = seat->id,
        .name = seat->name,
        .craft = seat->craft,
        .text = arena_text(mem, "%" PRIx64 "-%s", (uint64_t)seat->team.value, token.text),
        .lang = seat->lang,
        .purpose = purpose,
    };
    return OK;
}

bool flow_link_parse(struct arena *mem, const char *text, struct link_key *out)
{
    const char *slash = strrchr(text, '/');
    const char *start = slash ? slash + 1 : text;
    start += strspn(start, " ");
    size_t digits = strspn(start, "0123456789abcdef");
    if (digits == 0 || digits > TEAM_DIGITS || start[digits] != '-')
        return false;
    size_t length =
        digits + 1 + strspn(start + digits + 1, "0123456789abcdefghijklmnopqrstuvwxyz");
    if (length >= TEXT_MAX || (start[length] != '\0' && start[length] != ' '))
        return false;
    uint64_t team = 0;
    if (!number_start_hex(start, &team) || team == 0 || team > INT64_MAX)
        return false;
    out->team = (struct team_id){ (int64_t)team };
    out->text = arena_copy(mem, start, length);
    secret_hash(out->text + digits + 1, out->hash.text);
    return true;
}

struct reissue {
    struct arena *mem;
    struct team_id team;
    struct seat_id seat, asked_by;
    int64_t now;
    struct issued_link *out;
};

/* The seat as if nobody had ever sat on it: whoever opens the new link, be it the person or
 * someone else, finds nothing of what was there. */
static enum status empty_the_seat(struct transaction *transaction, const struct reissue *r,
                                  struct seat *seat, struct err *err)
{
    TRY(store_answers_remove(transaction, r->team, r->seat, err));
    TRY(store_received_remove(transaction, r->team, r->seat, err));
    TRY(store_past_seats_unseat(transaction, r->team, r->seat,
                                &(struct past_seat){ .why = PAST_REISSUED,
                                                     .since = r->now,
                                                     .by_coach = !r->asked_by.value },
                                err));
    TRY(store_devices_remove(transaction, r->team, r->seat, err));
    TRY(store_links_void(transaction, r->team, r->seat, r->now, err));
    TRY(store_reissue_remove(transaction, r->team, r->seat, err));
    seat->state = SEAT_INVITED;
    TRY(store_seat_save(transaction, seat, err));
    TRY(store_happening_save(
        transaction, r->team,
        &(struct happening){ .at = r->now, .kind = "link.reissued", .seat = r->seat }, err));
    return round_link_remade(r->mem, transaction, r->team, r->seat, r->now, err);
}

static enum status reissue_within(struct transaction *transaction, void *context,
                                  struct err *err)
{
    struct reissue *r = context;
    struct seat seat;
    *r->out = (struct issued_link){ .seat = r->seat };
    TRY(store_seat_load(r->mem, transaction, r->team, r->seat, &seat, err));
    if (seat.state == SEAT_LEFT)
        return fail(err, REFUSED, "this member has left the team");
    if (r->asked_by.value) {
        int64_t agreed = 0;
        if (r->asked_by.value == r->seat.value)
            return fail(err, REFUSED, "two other members must ask for it");
        TRY(store_reissue_save(transaction, r->team, r->seat, r->asked_by, r->now, err));
        TRY(store_reissue_count(transaction, r->team, r->seat, agreement_since(r->now), &agreed,
                                err));
        if (agreed < AGREEMENTS)
            return OK;
    }
    TRY(empty_the_seat(transaction, r, &seat, err));
    return flow_link_issue(r->mem, transaction, &seat, LINK_SEAT, r->now, 0, r->out, err);
}

enum status flow_link_reissue(struct db *db, struct arena *mem, struct team_id team,
                              struct seat_id seat, struct seat_id asked_by, int64_t now,
                              struct issued_link *out, struct err *err)
{
    struct reissue reissue = { mem, team, seat, asked_by, now, out };
    return db_within(db, team, reissue_within, &reissue, err);
}

static enum status second_device_within(struct transaction *transaction, void *context,
                                        struct err *err)
{
    struct reissue *r = context;
    struct seat seat;
    TRY(store_seat_load(r->mem, transaction, r->team, r->seat, &seat, err));
    return flow_link_issue(r->mem, transaction, &seat, LINK_DEVICE, r->now,
                           r->now + SECOND_DEVICE_SECONDS, r->out, err);
}

enum status flow_link_second_device(struct db *db, struct arena *mem, struct team_id team,
                                    struct seat_id seat, int64_t now, struct issued_link *out,
                                    struct err *err)
{
    struct reissue reissue = { .mem = mem, .team = team, .seat = seat, .now = now, .out = out };
    return db_within(db, team, second_device_within, &reissue, err);
}
