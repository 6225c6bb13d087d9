/* Levels from measure_constructs; the rest is differences between rounds. */
#include "measure/climate.h"

#include <assert.h>

#include "measure/construct.h"
#include "measure/describe.h"

/* Ends of a 90 % range, in standard errors; what counts as halved. */
static const double surely = 1.645, halved = -0.69314718055994531;

static int first_of(const struct instrument *instrument, const char *key, const char *other)
{
    int at = instrument_construct(instrument, key);
    return at == NO_INDEX && other ? instrument_construct(instrument, other) : at;
}

static struct figure level(const struct construct_level *levels, int construct)
{
    if (construct == NO_INDEX)
        return figure_lacks(LACKS_ITEMS);
    return levels[construct].people > 0 ? figure_of(levels[construct].mean)
                                        : figure_lacks(LACKS_PEOPLE);
}

static struct figure from_reference(const struct instrument *instrument,
                                    const struct model *model,
                                    const struct construct_level *levels, int construct)
{
    struct figure out = level(levels, construct);
    int profile = NO_INDEX;
    if (construct != NO_INDEX && model)
        profile = model_profile(model, instrument->constructs[construct].key);
    if (profile == NO_INDEX)
        return figure_lacks(LACKS_ITEMS);
    if (!figure_known(out))
        return out;
    struct error error =
        measure_error(instrument, model, (size_t)construct, levels[construct].people);
    return figure_of((out.value - model->profiles[profile].reference) /
                     sqrt(error.own + error.shared));
}

static struct figure spread(struct arena *mem, const struct instrument *instrument,
                            struct grid items)
{
    struct arena_mark mark = arena_mark(mem);
    double *answers = NEW_ARRAY(mem, double, items.people), sum = 0, counted = 0;
    double points = 100.0 / (instrument->high - instrument->low);
    for (size_t i = 0; i < items.items; i++) {
        size_t n = 0;
        for (size_t p = 0; p < items.people; p++)
            if (!isnan(grid_at(items, p, i)))
                answers[n++] = points * grid_at(items, p, i);
        if (n >= 2)
            sum += describe_variance(answers, n), counted++;
    }
    arena_release(mem, mark);
    return counted > 0 ? figure_of(sum / counted) : figure_lacks(LACKS_PEOPLE);
}

struct climate_round measure_climate_round(struct arena *mem,
                                           const struct instrument *instrument,
                                           const struct model *model, struct grid items)
{
    struct construct_level levels[CONSTRUCTS_MAX];
    measure_constructs(instrument, items, levels);
    return (struct climate_round){
        .harmony =
            from_reference(instrument, model, levels, first_of(instrument, "HAR", "EUP")),
        .dissent = from_reference(instrument, model, levels, first_of(instrument, "DIS", NULL)),
        .information = level(levels, first_of(instrument, "INF", NULL)),
        .expertise = level(levels, first_of(instrument, "EXP", NULL)),
        .spread = spread(mem, instrument, items),
    };
}

static struct figure change(struct figure from, struct figure to)
{
    if (!figure_known(from) || !figure_known(to))
        return figure_lacks(figure_known(to) ? from.lack : to.lack);
    return figure_of(to.value - from.value);
}

static struct figure log_ratio(struct figure from, struct figure to)
{
    if (!figure_known(from) || !figure_known(to))
        return figure_lacks(figure_known(to) ? from.lack : to.lack);
    return from.value > 0 && to.value > 0 ? figure_of(log(to.value / from.value))
                                          : figure_lacks(LACKS_SPREAD);
}

static bool at_most(struct figure figure, double limit)
{
    return figure_known(figure) && figure.value <= limit;
}

static bool fell_at_every_round(const struct climate_round *rounds, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct figure step = change(rounds[i - 1].spread, rounds[i].spread);
        if (!figure_known(step) || step.value >= 0)
            return false;
    }
    return true;
}

struct climate measure_climate(const struct climate_round *rounds, size_t count)
{
    enum { SEQUENCE = 3 };
    assert(count >= 1);
    struct figure none = figure_lacks(LACKS_PEOPLE);
    struct climate out = { none, none, none, none, false, false, false };
    const struct climate_round *now = &rounds[count - 1];
    out.harmony_over_dissent = figure_known(now->harmony) && now->harmony.value >= surely &&
                               at_most(now->dissent, -surely);
    if (count >= 2) {
        const struct climate_round *before = now - 1;
        out.information_change = change(before->information, now->information);
        out.expertise_change = change(before->expertise, now->expertise);
        out.spread_change = log_ratio(before->spread, now->spread);
        out.agreement_alone = at_most(out.spread_change, halved) &&
                              at_most(out.information_change, 0) &&
                              at_most(out.expertise_change, 0);
    }
    if (count >= SEQUENCE) {
        out.collapse = log_ratio(rounds[0].spread, now->spread);
        out.variance_collapse =
            at_most(out.collapse, halved) && fell_at_every_round(rounds, count);
    }
    return out;
}
