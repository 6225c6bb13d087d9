/* The constructs, each with its doubt, and from six answers the questions one by one. */
#include "page/sections.h"

#include <math.h>

struct extremes {
    int low, high;
    size_t low_count, high_count;
    size_t low_at, high_at;
};

static struct extremes extremes(const struct portrait *portrait)
{
    struct extremes are = { .low = 101, .high = -1 };
    for (size_t i = 0; i < portrait->instrument->construct_count; i++) {
        const struct released_construct *is = &portrait->release.constructs[i];
        if (is->gap != SHOWN)
            continue;
        if (is->mean < are.low) {
            are.low = is->mean;
            are.low_at = i;
            are.low_count = 0;
        }
        if (is->mean > are.high) {
            are.high = is->mean;
            are.high_at = i;
            are.high_count = 0;
        }
        are.low_count += is->mean == are.low;
        are.high_count += is->mean == are.high;
    }
    return are;
}

/* The ends are named when each stands alone and they differ by more than the doubt of both
 * together. */
static const char *heading(const struct view *view)
{
    const struct portrait *portrait = page_drawn(view);
    struct extremes are = extremes(portrait);
    double doubt = hypot(portrait->doubt[are.low_at], portrait->doubt[are.high_at]);
    if (are.high - are.low < doubt)
        return word(view->lang, WORD_PAGE_MEANS_HEADING_EVEN);
    const char *low = page_figure(view, are.low), *high = page_figure(view, are.high);
    if (are.low_count > 1 || are.high_count > 1)
        return page_say(view, WORD_PAGE_MEANS_HEADING_MANY, low, high, NULL);
    return page_say(view, WORD_PAGE_MEANS_HEADING, low, high,
                    words_lower(view->mem, page_label(view, are.low_at)),
                    words_lower(view->mem, page_label(view, are.high_at)), NULL);
}

/* "à ± 15 ou 20 points": the doubts of the constructs shown. */
static const char *doubts(const struct view *view)
{
    const struct portrait *portrait = page_drawn(view);
    const char *said[CONSTRUCTS_MAX];
    size_t count = 0;
    for (int doubt = 5; doubt <= 100; doubt += 5) {
        bool used = false;
        for (size_t i = 0; i < portrait->instrument->construct_count; i++)
            used |= portrait->release.constructs[i].gap == SHOWN && portrait->doubt[i] == doubt;
        if (used)
            said[count++] = page_figure(view, doubt);
    }
    return page_say(view, WORD_PAGE_MEANS_DOUBTS,
                    words_choice(view->mem, view->lang, said, count), NULL);
}

static void add_rows(const struct view *view, struct markers_section *section)
{
    const struct portrait *portrait = page_drawn(view);
    size_t row = 0;
    for (size_t i = 0; i < portrait->instrument->construct_count; i++) {
        enum gap gap = portrait->release.constructs[i].gap;
        if (gap != SHOWN && gap != GAP_TOO_FEW)
            continue;
        section->rows[row].label = page_label(view, i);
        section->rows[row].value = section->picture.rows[row].value;
        section->rows[row].range = gap == SHOWN ? page_range(view, i) : "";
        row++;
    }
}

static void add_items(const struct view *view, struct markers_section *section)
{
    const struct portrait *portrait = page_drawn(view);
    const struct instrument *instrument = portrait->instrument;
    if (portrait->items_gap != SHOWN)
        return;
    section->items = NEW_ARRAY(view->mem, struct item_row, instrument->item_count);
    for (size_t i = 0; i < instrument->item_count; i++) {
        const struct released_item *is = &portrait->release.items[i];
        if (is->gap != SHOWN)
            continue;
        section->items[section->item_count++] = (struct item_row){
            .wording = words_phrase(view->mem, view->lang, instrument->items[i].wording),
            .mean = words_number(view->mem, view->lang, is->half_points / 2.0, 1),
        };
    }
    section->items_caption =
        page_say(view, WORD_PAGE_MEANS_ITEMS_CAPTION, page_figure(view, instrument->low),
                 words_phrase(view->mem, view->lang, instrument->low_label),
                 page_figure(view, instrument->high),
                 words_phrase(view->mem, view->lang, instrument->high_label), NULL);
}

struct markers_section page_markers_of(const struct view *view)
{
    const struct portrait *portrait = page_drawn(view);
    if (portrait->constructs_gap != SHOWN || extremes(portrait).high < 0)
        return (struct markers_section){ .shown = false };
    struct markers_section section = {
        .shown = true,
        .id = page_id(view, "markers"),
        .id_heading = page_id(view, "markers-heading"),
        .id_team = page_id(view, "team"),
        .key_id = page_id(view, "markers-key"),
        .heading = heading(view),
        .basis =
            page_basis_of(view, word(view->lang, WORD_PAGE_BASIS_ROUNDED), doubts(view), NULL),
        .picture = plot_means_picture(view->mem, view->lang, page_id(view, "markers-picture"),
                                      portrait),
        .caption = page_say(view, WORD_PAGE_MEANS_CAPTION, page_answers(view, portrait), NULL),
    };
    add_rows(view, &section);
    add_items(view, &section);
    return section;
}
