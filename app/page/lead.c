/* The first sentences of a portrait, from its figures and their doubt. */
#include "page/sections.h"

#include <assert.h>

static void add(struct lead_section *lead, const char *text, const char *target)
{
    assert(lead->piece_count < PIECES_MAX);
    lead->pieces[lead->piece_count++] = (struct lead_piece){ text, target };
}

/* A clause that starts a sentence gets its capital. */
static void add_clause(const struct view *view, struct lead_section *lead, bool first,
                       const char *clause, const char *target)
{
    if (!first)
        add(lead, view->lang == FR ? "\xe2\x80\xaf; " : "; ", NULL);
    add(lead, first ? words_capital(view->mem, clause) : clause, target);
}

static const char *stage_clause(const struct view *view)
{
    const struct portrait_stage *stage = &page_drawn(view)->stage;
    size_t count = page_stage_set_count(view);
    if (stage->only_set)
        return page_say(view, WORD_PAGE_LEAD_STAGE_THREE, page_stage_set(view), NULL);
    if (stage->call == STAGE_NONE_FITS)
        return word(view->lang, WORD_PAGE_LEAD_STAGE_NONE);
    if (stage->call == STAGE_NAMED)
        return page_say(view, WORD_PAGE_LEAD_STAGE,
                        words_phrase(view->mem, view->lang,
                                     page_drawn(view)->model->stage_names[stage->top]),
                        NULL);
    if (count == STAGES)
        return word(view->lang, WORD_PAGE_LEAD_STAGE_ALL);
    return page_say(view, WORD_PAGE_LEAD_STAGE, page_stage_set(view), NULL);
}

static const char *mode_clause(const struct view *view)
{
    static const enum word named[] = {
        [COOPERATION] = WORD_PAGE_LEAD_MODE_COOPERATION,
        [COORDINATION] = WORD_PAGE_LEAD_MODE_COORDINATION,
        [COLLABORATION] = WORD_PAGE_LEAD_MODE_COLLABORATION,
        [NO_MODE] = WORD_PAGE_LEAD_MODE_NONE,
    };
    const struct portrait_mode *mode = &page_drawn(view)->mode;
    if (mode->call == MODE_NAMED)
        return word(view->lang, named[mode->top]);
    if (mode->in_set80[0] && mode->in_set80[1] && mode->in_set80[2] && mode->in_set80[3])
        return word(view->lang, WORD_PAGE_LEAD_MODE_ALL);
    return page_say(view, WORD_PAGE_LEAD_MODE_BETWEEN, page_mode_set(view, false), NULL);
}

static const char *balance_clause(const struct view *view)
{
    static const enum word clauses[] = {
        [BALANCE_HELPING] = WORD_PAGE_LEAD_EXIGENCE_HELPING,
        [BALANCE_DEMANDING] = WORD_PAGE_LEAD_EXIGENCE_DEMANDING,
        [BALANCE_BOTH] = WORD_PAGE_LEAD_EXIGENCE_BOTH,
        [BALANCE_EVEN] = WORD_PAGE_LEAD_EXIGENCE_EVEN,
    };
    return word(view->lang, clauses[page_balance(view)]);
}

/* "Six réponses sur sept." */
static const char *answers_sentence(const struct view *view)
{
    const struct release *release = &page_drawn(view)->release;
    const char *const args[] = {
        words_capital(view->mem, words_cardinal(view->mem, view->lang, release->respondents)),
        words_cardinal(view->mem, view->lang, release->seats),
    };
    return words_count(view->mem, view->lang, WORD_PAGE_LEAD_ANSWERS, release->respondents,
                       args, 2);
}

static const char *note(const struct view *view)
{
    const struct release *release = &page_drawn(view)->release;
    if (!release->released)
        return word(view->lang, WORD_PAGE_LEAD_NEEDS);
    if (release->respondents < R_MEANS)
        return word(view->lang, WORD_PAGE_LEAD_THREE);
    if (release->respondents < R_WORDS)
        return word(view->lang, WORD_PAGE_LEAD_FOUR);
    return NULL;
}

/* Stage and mode in one sentence, the flows in one, exigence and benevolence in one. */
static void add_clauses(const struct view *view, struct lead_section *lead)
{
    const struct portrait *portrait = page_drawn(view);
    bool stage = portrait->stage.gap == SHOWN, mode = portrait->mode.gap == SHOWN;
    const char *flows = page_flows_sentence(view);
    if (stage)
        add_clause(view, lead, true, stage_clause(view), page_target(view, "stage"));
    if (mode)
        add_clause(view, lead, !stage, mode_clause(view), page_target(view, "plane"));
    if (stage || mode)
        add(lead, ". ", NULL);
    if (portrait->stage.gap == GAP_NOT_SHOWN)
        add(lead, word(view->lang, WORD_PAGE_LEAD_NOT_SHOWN), NULL);
    if (flows) {
        add_clause(view, lead, true, flows, page_target(view, "flows"));
        add(lead, ". ", NULL);
    }
    if (portrait->exigence_benevolence.gap == SHOWN) {
        add_clause(view, lead, true, balance_clause(view), page_target(view, "exigence"));
        add(lead, ".", NULL);
    }
}

struct lead_section page_lead_of(const struct view *view)
{
    struct lead_section lead = {
        .id = page_id(view, "lead"),
        .id_team = page_id(view, "team"),
        .basis = page_basis_of(view, NULL),
        .note = note(view),
    };
    add(&lead, answers_sentence(view), NULL);
    add(&lead, " ", NULL);
    if (page_drawn(view)->release.released)
        add_clauses(view, &lead);
    else
        add(&lead, word(view->lang, WORD_PAGE_LEAD_NOT_RELEASED), NULL);
    return lead;
}
