/* The tree is built key by key in the order it is read in; jansson keeps that order. The keys
 * are ours, so the *_nocheck forms spare a UTF-8 check of each. */
#include "json/portrait_json.h"

static const char *const agreement_keys[] = {
    [AGREE_CLOSE] = "close", [AGREE_VARIED] = "varied", [AGREE_OPPOSED] = "opposed"
};
static const char *const density_keys[] = {
    [DENSITY_FEW] = "few", [DENSITY_SOME] = "some", [DENSITY_MOST] = "most"
};
static const char *const reciprocity_keys[] = {
    [RECIPROCITY_LITTLE] = "little", [RECIPROCITY_RATHER] = "rather"
};
static const char *const matters_keys[] = {
    [MATTERS_DIFFERENT] = "different", [MATTERS_MIXED] = "mixed", [MATTERS_CLOSE] = "close"
};
static const char *const mode_keys[] = { [COOPERATION] = "cooperation",
                                         [COORDINATION] = "coordination",
                                         [COLLABORATION] = "collaboration",
                                         [NO_MODE] = "none" };
static const char *const gap_keys[] = {
    [SHOWN] = "shown",           [GAP_TOO_FEW] = "too_few",   [GAP_NOT_ASKED] = "not_asked",
    [GAP_ONE_ITEM] = "one_item", [GAP_NO_MODEL] = "no_model", [GAP_NOT_SHOWN] = "not_shown"
};

const char *json_agreement(enum agreement_word agreement) { return agreement_keys[agreement]; }

const char *json_density(enum density_band density) { return density_keys[density]; }

const char *json_reciprocity(enum reciprocity_word word) { return reciprocity_keys[word]; }

const char *json_matters(enum matters_word word) { return matters_keys[word]; }

const char *json_mode(enum mode mode) { return mode_keys[mode]; }

const char *json_gap(enum gap gap) { return gap_keys[gap]; }

static void put(json_t *object, const char *key, json_t *value)
{
    json_object_set_new_nocheck(object, key, value);
}

static json_t *text(const char *value) { return value ? json_string(value) : json_null(); }

static json_t *fraction(int percent) { return json_real(percent / 100.0); }

json_t *json_version(const char *key, const char *version)
{
    json_t *object = json_object();
    put(object, "key", text(key));
    put(object, "version", text(version));
    return object;
}

static json_t *constructs(const struct portrait *portrait)
{
    if (portrait->constructs_gap != SHOWN)
        return json_null();
    json_t *all = json_object();
    for (size_t c = 0; c < portrait->instrument->construct_count; c++) {
        const struct released_construct *released = &portrait->release.constructs[c];
        bool agreed = released->gap == SHOWN && released->agreement_gap == SHOWN;
        json_t *one = json_object();
        put(one, "mean", released->gap == SHOWN ? json_integer(released->mean) : json_null());
        put(one, "agreement", agreed ? text(json_agreement(released->agreement)) : json_null());
        put(all, portrait->instrument->constructs[c].key, one);
    }
    return all;
}

static json_t *mode(const struct portrait_mode *mode)
{
    if (mode->gap != SHOWN)
        return json_null();
    json_t *object = json_object(), *set = json_array();
    for (int m = COOPERATION; m < MODES; m++) {
        put(object, json_mode((enum mode)m), fraction(mode->percent[m]));
        if (mode->in_set80[m])
            json_array_append_new(set, text(json_mode((enum mode)m)));
    }
    put(object, "set80", set);
    put(object, "call", text(mode->call == MODE_NAMED ? json_mode(mode->top) : "undetermined"));
    return object;
}

static json_t *weighed(const struct portrait *portrait)
{
    json_t *list = json_array();
    for (size_t i = 0; i < portrait->stage.weighed_count; i++) {
        const struct weighed *w = &portrait->stage.weighed[i];
        json_t *one = json_object();
        put(one, "construct", text(portrait->instrument->constructs[w->construct].key));
        put(one, "level", text(w->high ? "high" : "low"));
        put(one, "towards", json_integer(w->towards + 1));
        put(one, "from", json_integer(w->from + 1));
        json_array_append_new(list, one);
    }
    return list;
}

const char *json_stage_call(const struct portrait_stage *stage)
{
    static const char *const numbers[STAGES] = { "1", "2", "3", "4" };
    if (stage->call == STAGE_NAMED)
        return numbers[stage->top];
    return stage->call == STAGE_UNDETERMINED ? "undetermined" : "none";
}

