#ifndef PLOT_MARKS_H
#define PLOT_MARKS_H

/* Two small marks of a portrait for a list of teams: where it is on the plane, with its
 * doubt, and four bars of its moment. A dotted frame where there is none. No number, so that
 * two teams are not read one against the other. */
#include "html/html.h"
#include "release/portrait.h"
#include "words/words.h"

struct mark_bar {
    double x, y, height, label_x;
    int number;
    bool solid, in_set; /* neither: hollow */
};

struct marks_picture {
    const char *id;
    bool plane, stage; /* false: a dotted frame */
    const char *plane_title, *plane_finding, *stage_title, *stage_finding;
    double x, y, major, minor, turn, cut_x, cut_y;
    struct mark_bar bars[STAGES];
};

/* Takes  series, count >= 1: its last portrait is drawn; count 0: nothing is. */
struct marks_picture plot_marks_picture(struct arena *mem, enum lang lang, const char *id,
                                        const struct portrait *series, size_t count);

#endif
