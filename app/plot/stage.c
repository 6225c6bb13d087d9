/* Geometry of the stage bars: 3 units a percent, 48 a bar. */
#include "plot/stage.h"

#include <assert.h>
#include <math.h>

enum { BAR_LEFT = 28, BAR_STEP = 48, UNITS = 3, SET_PERCENT = 80 };

/* From here on, a figure beside the bar would run into the bracket. */
enum { INSIDE_PERCENT = 85 };

static double bar_top(size_t i) { return 26 + (double)i * BAR_STEP; }

static struct stage_bar bar(struct arena *mem, enum lang lang, const struct portrait *portrait,
                            size_t i)
{
    const struct portrait_stage *stage = &portrait->stage;
    double top = bar_top(i), width = stage->percent[i] * UNITS;
    bool none_fits = stage->call == STAGE_NONE_FITS;
    bool named = stage->call == STAGE_NAMED && stage->top == (int)i;
    bool inside = named && stage->percent[i] >= INSIDE_PERCENT;
    return (struct stage_bar){
        .number = (int)i + 1,
        .name = words_capital(mem, words_phrase(mem, lang, portrait->model->stage_names[i])),
        .percent = words_percent(mem, lang, stage->percent[i]),
        .name_y = top - 6,
        .bar_y = top,
        .text_y = top + 10,
        .cut_top = top - 4,
        .cut_bottom = top + 16,
        .width = width,
        .percent_x = inside ? BAR_LEFT + width - 6 : BAR_LEFT + width + 7,
        .inside = inside,
        .solid = named,
        .in_set = stage->in_set80[i] && !none_fits && !named,
    };
}

static void bracket(struct stage_picture *picture, const struct portrait_stage *stage)
{
    size_t first = STAGES, last = 0;
    for (size_t i = 0; i < STAGES; i++) {
        if (!stage->in_set80[i])
            continue;
        if (picture->bracket_count == 0 || !stage->in_set80[i - 1])
            picture->brackets[picture->bracket_count++].top = bar_top(i) - 6;
        struct stage_bracket *run = &picture->brackets[picture->bracket_count - 1];
        run->height = bar_top(i) + 18 - run->top;
        first = first < i ? first : i;
        last = i;
    }
    picture->set_y = (bar_top(first < STAGES ? first : 0) - 6 + bar_top(last) + 18) / 2;
}

static const char *finding(struct arena *mem, enum lang lang, const struct portrait *portrait,
                           const struct stage_picture *picture)
{
    static const enum word calls[] = {
        [STAGE_NAMED] = WORD_PLOT_STAGE_NAMED,
        [STAGE_UNDETERMINED] = WORD_PLOT_STAGE_UNDETERMINED,
        [STAGE_NONE_FITS] = WORD_PLOT_STAGE_NONE_FITS,
    };
    const char *bars[STAGES], *set[STAGES];
    size_t in_set = 0;
    for (size_t i = 0; i < STAGES; i++) {
        const struct stage_bar *one = &picture->bars[i];
        bars[i] = arena_text(mem, "%s %s", one->name, one->percent);
        if (portrait->stage.in_set80[i])
            set[in_set++] = words_number(mem, lang, one->number, 0);
    }
    const char *const args[] = {
        words_list(mem, lang, bars, STAGES),
        words_list(mem, lang, set, in_set),
        words_percent(mem, lang, (int)lround(portrait->model->named_at * 100)),
    };
    return words_fill(mem, lang, calls[portrait->stage.call], args, 3);
}

struct stage_picture plot_stage_picture(struct arena *mem, enum lang lang, const char *id,
                                        const struct portrait *portrait)
{
    assert(portrait->stage.gap == SHOWN && !portrait->stage.only_set && portrait->model);
    double named_at = portrait->model->named_at * 100;
    const char *percent = words_percent(mem, lang, (int)lround(named_at));
    struct stage_picture picture = {
        .id = id,
        .title = word(lang, WORD_PLOT_STAGE_TITLE),
        .cut_x = BAR_LEFT + named_at * UNITS,
        .cut_label = words_fill(mem, lang, WORD_PLOT_STAGE_CUT, &percent, 1),
        .set_label = words_percent(mem, lang, SET_PERCENT),
    };
    for (size_t i = 0; i < STAGES; i++)
        picture.bars[i] = bar(mem, lang, portrait, i);
    if (portrait->stage.call != STAGE_NONE_FITS)
        bracket(&picture, &portrait->stage);
    picture.finding = finding(mem, lang, portrait, &picture);
    return picture;
}
