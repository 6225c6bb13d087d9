/* The list a coach brings, and what they choose to do with it. */
#include <string.h>

#include "base/number.h"
#include "page/composer_html.h"
#include "web/composing.h"
#include "web/handles.h"
#include "words/date.h"

/* What the browser may send in one form (web/door.h), with room for the other fields. */
static const char most_bytes[] = "250000";

static const char *cut_title(struct request *request)
{
    enum { TITLE_CHARACTERS = 60 };
    const char *text = form_text(request->mem, &request->form, "nom");
    if (!text || !*text)
        return word(here_lang(request), WORD_COMPOSER_UNTITLED);
    size_t length = 0, characters = 0;
    while (text[length] && characters <= TITLE_CHARACTERS) {
        characters += ((unsigned char)text[length] & 0xc0) != 0x80;
        length += characters <= TITLE_CHARACTERS;
    }
    return arena_copy(request->mem, text, length);
}

static const char *fill(struct request *request, enum word id, size_t a, size_t b)
{
    enum lang lang = here_lang(request);
    const char *args[] = { words_number(request->mem, lang, (double)a, 0),
                           words_number(request->mem, lang, (double)b, 0) };
    return words_fill(request->mem, lang, id, args, 2);
}

static enum status send_home(struct request *request, struct reply *reply,
                             struct composer_home_page *page, struct err *err)
{
    struct here *here = here_of(request);
    enum lang lang = here_lang(request);
    struct drafts drafts;
    struct text text;
    TRY(flow_composer_list(here->db, request->mem, here_who(request)->visitor.coach, &drafts,
                           err));
    struct draft_line *lines = NEW_ARRAY(request->mem, struct draft_line, drafts.count + 1);
    for (size_t i = 0; i < drafts.count; i++) {
        const struct draft *draft = &drafts.list[i];
        const char *when = words_date(request->mem, lang, draft->created_at);
        lines[i] = (struct draft_line){
            .path = composing_path(request, draft->id, ""),
            .title = draft->title,
            .facts = words_fill(request->mem, lang, WORD_COMPOSER_DRAFTS_FACTS, &when, 1),
            .made = draft->made > 0,
        };
    }
    page->frame = here_frame(request, word(lang, WORD_COMPOSER_TITLE));
    page->frame.place = SITE_COMPOSE;
    page->frame.script = "composer.js";
    page->limits =
        fill(request, WORD_COMPOSER_PASTE_LIMITS, COMPOSER_PEOPLE_MAX, COMPOSER_COLUMNS_MAX);
    page->days = fill(request, WORD_COMPOSER_DRAFTS_HINT, COMPOSER_DAYS, 0);
    page->most = most_bytes;
    page_composer_first(lang, page);
    page->count = drafts.count;
    page->lines = lines;
    struct html out = here_write(request, &text);
    page_composer_home(&out, page);
    here_send(reply, &text);
    return OK;
}

enum status handle_composer_home(struct request *request, struct reply *reply, struct err *err)
{
    struct composer_home_page page = { .title = "", .text = "" };
    return send_home(request, reply, &page, err);
}

enum status handle_composer_open(struct request *request, struct reply *reply, struct err *err)
{
    struct here *here = here_of(request);
    const char *text = form_value(&request->form, "liste");
    enum lang lang = here_lang(request);
    int64_t first = FIRST_GUESSED;
    (void)form_int(&request->form, "premiere", FIRST_GUESSED, FIRST_PERSON, &first);
    const struct composer_list list = {
        .first = (enum first_line)first,
        .name = word(lang, WORD_COMPOSER_HEAD_NAME),
        .column = word(lang, WORD_COMPOSER_HEAD_COLUMN),
        .coach = here_who(request)->visitor.coach,
        .title = cut_title(request),
        .text = text ? text : "",
    };
    struct draft_id id;
    struct composer_fault fault;
    TRY(flow_composer_open(here->db, request->mem, &list, request->now, &id, &fault, err));
    if (fault.kind == COMPOSER_FINE) {
        reply_go(reply, composing_path(request, id, "/choix"));
        return OK;
    }
    struct composer_home_page page = {
        .title = list.title,
        .text = list.text,
        .first = list.first,
        .wrong = page_composer_fault(request->mem, here_lang(request), &fault),
    };
    reply->status = 422;
    return send_home(request, reply, &page, err);
}

/* ---- the choices ---- */

static void send_choices(struct request *request, struct reply *reply,
                         const struct composer *composer, const char *wrong)
{
    enum lang lang = here_lang(request);
    struct text text;
    struct html out = here_write(request, &text);
    struct composer_choose_page page = page_composer_choose_of(request->mem, lang, composer);
    page.frame = here_frame(request, word(lang, WORD_COMPOSER_CHOOSE_TITLE));
    page.frame.place = SITE_COMPOSE;
    page.frame.script = "composer.js";
    page.path = composing_path(request, composer->draft.id, "");
    page.most = most_bytes;
    if (wrong)
        page.wrong = wrong;
    page_composer_choose(&out, &page);
    here_send(reply, &text);
}

