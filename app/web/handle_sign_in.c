/* A coach signs in, opens an account, leaves. */
#include "web/handles.h"

#include <string.h>

#include "page/sign_in_html.h"
#include "secret/secret.h"
#include "web/account_mail.h"
#include "web/here.h"
#include "web/known.h"
#include "web/resume.h"
#include "web/slow_down.h"
#include "words/notice.h"

static void send_page(struct request *request, struct reply *reply, struct sign_in_page *page)
{
    struct text text;
    struct html out = here_write(request, &text);
    page->frame =
        here_frame(request, word(here_lang(request),
                                 page->opening ? WORD_SIGN_IN_OPEN_TITLE : WORD_SIGN_IN_TITLE));
    page->frame.path = page->opening ? "/coach/nouveau" : "/entrer";
    page->opens = here_of(request)->opens_accounts;
    page_sign_in(&out, page);
    here_send(reply, &text);
}

static void send_form(struct request *request, struct reply *reply, bool opening,
                      const char *wrong)
{
    const char *email = form_text(request->mem, &request->form, "email");
    const char *name = form_text(request->mem, &request->form, "name");
    struct sign_in_page page = {
        .opening = opening,
        .email = email ? email : "",
        .name = name ? name : "",
        .wrong = wrong,
        .resume = resume_carried(request),
    };
    send_page(request, reply, &page);
    reply->status = wrong ? 422 : 200;
}

void sign_in_first(struct request *request, struct reply *reply, const char *why)
{
    struct sign_in_page page = {
        .email = "", .name = "", .wrong = why, .resume = resume_refused(request)
    };
    send_page(request, reply, &page);
}

/* Where they were before; what they had typed there waits on a page of its own. */
static void go_on(struct request *request, struct reply *reply)
{
    const struct resume resume = resume_carried(request);
    struct text text;
    if (!resume.count) {
        reply_go(reply, resume.path ? resume.path : "/coach");
        return;
    }
    struct html out = here_write(request, &text);
    const struct resume_page page = {
        .frame = here_frame(request, word(here_lang(request), WORD_RESUME_TITLE)),
        .resume = resume,
    };
    page_resume(&out, &page);
    here_send(reply, &text);
}

enum status handle_sign_in_form(struct request *request, struct reply *reply, struct err *err)
{
    (void)err;
    send_form(request, reply, false, NULL);
    return OK;
}

enum status handle_account_form(struct request *request, struct reply *reply, struct err *err)
{
    if (!here_of(request)->opens_accounts)
        return fail(err, REFUSED, "%s", word(here_lang(request), WORD_SIGN_IN_CLOSED));
    if (here_of(request)->mails && form_has(&request->query, "envoye"))
        opening_sent(request, reply);
    else
        send_form(request, reply, true, NULL);
    return OK;
}

static const char *field(struct request *request, const char *name)
{
    const char *value = form_text(request->mem, &request->form, name);
    return value ? value : "";
}

/* A passphrase may begin and end with a space. */
static const char *password(const struct request *request)
{
    const char *value = form_value(&request->form, "password");
    return value ? value : "";
}

/* A sign-in changes what this browser knows: nobody who saw or set its secrets before can
 * follow it in, and the session it had is over. */
enum status sign_in_enter(struct request *request, struct reply *reply, const char *before,
                          struct err *err)
{
    const struct visitor *visitor = &here_who(request)->visitor;
    struct token_hash old;
    if (visitor->known)
        TRY(flow_browser_rekey(here_of(request)->db, visitor->browser,
                               here_new_key(request, reply), request->now, err));
    if (before) {
        secret_hash(before, old.text);
        TRY(flow_sign_out(here_of(request)->db, old, err));
    }
    go_on(request, reply);
    return OK;
}

static void send_slowed(struct request *request, struct reply *reply, bool opening,
                        enum word why, const char *seconds)
{
    send_form(request, reply, opening, word(here_lang(request), why));
    reply->status = 429;
    reply_header(reply, "Retry-After", seconds);
}

/* What this browser is counted by: after too many failures of its own it is a stranger again.
 */
static const char *counted_by(struct request *request, const char *email)
{
    const char *known = known_browser(request, email);
    return known && slow_down_look(request, email, known) == SLOW_STOP ? NULL : known;
}

const char *sign_in_owner(struct request *request)
{
    const char *email = field(request, "email"), *known = counted_by(request, email);
    return known ? arena_text(request->mem, "%s %s", known, email) : NULL;
}

/* What was typed stays, but for the passphrase. */
bool sign_in_crowded(struct request *request, struct reply *reply)
{
    bool opening = strcmp(request->path, "/coach/nouveau") == 0;
    if (strcmp(request->path, "/entrer") != 0 && !(opening && here_of(request)->opens_accounts))
        return false;
    send_slowed(request, reply, opening, WORD_SIGN_IN_CROWDED, "5");
    return true;
}

