/* The link of a letter is not kept: only in the letter, while it waits. */
#include "web/account_mail.h"

#include "flow/account_wish.h"
#include "flow/letter.h"
#include "words/letter_name.h"

static struct account_letter write_letter(struct request *request, const struct coach *coach,
                                          enum account_letter_kind kind, const char *address,
                                          const char *key)
{
    const char *base = here_of(request)->base_url;
    struct account_letter letter = { .address = address, .name = coach->name };
    const struct account_letter_page page = {
        .lang = coach->lang,
        .kind = kind,
        .name = letter_name(request->mem, coach->name),
        .link = key ? arena_text(request->mem, "%s/coach/cle/%s", base, key)
                    : arena_text(request->mem, "%s/entrer/oubli", base),
    };
    page_account_letter(request->mem, &page, &letter.subject, &letter.body);
    return letter;
}

enum status account_mail_renew(struct request *request, const char *email, struct err *err)
{
    struct here *here = here_of(request);
    enum refusal refusal = NOT_REFUSED;
    struct coach coach;
    enum status found = flow_account_find(here->db, request->mem, email, &coach, err);
    if (found != OK && found != NOT_FOUND)
        return found;
    if (found == NOT_FOUND || !flow_letter_address_fits(coach.email))
        coach = (struct coach){ .email = "-", .name = "", .lang = here_lang(request) };
    struct key_wish wish = { .coach = coach.id, .key = flow_account_key_new(request->mem) };
    wish.letter = write_letter(request, &coach, LETTER_RENEWS, coach.email, wish.key.text);
    return flow_account_key_send(here->db, &wish, request->now, &refusal, err);
}

enum status account_mail_confirm(struct request *request, const struct coach *coach,
                                 const char *email, enum refusal *refusal, struct err *err)
{
    struct key_wish wish = { .coach = coach->id,
                             .key = flow_account_key_new(request->mem),
                             .move = true };
    if (!flow_letter_address_fits(email)) {
        *refusal = REFUSED_ADDRESS;
        return fail(err, REFUSED, "this is no address");
    }
    wish.letter = write_letter(request, coach, LETTER_CONFIRMS, email, wish.key.text);
    return flow_account_key_send(here_of(request)->db, &wish, request->now, refusal, err);
}

/* Neither says a name: a stranger typed it. */
static struct account_letter write_opening(struct request *request, const char *address,
                                           const struct coach *owner, const char *key)
{
    const char *base = here_of(request)->base_url;
    struct account_letter letter = { .address = address, .name = "" };
    const struct account_letter_page page = {
        .lang = owner ? owner->lang : here_lang(request),
        .kind = owner ? LETTER_TAKEN : LETTER_OPENS,
        .name = "",
        .link = owner ? arena_text(request->mem, "%s/entrer", base)
                      : arena_text(request->mem, "%s/coach/ouvrir/%s", base, key),
        .other = owner ? arena_text(request->mem, "%s/entrer/oubli", base) : NULL,
    };
    page_account_letter(request->mem, &page, &letter.subject, &letter.body);
    return letter;
}

enum status account_mail_open(struct request *request, const struct coach *wish,
                              enum refusal *refusal, struct err *err)
{
    struct here *here = here_of(request);
    struct coach owner;
    if (!flow_letter_address_fits(wish->email)) {
        *refusal = REFUSED_ADDRESS;
        return fail(err, REFUSED, "this is no address");
    }
    enum status found = flow_account_find(here->db, request->mem, wish->email, &owner, err);
    if (found != OK && found != NOT_FOUND)
        return found;
    const struct account_key key = flow_account_key_new(request->mem);
    const struct wish_sending sending = {
        .wish = wish,
        .key = key.hash,
        .letter = write_opening(request, wish->email, found == OK ? &owner : NULL, key.text),
        .a_day = here->letters_a_day,
        .now = request->now,
    };
    return flow_account_wish_send(here->db, &sending, refusal, err);
}

enum status account_mail_tell(struct request *request, const struct coach *coach,
                              enum account_letter_kind kind, struct err *err)
{
    if (!flow_letter_address_fits(coach->email))
        return OK;
    struct account_letter letter = write_letter(request, coach, kind, coach->email, NULL);
    return flow_account_tell(here_of(request)->db, &letter, request->now, err);
}
