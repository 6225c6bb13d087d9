/* What is not shown, always in the same words, with a question to ask aloud instead. */
#include "page/sections.h"

#include <assert.h>

static void add(const struct view *view, struct withheld_section *section, const char *name,
                enum gap gap, enum word title, enum word question)
{
    static const enum word gaps[] = {
        [GAP_TOO_FEW] = WORD_GAP_TOO_FEW,     [GAP_NOT_ASKED] = WORD_GAP_NOT_ASKED,
        [GAP_ONE_ITEM] = WORD_GAP_ONE_ITEM,   [GAP_NO_MODEL] = WORD_GAP_NO_MODEL,
        [GAP_NOT_SHOWN] = WORD_GAP_NOT_SHOWN,
    };
    if (gap == SHOWN)
        return;
    assert(section->card_count < CARDS_MAX);
    section->cards[section->card_count++] = (struct withheld_card){
        .id = page_id(view, arena_text(view->mem, "withheld-%s", name)),
        .title = word(view->lang, title),
        .gap = word(view->lang, gaps[gap]),
        .question = word(view->lang, question),
    };
}

struct withheld_section page_withheld_of(const struct view *view)
{
    const struct portrait *portrait = page_drawn(view);
    struct withheld_section section = {
        .id = page_id(view, "withheld"),
        .id_heading = page_id(view, "withheld-heading"),
        .id_team = page_id(view, "team"),
    };
    enum gap plane = portrait->plane.gap != SHOWN ? portrait->plane.gap : portrait->mode.gap;
    add(view, &section, "plane", plane, WORD_PAGE_WITHHELD_PLANE, WORD_PAGE_WITHHELD_PLANE_ASK);
    add(view, &section, "stage", portrait->stage.gap, WORD_PAGE_WITHHELD_STAGE,
        WORD_PAGE_STAGE_QUESTION);
    add(view, &section, "markers", portrait->constructs_gap, WORD_PAGE_WITHHELD_CONSTRUCTS,
        WORD_PAGE_WITHHELD_CONSTRUCTS_ASK);
    add(view, &section, "flows", portrait->flows_gap, WORD_PAGE_WITHHELD_FLOWS,
        WORD_PAGE_WITHHELD_FLOWS_ASK);
    add(view, &section, "exigence", portrait->exigence_benevolence.gap,
        WORD_PAGE_WITHHELD_EXIGENCE, WORD_PAGE_WITHHELD_EXIGENCE_ASK);
    add(view, &section, "matters", portrait->matters_gap, WORD_PAGE_WITHHELD_MATTERS,
        WORD_PAGE_WITHHELD_MATTERS_ASK);
    add(view, &section, "agreement", portrait->agreement_gap, WORD_PAGE_WITHHELD_AGREEMENT,
        WORD_PAGE_WITHHELD_AGREEMENT_ASK);
    return section;
}
