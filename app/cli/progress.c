/* A second's clock is read a thousand times a second at most: one call in 64. */
#include "cli/progress.h"

#include <stdio.h>
#include <unistd.h>

struct progress progress_start(void)
{
    return (struct progress){ .watched = isatty(STDERR_FILENO), .next = time(NULL) + 1 };
}

void progress_tell(void *self, size_t done, size_t all)
{
    struct progress *progress = self;
    if (done % 64 == 0)
        progress_step(progress, done, all);
}

void progress_step(struct progress *progress, size_t done, size_t all)
{
    enum { WIDTH = 30 };
    if (!progress->watched || time(NULL) <= progress->next)
        return;
    progress->next = time(NULL);
    progress->told = true;
    int full = all ? (int)(WIDTH * done / all) : 0;
    fprintf(stderr, "\r[%.*s%*s] %zu / %zu", full, "##############################",
            WIDTH - full, "", done, all);
}

void progress_end(struct progress *progress)
{
    if (progress->told)
        fputs("\r\033[K", stderr);
    progress->told = false;
}
