/* The tree of a round laid flat: its keys are the heads, joined by points. */
#include <string.h>

#include "json/unlocked_parts.h"

enum { DEPTH_MAX = 6 };

struct unlocked_cell {
    struct unlocked_cell *next;
    size_t depth;
    const char *key[DEPTH_MAX];
};

struct unlocked_cells {
    struct unlocked_cell *first, **end;
};

/* A round in which everything was asked and nobody answered: its tree has every key. */
static json_t *tree_of_nobody(struct unlocked *u, struct arena *mem)
{
    const struct instrument *instrument = u->instrument;
    struct raw_round raw = { .instrument = instrument,
                             .items_asked = instrument->item_count > 0,
                             .ratings_asked = instrument->question_count > 0,
                             .ranks_asked = instrument->motive_count > 0,
                             .items = grid_empty(mem, 0, instrument->item_count),
                             .ranks = grid_empty(mem, 0, instrument->motive_count) };
    struct decision nobody = { .decided = NAN, .satisfaction_top = NAN };
    struct figure none = figure_lacks(LACKS_PEOPLE);
    struct told_decision decision = { true, measure_false_consensus(mem, &nobody), none, none };
    struct unlocked_round in = { &raw, 0, &decision };
    for (size_t q = 0; q < instrument->question_count; q++)
        raw.ratings[q] = grid_empty(mem, 0, 0);
    return json_unlocked_tree(u, mem, &in);
}

static void add_cells(struct unlocked *u, json_t *tree, struct unlocked_cell *path)
{
    const char *key;
    json_t *value;
    json_object_foreach(tree, key, value)
    {
        struct unlocked_cell here = *path;
        here.key[here.depth++] = arena_copy(u->mem, key, strlen(key));
        if (json_is_object(value)) {
            add_cells(u, value, &here);
            continue;
        }
        struct unlocked_cell *cell = NEW(u->mem, struct unlocked_cell);
        *cell = here;
        *u->cells->end = cell;
        u->cells->end = &cell->next;
    }
}

void json_unlocked_heads(struct unlocked *u, struct arena *mem, struct text *out)
{
    json_t *tree = tree_of_nobody(u, mem);
    struct unlocked_cell root = { 0 };
    u->cells = NEW(u->mem, struct unlocked_cells);
    u->cells->end = &u->cells->first;
    add_cells(u, tree, &root);
    json_decref(tree);
    for (const struct unlocked_cell *cell = u->cells->first; cell; cell = cell->next)
        for (size_t i = 0; i < cell->depth; i++)
            text_add_format(out, "%s%s", i == 0 ? "," : ".", cell->key[i]);
}

size_t json_unlocked_count(const struct unlocked *u)
{
    size_t count = 0;
    for (const struct unlocked_cell *cell = u->cells->first; cell; cell = cell->next)
        count++;
    return count;
}

static void put_value(json_t *value, struct text *out)
{
    text_add(out, ",");
    if (json_is_integer(value))
        text_add_format(out, "%lld", (long long)json_integer_value(value));
    else if (json_is_real(value))
        text_add_format(out, "%.17g", json_real_value(value));
    else if (json_is_string(value))
        text_add(out, json_string_value(value)); /* one of our own keys: nothing to quote */
    else if (json_is_boolean(value))
        text_add(out, json_is_true(value) ? "1" : "0");
}

void json_unlocked_cells(struct unlocked *u, struct arena *mem, const struct unlocked_round *in,
                         struct text *out)
{
    json_t *tree = json_unlocked_tree(u, mem, in);
    for (const struct unlocked_cell *cell = u->cells->first; cell; cell = cell->next) {
        json_t *value = tree;
        for (size_t i = 0; i < cell->depth; i++)
            value = json_object_get(value, cell->key[i]);
        put_value(value, out);
    }
    json_decref(tree);
}
