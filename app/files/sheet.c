/* Rows arrive one by one and are kept in lists that double. */
#include "files/sheet.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

struct keeping {
    struct arena *mem;
    struct sheet *sheet;
    const char **heads, **cells;
    size_t *lines;
    size_t room; /* rows */
};

static enum status keep_header(struct keeping *keeping, const struct csv_row *row,
                               struct err *err)
{
    struct sheet *sheet = keeping->sheet;
    sheet->columns = row->count;
    sheet->separator = row->separator;
    keeping->heads = NEW_ARRAY(keeping->mem, const char *, row->count);
    for (size_t i = 0; i < row->count; i++) {
        for (size_t j = 0; j < i; j++)
            if (strcmp(row->cells[i], keeping->heads[j]) == 0)
                return fail(err, BAD_INPUT, "%s:%zu: two columns are called %.60s", sheet->name,
                            row->line, row->cells[i]);
        keeping->heads[i] = arena_copy(keeping->mem, row->cells[i], strlen(row->cells[i]));
    }
    return OK;
}

static void more_room(struct keeping *keeping)
{
    enum { FIRST_ROWS = 256 };
    size_t columns = keeping->sheet->columns,
           room = keeping->room ? keeping->room * 2 : FIRST_ROWS;
    const char **cells = NEW_ARRAY(keeping->mem, const char *, room *columns);
    size_t *lines = NEW_ARRAY(keeping->mem, size_t, room);
    if (keeping->room > 0) {
        memcpy(cells, keeping->cells, keeping->room * columns * sizeof *cells);
        memcpy(lines, keeping->lines, keeping->room * sizeof *lines);
    }
    keeping->cells = cells;
    keeping->lines = lines;
    keeping->room = room;
}

static enum status keep_row(void *self, const struct csv_row *row, struct err *err)
{
    struct keeping *keeping = self;
    struct sheet *sheet = keeping->sheet;
    if (keeping->heads == NULL)
        return keep_header(keeping, row, err);
    if ((sheet->rows + 1) * sheet->columns > SHEET_CELLS_MAX)
        return fail(err, BAD_INPUT, "%s:%zu: more than %d cells; split the file", sheet->name,
                    row->line, SHEET_CELLS_MAX);
    if (sheet->rows == keeping->room)
        more_room(keeping);
    for (size_t i = 0; i < sheet->columns; i++)
        keeping->cells[sheet->rows * sheet->columns + i] =
            arena_copy(keeping->mem, row->cells[i], strlen(row->cells[i]));
    keeping->lines[sheet->rows++] = row->line;
    return OK;
}

enum status files_sheet(struct arena *mem, const char *path, struct sheet *out, struct err *err)
{
    bool standard = strcmp(path, "-") == 0;
    *out = (struct sheet){ .name = path };
    struct keeping keeping = { mem, out, NULL, NULL, NULL, 0 };
    FILE *stream = standard ? stdin : fopen(path, "rb");
    if (stream == NULL)
        return fail(err, NOT_FOUND, "%s: cannot be opened: %s", path, strerror(errno));
    enum status status = files_csv_rows(mem, stream, path, keep_row, &keeping, err);
    if (!standard)
        fclose(stream);
    out->heads = keeping.heads;
    out->cells = keeping.cells;
    out->lines = keeping.lines;
    return status;
}

int files_sheet_column(const struct sheet *sheet, const char *head)
{
    for (size_t i = 0; i < sheet->columns; i++)
        if (strcmp(sheet->heads[i], head) == 0)
            return (int)i;
    return NO_SHEET_COLUMN;
}
