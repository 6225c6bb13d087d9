/* Cases over time: hidden Markov chains and trends. */
#include <string.h>

#include "measure/hmm.h"
#include "measure/sensitivity.h"
#include "measure/trend.h"
#include "json/case_parts.h"

static enum status chain_of(struct case_reading *in, struct hmm *out)
{
    struct case_list start;
    struct grid transition;
    TRY(case_numbers(in, "start", &start));
    TRY(case_matrix(in, "transition", &transition));
    if (start.count == 0 || transition.people != start.count || transition.items != start.count)
        return case_wrong(in, "transition", "square, one row for each state of `start`");
    *out = (struct hmm){ start.count, start.value, transition.cell };
    return OK;
}

static void put_path(json_t *out, const struct hmm_reading *reading)
{
    json_t *path = json_array();
    for (size_t t = 0; t < reading->times; t++)
        json_array_append_new(path, json_integer((json_int_t)reading->likeliest[t] + 1));
    case_put(out, "viterbi", path);
    case_put_real(out, "loglik", reading->log_likelihood);
}

static json_t *by_time(const double *chance, const struct hmm_reading *reading)
{
    json_t *rows = json_array();
    for (size_t t = 0; t < reading->times; t++)
        json_array_append_new(rows,
                              case_reals_json(&chance[t * reading->states], reading->states));
    return rows;
}

static json_t *by_state(const double *chance, const struct hmm_reading *reading)
{
    json_t *rows = json_array();
    for (size_t s = 0; s < reading->states; s++) {
        json_t *row = json_array();
        for (size_t t = 0; t < reading->times; t++)
            json_array_append_new(row, case_real_json(chance[t * reading->states + s]));
        json_array_append_new(rows, row);
    }
    return rows;
}

/* How much the reading owes to the start and the transitions put in. */
static void put_flat(struct case_reading *in, const struct hmm *hmm, const double *log_emission,
                     size_t times, json_t *(*rows)(const double *, const struct hmm_reading *))
{
    struct hmm flat = sensitivity_flat_chain(in->mem, hmm->states);
    struct hmm_reading reading = hmm_read(in->mem, &flat, log_emission, times);
    json_t *out = json_object();
    case_put(out, "filtered", rows(reading.filtered, &reading));
    case_put(out, "smoothed", rows(reading.smoothed, &reading));
    put_path(out, &reading);
    case_put(in->out, "flat_priors", out);
}

static enum status symbols_of(struct case_reading *in, size_t symbols, int **seen,
                              size_t *times)
{
    struct case_list list;
    TRY(case_numbers(in, "observations", &list));
    *times = list.count;
    *seen = NEW_ARRAY(in->mem, int, list.count);
    for (size_t t = 0; t < list.count; t++) {
        double symbol = list.value[t];
        bool known = symbol >= 1 && symbol <= (double)symbols && symbol == floor(symbol);
        if (!isnan(symbol) && !known)
            return case_wrong(in, "observations", "symbols from 1, or null");
        (*seen)[t] = isnan(symbol) ? NO_SYMBOL : (int)symbol - 1;
    }
    return list.count > 0 ? OK : case_wrong(in, "observations", "at least one");
}

static enum status discrete(struct case_reading *in)
{
    struct hmm hmm;
    struct grid emission;
    int *seen;
    size_t times;
    TRY(chain_of(in, &hmm));
    TRY(case_matrix(in, "emission", &emission));
    if (emission.people != hmm.states)
        return case_wrong(in, "emission", "one row for each state");
    TRY(symbols_of(in, emission.items, &seen, &times));
    double *log_emission =
        hmm_discrete(in->mem, emission.cell, hmm.states, emission.items, seen, times);
    struct hmm_reading reading = hmm_read(in->mem, &hmm, log_emission, times);
    case_put(in->out, "filtered", by_state(reading.filtered, &reading));
    case_put(in->out, "smoothed", by_state(reading.smoothed, &reading));
    put_path(in->out, &reading);
    put_flat(in, &hmm, log_emission, times, by_state);
    return OK;
}

