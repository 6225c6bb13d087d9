/* Names, not numbers, for every enumeration: the text outlives the order of an enum. */
#include "json/release_json.h"

#include <string.h>

#include "json/kept.h"

enum { FORMAT = 1 };

static const char *const gap_names[] = { "shown",    "too_few",  "not_asked",
                                         "one_item", "no_model", "not_shown" };
static const char *const agreement_names[] = { "close", "varied", "opposed" };
static const char *const density_names[] = { "few", "some", "most" };
static const char *const reciprocity_names[] = { "little", "rather" };
static const char *const matters_names[] = { "different", "mixed", "close" };
static const char *const guesses_names[] = { "varied", "close" };

#define COUNT(names) (sizeof(names) / sizeof *(names))

static json_t *freeze_constructs(const struct release *r)
{
    json_t *all = json_object();
    for (size_t i = 0; i < r->instrument->construct_count; i++) {
        const struct released_construct *c = &r->constructs[i];
        json_t *one = json_pack("{s:s}", "gap", gap_names[c->gap]);
        if (c->gap == SHOWN)
            json_object_set_new(one, "mean", json_integer(c->mean));
        json_object_set_new(one, "agreement_gap", json_string(gap_names[c->agreement_gap]));
        if (c->agreement_gap == SHOWN)
            json_object_set_new(one, "agreement", json_string(agreement_names[c->agreement]));
        json_object_set_new(all, r->instrument->constructs[i].key, one);
    }
    return all;
}

static json_t *freeze_flows(const struct release *r)
{
    json_t *all = json_object();
    for (size_t i = 0; i < r->instrument->question_count; i++) {
        const struct released_flow *f = &r->flows[i];
        json_t *one = json_pack("{s:s}", "gap", gap_names[f->gap]);
        if (f->gap == SHOWN) {
            json_object_set_new(one, "density", json_string(density_names[f->density]));
            json_object_set_new(one, "reciprocity",
                                json_string(reciprocity_names[f->reciprocity]));
        }
        json_object_set_new(all, r->instrument->questions[i].key, one);
    }
    return all;
}

static json_t *freeze_items(const struct release *r)
{
    json_t *all = json_object();
    for (size_t i = 0; i < r->instrument->item_count; i++) {
        json_t *one = json_pack("{s:s}", "gap", gap_names[r->items[i].gap]);
        if (r->items[i].gap == SHOWN)
            json_object_set_new(one, "half_points", json_integer(r->items[i].half_points));
        json_object_set_new(all, r->instrument->items[i].key, one);
    }
    return all;
}

static json_t *freeze_matters(const struct release *r)
{
    const struct released_matters *m = &r->matters;
    json_t *one =
        json_pack("{s:s, s:s}", "gap", gap_names[m->gap], "top_gap", gap_names[m->top_gap]);
    if (m->gap == SHOWN)
        json_object_set_new(one, "word", json_string(matters_names[m->word]));
    if (m->top_gap == SHOWN)
        json_object_set_new(one, "top",
                            json_pack("[s, s]", r->instrument->motives[m->top[0]].key,
                                      r->instrument->motives[m->top[1]].key));
    return one;
}

const char *json_release_freeze(struct arena *mem, const struct release *r)
{
    json_t *all = json_pack(
        "{s:i, s:s, s:s, s:I, s:I, s:b, s:b, s:o, s:o, s:o, s:o, s:s, s:s, s:s, s:I}", "format",
        FORMAT, "instrument", r->instrument->key, "version", r->instrument->version, "seats",
        (json_int_t)r->seats, "respondents", (json_int_t)r->respondents, "released",
        r->released, "all_consented", r->all_consented, "constructs", freeze_constructs(r),
        "flows", freeze_flows(r), "matters", freeze_matters(r), "items", freeze_items(r),
        "guesses_gap", gap_names[r->guesses_gap], "guesses", guesses_names[r->guesses],
        "stage_set_gap", gap_names[r->stage_set_gap], "stage_set", (json_int_t)r->stage_set);
    return json_kept(mem, all, JSON_COMPACT);
}

/* Reading: `wrong` is set at the first thing that is not as it must be, and read once. */
struct thaw {
    bool wrong;
};

static int read_name(struct thaw *thaw, const json_t *in, const char *key,
                     const char *const *names, size_t count)
{
    const char *text = json_string_value(json_object_get(in, key));
    for (size_t i = 0; text && i < count; i++)
        if (strcmp(text, names[i]) == 0)
            return (int)i;
    thaw->wrong = true;
    return 0;
}

#define READ_NAME(thaw, in, key, names) read_name((thaw), (in), (key), (names), COUNT(names))

static int read_number(struct thaw *thaw, const json_t *in, const char *key, int low, int high)
{
    const json_t *number = json_object_get(in, key);
    json_int_t value = json_integer_value(number);
    if (!json_is_integer(number) || value < low || value > high) {
        thaw->wrong = true;
        return low;
    }
    return (int)value;
}

