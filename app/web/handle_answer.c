/* A member answers: the first page, the steps, the end. Every step is saved when it is sent,
 * and shows the person's own choices again; the script only sends it sooner. */
#include "web/handles.h"

#include <inttypes.h>
#include <string.h>

#include "page/answer_html.h"
#include "web/answer_steps.h"

enum { SECONDS_A_STEP = 35 };

static enum status load(struct request *request, struct answer_sheet *sheet, struct err *err)
{
    const struct who *who = here_who(request);
    enum refusal refusal = NOT_REFUSED;
    enum status status = flow_answer_load(here_of(request)->db, request->mem, who->team,
                                          who->seat, sheet, &refusal, err);
    if (status == REFUSED)
        return fail(err, REFUSED, "%s", here_refusal(who->lang, refusal));
    return status;
}

static const char *step_path(struct request *request, size_t number)
{
    return here_team_path(request, here_who(request)->team,
                          arena_text(request->mem, "/repondre/%zu", number));
}

static struct answer_frame frame_of(struct request *request, const struct answer_sheet *sheet,
                                    size_t number, size_t count, const char *wrong)
{
    enum lang lang = here_lang(request);
    struct arena *mem = request->mem;
    const char *round = arena_text(mem, "%d", sheet->round.number);
    const char *screen = arena_text(mem, "%zu", number + 1);
    const char *screens = arena_text(mem, "%zu", count + 1);
    size_t minutes = ((count - number + 1) * SECONDS_A_STEP + 59) / 60;
    struct answer_frame frame = {
        .frame = here_frame(request, word(lang, WORD_ANSWER_DOCUMENT)),
        .action = request->path,
        .back = number > 1    ? step_path(request, number - 1)
                : number == 1 ? here_team_path(request, sheet->team.id, "/repondre?revoir=1")
                              : NULL,
        .kicker = words_fill(mem, lang, WORD_ANSWER_KICKER,
                             (const char *const[]){ sheet->team.name, round }, 2),
        .left = number == 0       ? word(lang, WORD_ANSWER_LEFT_FIRST)
                : number == count ? word(lang, WORD_ANSWER_LEFT_LAST)
                                  : words_count(mem, lang, WORD_ANSWER_LEFT, minutes, NULL, 0),
        .progress = words_fill(mem, lang, WORD_ANSWER_SCREEN,
                               (const char *const[]){ screen, screens }, 2),
        .step = number + 1,
        .steps = count + 1,
        .wrong = wrong,
    };
    frame.frame.script = "answer.js";
    return frame;
}

static size_t step_count(struct request *request, const struct round *round)
{
    struct step step;
    answer_step(here_of(request)->rules.instrument, round, 1, &step);
    return step.count;
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

enum status handle_answer_first(struct request *request, struct reply *reply, struct err *err)
{
    struct answer_sheet sheet;
    struct text text;
    TRY(load(request, &sheet, err));
    bool again = form_has(&request->query, "revoir");
    if (sheet.participant.right_team == YES && !again) {
        size_t count = step_count(request, &sheet.round);
        size_t next = (size_t)sheet.participant.step + 1;
        reply_go(reply, step_path(request, next > count ? count : next));
        return OK;
    }
    struct asked_seat *seats =
        NEW_ARRAY(request->mem, struct asked_seat, sheet.colleagues.count);
    for (size_t i = 0; i < sheet.colleagues.count; i++) {
        const struct seat *seat = &sheet.colleagues.list[i];
        seats[i] = (struct asked_seat){ seat->initials, seat->name, seat->craft,
                                        seat->id.value == sheet.owner.id.value, seat->manager };
    }
    struct answer_first page = {
        .answer = frame_of(request, &sheet, 0, step_count(request, &sheet.round), NULL),
        .seat_count = sheet.colleagues.count,
        .seats = seats,
        .managers = about_managers(request, &sheet),
        .remade = about_remade(request, &sheet),
        .left_out = sheet.participant.remade,
        .asks_consent = sheet.colleagues.count == TEAM_MIN,
        .refused_before = sheet.participant.right_team == NO,
    };
    page.answer.action = here_team_path(request, sheet.team.id, "/repondre");
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
                                                yes_or_no(request, "consent") };
    enum status status = flow_answer_begin(here_of(request)->db, request->mem, who->team,
                                           who->seat, &beginning, request->now, &refusal, err);
    if (status == REFUSED)
        return fail(err, REFUSED, "%s", here_refusal(who->lang, refusal));
    TRY(status);
    reply_go(reply, beginning.right_team == YES
                        ? step_path(request, 1)
                        : here_team_path(request, who->team, "/repondre"));
    return OK;
}

/* ---- the steps ---- */

