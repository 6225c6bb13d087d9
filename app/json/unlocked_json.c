/* Kept apart from the released tree, so that reading this one file tells all that leaves
 * without the gate. */
#include "json/unlocked_json.h"

#include "measure/agree.h"
#include "measure/construct.h"
#include "measure/describe.h"
#include "measure/flow.h"
#include "measure/rank.h"
#include "measure/sensitivity.h"
#include "json/portrait_json.h"

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

static json_t *under_cut(const struct flow_by_cut *flow, enum cut cut)
{
    json_t *one = json_object();
    put(one, "density", figure(flow->density[cut]));
    put(one, "reciprocity", figure(flow->reciprocity[cut]));
    return one;
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
        struct flow_by_cut by_cut =
            sensitivity_flow(mem, raw->ratings[q], tie_from(instrument));
        put(one, "cut_lower", under_cut(&by_cut, CUT_LOWER));
        put(one, "cut_higher", under_cut(&by_cut, CUT_HIGHER));
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

static json_t *modes(const double chances[MODES])
{
    json_t *one = json_object();
    for (int m = 0; m < MODES; m++)
        put(one, json_mode((enum mode)m), json_real(chances[m]));
    return one;
}

static void add_mode_cuts(json_t *object, const struct portrait *portrait)
{
    const struct portrait_plane *plane = &portrait->plane;
    size_t both[2] = { plane->x_construct, plane->y_construct };
    double means[2] = { plane->region.x, plane->region.y }, by_cut[CUTS][MODES];
    struct place place = measure_place(portrait->instrument, portrait->model, both, means,
                                       portrait->release.respondents);
    sensitivity_mode(place, portrait->mode.cut_aim, portrait->mode.cut_appreciation, by_cut);
    put(object, "cut_lower", modes(by_cut[CUT_LOWER]));
    put(object, "cut_higher", modes(by_cut[CUT_HIGHER]));
}

void json_sensitivity(json_t *round, const struct portrait *portrait,
                      const struct portrait *flat)
{
    json_t *mode = json_object_get(round, "mode"), *stage = json_object_get(round, "stage");
    if (json_is_object(mode))
        add_mode_cuts(mode, portrait);
    if (!json_is_object(stage) || !flat || portrait->stage.only_set)
        return;
    json_t *posterior = json_array();
    for (int s = 0; s < STAGES; s++)
        json_array_append_new(posterior, json_real(flat->stage.percent[s] / 100.0));
    put(stage, "flat_priors", posterior);
}
