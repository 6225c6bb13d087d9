/* Cases of items over many people: reliability, and guesses about others. */
#include <string.h>

#include "measure/decision.h"
#include "measure/reliability.h"
#include "json/case_parts.h"

/* Items of the table, those named in `reverse_scored` turned round. Where the zero lies
 * changes nothing here, so turning is a change of sign. */
static enum status items_of(struct case_reading *in, struct grid *out)
{
    size_t count, reversed_count = 0;
    const char **items, **reversed = NULL;
    const json_t *turned = json_object_get(in->given, "reverse_scored");
    TRY(case_sheet_open(in));
    TRY(case_texts(in, "items", &count, &items));
    if (turned != NULL && !json_is_null(turned))
        TRY(case_texts(in, "reverse_scored", &reversed_count, &reversed));
    if (count > CASE_ITEMS_MAX)
        return case_wrong(in, "items", "at most 200 columns");
    *out = grid_empty(in->mem, in->sheet.rows, count);
    for (size_t j = 0; j < count; j++) {
        size_t column;
        double sign = 1;
        TRY(case_column(in, items[j], &column));
        for (size_t k = 0; k < reversed_count; k++)
            if (strcmp(items[j], reversed[k]) == 0)
                sign = -1;
        for (size_t i = 0; i < in->sheet.rows; i++)
            grid_put(*out, i, j, sign * case_number(in, i, column));
    }
    return OK;
}

static void put_omega(struct case_reading *in, const char *key, struct figure omega)
{
    json_t *object = json_object();
    case_put_figure(object, "omega", omega);
    case_put(in->out, key, object);
}

static enum status reliability(struct case_reading *in)
{
    struct grid g;
    TRY(items_of(in, &g));
    struct reliability r = measure_reliability(in->mem, g);
    struct omega omega = measure_omega(in->mem, g);
    if (r.people < g.people)
        notes_add(in->tables->notes, "%s: %zu rows with an empty cell are left out", in->name,
                  g.people - r.people);
    const struct figure interval[] = { r.low, r.high };
    case_put(in->out, "n", json_integer((json_int_t)r.people));
    case_put(in->out, "k", json_integer((json_int_t)r.items));
    case_put_figure(in->out, "alpha", r.alpha);
    case_put_figure(in->out, "alpha_standardized", r.alpha_standardised);
    case_put_figure(in->out, "average_r", r.mean_correlation);
    case_put(in->out, "feldt_ci95", case_figures_json(interval, 2));
    case_put(in->out, "item_rest_r", case_figures_json(r.item_rest, r.items));
    case_put(in->out, "alpha_if_deleted", case_figures_json(r.without_item, r.items));
    if (r.items == 2)
        case_put_figure(in->out, "spearman_brown", r.spearman_brown);
    put_omega(in, "omega_ml_correlation_metric", omega.standardised);
    put_omega(in, "omega_ml_covariance_metric", omega.raw);
    return OK;
}

/* --- guesses ----------------------------------------------------------------------------- */

struct guess_columns {
    size_t item, own, predicted, last;
    bool has_item;
};

enum guess_key {
    GUESS_N,
    GUESS_OWN,
    GUESS_PREDICTED,
    GUESS_BIAS,
    GUESS_ERROR,
    GUESS_T,
    GUESS_RATIO,
    GUESS_PM_R,
    GUESS_PM_T,
    GUESS_KEYS
};
static const char *const guess_keys[GUESS_KEYS] = {
    "n",        "mean_own",           "mean_predicted",  "pi_bias",        "pi_abs_error",
    "paired_t", "log_variance_ratio", "pitman_morgan_r", "pitman_morgan_t"
};

static enum status named_column(struct case_reading *in, const char *key, size_t *out)
{
    const char *head;
    TRY(case_string(in, key, &head));
    return case_column(in, head, out);
}

/* One question: the rows whose item is `item`, and who answered all three. */
static void one_item(struct case_reading *in, const struct guess_columns *columns, double item,
                     json_t *const list[GUESS_KEYS])
{
    struct arena_mark mark = arena_mark(in->mem);
    size_t rows = in->sheet.rows, n = 0;
    double *own = NEW_ARRAY(in->mem, double, rows), *guess = NEW_ARRAY(in->mem, double, rows);
    double *last = NEW_ARRAY(in->mem, double, rows);
    for (size_t i = 0; i < rows; i++) {
        own[n] = case_number(in, i, columns->own);
        guess[n] = case_number(in, i, columns->predicted);
        last[n] = case_number(in, i, columns->last);
        bool here = !columns->has_item || case_number(in, i, columns->item) == item;
        n += here && !isnan(own[n]) && !isnan(guess[n]) && !isnan(last[n]);
    }
    struct guesses guesses = measure_guesses(in->mem, own, guess, n);
    struct variance_change change = measure_variance_change(in->mem, own, last, n);
    const struct figure figures[GUESS_KEYS] = { figure_of((double)n),
                                                figure_of(guesses.mean_own),
                                                figure_of(guesses.mean_guess),
                                                guesses.bias,
                                                guesses.absolute_error,
                                                guesses.paired_t,
                                                change.log_ratio,
                                                change.r,
                                                change.t };
    for (int k = 0; k < GUESS_KEYS; k++)
        json_array_append_new(list[k], case_figure_json(figures[k]));
    arena_release(in->mem, mark);
}

/* The questions asked for, or all of the table. */
static enum status questions(struct case_reading *in, struct case_list *out)
{
    const json_t *whole = in->given, *items = json_object_get(whole, "items");
    size_t column;
    if (json_is_object(items) && json_object_get(items, "item") != NULL) {
        in->given = items;
        enum status status = case_numbers(in, "item", out);
        in->given = whole;
        return status;
    }
    *out = (struct case_list){ 1, NEW_ARRAY(in->mem, double, 1) };
    if (!case_has_column(in, "item", &column))
        return OK;
    struct case_labels labels = case_labels(in, column);
    *out = (struct case_list){ labels.count, NEW_ARRAY(in->mem, double, labels.count) };
    for (size_t i = 0; i < in->sheet.rows; i++)
        if (labels.of_row[i] != CASE_NO_LABEL)
            out->value[labels.of_row[i]] = case_number(in, i, column);
    return OK;
}

static enum status false_consensus(struct case_reading *in)
{
    struct guess_columns columns = { 0 };
    struct case_list asked;
    TRY(case_sheet_open(in));
    TRY(named_column(in, "own", &columns.own));
    TRY(named_column(in, "predicted", &columns.predicted));
    TRY(named_column(in, "final", &columns.last));
    columns.has_item = case_has_column(in, "item", &columns.item);
    TRY(questions(in, &asked));
    json_t *items = json_object(), *list[GUESS_KEYS];
    case_put(in->out, "items", items);
    case_put(items, "item", case_reals_json(asked.value, asked.count));
    for (int k = 0; k < GUESS_KEYS; k++)
        case_put(items, guess_keys[k], list[k] = json_array());
    for (size_t i = 0; i < asked.count; i++)
        one_item(in, &columns, asked.value[i], list);
    return OK;
}

const struct case_module case_item_modules[] = {
    { "reliability", reliability },
    { "false_consensus", false_consensus },
    { NULL, NULL },
};
