/* A shim in the sense of SQLite: the real files are written as ever, so that locks and shared
 * memory are the real ones; what the disk would hold is made afterwards from the record. */
#include "recorder.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum act { WRITE, SYNC, TRUNCATE, DELETE, TOLD };
enum part { STORE, LOG, PARTS, OTHER = PARTS };
enum { SECTOR = 512 };

struct thing {
    enum act act;
    enum part part;
    long at; /* offset, size or number */
    size_t count;
    unsigned char *bytes;
};

/* The bytes of one file. */
struct image {
    unsigned char *bytes;
    size_t count, room;
};

static struct {
    pthread_mutex_t lock;
    struct thing *things;
    size_t count, room;
    struct image base[PARTS];
    char path[200]; /* of the store that is written down; others are left alone */
    long disk_room;
    bool sync_fails, count_only;
    int reading_gives, writing_gives;
    size_t syncs;
} record = { .lock = PTHREAD_MUTEX_INITIALIZER, .disk_room = -1 };

static sqlite3_vfs *real;
static sqlite3_vfs shim;

struct file {
    sqlite3_file base;
    enum part part;
    sqlite3_file *real;
};

static void *grow(void *old, size_t bytes)
{
    void *more = realloc(old, bytes);
    if (!more)
        abort();
    return more;
}

static void note(enum act act, enum part part, long at, const void *bytes, size_t count)
{
    if (part == OTHER)
        return;
    pthread_mutex_lock(&record.lock);
    record.syncs += act == SYNC;
    if (record.count_only) {
        pthread_mutex_unlock(&record.lock);
        return;
    }
    if (record.count == record.room) {
        record.room = record.room ? 2 * record.room : 1024;
        record.things = grow(record.things, record.room * sizeof *record.things);
    }
    struct thing *thing = &record.things[record.count++];
    *thing = (struct thing){ act, part, at, count, NULL };
    if (count) {
        thing->bytes = grow(NULL, count);
        memcpy(thing->bytes, bytes, count);
    }
    pthread_mutex_unlock(&record.lock);
}

void recorder_told(int n) { note(TOLD, STORE, n, NULL, 0); }

size_t recorder_count(void) { return record.count; }

void recorder_disk_room(long bytes)
{
    pthread_mutex_lock(&record.lock);
    record.disk_room = bytes;
    pthread_mutex_unlock(&record.lock);
}

void recorder_sync_fails(bool fails)
{
    pthread_mutex_lock(&record.lock);
    record.sync_fails = fails;
    pthread_mutex_unlock(&record.lock);
}

void recorder_reading_gives(int code)
{
    pthread_mutex_lock(&record.lock);
    record.reading_gives = code;
    pthread_mutex_unlock(&record.lock);
}

void recorder_writing_gives(int code)
{
    pthread_mutex_lock(&record.lock);
    record.writing_gives = code;
    pthread_mutex_unlock(&record.lock);
}

/* ---- the shim ---- */

static sqlite3_file *under(sqlite3_file *file) { return ((struct file *)file)->real; }

static int close_file(sqlite3_file *file)
{
    int code = under(file)->pMethods->xClose(under(file));
    free(under(file));
    return code;
}

static int given(enum part part, const int *code)
{
    pthread_mutex_lock(&record.lock);
    int gives = part == OTHER ? SQLITE_OK : *code;
    pthread_mutex_unlock(&record.lock);
    return gives;
}

static int read_file(sqlite3_file *file, void *bytes, int count, sqlite3_int64 at)
{
    int gives = given(((struct file *)file)->part, &record.reading_gives);
    if (gives != SQLITE_OK)
        return gives;
    return under(file)->pMethods->xRead(under(file), bytes, count, at);
}

static bool disk_has_room(enum part part, int count)
{
    pthread_mutex_lock(&record.lock);
    bool limited = part != OTHER && record.disk_room >= 0;
    bool room = !limited || record.disk_room >= count;
    if (room && limited)
        record.disk_room -= count;
    pthread_mutex_unlock(&record.lock);
    return room;
}

