#ifndef TESTS_FAULTS_RECORDER_H
#define TESTS_FAULTS_RECORDER_H

/* A layer under SQLite that writes down every write, sync, truncation and deletion, in the
 * order they happened, and can then make the disk as a power cut would have left it. It can
 * also play a full disk, and a disk whose sync fails. */
#include <stdbool.h>
#include <stddef.h>

/* Becomes the layer of every connection opened from now on. */
void recorder_start(void);

/* Forgets what was written down. From now on it is the store at `path` whose things are;
 * what its files hold now is on the disk. */
void recorder_clear(const char *path);

/* recorder_count_only: no things, only the syncs of the store at `path` and of its log. */
void recorder_count_only(const char *path);
size_t recorder_syncs(void);

/* Writes down that something was told to a client, between two writes. */
void recorder_told(int n);

/* How many things are written down. */
size_t recorder_count(void);

/* The number of the last sync of the log. */
size_t recorder_last_sync(void);

/* What an interrupted disk keeps of writes that were not synced. */
enum loss { LOSE_ALL, LOSE_NOTHING, LOSE_SOME, LOSS_COUNT };

/* recorder_cut: the files at `path` (a store) and its log as the disk holds them when the
 * power goes before thing number `at`, written under `copy`.
 *
 * Takes    seed, which of the writes LOSE_SOME keeps, and where it tears them.
 * Gives    in told[n], whether n had been told by then; told has room for `room`. */
void recorder_cut(size_t at, enum loss loss, unsigned seed, const char *copy, bool *told,
                  size_t room);

/* From now on only so many more bytes can be written; -1: any number. */
void recorder_disk_room(long bytes);

/* From now on whatever is read, or written, gives this code of SQLite; 0: all is well again. */
void recorder_reading_gives(int code);
void recorder_writing_gives(int code);

/* From now on a sync fails, or works again. */
void recorder_sync_fails(bool fails);

#endif
