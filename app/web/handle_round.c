/* A coach leads a round: opens, follows by a count, extends, closes, cancels. */
#include "web/handles.h"

#include <string.h>

#include "flow/round_links.h"
#include "flow/team.h"
#include "page/team_html.h"
#include "web/here.h"
#include "words/date.h"

enum { DAY_SECONDS = 86400, USUAL_DAYS = 7, TOLD_FROM = 3 };

/* When the count is made again, as the coach reads it. */
static const char *next_count(struct request *request, const struct team_view *view)
{
    int64_t next = flow_round_next_count(request->now);
    bool today = strcmp(words_date_field(request->mem, next),
                        words_date_field(request->mem, request->now)) == 0;
    return word(here_lang(request), next >= view->last.announced_at ? WORD_ROUND_COUNT_AT_END
                                    : today                         ? WORD_ROUND_COUNT_TODAY
                                            : WORD_ROUND_COUNT_TOMORROW);
}

/* At least: between two counts some may have answered, and none is told. */
static const char *count_text(struct request *request, const struct team_view *view)
{
    enum lang lang = here_lang(request);
    int told = view->last.told_count;
    const char *members = arena_text(request->mem, "%zu", view->members.count);
    if (view->last.state != ROUND_OPEN)
        return words_count(request->mem, lang, WORD_ANSWERS_OF, (size_t)told,
                           (const char *const[]){ members }, 1);
    if (flow_round_count_stands(&view->last))
        return words_fill(
            request->mem, lang,
            told < TOLD_FROM ? WORD_ROUND_COUNT_STANDS_NONE : WORD_ROUND_COUNT_STANDS,
            (const char *const[]){ arena_text(request->mem, "%d", told), members }, 2);
    if (told < TOLD_FROM)
        return words_fill(request->mem, lang, WORD_ROUND_COUNT_NONE,
                          (const char *const[]){ members }, 1);
    const char *figure = arena_text(request->mem, "%d", told);
    return words_fill(request->mem, lang, WORD_ROUND_COUNT,
                      (const char *const[]){ figure, members, next_count(request, view) }, 3);
}

static const char *held_text(struct request *request, const struct team_view *view)
{
    if (view->last.state != ROUND_OPEN || view->last.held_until <= request->now)
        return NULL;
    const char *until = words_date(request->mem, here_lang(request), view->last.held_until);
    return words_fill(request->mem, here_lang(request), WORD_ROUND_HELD,
                      (const char *const[]){ until }, 1);
}

static enum round_view view_of(const struct team_view *view)
{
    if (view->next == NEXT_RUNNING)
        return ROUND_IS_OPEN;
    if (view->next == NEXT_RESTITUTION)
        return ROUND_WAITS;
    return view->last.number ? ROUND_SHOWN : ROUND_NONE;
}

static void fill(struct request *request, const struct team_view *view, struct round_page *page)
{
    enum lang lang = here_lang(request);
    struct arena *mem = request->mem;
    int64_t now = request->now;
    int64_t opened = page->view == ROUND_IS_OPEN ? view->last.opened_at : now;
    int64_t usual = now + (int64_t)USUAL_DAYS * DAY_SECONDS;
    const char *number = arena_text(mem, "%d", view->last.number);
    page->kicker = page->view == ROUND_NONE ? word(lang, WORD_ROUND_KICKER_NONE)
                                            : words_fill(mem, lang, WORD_ROUND_KICKER,
                                                         (const char *const[]){ number }, 1);
    page->count = count_text(request, view);
    page->held = held_text(request, view);
    page->closes =
        words_fill(mem, lang, WORD_ROUND_UNTIL,
                   (const char *const[]){ words_deadline(mem, lang, view->next_at) }, 1);
    page->date = words_date_field(mem, usual);
    page->date_min = words_date_field(mem, now);
    page->date_max = words_date_field(mem, opened + (int64_t)ROUND_DAYS_MAX * DAY_SECONDS);
    page->restitution = here_team_path(request, view->team.id,
                                       arena_text(mem, "/restitution/%d", view->last.number));
}

