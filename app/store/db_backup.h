#ifndef STORE_DB_BACKUP_H
#define STORE_DB_BACKUP_H

/* A SQLite store as one file, made while it is served, and back. PostgreSQL has its own
 * programs for that, pg_dump and pg_restore, which know its roles and settings: here it is
 * refused with their names. Nobody has the store open in this thread. */
#include "store/db.h"

/* store_backup: a copy of the store as it is at one moment.
 *
 * Takes    url, of a store that exists; path of the copy, which only its owner may read.
 * Gives    the file under its name once it is whole and on the disk. What had been deleted
 *          from the store is not in it; answers of open rounds are. Letters that wait have
 *          become undelivered ones, without address and link.
 * Fails    NOT_FOUND: no such store; REFUSED: PostgreSQL, or not a store of this program;
 *          BROKEN: nothing is left under that name that was not there before.
 * Cost     reads everything once; those who write go on meanwhile. */
enum status store_backup(struct arena *mem, const char *url, const char *path, struct err *err);

/* store_restore: puts a backup in the place of a store, in one transaction: interrupted at
 * any moment, the store is the old one or the new one.
 *
 * Takes    path; url, of a store that may be missing; replace: a store with teams or
 *          accounts may go.
 * Fails    NOT_FOUND, BAD_INPUT: no such file, not a backup, damaged, of a newer version;
 *          REFUSED: the store has teams or is in use, or PostgreSQL; BROKEN. */
enum status store_restore(const char *path, const char *url, bool replace, struct err *err);

/* store_inspect: reads every page of the store and follows every foreign key.
 *
 * Gives    OK when all is well. PostgreSQL checks its keys itself and its pages with
 *          pg_amcheck: OK.
 * Fails    NOT_FOUND: no such store; BROKEN: the first trouble found. */
enum status store_inspect(const char *url, struct err *err);

/* store_is_there: false for an SQLite file that db_open would make. */
bool store_is_there(const char *url);

#endif
