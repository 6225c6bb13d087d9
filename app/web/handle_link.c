/* A personal link: looked at, opened, made again. */
#include "web/handles.h"

#include <string.h>

#include "flow/link_press.h"
#include "flow/team.h"
#include "page/link_html.h"
#include "secret/secret.h"
#include "web/ending.h"
#include "web/links.h"
#include "web/slow_down.h"

static const char *about(struct request *request, enum word id, const char *who)
{
    return words_fill(request->mem, here_lang(request), id, (const char *const[]){ who }, 1);
}

static void send_page(struct request *request, struct reply *reply, int status,
                      struct link_page *page)
{
    struct text text;
    struct html out = here_write(request, &text);
    page->frame = here_frame(request, page->title);
    if (!page->home) {
        page->home = "/";
        page->home_go = word(page->frame.lang, WORD_TROUBLE_HOME);
    }
    page_link(&out, page);
    here_send(reply, &text);
    reply->status = status;
}

static void send_link(struct request *request, struct reply *reply)
{
    enum lang lang = here_lang(request);
    struct link_page page = { .title = word(lang, WORD_LINK_TITLE),
                              .texts = { word(lang, WORD_LINK_TEXT) },
                              .action = request->path,
                              .go = word(lang, WORD_LINK_GO) };
    send_page(request, reply, 200, &page);
}

static void send_wrong(struct request *request, struct reply *reply, int status,
                       enum word wrong)
{
    enum lang lang = here_lang(request);
    struct link_page page = { .title = word(lang, WORD_LINK_TITLE),
                              .wrong = word(lang, wrong) };
    send_page(request, reply, status, &page);
}

static void send_elsewhere(struct request *request, struct reply *reply, int status,
                           const struct link_met *met)
{
    struct link_page page = {
        .title = about(request, WORD_LINK_ELSEWHERE_TITLE, met->holder),
        .texts = { word(here_lang(request), WORD_LINK_ELSEWHERE_TEXT),
                   about(request, WORD_LINK_ELSEWHERE_SHARED, met->holder) },
        .action = request->path,
        .go = word(here_lang(request), WORD_LINK_ELSEWHERE_GO),
        .confirmed = true,
        .home = here_team_path(request, met->seat.team, ""),
        .home_go = about(request, WORD_LINK_ELSEWHERE_STAY, met->holder),
    };
    send_page(request, reply, status, &page);
}

static void send_coached(struct request *request, struct reply *reply, int status,
                         const struct link_met *met)
{
    struct link_page page = {
        .title = about(request, WORD_LINK_COACHED_TITLE, met->seat.name),
        .texts = { about(request, WORD_LINK_COACHED_TEXT, met->team_name),
                   about(request, WORD_LINK_COACHED_HOW, met->seat.name) },
        .home = here_team_path(request, met->seat.team, ""),
        .home_go = word(here_lang(request), WORD_LINK_COACHED_BACK),
    };
    send_page(request, reply, status, &page);
}

static void send_lost(struct request *request, struct reply *reply, const struct link_met *met)
{
    struct link_page page = { .title = word(here_lang(request), WORD_LINK_REPLACED_TITLE),
                              .texts = { here_lost(request, &met->lost) } };
    send_page(request, reply, 403, &page);
}

static void send_used(struct request *request, struct reply *reply, const struct link_met *met)
{
    enum lang lang = here_lang(request);
    struct link_page served = { .title = word(lang, WORD_LINK_SERVED_TITLE),
                                .texts = { word(lang, WORD_LINK_SERVED_OWN),
                                           word(lang, WORD_LINK_SERVED_LOST),
                                           word(lang, WORD_LINK_SERVED_TOLD) } };
    struct link_page replaced = { .title = word(lang, WORD_LINK_REPLACED_TITLE),
                                  .texts = { word(lang, WORD_LINK_REPLACED_TEXT) } };
    struct link_page expired = { .title = word(lang, WORD_LINK_EXPIRED_TITLE),
                                 .texts = { word(lang, WORD_LINK_EXPIRED_TEXT) } };
    send_page(request, reply, 403,
              met->meets == LINK_SERVED     ? &served
              : met->meets == LINK_REPLACED ? &replaced
                                            : &expired);
}

static void hash_of(const char *secret, struct token_hash *out)
{
    secret_hash(secret, out->text);
}

static struct link_press press_of(struct request *request, const struct link_key *key,
                                  struct token_hash *shown)
{
    struct link_press press = {
        .key = *key,
        .coach = here_who(request)->visitor.coach,
        .label = here_label(request),
        .confirmed = form_has(&request->form, "ici"),
        .now = request->now,
    };
    /* The name of a browser says nothing of the keys it will show. */
    hash_of(secret_token_new().text, &press.new_browser);
    hash_of(request->browser, &press.form);
    if (request->device) {
        hash_of(request->device, shown);
        press.shown = shown;
    }
    return press;
}

/* Mail scanners and previews look at links, and so may whoever made them: looking changes
 * nothing, and tells nothing of whether the link was opened. */
enum status handle_link_look(struct request *request, struct reply *reply, struct err *err)
{
    struct link_key key;
    struct link_met met;
    struct token_hash shown;
    if (!flow_link_parse(request->mem, request_param(request, "token"), &key)) {
        send_wrong(request, reply, 404, WORD_REFUSED_LINK);
        return OK;
    }
    const struct link_press press = press_of(request, &key, &shown);
    TRY(flow_link_look(here_of(request)->db, request->mem, &press, &met, err));
    if (met.meets == LINK_OPENS)
        reply_go(reply, here_team_path(request, key.team, ""));
    else if (met.meets == LINK_COACHED)
        send_coached(request, reply, 200, &met);
    else if (met.meets == LINK_ELSEWHERE)
        send_elsewhere(request, reply, 200, &met);
    else
        send_link(request, reply);
    return OK;
}

