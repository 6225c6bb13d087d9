/* Puts the sections in their order. The order is the page's argument: what the team is, how
 * sure that is, what was not said, with what it was made. */
#include "page/portraits.h"

#include <assert.h>

#include "page/findings_html.h"
#include "page/frame_html.h"
#include "page/said_html.h"
#include "page/sections.h"

static const char *const lang_codes[LANG_COUNT] = { [FR] = "fr", [EN] = "en" };

/* A text that grows in the same arena stands among the scratch. */
static void give_back(const struct html *out, struct arena *mem, struct arena_mark mark)
{
    if (!out->text || out->text->mem != mem)
        arena_release(mem, mark);
}

void page_portraits_open(struct html *out, struct arena *mem, const struct portraits_page *page)
{
    struct arena_mark mark = arena_mark(mem);
    const char *count = words_number(mem, page->lang, (double)page->team_count, 0);
    const char *const *title_of = page->team_count == 1 ? page->teams : &count;
    struct frame frame = {
        .lang = page->lang,
        .lang_code = lang_codes[page->lang],
        .title = words_fill(mem, page->lang,
                            page->team_count == 1 ? WORD_PAGE_TITLE_ONE : WORD_PAGE_TITLE_MANY,
                            title_of, 1),
        .index_title = words_fill(mem, page->lang, WORD_PAGE_INDEX_TITLE, &count, 1),
        .teams = page->teams,
        .team_count = page->team_count,
    };
    page_frame_open(out, &frame);
    give_back(out, mem, mark);
}

/* The latest round that was released; the latest of all when none was. */
static size_t drawn_round(const struct portrait *series, size_t count)
{
    for (size_t i = count; i-- > 0;)
        if (series[i].release.released)
            return i;
    return count - 1;
}

static struct team_head team_head(const struct view *view, const struct portraits_page *page)
{
    const char *drawn = words_round(view->mem, view->lang, view->series[view->at].round);
    const char *latest =
        words_round(view->mem, view->lang, view->series[view->count - 1].round);
    bool later = view->at + 1 < view->count;
    return (struct team_head){
        .id = arena_text(view->mem, "e%zu", view->number),
        .id_heading = page_id(view, "team"),
        .kicker = later ? page_say(view, WORD_PAGE_KICKER_LATER, drawn, latest, NULL)
                        : page_say(view, WORD_PAGE_KICKER, drawn, NULL),
        .team = page_drawn(view)->team,
        .back = page->team_count > 1 ? word(view->lang, WORD_PAGE_BACK) : NULL,
    };
}

/* Writes one block, or, with out NULL, only tells whether the portrait has it. */
static bool write_plane(struct html *out, const struct view *view, struct plane_section plane)
{
    if (out && plane.shown)
        page_plane_section(out, view->lang, &plane);
    return plane.shown;
}

static bool write_stage(struct html *out, const struct view *view)
{
    struct stage_section stage = page_stage_of(view);
    if (out && stage.shown)
        page_stage_section(out, view->lang, &stage);
    return stage.shown;
}

static bool write_markers(struct html *out, const struct view *view)
{
    struct markers_section markers = page_markers_of(view);
    if (out && markers.shown)
        page_markers_section(out, view->lang, &markers);
    return markers.shown;
}

static bool write_flows(struct html *out, const struct view *view)
{
    struct flows_section flows = page_flows_of(view);
    if (out && flows.shown)
        page_flows_section(out, view->lang, &flows);
    return flows.shown;
}

static bool write_matters(struct html *out, const struct view *view)
{
    struct matters_section matters = page_matters_of(view);
    if (out && matters.shown)
        page_matters_section(out, view->lang, &matters);
    return matters.shown;
}

static bool write_agreement(struct html *out, const struct view *view)
{
    struct agreement_section agreement = page_agreement_of(view);
    if (out && agreement.shown)
        page_agreement_section(out, view->lang, &agreement);
    return agreement.shown;
}

