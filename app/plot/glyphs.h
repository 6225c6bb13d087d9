#ifndef PLOT_GLYPHS_H
#define PLOT_GLYPHS_H

/* Small drawings that stand beside words and say nothing the words do not: hidden from
 * those who listen. glyphs.svg has the functions; ids make their patterns unique. */
#include "html/html.h"

/* n of N as dots: filled for those who answered, dotted for the others. */
struct dots_picture {
    size_t answered, seats;
    int width;
    int x[16]; /* of each dot */
};

struct dots_picture plot_dots_picture(size_t answered, size_t seats);

/* Three ways of standing on one line: together, spread, apart. */
enum spread { SPREAD_CLOSE, SPREAD_VARIED, SPREAD_OPPOSED };

#endif
