/* Group commit: a sync costs milliseconds and a submit microseconds, so that those who wait
 * while one sync runs share the next. Measured: 25 to 40 times as many submits as one sync
 * each, and nobody starves as racing writers do. */
#include <stdlib.h>

#include "store/db_sqlite.h"
#include "store/fault.h"

/* The leader lets those who wait go first this many times. Once would do, were it not that
 * the clients of the last batch come back while the leader already stands in the queue. */
enum { LEADER_PATIENCE = 3 };

struct batch {
    pthread_cond_t ended;
    size_t members; /* threads that will still look at it */
    bool has_leader, done, lost;
    struct err why; /* it was lost */
};

struct waiter {
    pthread_cond_t called;
    bool begins; /* it waits to write, not to commit what was written */
    bool has_turn, refused;
    struct waiter *next;
};

void writer_open(struct writer *writer, struct sqlite_connection *connection)
{
    *writer = (struct writer){ .connection = connection };
    pthread_mutex_init(&writer->lock, NULL);
}

void writer_close(struct writer *writer) { pthread_mutex_destroy(&writer->lock); }

/* Gives whether the turn came: who waits to begin may be sent away by refuse_waiting. */
static bool take_turn_or_leave(struct writer *writer, bool begins)
{
    bool refused = false;
    pthread_mutex_lock(&writer->lock);
    if (!writer->taken) {
        writer->taken = true;
    } else {
        struct waiter me = { .begins = begins };
        pthread_cond_init(&me.called, NULL);
        if (writer->first)
            writer->last->next = &me;
        else
            writer->first = &me;
        writer->last = &me;
        while (!me.has_turn && !me.refused)
            pthread_cond_wait(&me.called, &writer->lock);
        refused = me.refused;
        pthread_cond_destroy(&me.called);
    }
    pthread_mutex_unlock(&writer->lock);
    return !refused;
}

static void take_turn(struct writer *writer) { (void)take_turn_or_leave(writer, false); }

/* With the turn: another program holds the file, and this thread has waited for it. Those
 * behind would each wait as long, one after the other. */
static void refuse_waiting(struct writer *writer)
{
    struct waiter *stay = NULL, *last = NULL;
    pthread_mutex_lock(&writer->lock);
    for (struct waiter *at = writer->first, *next; at; at = next) {
        next = at->next; /* once called, it may be gone */
        at->next = NULL;
        if (at->begins) {
            at->refused = true;
            pthread_cond_signal(&at->called);
        } else {
            if (last)
                last->next = at;
            else
                stay = at;
            last = at;
        }
    }
    writer->first = stay;
    writer->last = last;
    pthread_mutex_unlock(&writer->lock);
}

static void pass_turn(struct writer *writer)
{
    pthread_mutex_lock(&writer->lock);
    struct waiter *next = writer->first;
    if (next) {
        writer->first = next->next;
        next->has_turn = true;
        pthread_cond_signal(&next->called);
    } else {
        writer->taken = false;
    }
    pthread_mutex_unlock(&writer->lock);
}

static bool someone_waits(struct writer *writer)
{
    pthread_mutex_lock(&writer->lock);
    bool waits = writer->first != NULL;
    pthread_mutex_unlock(&writer->lock);
    return waits;
}

static int run(struct writer *writer, const char *sql)
{
    return sqlite3_exec(writer->connection->handle, sql, NULL, NULL, NULL);
}

/* With the turn: the batch is over, on the disk (OK) or lost, for the reason given. */
static void end_batch(struct writer *writer, int code)
{
    struct batch *batch = writer->batch;
    bool lost = code != SQLITE_OK;
    if (lost)
        (void)!sqlite_fail(writer->connection->handle, code, &batch->why);
    if (lost && !sqlite3_get_autocommit(writer->connection->handle))
        run(writer, "ROLLBACK");
    pthread_mutex_lock(&writer->lock);
    writer->batch = NULL;
    writer->batches += !lost;
    batch->done = true;
    batch->lost = lost;
    bool forgotten = batch->members == 0;
    pthread_cond_broadcast(&batch->ended);
    pthread_mutex_unlock(&writer->lock);
    if (forgotten) {
        pthread_cond_destroy(&batch->ended);
        free(batch);
    }
}

