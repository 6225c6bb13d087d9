/* A model as the file that content_parse_model reads. */
#include "content/content.h"

#include "base/text.h"

static void add_quoted(struct text *text, const char *value)
{
    text_add(text, "\"");
    for (const char *c = value; *c; c++) {
        if (*c == '"' || *c == '\\')
            text_add(text, "\\");
        if (*c == '\n')
            text_add(text, "\\n");
        else
            text_add_bytes(text, c, 1);
    }
    text_add(text, "\"");
}

static void add_phrase(struct text *text, int indent, const char *key,
                       const struct phrase *phrase)
{
    text_add_format(text, "%*s%s:\n%*sfr: ", indent, "", key, indent + 2, "");
    add_quoted(text, phrase->in[FR]);
    text_add_format(text, "\n%*sen: ", indent + 2, "");
    add_quoted(text, phrase->in[EN]);
    text_add(text, "\n");
}

static void add_names(struct text *text, const struct model *model)
{
    static const char *const modes[MODES] = { [COOPERATION] = "cooperation",
                                              [COORDINATION] = "coordination",
                                              [COLLABORATION] = "collaboration",
                                              [NO_MODE] = "none" };
    text_add(text, "stages:\n");
    for (int s = 0; s < STAGES; s++) {
        text_add(text, "  -\n");
        add_phrase(text, 4, "name", &model->stage_names[s]);
        add_phrase(text, 4, "term", &model->stage_terms[s]);
    }
    text_add(text, "modes:\n");
    for (int m = 0; m < MODES; m++) {
        text_add_format(text, "  %s:\n", modes[m]);
        add_phrase(text, 4, "name", &model->mode_names[m]);
        add_phrase(text, 4, "gloss", &model->mode_glosses[m]);
    }
}

/* Twelve digits: rows of chances are checked to add up to 1 within 1e-9. */
static void add_numbers(struct text *text, const double *value, size_t count)
{
    for (size_t i = 0; i < count; i++)
        text_add_format(text, "%s%.12g", i ? ", " : "[", value[i]);
    text_add(text, "]");
}

static void add_profiles(struct text *text, const struct model *model)
{
    text_add(text, "profiles:\n");
    for (size_t p = 0; p < model->profile_count; p++) {
        const struct profile *profile = &model->profiles[p];
        text_add_format(text, "  - { construct: %s, reference: %.12g, prototype: ",
                        profile->construct, profile->reference);
        add_numbers(text, profile->prototype, STAGES);
        text_add_format(text, ", halo: %d }\n", profile->halo);
    }
    text_add_format(text, "plane: { aim: %s, appreciation: %s }\n", model->aim,
                    model->appreciation);
    if (model->exigence && model->benevolence)
        text_add_format(text, "other_plane: { exigence: %s, benevolence: %s }\n",
                        model->exigence, model->benevolence);
}

const char *content_model_text(struct arena *mem, const struct model *model)
{
    struct text text = { .mem = mem };
    text_add_format(&text, "model: %s\nversion: ", model->key);
    add_quoted(&text, model->version);
    text_add(&text, "\n");
    add_phrase(&text, 0, "origin", &model->origin);
    add_names(&text, model);
    add_profiles(&text, model);
    text_add_format(&text,
                    "spread: { flatness_mean: %.12g, flatness_sd: %.12g, halo_sd: %.12g, "
                    "leniency_sd: %.12g,\n  team_sd: %.12g, occasion_sd: %.12g, "
                    "prototype_sd: %.12g, member_sd: %.12g, item_sd: %.12g }\n",
                    model->flatness_mean, model->flatness_sd, model->halo_sd,
                    model->leniency_sd, model->team_sd, model->occasion_sd, model->prototype_sd,
                    model->member_sd, model->item_sd);
    text_add_format(&text, "rules: { tempering: %.12g, memory: %.12g,", model->tempering,
                    model->memory);
    text_add_format(&text, " named_at: %.12g, fit_p: %.12g }\n", model->named_at, model->fit_p);
    text_add(&text, "start: ");
    add_numbers(&text, model->start, STAGES);
    text_add(&text, "\ntransition:\n");
    for (int s = 0; s < STAGES; s++) {
        text_add(&text, "  - ");
        add_numbers(&text, model->transition[s], STAGES);
        text_add(&text, "\n");
    }
    return text_done(&text);
}
