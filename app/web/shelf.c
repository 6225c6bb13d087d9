/* A short row under a lock, gone through from end to end: far cheaper than what it saves. */
#include "web/shelf.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct piece {
    char *name, *text; /* one allocation, the name first; NULL: a free place */
    size_t size;
    uint64_t used; /* when last, in uses of the shelf */
};

static struct {
    pthread_mutex_t lock;
    struct piece list[SHELF_PIECES];
    size_t bytes;
    uint64_t uses;
} shelf = { .lock = PTHREAD_MUTEX_INITIALIZER };

/* With the lock. */
static struct piece *find(const char *name)
{
    for (size_t i = 0; i < SHELF_PIECES; i++)
        if (shelf.list[i].name && strcmp(shelf.list[i].name, name) == 0)
            return &shelf.list[i];
    return NULL;
}

static void drop(struct piece *piece)
{
    free(piece->name);
    shelf.bytes -= piece->size;
    *piece = (struct piece){ .name = NULL };
}

/* A free place, or the one unused for longest. */
static struct piece *oldest(void)
{
    struct piece *oldest = &shelf.list[0];
    for (size_t i = 1; i < SHELF_PIECES && oldest->name; i++)
        if (!shelf.list[i].name || shelf.list[i].used < oldest->used)
            oldest = &shelf.list[i];
    return oldest;
}

static struct piece *oldest_kept(void)
{
    struct piece *oldest = NULL;
    for (size_t i = 0; i < SHELF_PIECES; i++)
        if (shelf.list[i].name && (!oldest || shelf.list[i].used < oldest->used))
            oldest = &shelf.list[i];
    return oldest;
}

const char *shelf_find(struct arena *mem, const char *name)
{
    char *copy = NULL;
    pthread_mutex_lock(&shelf.lock);
    struct piece *piece = find(name);
    size_t length = piece ? strlen(piece->text) : 0;
    pthread_mutex_unlock(&shelf.lock);
    if (!piece)
        return NULL;
    copy = arena_alloc(mem, length + 1, 1); /* may jump: not with the lock */
    pthread_mutex_lock(&shelf.lock);
    piece = find(name);
    bool same = piece && strlen(piece->text) == length;
    if (same) {
        memcpy(copy, piece->text, length);
        piece->used = ++shelf.uses;
    }
    pthread_mutex_unlock(&shelf.lock);
    return same ? copy : NULL;
}

void shelf_keep(const char *name, const char *text)
{
    size_t name_size = strlen(name) + 1, text_size = strlen(text) + 1;
    struct piece piece = { .size = name_size + text_size };
    if (piece.size > SHELF_BYTES / 8)
        return;
    piece.name = malloc(piece.size);
    if (!piece.name)
        return;
    piece.text = piece.name + name_size;
    memcpy(piece.name, name, name_size);
    memcpy(piece.text, text, text_size);
    pthread_mutex_lock(&shelf.lock);
    struct piece *place = find(name);
    place = place ? place : oldest();
    if (place->name)
        drop(place);
    while (shelf.bytes + piece.size > SHELF_BYTES)
        drop(oldest_kept());
    piece.used = ++shelf.uses;
    shelf.bytes += piece.size;
    *place = piece;
    pthread_mutex_unlock(&shelf.lock);
}