static enum status send_round(struct request *request, struct reply *reply, const char *wrong,
                              struct err *err)
{
    struct team_view view;
    struct text text;
    struct here *here = here_of(request);
    struct team_id team = here_who(request)->team;
    TRY(flow_team_load(here->db, request->mem, team, 0, request->now, &view, err));
    struct round_page page = {
        .frame = here_frame(request, word(here_lang(request), WORD_ROUND_TITLE)),
        .team_name = view.team.name,
        .home = here_team_path(request, team, ""),
        .view = view_of(&view),
        .wrong = wrong,
    };
    fill(request, &view, &page);
    struct html out = here_write(request, &text);
    page_round(&out, &page);
    here_send(reply, &text);
    reply->status = wrong ? 422 : 200;
    return OK;
}

enum status handle_round(struct request *request, struct reply *reply, struct err *err)
{
    return send_round(request, reply, NULL, err);
}

/* Back to the page, with the reason beside the form when it was refused. */
static enum status after(struct request *request, struct reply *reply, enum status status,
                         enum refusal refusal, struct err *err)
{
    const struct who *who = here_who(request);
    if (status == REFUSED && !who->coaches)
        return fail(err, REFUSED, "%s", here_refusal(who->lang, refusal));
    if (status == REFUSED)
        return send_round(request, reply, here_refusal(who->lang, refusal), err);
    TRY(status);
    reply_go(reply, here_team_path(request, who->team, who->coaches ? "/barometre" : ""));
    return OK;
}

static bool read_date(const struct request *request, int64_t *out)
{
    if (!words_date_parse(form_value(&request->form, "date"), out))
        return false;
    ++*out; /* the whole day: its last second is still in time */
    return true;
}

/* With a coach, the coach's to do; without one, any member's, who gains nothing by it. */
static enum status may_open(struct request *request, struct err *err)
{
    const struct who *who = here_who(request);
    struct team_view view;
    TRY(flow_team_load(here_of(request)->db, request->mem, who->team, 0, request->now, &view,
                       err));
    if (view.team.coach.value ? who->coaches : who->seat.value != 0)
        return OK;
    return fail(err, REFUSED, "%s", here_refusal(who->lang, REFUSED_RIGHT));
}

enum status handle_round_open(struct request *request, struct reply *reply, struct err *err)
{
    struct here *here = here_of(request);
    enum refusal refusal = NOT_REFUSED;
    int64_t closes_at = 0;
    TRY(may_open(request, err));
    read_date(request, &closes_at);
    enum status status =
        flow_round_open(here->db, request->mem, here_who(request)->team, here->rules.instrument,
                        request->now, closes_at, &refusal, err);
    return after(request, reply, status, refusal, err);
}

enum status handle_round_extend(struct request *request, struct reply *reply, struct err *err)
{
    enum refusal refusal = NOT_REFUSED;
    int64_t closes_at = 0;
    read_date(request, &closes_at);
    enum status status =
        flow_round_extend(here_of(request)->db, request->mem, here_who(request)->team,
                          request->now, closes_at, &refusal, err);
    return after(request, reply, status, refusal, err);
}

enum status handle_round_close(struct request *request, struct reply *reply, struct err *err)
{
    struct here *here = here_of(request);
    struct round round;
    enum refusal refusal = NOT_REFUSED;
    const struct who *who = here_who(request);
    if (who->seat.value)
        TRY(flow_round_leave_out(here->db, request->mem, who->team, who->seat, err));
    enum status status = flow_round_close(here->db, request->mem, here_who(request)->team,
                                          &here->rules, request->now, &round, &refusal, err);
    return after(request, reply, status, refusal, err);
}

enum status handle_round_cancel(struct request *request, struct reply *reply, struct err *err)
{
    enum refusal refusal = NOT_REFUSED;
    enum status status =
        flow_round_cancel(here_of(request)->db, request->mem, here_who(request)->team,
                          request->now, &refusal, err);
    return after(request, reply, status, refusal, err);
}
