/* The last lines: with what it was made, what would change it, who sees it. */
#include "page/sections.h"

#include <assert.h>
#include <string.h>

#include "page/portraits.h"

static const char *reference(const struct view *view, const char *construct)
{
    const struct model *model = page_drawn(view)->model;
    int profile = model_profile(model, construct);
    assert(profile != NO_INDEX);
    return page_figure(view, model->profiles[profile].reference);
}

static const char *model(const struct view *view)
{
    const struct portrait *portrait = page_drawn(view);
    if (!portrait->model)
        return word(view->lang, WORD_PAGE_PRINT_MODEL_NONE);
    const char *now = page_say(view, WORD_PAGE_PRINT_MODEL_TEXT, portrait->model->key,
                               portrait->model->version, reference(view, portrait->model->aim),
                               reference(view, portrait->model->appreciation), NULL);
    const char *then = view->published ? view->published->model_version : NULL;
    if (!then || strcmp(then, portrait->model->version) == 0)
        return now;
    return arena_text(view->mem, "%s. %s", now,
                      page_say(view, WORD_PAGE_PRINT_MODEL_THEN, then, NULL));
}

/* What one more answer would add, by how many there are. */
static const char *one_more(const struct view *view)
{
    size_t r = page_drawn(view)->release.respondents;
    if (r == R_RELEASE)
        return word(view->lang, WORD_PAGE_PRINT_CHANGE_THREE);
    if (r == R_MEANS)
        return word(view->lang, WORD_PAGE_PRINT_CHANGE_FOUR);
    if (r == R_WORDS)
        return word(view->lang, WORD_PAGE_PRINT_CHANGE_FIVE);
    return NULL;
}

static const char *change(const struct view *view)
{
    const struct portrait *portrait = page_drawn(view);
    struct text out = { .mem = view->mem };
    text_add(&out, word(view->lang, WORD_PAGE_PRINT_CHANGE_ROUND));
    if (portrait->detectable > 0)
        text_add_format(&out, " %s",
                        page_say(view, WORD_PAGE_PRINT_CHANGE_POINTS,
                                 page_figure(view, (double)portrait->release.respondents),
                                 page_figure(view, portrait->detectable), NULL));
    const char *more = portrait->release.released ? one_more(view) : NULL;
    if (more)
        text_add_format(&out, " %s", more);
    return text_done(&out);
}

static const char *rounds(const struct view *view)
{
    const char **said = NEW_ARRAY(view->mem, const char *, view->count);
    for (size_t i = 0; i < view->count; i++)
        said[i] = words_round(view->mem, view->lang, view->series[i].round);
    return page_say(view, WORD_PAGE_PRINT_ROUNDS_TEXT,
                    words_list(view->mem, view->lang, said, view->count), NULL);
}

struct print_section page_print_of(const struct view *view)
{
    const struct portrait *portrait = page_drawn(view);
    const struct instrument *instrument = portrait->instrument;
    const char *who = view->who ? view->who : word(view->lang, WORD_PAGE_PRINT_WHO_TEXT);
    if (portrait->release.respondents < R_WORDS)
        who = arena_text(view->mem, "%s %s", who, word(view->lang, WORD_PAGE_PRINT_WHO_FEW));
    return (struct print_section){
        .instrument = page_say(view, WORD_PAGE_PRINT_INSTRUMENT_TEXT,
                               words_phrase(view->mem, view->lang, instrument->title),
                               view->published ? view->published->instrument_version
                                               : instrument->version,
                               page_figure(view, (double)instrument->item_count), NULL),
        .instrument_origin = words_phrase(view->mem, view->lang, instrument->origin),
        .model = model(view),
        .model_origin = portrait->model
                            ? words_phrase(view->mem, view->lang, portrait->model->origin)
                            : NULL,
        .published = view->published ? view->published->date : NULL,
        .answers = page_answers(view, portrait),
        .rounds = view->count > 1 ? rounds(view) : NULL,
        .change = change(view),
        .who = who,
        .id = page_id(view, "print"),
        .id_team = page_id(view, "team"),
    };
}
