/* A stage and mode model from its file. */
#include <math.h>
#include <string.h>

#include "content/content.h"
#include "content/tree.h"

/* Rows are written with two decimals; this is far under the smallest slip. */
static const double SUM_TOLERANCE = 1e-9;

static enum status read_stages(struct arena *mem, const struct tree *root, struct model *model,
                               struct err *err)
{
    static const char *const known[] = { "name", "term", NULL };
    const struct tree *stages;
    TRY(tree_list(root, "stages", STAGES, STAGES, &stages, err));
    for (size_t i = 0; i < STAGES; i++) {
        TRY(tree_accept_keys(stages->values[i], "a stage", known, err));
        TRY(tree_phrase(mem, stages->values[i], "name", &model->stage_names[i], err));
        TRY(tree_phrase(mem, stages->values[i], "term", &model->stage_terms[i], err));
    }
    return OK;
}

static enum status read_modes(struct arena *mem, const struct tree *root, struct model *model,
                              struct err *err)
{
    static const char *const modes[] = {
        [COOPERATION] = "cooperation",
        [COORDINATION] = "coordination",
        [COLLABORATION] = "collaboration",
        [NO_MODE] = "none",
        [MODES] = NULL,
    };
    static const char *const known[] = { "name", "gloss", NULL };
    const struct tree *table, *mode;
    TRY(tree_need(root, "modes", &table, err));
    TRY(tree_accept_keys(table, "modes", modes, err));
    for (size_t i = 0; i < MODES; i++) {
        TRY(tree_need(table, modes[i], &mode, err));
        TRY(tree_accept_keys(mode, "a mode", known, err));
        TRY(tree_phrase(mem, mode, "name", &model->mode_names[i], err));
        TRY(tree_phrase(mem, mode, "gloss", &model->mode_glosses[i], err));
    }
    return OK;
}

static enum status read_profile(struct arena *mem, const struct tree *at, struct model *model,
                                struct profile *profile, struct err *err)
{
    static const char *const known[] = { "construct", "reference", "prototype", "halo", NULL };
    const struct tree *prototype;
    TRY(tree_accept_keys(at, "a profile", known, err));
    TRY(tree_key(mem, at, "construct", &profile->construct, err));
    if (model_profile(model, profile->construct) != NO_INDEX)
        return tree_fail(tree_find(at, "construct"), err,
                         "%s has a profile already; each construct has one",
                         profile->construct);
    TRY(tree_number(at, "reference", 0, 100, &profile->reference, err));
    TRY(tree_need(at, "prototype", &prototype, err));
    TRY(tree_numbers(prototype, "prototype", STAGES, 0, 100, profile->prototype, err));
    TRY(tree_whole(at, "halo", -1, 1, &profile->halo, err));
    model->profile_count++;
    return OK;
}

static enum status read_profiles(struct arena *mem, const struct tree *root,
                                 struct model *model, struct err *err)
{
    const struct tree *list;
    TRY(tree_list(root, "profiles", 2, CONSTRUCTS_MAX, &list, err));
    struct profile *profiles = NEW_ARRAY(mem, struct profile, list->count);
    model->profiles = profiles;
    for (size_t i = 0; i < list->count; i++)
        TRY(read_profile(mem, list->values[i], model, &profiles[i], err));
    return OK;
}

static enum status read_axis(struct arena *mem, const struct tree *plane,
                             const struct model *model, const char *axis, const char **out,
                             struct err *err)
{
    TRY(tree_key(mem, plane, axis, out, err));
    if (model_profile(model, *out) != NO_INDEX)
        return OK;
    return tree_fail(tree_find(plane, axis), err,
                     "%s is %s, a construct without a profile; add it under profiles, or "
                     "correct its key",
                     axis, *out);
}

static enum status read_planes(struct arena *mem, const struct tree *root, struct model *model,
                               struct err *err)
{
    static const char *const first[] = { "aim", "appreciation", NULL };
    static const char *const second[] = { "exigence", "benevolence", NULL };
    const struct tree *plane, *other = tree_find(root, "other_plane");
    TRY(tree_need(root, "plane", &plane, err));
    TRY(tree_accept_keys(plane, "plane", first, err));
    TRY(read_axis(mem, plane, model, "aim", &model->aim, err));
    TRY(read_axis(mem, plane, model, "appreciation", &model->appreciation, err));
    if (!other)
        return OK;
    TRY(tree_accept_keys(other, "other_plane", second, err));
    TRY(read_axis(mem, other, model, "exigence", &model->exigence, err));
    return read_axis(mem, other, model, "benevolence", &model->benevolence, err);
}

