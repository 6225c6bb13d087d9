/* A member answers: the first page, the steps, the end. Every step is saved when it is sent,
 * and shows the person's own choices again; the script only sends it sooner. */
#include "web/handles.h"

#include <string.h>

#include "page/answer_html.h"
#include "web/answer_show.h"

static enum status load(struct request *request, struct answer_sheet *sheet,
                        enum refusal *refusal, struct err *err)
{
    const struct who *who = here_who(request);
    *refusal = NOT_REFUSED;
    if (who->coaches) {
        *refusal = REFUSED_COACH;
        return fail(err, REFUSED, "%s", here_refusal(who->lang, REFUSED_COACH));
    }
    enum status status = flow_answer_load(here_of(request)->db, request->mem, who->team,
                                          who->seat, sheet, refusal, err);
    if (status == REFUSED)
        return fail(err, REFUSED, "%s", here_refusal(who->lang, *refusal));
    return status;
}

/* ---- the first page ---- */

static const char *about_managers(struct request *request, const struct answer_sheet *sheet)
{
    const char *names[TEAM_MAX];
    size_t count = 0;
    for (size_t i = 0; i < sheet->colleagues.count; i++)
        if (sheet->colleagues.list[i].manager)
            names[count++] = sheet->colleagues.list[i].name;
    if (!count)
        return NULL;
    enum lang lang = here_lang(request);
    const char *all = words_list(request->mem, lang, names, count);
    return words_fill(request->mem, lang, WORD_ANSWER_FIRST_MANAGER,
                      (const char *const[]){ all }, 1);
}

/* A round that is cancelled and opened again helps nobody who sits in another's seat. */
static const char *about_remade(struct request *request, const struct answer_sheet *sheet)
{
    const char *names[TEAM_MAX];
    size_t count = sheet->remade.count;
    for (size_t i = 0; i < count; i++)
        names[i] = sheet->remade.list[i].name;
    if (!count)
        return NULL;
    enum lang lang = here_lang(request);
    const char *all = words_list(request->mem, lang, names, count);
    return words_count(request->mem, lang, WORD_ANSWER_FIRST_REMADE, count,
                       (const char *const[]){ all }, 1);
}

static const char *counts_from(struct request *request)
{
    const struct answer_sheet empty = { .answers = { NULL, 0 } };
    struct answer_progress progress =
        flow_answer_progress(here_of(request)->rules.instrument, &empty);
    const char *const args[] = { arena_text(request->mem, "%zu", progress.needed),
                                 arena_text(request->mem, "%zu", progress.asked) };
    return words_fill(request->mem, here_lang(request), WORD_ANSWER_FIRST_COUNTS, args, 2);
}

static const struct asked_seat *asked_seats(struct request *request,
                                            const struct answer_sheet *sheet)
{
    struct asked_seat *seats =
        NEW_ARRAY(request->mem, struct asked_seat, sheet->colleagues.count);
    for (size_t i = 0; i < sheet->colleagues.count; i++) {
        const struct seat *seat = &sheet->colleagues.list[i];
        seats[i] =
            (struct asked_seat){ seat->initials, seat->name, seat->craft,
                                 seat->id.value == sheet->owner.id.value, seat->manager };
    }
    return seats;
}

enum status handle_answer_first(struct request *request, struct reply *reply, struct err *err)
{
    struct answer_sheet sheet;
    struct step step;
    struct text text;
    enum refusal refusal;
    TRY(load(request, &sheet, &refusal, err));
    bool again = form_has(&request->query, "revoir");
    answer_step(here_of(request)->rules.instrument, &sheet.round, 1, &step);
    if (sheet.participant.right_team == YES && !again) {
        size_t next = (size_t)sheet.participant.step + 1;
        reply_go(reply, answer_step_path(request, next > step.count ? step.count : next));
        return OK;
    }
    step = (struct step){ .count = step.count, .kind = STEP_RECAP };
    const struct answer_first page = {
        .answer = answer_frame_of(request, &sheet, &step),
        .seat_count = sheet.colleagues.count,
        .seats = asked_seats(request, &sheet),
        .managers = about_managers(request, &sheet),
        .remade = about_remade(request, &sheet),
        .left_out = sheet.participant.remade,
        .asks_consent = sheet.colleagues.count == TEAM_MIN,
        .refused_before = sheet.participant.right_team == NO,
        .counts = counts_from(request),
    };
    struct html out = here_write(request, &text);
    page_answer_first(&out, &page);
    here_send(reply, &text);
    return OK;
}