static int write_file(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 at)
{
    int gives = given(((struct file *)file)->part, &record.writing_gives);
    if (gives != SQLITE_OK)
        return gives;
    if (!disk_has_room(((struct file *)file)->part, count))
        return SQLITE_FULL;
    note(WRITE, ((struct file *)file)->part, (long)at, bytes, (size_t)count);
    return under(file)->pMethods->xWrite(under(file), bytes, count, at);
}

static int truncate_file(sqlite3_file *file, sqlite3_int64 size)
{
    note(TRUNCATE, ((struct file *)file)->part, (long)size, NULL, 0);
    return under(file)->pMethods->xTruncate(under(file), size);
}

static int sync_file(sqlite3_file *file, int flags)
{
    pthread_mutex_lock(&record.lock);
    bool fails = record.sync_fails;
    pthread_mutex_unlock(&record.lock);
    if (fails)
        return SQLITE_IOERR_FSYNC;
    int code = under(file)->pMethods->xSync(under(file), flags);
    if (code == SQLITE_OK)
        note(SYNC, ((struct file *)file)->part, 0, NULL, 0);
    return code;
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size)
{
    return under(file)->pMethods->xFileSize(under(file), size);
}

static int lock_file(sqlite3_file *file, int level)
{
    return under(file)->pMethods->xLock(under(file), level);
}

static int unlock_file(sqlite3_file *file, int level)
{
    return under(file)->pMethods->xUnlock(under(file), level);
}

static int check_lock(sqlite3_file *file, int *out)
{
    return under(file)->pMethods->xCheckReservedLock(under(file), out);
}

static int control_file(sqlite3_file *file, int what, void *context)
{
    return under(file)->pMethods->xFileControl(under(file), what, context);
}

static int sector_size(sqlite3_file *file)
{
    return under(file)->pMethods->xSectorSize(under(file));
}

/* No promise of atomic writes or of order beyond what a sync gives. */
static int characteristics(sqlite3_file *file)
{
    (void)file;
    return 0;
}

static int shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **out)
{
    return under(file)->pMethods->xShmMap(under(file), page, size, extend, out);
}

static int shm_lock(sqlite3_file *file, int offset, int count, int flags)
{
    return under(file)->pMethods->xShmLock(under(file), offset, count, flags);
}

static void shm_barrier(sqlite3_file *file) { under(file)->pMethods->xShmBarrier(under(file)); }

static int shm_unmap(sqlite3_file *file, int remove)
{
    return under(file)->pMethods->xShmUnmap(under(file), remove);
}

static const sqlite3_io_methods methods = {
    2,         close_file,  read_file,  write_file,   truncate_file, sync_file,       file_size,
    lock_file, unlock_file, check_lock, control_file, sector_size,   characteristics, shm_map,
    shm_lock,  shm_barrier, shm_unmap,  NULL,         NULL
};

static enum part part_of(const char *name, int flags)
{
    size_t length = strlen(record.path);
    if (!name || length == 0 || strncmp(name, record.path, length) != 0)
        return OTHER;
    if (flags & SQLITE_OPEN_MAIN_DB)
        return STORE;
    return flags & SQLITE_OPEN_WAL ? LOG : OTHER;
}

static int open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags,
                     int *out_flags)
{
    struct file *own = (struct file *)file;
    (void)vfs;
    *own = (struct file){ .part = part_of(name, flags),
                          .real = calloc(1, (size_t)real->szOsFile) };
    int code = real->xOpen(real, name, own->real, flags, out_flags);
    if (own->real->pMethods)
        own->base.pMethods = &methods;
    else
        free(own->real);
    return code;
}

static int delete_file(sqlite3_vfs *vfs, const char *name, int sync_folder)
{
    (void)vfs;
    note(DELETE, part_of(name, SQLITE_OPEN_WAL), 0, NULL, 0);
    return real->xDelete(real, name, sync_folder);
}

void recorder_start(void)
{
    if (real)
        return;
    real = sqlite3_vfs_find(NULL);
    shim = *real;
    shim.zName = "recorder";
    shim.szOsFile = sizeof(struct file);
    shim.xOpen = open_file;
    shim.xDelete = delete_file;
    sqlite3_vfs_register(&shim, 1);
}

/* ---- what the disk holds ---- */

