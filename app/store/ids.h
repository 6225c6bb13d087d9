#ifndef STORE_IDS_H
#define STORE_IDS_H

/* What things are called in the store. One type each, so that one cannot be taken for
 * another. Random, below 2^53 so that JSON holds them exactly; not secret. */
#include <stdint.h>

#include "store/db.h"

struct coach_id {
    int64_t value;
};
struct seat_id {
    int64_t value;
};
struct round_id {
    int64_t value;
};
struct letter_id {
    int64_t value;
};

int64_t store_new_id(void);

/* A hash of a secret, in hexadecimal: 32 bytes. */
enum { HASH_TEXT_BYTES = 65 };
struct token_hash {
    char text[HASH_TEXT_BYTES];
};

struct token_hash hash_from_text(const char *text);

#endif
