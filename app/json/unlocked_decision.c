/* One decision and the climate it was taken in: nothing of this is ever published. */
#include "json/unlocked_parts.h"

#include "measure/climate.h"

static const char *reading_key(enum consensus_reading reading)
{
    static const char *const keys[] = { [CONSENSUS_UNSAID] = "too_little_to_say",
                                        [CONSENSUS_NO_SIGN] = "no_clear_sign",
                                        [CONSENSUS_MORE_IN_PUBLIC] =
                                            "more_agreed_in_public_than_in_private" };
    return keys[reading];
}

static json_t *climate(struct arena *mem, const struct model *model,
                       const struct unlocked_round *in)
{
    struct climate_round *rounds = NEW_ARRAY(mem, struct climate_round, in->at + 1);
    for (size_t i = 0; i <= in->at; i++)
        rounds[i] =
            measure_climate_round(mem, in->raws[i].instrument, model, in->raws[i].items);
    struct climate found = measure_climate(rounds, in->at + 1);
    const struct climate_round *now = &rounds[in->at];
    json_t *out = json_object();
    json_put(out, "harmony", json_figure(now->harmony));
    json_put(out, "dissent", json_figure(now->dissent));
    json_put(out, "spread_change", json_figure(found.spread_change));
    json_put(out, "information_change", json_figure(found.information_change));
    json_put(out, "expertise_change", json_figure(found.expertise_change));
    json_put(out, "collapse", json_figure(found.collapse));
    json_put(out, "harmony_over_dissent", json_boolean(found.harmony_over_dissent));
    json_put(out, "agreement_alone", json_boolean(found.agreement_alone));
    json_put(out, "variance_collapse", json_boolean(found.variance_collapse));
    return out;
}

json_t *json_unlocked_decision(struct arena *mem, const struct model *model,
                               const struct unlocked_round *in)
{
    const struct told_decision *told = in->decision;
    const struct false_consensus *found = &told->found;
    json_t *out = json_object();
    json_put(out, "n", json_integer((json_int_t)found->people));
    json_put(out, "pd", json_figure(found->private_distance));
    json_put(out, "pg", json_figure(found->perception_gap));
    json_put(out, "pe", json_figure(found->individual_error));
    json_put(out, "dissatisfaction", json_figure(found->dissatisfaction));
    json_put(out, "public_collapse", json_figure(found->public_collapse));
    json_put(out, "private_convergence", json_figure(found->private_convergence));
    json_put(out, "pitman_morgan_r", json_figure(found->pitman_morgan_r));
    json_put(out, "pitman_morgan_t", json_figure(found->pitman_morgan_t));
    json_put(out, "index", json_figure(told->index));
    json_put(out, "chance", json_figure(told->chance));
    json_put(out, "reading", json_string(reading_key(false_consensus_reading(told->chance))));
    json_put(out, "climate", climate(mem, model, in));
    return out;
}
