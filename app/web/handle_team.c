/* A team's page, and a coach's teams. */
#include "web/handles.h"

#include <inttypes.h>
#include <string.h>

#include "flow/answer.h"
#include "flow/hand_over.h"
#include "flow/letter.h"
#include "flow/portrait.h"
#include "flow/team.h"
#include "page/team_html.h"
#include "web/ending.h"
#include "words/date.h"

enum { JOURNAL_LINES = 30, USUAL_DAYS = 7, DAY_SECONDS = 86400 };

static bool is_among(const struct undelivered *seats, struct seat_id seat)
{
    for (size_t i = 0; i < seats->count; i++)
        if (seats->list[i].value == seat.value)
            return true;
    return false;
}

/* Told to those who can make the link again. */
static const struct team_seat *show_seats(struct request *request, const struct team_view *view,
                                          const struct undelivered *undelivered)
{
    const struct who *who = here_who(request);
    struct team_seat *list = NEW_ARRAY(request->mem, struct team_seat, view->members.count);
    for (size_t i = 0; i < view->members.count; i++) {
        const struct seat *seat = &view->members.list[i];
        bool self = seat->id.value == who->seat.value;
        bool may = flow_ending_state(&view->team) == TEAM_ACTIVE &&
                   (view->team.coach.value ? who->coaches : who->seat.value && !self);
        const char *rest = arena_text(request->mem, "/place/%" PRId64, seat->id.value);
        list[i] = (struct team_seat){
            .name = seat->name,
            .initials = seat->initials,
            .craft = seat->craft,
            .horizon = seat->horizon,
            .works_best = seat->works_best,
            .reissue = may ? here_team_path(request, view->team.id, rest) : NULL,
            .manager = seat->manager,
            .self = self,
            .undelivered = may && is_among(undelivered, seat->id),
        };
    }
    return list;
}

static const char *name_of(enum lang lang, const struct team_view *view, struct seat_id seat)
{
    for (size_t i = 0; i < view->members.count; i++)
        if (view->members.list[i].id.value == seat.value)
            return view->members.list[i].name;
    return word(lang, WORD_JOURNAL_SOMEONE_GONE);
}

static enum word journal_word(const char *kind)
{
    static const struct {
        const char *kind;
        enum word word;
    } known[] = {
        { "team.created", WORD_JOURNAL_TEAM_CREATED },
        { "team.taken_in", WORD_JOURNAL_TEAM_TAKEN_IN },
        { "link.reissued", WORD_JOURNAL_LINK_REISSUED },
        { "round.opened", WORD_JOURNAL_ROUND_OPENED },
        { "round.extended", WORD_JOURNAL_ROUND_EXTENDED },
        { "round.cancelled", WORD_JOURNAL_ROUND_CANCELLED },
        { "round.cancelled_by_links", WORD_JOURNAL_ROUND_CANCELLED_BY_LINKS },
        { "link.pressed", WORD_JOURNAL_LINK_PRESSED },
        { "round.closed", WORD_JOURNAL_ROUND_CLOSED },
        { "raw.exported", WORD_JOURNAL_RAW_EXPORTED },
        { "member.joined", WORD_JOURNAL_MEMBER_JOINED },
        { "member.left", WORD_JOURNAL_MEMBER_LEFT },
        { "member.renamed", WORD_JOURNAL_MEMBER_RENAMED },
        { "team.renamed", WORD_JOURNAL_TEAM_RENAMED },
        { "aim.proposed", WORD_JOURNAL_AIM_PROPOSED },
        { "aim.kept", WORD_JOURNAL_AIM_KEPT },
        { "aim.dropped", WORD_JOURNAL_AIM_DROPPED },
        { "team.archived", WORD_JOURNAL_TEAM_ARCHIVED },
        { "team.unarchived", WORD_JOURNAL_TEAM_UNARCHIVED },
        { "team.archive_proposed", WORD_JOURNAL_TEAM_ARCHIVE_PROPOSED },
        { "team.archive_withdrawn", WORD_JOURNAL_TEAM_ARCHIVE_WITHDRAWN },
        { "team.delete_proposed", WORD_JOURNAL_TEAM_DELETE_PROPOSED },
        { "team.delete_withdrawn", WORD_JOURNAL_TEAM_DELETE_WITHDRAWN },
        { "team.delete_asked", WORD_JOURNAL_TEAM_DELETE_ASKED },
        { "team.delete_stopped", WORD_JOURNAL_TEAM_DELETE_STOPPED },
        { "team.handed_over", WORD_JOURNAL_TEAM_HANDED_OVER },
        { "team.left_to_members", WORD_JOURNAL_TEAM_LEFT_TO_MEMBERS },
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i].kind, kind) == 0)
            return known[i].word;
    return WORD_JOURNAL_OTHER;
}

