/* The way back into an account: a letter to its address, and what its link opens. The page is
 * the same whether or not an account has the address. */
#include "web/handles.h"

#include "page/account_html.h"
#include "web/account_mail.h"
#include "web/here.h"
#include "web/slow_down.h"

static void send_page(struct request *request, struct reply *reply, enum renewal_view view,
                      const char *address, const char *wrong)
{
    struct text text;
    struct html out = here_write(request, &text);
    enum lang lang = here_lang(request);
    bool moves = view == RENEWAL_CONFIRM || view == RENEWAL_CONFIRMED;
    const struct renewal_page page = {
        .frame = here_frame(
            request, word(lang, moves ? WORD_RENEWAL_CONFIRM_TITLE : WORD_RENEWAL_TITLE)),
        .view = view,
        .address = address ? address : "",
        .wrong = wrong,
    };
    page_renewal(&out, &page);
    here_send(reply, &text);
    reply->status = wrong ? 422 : 200;
}

enum status handle_renewal_form(struct request *request, struct reply *reply, struct err *err)
{
    (void)err;
    bool sent = form_has(&request->query, "envoye");
    send_page(request, reply,
              !here_of(request)->mails ? RENEWAL_NOBODY
              : sent                   ? RENEWAL_SENT
                                       : RENEWAL_ASK,
              NULL, NULL);
    return OK;
}

enum status handle_renewal(struct request *request, struct reply *reply, struct err *err)
{
    const char *typed = form_text(request->mem, &request->form, "email");
    const char *email = flow_account_address(request->mem, typed ? typed : "");
    enum lang lang = here_lang(request);
    if (!here_of(request)->mails) {
        send_page(request, reply, RENEWAL_NOBODY, NULL, NULL);
        return OK;
    }
    if (!flow_account_address_fits(email)) {
        send_page(request, reply, RENEWAL_ASK, typed, word(lang, WORD_SIGN_IN_EMAIL_WRONG));
        return OK;
    }
    if (!slow_down_take(SLOW_LETTERS, request, NULL, 1)) {
        send_page(request, reply, RENEWAL_ASK, typed, word(lang, WORD_SIGN_IN_BUSY));
        reply->status = 429;
        return OK;
    }
    TRY(account_mail_renew(request, email, err));
    reply_go(reply, "/entrer/oubli?envoye=1");
    return OK;
}

/* Mail scanners look at links: looking uses nothing up. */
enum status handle_account_key_look(struct request *request, struct reply *reply,
                                    struct err *err)
{
    struct coach_key key;
    struct coach coach;
    enum refusal refusal = NOT_REFUSED;
    if (form_has(&request->query, "fait")) {
        send_page(request, reply, RENEWAL_DONE, NULL, NULL);
        return OK;
    }
    if (form_has(&request->query, "confirme")) {
        send_page(request, reply, RENEWAL_CONFIRMED, NULL, NULL);
        return OK;
    }
    enum status status =
        flow_account_key_look(here_of(request)->db, request->mem, request_param(request, "key"),
                              request->now, &key, &coach, &refusal, err);
    if (status == REFUSED) {
        send_page(request, reply, RENEWAL_OVER, NULL, NULL);
        reply->status = 404;
        return OK;
    }
    TRY(status);
    send_page(request, reply, key.address ? RENEWAL_CONFIRM : RENEWAL_CHOOSE,
              key.address ? key.address : coach.email, NULL);
    return OK;
}

static enum status renew(struct request *request, const struct coach *coach,
                         enum refusal *refusal, struct err *err)
{
    const char *wanted = form_value(&request->form, "nouvelle");
    TRY(flow_account_key_renew(here_of(request)->db, request->mem,
                               request_param(request, "key"), wanted ? wanted : "",
                               request->now, refusal, err));
    return here_of(request)->mails ? account_mail_tell(request, coach, LETTER_CHANGED, err)
                                   : OK;
}

static enum status confirm(struct request *request, const struct coach *coach,
                           enum refusal *refusal, struct err *err)
{
    TRY(flow_account_key_confirm(here_of(request)->db, request->mem,
                                 request_param(request, "key"), request->now, refusal, err));
    return here_of(request)->mails ? account_mail_tell(request, coach, LETTER_MOVED, err) : OK;
}

enum status handle_account_key(struct request *request, struct reply *reply, struct err *err)
{
    struct coach_key key;
    struct coach coach;
    enum refusal refusal = NOT_REFUSED;
    enum status status =
        flow_account_key_look(here_of(request)->db, request->mem, request_param(request, "key"),
                              request->now, &key, &coach, &refusal, err);
    if (status == OK)
        status = key.address ? confirm(request, &coach, &refusal, err)
                             : renew(request, &coach, &refusal, err);
    if (status == REFUSED && refusal == REFUSED_LINK) {
        send_page(request, reply, RENEWAL_OVER, NULL, NULL);
        reply->status = 404;
        return OK;
    }
    if (status == REFUSED && refusal != NOT_REFUSED) {
        send_page(request, reply, key.address ? RENEWAL_CONFIRM : RENEWAL_CHOOSE,
                  key.address ? key.address : coach.email,
                  here_refusal(here_lang(request), refusal));
        return OK;
    }
    TRY(status);
    reply_go(reply, key.address ? "/coach/cle/-?confirme=1" : "/coach/cle/-?fait=1");
    return OK;
}
