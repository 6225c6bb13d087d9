/* Words that several sections share. */
#include "page/view.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <string.h>

enum { HOLES_MAX = 10 };

const struct portrait *page_drawn(const struct view *view) { return &view->series[view->at]; }

const char *page_say(const struct view *view, enum word id, ...)
{
    const char *args[HOLES_MAX];
    size_t count = 0;
    va_list list;
    va_start(list, id);
    for (const char *arg; (arg = va_arg(list, const char *)) != NULL;) {
        assert(count < HOLES_MAX);
        args[count++] = arg;
    }
    va_end(list);
    return words_fill(view->mem, view->lang, id, args, count);
}

const char *page_id(const struct view *view, const char *name)
{
    return arena_text(view->mem, "e%zu-%s", view->number, name);
}

const char *page_target(const struct view *view, const char *name)
{
    return arena_text(view->mem, "#e%zu-%s", view->number, name);
}

const char *page_figure(const struct view *view, double number)
{
    return words_number(view->mem, view->lang, number, 0);
}

const char *page_label(const struct view *view, size_t construct)
{
    return words_phrase(view->mem, view->lang,
                        page_drawn(view)->instrument->constructs[construct].label);
}

const char *page_range(const struct view *view, size_t construct)
{
    const struct portrait *portrait = page_drawn(view);
    int mean = portrait->release.constructs[construct].mean, doubt = portrait->doubt[construct];
    int low = mean - doubt, high = mean + doubt;
    return page_say(view, WORD_PAGE_RANGE, page_figure(view, low > 0 ? low : 0),
                    page_figure(view, high < 100 ? high : 100), NULL);
}

const char *page_answers(const struct view *view, const struct portrait *portrait)
{
    const char *const seats[] = { page_figure(view, (double)portrait->release.seats) };
    return words_count(view->mem, view->lang, WORD_ANSWERS_OF, portrait->release.respondents,
                       seats, 1);
}

struct basis page_basis_of(const struct view *view, ...)
{
    const struct portrait *portrait = page_drawn(view);
    struct basis basis = {
        .dots = plot_dots_picture(portrait->release.respondents, portrait->release.seats),
        .answers = page_answers(view, portrait),
    };
    va_list list;
    va_start(list, view);
    for (const char *clause; (clause = va_arg(list, const char *)) != NULL;) {
        assert(basis.clause_count < CLAUSES_MAX);
        basis.clauses[basis.clause_count++] = clause;
    }
    va_end(list);
    return basis;
}

const char *page_mean_clause(const struct view *view, size_t construct)
{
    const struct portrait *portrait = page_drawn(view);
    return page_say(view, WORD_PAGE_BASIS_MEAN,
                    words_lower(view->mem, page_label(view, construct)),
                    page_figure(view, portrait->release.constructs[construct].mean),
                    page_figure(view, portrait->doubt[construct]), NULL);
}

const char *page_mode_name(const struct view *view, enum mode mode)
{
    const char *name =
        words_lower(view->mem, words_phrase(view->mem, view->lang,
                                            page_drawn(view)->model->mode_names[mode]));
    return mode == NO_MODE ? page_say(view, WORD_MODE_QUOTED, name, NULL) : name;
}

const char *page_mode_set(const struct view *view, bool percents)
{
    const struct portrait_mode *is = &page_drawn(view)->mode;
    const char *said[MODES];
    size_t count = 0;
    bool used[MODES] = { false };
    for (size_t turn = 0; turn < MODES; turn++) {
        size_t best = MODES;
        for (size_t i = 0; i < MODES; i++)
            if (is->in_set80[i] && !used[i] &&
                (best == MODES || is->percent[i] > is->percent[best]))
                best = i;
        if (best == MODES)
            break;
        used[best] = true;
        said[count] = page_mode_name(view, (enum mode)best);
        if (percents)
            said[count] = arena_text(view->mem, "%s (%s)", said[count],
                                     words_percent(view->mem, view->lang, is->percent[best]));
        count++;
    }
    return words_list(view->mem, view->lang, said, count);
}

/* Stage names are clauses; those that begin with "the team" can share it. */
const char *page_stage_short(const struct view *view, size_t stage)
{
    const char *name =
        words_phrase(view->mem, view->lang, page_drawn(view)->model->stage_names[stage]);
    const char *subject = word(view->lang, WORD_STAGE_SUBJECT);
    size_t length = strlen(subject);
    bool shared = strncmp(name, subject, length) == 0 && name[length] == ' ';
    return shared ? name + length + 1 : name;
}

