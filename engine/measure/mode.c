/* Three tails give four quadrants: one of two variables, two of one. */
#include "measure/mode.h"

#include <math.h>

#include "measure/binormal.h"
#include "measure/tails.h"

static double halo(const struct instrument *instrument, const struct model *model,
                   size_t construct)
{
    int profile =
        model ? model_profile(model, instrument->constructs[construct].key) : NO_INDEX;
    return profile == NO_INDEX ? 1 : model->profiles[profile].halo;
}

struct place measure_place(const struct instrument *instrument, const struct model *model,
                           const size_t constructs[2], const double means[2], size_t r)
{
    struct error x = measure_error(instrument, model, constructs[0], r);
    struct error y = measure_error(instrument, model, constructs[1], r);
    double hx = halo(instrument, model, constructs[0]);
    double hy = halo(instrument, model, constructs[1]);
    return (struct place){
        .x = means[0],
        .y = means[1],
        .variance_x = x.own + hx * hx * x.shared,
        .variance_y = y.own + hy * hy * y.shared,
        .covariance = hx * hy * x.shared,
    };
}

void measure_mode(struct place place, double cut_x, double cut_y, double out[MODES])
{
    double sd_x = sqrt(place.variance_x), sd_y = sqrt(place.variance_y);
    double h = (cut_x - place.x) / sd_x, k = (cut_y - place.y) / sd_y;
    double both = measure_binormal(h, k, place.covariance / (sd_x * sd_y));
    double aim = tails_normal(h), appreciation = tails_normal(k);
    out[COOPERATION] = both;
    out[COORDINATION] = fmax(appreciation - both, 0);
    out[COLLABORATION] = fmax(aim - both, 0);
    out[NO_MODE] = fmax(1 - aim - appreciation + both, 0);
}