static bool write_end(struct html *out, const struct view *view)
{
    struct withheld_section withheld = page_withheld_of(view);
    if (out && withheld.card_count > 0)
        page_withheld_section(out, view->lang, &withheld);
    struct print_section print = page_print_of(view);
    if (out)
        page_print_section(out, view->lang, &print);
    return true;
}

static bool write_block(struct html *out, const struct view *view, enum block block)
{
    switch (block) {
    case BLOCK_PLANE:
        return write_plane(out, view, page_aim_of(view));
    case BLOCK_STAGE:
        return write_stage(out, view);
    case BLOCK_MARKERS:
        return write_markers(out, view);
    case BLOCK_FLOWS:
        return write_flows(out, view);
    case BLOCK_EXIGENCE:
        return write_plane(out, view, page_exigence_of(view));
    case BLOCK_MATTERS:
        return write_matters(out, view);
    case BLOCK_AGREEMENT:
        return write_agreement(out, view);
    case BLOCK_END:
    case BLOCK_COUNT:
        break;
    }
    return write_end(out, view);
}

static struct view view_of(struct arena *mem, enum lang lang, const struct portrait *series,
                           size_t count)
{
    return (struct view){
        .mem = mem,
        .lang = lang,
        .series = series,
        .at = drawn_round(series, count),
        .count = count,
        .number = 1,
    };
}

static size_t blocks_of(const struct view *view, enum block out[BLOCK_COUNT])
{
    size_t count = 0;
    for (enum block block = BLOCK_PLANE; block < BLOCK_COUNT; block++)
        if (write_block(NULL, view, block))
            out[count++] = block;
    return count;
}

size_t page_portrait_blocks(struct arena *mem, enum lang lang, const struct portrait *series,
                            size_t count, enum block out[BLOCK_COUNT])
{
    struct arena_mark mark = arena_mark(mem);
    struct view view = view_of(mem, lang, series, count);
    size_t blocks = blocks_of(&view, out);
    arena_release(mem, mark);
    return blocks;
}

void page_portrait_block(struct html *out, struct arena *mem, const struct portraits_page *page,
                         const struct portrait *series, size_t count, enum block block)
{
    struct view view = view_of(mem, page->lang, series, count);
    view.who = page->who;
    view.published = page->published;
    write_block(out, &view, block);
}

void page_portrait_lead(struct html *out, struct arena *mem, const struct portraits_page *page,
                        const struct portrait *series, size_t count)
{
    struct view view = view_of(mem, page->lang, series, count);
    struct lead_section lead = page_lead_of(&view);
    page_lead_section(out, view.lang, &lead);
}

void page_portrait(struct html *out, struct arena *mem, struct portraits_page *page,
                   const struct portrait *series, size_t count)
{
    assert(count > 0);
    struct arena_mark mark = arena_mark(mem);
    struct view view = view_of(mem, page->lang, series, count);
    view.number = ++page->drawn;
    view.who = page->who;
    view.published = page->published;
    struct team_head head = team_head(&view, page);
    page_team_open(out, &head);
    size_t open = page->blocks ? page->blocks : BLOCK_COUNT, written = 0;
    enum block blocks[BLOCK_COUNT];
    if (!page->blocks || page->blocks >= blocks_of(&view, blocks)) {
        /* The first sentence says what the blocks have shown. */
        struct lead_section lead = page_lead_of(&view);
        page_lead_section(out, view.lang, &lead);
    }
    for (enum block block = BLOCK_PLANE; block < BLOCK_COUNT && written < open; block++)
        written += write_block(out, &view, block);
    page_team_close(out, &head);
    give_back(out, mem, mark);
}

void page_portraits_close(struct html *out, const struct portraits_page *page,
                          const struct refused_team *refused, size_t refused_count)
{
    if (refused_count > 0)
        page_refused(out, page->lang, refused, refused_count);
    page_frame_close(out, page->lang);
}
