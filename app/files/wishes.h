#ifndef FILES_WISHES_H
#define FILES_WISHES_H

/* Who should be with whom: rows of ids, in a file of its own. */
#include "files/roster.h"

/* A file of people to keep together, or apart, or who have met. */
enum wish_kind { WISH_TOGETHER, WISH_APART, WISH_MET };

struct wishes {
    const char *file;
    size_t count, room;
    struct pair *pairs;
    size_t *lines;       /* where each was said */
    struct notes *notes; /* what was understood; NULL: nobody listens */
};

/* files_wishes: adds the pairs of a file to `out`.
 *
 * Takes    rows of two ids or more: everyone of a row with one another (together as a chain,
 *          apart and met as every pair). A first row all of whose words are words of a heading
 *          (person 1, name, other …), none of them an id, is one. A header with `id` and `team`
 *          (and `round`) is a past composition, as this program writes it: whoever shared a
 *          team has met. Rows of one cell "together A B" or "apart A B" are read too, those of
 *          the other kind passed over.
 * Gives    a name that is not an id but the only one alike, save for case and accents, is
 *          taken, and told.
 * Fails    NOT_FOUND, BROKEN on the file; BAD_INPUT "FILE:LINE:COLUMN: …" on any other name
 *          that is not in the roster, with the nearest; a person paired with themselves, a row
 *          of fewer than two; a past composition that names nobody of the roster. Its people
 *          who are no longer there, or have no team, are passed over, and counted. */
enum status files_wishes(struct arena *mem, const char *path, enum wish_kind kind,
                         const struct roster *roster, struct wishes *out, struct err *err);

enum status files_wishes_stream(struct arena *mem, FILE *stream, const char *file,
                                enum wish_kind kind, const struct roster *roster,
                                struct wishes *out, struct err *err);

#endif
