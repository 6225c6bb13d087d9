/* A seat changes hands only here. */
#include "flow/link.h"

#include <inttypes.h>
#include <string.h>

#include "base/number.h"
#include "flow/ending.h"
#include "flow/round_links.h"
#include "secret/secret.h"
#include "store/answers.h"
#include "store/happenings.h"
#include "store/past_seats.h"
#include "store/releases.h"

enum { SECOND_DEVICE_SECONDS = 600, TEAM_DIGITS = 16 };

static const char hex_signs[] = "0123456789abcdefABCDEF";

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

/* Bytes of what a mail, a screen reader or a word processor puts into an address and nobody
 * sees: blanks, line ends, escapes of them, marks without width. */
static size_t unseen(const char *at)
{
    static const char *const marks[] = { "\xC2\xA0",     "\xC2\xAD",     "\xE2\x80\x8B",
                                         "\xE2\x80\x8C", "\xE2\x80\x8D", "\xE2\x80\x8E",
                                         "\xE2\x80\x8F", "\xE2\x80\xAF", "\xE2\x81\xA0",
                                         "\xEF\xBB\xBF" };
    if (*at > 0 && *at <= ' ')
        return 1;
    if (*at == '%' && at[1] && strchr(hex_signs, at[1]) && at[2] && strchr(hex_signs, at[2]))
        return 3;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strncmp(at, marks[i], strlen(marks[i])) == 0)
            return strlen(marks[i]);
    return 0;
}

static char small_letter(char c) { return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c; }

/* The 32 signs after the hyphen, whatever stands between them; what follows them does not
 * matter. */
static bool read_secret(const char *at, char out[TOKEN_TEXT_BYTES])
{
    size_t count = 0;
    while (count < TOKEN_TEXT_BYTES - 1) {
        size_t skipped = unseen(at);
        if (!skipped && !*at)
            return false;
        if (!skipped)
            out[count++] = small_letter(*at);
        at += skipped ? skipped : 1;
    }
    out[count] = '\0';
    return secret_is_token(out);
}

/* The digits before the hyphen; an escape before them is none of them. */
static bool read_team(const char *text, const char *hyphen, uint64_t *team)
{
    char digits[TEAM_DIGITS + 1];
    const char *start = hyphen;
    while (start > text && strchr(hex_signs, start[-1]))
        start--;
    if (start > text && start[-1] == '%' && hyphen - start > 2)
        start += 2;
    size_t count = (size_t)(hyphen - start);
    if (count == 0 || count > TEAM_DIGITS)
        return false;
    for (size_t i = 0; i < count; i++)
        digits[i] = small_letter(start[i]);
    digits[count] = '\0';
    return number_start_hex(digits, team) && *team > 0 && *team <= INT64_MAX;
}

bool flow_link_parse(struct arena *mem, const char *text, struct link_key *out)
{
    char secret[TOKEN_TEXT_BYTES];
    uint64_t team = 0;
    const char *hyphen = text;
    while ((hyphen = strchr(hyphen, '-')) &&
           !(read_team(text, hyphen, &team) && read_secret(hyphen + 1, secret)))
        hyphen++;
    if (!hyphen)
        return false;
    out->team = (struct team_id){ (int64_t)team };
    out->text = arena_text(mem, "%" PRIx64 "-%s", team, secret);
    secret_hash(secret, out->hash.text);
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
    enum refusal refusal = NOT_REFUSED;
    *r->out = (struct issued_link){ .seat = r->seat };
    TRY(flow_ending_awake(r->mem, transaction, r->team, &refusal, err));
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
