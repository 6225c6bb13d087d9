#ifndef STORE_COUNTS_H
#define STORE_COUNTS_H

/* How many there are of something, over the whole store: for whoever keeps it, who reads
 * figures and never an answer. */
#include "store/db.h"

enum counted {
    COUNT_TEAMS,
    COUNT_COACHES,
    COUNT_ROUNDS,
    COUNT_OPEN_ROUNDS,
    COUNT_RELEASES,
    COUNT_UNRELEASED,      /* released rounds without a release: there should be none */
    COUNT_ASTRAY_RELEASES, /* releases of rounds that are not released: none either */
    COUNT_OVERFULL,        /* teams or rounds of more than 8 people: none */
    COUNT_ODD_ANSWERS,     /* off every scale, or about somebody who is not there: none */
    COUNT_ANSWERED_ROUNDS, /* that ended and still hold raw answers */
    COUNT_LETTERS_WAITING,
    COUNT_LETTERS_GIVEN_UP,
    COUNT_KINDS
};

enum status store_count(struct transaction *transaction, enum counted what, int64_t *out,
                        struct err *err);

/* The statement of a count, for a file that is looked at before it is a store. */
const char *store_count_statement(enum counted what);

/* store_count_overdue: rounds still open that were opened at `before` or earlier. */
enum status store_count_overdue(struct transaction *transaction, int64_t before, int64_t *out,
                                struct err *err);

#endif
