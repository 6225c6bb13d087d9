/* A coach proposes a team to another, who answers on the page of their own teams. */
#include "web/handles.h"

#include <string.h>

#include "flow/hand_over.h"
#include "page/hand_over_html.h"
#include "web/ending.h"

static enum status send_page(struct request *request, struct reply *reply, const char *wrong,
                             struct err *err)
{
    const struct who *who = here_who(request);
    struct ending_view view;
    const char *pending = NULL;
    struct text text;
    TRY(flow_ending_load(here_of(request)->db, request->mem, who->team, who->seat, request->now,
                         &view, err));
    TRY(flow_hand_over_pending(here_of(request)->db, request->mem, who->team, request->now,
                               &pending, err));
    const char *typed = wrong ? form_text(request->mem, &request->form, "email") : NULL;
    const struct hand_over_page page = {
        .frame = here_frame(request, word(who->lang, WORD_HAND_OVER_TITLE)),
        .team_name = view.team.name,
        .home = here_team_path(request, who->team, ""),
        .pending = pending,
        .wrong = wrong,
        .typed = typed ? typed : "",
    };
    struct html out = here_write(request, &text);
    page_hand_over(&out, &page);
    here_send(reply, &text);
    reply->status = wrong ? 422 : 200;
    return OK;
}

enum status handle_hand_over_form(struct request *request, struct reply *reply, struct err *err)
{
    return send_page(request, reply, NULL, err);
}

enum status handle_hand_over(struct request *request, struct reply *reply, struct err *err)
{
    const struct who *who = here_who(request);
    const char *what = form_value(&request->form, "quoi");
    const char *email = form_text(request->mem, &request->form, "email");
    bool proposes = what && strcmp(what, "proposer") == 0;
    enum refusal refusal = NOT_REFUSED;
    const struct hand_over_wish wish = { who->visitor.coach, proposes && email ? email : "" };
    if (!proposes && !(what && strcmp(what, "retirer") == 0))
        return fail(err, BAD_INPUT, "there is no such button");
    if (proposes && !*wish.email)
        return send_page(request, reply, here_refusal(who->lang, REFUSED_ADDRESS), err);
    enum status status = flow_hand_over_propose(here_of(request)->db, request->mem, who->team,
                                                &wish, request->now, &refusal, err);
    if (status == REFUSED && refusal != NOT_REFUSED)
        return send_page(request, reply, here_refusal(who->lang, refusal), err);
    TRY(status);
    reply_go(reply, here_team_path(request, who->team, "/confier"));
    return OK;
}

/* A proposal taken back meanwhile is nobody's fault: the page of one's teams says how it is. */
enum status handle_hand_over_answer(struct request *request, struct reply *reply,
                                    struct err *err)
{
    const struct who *who = here_who(request);
    const char *answer = form_value(&request->form, "reponse");
    const struct hand_over_answer given = { who->visitor.coach,
                                            answer && strcmp(answer, "oui") == 0 };
    if (given.yes && visitor_seat(&who->visitor, who->team).value)
        return fail(err, REFUSED, "%s", here_refusal(who->lang, REFUSED_SITS));
    if (!given.yes && !(answer && strcmp(answer, "non") == 0))
        return fail(err, BAD_INPUT, "there is no such button");
    enum status status = flow_hand_over_answer(here_of(request)->db, request->mem, who->team,
                                               &given, request->now, err);
    if (status != NOT_FOUND)
        TRY(status);
    reply_go(reply,
             given.yes && status == OK ? here_team_path(request, who->team, "") : "/coach");
    return OK;
}
