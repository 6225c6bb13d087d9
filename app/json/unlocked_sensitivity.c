/* What a shown stage and mode owe to the chances and cuts put in beforehand. */
#include "measure/sensitivity.h"
#include "json/portrait_json.h"
#include "json/unlocked_parts.h"

static json_t *modes(const double chances[MODES])
{
    json_t *one = json_object();
    for (int m = 0; m < MODES; m++)
        json_put(one, json_mode((enum mode)m), json_real(chances[m]));
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
    json_put(object, "cut_lower", modes(by_cut[CUT_LOWER]));
    json_put(object, "cut_higher", modes(by_cut[CUT_HIGHER]));
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
    json_put(stage, "flat_priors", posterior);
}
