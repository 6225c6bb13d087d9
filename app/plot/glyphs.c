/* Geometry of the small drawings. */
#include "plot/glyphs.h"

#include <assert.h>

struct dots_picture plot_dots_picture(size_t answered, size_t seats)
{
    struct dots_picture picture = { .answered = answered, .seats = seats };
    assert(answered <= seats && seats <= sizeof picture.x / sizeof *picture.x);
    picture.width = 12 * (int)seats;
    for (size_t i = 0; i < seats; i++)
        picture.x[i] = 12 * (int)i + 6;
    return picture;
}
