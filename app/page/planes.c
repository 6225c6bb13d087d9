/* The two planes: aim and appreciation, exigence and benevolence. */
#include "page/sections.h"

#include <math.h>

static void add_text(struct plane_section *section, const char *text)
{
    if (text)
        section->texts[section->text_count++] = text;
}

static const char *past_mean(const struct view *view, const struct portrait *portrait,
                             size_t construct)
{
    const struct released_construct *is = &portrait->release.constructs[construct];
    if (!portrait->release.released || is->gap != SHOWN)
        return word(view->lang, WORD_GAP_TOO_FEW);
    return page_figure(view, is->mean);
}

/* The table of rounds: the one drawn has its range. */
static void add_rows(const struct view *view, struct plane_section *section, size_t x, size_t y)
{
    section->x_label = page_label(view, x);
    section->y_label = page_label(view, y);
    section->rows = NEW_ARRAY(view->mem, struct round_row, view->at + 1);
    for (size_t i = 0; i <= view->at; i++) {
        const struct portrait *then = &view->series[i];
        struct round_row *row = &section->rows[section->row_count++];
        row->round = words_capital(view->mem, words_round(view->mem, view->lang, then->round));
        row->answers = page_say(view, WORD_PAGE_TABLE_OF,
                                page_figure(view, (double)then->release.respondents),
                                page_figure(view, (double)then->release.seats), NULL);
        row->x = past_mean(view, then, x);
        row->y = past_mean(view, then, y);
        if (i < view->at)
            continue;
        row->x = arena_text(view->mem, "%s (%s)", row->x, page_range(view, x));
        row->y = arena_text(view->mem, "%s (%s)", row->y, page_range(view, y));
    }
}

/* What the modes say of one side, at the model's own threshold, so that the heading never
 * contradicts a named mode; low only when no plausible mode has it. */
enum side { SIDE_LOW, SIDE_OPEN, SIDE_HIGH };

static enum side side(const struct view *view, enum mode one, enum mode other)
{
    const struct portrait *portrait = page_drawn(view);
    const struct portrait_mode *mode = &portrait->mode;
    if (mode->percent[one] + mode->percent[other] >= portrait->model->named_at * 100)
        return SIDE_HIGH;
    return mode->in_set80[one] || mode->in_set80[other] ? SIDE_OPEN : SIDE_LOW;
}

static const char *aim_heading(const struct view *view, enum side aim, enum side bond)
{
    static const enum word aims[] = { WORD_PAGE_PLANE_AIM_LOW, WORD_PAGE_PLANE_AIM_OPEN,
                                      WORD_PAGE_PLANE_AIM_HIGH };
    static const enum word bonds[] = { WORD_PAGE_PLANE_BOND_LOW, WORD_PAGE_PLANE_BOND_OPEN,
                                       WORD_PAGE_PLANE_BOND_HIGH };
    const char *first = word(view->lang, bonds[bond]), *second = word(view->lang, aims[aim]);
    return page_say(view, WORD_PAGE_PLANE_HEADING, words_capital(view->mem, first), second,
                    NULL);
}

static void ask_about_aim(const struct view *view, struct plane_section *section, enum side aim,
                          enum side bond)
{
    bool both = aim == SIDE_HIGH && bond == SIDE_HIGH;
    section->ask = word(view->lang, both ? WORD_PAGE_PLANE_ASK_BOTH : WORD_PAGE_PLANE_ASK_AIM);
    section->question =
        word(view->lang, both               ? WORD_PAGE_PLANE_ASK_BOTH_QUESTION
                         : aim != SIDE_HIGH ? WORD_PAGE_PLANE_ASK_AIM_QUESTION
                                            : WORD_PAGE_PLANE_ASK_BOND_QUESTION);
}

static void add_modes(const struct view *view, struct plane_section *section)
{
    const struct portrait *portrait = page_drawn(view);
    section->mode_caption =
        page_say(view, WORD_PAGE_PLANE_MODES, page_answers(view, portrait), NULL);
    for (size_t i = 0; i < MODES; i++)
        section->modes[section->mode_count++] = (struct mode_row){
            .name = words_capital(
                view->mem, words_phrase(view->mem, view->lang, portrait->model->mode_names[i])),
            .percent = words_percent(view->mem, view->lang, portrait->mode.percent[i]),
        };
}

