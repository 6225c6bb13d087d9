/* The spreads are those of the stage model's simulation, kept here as constants: the page
 * says one number for all constructs, so they cannot depend on a model. */
#include "measure/change.h"

#include <assert.h>
#include <math.h>

#include "measure/tails.h"

static const double occasion_sd = 10, item_sd = 22.5, items = 2;

double measure_detectable(size_t r)
{
    assert(r >= 2);
    double df = (double)r - 1;
    double t = tails_t_point(.025, df) + tails_t_point(.20, df);
    double variance = 2 * (occasion_sd * occasion_sd + item_sd * item_sd / items) / (double)r;
    return t * sqrt(variance);
}
