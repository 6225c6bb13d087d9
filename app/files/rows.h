#ifndef FILES_ROWS_H
#define FILES_ROWS_H

/* A list that grows without moving or copying what it holds: blocks of a fixed number of
 * rows. Start from zero with `mem` and `size` (bytes of one row) set. */
#include <stdint.h>

#include "base/arena.h"

struct rows {
    struct arena *mem;
    size_t size;
    uint32_t count;
    size_t block_room;
    unsigned char **blocks;
};

void *files_rows_add(struct rows *rows); /* one more row, all zero */
void *files_rows_at(const struct rows *rows, uint32_t i);

#endif
