/* Colour is kept for five meanings; everything else is ink. */
#include "plot/hue.h"

const char *plot_hue_component(enum meaning meaning)
{
    static const char *const classes[] = {
        [MEANS_NOTHING] = "",
        [MEANS_AIM] = "means-aim",
        [MEANS_APPRECIATION] = "means-appreciation",
        [MEANS_INFORMATION] = "means-information",
        [MEANS_EMOTION] = "means-emotion",
        [MEANS_EXPERTISE] = "means-expertise",
    };
    return classes[meaning];
}

const char *plot_hue_mark(enum meaning meaning)
{
    static const char *const classes[] = {
        [MEANS_NOTHING] = "",
        [MEANS_AIM] = "aim",
        [MEANS_APPRECIATION] = "appreciation",
        [MEANS_INFORMATION] = "information",
        [MEANS_EMOTION] = "emotion",
        [MEANS_EXPERTISE] = "expertise",
    };
    return classes[meaning];
}
