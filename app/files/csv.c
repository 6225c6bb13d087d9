/* libcsv is fed one line at a time: a row then ends at most once per call, its line number is
 * exact, and what libcsv lets through (NUL, other encodings, a lone carriage return) is seen
 * before it. A line without a quote, which most are, is only cut at its separators. */
#include "files/csv.h"

#include <csv.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "words/plain.h"

enum { BUFFER_BYTES = 4 * CSV_ROW_BYTES_MAX, PLAIN_TIMES = 3, HEADERS_MAX = 3 };

struct reading {
    FILE *stream;
    const char *name;
    struct csv_parser parser;
    csv_row_seen *seen;
    void *self;
    struct err *err;
    enum status status;

    char *buffer;
    size_t start, end; /* what is read and not yet parsed */
    bool finished;     /* nothing more to read */
    uint64_t bytes;

    size_t line;       /* the one being parsed */
    bool row_open;     /* a quoted cell goes on over the line break */
    size_t row_length; /* bytes of the open row so far */
    size_t width;      /* cells of the header; 0 before it */
    size_t rows;

    struct arena *mem; /* for a moment */
    struct csv_row row;
    char *texts; /* of the cells of this row */
    size_t texts_length;
};

static enum status wrong(struct reading *csv, size_t line, const char *sentence)
{
    return fail(csv->err, BAD_INPUT, "%s:%zu: %s", csv->name, line, sentence);
}

/* A cell in the one form of names, at most three times as long; what stands for no answer is
 * empty, but in a heading. */
static void make_plain(struct reading *csv, char *cell, size_t *length)
{
    if (*length <= 1 && (cell[0] == '\0' || (cell[0] >= '0' && cell[0] <= '9')))
        return; /* what most cells are */
    struct arena_mark mark = arena_mark(csv->mem);
    const char *plain = plain_name(csv->mem, cell);
    if (csv->width > 0 && plain_is_gap(plain))
        plain = "";
    if (plain != cell) {
        *length = strlen(plain);
        memcpy(cell, plain, *length + 1);
    }
    arena_release(csv->mem, mark);
}

static void add_cell(struct reading *csv, const char *bytes, size_t length)
{
    if (csv->row.count == CSV_CELLS_MAX || length > CSV_FIELD_BYTES_MAX) {
        csv->status = fail(csv->err, BAD_INPUT,
                           "%s:%zu: too large; a row has at most %d cells, a cell at most %d "
                           "bytes",
                           csv->name, csv->row.line, CSV_CELLS_MAX, CSV_FIELD_BYTES_MAX);
        return;
    }
    char *copy = csv->texts + csv->texts_length;
    memcpy(copy, bytes, length);
    copy[length] = '\0';
    make_plain(csv, copy, &length);
    csv->texts_length += length + 1;
    csv->row.cells[csv->row.count++] = copy;
}

static void cell_ends(void *bytes, size_t length, void *self)
{
    struct reading *csv = self;
    if (csv->status == OK)
        add_cell(csv, bytes, length);
}

/* Its codes stand in the third row, or in the second of an export without labels. */
static bool is_second_header(const struct csv_row *row)
{
    static const char code[] = "{\"ImportId\"";
    for (size_t i = 0; i < row->count; i++)
        if (strncmp(row->cells[i], code, sizeof code - 1) == 0)
            return true;
    return false;
}

static void row_ends(int terminator, void *self)
{
    (void)terminator;
    struct reading *csv = self;
    csv->row_open = false;
    if (csv->status != OK)
        return;
    if (csv->width == 0)
        csv->width = csv->row.count;
    if (csv->row.count != csv->width)
        csv->status = fail(csv->err, BAD_INPUT, "%s:%zu: %zu cells; the header has %zu",
                           csv->name, csv->row.line, csv->row.count, csv->width);
    else if (csv->rows++ < HEADERS_MAX && is_second_header(&csv->row))
        csv->status = wrong(csv, csv->row.line,
                            "a second row of headings, as Qualtrics writes them; delete the "
                            "rows of headings under the first one");
    else
        csv->status = csv->seen(csv->self, &csv->row, csv->err);
    csv->row.count = 0;
    csv->texts_length = 0;
}

/* ASCII is the common case and costs one pass of eight bytes at a time. */
static bool is_ascii(const char *text, size_t length)
{
    uint64_t all = 0;
    size_t i = 0;
    for (; i + 8 <= length; i += 8) {
        uint64_t eight;
        memcpy(&eight, text + i, 8);
        all |= eight;
    }
    for (; i < length; i++)
        all |= (unsigned char)text[i];
    return (all & UINT64_C(0x8080808080808080)) == 0;
}

static enum status check_line(struct reading *csv, const char *text, size_t length)
{
    if (csv->row_length + length > CSV_ROW_BYTES_MAX)
        return fail(csv->err, BAD_INPUT,
                    "%s:%zu: a row of more than %d bytes; is a quote left open, or is this not "
                    "a CSV file?",
                    csv->name, csv->row.line, CSV_ROW_BYTES_MAX);
    if (memchr(text, '\0', length))
        return wrong(csv, csv->line, "a NUL byte; this is not a text file");
    if (!is_ascii(text, length) && !text_is_utf8(text, length))
        return wrong(csv, csv->line, "not UTF-8; save the file as CSV UTF-8");
    const char *cr = memchr(text, '\r', length);
    if (cr && (cr + 2 != text + length || cr[1] != '\n'))
        return wrong(csv, csv->line,
                     "a carriage return inside the line; lines end with LF or CRLF");
    return OK;
}

