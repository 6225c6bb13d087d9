/* An instrument from its file: the tree is walked in the order of the file, and what no
 * answer could be measured with is refused here, not later. */
#include <string.h>

#include "content/content.h"
#include "content/tree.h"

/* What is known while the lists are read. */
struct reading {
    struct arena *mem;
    struct instrument *instrument;
    struct construct *constructs;
    struct item *items;
    struct question *questions;
    struct motive *motives;
    struct err *err;
};

static const char *const meaning_names[] = {
    [MEANS_NOTHING] = "nothing",
    [MEANS_AIM] = "aim",
    [MEANS_APPRECIATION] = "appreciation",
    [MEANS_INFORMATION] = "information",
    [MEANS_EMOTION] = "emotion",
    [MEANS_EXPERTISE] = "expertise",
    NULL,
};

static enum status read_meaning(const struct tree *at, enum meaning *out, struct err *err)
{
    size_t meaning = MEANS_NOTHING;
    if (tree_find(at, "means"))
        TRY(tree_choice(at, "means", meaning_names, &meaning, err));
    *out = (enum meaning)meaning;
    return OK;
}

static enum status read_scale(struct reading *reading, const struct tree *root)
{
    static const char *const known[] = { "low", "high", "low_label", "high_label", NULL };
    struct instrument *instrument = reading->instrument;
    const struct tree *scale;
    TRY(tree_need(root, "scale", &scale, reading->err));
    TRY(tree_accept_keys(scale, "scale", known, reading->err));
    TRY(tree_whole(scale, "low", 0, 100, &instrument->low, reading->err));
    TRY(tree_whole(scale, "high", 0, 100, &instrument->high, reading->err));
    if (instrument->high <= instrument->low)
        return tree_fail(tree_find(scale, "high"), reading->err,
                         "the scale goes from %d to %d; high must be above low",
                         instrument->low, instrument->high);
    int options = instrument->high - instrument->low + 1;
    if (options > OPTIONS_MAX)
        return tree_fail(tree_find(scale, "high"), reading->err,
                         "the scale has %d options; at most %d, as 0 to 10", options,
                         OPTIONS_MAX);
    TRY(tree_phrase(reading->mem, scale, "low_label", &instrument->low_label, reading->err));
    return tree_phrase(reading->mem, scale, "high_label", &instrument->high_label,
                       reading->err);
}

static enum status fail_twice(const struct tree *at, const char *what, const char *key,
                              struct err *err)
{
    return tree_fail(tree_find(at, "key"), err,
                     "the key %s is taken by an earlier %s; each %s "
                     "has its own",
                     key, what, what);
}

static enum status read_level(struct reading *reading, const struct tree *at, const char *key,
                              struct phrase *out)
{
    return tree_find(at, key) ? tree_phrase(reading->mem, at, key, out, reading->err) : OK;
}

static enum status read_construct(struct reading *reading, const struct tree *at)
{
    static const char *const known[] = { "key", "label", "high", "low", "means", NULL };
    struct instrument *instrument = reading->instrument;
    struct construct *construct = &reading->constructs[instrument->construct_count];
    TRY(tree_accept_keys(at, "a construct", known, reading->err));
    TRY(tree_key(reading->mem, at, "key", &construct->key, reading->err));
    if (instrument_construct(instrument, construct->key) != NO_INDEX)
        return fail_twice(at, "construct", construct->key, reading->err);
    TRY(tree_phrase(reading->mem, at, "label", &construct->label, reading->err));
    TRY(read_level(reading, at, "high", &construct->high));
    TRY(read_level(reading, at, "low", &construct->low));
    TRY(read_meaning(at, &construct->meaning, reading->err));
    instrument->construct_count++;
    return OK;
}

static enum status read_item_construct(struct reading *reading, const struct tree *at,
                                       struct item *item)
{
    const char *key;
    TRY(tree_key(reading->mem, at, "construct", &key, reading->err));
    int construct = instrument_construct(reading->instrument, key);
    if (construct == NO_INDEX)
        return tree_fail(tree_find(at, "construct"), reading->err,
                         "%s is of the construct %s, which is not in the list; add it under "
                         "constructs, or correct its key",
                         item->key, key);
    item->construct = (size_t)construct;
    reading->constructs[construct].item_count++;
    return OK;
}

static enum status read_item(struct reading *reading, const struct tree *at)
{
    static const char *const known[] = { "key", "construct", "reversed", "sensitive",
                                         "fr",  "en",        NULL };
    struct instrument *instrument = reading->instrument;
    struct item *item = &reading->items[instrument->item_count];
    TRY(tree_accept_keys(at, "an item", known, reading->err));
    TRY(tree_key(reading->mem, at, "key", &item->key, reading->err));
    if (instrument_item(instrument, item->key) != NO_INDEX)
        return fail_twice(at, "item", item->key, reading->err);
    TRY(read_item_construct(reading, at, item));
    TRY(tree_flag(at, "reversed", &item->reversed, reading->err));
    TRY(tree_flag(at, "sensitive", &item->sensitive, reading->err));
    TRY(tree_languages(reading->mem, at, &item->wording, reading->err));
    instrument->item_count++;
    return OK;
}