static struct plane_section started(const struct view *view, const char *name,
                                    const struct portrait_plane *plane)
{
    return (struct plane_section){
        .shown = true,
        .id = page_id(view, name),
        .id_heading = page_id(view, arena_text(view->mem, "%s-heading", name)),
        .id_team = page_id(view, "team"),
        .key_id = page_id(view, arena_text(view->mem, "%s-key", name)),
        .path_key = plane->moved ? word(view->lang, WORD_PAGE_KEY_PATH) : NULL,
        .basis = page_basis_of(view, page_mean_clause(view, plane->x_construct),
                               page_mean_clause(view, plane->y_construct),
                               word(view->lang, WORD_PAGE_BASIS_ROUNDED), NULL),
    };
}

struct plane_section page_aim_of(const struct view *view)
{
    const struct portrait *portrait = page_drawn(view);
    const struct portrait_plane *plane = &portrait->plane;
    if (plane->gap != SHOWN || portrait->mode.gap != SHOWN)
        return (struct plane_section){ .shown = false };
    struct plane_section section = started(view, "plane", plane);
    enum side aim = side(view, COOPERATION, COLLABORATION);
    enum side bond = side(view, COOPERATION, COORDINATION);
    bool named = portrait->mode.call == MODE_NAMED;
    section.theme = word(view->lang, WORD_PAGE_PLANE_THEME);
    section.heading = aim_heading(view, aim, bond);
    section.picture = plot_aim_plane(view->mem, view->lang, page_id(view, "plane-picture"),
                                     view->series, view->at);
    add_text(
        &section,
        page_say(view, named ? WORD_PAGE_PLANE_NAMED : WORD_PAGE_PLANE_UNDETERMINED,
                 named ? arena_text(view->mem, "%s (%s)",
                                    page_mode_name(view, portrait->mode.top),
                                    words_percent(view->mem, view->lang,
                                                  portrait->mode.percent[portrait->mode.top]))
                       : page_mode_set(view, true),
                 NULL));
    add_text(&section,
             page_say(view, WORD_PAGE_PLANE_DOUBT,
                      page_figure(view, (double)portrait->release.respondents), NULL));
    add_text(&section, page_path(view, plane));
    ask_about_aim(view, &section, aim, bond);
    section.caption =
        page_say(view, WORD_PAGE_PLANE_CAPTION, page_figure(view, portrait->mode.cut_aim),
                 page_figure(view, portrait->mode.cut_appreciation), NULL);
    add_rows(view, &section, plane->x_construct, plane->y_construct);
    add_modes(view, &section);
    return section;
}

struct plane_section page_exigence_of(const struct view *view)
{
    static const enum word headings[] = {
        [BALANCE_HELPING] = WORD_PAGE_EXIGENCE_HELPING,
        [BALANCE_DEMANDING] = WORD_PAGE_EXIGENCE_DEMANDING,
        [BALANCE_BOTH] = WORD_PAGE_EXIGENCE_BOTH,
        [BALANCE_EVEN] = WORD_PAGE_EXIGENCE_EVEN,
    };
    static const enum word texts[] = {
        [BALANCE_HELPING] = WORD_PAGE_EXIGENCE_HELPING_TEXT,
        [BALANCE_DEMANDING] = WORD_PAGE_EXIGENCE_DEMANDING_TEXT,
        [BALANCE_BOTH] = WORD_PAGE_EXIGENCE_BOTH_TEXT,
        [BALANCE_EVEN] = WORD_PAGE_EXIGENCE_EVEN_TEXT,
    };
    const struct portrait_plane *plane = &page_drawn(view)->exigence_benevolence;
    if (plane->gap != SHOWN)
        return (struct plane_section){ .shown = false };
    struct plane_section section = started(view, "exigence", plane);
    enum balance balance = page_balance(view);
    section.theme = word(view->lang, WORD_PAGE_EXIGENCE_THEME);
    section.heading = word(view->lang, headings[balance]);
    section.picture = plot_exigence_plane(
        view->mem, view->lang, page_id(view, "exigence-picture"), view->series, view->at);
    add_text(&section, word(view->lang, texts[balance]));
    add_text(&section, word(view->lang, WORD_PAGE_EXIGENCE_MIDDLE));
    add_text(&section, page_path(view, plane));
    section.caption = word(view->lang, WORD_PAGE_EXIGENCE_CAPTION);
    add_rows(view, &section, plane->x_construct, plane->y_construct);
    return section;
}
