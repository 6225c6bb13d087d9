#ifndef VALIDATE_PLOT_H
#define VALIDATE_PLOT_H

/* Pictures of the page, as SVG: fixed sizes and decimals, so that the same figures give the
 * same bytes. */
#include "base/arena.h"
#include "validate/tally.h"

/* Two curves over the diagonal: rounds 1, and later ones. */
const char *plot_reliability(struct arena *mem, const struct tally *first,
                             const struct tally *later);

/* Points over a band of what is wanted, one series a list. */
struct plot_series {
    const char *name;
    size_t count;
    const double *x, *y, *error; /* error: half a bar, or NULL */
};
struct plot_frame {
    const char *title, *x_label, *y_label;
    double x_low, x_high, x_step, y_low, y_high, y_step;
    double band_low, band_high; /* nothing drawn when alike */
};
const char *plot_points(struct arena *mem, const struct plot_frame *frame,
                        const struct plot_series *series, size_t count);

#endif
