/* The first reading counts people and finds out which columns are numbers; the second keeps
 * one number a cell, so that a million people fit. */
#include "files/roster.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include "files/number.h"

struct roster_reading {
    struct arena *mem;
    struct roster *roster;
    bool header_seen, keeping;
    size_t id_column, people;
    bool *all_numbers; /* per column of the file, of the cells that are not empty */
    bool *some_number;
};

/* Where in `columns` a column of the file is kept: after `id` they shift by one. */
static size_t kept_at(const struct roster_reading *reading, size_t column)
{
    return column > reading->id_column ? column - 1 : column;
}

static enum status wrong(const struct roster_reading *reading, const struct csv_row *row,
                         size_t column, struct err *err, const char *sentence)
{
    return fail(err, BAD_INPUT, "%s:%zu:%zu: %s", reading->roster->file, row->line, column + 1,
                sentence);
}

static void name_column(struct arena *mem, const char *cell, struct roster_column *column)
{
    size_t length = strlen(cell);
    bool forced = length > 2 && cell[length - 2] == ':' &&
                  (cell[length - 1] == 'n' || cell[length - 1] == 'c');
    if (forced)
        column->kind = cell[length - 1] == 'n' ? ROSTER_NUMBER : ROSTER_CATEGORY;
    column->name = arena_copy(mem, cell, forced ? length - 2 : length);
}

static enum status read_header(struct roster_reading *reading, const struct csv_row *row,
                               struct err *err)
{
    struct roster *roster = reading->roster;
    size_t id = row->count;
    for (size_t c = 0; c < row->count; c++)
        if (strcmp(row->cells[c], "id") == 0 && id == row->count)
            id = c;
    if (id == row->count)
        return wrong(reading, row, 0, err,
                     "no column is named id; the first row names the columns, one is id");
    reading->id_column = id;
    roster->column_count = row->count - 1;
    roster->columns = NEW_ARRAY(reading->mem, struct roster_column, row->count);
    reading->all_numbers = NEW_ARRAY(reading->mem, bool, row->count);
    reading->some_number = NEW_ARRAY(reading->mem, bool, row->count);
    for (size_t c = 0; c < row->count; c++) {
        reading->all_numbers[c] = true;
        if (c == id)
            continue;
        struct roster_column *column = &roster->columns[kept_at(reading, c)];
        name_column(reading->mem, row->cells[c], column);
        if (column->name[0] == '\0')
            return wrong(reading, row, c, err, "a column without a name");
        if (strcmp(column->name, "id") == 0)
            return wrong(reading, row, c, err, "a column of that name is there twice");
        for (size_t d = 0; d < kept_at(reading, c); d++)
            if (strcmp(roster->columns[d].name, column->name) == 0)
                return wrong(reading, row, c, err, "a column of that name is there twice");
    }
    return OK;
}

static enum status see_row(struct roster_reading *reading, const struct csv_row *row,
                           struct err *err)
{
    if (++reading->people > COMPOSE_PEOPLE_MAX)
        return wrong(reading, row, 0, err, "more than 1,000,000 people");
    for (size_t c = 0; c < row->count; c++) {
        double number;
        if (row->cells[c][0] == '\0' || !reading->all_numbers[c])
            continue;
        bool is = files_number(row->cells[c], row->separator, &number);
        reading->all_numbers[c] = is;
        reading->some_number[c] |= is;
    }
    return OK;
}

static enum status keep_cell(struct roster_reading *reading, const struct csv_row *row,
                             size_t c, size_t person, struct err *err)
{
    struct roster_column *column = &reading->roster->columns[kept_at(reading, c)];
    const char *cell = row->cells[c];
    column->missing += cell[0] == '\0';
    if (column->kind == ROSTER_CATEGORY) {
        column->value[person] = (float)files_names_add(&column->levels, cell);
        return OK;
    }
    double number;
    if (!files_number(cell, row->separator, &number))
        return fail(err, BAD_INPUT,
                    "%s:%zu:%zu: %s: \"%.40s\" is not a number, and the column is forced to "
                    "numbers",
                    reading->roster->file, row->line, c + 1, column->name, cell);
    column->value[person] = (float)number;
    return OK;
}

