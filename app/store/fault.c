/* The sentence is fail()'s, so that a catalogue finds it in the reader's language. A sentence
 * without holes leaves room beside it: there the kind and the cause stand, one after the other.
 */
#include "store/fault.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const char *const kinds[FAULT_KINDS] = {
    [FAULT_DOWN] = "store.down",       [FAULT_LOCKED] = "store.locked",
    [FAULT_BUSY] = "store.busy",       [FAULT_READ_ONLY] = "store.read_only",
    [FAULT_FULL] = "store.full",       [FAULT_DISK] = "store.disk",
    [FAULT_MOVED] = "store.moved",     [FAULT_DAMAGED] = "store.damaged",
    [FAULT_UNSURE] = "store.unsure",   [FAULT_RULE] = "store.rule",
    [FAULT_CROSSED] = "store.crossed", [FAULT_UNTOLD] = "store.untold",
};

static enum status say(struct err *err, enum fault fault)
{
    switch (fault) {
    case FAULT_DOWN:
        return fail(err, BROKEN, "the database does not answer");
    case FAULT_LOCKED:
        return fail(err, BROKEN, "another program is keeping the database to itself");
    case FAULT_BUSY:
        return fail(err, BROKEN, "too many people are using the database at once");
    case FAULT_READ_ONLY:
        return fail(err, BROKEN, "the database can be read, but nothing can be written to it");
    case FAULT_FULL:
        return fail(err, BROKEN, "the disk of the database is full");
    case FAULT_DISK:
        return fail(err, BROKEN, "the disk of the database does not work as it should");
    case FAULT_MOVED:
        return fail(err, BROKEN, "the file of the database has been moved or removed");
    case FAULT_DAMAGED:
        return fail(err, BROKEN, "the database is damaged");
    case FAULT_UNSURE:
        return fail(err, BROKEN,
                    "the database went away while this was being saved: look whether it is "
                    "there before you send it again");
    case FAULT_RULE:
        return fail(err, CONFLICT,
                    "this does not go with what is stored already: load the page again, then "
                    "start over");
    case FAULT_CROSSED:
        return fail(err, CONFLICT,
                    "someone else saved something at the same moment: try again");
    case FAULT_UNTOLD:
    case FAULT_KINDS:
        break;
    }
    return fail(err, BROKEN, "the database could not do this");
}

enum status store_fault(struct err *err, enum fault fault, const char *cause, ...)
{
    char text[200];
    va_list args;
    va_start(args, cause);
    vsnprintf(text, sizeof text, cause, args);
    va_end(args);
    enum status status = say(err, fault);
    size_t length = strlen(kinds[fault]);
    memcpy(err->holes, kinds[fault], length + 1);
    memcpy(err->holes + length + 1, text, strlen(text) + 1);
    return status;
}

static int fault_of(const struct err *err)
{
    /* Only a sentence with holes has anything else beside it. */
    if (!err->format || strchr(err->format, '%'))
        return -1;
    for (int i = 0; i < FAULT_KINDS; i++)
        if (strcmp(err->holes, kinds[i]) == 0)
            return i;
    return -1;
}

const char *store_fault_kind(const struct err *err)
{
    int fault = fault_of(err);
    return fault < 0 ? NULL : kinds[fault];
}

const char *store_fault_cause(const struct err *err)
{
    return fault_of(err) < 0 ? "" : err->holes + strlen(err->holes) + 1;
}

bool store_fault_passes(const struct err *err)
{
    int fault = fault_of(err);
    return fault == FAULT_DOWN || fault == FAULT_LOCKED || fault == FAULT_BUSY ||
           fault == FAULT_UNTOLD;
}

bool store_fault_spared(const struct err *err)
{
    int fault = fault_of(err);
    return fault != FAULT_MOVED && fault != FAULT_DAMAGED && fault != FAULT_DISK;
}
