/* The sections that hold words and no figure: circulation, what matters, agreement. */
#include "page/sections.h"

#include "plot/hue.h"

static struct flow_card flow_card(const struct view *view, size_t question)
{
    static const enum word densities[] = {
        [DENSITY_FEW] = WORD_DENSITY_FEW,
        [DENSITY_SOME] = WORD_DENSITY_SOME,
        [DENSITY_MOST] = WORD_DENSITY_MOST,
    };
    static const enum word sentences[][2] = {
        [DENSITY_FEW] = { WORD_PAGE_FLOWS_FEW_LITTLE, WORD_PAGE_FLOWS_FEW_RATHER },
        [DENSITY_SOME] = { WORD_PAGE_FLOWS_SOME_LITTLE, WORD_PAGE_FLOWS_SOME_RATHER },
        [DENSITY_MOST] = { WORD_PAGE_FLOWS_MOST_LITTLE, WORD_PAGE_FLOWS_MOST_RATHER },
    };
    const struct portrait *portrait = page_drawn(view);
    const struct question *asked = &portrait->instrument->questions[question];
    const struct released_flow *flow = &portrait->release.flows[question];
    bool rather = flow->reciprocity == RECIPROCITY_RATHER;
    const char *name = arena_text(view->mem, "flow-%s", asked->key);
    return (struct flow_card){
        .id = page_id(view, name),
        .hue = plot_hue_component(asked->meaning),
        .label = words_phrase(view->mem, view->lang, asked->label),
        .density = word(view->lang, densities[flow->density]),
        .reciprocity =
            word(view->lang, rather ? WORD_RECIPROCITY_RATHER : WORD_RECIPROCITY_LITTLE),
        .sentence = word(view->lang, sentences[flow->density][rather]),
        .picture = plot_weave_picture(view->mem, view->lang,
                                      arena_text(view->mem, "%s-picture", page_id(view, name)),
                                      asked, flow),
    };
}

struct flows_section page_flows_of(const struct view *view)
{
    const struct portrait *portrait = page_drawn(view);
    const char *sentence = page_flows_sentence(view);
    if (!sentence)
        return (struct flows_section){ .shown = false };
    struct flows_section section = {
        .shown = true,
        .id = page_id(view, "flows"),
        .id_heading = page_id(view, "flows-heading"),
        .id_team = page_id(view, "team"),
        .heading = words_capital(view->mem, sentence),
        .basis = page_basis_of(view, word(view->lang, WORD_PAGE_FLOWS_ABOUT),
                               word(view->lang, WORD_PAGE_BASIS_WORDS), NULL),
    };
    for (size_t i = 0; i < portrait->instrument->question_count; i++)
        if (portrait->release.flows[i].gap == SHOWN)
            section.cards[section.card_count++] = flow_card(view, i);
    return section;
}

struct matters_section page_matters_of(const struct view *view)
{
    static const enum word headings[] = {
        [MATTERS_DIFFERENT] = WORD_PAGE_MATTERS_DIFFERENT,
        [MATTERS_MIXED] = WORD_PAGE_MATTERS_MIXED,
        [MATTERS_CLOSE] = WORD_PAGE_MATTERS_CLOSE,
    };
    static const enum word texts[] = {
        [MATTERS_DIFFERENT] = WORD_PAGE_MATTERS_DIFFERENT_TEXT,
        [MATTERS_MIXED] = WORD_PAGE_MATTERS_MIXED_TEXT,
        [MATTERS_CLOSE] = WORD_PAGE_MATTERS_CLOSE_TEXT,
    };
    const struct portrait *portrait = page_drawn(view);
    const struct released_matters *matters = &portrait->release.matters;
    if (portrait->matters_gap != SHOWN || matters->gap != SHOWN)
        return (struct matters_section){ .shown = false };
    const char *motives = page_figure(view, (double)portrait->instrument->motive_count);
    struct matters_section section = {
        .shown = true,
        .id = page_id(view, "matters"),
        .id_heading = page_id(view, "matters-heading"),
        .id_team = page_id(view, "team"),
        .heading = word(view->lang, headings[matters->word]),
        .text = word(view->lang, texts[matters->word]),
        .basis = page_basis_of(view, page_say(view, WORD_PAGE_MATTERS_RANKED, motives, NULL),
                               word(view->lang, WORD_PAGE_BASIS_WORDS), NULL),
        .top_shown = matters->top_gap == SHOWN,
    };
    for (size_t i = 0; i < 2 && section.top_shown; i++)
        section.top[i] = words_phrase(view->mem, view->lang,
                                      portrait->instrument->motives[matters->top[i]].label);
    return section;
}

static const char *agreement_heading(const struct view *view,
                                     const struct agreement_section *section)
{
    const char *opposed[CONSTRUCTS_MAX];
    size_t opposed_count = 0, varied = 0;
    for (size_t i = 0; i < section->row_count; i++) {
        if (section->rows[i].spread == SPREAD_OPPOSED)
            opposed[opposed_count++] = words_lower(view->mem, section->rows[i].label);
        varied += section->rows[i].spread == SPREAD_VARIED;
    }
    if (opposed_count > 2)
        return word(view->lang, WORD_PAGE_AGREEMENT_OPPOSED_MANY);
    if (opposed_count > 0)
        return page_say(view,
                        opposed_count == 1 ? WORD_PAGE_AGREEMENT_OPPOSED
                                           : WORD_PAGE_AGREEMENT_OPPOSED_TWO,
                        words_list(view->mem, view->lang, opposed, opposed_count), NULL);
    return word(view->lang, varied ? WORD_PAGE_AGREEMENT_VARIED : WORD_PAGE_AGREEMENT_CLOSE);
}

/* Grouped by word, in the order of the questionnaire within each. */
static void add_agreement(const struct view *view, struct agreement_section *section,
                          enum agreement_word agreement)
{
    static const enum word words[] = { [AGREE_CLOSE] = WORD_AGREEMENT_CLOSE,
                                       [AGREE_VARIED] = WORD_AGREEMENT_VARIED,
                                       [AGREE_OPPOSED] = WORD_AGREEMENT_OPPOSED };
    static const enum spread spreads[] = { [AGREE_CLOSE] = SPREAD_CLOSE,
                                           [AGREE_VARIED] = SPREAD_VARIED,
                                           [AGREE_OPPOSED] = SPREAD_OPPOSED };
    const struct portrait *portrait = page_drawn(view);
    for (size_t i = 0; i < portrait->instrument->construct_count; i++) {
        const struct released_construct *is = &portrait->release.constructs[i];
        if (is->gap != SHOWN || is->agreement_gap != SHOWN || is->agreement != agreement)
            continue;
        section->rows[section->row_count++] =
            (struct agreement_row){ page_label(view, i), word(view->lang, words[agreement]),
                                    spreads[agreement] };
    }
}

struct agreement_section page_agreement_of(const struct view *view)
{
    struct agreement_section section = {
        .id = page_id(view, "agreement"),
        .id_heading = page_id(view, "agreement-heading"),
        .id_team = page_id(view, "team"),
        .basis = page_basis_of(view, word(view->lang, WORD_PAGE_BASIS_WORDS_FROM), NULL),
    };
    if (page_drawn(view)->agreement_gap != SHOWN)
        return section;
    add_agreement(view, &section, AGREE_CLOSE);
    add_agreement(view, &section, AGREE_VARIED);
    add_agreement(view, &section, AGREE_OPPOSED);
    section.shown = section.row_count > 0;
    section.half = (section.row_count + 1) / 2;
    section.heading = agreement_heading(view, &section);
    return section;
}
