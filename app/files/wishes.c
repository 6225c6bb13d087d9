/* Rows of ids become pairs of people. */
#include "files/wishes.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "files/heading.h"
#include "files/who.h"

struct wish_reading {
    struct arena *mem;
    const struct roster *roster;
    struct wishes *out;
    struct who who;
    enum wish_kind kind;
    bool header_seen, past;
    size_t past_rows, strangers; /* of a past composition */
    size_t stranger_line;        /* the first of them … */
    const char *stranger;        /* … and the name */
    size_t id_column, team_column, round_column;
    struct names teams; /* of a past composition: "round team" */
    struct past {
        uint32_t person, team;
    } * seats;
    size_t seat_count, seat_room;
};

static enum status add_pair(struct wish_reading *reading, uint32_t a, uint32_t b, size_t line,
                            struct err *err)
{
    struct wishes *out = reading->out;
    if (a == b)
        return fail(err, BAD_INPUT, "%s:%zu: \"%s\" is paired with the same person", out->file,
                    line, reading->roster->ids.texts[a]);
    if (out->count == out->room) {
        size_t room = out->room ? 2 * out->room : 64;
        struct pair *pairs = NEW_ARRAY(reading->mem, struct pair, room);
        size_t *lines = NEW_ARRAY(reading->mem, size_t, room);
        for (size_t w = 0; w < out->count; w++) {
            pairs[w] = out->pairs[w];
            lines[w] = out->lines[w];
        }
        out->pairs = pairs;
        out->lines = lines;
        out->room = room;
    }
    out->pairs[out->count] = (struct pair){ a, b };
    out->lines[out->count++] = line;
    return OK;
}

static enum status stranger(struct wish_reading *reading, const char *id, size_t line,
                            size_t column, struct err *err)
{
    const char *nearest = files_who_nearest(&reading->who, id);
    if (nearest[0])
        return fail(err, BAD_INPUT, "%s:%zu:%zu: \"%.40s\" is not an id of %s; the nearest: %s",
                    reading->out->file, line, column + 1, id, reading->roster->file, nearest);
    return fail(err, BAD_INPUT, "%s:%zu:%zu: \"%.40s\" is not an id of %s", reading->out->file,
                line, column + 1, id, reading->roster->file);
}

static void tell_alike(const struct wish_reading *reading, const char *id, size_t line,
                       uint32_t person)
{
    notes_add(reading->out->notes, "%s:%zu: \"%.40s\" is taken for \"%.40s\"",
              reading->out->file, line, id, reading->roster->ids.texts[person]);
}

static enum status person_of(struct wish_reading *reading, const char *id, size_t line,
                             size_t column, uint32_t *out, struct err *err)
{
    enum who_found found = files_who(&reading->who, id, out);
    if (found == WHO_NOBODY)
        return stranger(reading, id, line, column, err);
    if (found == WHO_ALIKE)
        tell_alike(reading, id, line, *out);
    return OK;
}

/* "together A B": one wish a line, in words. */
static enum status read_words(struct wish_reading *reading, const struct csv_row *row,
                              struct err *err)
{
    static const char *const kinds[] = { "together ", "apart ", "met " };
    const char *cell = row->cells[0], *kind = kinds[reading->kind];
    if (strncmp(cell, kind, strlen(kind)) != 0) {
        bool known = cell[0] == '#' || strncmp(cell, "cover ", 6) == 0;
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
            known |= strncmp(cell, kinds[k], strlen(kinds[k])) == 0;
        if (known)
            return OK;
        return fail(err, BAD_INPUT, "%s:%zu: \"%.40s\": one id alone; a row names two or more",
                    reading->out->file, row->line, cell);
    }
    const char *first = cell + strlen(kind), *space = strchr(first, ' ');
    if (!space)
        return fail(err, BAD_INPUT, "%s:%zu: \"%.40s\" names one person, wanted two",
                    reading->out->file, row->line, cell);
    uint32_t a, b;
    TRY(person_of(reading, arena_copy(reading->mem, first, (size_t)(space - first)), row->line,
                  0, &a, err));
    TRY(person_of(reading, space + 1, row->line, 0, &b, err));
    return add_pair(reading, a, b, row->line, err);
}

static enum status read_set(struct wish_reading *reading, const struct csv_row *row,
                            struct err *err)
{
    uint32_t person[CSV_CELLS_MAX];
    size_t count = 0;
    for (size_t c = 0; c < row->count; c++) {
        if (row->cells[c][0] == '\0')
            continue;
        TRY(person_of(reading, row->cells[c], row->line, c, &person[count], err));
        for (size_t k = 0; k < count; k++)
            if (reading->kind != WISH_TOGETHER || k == count - 1)
                TRY(add_pair(reading, person[k], person[count], row->line, err));
        count++;
    }
    if (count < 2)
        return fail(err, BAD_INPUT, "%s:%zu: a row names two people or more",
                    reading->out->file, row->line);
    return OK;
}

