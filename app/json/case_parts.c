/* Inputs are checked where they are read, so that a module only sees what it can use. */
#include "json/case_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "words/plain.h"

enum status case_wrong(struct case_reading *in, const char *key, const char *wanted)
{
    return fail(in->err, BAD_INPUT, "%s: `%s` must be %s", in->name, key, wanted);
}

bool case_is_gap(const char *text) { return plain_is_gap(text); }

const char *case_text(const struct case_reading *in, size_t row, size_t column)
{
    return in->sheet.cells[row * in->sheet.columns + column];
}

/* Tables that programs wrote have exponents, and blanks that align. */
static double number_of(const char *text)
{
    double value = NAN;
    text += strspn(text, " ");
    return number_read(text, NUMBER_EXPONENT, -HUGE_VAL, HUGE_VAL, &value) ? value : NAN;
}

double case_number(const struct case_reading *in, size_t row, size_t column)
{
    return number_of(case_text(in, row, column));
}

enum status case_sheet_whole(struct case_reading *in)
{
    const char *path;
    TRY(case_string(in, "data", &path));
    return in->tables->find(in->tables->self, path, &in->sheet, in->err);
}

size_t case_line(const struct case_reading *in, size_t row)
{
    return in->sheet.lines ? in->sheet.lines[row] : row + 2; /* under the header */
}

static void keep_rows(struct case_reading *in, const bool *kept)
{
    struct case_sheet whole = in->sheet, *sheet = &in->sheet;
    size_t columns = whole.columns, rows = 0;
    const char **cells = NEW_ARRAY(in->mem, const char *, whole.rows *columns + 1);
    size_t *lines = NEW_ARRAY(in->mem, size_t, whole.rows + 1);
    for (size_t i = 0; i < whole.rows; i++) {
        if (!kept[i])
            continue;
        memcpy(&cells[rows * columns], &whole.cells[i * columns], columns * sizeof *cells);
        lines[rows++] = case_line(&(const struct case_reading){ .sheet = whole }, i);
    }
    sheet->rows = rows;
    sheet->cells = cells;
    sheet->lines = lines;
}

enum status case_sheet_keep(struct case_reading *in)
{
    const json_t *filter = json_object_get(in->given, "filter");
    if (json_is_string(filter)) {
        bool *kept = NEW_ARRAY(in->mem, bool, in->sheet.rows + 1);
        TRY(case_filter(in, json_string_value(filter), kept));
        keep_rows(in, kept);
        if (in->sheet.rows == 0)
            notes_add(in->tables->notes, "%s: no row satisfies the condition", in->name);
    }
    if (!in->tables->check)
        return OK;
    return in->tables->check(in->tables->self, &in->sheet, in->err);
}

enum status case_sheet_open(struct case_reading *in)
{
    TRY(case_sheet_whole(in));
    return case_sheet_keep(in);
}

bool case_has_column(const struct case_reading *in, const char *head, size_t *out)
{
    for (size_t i = 0; i < in->sheet.columns; i++)
        if (strcmp(in->sheet.heads[i], head) == 0) {
            *out = i;
            return true;
        }
    return false;
}

/* With what may have been meant, or what there is. */
static enum status no_column(struct case_reading *in, const char *head)
{
    enum { NEAREST = 3, LISTED = 12 };
    const struct case_sheet *sheet = &in->sheet;
    size_t near[NEAREST];
    size_t found = plain_nearest(in->mem, head, sheet->heads, sheet->columns, near, NEAREST);
    size_t listed = found ? found : sheet->columns < LISTED ? sheet->columns : LISTED;
    struct text text = { .mem = in->mem };
    for (size_t i = 0; i < listed; i++)
        text_add_format(&text, i ? ", %.40s" : "%.40s", sheet->heads[found ? near[i] : i]);
    if (found)
        return fail(in->err, BAD_INPUT, "%s:1: no column %.60s; the nearest: %s",
                    case_string_or(in, "data", in->name), head, text_done(&text));
    return fail(in->err, BAD_INPUT, "%s:1: no column %.60s; there are %.300s",
                case_string_or(in, "data", in->name), head, text_done(&text));
}

