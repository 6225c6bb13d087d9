/* Kept apart from the released tree, so that reading this one file tells all that leaves
 * without the gate. */
#include "json/unlocked_json.h"

#include "measure/agree.h"
#include "measure/construct.h"
#include "measure/describe.h"
#include "measure/flow.h"
#include "measure/rank.h"

static void put(json_t *object, const char *key, json_t *value)
{
    json_object_set_new_nocheck(object, key, value);
}

static json_t *figure(struct figure figure)
{
    return figure_known(figure) ? json_real(figure.value) : json_null();
}

/* The object under that key, put there when it is null or absent. */
static json_t *object_in(json_t *parent, const char *key)
{
    json_t *object = json_object_get(parent, key);
    if (json_is_object(object))
        return object;
    put(parent, key, json_object());
    return json_object_get(parent, key);
}

static json_t *raw_means(const struct raw_round *raw)
{
    struct construct_level levels[CONSTRUCTS_MAX];
    json_t *all = json_object();
    measure_constructs(raw->instrument, raw->items, levels);
    for (size_t c = 0; c < raw->instrument->construct_count; c++) {
        json_t *one = json_object();
        bool known = levels[c].people > 0;
        put(one, "mean", known ? json_real(levels[c].mean) : json_null());
        put(one, "n", json_integer((json_int_t)levels[c].people));
        put(all, raw->instrument->constructs[c].key, one);
    }
    return all;
}

/* The items of one construct as they were answered; turning some round changes no spread
 * within an item. */
static struct grid items_of(struct arena *mem, const struct raw_round *raw, size_t construct)
{
    const struct instrument *instrument = raw->instrument;
    struct grid g =
        grid_empty(mem, raw->items.people, instrument->constructs[construct].item_count);
    for (size_t i = 0, at = 0; i < instrument->item_count; i++) {
        if (instrument->items[i].construct != construct)
            continue;
        for (size_t p = 0; p < g.people; p++)
            grid_put(g, p, at, grid_at(raw->items, p, i));
        at++;
    }
    return describe_complete(mem, g);
}

static json_t *agreement(struct arena *mem, const struct raw_round *raw)
{
    const struct instrument *instrument = raw->instrument;
    struct answer_scale scale = { .options = instrument->high - instrument->low + 1,
                                  .low = instrument->low,
                                  .high = instrument->high };
    json_t *all = json_object();
    for (size_t c = 0; c < instrument->construct_count; c++) {
        struct agreement known = measure_agreement(mem, items_of(mem, raw, c), scale);
        json_t *one = json_object();
        put(one, "n", json_integer((json_int_t)known.people));
        put(one, "rwg", figure(known.rwg));
        put(one, "rwg_linear", figure(known.rwg_linear));
        put(one, "awg", figure(known.awg));
        put(one, "ad", figure(known.ad_mean));
        put(all, instrument->constructs[c].key, one);
    }
    return all;
}

/* A link from two thirds of the scale on, as the gate counts them. The small step down keeps a
 * rating that is exactly there on the right side of rounding. */
static double tie_from(const struct instrument *instrument)
{
    static const double step = 1e-9;
    return instrument->low + (instrument->high - instrument->low) * 2 / 3.0 - step;
}

static void add_flows(struct arena *mem, json_t *round, const struct raw_round *raw)
{
    const struct instrument *instrument = raw->instrument;
    json_t *flows = object_in(round, "flows");
    for (size_t q = 0; q < instrument->question_count; q++) {
        struct grid ties = flow_ties(mem, raw->ratings[q], tie_from(instrument));
        struct flow flow = measure_flow(mem, ties);
        json_t *one = object_in(flows, instrument->questions[q].flow);
        put(one, "density_value", figure(flow.density));
        put(one, "reciprocity_value", figure(flow.reciprocity));
        put(one, "in_centralisation", figure(flow.in_centralisation));
        put(one, "gini", figure(flow.in_gini));
        put(one, "isolates", json_integer((json_int_t)flow.isolates));
    }
}

static void add_matters(struct arena *mem, json_t *round, const struct raw_round *raw)
{
    struct concordance concordance = measure_concordance(mem, raw->ranks);
    json_t *matters = object_in(round, "matters");
    put(matters, "mean_spearman", figure(concordance.mean_spearman));
    put(matters, "kendall_w", figure(concordance.w));
    put(matters, "n", json_integer((json_int_t)concordance.raters));
}

void json_unlocked(struct arena *mem, json_t *round, const struct raw_round *raw)
{
    if (raw->items_asked) {
        put(round, "raw", raw_means(raw));
        put(round, "agreement", agreement(mem, raw));
    }
    if (raw->ratings_asked)
        add_flows(mem, round, raw);
    if (raw->ranks_asked)
        add_matters(mem, round, raw);
}