static enum status read_question(struct reading *reading, const struct tree *at)
{
    static const char *const known[] = { "key", "flow", "means", "label", "fr", "en", NULL };
    struct instrument *instrument = reading->instrument;
    struct question *question = &reading->questions[instrument->question_count];
    TRY(tree_accept_keys(at, "a question", known, reading->err));
    TRY(tree_key(reading->mem, at, "key", &question->key, reading->err));
    TRY(tree_key(reading->mem, at, "flow", &question->flow, reading->err));
    for (size_t i = 0; i < instrument->question_count; i++)
        if (strcmp(reading->questions[i].key, question->key) == 0 ||
            strcmp(reading->questions[i].flow, question->flow) == 0)
            return fail_twice(at, "question", question->key, reading->err);
    TRY(read_meaning(at, &question->meaning, reading->err));
    TRY(tree_phrase(reading->mem, at, "label", &question->label, reading->err));
    TRY(tree_languages(reading->mem, at, &question->wording, reading->err));
    instrument->question_count++;
    return OK;
}

static enum status read_motive(struct reading *reading, const struct tree *at)
{
    static const char *const known[] = { "key", "fr", "en", NULL };
    struct instrument *instrument = reading->instrument;
    struct motive *motive = &reading->motives[instrument->motive_count];
    TRY(tree_accept_keys(at, "a motive", known, reading->err));
    TRY(tree_key(reading->mem, at, "key", &motive->key, reading->err));
    for (size_t i = 0; i < instrument->motive_count; i++)
        if (strcmp(reading->motives[i].key, motive->key) == 0)
            return fail_twice(at, "motive", motive->key, reading->err);
    TRY(tree_languages(reading->mem, at, &motive->label, reading->err));
    instrument->motive_count++;
    return OK;
}

typedef enum status (*read_one)(struct reading *reading, const struct tree *at);

static enum status read_each(struct reading *reading, const struct tree *list, read_one read)
{
    for (size_t i = 0; i < list->count; i++)
        TRY(read(reading, list->values[i]));
    return OK;
}

static enum status read_constructs(struct reading *reading, const struct tree *root)
{
    const struct tree *constructs, *items;
    struct instrument *instrument = reading->instrument;
    TRY(tree_list(root, "constructs", 1, CONSTRUCTS_MAX, &constructs, reading->err));
    instrument->constructs = reading->constructs =
        NEW_ARRAY(reading->mem, struct construct, constructs->count);
    TRY(read_each(reading, constructs, read_construct));
    TRY(tree_list(root, "items", 1, ITEMS_MAX, &items, reading->err));
    instrument->items = reading->items = NEW_ARRAY(reading->mem, struct item, items->count);
    TRY(read_each(reading, items, read_item));
    for (size_t i = 0; i < constructs->count; i++)
        if (reading->constructs[i].item_count == 0)
            return tree_fail(constructs->values[i], reading->err,
                             "no item asks about the construct %s; add one or take it out",
                             reading->constructs[i].key);
    return OK;
}

static enum status read_round_robin(struct reading *reading, const struct tree *root)
{
    const struct tree *list;
    if (!tree_find(root, "questions"))
        return OK;
    TRY(tree_list(root, "questions", 1, QUESTIONS_MAX, &list, reading->err));
    reading->instrument->questions = reading->questions =
        NEW_ARRAY(reading->mem, struct question, list->count);
    return read_each(reading, list, read_question);
}

static enum status read_motives(struct reading *reading, const struct tree *root)
{
    const struct tree *list;
    if (!tree_find(root, "motives"))
        return OK;
    TRY(tree_list(root, "motives", 2, MOTIVES_MAX, &list, reading->err));
    reading->instrument->motives = reading->motives =
        NEW_ARRAY(reading->mem, struct motive, list->count);
    return read_each(reading, list, read_motive);
}

/* Models ship with the program: a name that is none of them is a slip worth telling here,
 * where it stands, rather than a portrait without mode and stage. */
static enum status read_model_key(struct reading *reading, const struct tree *root)
{
    size_t unused;
    if (!tree_find(root, "model"))
        return OK;
    TRY(tree_choice(root, "model", content_model_names(), &unused, reading->err));
    return tree_key(reading->mem, root, "model", &reading->instrument->model, reading->err);
}

enum status content_parse_instrument(struct arena *mem, const char *file_name,
                                     const char *bytes, size_t length,
                                     const struct instrument **out, struct err *err)
{
    static const char *const known[] = { "instrument", "version",   "title",   "origin",
                                         "licence",    "model",     "scale",   "constructs",
                                         "items",      "questions", "motives", NULL };
    const struct tree *root;
    const char *licence;
    struct instrument *instrument = NEW(mem, struct instrument);
    struct reading reading = { .mem = mem, .instrument = instrument, .err = err };
    TRY(tree_parse(mem, file_name, bytes, length, &root, err));
    TRY(tree_accept_keys(root, "an instrument", known, err));
    TRY(tree_key(mem, root, "instrument", &instrument->key, err));
    TRY(tree_text(mem, root, "version", &instrument->version, err));
    TRY(tree_phrase(mem, root, "title", &instrument->title, err));
    TRY(tree_phrase(mem, root, "origin", &instrument->origin, err));
    if (tree_find(root, "licence"))
        TRY(tree_text(mem, root, "licence", &licence, err));
    TRY(read_model_key(&reading, root));
    TRY(read_scale(&reading, root));
    TRY(read_constructs(&reading, root));
    TRY(read_round_robin(&reading, root));
    TRY(read_motives(&reading, root));
    *out = instrument;
    return OK;
}
