/* Geometry of the construct means: 3.4 units a point, 36 a line. */
#include "plot/means.h"

#include <assert.h>
#include <math.h>

#include "plot/hue.h"

static const double left_end = 10, scale = 3.4, line_step = 36;

static double across(double points) { return left_end + points * scale; }

static struct means_row row(struct arena *mem, enum lang lang, const struct portrait *portrait,
                            size_t construct, size_t place)
{
    const struct construct *about = &portrait->instrument->constructs[construct];
    const struct released_construct *is = &portrait->release.constructs[construct];
    double top = 18 + (double)place * line_step, doubt = portrait->doubt[construct];
    struct means_row line = {
        .label = words_phrase(mem, lang, about->label),
        .hue = plot_hue_mark(about->meaning),
        .hatch = plot_hue_mark(about->meaning),
        .known = is->gap == SHOWN,
        .text_y = top + 15,
        .bar_y = top + 20,
        .point_y = top + 25,
    };
    if (!line.known) {
        line.value = word(lang, WORD_GAP_TOO_FEW);
        return line;
    }
    double from = fmax(0, is->mean - doubt), to = fmin(100, is->mean + doubt);
    line.value = words_number(mem, lang, is->mean, 0);
    line.x = across(is->mean);
    line.left = across(from);
    line.width = (to - from) * scale;
    return line;
}

static const char *finding(struct arena *mem, enum lang lang,
                           const struct means_picture *picture)
{
    const char *said[CONSTRUCTS_MAX];
    for (size_t i = 0; i < picture->row_count; i++)
        said[i] = arena_text(mem, "%s %s", words_lower(mem, picture->rows[i].label),
                             picture->rows[i].value);
    const char *list = words_list(mem, lang, said, picture->row_count);
    return words_fill(mem, lang, WORD_PLOT_MEANS_FINDING, &list, 1);
}

struct means_picture plot_means_picture(struct arena *mem, enum lang lang, const char *id,
                                        const struct portrait *portrait)
{
    assert(portrait->constructs_gap == SHOWN);
    struct means_picture picture = {
        .id = id,
        .title = word(lang, WORD_PLOT_MEANS_TITLE),
        .low = word(lang, WORD_PLOT_MEANS_LOW),
        .middle = word(lang, WORD_PLOT_MEANS_MIDDLE),
        .high = word(lang, WORD_PLOT_MEANS_HIGH),
    };
    for (size_t i = 0; i < portrait->instrument->construct_count; i++) {
        enum gap gap = portrait->release.constructs[i].gap;
        if (gap != SHOWN && gap != GAP_TOO_FEW)
            continue;
        picture.rows[picture.row_count] = row(mem, lang, portrait, i, picture.row_count);
        picture.row_count++;
    }
    picture.foot = 18 + (double)picture.row_count * line_step;
    picture.height = picture.foot + 4;
    picture.finding = finding(mem, lang, &picture);
    return picture;
}
