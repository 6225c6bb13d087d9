/* Blocks in a chain, newest first; pieces are cut from the newest. */
#include "base/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <stdnoreturn.h>
#include <string.h>

/* Under ARENA_DEBUG each piece is its own block, so that AddressSanitizer sees a write past
 * its end; otherwise pieces are cut from blocks of this size, large enough that a portrait
 * needs one or two. */
#ifdef ARENA_DEBUG
enum { BLOCK_BYTES = 1 };
#else
enum { BLOCK_BYTES = 64 * 1024 };
#endif

struct arena_block {
    struct arena_block *next;
    size_t used, size;
    alignas(max_align_t) unsigned char bytes[];
};

struct arena arena_with_limit(size_t bytes) { return (struct arena){ .limit = bytes }; }

void arena_free(struct arena *mem)
{
    while (mem->head) {
        struct arena_block *next = mem->head->next;
        free(mem->head);
        mem->head = next;
    }
    mem->used = 0;
}

struct arena_mark arena_mark(const struct arena *mem)
{
    return (struct arena_mark){
        .head = mem->head,
        .block_used = mem->head ? mem->head->used : 0,
        .used = mem->used,
    };
}

void arena_release(struct arena *mem, struct arena_mark mark)
{
    while (mem->head != mark.head) {
        struct arena_block *next = mem->head->next;
        /* One ordinary block is kept: a loop that marks and releases would otherwise ask
         * the machine for the same block at every turn. */
        if (next == mark.head && mem->head->size == BLOCK_BYTES && BLOCK_BYTES > 1) {
            mem->head->used = 0;
            break;
        }
        free(mem->head);
        mem->head = next;
    }
    if (mem->head == mark.head && mem->head)
        mem->head->used = mark.block_used;
    mem->used = mark.used;
}

static noreturn void leave(struct arena *mem)
{
    if (mem->door)
        longjmp(*mem->door, 1);
    assert(!"there is memory left");
    abort();
}

/* A piece larger than a block comes zeroed from the machine, which for pages nobody has used
 * yet costs nothing until they are touched; the others are zeroed when they are cut. */
static struct arena_block *add_block(struct arena *mem, size_t wanted)
{
    bool large = wanted > BLOCK_BYTES;
    size_t size = large ? wanted : BLOCK_BYTES;
    struct arena_block *block =
        large ? calloc(1, sizeof *block + size) : malloc(sizeof *block + size);
    if (!block)
        leave(mem);
    block->used = 0;
    block->size = size;
    block->next = mem->head;
    mem->head = block;
    return block;
}

void *arena_alloc(struct arena *mem, size_t count, size_t size)
{
    if (size && count > (SIZE_MAX / 2) / size)
        leave(mem);
    size_t wanted = count * size;
#ifndef ARENA_DEBUG
    size_t align = alignof(max_align_t);
    wanted = (wanted + align - 1) / align * align;
#endif
    if (wanted > mem->limit - mem->used)
        leave(mem);
    struct arena_block *block = mem->head;
    if (!block || wanted > block->size - block->used || BLOCK_BYTES == 1)
        block = add_block(mem, wanted);
    void *piece = block->bytes + block->used;
    block->used += wanted;
    mem->used += wanted;
    return wanted > BLOCK_BYTES ? piece : memset(piece, 0, wanted);
}

char *arena_copy(struct arena *mem, const char *text, size_t length)
{
    char *copy = arena_alloc(mem, length + 1, 1);
    memcpy(copy, text, length);
    return copy;
}

char *arena_text(struct arena *mem, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    char none[1];
    int length = vsnprintf(none, sizeof none, format, args);
    va_end(args);
    assert(length >= 0);
    char *text = arena_alloc(mem, (size_t)length + 1, 1);
    vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}
