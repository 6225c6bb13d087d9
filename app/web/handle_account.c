/* A coach's own account. What changes it for good asks for the passphrase, which is slowed like
 * a sign-in; what was typed stays, beside why it was refused. */
#include "web/handles.h"

#include <string.h>

#include "flow/account_key.h"
#include "flow/team.h"
#include "flow/upkeep.h"
#include "page/account_html.h"
#include "page/account_letter.h"
#include "secret/secret.h"
#include "web/account_mail.h"
#include "web/here.h"
#include "web/known.h"
#include "web/slow_down.h"
#include "words/date.h"

static const char *typed(struct request *request, const char *name)
{
    const char *value = form_text(request->mem, &request->form, name);
    return value ? value : "";
}

static struct token_hash own_session(const struct request *request)
{
    struct token_hash hash = { "" };
    if (request->session)
        secret_hash(request->session, hash.text);
    return hash;
}

static const struct account_session *show_sessions(struct request *request,
                                                   const struct coach_sessions *sessions)
{
    enum lang lang = here_lang(request);
    struct token_hash own = own_session(request);
    struct account_session *list =
        NEW_ARRAY(request->mem, struct account_session, sessions->count);
    for (size_t i = 0; i < sessions->count; i++) {
        const struct coach_session *one = &sessions->list[i];
        const char *since = words_date(request->mem, lang, one->created_at);
        const char *used = words_date(request->mem, lang, one->seen_at);
        list[i] = (struct account_session){
            .label = one->label && *one->label ? one->label : word(lang, WORD_ACCOUNT_SESSION),
            .since = words_fill(request->mem, lang, WORD_ACCOUNT_SESSION_SINCE, &since, 1),
            .used = words_fill(request->mem, lang, WORD_ACCOUNT_SESSION_USED, &used, 1),
            .this_one = strcmp(own.text, one->token.text) == 0,
        };
    }
    return list;
}

/* What was done is named by the address that the form led to, so that it can be loaded again.
 */
static const char *done_of(struct request *request)
{
    static const struct {
        const char *name;
        enum word word;
    } done[] = {
        { "nom", WORD_ACCOUNT_NAME_DONE },          { "adresse", WORD_ACCOUNT_ADDRESS_DONE },
        { "lettre", WORD_ACCOUNT_ADDRESS_SENT },    { "phrase", WORD_ACCOUNT_PASSPHRASE_DONE },
        { "sessions", WORD_ACCOUNT_SESSIONS_DONE },
    };
    const char *name = form_value(&request->query, "fait");
    for (size_t i = 0; name && i < sizeof done / sizeof *done; i++)
        if (strcmp(done[i].name, name) == 0)
            return word(here_lang(request), done[i].word);
    return NULL;
}

static enum status send_page(struct request *request, struct reply *reply,
                             enum account_part part, const char *wrong, struct err *err)
{
    struct here *here = here_of(request);
    struct coach_id id = here_who(request)->visitor.coach;
    struct coach coach;
    struct coach_sessions sessions;
    struct team_views teams;
    struct text text;
    TRY(flow_account_load(here->db, request->mem, id, &coach, err));
    TRY(flow_account_sessions(here->db, request->mem, id, request->now, &sessions, err));
    TRY(flow_team_load_coached(here->db, request->mem, id, request->now, &teams, err));
    struct account_page page = {
        .frame = here_frame(request, word(here_lang(request), WORD_ACCOUNT_TITLE)),
        .name = wrong && part == ACCOUNT_NAME ? typed(request, "name") : coach.name,
        .address = coach.email,
        .typed_address = wrong && part == ACCOUNT_ADDRESS ? typed(request, "email") : "",
        .done = done_of(request),
        .mails = here->mails,
        .session_count = sessions.count,
        .sessions = show_sessions(request, &sessions),
        .team_count = teams.count,
    };
    page.wrong[part] = wrong;
    page.frame.place = SITE_COACH;
    struct html out = here_write(request, &text);
    page_account(&out, &page);
    here_send(reply, &text);
    reply->status = wrong ? 422 : 200;
    return OK;
}

enum status handle_coach_account(struct request *request, struct reply *reply, struct err *err)
{
    return send_page(request, reply, ACCOUNT_NAME, NULL, err);
}

/* ---- changing ---- */

struct account_change {
    struct request *request;
    struct reply *reply;
    struct here *here;
    struct coach coach;
    enum refusal refusal;
};

static enum status go(struct account_change *change, const char *done)
{
    reply_go(change->reply, arena_text(change->request->mem, "/coach/compte?fait=%s", done));
    return OK;
}

