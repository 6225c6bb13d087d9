/* Ids are drawn, not counted: none tells how many teams there are, and no database is asked. */
#include "store/ids.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

int64_t store_new_id(void)
{
    int64_t id = 0;
    while (id == 0) { /* 0 means none */
        randombytes_buf(&id, sizeof id);
        id &= ((int64_t)1 << 53) - 1;
    }
    return id;
}

struct token_hash hash_from_text(const char *text)
{
    struct token_hash hash;
    assert(strlen(text) == sizeof hash.text - 1);
    memcpy(hash.text, text, sizeof hash.text);
    return hash;
}
