/* Rows arrive one by one and are kept in lists that are made once, as long as the first rows
 * and the size of the file let expect, and that double when that was not enough. */
#include "files/sheet.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

enum { UNDER_HEADER = 2 }; /* the line of the first row, when none is blank before it */

struct keeping {
    struct arena *mem;
    struct sheet *sheet;
    const char **heads, **cells;
    size_t *lines; /* filled from the first blank line or cell of two lines on */
    bool apart;    /* there was one */
    char *texts;   /* room for the next cells */
    size_t texts_left;
    size_t room;              /* rows */
    size_t file_bytes, bytes; /* of the file, 0 when unknown; of the rows so far */
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
    size_t columns = keeping->sheet->columns;
    size_t room = keeping->room ? keeping->room * 2 : FIRST_ROWS;
    if (keeping->room == FIRST_ROWS && keeping->file_bytes > 0)
        room += keeping->file_bytes / (keeping->bytes / FIRST_ROWS + 1) * 9 / 8;
    const char **cells = NEW_ARRAY(keeping->mem, const char *, room *columns);
    size_t *lines = NEW_ARRAY(keeping->mem, size_t, room);
    if (keeping->room > 0) {
        memcpy(cells, keeping->cells, keeping->room * columns * sizeof *cells);
        if (keeping->apart)
            memcpy(lines, keeping->lines, keeping->room * sizeof *lines);
    }
    keeping->cells = cells;
    keeping->lines = lines;
    keeping->room = room;
}

/* Cells stand one after the other; one that says what the one above says takes no room. */
static void keep_cells(struct keeping *keeping, const struct csv_row *row, const char **out)
{
    enum { PIECE_BYTES = 32 * 1024 };
    const char **above = keeping->sheet->rows > 0 ? out - row->count : keeping->heads;
    size_t length[CSV_CELLS_MAX], bytes = 0;
    for (size_t i = 0; i < row->count; i++) {
        out[i] = above[i];
        size_t whole = strlen(row->cells[i]) + 1; /* in the file, a separator or line feed */
        length[i] = strcmp(row->cells[i], above[i]) == 0 ? 0 : whole;
        bytes += length[i];
        keeping->bytes += whole;
    }
    if (bytes > keeping->texts_left) {
        keeping->texts_left = bytes > PIECE_BYTES ? bytes : PIECE_BYTES;
        keeping->texts = NEW_ARRAY(keeping->mem, char, keeping->texts_left);
    }
    keeping->texts_left -= bytes;
    for (size_t i = 0; i < row->count; i++) {
        if (length[i] == 0)
            continue;
        memcpy(keeping->texts, row->cells[i], length[i]);
        out[i] = keeping->texts;
        keeping->texts += length[i];
    }
}

static void keep_line(struct keeping *keeping, size_t line)
{
    size_t rows = keeping->sheet->rows;
    if (!keeping->apart && line != rows + UNDER_HEADER) {
        keeping->apart = true;
        for (size_t i = 0; i < rows; i++)
            keeping->lines[i] = i + UNDER_HEADER;
    }
    if (keeping->apart)
        keeping->lines[rows] = line;
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
    keep_cells(keeping, row, &keeping->cells[sheet->rows * sheet->columns]);
    keep_line(keeping, row->line);
    sheet->rows++;
    return OK;
}

/* 0 for what has no size, such as a named pipe. */
static size_t size_of(FILE *stream)
{
    long size = fseek(stream, 0, SEEK_END) == 0 ? ftell(stream) : 0;
    rewind(stream);
    return size > 0 ? (size_t)size : 0;
}

enum status files_sheet_stream(struct arena *mem, FILE *stream, const char *name,
                               struct sheet *out, struct err *err)
{
    *out = (struct sheet){ .name = name };
    struct keeping keeping = { .mem = mem, .sheet = out };
    keeping.file_bytes = stream == stdin ? 0 : size_of(stream);
    enum status status = files_csv_rows(mem, stream, name, keep_row, &keeping, err);
    out->heads = keeping.heads;
    out->cells = keeping.cells;
    out->lines = keeping.apart ? keeping.lines : NULL;
    return status;
}

enum status files_sheet(struct arena *mem, const char *path, struct sheet *out, struct err *err)
{
    bool standard = strcmp(path, "-") == 0;
    *out = (struct sheet){ .name = path };
    FILE *stream = standard ? stdin : fopen(path, "rb");
    if (stream == NULL)
        return fail(err, NOT_FOUND, "%s: cannot be opened: %s", path, strerror(errno));
    enum status status = files_sheet_stream(mem, stream, path, out, err);
    if (!standard)
        fclose(stream);
    return status;
}

size_t files_sheet_line(const struct sheet *sheet, size_t row)
{
    return sheet->lines ? sheet->lines[row] : row + UNDER_HEADER;
}

int files_sheet_column(const struct sheet *sheet, const char *head)
{
    for (size_t i = 0; i < sheet->columns; i++)
        if (strcmp(sheet->heads[i], head) == 0)
            return (int)i;
    return NO_SHEET_COLUMN;
}
