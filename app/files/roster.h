#ifndef FILES_ROSTER_H
#define FILES_ROSTER_H

/* The people to be put into teams: a table with an `id`, then whatever is known of them. */
#include "compose/problem.h"
#include "files/csv.h"
#include "files/names.h"
#include "words/notes.h"

/* Forced by a `:n` or `:c` after the column's name; told from the cells otherwise. */
enum roster_kind { ROSTER_DETECTED, ROSTER_NUMBER, ROSTER_CATEGORY };

/* One column beside `id`. Values are single precision: what the composition works with, to
 * seven digits; a category is the number of its level, levels in order of appearance. */
struct roster_column {
    const char *name;
    enum roster_kind kind; /* NUMBER or CATEGORY once read */
    float *value;          /* per person; NAN for a number that is not there */
    struct names levels;   /* of a category; "" is a level like another */
    size_t missing;
};

struct roster {
    const char *file;
    size_t people;
    struct names ids; /* people are numbered in file order */
    size_t column_count;
    struct roster_column *columns;
};

/* files_roster: reads the table, twice: once to see what the columns are, once to keep them.
 *
 * Takes    path, "-" for standard input; notes, NULL when nobody listens.
 * Gives    a column is of numbers when all of its cells are, but the empty ones. Told are: one
 *          that is nearly so, empty cells, two ids alike but for case and accents, and a row of
 *          totals among the last three, which is nobody and left out.
 * Fails    NOT_FOUND, BROKEN on the file; BAD_INPUT "FILE:LINE:COLUMN: …" on a table without
 *          `id`, a column named twice or not at all, an id that is empty or there twice, a
 *          cell that is not a number in a column forced to numbers, nobody, too many people.
 * Cost     O(bytes); 4 bytes a person and column, and the ids. */
enum status files_roster(struct arena *mem, const char *path, struct notes *notes,
                         struct roster *out, struct err *err);

/* The same from an open stream that can be rewound, for tests and fuzzing. */
enum status files_roster_stream(struct arena *mem, FILE *stream, const char *file,
                                struct notes *notes, struct roster *out, struct err *err);

enum { ROSTER_NO_COLUMN = -1 };
int files_roster_column(const struct roster *roster, const char *name);

#endif