static void image_size(struct image *image, size_t count)
{
    if (count > image->room) {
        image->bytes = grow(image->bytes, 2 * count);
        image->room = 2 * count;
    }
    if (count > image->count)
        memset(image->bytes + image->count, 0, count - image->count);
    image->count = count;
}

static void image_write(struct image *image, long at, const unsigned char *bytes, size_t count)
{
    if ((size_t)at + count > image->count)
        image_size(image, (size_t)at + count);
    memcpy(image->bytes + at, bytes, count);
}

static void image_read(struct image *image, const char *path)
{
    FILE *in = fopen(path, "rb");
    image->count = 0;
    if (!in)
        return;
    unsigned char more[65536];
    size_t count;
    while ((count = fread(more, 1, sizeof more, in)) > 0)
        image_write(image, (long)image->count, more, count);
    fclose(in);
}

static void image_save(const struct image *image, const char *path)
{
    FILE *out = fopen(path, "wb");
    if (!out || fwrite(image->bytes, 1, image->count, out) != image->count || fclose(out) != 0)
        abort();
}

static void log_path(char out[256], const char *path) { snprintf(out, 256, "%s-wal", path); }

void recorder_clear(const char *path)
{
    char log[256];
    log_path(log, path);
    pthread_mutex_lock(&record.lock);
    for (size_t i = 0; i < record.count; i++)
        free(record.things[i].bytes);
    record.count = 0;
    snprintf(record.path, sizeof record.path, "%s", path);
    image_read(&record.base[STORE], path);
    image_read(&record.base[LOG], log);
    pthread_mutex_unlock(&record.lock);
}

void recorder_count_only(const char *path)
{
    recorder_clear(path);
    record.count_only = true;
}

size_t recorder_syncs(void) { return record.syncs; }

static void apply(struct image *image, const struct thing *thing)
{
    if (thing->act == WRITE)
        image_write(image, thing->at, thing->bytes, thing->count);
    if (thing->act == TRUNCATE)
        image_size(image, (size_t)thing->at);
    if (thing->act == DELETE)
        image_size(image, 0);
}

static unsigned next_chance(unsigned *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 16;
}

/* Half of the writes are lost; of the others half keep only some of their sectors. */
static void apply_some(struct image *image, const struct thing *thing, unsigned *seed)
{
    unsigned chance = next_chance(seed) % 4;
    if (thing->act != WRITE || chance < 2)
        return;
    struct thing part = *thing;
    if (chance == 2 && thing->count > SECTOR)
        part.count = SECTOR * (1 + next_chance(seed) % (unsigned)(thing->count / SECTOR));
    apply(image, &part);
}

static size_t last_sync(enum part part, size_t before)
{
    size_t last = 0;
    for (size_t i = 0; i < before; i++)
        if (record.things[i].part == part && record.things[i].act == SYNC)
            last = i + 1;
    return last;
}

size_t recorder_last_sync(void) { return last_sync(LOG, record.count) - 1; }

static void make_image(struct image *image, enum part part, size_t at, enum loss loss,
                       unsigned seed)
{
    size_t synced = last_sync(part, at);
    image->count = 0;
    image_write(image, 0, record.base[part].bytes, record.base[part].count);
    for (size_t i = 0; i < at; i++) {
        const struct thing *thing = &record.things[i];
        if (thing->part != part)
            continue;
        if (i < synced || loss == LOSE_NOTHING)
            apply(image, thing);
        else if (loss == LOSE_SOME)
            apply_some(image, thing, &seed);
    }
}

void recorder_cut(size_t at, enum loss loss, unsigned seed, const char *copy, bool *told,
                  size_t room)
{
    static struct image image;
    char log[256], shared[256];
    log_path(log, copy);
    snprintf(shared, sizeof shared, "%s-shm", copy);
    remove(shared);
    make_image(&image, STORE, at, loss, seed);
    image_save(&image, copy);
    make_image(&image, LOG, at, loss, seed + 1);
    image_save(&image, log);
    for (size_t i = 0; i < at; i++)
        if (record.things[i].act == TOLD && (size_t)record.things[i].at < room)
            told[record.things[i].at] = true;
}
