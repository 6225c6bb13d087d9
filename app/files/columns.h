#ifndef FILES_COLUMNS_H
#define FILES_COLUMNS_H

/* What the columns of a table mean: its header, read with the names the instrument gives and
 * those the caller maps or leaves out. */
#include <stdbool.h>

#include "files/csv.h"
#include "instrument/instrument.h"

enum table {
    TABLE_ITEMS,
    TABLE_ROUNDROBIN,
    TABLE_MATTERS,
    TABLE_MEMBERS,
    TABLE_DECISIONS,
    TABLE_COUNT,
    TABLE_UNKNOWN = TABLE_COUNT /* told by its header */
};

/* `name`, one of ours, is called `column` in the files. */
struct column_name {
    const char *name, *column;
    bool used; /* some file had it */
};

struct column_options {
    struct column_name *maps;
    size_t map_count;
    const char *const *ignored;
    size_t ignored_count;
    const char *round; /* the round of files without that column, else the one kept; or NULL */
};

/* The leading fields of every table, then its values: items, questions, motives … */
enum field { FIELD_TEAM, FIELD_ROUND, FIELD_MEMBER, FIELD_PARTNER, FIELD_VALUES };
enum { NO_COLUMN = -1 };

struct columns {
    enum table table;
    int key[FIELD_VALUES];    /* where each key is; NO_COLUMN: absent */
    int value[CSV_CELLS_MAX]; /* number of the value in each column; NO_COLUMN: not one */
    bool has[ITEMS_MAX];      /* which values the file has */
};

/* The name a table gives to its i-th value; NULL past the last. */
const char *files_value_name(const struct instrument *instrument, enum table table, size_t i);

/* Whether any table has a column of that name. */
bool files_name_known(const struct instrument *instrument, const char *name);

/* files_columns: reads a header.
 *
 * Takes    table, or TABLE_UNKNOWN; header; file, its name for messages.
 * Fails    BAD_INPUT "FILE:LINE:COLUMN: …" on a column that is neither known nor mapped nor
 *          ignored, one that is there twice, one that is needed and missing. */
enum status files_columns(const struct instrument *instrument, struct column_options *options,
                          enum table table, const char *file, const struct csv_row *header,
                          struct columns *out, struct err *err);

#endif
