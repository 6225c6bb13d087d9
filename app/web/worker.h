#ifndef WEB_WORKER_H
#define WEB_WORKER_H

/* Threads for what may wait. They are started as work comes, up to a number, and leave when
 * there has been none for a while. */
#include <stdbool.h>

struct workers;

/* threads: at most so many at once; waiting: work that may wait for one of them. */
struct workers *workers_open(int threads, int waiting);

/* false: too much waits already. */
bool workers_add(struct workers *workers, void (*work)(void *context), void *context);

/* Finishes what was added, then ends the threads. */
void workers_close(struct workers *workers);

#endif
