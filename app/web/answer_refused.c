/* A form that was refused: why, and what it held, so that nothing typed is lost. */
#include <inttypes.h>
#include <string.h>

#include "flow/team.h"
#include "page/answer_refused_html.h"
#include "secret/secret.h"
#include "web/answer_show.h"

enum { GIVEN_MAX = ITEMS_MAX + TEAM_MAX + 2 };

struct giving {
    struct request *request;
    const struct answering *at; /* NULL: there is no such step any more */
    bool compares;              /* what is stored now stands beside what was sent */
    struct given_answer *list;
    size_t count;
};

static const char *choice_text(struct giving *giving, int choice)
{
    enum lang lang = here_lang(giving->request);
    if (choice == CHOICE_NONE)
        return word(lang, WORD_ANSWER_REFUSED_NONE);
    return choice == CHOICE_UNKNOWN ? word(lang, WORD_ANSWER_UNKNOWN_SHORT)
                                    : words_number(giving->request->mem, lang, choice, 0);
}

/* What was sent for a field: a number, unknown, or CHOICE_NONE when it is nothing of ours. */
static int sent_choice(const struct request *request, const char *field)
{
    int64_t choice = CHOICE_NONE;
    const char *text = form_value(&request->form, field);
    if (text && strcmp(text, "nsp") == 0)
        return CHOICE_UNKNOWN;
    (void)form_int(&request->form, field, -999, 999, &choice);
    return (int)choice;
}

static void give(struct giving *giving, const char *question, const char *sent,
                 const char *stored)
{
    if (giving->count < GIVEN_MAX && !(giving->compares && strcmp(sent, stored) == 0))
        giving->list[giving->count++] =
            (struct given_answer){ question, sent, giving->compares ? stored : NULL };
}

static const char *stored_text(struct giving *giving, enum answer_kind kind, const char *key,
                               struct seat_id about)
{
    return giving->compares ? choice_text(giving, answer_choice(&giving->at->sheet.answers,
                                                                kind, key, about))
                            : NULL;
}

static void give_items(struct giving *giving)
{
    struct request *request = giving->request;
    const struct instrument *instrument = here_of(request)->rules.instrument;
    for (size_t i = 0; i < instrument->item_count; i++) {
        const struct item *item = &instrument->items[i];
        int sent = sent_choice(request, item->key);
        if (sent != CHOICE_NONE)
            give(giving, words_phrase(request->mem, here_lang(request), item->wording),
                 choice_text(giving, sent),
                 stored_text(giving, ANSWER_ITEM, item->key, (struct seat_id){ 0 }));
    }
}

/* The step says which question it was, in whatever round. */
static const struct question *question_asked(struct request *request)
{
    const struct instrument *instrument = here_of(request)->rules.instrument;
    size_t items = (instrument->item_count + ITEMS_A_STEP - 1) / ITEMS_A_STEP;
    int64_t number = 0;
    bool known = request_param_int(request, "step", &number) && number > (int64_t)items &&
                 number <= (int64_t)(items + instrument->question_count);
    return known ? &instrument->questions[(size_t)number - items - 1] : NULL;
}

static enum status give_ratings(struct giving *giving, struct err *err)
{
    struct request *request = giving->request;
    const struct question *question = question_asked(request);
    struct team_view view;
    if (!question)
        return OK;
    TRY(flow_team_load(here_of(request)->db, request->mem, here_who(request)->team, 0,
                       request->now, &view, err));
    for (size_t i = 0; i < view.members.count; i++) {
        const struct seat *seat = &view.members.list[i];
        const char *const args[] = {
            words_phrase(request->mem, here_lang(request), question->wording), seat->name
        };
        int sent = sent_choice(request, arena_text(request->mem, "s%" PRId64, seat->id.value));
        if (sent != CHOICE_NONE)
            give(
                giving,
                words_fill(request->mem, here_lang(request), WORD_ANSWER_RECAP_RATING, args, 2),
                choice_text(giving, sent),
                stored_text(giving, ANSWER_RATING, question->key, seat->id));
    }
    return OK;
}

static const char *order_text(struct request *request, const struct ranking *ranking)
{
    const struct instrument *instrument = here_of(request)->rules.instrument;
    struct text text = { .mem = request->mem };
    for (size_t i = 0; i < ranking->count; i++)
        text_add_format(&text, "%s%zu. %s", i ? " ; " : "", ranking_rank(ranking, i),
                        words_phrase(request->mem, here_lang(request),
                                     instrument->motives[ranking->motive[i]].label));
    return text_done(&text);
}

