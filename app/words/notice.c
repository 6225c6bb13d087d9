/* A short table of the kinds said so far, under one lock: a notice is rare and a line is small.
 */
#include "words/notice.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* Kinds are constants of the program; one beyond the table is said each time. */
enum { KINDS_MAX = 48, MINUTE = 60, LINE_BYTES = 512 };

struct noticed {
    const char *kind;
    int64_t said_at; /* by a clock that nobody sets */
    unsigned more;   /* met since, and not said */
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct noticed noticed[KINDS_MAX];

static int64_t seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

static struct noticed *find(const char *kind)
{
    for (size_t i = 0; i < KINDS_MAX; i++) {
        if (!noticed[i].kind)
            noticed[i] = (struct noticed){ .kind = kind, .said_at = INT64_MIN / 2 };
        if (strcmp(noticed[i].kind, kind) == 0)
            return &noticed[i];
    }
    return NULL;
}

/* One write, so that lines of several threads and programs stay whole. */
static void say(const char *kind, const char *line, unsigned more)
{
    if (more)
        fprintf(stderr, "alliage: %s: %s (%u more since the line before)\n", kind, line, more);
    else
        fprintf(stderr, "alliage: %s: %s\n", kind, line);
}

void notice(const char *kind, const char *format, ...)
{
    char line[LINE_BYTES];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    for (char *at = line; *at; at++)
        if ((unsigned char)*at < ' ' || *at == 0x7f)
            *at = ' ';
    pthread_mutex_lock(&lock);
    struct noticed *known = find(kind);
    int64_t now = seconds();
    bool says = !known || now - known->said_at >= MINUTE;
    unsigned more = known ? known->more : 0;
    if (known)
        known->more = says ? 0 : more + 1;
    if (known && says)
        known->said_at = now;
    pthread_mutex_unlock(&lock);
    if (says)
        say(kind, line, more);
}

void notice_rest(bool all)
{
    pthread_mutex_lock(&lock);
    int64_t now = seconds();
    for (size_t i = 0; i < KINDS_MAX && noticed[i].kind; i++)
        if (noticed[i].more && (all || now - noticed[i].said_at >= MINUTE)) {
            fprintf(stderr, "alliage: %s: %u more since the line before\n", noticed[i].kind,
                    noticed[i].more);
            noticed[i].more = 0;
            noticed[i].said_at = now;
        }
    pthread_mutex_unlock(&lock);
}
