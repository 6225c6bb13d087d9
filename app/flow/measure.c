/* Finds and reads what `measure` is asked about. */
#include "flow/measure.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"

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

static bool is_number(const char *text)
{
    double value;
    if (text[strspn(text, "0123456789")] == '\0') /* or empty */
        return true;
    if (text[0] == '\0' || strcmp(text, "NA") == 0 || strcmp(text, "NaN") == 0)
        return true;
    return number_read(text + strspn(text, " "), NUMBER_EXPONENT, -HUGE_VAL, HUGE_VAL, &value);
}

enum status flow_measure_numbers(struct arena *mem, const struct sheet *sheet,
                                 const char *columns, struct err *err)
{
    while (*columns != '\0') {
        size_t length = strcspn(columns, ",");
        const char *head = arena_copy(mem, columns, length);
        int column = files_sheet_column(sheet, head);
        if (column == NO_SHEET_COLUMN)
            return fail(err, BAD_INPUT, "%s:1: no column %.40s; there are %.300s", sheet->name,
                        head, heads_of(mem, sheet));
        for (size_t i = 0; i < sheet->rows; i++) {
            const char *cell = sheet->cells[i * sheet->columns + (size_t)column];
            if (!is_number(cell))
                return fail(err, BAD_INPUT,
                            "%s:%zu:%d: %.40s is not a number; a number is wanted in column "
                            "%.40s, or nothing",
                            sheet->name, files_sheet_line(sheet, i), column + 1, cell, head);
        }
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