static void read_seat(struct wish_reading *reading, const struct csv_row *row)
{
    const char *id = row->cells[reading->id_column];
    uint32_t person;
    enum who_found found = files_who(&reading->who, id, &person);
    reading->past_rows++;
    if (found == WHO_NOBODY && reading->strangers++ == 0) {
        reading->stranger = arena_copy(reading->mem, id, strlen(id));
        reading->stranger_line = row->line;
    }
    /* Who had no team that round met nobody. */
    if (found == WHO_NOBODY || row->cells[reading->team_column][0] == '\0')
        return;
    if (found == WHO_ALIKE)
        tell_alike(reading, id, row->line, person);
    bool rounds = reading->round_column < row->count;
    const char *round = rounds ? row->cells[reading->round_column] : "";
    const char *team =
        arena_text(reading->mem, "%s\n%s", round, row->cells[reading->team_column]);
    if (reading->seat_count == reading->seat_room) {
        size_t room = reading->seat_room ? 2 * reading->seat_room : 256;
        struct past *seats = NEW_ARRAY(reading->mem, struct past, room);
        if (reading->seat_count)
            memcpy(seats, reading->seats, reading->seat_count * sizeof *seats);
        reading->seats = seats;
        reading->seat_room = room;
    }
    reading->seats[reading->seat_count++] =
        (struct past){ person, files_names_add(&reading->teams, team) };
}

static bool read_header(struct wish_reading *reading, const struct csv_row *row)
{
    reading->id_column = reading->team_column = reading->round_column = row->count;
    bool heading = row->count > 1, some = false;
    for (size_t c = 0; c < row->count; c++) {
        const char *cell = row->cells[c];
        uint32_t person;
        if (strcmp(cell, "id") == 0)
            reading->id_column = c;
        if (strcmp(cell, "team") == 0)
            reading->team_column = c;
        if (strcmp(cell, "round") == 0)
            reading->round_column = c;
        if (cell[0] == '\0')
            continue;
        some = true;
        heading = heading && files_heading(reading->mem, cell) &&
                  files_who(&reading->who, cell, &person) == WHO_NOBODY;
    }
    reading->past = reading->kind == WISH_MET && reading->id_column < row->count &&
                    reading->team_column < row->count;
    if (heading && some && !reading->past)
        notes_add(reading->out->notes, "%s:%zu: this row is taken for a heading",
                  reading->out->file, row->line);
    return reading->past || (heading && some);
}

static enum status row_seen(void *self, const struct csv_row *row, struct err *err)
{
    struct wish_reading *reading = self;
    if (!reading->header_seen) {
        reading->header_seen = true;
        if (read_header(reading, row))
            return OK;
    }
    if (reading->past) {
        read_seat(reading, row);
        return OK;
    }
    return row->count == 1 ? read_words(reading, row, err) : read_set(reading, row, err);
}

static int by_team(const void *a, const void *b)
{
    const struct past *x = a, *y = b;
    return (x->team > y->team) - (x->team < y->team);
}

static enum status pair_seats(struct wish_reading *reading, struct err *err)
{
    if (reading->seat_count > 0)
        qsort(reading->seats, reading->seat_count, sizeof *reading->seats, by_team);
    for (size_t i = 1; i < reading->seat_count; i++)
        for (size_t j = i; j-- > 0 && reading->seats[j].team == reading->seats[i].team;)
            if (reading->seats[i].person != reading->seats[j].person)
                TRY(add_pair(reading, reading->seats[i].person, reading->seats[j].person, 1,
                             err));
    return OK;
}

/* Somebody who has left is no mistake; if nobody is known, the names are of another form. */
static enum status check_past(struct wish_reading *reading, struct err *err)
{
    if (reading->strangers == 0)
        return OK;
    if (reading->strangers == reading->past_rows)
        return stranger(reading, reading->stranger, reading->stranger_line, reading->id_column,
                        err);
    notes_add(
        reading->out->notes,
        "%s:%zu: %zu of %zu rows name nobody of %s, such as \"%.40s\"; they are passed over",
        reading->out->file, reading->stranger_line, reading->strangers, reading->past_rows,
        reading->roster->file, reading->stranger);
    return OK;
}

enum status files_wishes_stream(struct arena *mem, FILE *stream, const char *file,
                                enum wish_kind kind, const struct roster *roster,
                                struct wishes *out, struct err *err)
{
    out->file = file;
    struct wish_reading reading = { .mem = mem,
                                    .roster = roster,
                                    .out = out,
                                    .kind = kind,
                                    .teams.mem = mem,
                                    .who = { .mem = mem, .roster = roster } };
    struct arena scratch = arena_with_limit((size_t)1 << 28);
    enum status status = files_csv_rows(&scratch, stream, file, row_seen, &reading, err);
    arena_free(&scratch);
    TRY(status);
    TRY(check_past(&reading, err));
    return pair_seats(&reading, err);
}

enum status files_wishes(struct arena *mem, const char *path, enum wish_kind kind,
                         const struct roster *roster, struct wishes *out, struct err *err)
{
    FILE *stream = fopen(path, "rb");
    if (!stream)
        return fail(err, errno == ENOENT ? NOT_FOUND : BROKEN, "%s: cannot be read: %s", path,
                    strerror(errno));
    enum status status = files_wishes_stream(mem, stream, path, kind, roster, out, err);
    fclose(stream);
    return status;
}