static json_t *stage(const struct portrait *portrait)
{
    const struct portrait_stage *stage = &portrait->stage;
    if (stage->gap != SHOWN)
        return json_null();
    json_t *object = json_object(), *posterior = json_array(), *set = json_array();
    for (int s = 0; s < STAGES; s++) {
        json_array_append_new(posterior, fraction(stage->percent[s]));
        if (stage->in_set80[s])
            json_array_append_new(set, json_integer(s + 1));
    }
    /* Three people who all agreed before: the set, and nothing that says more. */
    if (stage->only_set) {
        json_decref(posterior);
        posterior = json_null();
    }
    put(object, "posterior", posterior);
    put(object, "set80", set);
    put(object, "call", stage->only_set ? json_null() : text(json_stage_call(stage)));
    put(object, "weighed", stage->only_set ? json_array() : weighed(portrait));
    return object;
}

static json_t *flows(const struct portrait *portrait)
{
    if (portrait->flows_gap != SHOWN)
        return json_null();
    json_t *all = json_object();
    for (size_t q = 0; q < portrait->instrument->question_count; q++) {
        const struct released_flow *flow = &portrait->release.flows[q];
        json_t *one = json_null();
        if (flow->gap == SHOWN) {
            one = json_object();
            put(one, "density", text(json_density(flow->density)));
            put(one, "reciprocity", text(json_reciprocity(flow->reciprocity)));
        }
        put(all, portrait->instrument->questions[q].flow, one);
    }
    return all;
}

static json_t *matters(const struct portrait *portrait)
{
    const struct released_matters *matters = &portrait->release.matters;
    if (portrait->matters_gap != SHOWN || matters->gap != SHOWN)
        return json_null();
    json_t *object = json_object(), *motives = json_null();
    if (matters->top_gap == SHOWN) {
        motives = json_array();
        for (size_t i = 0; i < 2; i++)
            json_array_append_new(motives,
                                  text(portrait->instrument->motives[matters->top[i]].key));
    }
    put(object, "word", text(json_matters(matters->word)));
    put(object, "motives", motives);
    return object;
}

static json_t *region(const struct region *region)
{
    json_t *object = json_object();
    put(object, "x", json_real(region->x));
    put(object, "y", json_real(region->y));
    put(object, "major", json_real(region->major));
    put(object, "minor", json_real(region->minor));
    put(object, "turn", json_real(region->turn));
    return object;
}

static json_t *exigence_benevolence(const struct portrait *portrait)
{
    const struct portrait_plane *plane = &portrait->exigence_benevolence;
    if (plane->gap != SHOWN)
        return json_null();
    const struct released_construct *constructs = portrait->release.constructs;
    json_t *object = json_object();
    put(object, "exigence", json_integer(constructs[plane->x_construct].mean));
    put(object, "benevolence", json_integer(constructs[plane->y_construct].mean));
    put(object, "region", region(&plane->region));
    return object;
}

static json_t *items(const struct portrait *portrait)
{
    if (portrait->items_gap != SHOWN)
        return json_null();
    json_t *all = json_object();
    for (size_t i = 0; i < portrait->instrument->item_count; i++) {
        const struct released_item *item = &portrait->release.items[i];
        put(all, portrait->instrument->items[i].key,
            item->gap == SHOWN ? json_real(item->half_points / 2.0) : json_null());
    }
    return all;
}

static json_t *withheld(const struct portrait *portrait)
{
    struct withheld fields[WITHHELD_MAX];
    size_t count = portrait_withheld(portrait, fields);
    json_t *all = json_object();
    for (size_t i = 0; i < count; i++) {
        json_t *one = json_object();
        put(one, "reason", text(json_gap(fields[i].gap)));
        put(one, "needs", json_integer(fields[i].needs));
        put(all, fields[i].field, one);
    }
    return all;
}

json_t *json_portrait(const struct portrait *portrait)
{
    json_t *object = json_object();
    put(object, "round", text(portrait->round));
    put(object, "invited", json_integer((json_int_t)portrait->release.seats));
    put(object, "respondents", json_integer((json_int_t)portrait->release.respondents));
    put(object, "constructs", constructs(portrait));
    put(object, "mode", mode(&portrait->mode));
    put(object, "stage", stage(portrait));
    put(object, "flows", flows(portrait));
    put(object, "matters", matters(portrait));
    put(object, "exigence_benevolence", exigence_benevolence(portrait));
    put(object, "items", items(portrait));
    put(object, "withheld", withheld(portrait));
    return object;
}