static void write_items(struct request *request, const struct answer_sheet *sheet,
                        const struct step *step, struct answer_frame frame, struct html *out)
{
    const struct instrument *instrument = here_of(request)->rules.instrument;
    enum lang lang = here_lang(request);
    struct asked_item items[ITEMS_A_STEP];
    for (size_t i = step->first; i < step->last; i++)
        items[i - step->first] = (struct asked_item){
            .field = instrument->items[i].key,
            .wording = words_phrase(request->mem, lang, instrument->items[i].wording),
            .choice = answer_choice(&sheet->answers, ANSWER_ITEM, instrument->items[i].key,
                                    (struct seat_id){ 0 }),
        };
    const struct answer_items page = {
        .answer = frame,
        .heading = word(lang, WORD_ANSWER_ITEMS_HEADING),
        .low = instrument->low,
        .high = instrument->high,
        .low_label = words_phrase(request->mem, lang, instrument->low_label),
        .high_label = words_phrase(request->mem, lang, instrument->high_label),
        .count = step->last - step->first,
        .items = items,
    };
    page_answer_items(out, request->mem, &page);
}

static void write_ratings(struct request *request, const struct answer_sheet *sheet,
                          const struct step *step, struct answer_frame frame, struct html *out)
{
    const struct instrument *instrument = here_of(request)->rules.instrument;
    const struct question *question = &instrument->questions[step->first];
    struct asked_colleague colleagues[TEAM_MAX];
    size_t count = 0;
    for (size_t i = 0; i < sheet->colleagues.count && count < TEAM_MAX; i++) {
        const struct seat *seat = &sheet->colleagues.list[i];
        if (seat->id.value == sheet->owner.id.value)
            continue;
        colleagues[count++] = (struct asked_colleague){
            .field = arena_text(request->mem, "s%" PRId64, seat->id.value),
            .initials = seat->initials,
            .name = seat->name,
            .craft = seat->craft,
            .choice = answer_choice(&sheet->answers, ANSWER_RATING, question->key, seat->id),
        };
    }
    const struct answer_ratings page = {
        .answer = frame,
        .wording = words_phrase(request->mem, here_lang(request), question->wording),
        .low = instrument->low,
        .high = instrument->high,
        .count = count,
        .colleagues = colleagues,
    };
    page_answer_ratings(out, request->mem, &page);
}

static void write_ranks(struct request *request, const struct ranking *ranking,
                        struct answer_frame frame, struct html *out)
{
    const struct instrument *instrument = here_of(request)->rules.instrument;
    struct ranked_motive motives[MOTIVES_MAX];
    for (size_t i = 0; i < ranking->count; i++) {
        const struct motive *motive = &instrument->motives[ranking->motive[i]];
        motives[i] = (struct ranked_motive){
            .key = motive->key,
            .label = words_phrase(request->mem, here_lang(request), motive->label),
            .rank = ranking_rank(ranking, i),
            .tied = ranking->tied[i],
            .first = i == 0,
            .last = i + 1 == ranking->count,
        };
    }
    const struct answer_ranks page = {
        .answer = frame,
        .order = ranking_text(request->mem, instrument, ranking),
        .count = ranking->count,
        .motives = motives,
    };
    page_answer_ranks(out, &page);
}

static void write_guess(struct request *request, const struct answer_sheet *sheet,
                        struct answer_frame frame, struct html *out)
{
    const struct model *model = here_of(request)->rules.model;
    enum lang lang = here_lang(request);
    static const enum word texts[STAGES] = { WORD_ANSWER_MOMENT1, WORD_ANSWER_MOMENT2,
                                             WORD_ANSWER_MOMENT3, WORD_ANSWER_MOMENT4 };
    struct asked_moment moments[STAGES];
    for (size_t i = 0; i < STAGES; i++)
        moments[i] = (struct asked_moment){
            .name = words_phrase(request->mem, lang, model->stage_names[i]),
            .text = word(lang, texts[i]),
            .number = i + 1,
        };
    const struct answer_guess page = {
        .answer = frame,
        .choice = answer_choice(&sheet->answers, ANSWER_GUESS, "stage", (struct seat_id){ 0 }),
        .count = STAGES,
        .moments = moments,
    };
    page_answer_guess(out, &page);
}

static void send_step(struct request *request, struct reply *reply,
                      const struct answer_sheet *sheet, const struct step *step,
                      const struct ranking *ranking, const char *wrong)
{
    struct text text;
    struct html out = here_write(request, &text);
    struct answer_frame frame = frame_of(request, sheet, step->number, step->count, wrong);
    switch (step->kind) {
    case STEP_ITEMS:
        write_items(request, sheet, step, frame, &out);
        break;
    case STEP_RATING:
        write_ratings(request, sheet, step, frame, &out);
        break;
    case STEP_RANKS:
        write_ranks(request, ranking, frame, &out);
        break;
    case STEP_GUESS:
        write_guess(request, sheet, frame, &out);
        break;
    }
    here_send(reply, &text);
    reply->status = wrong ? 422 : 200;
}

