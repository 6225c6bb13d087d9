/* Which steps there are, and what their forms hold. */
#include "web/answer_steps.h"

#include <inttypes.h>
#include <string.h>

#include "page/answer.h"

bool answer_step(const struct instrument *instrument, const struct round *round, int64_t number,
                 struct step *out)
{
    size_t items = (instrument->item_count + ITEMS_A_STEP - 1) / ITEMS_A_STEP;
    size_t ratings = round->ratings ? instrument->question_count : 0;
    size_t ranks = round->ranks && instrument->motive_count ? 1 : 0;
    size_t count = items + ratings + ranks + 2;
    if (number < 1 || (uint64_t)number > count)
        return false;
    size_t at = (size_t)number - 1;
    *out = (struct step){ .number = (size_t)number, .count = count, .kind = STEP_RECAP };
    if (at < items) {
        out->kind = STEP_ITEMS;
        out->first = at * ITEMS_A_STEP;
        out->last = out->first + ITEMS_A_STEP;
        if (out->last > instrument->item_count)
            out->last = instrument->item_count;
    } else if (at < items + ratings) {
        out->kind = STEP_RATING;
        out->first = at - items;
    } else if (at < items + ratings + ranks) {
        out->kind = STEP_RANKS;
    } else if (at + 2 == count) {
        out->kind = STEP_GUESS;
    }
    return true;
}

int answer_choice(const struct answers *answers, enum answer_kind kind, const char *question,
                  struct seat_id about)
{
    for (size_t i = 0; i < answers->count; i++) {
        const struct answer *answer = &answers->list[i];
        if (answer->kind == kind && answer->about.value == about.value &&
            strcmp(answer->question, question) == 0)
            return answer->known ? (int)answer->choice : CHOICE_UNKNOWN;
    }
    return CHOICE_NONE;
}

/* One radio: a number, "nsp" for I don't know, or nothing. NULL: it was not sent. */
static const char *read_choice(struct request *request, const char *field,
                               struct answer *answer)
{
    const char *text = form_value(&request->form, field);
    int64_t choice = CHOICE_NONE;
    if (!text)
        return NULL;
    answer->known = strcmp(text, "nsp") != 0;
    if (answer->known)
        (void)form_int(&request->form, field, -999, 999, &choice);
    answer->choice = answer->known ? (double)choice : 0;
    return text;
}

static void keep_choice(struct answers_sent *out, const struct answer *answer,
                        const char *field, bool accepted)
{
    if (answer->known && !accepted)
        out->wrong = out->wrong ? out->wrong : field;
    else
        out->answers.list[out->answers.count++] = *answer;
}

static void read_items(struct request *request, const struct instrument *instrument,
                       const struct step *step, struct answers_sent *out)
{
    struct err err;
    for (size_t i = step->first; i < step->last; i++) {
        const char *key = instrument->items[i].key;
        struct answer answer = { .kind = ANSWER_ITEM, .question = key };
        if (read_choice(request, key, &answer))
            keep_choice(out, &answer, key,
                        instrument_accept(instrument, i, answer.choice, &err) == OK);
    }
}

static void read_ratings(struct request *request, const struct answer_sheet *sheet,
                         const struct instrument *instrument, const struct step *step,
                         struct answers_sent *out)
{
    struct err err;
    for (size_t i = 0; i < sheet->colleagues.count; i++) {
        struct seat_id about = sheet->colleagues.list[i].id;
        struct answer answer = { .kind = ANSWER_RATING,
                                 .question = instrument->questions[step->first].key,
                                 .about = about };
        const char *field = arena_text(request->mem, "s%" PRId64, about.value);
        if (about.value != sheet->owner.id.value && read_choice(request, field, &answer))
            keep_choice(out, &answer, field,
                        instrument_accept_rating(instrument, answer.choice, &err) == OK);
    }
}

static bool has_ranked(const struct answer_sheet *sheet)
{
    for (size_t i = 0; i < sheet->answers.count; i++)
        if (sheet->answers.list[i].kind == ANSWER_RANK && sheet->answers.list[i].known)
            return true;
    return false;
}

static void read_ranks(struct request *request, const struct answer_sheet *sheet,
                       const struct instrument *instrument, struct answers_sent *out)
{
    struct ranking ranking;
    const struct form *form = &request->form;
    bool withdrawn = form_has(form, "passer") && has_ranked(sheet);
    bool own = form_has(form, "garder") ||
               (form_has(form, "touche") && *form_value(form, "touche") == '1');
    if (form_has(form, "passer") ? !withdrawn : !own)
        return;
    if (!ranking_parse(instrument, form_value(form, "ordre"), &ranking)) {
        out->wrong = "ordre";
        return;
    }
    out->answers = ranking_answers(request->mem, instrument, &ranking);
    for (size_t i = 0; withdrawn && i < out->answers.count; i++)
        out->answers.list[i].known = false;
}

static void read_guess(struct request *request, struct answers_sent *out)
{
    struct answer answer = { .kind = ANSWER_GUESS, .question = "stage" };
    if (read_choice(request, "moment", &answer))
        keep_choice(out, &answer, "moment", answer.choice >= 1 && answer.choice <= STAGES);
}

enum status answer_read(struct request *request, const struct answer_sheet *sheet,
                        const struct instrument *instrument, const struct step *step,
                        struct answers_sent *out, struct err *err)
{
    enum { MOST = ITEMS_A_STEP + TEAM_MAX + MOTIVES_MAX };
    *out = (struct answers_sent){ { NEW_ARRAY(request->mem, struct answer, MOST), 0 }, NULL };
    switch (step->kind) {
    case STEP_ITEMS:
        read_items(request, instrument, step, out);
        break;
    case STEP_RATING:
        read_ratings(request, sheet, instrument, step, out);
        break;
    case STEP_RANKS:
        read_ranks(request, sheet, instrument, out);
        break;
    case STEP_GUESS:
        read_guess(request, out);
        break;
    case STEP_RECAP:
        break;
    }
    return out->wrong ? fail(err, BAD_INPUT, "an answer is not on its scale") : OK;
}

static bool is_about_the_same(const struct answer *a, const struct answer *b)
{
    return a->kind == b->kind && a->about.value == b->about.value &&
           strcmp(a->question, b->question) == 0;
}

void answer_lay_over(struct arena *mem, struct answer_sheet *sheet, const struct answers *sent)
{
    const struct answers *stored = &sheet->answers;
    struct answers all = { NEW_ARRAY(mem, struct answer, stored->count + sent->count), 0 };
    for (size_t i = 0; i < sent->count; i++)
        all.list[all.count++] = sent->list[i];
    for (size_t i = 0; i < stored->count; i++) {
        size_t j = 0;
        while (j < sent->count && !is_about_the_same(&stored->list[i], &sent->list[j]))
            j++;
        if (j == sent->count)
            all.list[all.count++] = stored->list[i];
    }
    sheet->answers = all;
}
