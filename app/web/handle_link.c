/* A personal link: looked at, opened, made again. */
#include "web/handles.h"

#include <string.h>

#include "flow/team.h"
#include "page/link_html.h"
#include "secret/secret.h"
#include "web/links.h"
#include "web/slow_down.h"

static void send_link(struct request *request, struct reply *reply, const char *wrong)
{
    struct text text;
    struct html out = here_write(request, &text);
    const struct link_page page = {
        .frame = here_frame(request, word(here_lang(request), WORD_LINK_TITLE)),
        .action = request->path,
        .wrong = wrong,
    };
    page_link(&out, &page);
    here_send(reply, &text);
    reply->status = wrong ? 404 : 200;
}

/* Mail scanners and previews look at links, and so may whoever made them: looking changes
 * nothing, and tells nothing of whether the link was opened. */
enum status handle_link_look(struct request *request, struct reply *reply, struct err *err)
{
    struct link_key key;
    (void)err;
    bool fits = flow_link_parse(request->mem, request_param(request, "token"), &key);
    send_link(request, reply, fits ? NULL : word(here_lang(request), WORD_REFUSED_LINK));
    return OK;
}

/* For the person's own list of devices: enough to know which, not more. */
static const char *label_of(const struct request *request)
{
    static const char *const known[] = { "iPhone",  "iPad",      "Android",
                                         "Windows", "Macintosh", "Linux" };
    for (size_t i = 0; request->user_agent && i < sizeof known / sizeof *known; i++)
        if (strstr(request->user_agent, known[i]))
            return known[i];
    return "";
}

/* A name for one that is not known yet: it says nothing of the keys it will show. */
static struct token_hash browser_of(struct request *request)
{
    const struct visitor *visitor = &here_who(request)->visitor;
    struct secret_token token = secret_token_new();
    struct token_hash name;
    secret_hash(token.text, name.text);
    return visitor->known ? visitor->browser : name;
}

/* A link is looked at before anyone is slowed, so that a good one opens whatever others behind
 * the same address tried. */
static void refuse_link(struct request *request, struct reply *reply)
{
    bool slowed = !slow_down_take(SLOW_LINKS, request, NULL, 1);
    send_link(request, reply,
              word(here_lang(request), slowed ? WORD_LINK_BUSY : WORD_REFUSED_LINK));
    if (!slowed)
        return;
    reply->status = 429;
    reply_header(reply, "Retry-After", "600");
}

enum status handle_link_open(struct request *request, struct reply *reply, struct err *err)
{
    struct link_key key;
    struct seat seat;
    if (!flow_link_parse(request->mem, request_param(request, "token"), &key)) {
        send_link(request, reply, word(here_lang(request), WORD_REFUSED_LINK));
        return OK;
    }
    struct reply opened = { 0 };
    const struct link_press press = {
        .key = key,
        .browser = browser_of(request),
        .new_key = here_new_key(request, &opened),
        .label = label_of(request),
        .now = request->now,
    };
    enum status status = flow_link_open(here_of(request)->db, request->mem, &press, &seat, err);
    if (status == REFUSED) {
        refuse_link(request, reply);
        return OK;
    }
    TRY(status);
    *reply = opened;
    reply_go(reply, here_team_path(request, key.team, ""));
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
    return OK;
}

static void send_reissue(struct request *request, struct reply *reply,
                         const struct team_view *view, const struct seat *seat, bool waiting)
{
    struct text text;
    struct html out = here_write(request, &text);
    const struct reissue_page page = {
        .frame = here_frame(request, view->team.name),
        .team_name = view->team.name,
        .home = here_team_path(request, view->team.id, ""),
        .name = seat->name,
        .action = request->path,
        .alone = !view->team.coach.value,
        .waiting = waiting,
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
    send_reissue(request, reply, &view, seat, false);
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
    TRY(flow_link_reissue(here_of(request)->db, request->mem, view.team.id, seat->id,
                          alone ? who->seat : (struct seat_id){ 0 }, request->now, &issued,
                          err));
    if (!issued.text) {
        send_reissue(request, reply, &view, seat, true);
        return OK;
    }
    const struct issued_links links = { &issued, 1 };
    return links_send(request, reply, view.team.id, view.team.name, &links, alone, err);
}
