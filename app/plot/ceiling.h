#ifndef PLOT_CEILING_H
#define PLOT_CEILING_H

/* How far a composition is from the ceiling that none passes, and where chance would be. What
 * is not known lies between the two, hatched. */
#include <stdbool.h>

#include "html/html.h"
#include "words/words.h"

enum { CEILING_TICKS_MAX = 6 };

struct ceiling_picture {
    const char *id, *title, *finding, *share_label, *share_anchor;
    double share_x, share_text_x, gap_width, chance_x; /* chance_x under 0: not known */
    bool near_start; /* the label of this composition stands on its right */
    size_t tick_count;
    struct ceiling_tick {
        double x;
        const char *label, *anchor;
    } ticks[CEILING_TICKS_MAX];
};

/* Takes    share and chance, of the ceiling, 0..1; chance NAN: not known. */
struct ceiling_picture plot_ceiling_picture(struct arena *mem, enum lang lang, const char *id,
                                            double share, double chance);

#endif