static void give_ranks(struct giving *giving)
{
    struct request *request = giving->request;
    const struct instrument *instrument = here_of(request)->rules.instrument;
    struct ranking sent, stored;
    const char *beside = NULL;
    if (!ranking_parse(instrument, form_value(&request->form, "ordre"), &sent))
        return;
    if (giving->compares) {
        stored = ranking_of_sheet(instrument, &giving->at->sheet);
        beside = stored.own ? order_text(request, &stored)
                            : word(here_lang(request), WORD_ANSWER_REFUSED_NONE);
    }
    give(giving, word(here_lang(request), WORD_ANSWER_RANKS_TITLE), order_text(request, &sent),
         beside);
}

static void give_guess(struct giving *giving)
{
    struct request *request = giving->request;
    const struct model *model = here_of(request)->rules.model;
    enum lang lang = here_lang(request);
    int sent = sent_choice(request, "moment"), stored = CHOICE_NONE;
    if (giving->compares)
        stored = answer_choice(&giving->at->sheet.answers, ANSWER_GUESS, "stage",
                               (struct seat_id){ 0 });
    const char *texts[2];
    for (int i = 0; i < 2; i++) {
        int choice = i ? stored : sent;
        bool named = choice >= 1 && choice <= STAGES;
        texts[i] = named ? words_phrase(request->mem, lang, model->stage_names[choice - 1])
                         : choice_text(giving, choice);
    }
    if (sent != CHOICE_NONE)
        give(giving, word(lang, WORD_ANSWER_GUESS), texts[0], texts[1]);
}

/* ---- the page ---- */

static bool is_of_the_page(const char *name)
{
    static const char *const own[] = { "form_token", "discret", "depuis", "page" };
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (strcmp(name, own[i]) == 0)
            return true;
    return false;
}

/* The form again, as from a page that shows what is stored now. */
static void send_again(struct request *request, const struct answer_frame *frame,
                       struct answer_refused *page)
{
    const struct form *form = &request->form;
    struct hidden_field *fields = NEW_ARRAY(request->mem, struct hidden_field, form->count + 2);
    for (size_t i = 0; i < form->count; i++)
        if (!is_of_the_page(form->fields[i].name))
            fields[page->field_count++] =
                (struct hidden_field){ form->fields[i].name, form->fields[i].value };
    fields[page->field_count++] = (struct hidden_field){ "depuis", frame->from };
    fields[page->field_count++] = (struct hidden_field){ "page", frame->page };
    page->fields = fields;
    page->action = frame->action;
}

static void say_why(struct request *request, enum refusal refusal, struct answer_refused *page)
{
    enum lang lang = here_lang(request);
    const struct who *who = here_who(request);
    struct answer_form form = answer_form_of(request);
    page->reason = here_refusal(lang, refusal);
    page->title = word(lang, WORD_ANSWER_REFUSED_TITLE);
    page->go_name = word(lang, WORD_ANSWER_DONE_HOME);
    page->go = here_team_path(request, who->team, "");
    page->ended = arena_text(request->mem, "%" PRId64 ".%" PRId64 ".%" PRId64, who->team.value,
                             form.seat.value, form.round.value);
    page->frame = here_frame(request, page->title);
}

enum status answer_refuse(struct request *request, struct reply *reply,
                          const struct answering *at, enum refusal refusal, struct err *err)
{
    struct text text;
    struct answer_refused page = { 0 };
    struct giving giving = { .request = request,
                             .at = at,
                             .compares = at && refusal == REFUSED_OLDER_PAGE,
                             .list = NEW_ARRAY(request->mem, struct given_answer, GIVEN_MAX) };
    say_why(request, refusal, &page);
    give_items(&giving);
    TRY(give_ratings(&giving, err));
    give_ranks(&giving);
    give_guess(&giving);
    page.given = giving.list;
    page.count = giving.count;
    if (giving.compares) {
        struct answer_frame frame = answer_frame_of(request, &at->sheet, &at->step);
        page.title = page.frame.title = word(here_lang(request), WORD_ANSWER_REFUSED_OLDER);
        page.go = frame.action;
        page.go_name = word(here_lang(request), WORD_ANSWER_REFUSED_KEEP);
        page.ended = NULL;
        send_again(request, &frame, &page);
    }
    struct html out = here_write(request, &text);
    page_answer_refused(&out, &page);
    here_send(reply, &text);
    reply->status = refusal == REFUSED_ROUND_ENDED || refusal == REFUSED_RIGHT ? 403 : 409;
    return OK;
}
