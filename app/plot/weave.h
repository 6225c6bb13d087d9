#ifndef PLOT_WEAVE_H
#define PLOT_WEAVE_H

/* A circulation as one of six drawings: three bands of density by two words of reciprocity.
 * The same for every team that has these two words; it draws nobody. */
#include "html/html.h"
#include "release/release.h"
#include "words/words.h"

enum { THREADS_MAX = 8 };

struct weave_line {
    double x1, y1, x2, y2;
};

struct weave_picture {
    const char *id, *title, *finding;
    const char *hue; /* classes */
    size_t warp_count, gap_count, weft_count;
    struct weave_line warp[THREADS_MAX], gap[THREADS_MAX * THREADS_MAX],
        weft[THREADS_MAX * (THREADS_MAX + 1)];
    bool dotted; /* little reciprocity: the weft is a dotted outline */
};

/* Takes  flow, SHOWN; question, whose label and meaning it carries. */
struct weave_picture plot_weave_picture(struct arena *mem, enum lang lang, const char *id,
                                        const struct question *question,
                                        const struct released_flow *flow);

#endif
