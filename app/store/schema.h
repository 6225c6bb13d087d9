#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

/* The tables, as numbered steps (schema/NNN_name.sql, held inside the program) that are
 * taken in order and never undone. What each column means stands in those files. */
#include "store/db.h"

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

/* The number of the last step this program knows. */
int store_schema_newest(void);

#endif
