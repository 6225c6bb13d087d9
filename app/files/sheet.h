#ifndef FILES_SHEET_H
#define FILES_SHEET_H

/* A whole table of text, header apart, for statistics on any columns: what the columns mean
 * is the caller's. */
#include "files/csv.h"

struct sheet {
    const char *name; /* of the file, for messages */
    size_t columns, rows;
    char separator;
    const char *const *heads; /* columns */
    const char *const *cells; /* rows x columns */
    const size_t *lines;      /* of each row in the file; NULL: the second and on */
};

/* files_sheet: reads it all.
 *
 * Takes    path, - for standard input.
 * Fails    NOT_FOUND when it cannot be opened; as files_csv_rows; BAD_INPUT above
 *          SHEET_CELLS_MAX cells or with two columns of one name. */
enum { SHEET_CELLS_MAX = 50000000 };
enum status files_sheet(struct arena *mem, const char *path, struct sheet *out,
                        struct err *err);

size_t files_sheet_line(const struct sheet *sheet, size_t row);

/* The same from an open stream. */
enum status files_sheet_stream(struct arena *mem, FILE *stream, const char *name,
                               struct sheet *out, struct err *err);

/* The column of that name, or NO_SHEET_COLUMN. */
enum { NO_SHEET_COLUMN = -1 };
int files_sheet_column(const struct sheet *sheet, const char *head);

#endif
