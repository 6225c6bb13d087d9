#ifndef STORE_DB_SQLITE_H
#define STORE_DB_SQLITE_H

/* One SQLite connection with its prepared statements, and the writer: the only connection
 * that writes, on which many transactions share one sync. Included by db_sqlite*.c only. */
#include <pthread.h>
#include <sqlite3.h>
#include <sys/types.h>

#include "store/db.h"

/* Statements are constants of the program, some hundred of them; beyond this they are
 * prepared each time. */
enum { KEPT_MAX = 256 };

struct kept_statement {
    const char *sql;
    sqlite3_stmt *handle;
    bool busy;
};

struct sqlite_connection {
    sqlite3 *handle;
    sqlite3_stmt *begin, *end; /* of a reader: prepared with its first transaction */
    size_t kept_count;
    struct kept_statement kept[KEPT_MAX];
    struct sqlite_connection *next;
};

struct batch;
struct waiter;

/* Transactions take their turn in the order they came. Each is a savepoint in the open
 * batch; the first one that ends becomes the batch's leader, waits until those who were
 * waiting have had their turn, and commits for all. */
struct writer {
    struct sqlite_connection *connection;
    pthread_mutex_t lock; /* guards what follows, never held during a sync */
    bool taken;           /* someone has the turn */
    struct waiter *first, *last;
    struct batch *batch; /* the one open now */
    uint64_t batches;    /* committed so far: the syncs that were paid */
};

void writer_open(struct writer *writer, struct sqlite_connection *connection);
void writer_close(struct writer *writer);

/* writer_begin: waits for a turn; until writer_commit or writer_abandon the connection is
 * this thread's. */
enum status writer_begin(struct writer *writer, struct batch **out, struct err *err);

/* writer_commit: gives the turn back and returns once the batch is on the disk. */
enum status writer_commit(struct writer *writer, struct batch *batch, struct err *err);
void writer_abandon(struct writer *writer, struct batch *batch);

/* writer_pause: nobody writes and nothing waits to be committed until writer_go_on. */
void writer_pause(struct writer *writer);
void writer_go_on(struct writer *writer);

/* Which file stands under a name. */
struct file_mark {
    dev_t device;
    ino_t number; /* 0: not known yet */
};

/* Is the file that was there when the mark was taken still there? An empty mark is taken now.
 */
bool sqlite_is_in_place(const char *path, struct file_mark *mark);
enum status sqlite_check_place(const char *path, struct file_mark *mark, struct err *err);

/* sqlite_compare: is the schema the one that these steps make?
 *
 * Takes    steps, the first of which makes the list of steps; count 1: that list alone is
 *          looked at, before anything is read from it.
 * Gives    in *there whether there is a list at all; without one nothing is compared.
 * Fails    REFUSED: it is not, and the sentence names the first thing that differs. */
enum status sqlite_compare(sqlite3 *handle, const char *const *steps, size_t count, bool *there,
                           struct err *err);

/* What an SQLite result code means to a person. */
enum status sqlite_fail(sqlite3 *handle, int code, struct err *err);

#endif
