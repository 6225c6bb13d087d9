#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

/* Progress on standard error, for somebody who watches a terminal, once it lasts over a
 * second. */
#include <stdbool.h>
#include <stddef.h>
#include <time.h>

struct progress {
    bool watched, told;
    time_t next;
};

struct progress progress_start(void);
void progress_tell(void *self, size_t done, size_t all); /* self: the struct progress */
void progress_step(struct progress *progress, size_t done, size_t all); /* few, long steps */
void progress_end(struct progress *progress);                           /* clears the line */

#endif
