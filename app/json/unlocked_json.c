/* Kept apart from the released tree, so that reading these unlocked files tells all that leaves
 * without the gate. */
#include "json/unlocked_json.h"

#include "measure/agree.h"
#include "measure/construct.h"
#include "measure/describe.h"
#include "json/unlocked_parts.h"

/* The nulls of agreement that are shown; the others are in the reference cases only. */
static const struct {
    const char *name;
    enum answer_null shape;
} shown_nulls[SHOWN_NULLS] = { { "uniform", NULL_UNIFORM },
                               { "slight_skew", NULL_SLIGHT_SKEW },
                               { "moderate_skew", NULL_MODERATE_SKEW } };

struct unlocked *json_unlocked_new(struct arena *mem, const struct instrument *instrument,
                                   const struct model *model)
{
    struct unlocked *unlocked = NEW(mem, struct unlocked);
    unlocked->mem = mem;
    unlocked->instrument = instrument;
    unlocked->model = model;
    unlocked->shelf = rank_shelf_new(mem);
    return unlocked;
}

static json_t *raw_means(const struct raw_round *raw)
{
    struct construct_level levels[CONSTRUCTS_MAX];
    json_t *all = json_object();
    measure_constructs(raw->instrument, raw->items, levels);
    for (size_t c = 0; c < raw->instrument->construct_count; c++) {
        json_t *one = json_object();
        bool known = levels[c].people > 0;
        json_put(one, "mean", known ? json_real(levels[c].mean) : json_null());
        json_put(one, "n", json_integer((json_int_t)levels[c].people));
        json_put(all, raw->instrument->constructs[c].key, one);
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

static const struct agreement_null *null_for(struct unlocked *u, size_t construct,
                                             size_t people, size_t shape)
{
    struct agreement_null **place = &u->null[construct][people][shape];
    int options = u->instrument->high - u->instrument->low + 1;
    double chance[NULL_OPTIONS_MAX];
    if (*place)
        return *place;
    answer_null_chances(shown_nulls[shape].shape, options, chance);
    *place = NEW(u->mem, struct agreement_null);
    **place = agreement_null(u->mem, chance, options, people,
                             u->instrument->constructs[construct].item_count);
    return *place;
}

static json_t *agreement_p(struct unlocked *u, size_t construct, const struct agreement *seen)
{
    int options = u->instrument->high - u->instrument->low + 1;
    json_t *out = json_object();
    bool known = figure_known(seen->variance) && seen->people <= TEAM_MAX &&
                 agreement_null_fits(options, seen->people, seen->items);
    for (size_t i = 0; i < SHOWN_NULLS; i++) {
        double p = NAN;
        if (known)
            p = agreement_null_p(null_for(u, construct, seen->people, i), seen->variance.value);
        json_put(out, shown_nulls[i].name, known ? json_real(p) : json_null());
    }
    return out;
}

static json_t *agreement(struct unlocked *u, struct arena *mem, const struct raw_round *raw)
{
    const struct instrument *instrument = raw->instrument;
    struct answer_scale scale = { .options = instrument->high - instrument->low + 1,
                                  .low = instrument->low,
                                  .high = instrument->high };
    json_t *all = json_object();
    for (size_t c = 0; c < instrument->construct_count; c++) {
        struct agreement known = measure_agreement(mem, items_of(mem, raw, c), scale);
        json_t *one = json_object();
        json_put(one, "n", json_integer((json_int_t)known.people));
        json_put(one, "rwg", json_figure(known.rwg));
        json_put(one, "rwg_linear", json_figure(known.rwg_linear));
        json_put(one, "awg", json_figure(known.awg));
        json_put(one, "ad", json_figure(known.ad_mean));
        json_put(one, "ad_median", json_figure(known.ad_median));
        json_put(one, "variance", json_figure(known.variance));
        json_put(one, "p", agreement_p(u, c, &known));
        json_put(all, instrument->constructs[c].key, one);
    }
    return all;
}

static json_t *flows(struct arena *mem, const struct raw_round *raw)
{
    const struct instrument *instrument = raw->instrument;
    json_t *all = json_object();
    for (size_t q = 0; q < instrument->question_count; q++)
        json_put(all, instrument->questions[q].flow,
                 json_unlocked_flow(mem, instrument, raw->ratings[q]));
    return all;
}

json_t *json_unlocked_tree(struct unlocked *u, struct arena *mem,
                           const struct unlocked_round *in)
{
    const struct raw_round *raw = &in->raws[in->at];
    json_t *tree = json_object();
    if (raw->items_asked) {
        json_put(tree, "raw", raw_means(raw));
        json_put(tree, "agreement", agreement(u, mem, raw));
    }
    if (raw->ratings_asked)
        json_put(tree, "flows", flows(mem, raw));
    if (raw->ranks_asked)
        json_put(tree, "matters", json_unlocked_matters(u->shelf, mem, raw->ranks));
    if (in->decision->asked)
        json_put(tree, "groupthink", json_unlocked_decision(mem, u->model, in));
    return tree;
}

/* Figures join the released ones under the same key; what is null makes way. */
static void join(json_t *into, json_t *from)
{
    const char *key;
    json_t *value;
    json_object_foreach(from, key, value)
    {
        json_t *held = json_object_get(into, key);
        if (json_is_object(value) && json_is_object(held))
            join(held, value);
        else
            json_object_set_nocheck(into, key, value);
    }
}

void json_unlocked(struct unlocked *u, struct arena *mem, json_t *round,
                   const struct unlocked_round *in)
{
    json_t *tree = json_unlocked_tree(u, mem, in);
    join(round, tree);
    json_decref(tree);
}
