#ifndef PLOT_HUE_H
#define PLOT_HUE_H

/* The classes by which the style sheet colours what has a meaning. */
#include "instrument/instrument.h"

const char *plot_hue_component(enum meaning meaning); /* means-aim …, or empty */
const char *plot_hue_mark(enum meaning meaning);      /* in a picture: aim …, or empty */

#endif
