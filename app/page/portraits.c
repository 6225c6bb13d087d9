/* Puts the sections in their order. The order is the page's argument: what the team is, how
 * sure that is, what was not said, with what it was made. */
#include "page/portraits.h"

#include <assert.h>

#include "page/findings_html.h"
#include "page/frame_html.h"
#include "page/said_html.h"
#include "page/sections.h"

static const char *const lang_codes[LANG_COUNT] = { [FR] = "fr", [EN] = "en" };

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
    arena_release(mem, mark);
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

static void write_figures(struct html *out, const struct view *view)
{
    struct plane_section aim = page_aim_of(view);
    if (aim.shown)
        page_plane_section(out, view->lang, &aim);
    struct stage_section stage = page_stage_of(view);
    if (stage.shown)
        page_stage_section(out, view->lang, &stage);
    struct markers_section markers = page_markers_of(view);
    if (markers.shown)
        page_markers_section(out, view->lang, &markers);
    struct flows_section flows = page_flows_of(view);
    if (flows.shown)
        page_flows_section(out, view->lang, &flows);
    struct plane_section exigence = page_exigence_of(view);
    if (exigence.shown)
        page_plane_section(out, view->lang, &exigence);
}

static void write_words(struct html *out, const struct view *view)
{
    struct matters_section matters = page_matters_of(view);
    if (matters.shown)
        page_matters_section(out, view->lang, &matters);
    struct agreement_section agreement = page_agreement_of(view);
    if (agreement.shown)
        page_agreement_section(out, view->lang, &agreement);
    struct withheld_section withheld = page_withheld_of(view);
    if (withheld.card_count > 0)
        page_withheld_section(out, view->lang, &withheld);
    struct print_section print = page_print_of(view);
    page_print_section(out, view->lang, &print);
}

void page_portrait(struct html *out, struct arena *mem, struct portraits_page *page,
                   const struct portrait *series, size_t count)
{
    assert(count > 0);
    struct arena_mark mark = arena_mark(mem);
    struct view view = {
        .mem = mem,
        .lang = page->lang,
        .series = series,
        .at = drawn_round(series, count),
        .count = count,
        .number = ++page->drawn,
    };
    struct team_head head = team_head(&view, page);
    page_team_open(out, &head);
    struct lead_section lead = page_lead_of(&view);
    page_lead_section(out, view.lang, &lead);
    write_figures(out, &view);
    write_words(out, &view);
    page_team_close(out, &head);
    arena_release(mem, mark);
}

void page_portraits_close(struct html *out, const struct portraits_page *page,
                          const struct refused_team *refused, size_t refused_count)
{
    if (refused_count > 0)
        page_refused(out, page->lang, refused, refused_count);
    page_frame_close(out, page->lang);
}