static void say_failed(struct request *request, struct reply *reply, const char *email,
                       const char *by)
{
    bool often = slow_down_look(request, email, by) != SLOW_NOT;
    slow_down_failed(request, email, by);
    if (often)
        send_slowed(request, reply, false, WORD_SIGN_IN_OFTEN, "10");
    else
        send_form(request, reply, false, here_refusal(here_lang(request), REFUSED_SIGN_IN));
}

enum status handle_sign_in(struct request *request, struct reply *reply, struct err *err)
{
    struct coach coach;
    enum refusal refusal = NOT_REFUSED;
    const char *email = field(request, "email"), *by = counted_by(request, email);
    if (slow_down_look(request, email, by) == SLOW_STOP) {
        send_slowed(request, reply, false, WORD_SIGN_IN_BUSY, "600");
        return OK;
    }
    const char *before = request->session;
    struct reply entered = { 0 };
    enum status status = flow_sign_in(
        here_of(request)->db, request->mem, email, password(request),
        &(struct new_session){ here_new_session(request, &entered), here_label(request) },
        request->now, &coach, &refusal, err);
    if (status == REFUSED) {
        say_failed(request, reply, email, by);
        return OK;
    }
    TRY(status);
    *reply = entered;
    known_mark(request, reply, email);
    return sign_in_enter(request, reply, before, err);
}

/* A letter leaves whatever the address, and the page is the same. */
static enum status ask_by_mail(struct request *request, struct reply *reply,
                               const struct new_coach *typed, struct err *err)
{
    struct coach wish;
    enum refusal refusal = NOT_REFUSED;
    enum status status =
        flow_sign_in_judge(request->mem, typed, request->now, &wish, &refusal, err);
    if (status == OK)
        status = account_mail_open(request, &wish, &refusal, err);
    if (status == REFUSED && refusal == REFUSED_SLOWED) {
        notice("letters.day",
               "as many letters as leave in a day have left; an account that was "
               "asked for was refused");
        send_slowed(request, reply, true, WORD_SIGN_IN_BUSY, "3600");
        return OK;
    }
    if (status == REFUSED) {
        send_form(request, reply, true, here_refusal(here_lang(request), refusal));
        return OK;
    }
    TRY(status);
    slow_down_take(SLOW_ACCOUNTS, request, NULL, 1);
    reply_go(reply, "/coach/nouveau?envoye=1");
    return OK;
}

enum status handle_account(struct request *request, struct reply *reply, struct err *err)
{
    struct coach coach;
    enum refusal refusal = NOT_REFUSED;
    if (!here_of(request)->opens_accounts)
        return fail(err, REFUSED, "%s", word(here_lang(request), WORD_SIGN_IN_CLOSED));
    /* Both before it is known whether the address has an account: else the limit would tell. */
    if (!slow_down_take(SLOW_ACCOUNTS, request, NULL, 0) ||
        !slow_down_take(SLOW_TAKEN, request, NULL, 0)) {
        send_slowed(request, reply, true, WORD_SIGN_IN_BUSY, "600");
        return OK;
    }
    const struct new_coach wish = { field(request, "email"), field(request, "name"),
                                    password(request), here_lang(request) };
    if (here_of(request)->mails)
        return ask_by_mail(request, reply, &wish, err);
    enum status status = flow_sign_in_open(here_of(request)->db, request->mem, &wish,
                                           request->now, &coach, &refusal, err);
    if (status == OK || refusal == REFUSED_TAKEN) /* what is refused before cost nothing */
        slow_down_take(SLOW_ACCOUNTS, request, NULL, 1);
    if (refusal == REFUSED_TAKEN)
        slow_down_take(SLOW_TAKEN, request, NULL, 1);
    if (status == REFUSED) {
        send_form(request, reply, true, here_refusal(here_lang(request), refusal));
        return OK;
    }
    TRY(status);
    const char *before = request->session;
    TRY(flow_sign_in_bind(
        here_of(request)->db, coach.id,
        &(struct new_session){ here_new_session(request, reply), here_label(request) },
        request->now, err));
    known_mark(request, reply, wish.email);
    return sign_in_enter(request, reply, before, err);
}

enum status handle_sign_out(struct request *request, struct reply *reply, struct err *err)
{
    struct token_hash session;
    if (request->session) {
        secret_hash(request->session, session.text);
        TRY(flow_sign_out(here_of(request)->db, session, err));
        request->renews_session = false;
        reply_cookie(request->mem, reply, request->https, session_cookie, "", COOKIE_GONE);
    }
    reply_go(reply, "/");
    return OK;
}