/* Forms that are still open in another tab are the other person's: they are not sent for the
 * one who sits here now. */
static void go_in(struct request *request, struct reply *reply, struct reply *opened,
                  const struct link_met *met)
{
    if (met->rekeyed)
        *reply = *opened;
    if (met->switched)
        here_new_forms(request, reply);
    reply_go(reply, here_team_path(request, met->seat.team, ""));
}

static void answer_press(struct request *request, struct reply *reply,
                         const struct link_met *met)
{
    switch (met->meets) {
    case LINK_COACHED:
        send_coached(request, reply, 403, met);
        break;
    case LINK_ELSEWHERE:
        send_elsewhere(request, reply, 409, met);
        break;
    case LINK_LOST:
        send_lost(request, reply, met);
        break;
    default:
        send_used(request, reply, met);
    }
}

/* A link is looked at before anyone is slowed, so that a good one opens whatever others behind
 * the same address tried. */
static void refuse_link(struct request *request, struct reply *reply)
{
    bool slowed = !slow_down_take(SLOW_LINKS, request, NULL, 1);
    if (slowed)
        send_wrong(request, reply, 429, WORD_LINK_BUSY);
    else
        send_wrong(request, reply, 404, WORD_REFUSED_LINK);
    if (slowed)
        reply_header(reply, "Retry-After", "600");
}

enum status handle_link_open(struct request *request, struct reply *reply, struct err *err)
{
    struct link_key key;
    struct link_met met;
    struct token_hash shown;
    struct reply opened = { 0 };
    if (!flow_link_parse(request->mem, request_param(request, "token"), &key)) {
        send_wrong(request, reply, 404, WORD_REFUSED_LINK);
        return OK;
    }
    struct link_press press = press_of(request, &key, &shown);
    press.new_key = here_new_key(request, &opened);
    TRY(flow_link_press(here_of(request)->db, request->mem, &press, &met, err));
    if (met.meets == LINK_OPENS)
        go_in(request, reply, &opened, &met);
    else if (met.meets == LINK_UNKNOWN)
        refuse_link(request, reply);
    else
        answer_press(request, reply, &met);
    return OK;
}

static const struct seat *find_seat(const struct team_view *view, const struct request *request)
{
    int64_t id = 0;
    request_param_int(request, "seat", &id);
    for (size_t i = 0; i < view->members.count; i++)
        if (view->members.list[i].id.value == id)
            return &view->members.list[i];
    return NULL;
}

/* The coach's to do; in a team without one, any other member's to ask. */
static bool may_reissue(const struct who *who, const struct team_view *view,
                        const struct seat *seat)
{
    if (view->team.coach.value)
        return who->coaches;
    return who->seat.value && who->seat.value != seat->id.value;
}

static enum status find(struct request *request, struct team_view *view,
                        const struct seat **seat, struct err *err)
{
    const struct who *who = here_who(request);
    TRY(flow_team_load(here_of(request)->db, request->mem, who->team, 0, request->now, view,
                       err));
    *seat = find_seat(view, request);
    if (!*seat)
        return fail(err, NOT_FOUND, "there is no such member");
    if (!may_reissue(who, view, *seat))
        return fail(err, REFUSED, "%s", here_refusal(who->lang, REFUSED_RIGHT));
    return ending_refuses(request, &view->team, err);
}

/* The second link made again in one round cancels it: told before, not after. */
static const char *about_round(struct request *request, const struct team_view *view)
{
    if (view->next != NEXT_RUNNING)
        return NULL;
    return word(here_lang(request), flow_round_count_stands(&view->last)
                                        ? WORD_REISSUE_CANCELS
                                        : WORD_REISSUE_LEAVES_OUT);
}

static void send_reissue(struct request *request, struct reply *reply,
                         const struct team_view *view, const struct seat *seat)
{
    struct text text;
    struct html out = here_write(request, &text);
    const struct reissue_page page = {
        .frame = here_frame(request, view->team.name),
        .team_name = view->team.name,
        .home = here_team_path(request, view->team.id, ""),
        .name = seat->name,
        .action = request->path,
        .round = about_round(request, view),
        .alone = !view->team.coach.value,
        .waiting = form_has(&request->query, "attend"),
        .leaving = form_has(&request->query, "dit"),
    };
    page_reissue(&out, &page);
    here_send(reply, &text);
}

enum status handle_reissue_form(struct request *request, struct reply *reply, struct err *err)
{
    struct team_view view;
    const struct seat *seat;
    TRY(find(request, &view, &seat, err));
    send_reissue(request, reply, &view, seat);
    return OK;
}

enum status handle_reissue(struct request *request, struct reply *reply, struct err *err)
{
    struct team_view view;
    const struct seat *seat;
    struct issued_link issued;
    const struct who *who = here_who(request);
    TRY(find(request, &view, &seat, err));
    bool alone = !view.team.coach.value;
    enum status status = flow_link_reissue(here_of(request)->db, request->mem, view.team.id,
                                           seat->id, alone ? who->seat : (struct seat_id){ 0 },
                                           request->now, &issued, err);
    if (status == REFUSED)
        TRY(find(request, &view, &seat, err)); /* as the team is now */
    TRY(status);
    if (!issued.text) {
        reply_go(reply, arena_text(request->mem, "%s?attend=1", request->path));
        return OK;
    }
    const struct issued_links links = { &issued, 1 };
    return links_send(request, reply, view.team.id, view.team.name, &links, alone, err);
}