static enum status gaussian(struct case_reading *in)
{
    struct hmm hmm;
    struct grid prototypes, seen;
    struct case_list respondents;
    struct hmm_profile profile;
    TRY(chain_of(in, &hmm));
    TRY(case_matrix(in, "prototypes", &prototypes));
    TRY(case_matrix(in, "observations", &seen));
    TRY(case_numbers(in, "n_respondents", &respondents));
    TRY(case_real(in, "tau2", &profile.tau2));
    TRY(case_real(in, "sigma_w2", &profile.sigma_w2));
    if (prototypes.people != hmm.states)
        return case_wrong(in, "prototypes", "one row for each state");
    if (seen.people == 0 || seen.items != prototypes.items)
        return case_wrong(in, "observations", "one row a round, as long as a prototype");
    if (respondents.count != seen.people)
        return case_wrong(in, "n_respondents", "one number a round");
    if (!(profile.tau2 >= 0 && profile.sigma_w2 >= 0 && profile.tau2 + profile.sigma_w2 > 0))
        return case_wrong(in, "tau2", "variances, not both zero");
    profile.states = hmm.states;
    profile.constructs = prototypes.items;
    profile.prototype = prototypes.cell;
    double *log_emission =
        hmm_gaussian(in->mem, &profile, seen.cell, respondents.value, seen.people);
    struct hmm_reading reading = hmm_read(in->mem, &hmm, log_emission, seen.people);
    case_put(in->out, "filtered", by_time(reading.filtered, &reading));
    case_put(in->out, "smoothed", by_time(reading.smoothed, &reading));
    put_path(in->out, &reading);
    put_flat(in, &hmm, log_emission, seen.people, by_time);
    return OK;
}

/* kendall_p is R's cor.test: exact without ties, the normal approximation with them. */
static void put_trend(json_t *out, struct trend trend)
{
    case_put(out, "rounds", json_integer((json_int_t)trend.rounds));
    case_put_figure(out, "kendall_tau", trend.tau);
    case_put_figure(out, "kendall_p", trend.tied ? trend.normal_p : trend.exact_p);
    case_put_figure(out, "kendall_p_exact", trend.exact_p);
    case_put_real(out, "mann_kendall_S", trend.s);
    case_put_real(out, "mann_kendall_varS", trend.variance_s);
    case_put_figure(out, "mann_kendall_z", trend.z);
    case_put_figure(out, "theil_sen_slope", trend.slope);
    case_put_figure(out, "slope_low90", trend.slope_low);
    case_put_figure(out, "slope_high90", trend.slope_high);
}

static enum status trend(struct case_reading *in)
{
    struct case_list y, t;
    TRY(case_numbers(in, "y", &y));
    if (json_object_get(in->given, "t") == NULL) {
        t = (struct case_list){ y.count, NEW_ARRAY(in->mem, double, y.count) };
        for (size_t i = 0; i < y.count; i++)
            t.value[i] = (double)i + 1;
    } else {
        TRY(case_numbers(in, "t", &t));
    }
    if (t.count != y.count)
        return case_wrong(in, "t", "as long as `y`");
    put_trend(in->out, measure_trend(in->mem, t.value, y.value, y.count));
    return OK;
}

/* One series a label of the group column, or one in all. */
static enum status trends_of_table(struct case_reading *in)
{
    const char *value_name, *time_name, *group_name = case_string_or(in, "group", NULL);
    size_t value, time, group;
    TRY(case_sheet_open(in));
    TRY(case_string(in, "variable", &value_name));
    TRY(case_string(in, "time", &time_name));
    TRY(case_column(in, value_name, &value));
    TRY(case_column(in, time_name, &time));
    struct case_labels labels = { 1, NEW_ARRAY(in->mem, const char *, 1),
                                  NEW_ARRAY(in->mem, size_t, in->sheet.rows) };
    labels.label[0] = "";
    if (group_name != NULL) {
        TRY(case_column(in, group_name, &group));
        labels = case_labels(in, group);
    }
    struct case_rows rows = case_rows(in, &labels);
    json_t *groups = json_array();
    case_put(in->out, "groups", groups);
    for (size_t g = 0; g < labels.count; g++) {
        size_t first = rows.first[g], count = rows.first[g + 1] - first;
        double *t = NEW_ARRAY(in->mem, double, count), *y = NEW_ARRAY(in->mem, double, count);
        for (size_t i = 0; i < count; i++) {
            t[i] = case_number(in, rows.list[first + i], time);
            y[i] = case_number(in, rows.list[first + i], value);
        }
        json_t *one = json_object();
        case_put(one, "group", json_string(labels.label[g]));
        put_trend(one, measure_trend(in->mem, t, y, count));
        json_array_append_new(groups, one);
    }
    return OK;
}

const struct case_module case_chain_modules[] = {
    { "hmm_discrete", discrete },
    { "hmm_gaussian_profile", gaussian },
    { "trend", trend },
    { "trends", trends_of_table },
    { NULL, NULL },
};
