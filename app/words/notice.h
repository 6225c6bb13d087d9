#ifndef WORDS_NOTICE_H
#define WORDS_NOTICE_H

/* What whoever runs the program should know, on standard error: one line for each kind and
 * minute, so that a fault that everyone meets fills no log. Any thread.
 *
 *     alliage: store.locked: another program is keeping the database to itself (…)
 *     alliage: store.locked: … (41 more since the line before) */
#include <stdbool.h>

/* notice: says it, unless that kind was said less than a minute ago: then it is counted, and
 * the next line of the kind, or notice_rest, tells how many there were.
 *
 * Takes    kind, a constant: where and what, "store.locked"; the line: what happened and its
 *          status. Nothing that a person typed, no name, no address of a page. */
void notice(const char *kind, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* notice_rest: the counts whose minute has passed, for a clock that comes by, and for the end
 * (all: whatever their minute). */
void notice_rest(bool all);

#endif