/* Counted as a sign-in is: by the browser that has signed in, or by its network. */
static enum status prove(struct account_change *change, struct err *err)
{
    struct request *request = change->request;
    const char *present = form_value(&request->form, "present");
    const char *account = change->coach.email, *by = known_browser(request, account);
    if (slow_down_look(request, account, by) == SLOW_STOP) {
        change->refusal = REFUSED_SLOWED;
        return fail(err, REFUSED, "too many tries");
    }
    enum status status = flow_account_prove(change->here->db, request->mem, change->coach.id,
                                            present ? present : "", &change->refusal, err);
    if (status == REFUSED)
        slow_down_failed(request, account, by);
    return status;
}

static enum status change_name(struct account_change *change, struct err *err)
{
    TRY(flow_account_name(change->here->db, change->request->mem, change->coach.id,
                          typed(change->request, "name"), &change->refusal, err));
    return go(change, "nom");
}

/* Where there is mail the new address counts once someone who reads it says so; the page is the
 * same for one that another account has. */
static enum status change_address(struct account_change *change, struct err *err)
{
    struct request *request = change->request;
    const char *email = flow_account_address(request->mem, typed(request, "email"));
    if (!flow_account_address_fits(email)) {
        change->refusal = REFUSED_ADDRESS;
        return fail(err, REFUSED, "this is no address");
    }
    TRY(prove(change, err));
    if (change->here->mails) {
        TRY(account_mail_confirm(request, &change->coach, email, &change->refusal, err));
        return go(change, "lettre");
    }
    TRY(flow_account_move(change->here->db, request->mem, change->coach.id, email,
                          &change->refusal, err));
    return go(change, "adresse");
}

static enum status change_passphrase(struct account_change *change, struct err *err)
{
    struct request *request = change->request;
    const char *wanted = form_value(&request->form, "nouvelle");
    TRY(prove(change, err));
    TRY(flow_account_passphrase(change->here->db, request->mem, change->coach.id,
                                wanted ? wanted : "", own_session(request), &change->refusal,
                                err));
    if (change->here->mails)
        TRY(account_mail_tell(request, &change->coach, LETTER_CHANGED, err));
    return go(change, "phrase");
}

static enum status end_sessions(struct account_change *change, struct err *err)
{
    TRY(flow_account_sessions_end(change->here->db, change->coach.id,
                                  own_session(change->request), err));
    return go(change, "sessions");
}

static enum status end_account(struct account_change *change, struct err *err)
{
    struct request *request = change->request;
    const char *teams = form_value(&request->form, "equipes");
    struct account_end end = { .id = change->coach.id, .teams = TEAMS_NONE };
    size_t count = 0;
    if (teams && strcmp(teams, "membres") == 0)
        end.teams = TEAMS_LEFT;
    if (teams && strcmp(teams, "supprimer") == 0)
        end.teams = TEAMS_ENDING;
    if (!form_has(&request->form, "sur")) {
        change->refusal = REFUSED_NOT_SURE;
        return fail(err, REFUSED, "it was not said to be sure");
    }
    TRY(prove(change, err));
    TRY(flow_account_remove(change->here->db, request->mem, &end, request->now, &count,
                            &change->refusal, err));
    TRY(flow_let_go(change->here->db, err));
    reply_go(change->reply, "/");
    return OK;
}

enum status handle_coach_account_do(struct request *request, struct reply *reply,
                                    struct err *err)
{
    static const struct {
        const char *name;
        enum account_part part;
        enum status (*run)(struct account_change *change, struct err *err);
    } actions[] = {
        { "nom", ACCOUNT_NAME, change_name },
        { "adresse", ACCOUNT_ADDRESS, change_address },
        { "phrase", ACCOUNT_PASSPHRASE, change_passphrase },
        { "sessions", ACCOUNT_SESSIONS, end_sessions },
        { "supprimer", ACCOUNT_END, end_account },
    };
    const char *what = form_value(&request->form, "quoi");
    struct account_change change = { .request = request,
                                     .reply = reply,
                                     .here = here_of(request) };
    TRY(flow_account_load(change.here->db, request->mem, here_who(request)->visitor.coach,
                          &change.coach, err));
    for (size_t i = 0; what && i < sizeof actions / sizeof *actions; i++) {
        if (strcmp(actions[i].name, what) != 0)
            continue;
        enum status status = actions[i].run(&change, err);
        if (status != REFUSED || change.refusal == NOT_REFUSED)
            return status;
        /* The command line has other words for what becomes of teams. */
        const char *why = change.refusal == REFUSED_TEAMS
                              ? word(here_lang(request), WORD_ACCOUNT_END_CHOOSE)
                              : here_refusal(here_lang(request), change.refusal);
        return send_page(request, reply, actions[i].part, why, err);
    }
    return fail(err, BAD_INPUT, "there is no such button");
}
