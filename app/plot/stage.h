#ifndef PLOT_STAGE_H
#define PLOT_STAGE_H

/* Four bars, one a stage: how plausible each is, and which ones stand in the 80 % set.
 * Hatched while undetermined, solid once one is named. */
#include "html/html.h"
#include "release/portrait.h"
#include "words/words.h"

struct stage_bar {
    int number; /* 1..4 */
    const char *name, *percent;
    double name_y, bar_y, text_y, cut_top, cut_bottom, width, percent_x;
    bool solid, in_set; /* neither: hollow */
    bool inside;        /* the percent is written on the bar */
};

/* A run of neighbours in the set. */
struct stage_bracket {
    double top, height;
};

struct stage_picture {
    const char *id, *title, *finding;
    double cut_x;
    const char *cut_label;
    struct stage_bar bars[STAGES];
    size_t bracket_count;
    struct stage_bracket brackets[STAGES];
    double set_y; /* of the words "80 %" */
    const char *set_label;
};

/* Takes  portrait, whose stage is SHOWN with its percents (only_set has no picture). */
struct stage_picture plot_stage_picture(struct arena *mem, enum lang lang, const char *id,
                                        const struct portrait *portrait);

#endif
