#ifndef FILES_READ_H
#define FILES_READ_H

/* From CSV files to a campaign, or to one sentence saying which line is wrong. */
#include "files/campaign.h"

enum { FILES_MAX = 16 };

struct file_source {
    const char *path; /* "-": standard input */
    enum table table;
};

struct read_options {
    struct column_options columns;
    const char *team;    /* only this one; NULL: all */
    struct notes *notes; /* what was understood; NULL: nobody listens */
};

/* files_in: the files of a folder that have a known name: items.csv, roundrobin.csv,
 * matters.csv or interests.csv, members.csv, decisions.csv. Others are passed over.
 *
 * Fails    NOT_FOUND when there is no such folder or none of these in it; BAD_INPUT when both
 *          names of one table are there. */
enum status files_in(struct arena *mem, const char *folder, struct file_source out[FILES_MAX],
                     size_t *count, struct err *err);

bool files_is_folder(const char *path);

/* files_read: every source into one campaign.
 *
 * Takes    mem, where the campaign lives; sources, in any order.
 * Gives    seats: the people of members.csv when there is one, else everyone named by a row
 *          (a colleague who was rated and stayed silent has a seat). Respondents: those with
 *          at least one answer.
 * Fails    NOT_FOUND, BROKEN on files; BAD_INPUT "FILE:LINE:COLUMN: …" on the first wrong row:
 *          an empty team, round or member; a second row for the same person (or pair) in a
 *          round; not a number; off the scale; a rating of oneself; somebody who is not in
 *          members.csv; no row at all.
 * Cost     O(bytes). */
enum status files_read(struct arena *mem, const struct instrument *instrument,
                       const struct file_source *sources, size_t count,
                       struct read_options *options, struct campaign **out, struct err *err);

/* One table from an open stream, for tests and fuzzing. */
enum status files_read_stream(struct arena *mem, struct campaign *campaign, FILE *stream,
                              const char *file, enum table table, struct read_options *options,
                              struct err *err);

#endif
