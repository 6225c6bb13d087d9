#ifndef FLOW_OPENED_H
#define FLOW_OPENED_H

/* What a program that works on a store does before anything else. */
#include "flow/round.h"
#include "store/db.h"
#include "store/fault.h" /* for the doors, which tell it and may not reach the store */

/* flow_get_ready: secrets can be made, and the questionnaire the web asks is loaded, with
 * its model. The rules live as long as mem.
 * Fails    BROKEN: no random bytes; BAD_INPUT: what ships with the program is damaged. */
enum status flow_get_ready(struct arena *mem, struct round_rules *out, struct err *err);

/* flow_open: opens a store and upgrades its tables.
 * Takes    url, `sqlite:PATH` or `postgresql://…`; now, written beside each step taken.
 * Fails    BAD_INPUT, BROKEN as db_open; REFUSED: written by a newer version. */
enum status flow_open(const char *url, int64_t now, struct db **out, struct err *err);

void flow_close(struct db *db);

/* flow_opened_reads_wait: is the store across a network, so that even reading may wait? */
bool flow_opened_reads_wait(const char *url);

/* flow_opened_folder: where an SQLite store and its log are written; NULL: it is none. */
const char *flow_opened_folder(struct arena *mem, const char *url);

/* flow_opened_files: files that an address of PostgreSQL names: certificates, a key, passwords.
 * Gives    how many of `out`. */
size_t flow_opened_files(struct arena *mem, const char *url, const char *out[], size_t room);

#endif