static const struct journal_line *show_journal(struct request *request,
                                               const struct team_view *view)
{
    enum lang lang = here_lang(request);
    struct journal_line *list =
        NEW_ARRAY(request->mem, struct journal_line, view->journal.count);
    for (size_t i = 0; i < view->journal.count; i++) {
        const struct happening *happening = &view->journal.list[i];
        enum word id = journal_word(happening->kind);
        const char *about =
            id == WORD_JOURNAL_OTHER ? happening->kind
            : id == WORD_JOURNAL_TEAM_RENAMED || id == WORD_JOURNAL_TEAM_HANDED_OVER
                ? happening->detail
                : name_of(lang, view, happening->seat);
        list[i] = (struct journal_line){
            .when = words_date(request->mem, lang, happening->at),
            .what = words_fill(request->mem, lang, id, (const char *const[]){ about }, 1),
        };
    }
    return list;
}

/* Who has answered is told so, and that it may still change. Someone who came after the round
 * was opened has nothing to do. */
static enum status show_own_part(struct request *request, const struct team_view *view,
                                 struct team_page *page, struct err *err)
{
    const struct who *who = here_who(request);
    const char *until = words_deadline(request->mem, who->lang, view->next_at);
    struct participant own;
    enum status found = flow_answer_part(here_of(request)->db, request->mem, who->team,
                                         view->last.id, who->seat, &own, err);
    if (found == NOT_FOUND)
        return OK;
    TRY(found);
    if (view->next_at <= request->now) { /* over; the clock comes by within half a minute */
        page->next = word(who->lang, WORD_TEAM_NEXT_OVER);
        return OK;
    }
    bool done = own.submitted != NOT_SUBMITTED;
    page->next = words_fill(request->mem, who->lang,
                            done ? WORD_TEAM_NEXT_ANSWERED : WORD_TEAM_NEXT_ANSWER, &until, 1);
    page->next_go = word(who->lang, done           ? WORD_TEAM_NEXT_ANSWERED_GO
                                    : own.step > 0 ? WORD_TEAM_NEXT_GO_ON
                                                   : WORD_TEAM_NEXT_ANSWER_GO);
    page->next_path = here_team_path(request, view->team.id, "/repondre");
    return OK;
}

/* What a member does next is to answer; what a coach does next is to lead. */
static enum status show_next(struct request *request, const struct team_view *view,
                             struct team_page *page, struct err *err)
{
    const struct who *who = here_who(request);
    enum lang lang = who->lang;
    bool waits = view->next == NEXT_RESTITUTION;
    bool begins = view->next == NEXT_OPEN || view->next == NEXT_LATER;
    if (begins && flow_ending_state(&view->team) != TEAM_ACTIVE)
        return OK; /* the banner says what comes */
    page->next = word(lang, waits ? WORD_TEAM_NEXT_WAIT : WORD_TEAM_NEXT_NONE);
    if (who->seat.value && view->next == NEXT_RUNNING)
        return show_own_part(request, view, page, err);
    if (!who->coaches)
        return OK;
    page->next = word(lang, waits ? WORD_TEAM_NEXT_WAIT : WORD_TEAM_NEXT_LEAD);
    page->next_go = word(lang, waits ? WORD_TEAM_NEXT_RESTITUTION_GO : WORD_TEAM_NEXT_LEAD_GO);
    page->next_path = here_team_path(
        request, view->team.id,
        waits ? arena_text(request->mem, "/restitution/%d", view->last.number) : "/barometre");
    return OK;
}

static void show_newcomers(struct request *request, const struct team_view *view,
                           struct team_page *page)
{
    const struct newcomers *newcomers = &view->newcomers;
    struct proposed_seat *list =
        NEW_ARRAY(request->mem, struct proposed_seat, newcomers->count);
    for (size_t i = 0; i < newcomers->count; i++) {
        const struct newcomer *one = &newcomers->list[i];
        const char *rest = arena_text(request->mem, "/arrivee/%" PRId64, one->id);
        list[i] = (struct proposed_seat){
            .name = one->name,
            .craft = one->craft,
            .answer = here_team_path(request, view->team.id, rest),
            .own = one->asked_by.value == here_who(request)->seat.value,
        };
    }
    page->proposed = list;
    page->proposed_count = newcomers->count;
}