size_t page_stage_set_count(const struct view *view)
{
    size_t count = 0;
    for (size_t i = 0; i < STAGES; i++)
        count += page_drawn(view)->stage.in_set80[i];
    return count;
}

const char *page_stage_set(const struct view *view)
{
    const struct portrait *portrait = page_drawn(view);
    const char *said[STAGES];
    size_t count = 0;
    for (size_t i = 0; i < STAGES; i++) {
        if (!portrait->stage.in_set80[i])
            continue;
        said[count] =
            count > 0 ? page_stage_short(view, i)
                      : words_phrase(view->mem, view->lang, portrait->model->stage_names[i]);
        count++;
    }
    return words_choice(view->mem, view->lang, said, count);
}

enum balance page_balance(const struct view *view)
{
    const struct portrait *portrait = page_drawn(view);
    size_t x = portrait->exigence_benevolence.x_construct;
    size_t y = portrait->exigence_benevolence.y_construct;
    int exigence = portrait->release.constructs[x].mean;
    int benevolence = portrait->release.constructs[y].mean;
    double doubt = hypot(portrait->doubt[x], portrait->doubt[y]);
    if (benevolence - exigence >= doubt)
        return BALANCE_HELPING;
    if (exigence - benevolence >= doubt)
        return BALANCE_DEMANDING;
    bool both = exigence - portrait->doubt[x] >= 50 && benevolence - portrait->doubt[y] >= 50;
    return both ? BALANCE_BOTH : BALANCE_EVEN;
}

static const char *flow_name(const struct view *view, enum meaning meaning, const char *label)
{
    switch (meaning) {
    case MEANS_INFORMATION:
        return word(view->lang, WORD_FLOW_INFORMATION);
    case MEANS_EMOTION:
        return word(view->lang, WORD_FLOW_EMOTION);
    case MEANS_APPRECIATION:
        return word(view->lang, WORD_FLOW_APPRECIATION);
    case MEANS_EXPERTISE:
        return word(view->lang, WORD_FLOW_EXPERTISE);
    default:
        return words_lower(view->mem, label);
    }
}

/* The flows of one band of density, as a list; empty when there is none. */
static const char *flows_with(const struct view *view, enum density_band density)
{
    const struct portrait *portrait = page_drawn(view);
    const char *said[QUESTIONS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < portrait->instrument->question_count; i++) {
        const struct question *question = &portrait->instrument->questions[i];
        const struct released_flow *flow = &portrait->release.flows[i];
        if (flow->gap == SHOWN && flow->density == density)
            said[count++] = flow_name(view, question->meaning,
                                      words_phrase(view->mem, view->lang, question->label));
    }
    return words_list(view->mem, view->lang, said, count);
}

const char *page_flows_sentence(const struct view *view)
{
    static const enum word alike[] = {
        [DENSITY_FEW] = WORD_PAGE_FLOWS_ALL_FEW,
        [DENSITY_SOME] = WORD_PAGE_FLOWS_ALL_SOME,
        [DENSITY_MOST] = WORD_PAGE_FLOWS_ALL_MOST,
    };
    const char *best = NULL, *least = NULL;
    enum density_band best_band = DENSITY_FEW, least_band = DENSITY_FEW;
    if (page_drawn(view)->flows_gap != SHOWN)
        return NULL;
    for (int band = DENSITY_MOST; band >= DENSITY_FEW; band--) {
        const char *here = flows_with(view, (enum density_band)band);
        if (!*here)
            continue;
        if (!best) {
            best = here;
            best_band = (enum density_band)band;
        }
        least = here;
        least_band = (enum density_band)band;
    }
    if (!best)
        return NULL;
    if (best_band == least_band)
        return page_say(view, alike[best_band], best, NULL);
    return page_say(view, WORD_PAGE_FLOWS_BEST, best, least, NULL);
}

const char *page_path(const struct view *view, const struct portrait_plane *plane)
{
    const struct portrait *portrait = page_drawn(view);
    if (plane->moved) {
        const char *then =
            words_round(view->mem, view->lang, view->series[plane->moved_from].round);
        return page_say(view, WORD_PAGE_PATH_MOVED, words_capital(view->mem, then),
                        words_round(view->mem, view->lang, portrait->round), NULL);
    }
    if (view->at == 0 || portrait->detectable == 0)
        return NULL;
    return page_say(view, WORD_PAGE_PATH_NONE,
                    page_figure(view, (double)portrait->release.respondents),
                    page_figure(view, portrait->detectable), NULL);
}
