/* A small table of failures; the oldest give way when it is full. */
#include "web/slow_down.h"

#include <pthread.h>
#include <string.h>

enum { PLACES = 4096, FREE_FAILURES = 5, WAIT_MAX_SECONDS = 900, FORGET_SECONDS = 3600 };

struct failures {
    uint64_t who; /* 0: an empty place */
    int count;
    int64_t last;
};

static struct {
    pthread_mutex_t lock;
    struct failures places[PLACES];
} table = { .lock = PTHREAD_MUTEX_INITIALIZER };

/* Two who fall on one place share it: at worst someone waits for another's failures. */
static uint64_t fold(const char *kind, const char *who)
{
    uint64_t hash = 14695981039346656037u;
    for (const char *at = kind; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 1099511628211u;
    for (const char *at = who; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 1099511628211u;
    return hash | 1;
}

static struct failures *place_of(uint64_t who)
{
    struct failures *place = &table.places[(who >> 20) % PLACES];
    if (place->who != who)
        *place = (struct failures){ .who = who };
    return place;
}

static bool may(const struct failures *place, int64_t now)
{
    int over = place->count - FREE_FAILURES;
    if (over < 0 || now - place->last > FORGET_SECONDS)
        return true;
    int64_t wait = over < 10 ? (int64_t)1 << over : WAIT_MAX_SECONDS;
    return now - place->last >= wait;
}

static void tell(struct failures *place, bool went_well, int64_t now)
{
    if (now - place->last > FORGET_SECONDS)
        place->count = 0;
    place->count = went_well ? 0 : place->count + 1;
    place->last = now;
}

bool slow_down_allows(const char *address, const char *account, int64_t now)
{
    pthread_mutex_lock(&table.lock);
    bool allowed = may(place_of(fold("address ", address ? address : "")), now) &&
                   may(place_of(fold("account ", account)), now);
    pthread_mutex_unlock(&table.lock);
    return allowed;
}

void slow_down_tell(const char *address, const char *account, bool went_well, int64_t now)
{
    pthread_mutex_lock(&table.lock);
    tell(place_of(fold("address ", address ? address : "")), went_well, now);
    tell(place_of(fold("account ", account)), went_well, now);
    pthread_mutex_unlock(&table.lock);
}