enum status case_column(struct case_reading *in, const char *head, size_t *out)
{
    if (case_has_column(in, head, out))
        return OK;
    return no_column(in, head);
}

/* --- the tree ---------------------------------------------------------------------------- */

static bool as_number(const json_t *value, double *out)
{
    if (json_is_number(value))
        *out = json_number_value(value);
    else if (json_is_boolean(value))
        *out = json_is_true(value);
    else if (json_is_null(value) ||
             (json_is_string(value) && case_is_gap(json_string_value(value))))
        *out = NAN;
    else
        return false;
    return true;
}

enum status case_numbers(struct case_reading *in, const char *key, struct case_list *out)
{
    const json_t *list = json_object_get(in->given, key);
    size_t count = json_is_array(list) ? json_array_size(list) : 1;
    *out = (struct case_list){ count, NEW_ARRAY(in->mem, double, count) };
    for (size_t i = 0; i < count; i++) {
        const json_t *one = json_is_array(list) ? json_array_get(list, i) : list;
        if (one == NULL || !as_number(one, &out->value[i]))
            return case_wrong(in, key, "a list of numbers");
    }
    return OK;
}

enum status case_real(struct case_reading *in, const char *key, double *out)
{
    const json_t *value = json_object_get(in->given, key);
    if (json_array_size(value) == 1)
        value = json_array_get(value, 0);
    if (value == NULL || !as_number(value, out) || isnan(*out))
        return case_wrong(in, key, "a number");
    return OK;
}

enum status case_string(struct case_reading *in, const char *key, const char **out)
{
    const json_t *value = json_object_get(in->given, key);
    if (json_array_size(value) == 1)
        value = json_array_get(value, 0);
    if (!json_is_string(value))
        return case_wrong(in, key, "a text");
    *out = json_string_value(value);
    return OK;
}

const char *case_string_or(const struct case_reading *in, const char *key, const char *usual)
{
    const json_t *value = json_object_get(in->given, key);
    return json_is_string(value) ? json_string_value(value) : usual;
}

bool case_asked(const struct case_reading *in, const char *key)
{
    return json_is_true(json_object_get(in->given, key));
}

enum status case_texts(struct case_reading *in, const char *key, size_t *count,
                       const char ***out)
{
    const json_t *list = json_object_get(in->given, key);
    *count = json_is_array(list) ? json_array_size(list) : 1;
    *out = NEW_ARRAY(in->mem, const char *, *count);
    for (size_t i = 0; i < *count; i++) {
        const json_t *one = json_is_array(list) ? json_array_get(list, i) : list;
        if (!json_is_string(one))
            return case_wrong(in, key, "a list of texts");
        (*out)[i] = json_string_value(one);
    }
    return OK;
}

enum status case_matrix(struct case_reading *in, const char *key, struct grid *out)
{
    const json_t *rows = json_object_get(in->given, key);
    const char *wanted = "a matrix: a list of lists of numbers, all of one length";
    if (!json_is_array(rows))
        return case_wrong(in, key, wanted);
    size_t height = json_array_size(rows);
    size_t width = height ? json_array_size(json_array_get(rows, 0)) : 0;
    *out = grid_empty(in->mem, height, width);
    for (size_t i = 0; i < height; i++) {
        const json_t *row = json_array_get(rows, i);
        if (!json_is_array(row) || json_array_size(row) != width)
            return case_wrong(in, key, wanted);
        for (size_t j = 0; j < width; j++)
            if (!as_number(json_array_get(row, j), &out->cell[i * width + j]))
                return case_wrong(in, key, wanted);
    }
    return OK;
}

/* --- labels ------------------------------------------------------------------------------ */

