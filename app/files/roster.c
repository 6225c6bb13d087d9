/* The first reading counts people and finds out which columns are numbers; the second keeps
 * one number a cell, so that a million people fit. */
#include "files/roster.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "files/number.h"
#include "words/plain.h"

/* Of the cells of a column that are not empty. */
struct seen {
    size_t filled, numbers;
    size_t line;      /* of the first that is no number … */
    const char *text; /* … and what it is */
};

struct roster_reading {
    struct arena *mem;
    struct roster *roster;
    bool header_seen, keeping;
    size_t id_column, people;
    struct notes *notes;
    size_t row;        /* of the reading under way, from 0 */
    struct seen *seen; /* per column of the file */
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
    reading->seen = NEW_ARRAY(reading->mem, struct seen, row->count);
    for (size_t c = 0; c < row->count; c++) {
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
        struct seen *seen = &reading->seen[c];
        double number;
        if (row->cells[c][0] == '\0')
            continue;
        bool is = files_number(row->cells[c], row->separator, &number);
        seen->filled++;
        seen->numbers += is;
        if (!is && !seen->text) {
            seen->line = row->line;
            seen->text = arena_copy(reading->mem, row->cells[c], strlen(row->cells[c]));
        }
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

/* « Total », « Moyenne : »: what a spreadsheet adds under a list. */
static bool is_total(const struct roster_reading *reading, const struct csv_row *row)
{
    static const char *const words[] = { "total",   "totaux",     "somme",    "moyenne",
                                         "mediane", "ecart-type", "effectif", "sum",
                                         "mean",    "average",    "median",   "count" };
    enum { LAST = 3 };
    size_t first = 0;
    if (reading->row + LAST < reading->people + 1)
        return false;
    while (first < row->count && row->cells[first][0] == '\0')
        first++;
    if (first == row->count || first > reading->id_column)
        return false;
    const char *folded = plain_folded(reading->mem, row->cells[first]);
    size_t length = strcspn(folded, ":");
    while (length > 0 && folded[length - 1] == ' ')
        length--;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == length && strncmp(words[i], folded, length) == 0)
            return true;
    return false;
}

static enum status keep_row(struct roster_reading *reading, const struct csv_row *row,
                            struct err *err)
{
    struct roster *roster = reading->roster;
    reading->row++;
    if (is_total(reading, row)) {
        notes_add(reading->notes, "%s:%zu: \"%.40s\" is taken for a row of totals and left out",
                  roster->file, row->line,
                  row->cells[reading->id_column][0] ? row->cells[reading->id_column]
                                                    : row->cells[0]);
        return OK;
    }
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
        const struct seen *seen = &reading->seen[c];
        if (column->kind == ROSTER_DETECTED && 2 * seen->numbers > seen->filled &&
            seen->numbers < seen->filled)
            notes_add(reading->notes,
                      "%s:%zu:%zu: %s: \"%.40s\" is no number (%zu of %zu cells are), so the "
                      "column is read as words; mend it, or call the column %s:n",
                      reading->roster->file, seen->line, c + 1, column->name, seen->text,
                      seen->numbers, seen->filled, column->name);
        if (column->kind == ROSTER_DETECTED)
            column->kind = seen->numbers > 0 && seen->numbers == seen->filled ? ROSTER_NUMBER
                                                                              : ROSTER_CATEGORY;
        column->value = NEW_ARRAY(reading->mem, float, reading->people);
        column->levels.mem = reading->mem;
    }
}

/* In one line: how many cells say nothing, by column. */
static void tell_missing(struct arena *mem, const struct roster *roster, struct notes *notes)
{
    struct text text = { .mem = mem };
    for (size_t c = 0; c < roster->column_count; c++)
        if (roster->columns[c].missing > 0)
            text_add_format(&text, text.length ? ", %.40s %zu" : "%.40s %zu",
                            roster->columns[c].name, roster->columns[c].missing);
    if (text.length)
        notes_add(
            notes,
            "%s: cells that are empty or NA: %s; a number then counts as the mean, a word as "
            "a word of its own",
            roster->file, text_done(&text));
}

static void tell_alike(struct arena *mem, const struct roster *roster, struct notes *notes)
{
    enum { COMPARED_MAX = 20000 };
    struct names folded = { .mem = mem };
    uint32_t *first = NEW_ARRAY(mem, uint32_t, roster->ids.count + 1);
    for (uint32_t i = 0; i < roster->ids.count && roster->ids.count <= COMPARED_MAX; i++) {
        uint32_t before = folded.count;
        uint32_t number = files_names_add(&folded, plain_folded(mem, roster->ids.texts[i]));
        if (number == before)
            first[number] = i;
        else
            notes_add(notes, "%s: \"%.40s\" and \"%.40s\" are two people here", roster->file,
                      roster->ids.texts[first[number]], roster->ids.texts[i]);
    }
}

enum status files_roster_stream(struct arena *mem, FILE *stream, const char *file,
                                struct notes *notes, struct roster *out, struct err *err)
{
    *out = (struct roster){ .file = file, .ids.mem = mem };
    struct roster_reading reading = { .mem = mem, .roster = out, .notes = notes };
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
    if (out->people == 0)
        return fail(err, BAD_INPUT, "%s:2: a header and nobody; one row per person", file);
    if (notes) {
        tell_missing(mem, out, notes);
        tell_alike(mem, out, notes);
    }
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

enum status files_roster(struct arena *mem, const char *path, struct notes *notes,
                         struct roster *out, struct err *err)
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
        files_roster_stream(mem, stream, standard ? "standard input" : path, notes, out, err);
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