static enum status find_step(struct request *request, struct answer_sheet *sheet,
                             struct step *step, struct err *err)
{
    int64_t number = 0;
    TRY(load(request, sheet, err));
    if (!request_param_int(request, "step", &number) ||
        !answer_step(here_of(request)->rules.instrument, &sheet->round, number, step))
        return fail(err, NOT_FOUND, "there is no such step");
    return OK;
}

enum status handle_answer_step(struct request *request, struct reply *reply, struct err *err)
{
    struct answer_sheet sheet;
    struct step step;
    TRY(find_step(request, &sheet, &step, err));
    struct ranking ranking =
        ranking_of_answers(here_of(request)->rules.instrument, &sheet.answers);
    send_step(request, reply, &sheet, &step, &ranking, NULL);
    return OK;
}

/* A button of the ranking moves one line and shows the form again; nothing is saved until
 * the person says that this is their order. */
static bool moves_a_line(struct request *request, struct ranking *ranking)
{
    static const struct {
        const char *name;
        enum ranking_move move;
    } buttons[] = { { "haut", MOVE_UP }, { "bas", MOVE_DOWN }, { "egal", MOVE_TIE } };
    const struct instrument *instrument = here_of(request)->rules.instrument;
    for (size_t i = 0; i < sizeof buttons / sizeof *buttons; i++) {
        const char *key = form_value(&request->form, buttons[i].name);
        if (key && ranking_parse(instrument, form_value(&request->form, "ordre"), ranking)) {
            ranking_move(instrument, ranking, buttons[i].move, key);
            return true;
        }
    }
    return false;
}

static enum status submit(struct request *request, struct reply *reply, struct err *err)
{
    const struct who *who = here_who(request);
    struct here *here = here_of(request);
    enum refusal refusal = NOT_REFUSED;
    bool closes = false;
    struct round round;
    bool for_good = strcmp(form_value(&request->form, "envoyer"), "2") == 0;
    enum status status = flow_answer_submit(here->db, request->mem, who->team, who->seat,
                                            for_good, request->now, &closes, &refusal, err);
    if (status == OK && closes)
        status = flow_round_close(here->db, request->mem, who->team, &here->rules, request->now,
                                  &round, &refusal, err);
    /* That it cannot close for want of answers is no fault of this person's. */
    if (status != OK && status != REFUSED)
        return status;
    const char *how = closes ? "/fini?clos=1" : for_good ? "/fini?tout=1" : "/fini";
    reply_go(reply, here_team_path(request, who->team, how));
    return OK;
}

enum status handle_answer_save(struct request *request, struct reply *reply, struct err *err)
{
    struct answer_sheet sheet;
    struct step step;
    struct answers answers;
    struct ranking ranking;
    struct here *here = here_of(request);
    const struct who *who = here_who(request);
    enum refusal refusal = NOT_REFUSED;
    TRY(find_step(request, &sheet, &step, err));
    if (step.kind == STEP_RANKS && moves_a_line(request, &ranking)) {
        send_step(request, reply, &sheet, &step, &ranking, NULL);
        return OK;
    }
    enum status status =
        answer_read(request, &sheet, here->rules.instrument, &step, &answers, err);
    if (status == OK)
        status = flow_answer_save(here->db, request->mem, here->rules.instrument, who->team,
                                  who->seat, &answers, (int)step.number, request->now, &refusal,
                                  err);
    if (status == BAD_INPUT) {
        ranking = ranking_of_answers(here->rules.instrument, &sheet.answers);
        send_step(request, reply, &sheet, &step, &ranking,
                  word(who->lang, WORD_ANSWER_NOT_SAVED));
        return OK;
    }
    if (status == REFUSED)
        return fail(err, REFUSED, "%s", here_refusal(who->lang, refusal));
    TRY(status);
    if (form_has(&request->form, "discret")) { /* the script saves as one answers */
        reply->status = 204;
        return OK;
    }
    if (form_has(&request->form, "envoyer"))
        return submit(request, reply, err);
    reply_go(reply,
             step_path(request, step.number < step.count ? step.number + 1 : step.count));
    return OK;
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
        .change = step_path(request, 1),
        .for_good = form_has(&request->query, "tout"),
        .closed = form_has(&request->query, "clos"),
    };
    page_answer_done(&out, &page);
    here_send(reply, &text);
    return OK;
}
