/* A short list under a lock: the files are a dozen, and each is compressed once. */
#include "web/compress.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { FILES_MAX = 64, GZIP = 16, MEMORY = 9 };

struct compressed {
    const char *bytes;
    char *smaller; /* NULL: it does not become smaller */
    size_t count;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct compressed files[FILES_MAX];
static size_t file_count;

static struct compressed compress_file(const char *bytes, size_t count)
{
    struct compressed file = { .bytes = bytes };
    z_stream stream = { .next_in = (Bytef *)bytes, .avail_in = (uInt)count };
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, MAX_WBITS + GZIP, MEMORY,
                     Z_DEFAULT_STRATEGY) != Z_OK)
        return file;
    file.smaller = malloc(count);
    if (!file.smaller) {
        deflateEnd(&stream);
        return file;
    }
    stream.next_out = (Bytef *)file.smaller;
    stream.avail_out = (uInt)count;
    bool fits = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    file.count = stream.total_out;
    deflateEnd(&stream);
    if (!fits) {
        free(file.smaller);
        file.smaller = NULL;
    }
    return file;
}

/* With the lock. */
static const struct compressed *find(const char *bytes, size_t count)
{
    for (size_t i = 0; i < file_count; i++)
        if (files[i].bytes == bytes)
            return &files[i];
    if (file_count == FILES_MAX || count == 0)
        return NULL;
    files[file_count] = compress_file(bytes, count);
    return &files[file_count++];
}

bool web_compressed(const char *bytes, size_t count, const char **out, size_t *out_count)
{
    pthread_mutex_lock(&lock);
    const struct compressed *file = find(bytes, count);
    bool smaller = file && file->smaller;
    if (smaller) {
        *out = file->smaller;
        *out_count = file->count;
    }
    pthread_mutex_unlock(&lock);
    return smaller;
}

/* "gzip" as a whole word, not refused by a weight of nothing. */
bool web_takes_gzip(const char *accept_encoding)
{
    const char *at = accept_encoding;
    while (at && *at) {
        at += strspn(at, " ,");
        size_t length = strcspn(at, ",");
        if (strncmp(at, "gzip", 4) == 0 && (length == 4 || at[4] == ';' || at[4] == ' '))
            return !(length >= 8 && strncmp(at + 4, ";q=0", 4) == 0 &&
                     (length == 8 || at[8] != '.'));
        at += length;
    }
    return false;
}
