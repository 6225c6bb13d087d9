/* A team is put away or deleted, and that is undone. */
#include "web/handles.h"

#include <string.h>

#include "page/ending_html.h"
#include "web/ending.h"

static enum status load(struct request *request, struct ending_view *view, struct err *err)
{
    const struct who *who = here_who(request);
    TRY(flow_ending_load(here_of(request)->db, request->mem, who->team, who->seat, request->now,
                         view, err));
    return ending_may(who, &view->team)
               ? OK
               : fail(err, REFUSED, "%s", here_refusal(who->lang, REFUSED_RIGHT));
}

static enum status send_page(struct request *request, struct reply *reply, const char *wrong,
                             struct err *err)
{
    struct ending_view view;
    struct text text;
    TRY(load(request, &view, err));
    const char *typed = form_text(request->mem, &request->form, "nom");
    enum ending_state state = flow_ending_state(&view.team);
    struct ending_page page = {
        .frame = here_frame(request, word(here_lang(request), WORD_ENDING_TITLE)),
        .team_name = view.team.name,
        .home = here_team_path(request, view.team.id, ""),
        .action = here_team_path(request, view.team.id, "/fin"),
        .wrong = wrong,
        .typed = typed ? typed : "",
        .deleted_when = state == TEAM_DELETING ? ending_state_said(request, &view.team) : NULL,
        .archived = view.team.archived_at != 0,
        .alone = !view.team.coach.value,
        .archive_asked = view.asked[ENDING_ARCHIVE],
        .archive_own = view.own[ENDING_ARCHIVE],
        .delete_asked = view.asked[ENDING_DELETE],
        .delete_own = view.own[ENDING_DELETE],
    };
    page.frame.ending = NULL; /* this page says it itself */
    struct html out = here_write(request, &text);
    page_ending(&out, &page);
    here_send(reply, &text);
    reply->status = wrong ? 422 : 200;
    return OK;
}

enum status handle_ending_form(struct request *request, struct reply *reply, struct err *err)
{
    return send_page(request, reply, NULL, err);
}

static bool read_button(const struct request *request, struct ending_change *out)
{
    static const struct {
        const char *value;
        enum ending what;
        enum ending_step step;
    } buttons[] = {
        { "archiver", ENDING_ARCHIVE, ENDING_ASK },
        { "reprendre", ENDING_ARCHIVE, ENDING_CLEAR },
        { "retirer-archive", ENDING_ARCHIVE, ENDING_WITHDRAW },
        { "supprimer", ENDING_DELETE, ENDING_ASK },
        { "arreter", ENDING_DELETE, ENDING_CLEAR },
        { "retirer-suppression", ENDING_DELETE, ENDING_WITHDRAW },
    };
    const char *pressed = form_value(&request->form, "quoi");
    for (size_t i = 0; pressed && i < sizeof buttons / sizeof *buttons; i++)
        if (strcmp(buttons[i].value, pressed) == 0) {
            out->what = buttons[i].what;
            out->step = buttons[i].step;
            return true;
        }
    return false;
}

enum status handle_ending(struct request *request, struct reply *reply, struct err *err)
{
    const struct who *who = here_who(request);
    struct ending_view view;
    enum refusal refusal = NOT_REFUSED;
    struct ending_change change = { .seat = who->seat,
                                    .typed = form_text(request->mem, &request->form, "nom") };
    if (who->coaches)
        change.coach = who->visitor.coach;
    TRY(load(request, &view, err));
    if (!read_button(request, &change))
        return fail(err, BAD_INPUT, "there is no such button");
    enum status status = flow_ending_change(here_of(request)->db, request->mem, who->team,
                                            &change, request->now, &refusal, err);
    if (status == REFUSED && refusal != NOT_REFUSED)
        return send_page(request, reply, here_refusal(who->lang, refusal), err);
    TRY(status);
    reply_go(reply, here_team_path(request, who->team, "/fin"));
    return OK;
}
