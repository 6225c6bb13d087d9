/* A short list under a lock. */
#include "web/seen.h"

#include <pthread.h>
#include <string.h>

enum { NOTED_MAX = 1024, WRITING_BYTES = 16 << 20 };

static struct {
    pthread_mutex_t lock;
    struct sighting list[NOTED_MAX];
    size_t count;
} noted = { .lock = PTHREAD_MUTEX_INITIALIZER };

/* With the lock. */
static bool waits(const struct sighting *sighting)
{
    for (size_t i = 0; i < noted.count; i++)
        if (strcmp(noted.list[i].token.text, sighting->token.text) == 0)
            return true;
    return false;
}

void seen_note(const struct sighting *sighting)
{
    pthread_mutex_lock(&noted.lock);
    if (noted.count < NOTED_MAX && !waits(sighting))
        noted.list[noted.count++] = *sighting;
    pthread_mutex_unlock(&noted.lock);
}

enum status seen_write(struct db *db, int64_t now, struct err *err)
{
    struct arena mem = arena_with_limit(WRITING_BYTES);
    struct sighting *list = NEW_ARRAY(&mem, struct sighting, NOTED_MAX);
    pthread_mutex_lock(&noted.lock);
    size_t count = noted.count;
    memcpy(list, noted.list, count * sizeof *list);
    noted.count = 0;
    pthread_mutex_unlock(&noted.lock);
    enum status status = flow_browser_seen(db, &mem, list, count, now, err);
    arena_free(&mem);
    return status;
}
