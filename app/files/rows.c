/* Only the short table of blocks is ever copied: memory stays within a block of what is held,
 * where doubling would take up to three times as much from an arena. */
#include "files/rows.h"

#include <assert.h>
#include <string.h>

enum { BLOCK_BITS = 9, BLOCK_ROWS = 1 << BLOCK_BITS };

void *files_rows_at(const struct rows *rows, uint32_t i)
{
    assert(i < rows->count);
    return rows->blocks[i >> BLOCK_BITS] + (i & (BLOCK_ROWS - 1)) * rows->size;
}

void *files_rows_add(struct rows *rows)
{
    size_t block = rows->count >> BLOCK_BITS;
    if (block == rows->block_room) {
        size_t room = block ? 2 * block : 16;
        unsigned char **blocks = NEW_ARRAY(rows->mem, unsigned char *, room);
        if (block)
            memcpy(blocks, rows->blocks, block * sizeof *blocks);
        rows->blocks = blocks;
        rows->block_room = room;
    }
    if ((rows->count & (BLOCK_ROWS - 1)) == 0)
        rows->blocks[block] = arena_alloc(rows->mem, BLOCK_ROWS, rows->size);
    rows->count++;
    return files_rows_at(rows, rows->count - 1);
}