/* Whichever separates more in the header line, quoted text aside. */
static char separator(const char *text, size_t length)
{
    size_t commas = 0, semicolons = 0;
    bool quoted = false;
    for (size_t i = 0; i < length; i++) {
        quoted ^= text[i] == '"';
        commas += !quoted && text[i] == ',';
        semicolons += !quoted && text[i] == ';';
    }
    return semicolons > commas ? ';' : ',';
}

static bool is_blank(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r' && text[i] != '\n')
            return false;
    return true;
}

static bool is_space(char byte) { return byte == ' ' || byte == '\t'; }

/* What libcsv does of it: cells without the spaces around them. */
static enum status cut_line(struct reading *csv, const char *text, size_t length)
{
    const char *end = text + length;
    while (end > text && (end[-1] == '\n' || end[-1] == '\r'))
        end--;
    for (const char *from = text; csv->status == OK;) {
        const char *to = memchr(from, csv->row.separator, (size_t)(end - from));
        const char *last = to ? to : end;
        while (from < last && is_space(*from))
            from++;
        while (last > from && is_space(last[-1]))
            last--;
        add_cell(csv, from, (size_t)(last - from));
        if (!to)
            break;
        from = to + 1;
    }
    row_ends('\n', csv);
    return csv->status;
}

static enum status parse_line(struct reading *csv, const char *text, size_t length)
{
    csv->line++;
    if (!csv->row_open && is_blank(text, length))
        return OK;
    if (!csv->row_open) {
        csv->row.line = csv->line;
        csv->row_length = 0;
    }
    TRY(check_line(csv, text, length));
    if (csv->width == 0 && !csv->row_open) {
        csv->row.separator = separator(text, length);
        csv_set_delim(&csv->parser, (unsigned char)csv->row.separator);
    }
    if (!csv->row_open && !memchr(text, '"', length))
        return cut_line(csv, text, length);
    csv->row_length += length;
    csv->row_open = true;
    size_t parsed = csv_parse(&csv->parser, text, length, cell_ends, row_ends, csv);
    if (parsed != length)
        return wrong(csv, csv->line,
                     "a quote out of place; a quoted cell is \"…\", a quote inside it is \"\"");
    return csv->status;
}

static enum status refill(struct reading *csv)
{
    size_t left = csv->end - csv->start;
    memmove(csv->buffer, csv->buffer + csv->start, left);
    csv->start = 0;
    csv->end = left;
    size_t got = fread(csv->buffer + left, 1, BUFFER_BYTES - left, csv->stream);
    csv->end += got;
    csv->bytes += got;
    if (ferror(csv->stream))
        return fail(csv->err, BROKEN, "%s: cannot be read to its end", csv->name);
    csv->finished = feof(csv->stream) != 0;
    if (csv->bytes > (uint64_t)CSV_FILE_MEGABYTES_MAX * 1024 * 1024)
        return fail(csv->err, BAD_INPUT, "%s:%zu: more than %d MB; split the file", csv->name,
                    csv->line, CSV_FILE_MEGABYTES_MAX);
    return OK;
}

static enum status parse_lines(struct reading *csv)
{
    TRY(refill(csv));
    if (csv->end >= 3 && memcmp(csv->buffer, "\xef\xbb\xbf", 3) == 0)
        csv->start = 3;
    while (csv->start < csv->end || !csv->finished) {
        const char *text = csv->buffer + csv->start;
        size_t left = csv->end - csv->start;
        const char *newline = left ? memchr(text, '\n', left) : NULL;
        if (!newline && !csv->finished && left <= CSV_ROW_BYTES_MAX) {
            TRY(refill(csv));
            continue;
        }
        size_t length = newline ? (size_t)(newline - text) + 1 : left;
        csv->start += length;
        TRY(parse_line(csv, text, length));
    }
    bool quote_open = csv_fini(&csv->parser, cell_ends, row_ends, csv) != 0;
    if (csv->status == OK && quote_open)
        return wrong(csv, csv->row.line, "a quote is opened and never closed");
    if (csv->status == OK && csv->width == 0)
        return wrong(csv, 1, "the file is empty; the first line is the header");
    return csv->status;
}

enum status files_csv_rows(struct arena *mem, FILE *stream, const char *name,
                           csv_row_seen *seen, void *self, struct err *err)
{
    struct reading *csv = NEW(mem, struct reading);
    *csv = (struct reading){
        .stream = stream,
        .name = name,
        .seen = seen,
        .self = self,
        .err = err,
        .mem = mem,
        .buffer = NEW_ARRAY(mem, char, BUFFER_BYTES),
        .texts = NEW_ARRAY(mem, char, PLAIN_TIMES *(CSV_ROW_BYTES_MAX + CSV_CELLS_MAX)),
    };
    if (csv_init(&csv->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
        return fail(err, BROKEN, "%s: the CSV reader does not start", name);
    csv_set_blk_size(&csv->parser, CSV_FIELD_BYTES_MAX);
    enum status status = parse_lines(csv);
    csv_free(&csv->parser);
    return status;
}
