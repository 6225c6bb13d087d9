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
    size_t count = items + ratings + ranks + 1;
    if (number < 1 || (uint64_t)number > count)
        return false;
    size_t at = (size_t)number - 1;
    *out = (struct step){ .number = (size_t)number, .count = count, .kind = STEP_GUESS };
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

/* One radio: a number, "nsp" for I don't know, or nothing. */
static enum status read_choice(struct request *request, const char *field, struct answer answer,
                               struct answers *out, struct err *err)
{
    const char *text = form_value(&request->form, field);
    int64_t choice = 0;
    if (!text)
        return OK;
    answer.known = strcmp(text, "nsp") != 0;
    if (answer.known && !form_int(&request->form, field, -1000, 1000, &choice))
        return fail(err, BAD_INPUT, "an answer is not a number");
    answer.choice = (double)choice;
    out->list[out->count++] = answer;
    return OK;
}

static enum status read_items(struct request *request, const struct instrument *instrument,
                              const struct step *step, struct answers *out, struct err *err)
{
    for (size_t i = step->first; i < step->last; i++) {
        const char *key = instrument->items[i].key;
        TRY(read_choice(request, key, (struct answer){ .kind = ANSWER_ITEM, .question = key },
                        out, err));
    }
    return OK;
}

static enum status read_ratings(struct request *request, const struct answer_sheet *sheet,
                                const char *question, struct answers *out, struct err *err)
{
    for (size_t i = 0; i < sheet->colleagues.count; i++) {
        struct seat_id about = sheet->colleagues.list[i].id;
        if (about.value == sheet->owner.id.value)
            continue;
        TRY(read_choice(
            request, arena_text(request->mem, "s%" PRId64, about.value),
            (struct answer){ .kind = ANSWER_RATING, .question = question, .about = about }, out,
            err));
    }
    return OK;
}

static enum status read_ranks(struct request *request, const struct instrument *instrument,
                              struct answers *out, struct err *err)
{
    struct ranking ranking;
    if (!ranking_parse(instrument, form_value(&request->form, "ordre"), &ranking))
        return fail(err, BAD_INPUT, "a ranking names each motive once");
    for (size_t i = 0; i < ranking.count; i++)
        out->list[out->count++] =
            (struct answer){ .kind = ANSWER_RANK,
                             .question = instrument->motives[ranking.motive[i]].key,
                             .known = true,
                             .choice = (double)ranking_rank(&ranking, i) };
    return OK;
}

enum status answer_read(struct request *request, const struct answer_sheet *sheet,
                        const struct instrument *instrument, const struct step *step,
                        struct answers *out, struct err *err)
{
    enum { MOST = ITEMS_A_STEP + TEAM_MAX + MOTIVES_MAX };
    *out = (struct answers){ NEW_ARRAY(request->mem, struct answer, MOST), 0 };
    switch (step->kind) {
    case STEP_ITEMS:
        return read_items(request, instrument, step, out, err);
    case STEP_RATING:
        return read_ratings(request, sheet, instrument->questions[step->first].key, out, err);
    case STEP_RANKS:
        return form_has(&request->form, "passer") ? OK
                                                  : read_ranks(request, instrument, out, err);
    case STEP_GUESS:
        break;
    }
    return read_choice(request, "moment",
                       (struct answer){ .kind = ANSWER_GUESS, .question = "stage" }, out, err);
}
