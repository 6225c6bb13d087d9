/* Who is in a team changes, as its coach says or as two of its members do. */
#include "web/handles.h"

#include <string.h>

#include "flow/roster.h"
#include "flow/team.h"
#include "page/charter_html.h"
#include "web/ending.h"
#include "web/links.h"

static const char *typed(struct request *request, const char *name)
{
    const char *value = form_text(request->mem, &request->form, name);
    return value ? value : "";
}

/* With a coach, the coach's to do; without one, any member's. */
static enum status find_team(struct request *request, struct team_view *view, struct err *err)
{
    const struct who *who = here_who(request);
    TRY(flow_team_load(here_of(request)->db, request->mem, who->team, 0, request->now, view,
                       err));
    bool may = view->team.coach.value ? who->coaches : who->seat.value != 0;
    return may ? ending_refuses(request, &view->team, err)
               : fail(err, REFUSED, "%s", here_refusal(who->lang, REFUSED_RIGHT));
}

static struct seat_id asker(const struct request *request, const struct team_view *view)
{
    const struct who *who = request->who;
    return view->team.coach.value ? (struct seat_id){ 0 } : who->seat;
}

static void send_form(struct request *request, struct reply *reply,
                      const struct team_view *view, const char *wrong)
{
    struct text text;
    struct html out = here_write(request, &text);
    const struct person_page page = {
        .frame = here_frame(request, word(here_lang(request), WORD_ADD_TITLE)),
        .home = here_team_path(request, view->team.id, ""),
        .team_name = view->team.name,
        .action = request->path,
        .wrong = wrong,
        .name = typed(request, "name"),
        .craft = typed(request, "craft"),
        .horizon = typed(request, "horizon"),
        .alone = !view->team.coach.value,
        .proposed = form_has(&request->query, "propose"),
    };
    page_add_person(&out, &page);
    here_send(reply, &text);
    reply->status = wrong ? 422 : 200;
}

enum status handle_add_form(struct request *request, struct reply *reply, struct err *err)
{
    struct team_view view;
    TRY(find_team(request, &view, err));
    send_form(request, reply, &view, NULL);
    return OK;
}

static enum status send_link(struct request *request, struct reply *reply,
                             const struct team_view *view, struct issued_link *issued,
                             struct err *err)
{
    const struct issued_links links = { issued, 1 };
    return links_send(request, reply, view->team.id, view->team.name, &links, false, err);
}

enum status handle_add(struct request *request, struct reply *reply, struct err *err)
{
    struct team_view view;
    struct issued_link issued;
    enum refusal refusal = NOT_REFUSED;
    TRY(find_team(request, &view, err));
    const struct group_member member = {
        .name = typed(request, "name"),
        .craft = typed(request, "craft"),
        .horizon = typed(request, "horizon"),
        .manager = form_has(&request->form, "manager"),
    };
    enum status status =
        flow_roster_add(here_of(request)->db, request->mem, view.team.id, &member,
                        asker(request, &view), request->now, &issued, &refusal, err);
    if (status == REFUSED) {
        send_form(request, reply, &view, here_refusal(here_lang(request), refusal));
        return OK;
    }
    TRY(status);
    if (issued.text)
        return send_link(request, reply, &view, &issued, err);
    reply_go(reply, arena_text(request->mem, "%s?propose=1", request->path));
    return OK;
}

enum status handle_newcomer(struct request *request, struct reply *reply, struct err *err)
{
    struct team_view view;
    struct issued_link issued;
    enum refusal refusal = NOT_REFUSED;
    TRY(find_team(request, &view, err));
    const char *said = form_value(&request->form, "reponse");
    struct roster_answer answer = { .by = asker(request, &view),
                                    .yes = said && strcmp(said, "oui") == 0 };
    request_param_int(request, "newcomer", &answer.newcomer);
    if (!said || (!answer.yes && strcmp(said, "non") != 0) || !answer.by.value)
        return fail(err, BAD_INPUT, "there is no such button");
    enum status status = flow_roster_answer(here_of(request)->db, request->mem, view.team.id,
                                            &answer, request->now, &issued, &refusal, err);
    if (status == REFUSED)
        return fail(err, REFUSED, "%s", here_refusal(here_lang(request), refusal));
    TRY(status);
    if (issued.text)
        return send_link(request, reply, &view, &issued, err);
    reply_go(reply, here_team_path(request, view.team.id, ""));
    return OK;
}

enum status handle_leave(struct request *request, struct reply *reply, struct err *err)
{
    struct team_view view;
    struct seat_id seat = { 0 };
    enum refusal refusal = NOT_REFUSED;
    bool left = false;
    TRY(find_team(request, &view, err));
    request_param_int(request, "seat", &seat.value);
    enum status status =
        flow_roster_leave(here_of(request)->db, request->mem, view.team.id, seat,
                          asker(request, &view), request->now, &left, &refusal, err);
    if (status == REFUSED && refusal != NOT_REFUSED)
        return fail(err, REFUSED, "%s", here_refusal(here_lang(request), refusal));
    TRY(status);
    const char *rest =
        left ? "" : arena_text(request->mem, "/place/%lld?dit=1", (long long)seat.value);
    reply_go(reply, here_team_path(request, view.team.id, rest));
    return OK;
}