/* What the text does not name was not asked then. */
static const json_t *named(const json_t *all, const char *group, const char *key)
{
    return json_object_get(json_object_get(all, group), key);
}

static void thaw_constructs(struct thaw *thaw, const json_t *all, struct release *out)
{
    for (size_t i = 0; i < out->instrument->construct_count; i++) {
        struct released_construct *c = &out->constructs[i];
        const json_t *one = named(all, "constructs", out->instrument->constructs[i].key);
        if (!one) {
            c->gap = c->agreement_gap = GAP_NOT_ASKED;
            continue;
        }
        c->gap = (enum gap)READ_NAME(thaw, one, "gap", gap_names);
        c->mean = c->gap == SHOWN ? read_number(thaw, one, "mean", 0, 100) : 0;
        c->agreement_gap = (enum gap)READ_NAME(thaw, one, "agreement_gap", gap_names);
        if (c->agreement_gap == SHOWN)
            c->agreement =
                (enum agreement_word)READ_NAME(thaw, one, "agreement", agreement_names);
    }
}

static void thaw_flows(struct thaw *thaw, const json_t *all, struct release *out)
{
    for (size_t i = 0; i < out->instrument->question_count; i++) {
        struct released_flow *f = &out->flows[i];
        const json_t *one = named(all, "flows", out->instrument->questions[i].key);
        f->gap = one ? (enum gap)READ_NAME(thaw, one, "gap", gap_names) : GAP_NOT_ASKED;
        if (f->gap != SHOWN)
            continue;
        f->density = (enum density_band)READ_NAME(thaw, one, "density", density_names);
        f->reciprocity =
            (enum reciprocity_word)READ_NAME(thaw, one, "reciprocity", reciprocity_names);
    }
}

static void thaw_items(struct thaw *thaw, const json_t *all, struct release *out)
{
    for (size_t i = 0; i < out->instrument->item_count; i++) {
        struct released_item *item = &out->items[i];
        const json_t *one = named(all, "items", out->instrument->items[i].key);
        item->gap = one ? (enum gap)READ_NAME(thaw, one, "gap", gap_names) : GAP_NOT_ASKED;
        if (item->gap == SHOWN)
            item->half_points = read_number(thaw, one, "half_points", 2 * out->instrument->low,
                                            2 * out->instrument->high);
    }
}

static size_t motive_index(struct thaw *thaw, const struct instrument *instrument,
                           const json_t *key)
{
    const char *text = json_string_value(key);
    for (size_t i = 0; text && i < instrument->motive_count; i++)
        if (strcmp(text, instrument->motives[i].key) == 0)
            return i;
    thaw->wrong = true;
    return 0;
}

static void thaw_matters(struct thaw *thaw, const json_t *all, struct release *out)
{
    struct released_matters *m = &out->matters;
    const json_t *one = json_object_get(all, "matters");
    m->gap = (enum gap)READ_NAME(thaw, one, "gap", gap_names);
    m->top_gap = (enum gap)READ_NAME(thaw, one, "top_gap", gap_names);
    if (m->gap == SHOWN)
        m->word = (enum matters_word)READ_NAME(thaw, one, "word", matters_names);
    for (size_t i = 0; m->top_gap == SHOWN && i < 2; i++)
        m->top[i] =
            motive_index(thaw, out->instrument, json_array_get(json_object_get(one, "top"), i));
}

static bool thaw_all(const json_t *all, struct release *out)
{
    struct thaw thaw = { false };
    read_number(&thaw, all, "format", FORMAT, FORMAT);
    out->seats = (size_t)read_number(&thaw, all, "seats", TEAM_MIN, TEAM_MAX);
    out->respondents = (size_t)read_number(&thaw, all, "respondents", 0, (int)out->seats);
    out->released = json_is_true(json_object_get(all, "released"));
    out->all_consented = json_is_true(json_object_get(all, "all_consented"));
    thaw_constructs(&thaw, all, out);
    thaw_flows(&thaw, all, out);
    thaw_items(&thaw, all, out);
    thaw_matters(&thaw, all, out);
    out->guesses_gap = (enum gap)READ_NAME(&thaw, all, "guesses_gap", gap_names);
    out->guesses = (enum guesses_word)READ_NAME(&thaw, all, "guesses", guesses_names);
    out->stage_set_gap = (enum gap)READ_NAME(&thaw, all, "stage_set_gap", gap_names);
    out->stage_set = (unsigned)read_number(&thaw, all, "stage_set", 0, (1 << STAGES) - 1);
    return !thaw.wrong;
}

enum status json_release_thaw(const char *text, const struct instrument *instrument,
                              struct release *out, struct err *err)
{
    json_error_t error;
    json_t *all = json_loads(text, JSON_REJECT_DUPLICATES, &error);
    *out = (struct release){ .instrument = instrument };
    const char *key = json_string_value(json_object_get(all, "instrument"));
    bool good = key && strcmp(key, instrument->key) == 0 && thaw_all(all, out);
    json_decref(all);
    return good ? OK
                : fail(err, BAD_INPUT, "this is not a frozen release of %s", instrument->key);
}
