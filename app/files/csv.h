#ifndef FILES_CSV_H
#define FILES_CSV_H

/* A table read row by row: libcsv, and around it what a person's spreadsheet adds. Knows the
 * shape of a table, not what its columns mean. */
#include <stddef.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/status.h"

/* Named limits: beyond them a file is refused, whatever it holds. A row of the widest
 * instrument (200 items of two figures) is under 1 kB; 256 cells leave room for columns that
 * are ignored. One campaign of 100,000 teams and four rounds is about 400 MB. */
enum {
    CSV_CELLS_MAX = 256,
    CSV_ROW_BYTES_MAX = 64 * 1024,
    CSV_FIELD_BYTES_MAX = 4 * 1024,
    CSV_FILE_MEGABYTES_MAX = 1024
};

struct csv_row {
    size_t line; /* where it starts, from 1; right after quoted line breaks too */
    size_t count;
    char separator; /* ',' or ';' */
    const char *cells[CSV_CELLS_MAX];
};

/* Sees one row; its texts last until it returns. The first row seen is the header. */
typedef enum status csv_row_seen(void *self, const struct csv_row *row, struct err *err);

/* files_csv_rows: every row of a table, in order.
 *
 * Takes    mem for scratch, given back by the caller; stream at its start; name as it is told
 *          to people. UTF-8 with or without BOM, LF or CRLF, ',' or ';' (found in the header
 *          line), RFC 4180 quotes. Blank lines are passed over.
 * Gives    cells in their one form (words/plain.h): composed, blanks folded, nothing that
 *          cannot be seen. Under the header, a cell that says that there is no answer
 *          (plain_is_gap) is empty: one meaning of NA for every command.
 * Fails    BAD_INPUT "NAME:LINE: …" on an empty file, a NUL, text that is not UTF-8, a lone
 *          carriage return, a quote out of place or never closed, a limit above, a row with
 *          another number of cells than the header, a second row of headings as Qualtrics
 *          writes it; BROKEN when reading fails; whatever `seen` says.
 * Cost     O(bytes) time; memory independent of the file. */
enum status files_csv_rows(struct arena *mem, FILE *stream, const char *name,
                           csv_row_seen *seen, void *self, struct err *err);

#endif
