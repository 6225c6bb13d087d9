/* A queue in a ring, and threads. The one that fell idle last is woken first, so that the
 * others, and their connections to the store, can go. */
#include "web/worker.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

enum { IDLE_SECONDS = 15, STACK_BYTES = 1024 * 1024 };

struct job {
    void (*work)(void *context);
    void *context;
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
    int room, first, count; /* of the ring */
    int threads, threads_max;
    bool closing;
};

struct workers *workers_open(int threads, int waiting)
{
    struct workers *workers = calloc(1, sizeof *workers);
    struct job *ring = calloc((size_t)waiting, sizeof *ring);
    if (!workers || !ring)
        abort();
    workers->ring = ring;
    workers->room = waiting;
    workers->threads_max = threads;
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

static void *run(void *pointer)
{
    struct workers *workers = pointer;
    bool stays = true;
    pthread_mutex_lock(&workers->lock);
    while (stays) {
        while (workers->count > 0) {
            struct job job = workers->ring[workers->first];
            workers->first = (workers->first + 1) % workers->room;
            workers->count--;
            pthread_mutex_unlock(&workers->lock);
            job.work(job.context);
            pthread_mutex_lock(&workers->lock);
        }
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

static void call_idler(struct workers *workers)
{
    struct idler *idler = workers->idlers;
    workers->idlers = idler->next;
    idler->has_call = true;
    pthread_cond_signal(&idler->called);
}

bool workers_add(struct workers *workers, void (*work)(void *context), void *context)
{
    pthread_mutex_lock(&workers->lock);
    bool room = workers->count < workers->room && !workers->closing;
    if (room && workers->idlers)
        call_idler(workers);
    else if (room && workers->threads < workers->threads_max)
        room = start_thread(workers) || workers->threads > 0;
    if (room) {
        int last = (workers->first + workers->count) % workers->room;
        workers->ring[last] = (struct job){ work, context };
        workers->count++;
    }
    pthread_mutex_unlock(&workers->lock);
    return room;
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
