/* The steps of the barometer, as pages. */
#include "web/answer_show.h"

#include <inttypes.h>
#include <string.h>

#include "page/answer_html.h"
#include "secret/secret.h"

enum { SECONDS_A_STEP = 35 };

const char *answer_step_path(struct request *request, size_t number)
{
    const char *rest = number ? arena_text(request->mem, "/repondre/%zu", number) : "/repondre";
    return here_team_path(request, here_who(request)->team, rest);
}

struct answer_form answer_form_of(const struct request *request)
{
    const struct form *form = &request->form;
    struct answer_form out = { 0 };
    (void)form_int(form, "tour", 1, INT64_MAX, &out.round.value);
    (void)form_int(form, "place", 1, INT64_MAX, &out.seat.value);
    (void)form_int(form, "depuis", 1, INT64_MAX, &out.from);
    (void)form_int(form, "page", 1, INT64_MAX, &out.page);
    return out;
}

static const char *number_text(struct request *request, int64_t number)
{
    return arena_text(request->mem, "%" PRId64, number);
}

/* Where a step's own page stands: its number, that of the page whose answers it shows, and
 * the name of the drafts that the script keeps. */
static void say_of_itself(struct request *request, const struct answer_sheet *sheet,
                          struct answer_frame *frame)
{
    int64_t from = 0, left = sheet->round.announced_at - request->now;
    for (size_t i = 0; i < sheet->pages.count; i++)
        if ((size_t)sheet->pages.list[i].step == frame->screen)
            from = sheet->pages.list[i].page;
    frame->from = number_text(request, from);
    frame->page = number_text(request, secret_page_number());
    frame->ends = number_text(request, left > 0 ? left : 0);
}

/* Questions with an answer; `others` without those of the step that is shown. */
static void count_answers(struct request *request, const struct answer_sheet *sheet,
                          const struct step *step, struct answer_frame *frame)
{
    const struct instrument *instrument = here_of(request)->rules.instrument;
    struct answer_progress progress = flow_answer_progress(instrument, sheet);
    const char *const args[] = { arena_text(request->mem, "%zu", progress.asked),
                                 arena_text(request->mem, "%zu", progress.needed) };
    if (sheet->participant.remade)
        return; /* nothing of this seat counts in this round */
    frame->answered = frame->others = progress.answered;
    frame->counts_from =
        words_fill(request->mem, here_lang(request), WORD_ANSWER_COUNT_OF, args, 2);
    for (size_t i = step->first; step->kind == STEP_ITEMS && i < step->last; i++)
        frame->others -= answer_choice(&sheet->answers, ANSWER_ITEM, instrument->items[i].key,
                                       (struct seat_id){ 0 }) > CHOICE_NONE;
}

static const char *time_left(struct request *request, const struct step *step)
{
    enum lang lang = here_lang(request);
    size_t questions = step->count - 1; /* the recap asks nothing */
    if (step->number == 0)
        return word(lang, WORD_ANSWER_LEFT_FIRST);
    if (step->number >= questions)
        return word(lang,
                    step->number == questions ? WORD_ANSWER_LEFT_LAST : WORD_ANSWER_LEFT_NONE);
    size_t minutes = ((questions - step->number + 1) * SECONDS_A_STEP + 59) / 60;
    return words_count(request->mem, lang, WORD_ANSWER_LEFT, minutes, NULL, 0);
}

struct answer_frame answer_frame_of(struct request *request, const struct answer_sheet *sheet,
                                    const struct step *step)
{
    enum lang lang = here_lang(request);
    struct arena *mem = request->mem;
    const char *round = arena_text(mem, "%d", sheet->round.number);
    const char *screen = arena_text(mem, "%zu", step->number + 1);
    const char *screens = arena_text(mem, "%zu", step->count + 1);
    struct answer_frame frame = {
        .frame = here_frame(request, word(lang, WORD_ANSWER_DOCUMENT)),
        .action = answer_step_path(request, step->number),
        .back = step->number > 1
                    ? answer_step_path(request, step->number - 1)
                    : here_team_path(request, sheet->team.id, "/repondre?revoir=1"),
        .kicker = words_fill(mem, lang, WORD_ANSWER_KICKER,
                             (const char *const[]){ sheet->team.name, round }, 2),
        .left = time_left(request, step),
        .progress = words_fill(mem, lang, WORD_ANSWER_SCREEN,
                               (const char *const[]){ screen, screens }, 2),
        .step = step->number + 1,
        .steps = step->count + 1,
        .screen = step->number,
        .round = number_text(request, sheet->round.id.value),
        .seat = number_text(request, sheet->owner.id.value),
    };
    frame.draft =
        arena_text(mem, "%" PRId64 ".%s.%s", sheet->team.id.value, frame.seat, frame.round);
    frame.frame.open = frame.draft;
    if (step->number == 0)
        return frame;
    frame.frame.script = "answer.js";
    say_of_itself(request, sheet, &frame);
    count_answers(request, sheet, step, &frame);
    return frame;
}