enum status handle_composer_choices(struct request *request, struct reply *reply,
                                    struct err *err)
{
    struct composer composer;
    TRY(composing_load(request, &composer, err));
    /* What is wrong is said once it was sent. */
    if (composer.turn.number == 0)
        composer.fault = (struct composer_fault){ .kind = COMPOSER_FINE };
    send_choices(request, reply, &composer, NULL);
    return OK;
}

static const char *field_of(struct request *request, const char *name, size_t column)
{
    const char *field = arena_text(request->mem, "%s%zu", name, column);
    const char *value = form_text(request->mem, &request->form, field);
    return value ? value : "";
}

/* `value` stays where no such number was sent; `typed` is then what was sent instead, if any.
 */
static void read_whole(struct request *request, const char *name, int64_t high, uint32_t *value,
                       const char **typed)
{
    int64_t number = *value;
    const char *text = form_text(request->mem, &request->form, name);
    *typed = text && !number_read_whole(text, 0, high, &number) ? text : NULL;
    *value = (uint32_t)number;
}

static struct column_choice read_column(struct request *request, size_t c)
{
    int64_t role = 0, kind = 0;
    form_int(&request->form, arena_text(request->mem, "role%zu", c), 0, ROLE_COUNT - 1, &role);
    form_int(&request->form, arena_text(request->mem, "kind%zu", c), 0, ROSTER_CATEGORY, &kind);
    struct column_choice out = {
        .role = (enum column_role)role,
        .kind = (enum roster_kind)kind,
        .value = field_of(request, "value", c),
        .weight = 1,
        .least = 1,
    };
    const char *weight = field_of(request, "weight", c);
    if (!number_read(weight, NUMBER_COMMA, 0, COMPOSER_WEIGHT_MAX, &out.weight))
        out.weight_typed = weight;
    read_whole(request, arena_text(request->mem, "least%zu", c), COMPOSER_LEAST_MAX, &out.least,
               &out.least_typed);
    return out;
}

static const char *lines_of(struct request *request, const char *name)
{
    const char *value = form_value(&request->form, name);
    return value ? value : "";
}

static void read_choices(struct request *request, const struct composer *composer,
                         struct composer_choices *out)
{
    enum { NUMBER_MAX = 1000 };
    const char *objective = form_value(&request->form, "but");
    *out = (struct composer_choices){
        .together = lines_of(request, "ensemble"),
        .apart = lines_of(request, "separer"),
        .past = lines_of(request, "passe"),
        .avoid = form_has(&request->form, "eviter"),
        .objective =
            objective && strcmp(objective, "moindre") == 0 ? OBJECTIVE_WORST : OBJECTIVE_SUM,
        .rounds = 1,
    };
    read_whole(request, "low", NUMBER_MAX, &out->low, &out->low_typed);
    read_whole(request, "high", NUMBER_MAX, &out->high, &out->high_typed);
    read_whole(request, "tours", NUMBER_MAX, &out->rounds, &out->rounds_typed);
    if (out->rounds_typed)
        out->rounds = 0; /* which the flow refuses */
    for (size_t c = 0; c < composer->table.columns; c++)
        out->column[c] = read_column(request, c);
}

enum status handle_composer_choose(struct request *request, struct reply *reply,
                                   struct err *err)
{
    struct composer composer;
    struct composer_choices choices;
    bool busy = false;
    TRY(composing_load(request, &composer, err));
    read_choices(request, &composer, &choices);
    TRY(flow_composer_choose(here_of(request)->db, request->mem, &composer, &choices,
                             cut_title(request), request->now, err));
    if (composer.fault.kind == COMPOSER_FINE)
        TRY(composing_search(request, &composer, false, &busy, err));
    if (composer.fault.kind == COMPOSER_FINE && !busy) {
        reply_go(reply, composing_path(request, composer.draft.id, ""));
        return OK;
    }
    send_choices(request, reply, &composer,
                 busy ? word(here_lang(request), WORD_COMPOSER_BUSY) : NULL);
    reply->status = 422;
    return OK;
}

enum status handle_composer_remove(struct request *request, struct reply *reply,
                                   struct err *err)
{
    struct draft_id id = { 0 };
    request_param_int(request, "draft", &id.value);
    TRY(flow_composer_remove(here_of(request)->db, here_who(request)->visitor.coach, id, err));
    reply_go(reply, "/composer");
    return OK;
}
