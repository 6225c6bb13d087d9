#ifndef BASE_ARENA_H
#define BASE_ARENA_H

/* Memory by lifetime.
 *
 * An arena hands out zeroed memory that is all given back at once. A function that
 * allocates takes the arena as its first parameter, `mem`, and what it returns lives
 * exactly as long as that arena. Nothing is freed one by one.
 *
 * Reaching the arena's own limit, or a machine that has no memory left, leaves by `door` (a
 * request's handler answers 503 there); without a door it is a failed assertion. What a user
 * can make big is refused earlier, where its size is still a number. */
#include <setjmp.h>
#include <stddef.h>

struct arena_block;

struct arena {
    struct arena_block *head;
    size_t used, limit;
    jmp_buf *door; /* NULL: no way out but a failed assertion */
};

/* A place in an arena to come back to: scratch inside one loop. */
struct arena_mark {
    struct arena_block *head;
    size_t block_used, used;
};

struct arena arena_with_limit(size_t bytes);
void arena_free(struct arena *mem);

/* Everything handed out after the mark is given back; its memory is used again. */
struct arena_mark arena_mark(const struct arena *mem);
void arena_release(struct arena *mem, struct arena_mark mark);

/* Takes  count * size bytes, aligned for any type, zeroed. Never NULL. */
void *arena_alloc(struct arena *mem, size_t count, size_t size);

/* A text made as printf would, or copied, NUL-terminated. */
char *arena_text(struct arena *mem, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *arena_copy(struct arena *mem, const char *text, size_t length);

#define NEW(mem, type) ((type *)arena_alloc((mem), 1, sizeof(type)))
#define NEW_ARRAY(mem, type, count) ((type *)arena_alloc((mem), (count), sizeof(type)))

#endif