static enum yes_no yes_or_no(const struct request *request, const char *name)
{
    const char *value = form_value(&request->form, name);
    if (!value)
        return NOT_ASKED;
    return strcmp(value, "oui") == 0 ? YES : NO;
}

enum status handle_answer_begin(struct request *request, struct reply *reply, struct err *err)
{
    const struct who *who = here_who(request);
    enum refusal refusal = NOT_REFUSED;
    const struct answer_beginning beginning = { yes_or_no(request, "equipe"),
                                                yes_or_no(request, "consent"),
                                                answer_form_of(request) };
    if (who->coaches)
        return answer_refuse(request, reply, NULL, REFUSED_COACH, err);
    enum status status = flow_answer_begin(here_of(request)->db, request->mem, who->team,
                                           who->seat, &beginning, request->now, &refusal, err);
    if (status == REFUSED)
        return answer_refuse(request, reply, NULL, refusal, err);
    TRY(status);
    reply_go(reply, answer_step_path(request, beginning.right_team == YES ? 1 : 0));
    return OK;
}

/* ---- the steps ---- */

static enum status find_step(struct request *request, struct answering *at, struct err *err)
{
    int64_t number = 0;
    at->wrong = NULL;
    if (!request_param_int(request, "step", &number) ||
        !answer_step(here_of(request)->rules.instrument, &at->sheet.round, number, &at->step))
        return fail(err, NOT_FOUND, "there is no such step");
    return OK;
}

enum status handle_answer_step(struct request *request, struct reply *reply, struct err *err)
{
    struct answering at;
    enum refusal refusal;
    TRY(load(request, &at.sheet, &refusal, err));
    TRY(find_step(request, &at, err));
    answer_show(request, reply, &at);
    return OK;
}

/* A button of the ranking moves one line: the order it gives is the one that was sent, and the
 * person's own. false: none was pressed. */
static bool moves_a_line(struct request *request, struct answers *out)
{
    static const struct {
        const char *name;
        enum ranking_move move;
    } buttons[] = { { "haut", MOVE_UP }, { "bas", MOVE_DOWN }, { "egal", MOVE_TIE } };
    const struct instrument *instrument = here_of(request)->rules.instrument;
    struct ranking ranking;
    for (size_t i = 0; i < sizeof buttons / sizeof *buttons; i++) {
        const char *key = form_value(&request->form, buttons[i].name);
        if (!key || !ranking_parse(instrument, form_value(&request->form, "ordre"), &ranking))
            continue;
        ranking_move(instrument, &ranking, buttons[i].move, key);
        *out = ranking_answers(request->mem, instrument, &ranking);
        return true;
    }
    return false;
}

static enum status submit(struct request *request, struct reply *reply,
                          const struct answer_form *form, struct err *err)
{
    const struct who *who = here_who(request);
    struct here *here = here_of(request);
    enum refusal refusal = NOT_REFUSED;
    bool closes = false;
    struct round round;
    const struct answer_submit sent = {
        .team = who->team,
        .seat = who->seat,
        .form = form,
        .for_good = strcmp(form_value(&request->form, "envoyer"), "2") == 0,
        .now = request->now,
    };
    enum status status =
        flow_answer_submit(here->db, request->mem, &sent, &closes, &refusal, err);
    if (status == REFUSED)
        return answer_refuse(request, reply, NULL, refusal, err);
    if (status == OK && closes)
        status = flow_round_close(here->db, request->mem, who->team, &here->rules, request->now,
                                  &round, &refusal, err);
    /* That it cannot close for want of answers is no fault of this person's. */
    if (status != OK && status != REFUSED)
        return status;
    bool closed = closes && status == OK;
    const char *how = closed ? "/fini?clos=1" : sent.for_good ? "/fini?tout=1" : "/fini";
    reply_go(reply, here_team_path(request, who->team, how));
    return OK;
}

