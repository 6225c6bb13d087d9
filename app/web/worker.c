/* A queue in the order of coming, and threads. The one that fell idle last is woken first, so
 * that the others, and their connections to the store, can go. Where owners are told apart, the
 * queue is short and looked through whole. */
#define _GNU_SOURCE /* gettid */
#include "web/worker.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { IDLE_SECONDS = 15, STACK_BYTES = 1024 * 1024, RUNNING_MAX = 128 };

/* turn: how many pieces of its owner's were before it, from the turn of whoever was served
 * last: the smallest is served first. */
struct job {
    void (*work)(void *context);
    void *context;
    uint64_t owner;
    int64_t turn;
};

struct idler {
    pthread_cond_t called;
    bool has_call;
    struct idler *next;
};

struct workers {
    pthread_mutex_t lock;
    pthread_cond_t gone;
    struct idler *idlers; /* the last to fall idle first */
    struct job *ring;
    int first, count; /* of the ring */
    int threads;
    int64_t turn;                  /* of the job begun last */
    uint64_t running[RUNNING_MAX]; /* owners whose work is being done, where they are bounded */
    int running_count;
    struct workers_wish wish;
    bool closing;
};

struct workers *workers_open(struct workers_wish wish)
{
    struct workers *workers = calloc(1, sizeof *workers);
    struct job *ring = calloc((size_t)wish.waiting, sizeof *ring);
    if (!workers || !ring || (wish.for_owner && wish.threads > RUNNING_MAX))
        abort();
    workers->ring = ring;
    workers->wish = wish;
    pthread_mutex_init(&workers->lock, NULL);
    pthread_cond_init(&workers->gone, NULL);
    return workers;
}

static void remove_idler(struct workers *workers, struct idler *idler)
{
    struct idler **place = &workers->idlers;
    while (*place && *place != idler)
        place = &(*place)->next;
    if (*place)
        *place = idler->next;
}

/* With the lock. Gives false when there was no call for a while. */
static bool wait_for_call(struct workers *workers)
{
    struct idler me = { .next = workers->idlers };
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += IDLE_SECONDS;
    pthread_cond_init(&me.called, NULL);
    workers->idlers = &me;
    int waited = 0;
    while (!me.has_call && waited == 0)
        waited = pthread_cond_timedwait(&me.called, &workers->lock, &until);
    if (!me.has_call)
        remove_idler(workers, &me);
    pthread_cond_destroy(&me.called);
    return me.has_call;
}

static void call_idler(struct workers *workers)
{
    struct idler *idler = workers->idlers;
    workers->idlers = idler->next;
    idler->has_call = true;
    pthread_cond_signal(&idler->called);
}

/* ---- with the lock: whose turn it is ---- */

static struct job *job_at(struct workers *workers, int i)
{
    return &workers->ring[(workers->first + i) % workers->wish.waiting];
}

static bool is_running(const struct workers *workers, uint64_t owner)
{
    for (int i = 0; i < workers->running_count; i++)
        if (workers->running[i] == owner)
            return true;
    return false;
}

static int next_of_owners(struct workers *workers)
{
    int best = -1;
    for (int i = 0; i < workers->count; i++)
        if (!is_running(workers, job_at(workers, i)->owner) &&
            (best < 0 || job_at(workers, i)->turn < job_at(workers, best)->turn))
            best = i;
    return best;
}

/* false: nothing may begin now. */
static bool take(struct workers *workers, struct job *out)
{
    bool bounded = workers->wish.for_owner > 0;
    int at = bounded ? next_of_owners(workers) : workers->count > 0 ? 0 : -1;
    if (at < 0)
        return false;
    *out = *job_at(workers, at);
    for (; at > 0; at--) /* those before it step back into its place */
        *job_at(workers, at) = *job_at(workers, at - 1);
    workers->first = (workers->first + 1) % workers->wish.waiting;
    workers->count--;
    workers->turn = out->turn > workers->turn ? out->turn : workers->turn;
    if (!bounded)
        return true;
    workers->running[workers->running_count++] = out->owner;
    if (workers->idlers && next_of_owners(workers) >= 0)
        call_idler(workers); /* what waited for its owner's turn may begin beside this */
    return true;
}

static void put_down(struct workers *workers, uint64_t owner)
{
    for (int i = 0; i < workers->running_count; i++)
        if (workers->running[i] == owner) {
            workers->running[i] = workers->running[--workers->running_count];
            return;
        }
}

static void *run(void *pointer)
{
    struct workers *workers = pointer;
    struct job job;
    bool stays = true;
    if (workers->wish.nice)
        setpriority(PRIO_PROCESS, (id_t)gettid(), workers->wish.nice);
    pthread_mutex_lock(&workers->lock);
    while (stays) {
        while (take(workers, &job)) {
            pthread_mutex_unlock(&workers->lock);
            job.work(job.context);
            pthread_mutex_lock(&workers->lock);
            put_down(workers, job.owner);
        }
        /* What is left then is of owners whose work others are doing. */
        stays = !workers->closing && (wait_for_call(workers) || workers->count > 0);
    }
    workers->threads--;
    pthread_cond_broadcast(&workers->gone);
    pthread_mutex_unlock(&workers->lock);
    return NULL;
}

static bool start_thread(struct workers *workers)
{
    pthread_t thread;
    pthread_attr_t wish;
    pthread_attr_init(&wish);
    pthread_attr_setstacksize(&wish, STACK_BYTES);
    pthread_attr_setdetachstate(&wish, PTHREAD_CREATE_DETACHED);
    bool started = pthread_create(&thread, &wish, run, workers) == 0;
    pthread_attr_destroy(&wish);
    workers->threads += started;
    return started;
}

/* With the lock: how much of theirs waits, and the turn of what comes after it. Who has nothing
 * here yet has the turn that is being served. */
static int waiting_of(struct workers *workers, uint64_t owner, int64_t *turn)
{
    int waiting = 0;
    *turn = workers->turn + is_running(workers, owner);
    for (int i = 0; i < workers->count; i++)
        if (job_at(workers, i)->owner == owner) {
            waiting++;
            if (job_at(workers, i)->turn >= *turn)
                *turn = job_at(workers, i)->turn + 1;
        }
    return waiting;
}

static enum work_added add(struct workers *workers, struct job job)
{
    if (workers->count >= workers->wish.waiting || workers->closing)
        return WORK_FULL;
    if (workers->wish.for_owner > 0 &&
        waiting_of(workers, job.owner, &job.turn) >= workers->wish.for_owner)
        return WORK_CROWDED;
    if (workers->idlers)
        call_idler(workers);
    else if (workers->threads < workers->wish.threads && !start_thread(workers) &&
             workers->threads == 0)
        return WORK_FULL;
    *job_at(workers, workers->count) = job;
    workers->count++;
    return WORK_ADDED;
}

enum work_added workers_add(struct workers *workers, uint64_t owner,
                            void (*work)(void *context), void *context)
{
    pthread_mutex_lock(&workers->lock);
    enum work_added added =
        add(workers, (struct job){ .work = work, .context = context, .owner = owner });
    pthread_mutex_unlock(&workers->lock);
    return added;
}

void workers_close(struct workers *workers)
{
    pthread_mutex_lock(&workers->lock);
    workers->closing = true;
    while (workers->idlers)
        call_idler(workers);
    while (workers->threads > 0)
        pthread_cond_wait(&workers->gone, &workers->lock);
    pthread_mutex_unlock(&workers->lock);
    pthread_mutex_destroy(&workers->lock);
    pthread_cond_destroy(&workers->gone);
    free(workers->ring);
    free(workers);
}
