/* The moment of the team: the question first, then the bars. */
#include "page/sections.h"

#include <math.h>
#include <string.h>

static const char *heading(const struct view *view)
{
    const struct portrait *portrait = page_drawn(view);
    const struct portrait_stage *stage = &portrait->stage;
    if (!stage->only_set && stage->call == STAGE_NONE_FITS)
        return word(view->lang, WORD_PAGE_STAGE_HEADING_NONE);
    if (!stage->only_set && stage->call == STAGE_NAMED)
        return words_capital(view->mem, words_phrase(view->mem, view->lang,
                                                     portrait->model->stage_names[stage->top]));
    if (page_stage_set_count(view) == STAGES)
        return word(view->lang, WORD_PAGE_STAGE_HEADING_ALL);
    return words_capital(view->mem, page_stage_set(view));
}

static const char *set_clause(const struct view *view)
{
    static const enum word clauses[] = { WORD_PAGE_STAGE_SET_ONE, WORD_PAGE_STAGE_SET_TWO,
                                         WORD_PAGE_STAGE_SET_THREE, WORD_PAGE_STAGE_SET_FOUR };
    const struct portrait_stage *stage = &page_drawn(view)->stage;
    size_t count = page_stage_set_count(view);
    if (count == 0 || (!stage->only_set && stage->call == STAGE_NONE_FITS))
        return NULL;
    return word(view->lang, clauses[count - 1]);
}

static const char *verdict(const struct view *view)
{
    const struct portrait *portrait = page_drawn(view);
    const struct portrait_stage *stage = &portrait->stage;
    if (stage->only_set)
        return word(view->lang, WORD_PAGE_STAGE_VERDICT_THREE);
    if (stage->call == STAGE_NONE_FITS)
        return word(view->lang, WORD_PAGE_STAGE_VERDICT_NONE);
    bool named = stage->call == STAGE_NAMED;
    int percent =
        named ? stage->percent[stage->top] : (int)lround(portrait->model->named_at * 100);
    return page_say(view, named ? WORD_PAGE_STAGE_VERDICT_NAMED : WORD_PAGE_STAGE_VERDICT_OPEN,
                    words_percent(view->mem, view->lang, percent), NULL);
}

static const char *text(const struct view *view)
{
    const struct portrait_stage *stage = &page_drawn(view)->stage;
    if (stage->only_set)
        return word(view->lang, WORD_PAGE_STAGE_TEXT_THREE);
    switch (stage->call) {
    case STAGE_NAMED:
        return word(view->lang, WORD_PAGE_STAGE_TEXT_NAMED);
    case STAGE_UNDETERMINED:
        return word(view->lang, WORD_PAGE_STAGE_TEXT_OPEN);
    default:
        return word(view->lang, WORD_PAGE_STAGE_TEXT_NONE);
    }
}

/* The sentence of the instrument, its first clause set strong; without one, the label. */
static struct weighed_line weighed_line(const struct view *view, const struct weighed *weighed)
{
    const struct construct *about =
        &page_drawn(view)->instrument->constructs[weighed->construct];
    const char *sentence =
        words_phrase(view->mem, view->lang, weighed->high ? about->high : about->low);
    struct weighed_line line = {
        .rest = "",
        .pulls = page_say(view, WORD_PAGE_STAGE_PULLS,
                          page_stage_short(view, (size_t)weighed->towards),
                          page_stage_short(view, (size_t)weighed->from), NULL),
    };
    if (!sentence)
        sentence = page_say(view, weighed->high ? WORD_PAGE_STAGE_HIGH : WORD_PAGE_STAGE_LOW,
                            page_label(view, weighed->construct), NULL);
    size_t strong = strcspn(sentence, ":");
    if (view->lang == FR && strong >= 3 && sentence[strong])
        strong -= strlen("\xe2\x80\xaf");
    line.strong = arena_copy(view->mem, sentence, strong);
    line.rest = sentence + strong;
    return line;
}

static void own_reading(const struct view *view, struct stage_section *section)
{
    const struct release *release = &page_drawn(view)->release;
    section->own_asked = release->guesses_gap == SHOWN || release->guesses_gap == GAP_TOO_FEW;
    section->own_known = release->guesses_gap == SHOWN;
    section->own = word(view->lang, WORD_GAP_TOO_FEW);
    if (!section->own_known)
        return;
    bool close = release->guesses == GUESSES_CLOSE;
    section->own_spread = close ? SPREAD_CLOSE : SPREAD_VARIED;
    section->own =
        word(view->lang, close ? WORD_PAGE_STAGE_OWN_CLOSE : WORD_PAGE_STAGE_OWN_VARIED);
}

static const char *terms(const struct view *view)
{
    const char *said[STAGES];
    for (size_t i = 0; i < STAGES; i++)
        said[i] = words_phrase(view->mem, view->lang, page_drawn(view)->model->stage_terms[i]);
    return words_fill(view->mem, view->lang, WORD_PAGE_STAGE_TERMS, said, STAGES);
}

static void add_picture(const struct view *view, struct stage_section *section)
{
    const struct portrait *portrait = page_drawn(view);
    section->drawn = true;
    section->named = portrait->stage.call == STAGE_NAMED;
    section->picture =
        plot_stage_picture(view->mem, view->lang, page_id(view, "stage-picture"), portrait);
    section->caption = page_say(view, WORD_PAGE_STAGE_CAPTION, page_answers(view, portrait),
                                words_round(view->mem, view->lang, portrait->round), NULL);
    for (size_t i = 0; i < STAGES; i++) {
        section->hatched |= section->picture.bars[i].in_set;
        section->in_set[i] =
            word(view->lang, portrait->stage.in_set80[i] ? WORD_PAGE_YES : WORD_PAGE_NO);
    }
    if (portrait->stage.call == STAGE_NONE_FITS)
        return; /* what tells two stages apart says nothing when neither fits */
    section->weighed_count = portrait->stage.weighed_count;
    for (size_t i = 0; i < section->weighed_count; i++)
        section->weighed[i] = weighed_line(view, &portrait->stage.weighed[i]);
}

struct stage_section page_stage_of(const struct view *view)
{
    const struct portrait *portrait = page_drawn(view);
    if (portrait->stage.gap != SHOWN)
        return (struct stage_section){ .shown = false };
    const char *model = page_say(view, WORD_PAGE_BASIS_MODEL, portrait->model->version, NULL);
    const char *set = set_clause(view);
    struct stage_section section = {
        .shown = true,
        .id = page_id(view, "stage"),
        .id_heading = page_id(view, "stage-heading"),
        .id_team = page_id(view, "team"),
        .key_id = page_id(view, "stage-key"),
        .heading = heading(view),
        .basis = page_basis_of(view, set ? set : model, set ? model : NULL, NULL),
        .verdict = verdict(view),
        .text = text(view),
        .terms = terms(view),
    };
    own_reading(view, &section);
    if (!portrait->stage.only_set)
        add_picture(view, &section);
    return section;
}
