/* The link that opens an account. It asks for the passphrase that was chosen: whoever reads the
 * letter opens no account with a stranger's passphrase, and whoever typed the address opens
 * none without the letter. It may be opened in any browser, which is signed in then. */
#include "web/handles.h"

#include "flow/account_wish.h"
#include "page/account_html.h"
#include "web/here.h"
#include "web/known.h"
#include "web/slow_down.h"

static void send_page(struct request *request, struct reply *reply, enum renewal_view view,
                      const char *address, const char *wrong)
{
    struct text text;
    struct html out = here_write(request, &text);
    const struct renewal_page page = {
        .frame = here_frame(request, word(here_lang(request), WORD_SIGN_IN_OPEN_TITLE)),
        .view = view,
        .address = address,
        .wrong = wrong,
    };
    page_renewal(&out, &page);
    here_send(reply, &text);
    reply->status = wrong ? 422 : 200;
}

void opening_sent(struct request *request, struct reply *reply)
{
    send_page(request, reply, OPENING_SENT, "", NULL);
}

static void send_over(struct request *request, struct reply *reply)
{
    send_page(request, reply, OPENING_OVER, "", NULL);
    reply->status = 404;
}

static enum status look(struct request *request, struct coach_wish *wish, enum refusal *refusal,
                        struct err *err)
{
    if (!here_of(request)->opens_accounts)
        return fail(err, REFUSED, "%s", word(here_lang(request), WORD_SIGN_IN_CLOSED));
    return flow_account_wish_look(here_of(request)->db, request->mem,
                                  request_param(request, "key"), request->now, wish, refusal,
                                  err);
}

/* Mail scanners look at links: looking uses nothing up. */
enum status handle_opening_look(struct request *request, struct reply *reply, struct err *err)
{
    struct coach_wish wish;
    enum refusal refusal = NOT_REFUSED;
    enum status status = look(request, &wish, &refusal, err);
    if (status == REFUSED && refusal == REFUSED_LINK) {
        send_over(request, reply);
        return OK;
    }
    TRY(status);
    send_page(request, reply, OPENING_ASK, wish.email, NULL);
    return OK;
}

static void refuse(struct request *request, struct reply *reply, const char *email,
                   enum refusal refusal)
{
    enum lang lang = here_lang(request);
    if (refusal == REFUSED_LINK) {
        send_over(request, reply);
        return;
    }
    if (refusal == REFUSED_PASSPHRASE)
        slow_down_failed(request, email, NULL);
    send_page(request, reply, OPENING_ASK, email,
              refusal == REFUSED_PASSPHRASE ? word(lang, WORD_OPENING_OTHER)
                                            : here_refusal(lang, refusal));
    if (refusal != REFUSED_SLOWED)
        return;
    reply->status = 429;
    reply_header(reply, "Retry-After", "600");
}

enum status handle_opening(struct request *request, struct reply *reply, struct err *err)
{
    struct coach_wish wish = { .email = "" };
    enum refusal refusal = NOT_REFUSED;
    struct reply entered = { 0 };
    const char *before = request->session;
    const char *typed = form_value(&request->form, "password");
    enum status status = look(request, &wish, &refusal, err);
    if (status == OK && slow_down_look(request, wish.email, NULL) == SLOW_STOP) {
        refuse(request, reply, wish.email, REFUSED_SLOWED);
        return OK;
    }
    if (status == OK) {
        const struct wish_opening opening = {
            .text = request_param(request, "key"),
            .passphrase = typed ? typed : "",
            .session = { here_new_session(request, &entered), here_label(request) },
            .now = request->now,
        };
        status =
            flow_account_wish_open(here_of(request)->db, request->mem, &opening, &refusal, err);
    }
    if (status == REFUSED && refusal != NOT_REFUSED) {
        refuse(request, reply, wish.email, refusal);
        return OK;
    }
    TRY(status);
    *reply = entered;
    known_mark(request, reply, wish.email);
    return sign_in_enter(request, reply, before, err);
}
