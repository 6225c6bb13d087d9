/* Counts over complete cases; distances over their pairs. */
#include "measure/facade.h"

#include <math.h>

static const double apart = 2;                  /* steps that are no slip of the finger */
static const double width = 2.0 * POSITION_TOP; /* from end to end */

static bool complete(const struct positions *p, size_t i)
{
    return !isnan(p->said[i]) && !isnan(p->after[i]) && !(p->before && isnan(p->before[i]));
}

static void count_people(const struct positions *p, struct facade *out)
{
    for (size_t i = 0; i < p->seats; i++) {
        out->present += isnan(p->said[i]) ? 0 : 1;
        out->complete += complete(p, i);
    }
    bool enough = out->complete >= FACADE_COMPLETE_MIN && 4 * out->complete >= 3 * out->present;
    out->lack = enough ? LACKS_NOTHING : LACKS_PEOPLE;
}

static int majority_side(const struct positions *p, size_t n)
{
    size_t up = 0, down = 0;
    for (size_t i = 0; i < p->seats; i++) {
        up += complete(p, i) && p->said[i] > 0;
        down += complete(p, i) && p->said[i] < 0;
    }
    return 2 * up > n ? 1 : 2 * down > n ? -1 : 0;
}

static void count_sides(const struct positions *p, struct facade *out)
{
    double hidden = 0;
    for (size_t i = 0; i < p->seats; i++) {
        if (!complete(p, i))
            continue;
        double said = out->side * p->said[i], after = out->side * p->after[i];
        out->backers += said > 0;
        out->supporters += after > 0;
        out->swallowed += said > 0 && after <= 0 && said - after >= apart;
        out->moved += p->before && fabs(p->after[i] - p->before[i]) >= apart;
        hidden += fmax(0, said - after);
    }
    out->conformity = figure_of(hidden / (width * (double)out->complete));
}

static enum facade_level level_of(const struct facade *f)
{
    if (f->side == 0 || f->swallowed == 0)
        return FACADE_NONE;
    if (f->swallowed < 2 || 2 * f->supporters > f->complete)
        return FACADE_SOME;
    return f->backers == f->complete && f->supporters <= 1 ? FACADE_ABILENE : FACADE_CLEAR;
}

static struct figure spread(const struct positions *p, const double *x, size_t n)
{
    double sum = 0;
    if (!x)
        return figure_lacks(LACKS_ITEMS);
    for (size_t i = 0; i < p->seats; i++)
        for (size_t j = 0; j < i; j++)
            if (complete(p, i) && complete(p, j))
                sum += fabs(x[i] - x[j]);
    return figure_of(sum / ((double)n * ((double)n - 1) / 2));
}

/* Only when everybody present gave both: a guess is about all the others. */
static void measure_gap(const struct positions *p, struct facade *out)
{
    double guessed = 0, in_favour = 0, n = (double)out->present;
    out->gap = out->gap_sum = figure_lacks(p->guess && p->before ? LACKS_PEOPLE : LACKS_ITEMS);
    if (!p->guess || !p->before || out->present == 0)
        return;
    for (size_t i = 0; i < p->seats; i++) {
        if (isnan(p->said[i]))
            continue;
        if (isnan(p->before[i]) || isnan(p->guess[i]))
            return;
        guessed += p->guess[i];
        in_favour += p->before[i] > 0;
    }
    /* Each in favour is among the others of n - 1 people. */
    out->gap_sum = figure_of(guessed - in_favour * (n - 1));
    out->gap = figure_of(out->gap_sum.value / n);
}

struct facade measure_facade(struct positions p)
{
    struct figure none = figure_lacks(LACKS_PEOPLE);
    struct facade out = { .spread_before = none,
                          .spread_after = none,
                          .spread_said = none,
                          .illusory_convergence = none,
                          .conformity = none };
    count_people(&p, &out);
    measure_gap(&p, &out);
    if (out.lack != LACKS_NOTHING)
        return out;
    out.side = majority_side(&p, out.complete);
    count_sides(&p, &out);
    out.level = level_of(&out);
    out.show = out.level >= FACADE_CLEAR && out.complete >= FACADE_SHOWN_FROM &&
               out.backers >= FACADE_BACKERS_MIN;
    out.spread_before = spread(&p, p.before, out.complete);
    out.spread_after = spread(&p, p.after, out.complete);
    out.spread_said = spread(&p, p.said, out.complete);
    out.illusory_convergence =
        figure_of((out.spread_after.value - out.spread_said.value) / width);
    return out;
}
