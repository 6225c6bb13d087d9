/* The name of a team and its aim, and a person's own card. */
#include "web/handles.h"

#include <string.h>

#include "flow/charter.h"
#include "flow/me.h"
#include "flow/team.h"
#include "page/charter_html.h"
#include "web/here.h"
#include "words/date.h"

static const char *typed(struct request *request, const char *name)
{
    const char *value = form_text(request->mem, &request->form, name);
    return value ? value : "";
}

/* ---- name and aim ---- */

static void show_past(struct request *request, const struct charter *charter,
                      struct charter_page *page)
{
    struct past_aim *list = NEW_ARRAY(request->mem, struct past_aim, charter->aims.count + 1);
    for (size_t i = 0; i < charter->aims.count; i++) {
        const struct aim *aim = &charter->aims.list[i];
        if (aim->state == AIM_KEPT)
            list[page->past_count++] =
                (struct past_aim){ aim->sentence, words_date(request->mem, here_lang(request),
                                                             aim->ended_at) };
    }
    page->past = list;
}

/* With a coach, the coach gives a team its name; without one, any member. */
static bool may_rename(const struct who *who, const struct charter *charter)
{
    return charter->team.coach.value ? who->coaches : who->seat.value != 0;
}

static enum status send_charter(struct request *request, struct reply *reply, const char *wrong,
                                struct err *err)
{
    const struct who *who = here_who(request);
    struct charter charter;
    struct text text;
    TRY(flow_charter_load(here_of(request)->db, request->mem, who->team, who->seat,
                          request->now, &charter, err));
    const struct aim *proposed = &charter.proposed;
    struct charter_page page = {
        .frame = here_frame(request, word(who->lang, WORD_CHARTER_TITLE)),
        .home = here_team_path(request, who->team, ""),
        .team_name = charter.team.name,
        .action = here_team_path(request, who->team, "/charte"),
        .wrong = wrong,
        .aim = charter.team.aim,
        .typed = typed(request, "but"),
        .proposed = proposed->number ? proposed->sentence : NULL,
        .proposed_id = arena_text(request->mem, "%d", proposed->number),
        .member = who->seat.value != 0,
        .said = charter.said,
        .own = proposed->number && proposed->proposed_by.value == who->seat.value,
        .may_rename = may_rename(who, &charter),
    };
    show_past(request, &charter, &page);
    struct html out = here_write(request, &text);
    page_charter(&out, &page);
    here_send(reply, &text);
    reply->status = wrong ? 422 : 200;
    return OK;
}

enum status handle_charter(struct request *request, struct reply *reply, struct err *err)
{
    return send_charter(request, reply, NULL, err);
}

static enum status rename_team(struct request *request, enum refusal *refusal, struct err *err)
{
    const struct who *who = here_who(request);
    struct charter charter;
    TRY(flow_charter_load(here_of(request)->db, request->mem, who->team, who->seat,
                          request->now, &charter, err));
    if (!may_rename(who, &charter)) {
        *refusal = REFUSED_RIGHT;
        return fail(err, REFUSED, "only the coach may");
    }
    return flow_charter_rename(here_of(request)->db, request->mem, who->team,
                               typed(request, "nom"), request->now, refusal, err);
}

static enum status answer_aim(struct request *request, bool agrees, enum refusal *refusal,
                              struct err *err)
{
    const struct who *who = here_who(request);
    struct charter charter;
    int64_t number = 0;
    TRY(flow_charter_load(here_of(request)->db, request->mem, who->team, who->seat,
                          request->now, &charter, err));
    form_int(&request->form, "numero", 1, INT32_MAX, &number);
    /* Whoever has no seat may take back what they proposed, and no more. */
    if (!who->seat.value && (agrees || charter.proposed.proposed_by.value)) {
        *refusal = REFUSED_RIGHT;
        return fail(err, REFUSED, "the team's to say");
    }
    const struct charter_answer answer = { (int)number, who->seat, agrees };
    return flow_charter_answer(here_of(request)->db, request->mem, who->team, &answer,
                               request->now, refusal, err);
}

static enum status change(struct request *request, const char *what, enum refusal *refusal,
                          struct err *err)
{
    const struct who *who = here_who(request);
    if (what && strcmp(what, "nom") == 0)
        return rename_team(request, refusal, err);
    if (what && strcmp(what, "but") == 0)
        return flow_charter_propose(here_of(request)->db, request->mem, who->team,
                                    typed(request, "but"), who->seat, request->now, refusal,
                                    err);
    bool agrees = what && strcmp(what, "accord") == 0;
    if (!agrees && (!what || strcmp(what, "objection") != 0))
        return fail(err, BAD_INPUT, "there is no such button");
    return answer_aim(request, agrees, refusal, err);
}

enum status handle_charter_change(struct request *request, struct reply *reply, struct err *err)
{
    enum refusal refusal = NOT_REFUSED;
    enum status status = change(request, form_value(&request->form, "quoi"), &refusal, err);
    if (status == REFUSED && refusal != NOT_REFUSED)
        return send_charter(request, reply, here_refusal(here_lang(request), refusal), err);
    if (status != NOT_FOUND) /* the proposal has ended meanwhile: the page says how it stands */
        TRY(status);
    reply_go(reply, here_team_path(request, here_who(request)->team, "/charte"));
    return OK;
}

/* ---- a card ---- */

static void send_card(struct request *request, struct reply *reply,
                      const struct team_view *view, struct person_page *page)
{
    struct text text;
    struct html out = here_write(request, &text);
    page->frame = here_frame(request, word(here_lang(request), WORD_CARD_TITLE));
    page->home = here_team_path(request, view->team.id, "");
    page->team_name = view->team.name;
    page->action = request->path;
    page->name_held = view->next == NEXT_RUNNING;
    page_card(&out, page);
    here_send(reply, &text);
    reply->status = page->wrong ? 422 : 200;
}

static enum status load_view(struct request *request, struct team_view *view, struct err *err)
{
    return flow_team_load(here_of(request)->db, request->mem, here_who(request)->team, 0,
                          request->now, view, err);
}

enum status handle_card_form(struct request *request, struct reply *reply, struct err *err)
{
    const struct who *who = here_who(request);
    struct team_view view;
    struct my_seat mine;
    TRY(load_view(request, &view, err));
    TRY(flow_me_load(here_of(request)->db, request->mem, who->team, who->seat, &mine, err));
    struct person_page page = {
        .name = mine.seat.name,
        .craft = mine.seat.craft,
        .horizon = mine.seat.horizon,
        .works_best = mine.seat.works_best,
    };
    send_card(request, reply, &view, &page);
    return OK;
}

enum status handle_card(struct request *request, struct reply *reply, struct err *err)
{
    const struct who *who = here_who(request);
    struct team_view view;
    enum refusal refusal = NOT_REFUSED;
    struct person_page page = {
        .name = typed(request, "name"),
        .craft = typed(request, "craft"),
        .horizon = typed(request, "horizon"),
        .works_best = typed(request, "works_best"),
    };
    const struct card card = {
        .member = { .name = page.name, .craft = page.craft, .horizon = page.horizon },
        .works_best = page.works_best,
    };
    enum status status = flow_charter_card(here_of(request)->db, request->mem, who->team,
                                           who->seat, &card, request->now, &refusal, err);
    if (status == REFUSED) {
        page.wrong = here_refusal(who->lang, refusal);
        TRY(load_view(request, &view, err));
        send_card(request, reply, &view, &page);
        return OK;
    }
    TRY(status);
    reply_go(reply, here_team_path(request, who->team, ""));
    return OK;
}
