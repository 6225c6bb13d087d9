#ifndef FILES_ORDER_H
#define FILES_ORDER_H

/* Which of some names of rounds comes first, from what they say: never from where they stand
 * in a file. */
#include <stdint.h>

#include "base/arena.h"

enum order_kind {
    ORDER_KNOWN,     /* one order, whichever way the names are read */
    ORDER_DAY_FIRST, /* … of dates that only make sense as day, month, year */
    ORDER_MONTH_FIRST,
    ORDER_UNKNOWN, /* no order in the names, or two ways to read them that disagree */
};

/* files_order: puts names in time.
 *
 * Takes    texts in one form, each once.
 * Gives    rank, of each: 0 for the first; two names that say the same (1 and 01) share one.
 *          Known are: numbers; names that differ by their numbers alone (Sprint 2, Sprint 10);
 *          dates: 2026-03-01, 2026-03, 1/3/2026, March 2026, 1er mars 2026, T1 2026, with a
 *          time of day or without. A year counts first wherever it stands. Of day and month
 *          both orders are tried, and must agree where both are possible. */
enum order_kind files_order(struct arena *mem, const char *const texts[], size_t count,
                            uint32_t rank[]);

#endif