/* A label, its number if it is one, and the rows it stands in: one after the other, as rows
 * of a team usually are. */
struct labelled {
    const char *text;
    double number;
    size_t row, rows;
};

static int by_number(const void *a, const void *b)
{
    const struct labelled *x = a, *y = b;
    if (x->number != y->number)
        return x->number < y->number ? -1 : 1;
    return strcmp(x->text, y->text);
}

static int by_text(const void *a, const void *b)
{
    const struct labelled *x = a, *y = b;
    return strcmp(x->text, y->text);
}

static size_t runs_of(const struct case_reading *in, size_t column, struct labelled *out)
{
    size_t count = 0;
    for (size_t i = 0, next; i < in->sheet.rows; i = next) {
        const char *text = case_text(in, i, column);
        for (next = i + 1;
             next < in->sheet.rows && strcmp(case_text(in, next, column), text) == 0;)
            next++;
        if (!case_is_gap(text))
            out[count++] = (struct labelled){ text, number_of(text), i, next - i };
    }
    return count;
}

struct case_labels case_labels(struct case_reading *in, size_t column)
{
    size_t rows = in->sheet.rows;
    struct case_labels out = { 0, NULL, NEW_ARRAY(in->mem, size_t, rows) };
    struct labelled *run = NEW_ARRAY(in->mem, struct labelled, rows);
    size_t runs = runs_of(in, column, run);
    bool numbers = true;
    out.label = NEW_ARRAY(in->mem, const char *, runs);
    for (size_t i = 0; i < rows; i++)
        out.of_row[i] = CASE_NO_LABEL;
    for (size_t i = 0; i < runs; i++)
        numbers = numbers && !isnan(run[i].number);
    int (*order)(const void *, const void *) = numbers ? by_number : by_text;
    qsort(run, runs, sizeof *run, order);
    for (size_t i = 0; i < runs; i++) {
        if (i == 0 || order(&run[i - 1], &run[i]) != 0)
            out.label[out.count++] = run[i].text;
        for (size_t j = 0; j < run[i].rows; j++)
            out.of_row[run[i].row + j] = out.count - 1;
    }
    return out;
}

struct case_rows case_rows(struct case_reading *in, const struct case_labels *labels)
{
    size_t rows = in->sheet.rows;
    struct case_rows out = { NEW_ARRAY(in->mem, size_t, labels->count + 2),
                             NEW_ARRAY(in->mem, size_t, rows) };
    for (size_t i = 0; i < rows; i++)
        if (labels->of_row[i] != CASE_NO_LABEL)
            out.first[labels->of_row[i] + 2]++;
    for (size_t g = 2; g < labels->count + 2; g++)
        out.first[g] += out.first[g - 1];
    for (size_t i = 0; i < rows; i++)
        if (labels->of_row[i] != CASE_NO_LABEL)
            out.list[out.first[labels->of_row[i] + 1]++] = i;
    return out;
}

/* --- figures ----------------------------------------------------------------------------- */

json_t *case_real_json(double value)
{
    if (isnan(value))
        return json_null();
    if (isinf(value))
        return json_string(value > 0 ? "Inf" : "-Inf");
    return json_real(value);
}

json_t *case_figure_json(struct figure figure)
{
    return figure_known(figure) ? case_real_json(figure.value) : json_null();
}

void case_put(json_t *object, const char *key, json_t *value)
{
    json_object_set_new_nocheck(object, key, value);
}

void case_put_real(json_t *object, const char *key, double value)
{
    case_put(object, key, case_real_json(value));
}

void case_put_figure(json_t *object, const char *key, struct figure figure)
{
    case_put(object, key, case_figure_json(figure));
}

json_t *case_reals_json(const double *value, size_t count)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, case_real_json(value[i]));
    return list;
}

json_t *case_figures_json(const struct figure *figure, size_t count)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, case_figure_json(figure[i]));
    return list;
}
