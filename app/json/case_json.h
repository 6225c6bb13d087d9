#ifndef JSON_CASE_JSON_H
#define JSON_CASE_JSON_H

/* One reference case: its inputs as a tree, and the same tree filled with our results, key
 * for key, so that another program's figures can be laid beside ours. */
#include <stddef.h>

#include "base/arena.h"
#include "base/status.h"
#include "words/notes.h"

/* A table a case speaks of: text, as it was read. Rows and columns as in the file. */
struct case_sheet {
    size_t rows, columns;
    const char *const *heads; /* columns */
    const char *const *cells; /* rows x columns */
    const size_t *lines;      /* of each row in the file; NULL: one after the other */
};

/* Where tables come from: `find` reads the one a case names. */
struct case_tables {
    void *self;
    enum status (*find)(void *self, const char *path, struct case_sheet *out, struct err *err);
    /* Looks at the rows of a table that are kept, when not NULL. */
    enum status (*check)(void *self, const struct case_sheet *kept, struct err *err);
    /* Told how far a long computation has come, when not NULL. */
    void (*tell)(void *self, size_t done, size_t all);
    struct notes *notes; /* what was left out; NULL: nobody listens */
};

/* json_case: computes a case.
 *
 * Takes    text, the case as JSON, at least `module` and the inputs of that module; name,
 *          for messages.
 * Gives    out, the results as one JSON text ending with a line feed. A figure that cannot
 *          be had is null; infinite ones are "Inf" and "-Inf".
 * Fails    BAD_INPUT when it is not JSON, when an input is missing or of another shape, and
 *          for a module we have not; whatever `find` says. */
enum status json_case(struct arena *mem, const char *name, const char *text, size_t length,
                      const struct case_tables *tables, const char **out, struct err *err);

#endif