static const char *wrong_in(struct request *request, const struct answering *at,
                            const char *field)
{
    bool wrong = at->wrong && strcmp(at->wrong, field) == 0;
    return wrong ? word(here_lang(request), WORD_ANSWER_NOT_SAVED) : NULL;
}

static void write_items(struct request *request, const struct answering *at,
                        struct answer_frame frame, struct html *out)
{
    const struct instrument *instrument = here_of(request)->rules.instrument;
    enum lang lang = here_lang(request);
    struct asked_item items[ITEMS_A_STEP];
    for (size_t i = at->step.first; i < at->step.last; i++)
        items[i - at->step.first] = (struct asked_item){
            .field = instrument->items[i].key,
            .wording = words_phrase(request->mem, lang, instrument->items[i].wording),
            .choice = answer_choice(&at->sheet.answers, ANSWER_ITEM, instrument->items[i].key,
                                    (struct seat_id){ 0 }),
            .wrong = wrong_in(request, at, instrument->items[i].key),
        };
    const struct answer_items page = {
        .answer = frame,
        .heading = word(lang, WORD_ANSWER_ITEMS_HEADING),
        .low = instrument->low,
        .high = instrument->high,
        .low_label = words_phrase(request->mem, lang, instrument->low_label),
        .high_label = words_phrase(request->mem, lang, instrument->high_label),
        .count = at->step.last - at->step.first,
        .items = items,
    };
    page_answer_items(out, request->mem, &page);
}

static void write_ratings(struct request *request, const struct answering *at,
                          struct answer_frame frame, struct html *out)
{
    const struct instrument *instrument = here_of(request)->rules.instrument;
    const struct question *question = &instrument->questions[at->step.first];
    struct asked_colleague colleagues[TEAM_MAX];
    size_t count = 0;
    for (size_t i = 0; i < at->sheet.colleagues.count && count < TEAM_MAX; i++) {
        const struct seat *seat = &at->sheet.colleagues.list[i];
        if (seat->id.value == at->sheet.owner.id.value)
            continue;
        const char *field = arena_text(request->mem, "s%" PRId64, seat->id.value);
        colleagues[count++] = (struct asked_colleague){
            .field = field,
            .initials = seat->initials,
            .name = seat->name,
            .craft = seat->craft,
            .choice = answer_choice(&at->sheet.answers, ANSWER_RATING, question->key, seat->id),
            .wrong = wrong_in(request, at, field),
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

static void write_ranks(struct request *request, const struct answering *at,
                        struct answer_frame frame, struct html *out)
{
    const struct instrument *instrument = here_of(request)->rules.instrument;
    struct ranking ranking = ranking_of_sheet(instrument, &at->sheet);
    struct ranked_motive motives[MOTIVES_MAX];
    for (size_t i = 0; i < ranking.count; i++) {
        const struct motive *motive = &instrument->motives[ranking.motive[i]];
        motives[i] = (struct ranked_motive){
            .key = motive->key,
            .label = words_phrase(request->mem, here_lang(request), motive->label),
            .rank = ranking_rank(&ranking, i),
            .tied = ranking.tied[i],
            .first = i == 0,
            .last = i + 1 == ranking.count,
        };
    }
    const struct answer_ranks page = {
        .answer = frame,
        .order = ranking_text(request->mem, instrument, &ranking),
        .own = ranking.own,
        .count = ranking.count,
        .motives = motives,
    };
    page_answer_ranks(out, &page);
}

static void write_guess(struct request *request, const struct answering *at,
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
        .choice =
            answer_choice(&at->sheet.answers, ANSWER_GUESS, "stage", (struct seat_id){ 0 }),
        .count = STAGES,
        .moments = moments,
    };
    page_answer_guess(out, &page);
}

void answer_show(struct request *request, struct reply *reply, const struct answering *at)
{
    struct text text;
    if (at->step.kind == STEP_RECAP) {
        answer_show_recap(request, reply, at);
        return;
    }
    struct html out = here_write(request, &text);
    struct answer_frame frame = answer_frame_of(request, &at->sheet, &at->step);
    if (at->wrong && (at->step.kind == STEP_RANKS || at->step.kind == STEP_GUESS))
        frame.wrong = word(here_lang(request), WORD_ANSWER_NOT_SAVED);
    if (at->step.kind == STEP_ITEMS)
        write_items(request, at, frame, &out);
    else if (at->step.kind == STEP_RATING)
        write_ratings(request, at, frame, &out);
    else if (at->step.kind == STEP_RANKS)
        write_ranks(request, at, frame, &out);
    else
        write_guess(request, at, frame, &out);
    here_send(reply, &text);
    reply->status = at->wrong ? 422 : 200;
}