/* What this visitor may change: with a coach, the coach; without one, any member. */
static void show_changes(struct request *request, const struct team_view *view,
                         struct team_page *page)
{
    const struct who *who = here_who(request);
    bool alone = !view->team.coach.value && who->seat.value;
    page->member = who->seat.value != 0;
    if (ending_may(who, &view->team))
        page->ending = here_team_path(request, view->team.id, "/fin");
    if (who->coaches)
        page->hand_over = here_team_path(request, view->team.id, "/confier");
    if (flow_ending_state(&view->team) != TEAM_ACTIVE)
        return;
    page->aim_proposed = view->aim_proposed;
    if (alone)
        show_newcomers(request, view, page);
    if ((alone || who->coaches) && view->members.count < TEAM_MAX)
        page->add = here_team_path(request, view->team.id, "/ajouter");
    if (!alone || view->next != NEXT_OPEN || view->members.count < TEAM_MIN)
        return;
    page->date = words_date_field(request->mem, request->now + USUAL_DAYS * DAY_SECONDS);
    page->date_min = words_date_field(request->mem, request->now);
    page->date_max =
        words_date_field(request->mem, request->now + ROUND_DAYS_MAX * DAY_SECONDS);
}

enum status handle_team(struct request *request, struct reply *reply, struct err *err)
{
    struct team_view view;
    struct undelivered undelivered;
    struct text text;
    const struct who *who = here_who(request);
    TRY(flow_team_load(here_of(request)->db, request->mem, who->team, JOURNAL_LINES,
                       request->now, &view, err));
    TRY(flow_letters_undelivered(here_of(request)->db, request->mem, who->team, &undelivered,
                                 err));
    struct team_page page = {
        .frame = here_frame(request, view.team.name),
        .name = view.team.name,
        .aim = view.team.aim,
        .home = here_team_path(request, view.team.id, ""),
        .coach = who->coaches,
        .invented = view.team.invented,
        .seat_count = view.members.count,
        .seats = show_seats(request, &view, &undelivered),
        .journal_count = view.journal.count,
        .journal = show_journal(request, &view),
    };
    if (who->seat.value)
        page.frame.open = arena_text(
            request->mem, "%" PRId64 ".%" PRId64 ".%" PRId64, view.team.id.value,
            who->seat.value, view.next == NEXT_RUNNING ? view.last.id.value : (int64_t)0);
    TRY(show_next(request, &view, &page, err));
    show_changes(request, &view, &page);
    if (view.shown)
        page.portrait = here_team_path(request, view.team.id,
                                       arena_text(request->mem, "/portrait/%d", view.shown));
    struct html out = here_write(request, &text);
    page_team(&out, request->mem, &page);
    here_send(reply, &text);
    return OK;
}

/* ---- the coach's list ---- */

struct next_words {
    enum word next, more, go;
    const char *rest; /* of the path */
};

static struct next_words words_for(struct request *request, const struct team_view *view)
{
    const char *restitution = arena_text(request->mem, "/restitution/%d", view->last.number);
    switch (view->next) {
    case NEXT_RESTITUTION:
        return (struct next_words){ WORD_COACH_NEXT_RESTITUTION, WORD_COACH_MORE_RESTITUTION,
                                    WORD_COACH_GO_RESTITUTION, restitution };
    case NEXT_RUNNING:
        return (struct next_words){ WORD_COACH_NEXT_RUNNING, WORD_COACH_MORE_OPEN,
                                    WORD_COACH_GO_ROUND, "/barometre" };
    case NEXT_LATER:
        return (struct next_words){ WORD_COACH_NEXT_AGAIN, WORD_COACH_MORE_AGAIN,
                                    WORD_COACH_GO_TEAM, "" };
    case NEXT_OPEN:
        break;
    }
    return (struct next_words){ view->last.number ? WORD_COACH_NEXT_AGAIN_NOW
                                                  : WORD_COACH_NEXT_OPEN,
                                WORD_COACH_MORE_OPEN, WORD_COACH_GO_ROUND, "/barometre" };
}

/* In one phrase, what the last portrait opened says of the team's moment. */
static const char *moment_of(struct request *request, const struct portrait *portrait)
{
    enum lang lang = here_lang(request);
    const struct portrait_stage *stage = &portrait->stage;
    const char *names[STAGES];
    size_t count = 0;
    if (stage->gap != SHOWN)
        return word(lang, WORD_COACH_MOMENT_NOT_SHOWN);
    if (!stage->only_set && stage->call == STAGE_NONE_FITS)
        return word(lang, WORD_COACH_MOMENT_NONE);
    for (size_t i = 0; i < STAGES; i++)
        if (stage->in_set80[i])
            names[count++] = words_phrase(request->mem, lang, portrait->model->stage_names[i]);
    return words_choice(request->mem, lang, names, count);
}

