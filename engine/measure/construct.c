/* One walk over the answers serves all constructs. */
#include "measure/construct.h"

#include <math.h>

/* Elicited spreads, points of 100: people differ by 15 on one construct and by 10 in general
 * leniency, one item adds 22.5. Used where an instrument comes without a model. */
static const struct model no_model = { .member_sd = 15, .item_sd = 22.5, .leniency_sd = 10 };

static void add_person(const struct instrument *instrument, struct grid items, size_t person,
                       struct construct_level *out)
{
    double sums[CONSTRUCTS_MAX] = { 0 };
    size_t answered[CONSTRUCTS_MAX] = { 0 };
    for (size_t i = 0; i < instrument->item_count; i++) {
        double answer = grid_at(items, person, i);
        if (isnan(answer))
            continue;
        const struct item *item = &instrument->items[i];
        sums[item->construct] +=
            item->reversed ? instrument->high - answer : answer - instrument->low;
        answered[item->construct]++;
    }
    double width = instrument->high - instrument->low;
    for (size_t c = 0; c < instrument->construct_count; c++) {
        if (answered[c] == 0 || 2 * answered[c] < instrument->constructs[c].item_count)
            continue;
        out[c].people++;
        out[c].mean += 100 * sums[c] / ((double)answered[c] * width);
    }
}

void measure_constructs(const struct instrument *instrument, struct grid items,
                        struct construct_level *out)
{
    for (size_t c = 0; c < instrument->construct_count; c++)
        out[c] = (struct construct_level){ 0, 0 };
    for (size_t person = 0; person < items.people; person++)
        add_person(instrument, items, person, out);
    for (size_t c = 0; c < instrument->construct_count; c++)
        out[c].mean = out[c].people ? out[c].mean / (double)out[c].people : NAN;
}

struct error measure_error(const struct instrument *instrument, const struct model *model,
                           size_t construct, size_t r)
{
    if (!model)
        model = &no_model;
    double people = (double)r, k = (double)instrument->constructs[construct].item_count;
    double step = 100.0 / (instrument->high - instrument->low);
    double member = model->member_sd * model->member_sd;
    double item = model->item_sd * model->item_sd;
    return (struct error){
        .own = (member + item / k) / people + 25.0 / 12 + step * step / (12 * people * k),
        .shared = model->leniency_sd * model->leniency_sd / people,
    };
}
