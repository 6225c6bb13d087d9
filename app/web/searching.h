#ifndef WEB_SEARCHING_H
#define WEB_SEARCHING_H

/* One search at a time for each coach, and so much computing in so much time, in this process:
 * nobody holds all that may search. */
#include <stdbool.h>
#include <stdint.h>

/* false: one of theirs is under way, they have had their share for now, or too many coaches
 * search at once. */
bool searching_start(int64_t coach, int64_t now);
void searching_end(double seconds);

/* A handler was left by a jump in the middle of a search: it is over. */
void searching_left(void);

#endif