/* After the answers are on the disk: where the person goes. */
static enum status go_on(struct request *request, struct reply *reply,
                         const struct answering *at, bool moved, struct err *err)
{
    const struct answer_form form = answer_form_of(request);
    size_t number = at->step.number;
    if (form_has(&request->form, "discret")) { /* the script saves as one answers */
        reply->status = 204;
        return OK;
    }
    if (form_has(&request->form, "envoyer"))
        return submit(request, reply, &form, err);
    reply_go(reply, answer_step_path(request,
                                     moved || number == at->step.count ? number : number + 1));
    return OK;
}

static enum status save(struct request *request, struct reply *reply, struct answering *at,
                        struct err *err)
{
    struct here *here = here_of(request);
    const struct who *who = here_who(request);
    const struct answer_form form = answer_form_of(request);
    struct answers_sent sent;
    enum refusal refusal = NOT_REFUSED;
    enum status status =
        answer_read(request, &at->sheet, here->rules.instrument, &at->step, &sent, err);
    if (status != OK) {
        at->wrong = sent.wrong;
        answer_lay_over(request->mem, &at->sheet, &sent.answers);
        answer_show(request, reply, at);
        return OK;
    }
    bool moved = at->step.kind == STEP_RANKS && moves_a_line(request, &sent.answers);
    const struct answer_save saved = {
        .instrument = here->rules.instrument,
        .team = who->team,
        .seat = who->seat,
        .answers = &sent.answers,
        .step = (int)at->step.number,
        .form = &form,
        .now = request->now,
    };
    status = flow_answer_save(here->db, request->mem, &saved, &refusal, err);
    if (status == REFUSED)
        return answer_refuse(request, reply, at, refusal, err);
    TRY(status);
    return go_on(request, reply, at, moved, err);
}

enum status handle_answer_save(struct request *request, struct reply *reply, struct err *err)
{
    struct answering at;
    enum refusal refusal = NOT_REFUSED;
    const struct answer_form form = answer_form_of(request);
    if (form.seat.value && form.seat.value != here_who(request)->seat.value)
        return answer_refuse(request, reply, NULL, REFUSED_OTHER_SEAT, err);
    enum status status = load(request, &at.sheet, &refusal, err);
    if (status == REFUSED)
        return answer_refuse(request, reply, NULL, refusal, err);
    TRY(status);
    if (form.round.value && form.round.value != at.sheet.round.id.value)
        return answer_refuse(request, reply, NULL, REFUSED_OTHER_ROUND, err);
    TRY(find_step(request, &at, err));
    return save(request, reply, &at, err);
}

/* Sent with too few answers, it is told so here too; once the round has ended, no more. */
static const char *too_few(struct request *request)
{
    struct answer_sheet sheet;
    enum refusal refusal;
    struct err err;
    if (load(request, &sheet, &refusal, &err) != OK)
        return NULL;
    if (sheet.participant.remade)
        return word(here_lang(request), WORD_ANSWER_FIRST_LEFT_OUT);
    struct answer_progress progress =
        flow_answer_progress(here_of(request)->rules.instrument, &sheet);
    const char *const args[] = { arena_text(request->mem, "%zu", progress.answered),
                                 arena_text(request->mem, "%zu", progress.asked),
                                 arena_text(request->mem, "%zu", progress.needed) };
    return progress.answered >= progress.needed ? NULL
                                                : words_fill(request->mem, here_lang(request),
                                                             WORD_ANSWER_DONE_TOO_FEW, args, 3);
}

enum status handle_answer_done(struct request *request, struct reply *reply, struct err *err)
{
    (void)err;
    struct text text;
    enum lang lang = here_lang(request);
    struct html out = here_write(request, &text);
    const struct answer_done page = {
        .frame = here_frame(request, word(lang, WORD_ANSWER_DONE_TITLE)),
        .kicker = word(lang, WORD_ANSWER_DOCUMENT),
        .home = here_team_path(request, here_who(request)->team, ""),
        .change = answer_step_path(request, 1),
        .for_good = form_has(&request->query, "tout"),
        .closed = form_has(&request->query, "clos"),
        .too_few = too_few(request),
    };
    page_answer_done(&out, &page);
    here_send(reply, &text);
    return OK;
}
