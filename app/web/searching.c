/* A short table, looked through whole. */
#include "web/searching.h"

#include <pthread.h>
#include <stddef.h>

enum { COACHES_MAX = 256, WINDOW_SECONDS = 300, SHARE_SECONDS = 90 };

struct searcher {
    int64_t coach; /* 0: free */
    int64_t since; /* start of the window */
    double spent;
    bool busy;
};

static struct {
    pthread_mutex_t lock;
    struct searcher list[COACHES_MAX];
} table = { .lock = PTHREAD_MUTEX_INITIALIZER };

static _Thread_local struct searcher *mine;

/* Theirs, or one that nobody needs any more. */
static struct searcher *place_of(int64_t coach, int64_t now)
{
    struct searcher *free = NULL;
    for (size_t i = 0; i < COACHES_MAX; i++) {
        struct searcher *at = &table.list[i];
        if (at->coach == coach)
            return at;
        if (!at->busy && (at->coach == 0 || now - at->since >= WINDOW_SECONDS))
            free = at;
    }
    if (free)
        *free = (struct searcher){ .coach = coach, .since = now };
    return free;
}

bool searching_start(int64_t coach, int64_t now)
{
    pthread_mutex_lock(&table.lock);
    struct searcher *place = place_of(coach, now);
    if (place && !place->busy && now - place->since >= WINDOW_SECONDS) {
        place->since = now;
        place->spent = 0;
    }
    bool may = place && !place->busy && place->spent < SHARE_SECONDS;
    if (may) {
        place->busy = true;
        mine = place;
    }
    pthread_mutex_unlock(&table.lock);
    return may;
}

void searching_end(double seconds)
{
    pthread_mutex_lock(&table.lock);
    if (mine) {
        mine->busy = false;
        mine->spent += seconds;
    }
    mine = NULL;
    pthread_mutex_unlock(&table.lock);
}

void searching_left(void) { searching_end(0); }
