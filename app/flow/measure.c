/* Finds and reads what `measure` is asked about. */
#include "flow/measure.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "words/plain.h"

enum status flow_measure_table(struct arena *mem, const char *folder, const char *path,
                               struct sheet *out, struct err *err)
{
    if (path[0] == '/' || strstr(path, "..") != NULL)
        return fail(err, BAD_INPUT, "%.200s: a table of a case lies inside the data folder",
                    path);
    return files_sheet(mem, arena_text(mem, "%s/%s", folder, path), out, err);
}

static const char *heads_of(struct arena *mem, const struct sheet *sheet)
{
    struct text text = { .mem = mem };
    for (size_t i = 0; i < sheet->columns; i++)
        text_add_format(&text, i == 0 ? "%.40s" : ", %.40s", sheet->heads[i]);
    return text_done(&text);
}

/* NAN for an empty cell; false for what is no number. */
static bool number_of(const char *text, double *out)
{
    *out = NAN;
    text += strspn(text, " ");
    return text[0] == '\0' || number_read(text, NUMBER_EXPONENT, -HUGE_VAL, HUGE_VAL, out);
}

struct range {
    double low, high;
};

static enum status check_column(const struct sheet *sheet, size_t column,
                                const struct range *range, struct err *err)
{
    for (size_t i = 0; i < sheet->rows; i++) {
        const char *cell = sheet->cells[i * sheet->columns + column];
        size_t line = files_sheet_line(sheet, i);
        double value;
        if (!number_of(cell, &value))
            return fail(err, BAD_INPUT,
                        "%s:%zu:%zu: %.40s is not a number; a number is wanted in column "
                        "%.40s, or nothing",
                        sheet->name, line, column + 1, cell, sheet->heads[column]);
        if (value < range->low || value > range->high)
            return fail(err, BAD_INPUT,
                        "%s:%zu:%zu: %.40s lies outside the scale, from %g to %g", sheet->name,
                        line, column + 1, cell, range->low, range->high);
    }
    return OK;
}

enum status flow_measure_numbers(struct arena *mem, const struct sheet *sheet,
                                 const char *columns, double low, double high, struct err *err)
{
    const struct range range = { low, high };
    if (strcmp(columns, "*") == 0) {
        for (size_t c = 0; c < sheet->columns; c++)
            TRY(check_column(sheet, c, &range, err));
        return OK;
    }
    while (*columns != '\0') {
        size_t length = strcspn(columns, ",");
        const char *head = plain_name(mem, arena_copy(mem, columns, length));
        int column = files_sheet_column(sheet, head);
        if (column == NO_SHEET_COLUMN)
            return fail(err, BAD_INPUT, "%s:1: no column %.40s; there are %.300s", sheet->name,
                        head, heads_of(mem, sheet));
        TRY(check_column(sheet, (size_t)column, &range, err));
        columns += length + (columns[length] == ',');
    }
    return OK;
}

static enum status read_all(FILE *stream, const char *path, struct text *text, struct err *err)
{
    char piece[8192];
    size_t got;
    while ((got = fread(piece, 1, sizeof piece, stream)) > 0) {
        if (text->length + got > CASE_BYTES_MAX)
            return fail(err, BAD_INPUT, "%s: more than %d MB", path,
                        CASE_BYTES_MAX / 1024 / 1024);
        text_add_bytes(text, piece, got);
    }
    if (ferror(stream))
        return fail(err, BROKEN, "%s: cannot be read to its end", path);
    return OK;
}

enum status flow_measure_text(struct arena *mem, const char *path, const char **out,
                              size_t *length, struct err *err)
{
    FILE *stream = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    struct text text = { .mem = mem };
    if (stream == NULL)
        return fail(err, NOT_FOUND, "%s: cannot be opened: %s", path, strerror(errno));
    enum status status = read_all(stream, path, &text, err);
    if (stream != stdin)
        fclose(stream);
    *length = text.length;
    *out = text_done(&text);
    return status;
}
