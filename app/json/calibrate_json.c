/* A tree like those of the cases, so that it is printed by the same hand. */
#include "json/calibrate_json.h"

#include "json/case_parts.h"

static void put_count(json_t *object, const char *key, size_t count)
{
    case_put(object, key, json_integer((json_int_t)count));
}

static json_t *reliability(const struct calibration *calibration)
{
    json_t *bins = json_array();
    for (int b = 0; b < CALIBRATION_BINS; b++) {
        const struct reliability_bin *bin = &calibration->bins[b];
        if (bin->pairs == 0)
            continue;
        json_t *one = json_object();
        case_put_real(one, "from", (double)b / CALIBRATION_BINS);
        case_put_real(one, "to", (double)(b + 1) / CALIBRATION_BINS);
        put_count(one, "pairs", bin->pairs);
        case_put_real(one, "stated", bin->stated);
        case_put_real(one, "right", bin->right);
        json_array_append_new(bins, one);
    }
    return bins;
}

static json_t *refit_tree(const struct refit *refit)
{
    const struct model *model = &refit->model;
    json_t *out = json_object(), *rows = json_array(), *prototypes = json_object();
    put_count(out, "rounds", refit->rounds);
    put_count(out, "teams", refit->teams);
    case_put(out, "lacks", refit->lack == LACKS_NOTHING ? json_null() : json_string("people"));
    case_put(out, "start", case_reals_json(model->start, STAGES));
    for (int s = 0; s < STAGES; s++)
        json_array_append_new(rows, case_reals_json(model->transition[s], STAGES));
    case_put(out, "transition", rows);
    case_put_real(out, "prototype_sd", model->prototype_sd);
    for (size_t p = 0; p < model->profile_count; p++)
        case_put(prototypes, model->profiles[p].construct,
                 case_reals_json(model->profiles[p].prototype, STAGES));
    case_put(out, "prototypes", prototypes);
    return out;
}

const char *json_calibration(struct arena *mem, size_t rounds, size_t readings,
                             const struct calibration *calibration, const struct refit *refit,
                             enum measure_form form)
{
    json_t *out = json_object();
    put_count(out, "rounds", rounds);
    put_count(out, "readings", readings);
    put_count(out, "pairs", calibration->pairs);
    case_put_figure(out, "log_score", calibration->log_score);
    case_put_figure(out, "log_score_base", calibration->log_score_base);
    case_put_figure(out, "brier", calibration->brier);
    case_put_figure(out, "brier_base", calibration->brier_base);
    case_put_figure(out, "right", calibration->right);
    case_put_figure(out, "calibration_error", calibration->error);
    case_put_figure(out, "calibration_error_by_chance", calibration->error_by_chance);
    case_put(out, "reliability", reliability(calibration));
    case_put(out, "refit", refit ? refit_tree(refit) : json_null());
    const char *text = case_tree_text(mem, out, form == MEASURE_JSON);
    json_decref(out);
    return text;
}
