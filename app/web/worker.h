#ifndef WEB_WORKER_H
#define WEB_WORKER_H

/* Threads for what may wait. They are started as work comes, up to a number, and leave when
 * there has been none for a while. Work of one owner can be kept from filling them: then each
 * owner has one piece running, and who has brought least is served first. */
#include <stdint.h>

struct workers;

struct workers_wish {
    int threads;   /* at most so many at once */
    int waiting;   /* work that may wait for one of them */
    int for_owner; /* … of one owner, and one piece of theirs runs at a time; 0: no bound */
    int nice;      /* how far these threads stand back from all others */
};

struct workers *workers_open(struct workers_wish wish);

/* workers_add: owner, whose work it is, where that is bounded.
 * Gives    WORK_FULL: too much waits already; WORK_CROWDED: too much of that owner's. */
enum work_added { WORK_ADDED, WORK_FULL, WORK_CROWDED };
enum work_added workers_add(struct workers *workers, uint64_t owner,
                            void (*work)(void *context), void *context);

/* Finishes what was added, then ends the threads. */
void workers_close(struct workers *workers);

#endif