static enum status read_spread(const struct tree *root, struct model *model, struct err *err)
{
    static const char *const known[] = {
        "flatness_mean", "flatness_sd",  "halo_sd",   "leniency_sd", "team_sd",
        "occasion_sd",   "prototype_sd", "member_sd", "item_sd",     NULL
    };
    double *const to[] = { &model->flatness_mean, &model->flatness_sd, &model->halo_sd,
                           &model->leniency_sd,   &model->team_sd,     &model->occasion_sd,
                           &model->prototype_sd,  &model->member_sd,   &model->item_sd };
    const struct tree *spread;
    TRY(tree_need(root, "spread", &spread, err));
    TRY(tree_accept_keys(spread, "spread", known, err));
    for (size_t i = 0; known[i]; i++)
        TRY(tree_number(spread, known[i], 0, i < 2 ? 1 : 100, to[i], err));
    return OK;
}

/* A power that a file leaves out is 1: what it would weaken counts in full. */
static enum status read_power(const struct tree *rules, const char *key, double *out,
                              struct err *err)
{
    *out = 1;
    return tree_find(rules, key) ? tree_number(rules, key, 0, 1, out, err) : OK;
}

static enum status read_rules(const struct tree *root, struct model *model, struct err *err)
{
    static const char *const known[] = { "tempering", "memory", "named_at", "fit_p", NULL };
    const struct tree *rules;
    TRY(tree_need(root, "rules", &rules, err));
    TRY(tree_accept_keys(rules, "rules", known, err));
    TRY(read_power(rules, "tempering", &model->tempering, err));
    TRY(read_power(rules, "memory", &model->memory, err));
    TRY(tree_number(rules, "named_at", 0, 1, &model->named_at, err));
    return tree_number(rules, "fit_p", 0, 1, &model->fit_p, err);
}

static enum status read_chances(const struct tree *at, const char *what, double out[STAGES],
                                struct err *err)
{
    TRY(tree_numbers(at, what, STAGES, 0, 1, out, err));
    double sum = 0;
    for (size_t i = 0; i < STAGES; i++)
        sum += out[i];
    if (fabs(sum - 1) <= SUM_TOLERANCE)
        return OK;
    return tree_fail(at, err, "the chances of %s add up to %.6g; they must add up to 1", what,
                     sum);
}

static enum status read_course(const struct tree *root, struct model *model, struct err *err)
{
    const struct tree *start, *rows;
    TRY(tree_need(root, "start", &start, err));
    TRY(read_chances(start, "start", model->start, err));
    TRY(tree_list(root, "transition", STAGES, STAGES, &rows, err));
    for (size_t i = 0; i < STAGES; i++)
        TRY(read_chances(rows->values[i], "a transition row", model->transition[i], err));
    return OK;
}

/* A profile under a key that the instrument does not have would be left out in silence, and
 * the stage would rest on less than it says. */
static enum status accept_profiles(struct arena *mem, const struct tree *root,
                                   const struct model *model, struct err *err)
{
    const struct tree *name = tree_find(root, "instrument"),
                      *list = tree_find(root, "profiles");
    const struct instrument *instrument;
    size_t unused;
    if (!name)
        return OK;
    TRY(tree_choice(root, "instrument", content_instrument_names(), &unused, err));
    TRY(content_instrument(mem, name->text, &instrument, err));
    for (size_t i = 0; i < model->profile_count; i++)
        if (instrument_construct(instrument, model->profiles[i].construct) == NO_INDEX)
            return tree_fail(tree_find(list->values[i], "construct"), err,
                             "a profile for %s, which %s has not; correct its key or take it "
                             "out",
                             model->profiles[i].construct, instrument->key);
    return OK;
}

enum status content_parse_model(struct arena *mem, const char *file_name, const char *bytes,
                                size_t length, const struct model **out, struct err *err)
{
    static const char *const known[] = { "model",      "version",     "origin", "licence",
                                         "instrument", "stages",      "modes",  "profiles",
                                         "plane",      "other_plane", "spread", "rules",
                                         "start",      "transition",  NULL };
    const struct tree *root;
    const char *licence;
    struct model *model = NEW(mem, struct model);
    TRY(tree_parse(mem, file_name, bytes, length, &root, err));
    TRY(tree_accept_keys(root, "a model", known, err));
    TRY(tree_key(mem, root, "model", &model->key, err));
    TRY(tree_text(mem, root, "version", &model->version, err));
    TRY(tree_phrase(mem, root, "origin", &model->origin, err));
    if (tree_find(root, "licence"))
        TRY(tree_text(mem, root, "licence", &licence, err));
    TRY(read_stages(mem, root, model, err));
    TRY(read_modes(mem, root, model, err));
    TRY(read_profiles(mem, root, model, err));
    TRY(read_planes(mem, root, model, err));
    TRY(read_spread(root, model, err));
    TRY(read_rules(root, model, err));
    TRY(read_course(root, model, err));
    TRY(accept_profiles(mem, root, model, err));
    *out = model;
    return OK;
}
