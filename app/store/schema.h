#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

/* The tables, as numbered steps (schema/NNN_name.sql, held inside the program) that are
 * taken in order and never undone. What each column means stands in those files. */
#include "store/db.h"

/* A store that something else than these steps has changed (a table, column, rule, index,
 * trigger or view more, less or otherwise) is REFUSED by both of the following, with what it
 * is. */

/* store_schema_upgrade: takes the steps this store has not taken yet, each whole or not at
 * all. Several processes may do it at once.
 *
 * Takes    now, the time written beside each step.
 * Fails    REFUSED: the store was written by a newer version; BROKEN. */
enum status store_schema_upgrade(struct db *db, int64_t now, struct err *err);

/* store_schema_check: are all steps taken? For commands that must not change the store.
 *
 * Fails    REFUSED: the store is older or newer than this program; the sentence says which. */
enum status store_schema_check(struct db *db, struct err *err);

/* The scripts for db_compare: the list of steps, then each. */
enum { SCHEMA_STEPS_MAX = 99 };
size_t store_schema_scripts(const char *out[SCHEMA_STEPS_MAX + 1]);

/* The number of the last step this program knows. */
int store_schema_newest(void);

#endif
