#ifndef STORE_FAULT_H
#define STORE_FAULT_H

/* What the world does to a store, told as what it is: one plain sentence for whoever waits, and
 * for the log of whoever runs it a kind and a cause. Neither holds anything that was stored. */
#include <stdbool.h>

#include "base/status.h"

enum fault {
    FAULT_DOWN,      /* no answer: stopped, starting, out of reach */
    FAULT_LOCKED,    /* another program holds it */
    FAULT_BUSY,      /* too many at once for it */
    FAULT_READ_ONLY, /* it can be read and not written */
    FAULT_FULL,      /* its disk is full */
    FAULT_DISK,      /* its disk or its folder lets it down */
    FAULT_MOVED,     /* its file was moved, removed or replaced while it was open */
    FAULT_DAMAGED,   /* what it holds is not what it should be */
    FAULT_UNSURE,    /* it went away during a commit, which may have been done */
    FAULT_RULE,      /* one of its rules refused a row: CONFLICT */
    FAULT_CROSSED,   /* someone else wrote at the same moment: CONFLICT */
    FAULT_UNTOLD,    /* anything else */
    FAULT_KINDS
};

/* store_fault: writes the sentence of a fault, and keeps kind and cause beside it.
 *
 * Takes    cause, for the log: a code, the name of a rule; never a value.
 * Gives    CONFLICT for the two that are, else BROKEN. */
enum status store_fault(struct err *err, enum fault fault, const char *cause, ...)
    __attribute__((format(printf, 3, 4)));

/* store_fault_kind: "store.locked" …, when err came from store_fault; NULL: it did not. */
const char *store_fault_kind(const struct err *err);
const char *store_fault_cause(const struct err *err); /* of such an err */

/* May what was stored before still be there, and may trying again later help? */
bool store_fault_passes(const struct err *err);
bool store_fault_spared(const struct err *err);

#endif
