/* Before it is sent: what has no answer yet, and what happens next. */
#include "web/answer_show.h"

#include "page/answer_html.h"
#include "words/date.h"

struct missing {
    struct request *request;
    const struct answering *at;
    struct recap_link *list;
    size_t count, unknown;
};

static void add(struct missing *missing, size_t step, const char *place, const char *what)
{
    struct request *request = missing->request;
    missing->list[missing->count++] = (struct recap_link){
        arena_text(request->mem, "%s#%s", answer_step_path(request, step), place), what
    };
}

static int chosen(const struct missing *missing, enum answer_kind kind, const char *question,
                  struct seat_id about)
{
    return answer_choice(&missing->at->sheet.answers, kind, question, about);
}

static void look_at_items(struct missing *missing, const struct step *step)
{
    const struct instrument *instrument = here_of(missing->request)->rules.instrument;
    for (size_t i = step->first; i < step->last; i++) {
        const struct item *item = &instrument->items[i];
        int choice = chosen(missing, ANSWER_ITEM, item->key, (struct seat_id){ 0 });
        missing->unknown += choice == CHOICE_UNKNOWN;
        if (choice == CHOICE_NONE)
            add(missing, step->number, item->key,
                words_phrase(missing->request->mem, here_lang(missing->request),
                             item->wording));
    }
}

static void look_at_ratings(struct missing *missing, const struct step *step)
{
    struct request *request = missing->request;
    const struct answer_sheet *sheet = &missing->at->sheet;
    const struct question *question =
        &here_of(request)->rules.instrument->questions[step->first];
    const char *names[TEAM_MAX];
    size_t count = 0;
    for (size_t i = 0; i < sheet->colleagues.count && count < TEAM_MAX; i++) {
        const struct seat *seat = &sheet->colleagues.list[i];
        if (seat->id.value != sheet->owner.id.value &&
            chosen(missing, ANSWER_RATING, question->key, seat->id) == CHOICE_NONE)
            names[count++] = seat->name;
    }
    if (!count)
        return;
    const char *const args[] = { words_phrase(request->mem, here_lang(request),
                                              question->wording),
                                 words_list(request->mem, here_lang(request), names, count) };
    add(missing, step->number, "contenu",
        words_fill(request->mem, here_lang(request), WORD_ANSWER_RECAP_RATING, args, 2));
}

static void look_at(struct missing *missing, const struct step *step)
{
    enum lang lang = here_lang(missing->request);
    const struct instrument *instrument = here_of(missing->request)->rules.instrument;
    if (step->kind == STEP_ITEMS)
        look_at_items(missing, step);
    else if (step->kind == STEP_RATING)
        look_at_ratings(missing, step);
    else if (step->kind == STEP_RANKS && !ranking_of_sheet(instrument, &missing->at->sheet).own)
        add(missing, step->number, "rangs", word(lang, WORD_ANSWER_RECAP_RANKS));
    else if (step->kind == STEP_GUESS &&
             chosen(missing, ANSWER_GUESS, "stage", (struct seat_id){ 0 }) == CHOICE_NONE)
        add(missing, step->number, "moment", word(lang, WORD_ANSWER_GUESS));
}

static bool does_count(const struct answering *at, const struct answer_progress *progress)
{
    return !at->sheet.participant.remade && progress->answered >= progress->needed;
}

static const char *state_of(struct request *request, const struct answering *at,
                            const struct answer_progress *progress)
{
    enum lang lang = here_lang(request);
    if (at->sheet.participant.remade)
        return word(lang, WORD_ANSWER_FIRST_LEFT_OUT);
    const char *const args[] = { arena_text(request->mem, "%zu", progress->answered),
                                 arena_text(request->mem, "%zu", progress->asked) };
    if (does_count(at, progress))
        return words_fill(request->mem, lang, WORD_ANSWER_RECAP_ENOUGH, args, 2);
    return words_count(request->mem, lang, WORD_ANSWER_RECAP_SHORT,
                       progress->needed - progress->answered, args, 2);
}

void answer_show_recap(struct request *request, struct reply *reply, const struct answering *at)
{
    const struct instrument *instrument = here_of(request)->rules.instrument;
    enum lang lang = here_lang(request);
    struct text text;
    struct missing missing = { .request = request, .at = at };
    struct answer_progress progress = flow_answer_progress(instrument, &at->sheet);
    const char *until = words_deadline(request->mem, lang, at->sheet.round.announced_at);
    missing.list =
        NEW_ARRAY(request->mem, struct recap_link, instrument->item_count + at->step.count);
    for (size_t number = 1; number < at->step.count; number++) {
        struct step step;
        if (answer_step(instrument, &at->sheet.round, (int64_t)number, &step))
            look_at(&missing, &step);
    }
    const struct answer_recap page = {
        .answer = answer_frame_of(request, &at->sheet, &at->step),
        .counts = does_count(at, &progress),
        .state = state_of(request, at, &progress),
        .unknown = missing.unknown ? words_count(request->mem, lang, WORD_ANSWER_RECAP_UNKNOWN,
                                                 missing.unknown, NULL, 0)
                                   : NULL,
        .count = missing.count,
        .missing = missing.list,
        .next = words_fill(request->mem, lang, WORD_ANSWER_RECAP_NEXT, &until, 1),
    };
    struct html out = here_write(request, &text);
    page_answer_recap(&out, &page);
    here_send(reply, &text);
}
