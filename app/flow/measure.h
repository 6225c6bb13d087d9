#ifndef FLOW_MEASURE_H
#define FLOW_MEASURE_H

/* Statistics on any table: what the command `measure` reads. */
#include "files/sheet.h"

/* flow_measure_table: the table a reference case names.
 *
 * Takes    folder, where the tables of cases are; path, inside it.
 * Fails    BAD_INPUT when path leaves the folder; as files_sheet. */
enum status flow_measure_table(struct arena *mem, const char *folder, const char *path,
                               struct sheet *out, struct err *err);

/* flow_measure_numbers: every cell of these columns (a list separated by commas; "*": all of
 * them) is empty or a number from low to high.
 *
 * Fails    BAD_INPUT "FILE:LINE:COLUMN: …"; naming the columns there are when one is not. */
enum status flow_measure_numbers(struct arena *mem, const struct sheet *sheet,
                                 const char *columns, double low, double high, struct err *err);

/* flow_measure_text: a whole file, - for standard input. Fails: NOT_FOUND; BAD_INPUT above
 * CASE_BYTES_MAX. */
enum { CASE_BYTES_MAX = 64 * 1024 * 1024 };
enum status flow_measure_text(struct arena *mem, const char *path, const char **out,
                              size_t *length, struct err *err);

#endif