static enum status keep_row(struct roster_reading *reading, const struct csv_row *row,
                            struct err *err)
{
    struct roster *roster = reading->roster;
    const char *id = row->cells[reading->id_column];
    if (id[0] == '\0')
        return wrong(reading, row, reading->id_column, err,
                     "empty id, or NA; every row names a person");
    size_t person = roster->ids.count;
    if (files_names_add(&roster->ids, id) != person)
        return fail(err, BAD_INPUT, "%s:%zu:%zu: id \"%.40s\" is there twice; one row a person",
                    roster->file, row->line, reading->id_column + 1, id);
    for (size_t c = 0; c < row->count; c++)
        if (c != reading->id_column)
            TRY(keep_cell(reading, row, c, person, err));
    return OK;
}

static enum status row_seen(void *self, const struct csv_row *row, struct err *err)
{
    struct roster_reading *reading = self;
    if (reading->header_seen)
        return reading->keeping ? keep_row(reading, row, err) : see_row(reading, row, err);
    reading->header_seen = true;
    return reading->keeping ? OK : read_header(reading, row, err);
}

/* What the first reading saw decides how the second keeps it. */
static void settle_columns(struct roster_reading *reading, size_t file_columns)
{
    for (size_t c = 0; c < file_columns; c++) {
        if (c == reading->id_column)
            continue;
        struct roster_column *column = &reading->roster->columns[kept_at(reading, c)];
        if (column->kind == ROSTER_DETECTED)
            column->kind = reading->all_numbers[c] && reading->some_number[c] ? ROSTER_NUMBER
                                                                              : ROSTER_CATEGORY;
        column->value = NEW_ARRAY(reading->mem, float, reading->people);
        column->levels.mem = reading->mem;
    }
}

enum status files_roster_stream(struct arena *mem, FILE *stream, const char *file,
                                struct roster *out, struct err *err)
{
    *out = (struct roster){ .file = file, .ids.mem = mem };
    struct roster_reading reading = { .mem = mem, .roster = out };
    struct arena scratch = arena_with_limit((size_t)1 << 30);
    enum status status = files_csv_rows(&scratch, stream, file, row_seen, &reading, err);
    arena_free(&scratch);
    TRY(status);
    if (reading.people == 0)
        return fail(err, BAD_INPUT, "%s:2: a header and nobody; one row per person", file);
    settle_columns(&reading, out->column_count + 1);
    if (fseek(stream, 0, SEEK_SET) != 0)
        return fail(err, BROKEN, "%s: cannot be read a second time", file);
    reading.header_seen = false;
    reading.keeping = true;
    status = files_csv_rows(&scratch, stream, file, row_seen, &reading, err);
    arena_free(&scratch);
    TRY(status);
    out->people = out->ids.count;
    return OK;
}

/* Standard input cannot be read twice: it is copied beside first. */
static enum status copy_input(FILE **out, struct err *err)
{
    char bytes[16384];
    size_t count;
    *out = tmpfile();
    if (!*out)
        return fail(err, BROKEN, "no room to keep standard input: %s", strerror(errno));
    while ((count = fread(bytes, 1, sizeof bytes, stdin)) > 0)
        if (fwrite(bytes, 1, count, *out) != count)
            break;
    bool whole = !ferror(stdin) && !ferror(*out) && fseek(*out, 0, SEEK_SET) == 0;
    if (whole)
        return OK;
    fclose(*out);
    return fail(err, BROKEN, "standard input cannot be read to its end");
}

enum status files_roster(struct arena *mem, const char *path, struct roster *out,
                         struct err *err)
{
    FILE *stream;
    bool standard = strcmp(path, "-") == 0;
    if (standard) {
        TRY(copy_input(&stream, err));
    } else if (!(stream = fopen(path, "rb"))) {
        return fail(err, errno == ENOENT ? NOT_FOUND : BROKEN, "%s: cannot be read: %s", path,
                    strerror(errno));
    }
    enum status status =
        files_roster_stream(mem, stream, standard ? "standard input" : path, out, err);
    fclose(stream);
    return status;
}

int files_roster_column(const struct roster *roster, const char *name)
{
    for (size_t c = 0; c < roster->column_count; c++)
        if (strcmp(roster->columns[c].name, name) == 0)
            return (int)c;
    return ROSTER_NO_COLUMN;
}
