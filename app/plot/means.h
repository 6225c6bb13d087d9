#ifndef PLOT_MEANS_H
#define PLOT_MEANS_H

/* The constructs of an instrument, a line each: a rounded value and the range in which it
 * may plausibly be, in the order of the questionnaire. */
#include "html/html.h"
#include "release/portrait.h"
#include "words/words.h"

struct means_row {
    const char *label, *value, *hue, *hatch; /* hatch: the end of its pattern's id */
    bool known;                              /* false: value says why not */
    double text_y, bar_y, point_y, x, left, width;
};

struct means_picture {
    const char *id, *title, *finding, *low, *middle, *high;
    double height, foot;
    size_t row_count;
    struct means_row rows[CONSTRUCTS_MAX];
};

/* Takes  portrait, whose constructs are shown. Constructs of a single question are left
 *        out: they are never published. */
struct means_picture plot_means_picture(struct arena *mem, enum lang lang, const char *id,
                                        const struct portrait *portrait);

#endif
