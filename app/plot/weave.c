/* Threads crossing in a square of 112 units, over and under in turn. */
#include "plot/weave.h"

#include <assert.h>
#include <math.h>

#include "plot/hue.h"

static const double near_end = 4, far_end = 116;

static double thread_at(size_t i, size_t count)
{
    return near_end + (far_end - near_end) * ((double)i + 0.5) / (double)count;
}

/* Half the opening where one thread passes under another. */
static double opening(size_t count)
{
    return fmin(6, 0.3 * (far_end - near_end) / (double)count);
}

/* One weft thread: broken where it passes under, and covering the warp where over. */
static void weft_row(struct weave_picture *picture, size_t row, size_t count)
{
    double y = thread_at(row, count), half = opening(count), start = near_end;
    for (size_t i = 0; i < count; i++) {
        double x = thread_at(i, count);
        if ((i + row) % 2 == 0) {
            picture->gap[picture->gap_count++] =
                (struct weave_line){ x, y - half, x, y + half };
        } else {
            picture->weft[picture->weft_count++] = (struct weave_line){ start, y, x - half, y };
            start = x + half;
        }
    }
    picture->weft[picture->weft_count++] = (struct weave_line){ start, y, far_end, y };
}

struct weave_picture plot_weave_picture(struct arena *mem, enum lang lang, const char *id,
                                        const struct question *question,
                                        const struct released_flow *flow)
{
    static const size_t threads[] = {
        [DENSITY_FEW] = 3, [DENSITY_SOME] = 5, [DENSITY_MOST] = THREADS_MAX
    };
    static const enum word densities[] = {
        [DENSITY_FEW] = WORD_DENSITY_FEW,
        [DENSITY_SOME] = WORD_DENSITY_SOME,
        [DENSITY_MOST] = WORD_DENSITY_MOST,
    };
    assert(flow->gap == SHOWN);
    size_t count = threads[flow->density];
    const char *label = words_phrase(mem, lang, question->label);
    bool rather = flow->reciprocity == RECIPROCITY_RATHER;
    const char *const args[] = {
        words_capital(mem, word(lang, densities[flow->density])),
        word(lang, rather ? WORD_RECIPROCITY_RATHER : WORD_RECIPROCITY_LITTLE),
    };
    struct weave_picture picture = {
        .id = id,
        .title = words_fill(mem, lang, WORD_PLOT_WEAVE_TITLE, &label, 1),
        .finding = words_fill(mem, lang, WORD_PLOT_WEAVE_FINDING, args, 2),
        .hue = plot_hue_component(question->meaning),
        .warp_count = count,
        .dotted = !rather,
    };
    for (size_t i = 0; i < count; i++) {
        double at = thread_at(i, count);
        picture.warp[i] = (struct weave_line){ at, near_end, at, far_end };
        if (rather)
            weft_row(&picture, i, count);
        else
            picture.weft[picture.weft_count++] =
                (struct weave_line){ near_end, at, far_end, at };
    }
    return picture;
}
