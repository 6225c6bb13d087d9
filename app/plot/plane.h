#ifndef PLOT_PLANE_H
#define PLOT_PLANE_H

/* Two constructs as a place on a square, with the region where the team may plausibly be.
 * The drawing knows what is published and nothing else. */
#include "html/html.h"
#include "release/portrait.h"
#include "words/words.h"

/* All lengths in units of the drawing; angles in degrees, clockwise as SVG has them. */

/* What is written in a corner, a line each: as wide as a corner is. */
struct plane_corner {
    const char *name, *gloss, *share; /* share: NULL where none is computed */
    double name_y, gloss_y, share_y;
};

struct plane_picture {
    const char *id, *title, *finding;
    double cut_x, cut_y, cut_y_label_y;
    const char *cut_x_label, *cut_y_label; /* NULL: not printed */
    double x, y, major, minor, inner_major, inner_minor, turn;
    const char *here;
    double here_x, here_y;
    bool here_left, moved;
    double past_x, past_y, past_label_x, past_label_y;
    bool past_left;
    const char *past;
    struct plane_corner top_left, top_right, bottom_right, bottom_left;
    const char *x_title, *y_title, *x_low, *x_high, *y_low, *y_high;
    const char *x_hue, *y_hue; /* classes */
};

/* plot_aim_plane, plot_exigence_plane: the picture of portrait.plane, exigence_benevolence.
 *
 * Takes    id, unique in the page; series, the portraits of the team, of which number `at` is
 *          drawn; its plane must be SHOWN, and for the first its mode too. */
struct plane_picture plot_aim_plane(struct arena *mem, enum lang lang, const char *id,
                                    const struct portrait *series, size_t at);
struct plane_picture plot_exigence_plane(struct arena *mem, enum lang lang, const char *id,
                                         const struct portrait *series, size_t at);

#endif
