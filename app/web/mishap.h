#ifndef WEB_MISHAP_H
#define WEB_MISHAP_H

/* Our own mistakes, held where they happen: an assertion that fails while a request is answered
 * ends that request, as an arena that is full does, and nobody else's. In commands, in tests
 * and on threads that try nothing it aborts, as ever. */
#include "base/arena.h"

enum mishap {
    MISHAP_NONE,
    MISHAP_MEMORY,   /* the arena was full, or the machine has no memory left */
    MISHAP_ASSERTION /* its place is on stderr: one line a minute (words/notice.h) */
};

/* mishap_try: runs `work` on this thread and comes back whatever it meets. One may stand inside
 * another.
 *
 * Takes    mem, whose limit ends the work too.
 * Keeps    what the work had opened: the caller sees to transactions and searches (site.left).
 *          Not given back: files, JSON trees and scratch arenas that were open at that moment,
 * a few kilobytes and, in the middle of a search, some megabytes. No lock of ours is ever held
 * where an assertion stands, so that nobody waits for one who left. */
enum mishap mishap_try(struct arena *mem, void (*work)(void *context), void *context);

#endif