static enum status last_portrait(struct request *request, const struct team_view *view,
                                 size_t i, struct coach_line *line, struct err *err)
{
    struct here *here = here_of(request);
    enum lang lang = here_lang(request);
    struct shown_portraits shown = { .count = 0 };
    enum refusal refusal = NOT_REFUSED;
    if (view->shown)
        TRY(flow_portrait_load(here->db, request->mem, &here->rules, view->team.id, 0, false,
                               &shown, &refusal, err));
    /* A portrait still being opened in the restitution is not summed up here. */
    bool whole = shown.count && shown.list[shown.count - 1].round.blocks_open >= BLOCKS_ALL;
    line->marks = plot_marks_picture(request->mem, lang, arena_text(request->mem, "m%zu", i),
                                     shown.portraits, whole ? shown.count : 0);
    line->said = word(lang, WORD_COACH_NO_PORTRAIT);
    line->said_when = "";
    if (!whole)
        return OK;
    const char *number = arena_text(request->mem, "%d", view->shown);
    line->said = moment_of(request, &shown.portraits[shown.count - 1]);
    line->said_when = words_fill(request->mem, lang, WORD_COACH_PORTRAIT_WHEN,
                                 (const char *const[]){ number }, 1);
    return OK;
}

static struct coach_line line_of(struct request *request, const struct team_view *view)
{
    enum lang lang = here_lang(request);
    struct arena *mem = request->mem;
    struct next_words say = words_for(request, view);
    const char *until = !view->next_at               ? ""
                        : view->next == NEXT_RUNNING ? words_deadline(mem, lang, view->next_at)
                                                     : words_date(mem, lang, view->next_at);
    bool ends = flow_ending_state(&view->team) == TEAM_DELETING;
    const char *since = words_date(mem, lang, view->team.created_at);
    return (struct coach_line){
        .path = here_team_path(request, view->team.id, ""),
        .name = view->team.name,
        .facts = words_count(mem, lang, WORD_COACH_FACTS, view->members.count,
                             (const char *const[]){ since }, 1),
        .next = ends ? ending_state_said(request, &view->team)
                     : words_fill(mem, lang, say.next, (const char *const[]){ until }, 1),
        .next_more = word(lang, ends ? WORD_COACH_MORE_DELETING : say.more),
        .next_go = word(lang, ends ? WORD_COACH_GO_TEAM : say.go),
        .next_path = here_team_path(request, view->team.id, ends ? "" : say.rest),
        .due = view->next == NEXT_RESTITUTION,
    };
}

/* What is in the archive is out of the list, and still reached below it. */
static enum status split_teams(struct request *request, const struct team_views *views,
                               struct coach_page *page, struct err *err)
{
    struct coach_line *lines = NEW_ARRAY(request->mem, struct coach_line, views->count);
    struct archived_team *archived =
        NEW_ARRAY(request->mem, struct archived_team, views->count);
    for (size_t i = 0; i < views->count; i++) {
        const struct team_view *view = &views->list[i];
        if (flow_ending_state(&view->team) == TEAM_ARCHIVED) {
            archived[page->archived_count++] =
                (struct archived_team){ here_team_path(request, view->team.id, ""),
                                        view->team.name };
            continue;
        }
        lines[page->count] = line_of(request, view);
        TRY(last_portrait(request, view, page->count, &lines[page->count], err));
        page->count++;
    }
    page->lines = lines;
    page->archived = archived;
    return OK;
}

static enum status show_offered(struct request *request, struct coach_page *page,
                                struct err *err)
{
    struct offered_teams offered;
    TRY(flow_hand_over_offered(here_of(request)->db, request->mem,
                               here_who(request)->visitor.coach, request->now, &offered, err));
    struct offered_line *list = NEW_ARRAY(request->mem, struct offered_line, offered.count);
    for (size_t i = 0; i < offered.count; i++) {
        const struct offered_team *one = &offered.list[i];
        const char *const holes[] = { one->coach, one->name };
        list[i] = (struct offered_line){
            .answer = arena_text(request->mem, "/coach/equipe/%" PRId64, one->team.value),
            .said =
                words_fill(request->mem, here_lang(request), WORD_HAND_OVER_OFFERED, holes, 2),
        };
    }
    page->offered_count = offered.count;
    page->offered = list;
    return OK;
}

enum status handle_coach(struct request *request, struct reply *reply, struct err *err)
{
    struct team_views views;
    struct text text;
    enum lang lang = here_lang(request);
    TRY(flow_team_load_coached(here_of(request)->db, request->mem,
                               here_who(request)->visitor.coach, request->now, &views, err));
    struct coach_page page = {
        .frame = here_frame(request, word(lang, WORD_COACH_DOCUMENT)),
        .today = words_date(request->mem, lang, request->now),
    };
    TRY(split_teams(request, &views, &page, err));
    TRY(show_offered(request, &page, err));
    page.title = page.count
                     ? words_count(request->mem, lang, WORD_COACH_TITLE, page.count, NULL, 0)
                     : word(lang, WORD_COACH_TITLE_NONE);
    page.frame.place = SITE_COACH;
    struct html out = here_write(request, &text);
    page_coach(&out, &page);
    here_send(reply, &text);
    return OK;
}