static enum status open_batch(struct writer *writer, struct err *err)
{
    int code = run(writer, "BEGIN IMMEDIATE");
    if ((code & 0xff) == SQLITE_BUSY)
        refuse_waiting(writer);
    if (code != SQLITE_OK)
        return sqlite_fail(writer->connection->handle, code, err);
    struct batch *batch = calloc(1, sizeof *batch);
    if (!batch) {
        run(writer, "ROLLBACK");
        return fail(err, BROKEN, "this machine has no memory left");
    }
    pthread_cond_init(&batch->ended, NULL);
    writer->batch = batch;
    return OK;
}

enum status writer_begin(struct writer *writer, struct batch **out, struct err *err)
{
    if (!take_turn_or_leave(writer, true))
        return store_fault(err, FAULT_LOCKED, "waited behind another who waited for it");
    enum status status = writer->batch ? OK : open_batch(writer, err);
    if (status == OK) {
        int code = run(writer, "SAVEPOINT submit");
        if (code != SQLITE_OK) {
            status = sqlite_fail(writer->connection->handle, code, err);
            end_batch(writer, code);
        }
    }
    if (status == OK)
        *out = writer->batch;
    else
        pass_turn(writer);
    return status;
}

static void commit_batch(struct writer *writer)
{
    int code = run(writer, "COMMIT");
    end_batch(writer, code);
}

static void lead(struct writer *writer, struct batch *batch)
{
    take_turn(writer);
    for (int i = 0; i < LEADER_PATIENCE && !batch->done && someone_waits(writer); i++) {
        pass_turn(writer);
        take_turn(writer);
    }
    if (!batch->done)
        commit_batch(writer);
    pass_turn(writer);
}

/* With the turn, which is passed on. */
static enum status stay_until_end(struct writer *writer, struct batch *batch, struct err *err)
{
    pthread_mutex_lock(&writer->lock);
    batch->members++;
    bool leader = !batch->has_leader;
    batch->has_leader = true;
    pthread_mutex_unlock(&writer->lock);
    pass_turn(writer);

    if (leader)
        lead(writer, batch);
    pthread_mutex_lock(&writer->lock);
    while (!batch->done)
        pthread_cond_wait(&batch->ended, &writer->lock);
    enum status status = batch->lost ? batch->why.status : OK;
    if (batch->lost)
        *err = batch->why;
    bool last = --batch->members == 0;
    pthread_mutex_unlock(&writer->lock);
    if (last) {
        pthread_cond_destroy(&batch->ended);
        free(batch);
    }
    return status;
}

enum status writer_commit(struct writer *writer, struct batch *batch, struct err *err)
{
    int code = run(writer, "RELEASE submit");
    if (code != SQLITE_OK) {
        enum status status = sqlite_fail(writer->connection->handle, code, err);
        end_batch(writer, code);
        pass_turn(writer);
        return status;
    }
    return stay_until_end(writer, batch, err);
}

void writer_abandon(struct writer *writer, struct batch *batch)
{
    /* A full disk may have ended SQLite's transaction by itself, and all savepoints in it. */
    struct err nobody_reads;
    int code = sqlite3_get_autocommit(writer->connection->handle) ? SQLITE_FULL : SQLITE_OK;
    if (code == SQLITE_OK)
        code = run(writer, "ROLLBACK TO submit");
    if (code == SQLITE_OK)
        code = run(writer, "RELEASE submit");
    if (code != SQLITE_OK || batch->members == 0) {
        end_batch(writer, code == SQLITE_OK ? SQLITE_ABORT : code);
        pass_turn(writer);
    } else {
        (void)!stay_until_end(writer, batch, &nobody_reads);
    }
}

void writer_pause(struct writer *writer)
{
    take_turn(writer);
    if (writer->batch)
        commit_batch(writer);
}

void writer_go_on(struct writer *writer) { pass_turn(writer); }
