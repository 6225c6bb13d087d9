#ifndef COMPOSE_LANES_H
#define COMPOSE_LANES_H

/* Eight numbers at once, written once for every machine.
 *
 * A kernel is one inlined body on these vectors. It is compiled for the plain machine, where
 * the compiler splits each vector, and again for AVX2. Each lane does the same operations in
 * the same order, none fused, so both give the same bits: the choice is about time only. The
 * loops that AVX-512 pays for have a body of their own each (sketch_scan.h, sums_scan.h); all
 * others take it for AVX2. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"

/* Which machine code to run; whoever starts a search finds out what the machine has. */
enum instruction_set { INSTRUCTIONS_PLAIN, INSTRUCTIONS_AVX2, INSTRUCTIONS_AVX512 };

enum { LANES = 8 };

/* The two typedefs of the project that are not of functions: a vector has no other name. */
typedef float lanes __attribute__((vector_size(32)));
typedef int32_t lane_ints __attribute__((vector_size(32)));

#define LANES_INLINE static inline __attribute__((always_inline))

#if defined(__x86_64__)
#define LANES_AVX2 __attribute__((target("avx2")))
#else
#define LANES_AVX2
#endif

LANES_INLINE void lanes_load(lanes *into, const float *from)
{
    memcpy(into, from, sizeof *into);
}

LANES_INLINE void lanes_store(float *into, const lanes *from)
{
    memcpy(into, from, sizeof *from);
}

/* Where the mask is all ones the new value, elsewhere the old one. */
LANES_INLINE void lanes_choose(lanes *value, const lane_ints *mask, const lanes *chosen)
{
    lane_ints old = (lane_ints)*value, new = (lane_ints)*chosen;
    *value = (lanes)((old & ~*mask) | (new &*mask));
}

static inline size_t lanes_round(size_t count)
{
    return (count + 2 * LANES - 1) / (2 * LANES) * (2 * LANES);
}

/* `count` numbers that start on a cache line. */
static inline void *lanes_alloc(struct arena *mem, size_t count, size_t size)
{
    enum { LINE = 64 };
    unsigned char *piece = arena_alloc(mem, count * size + LINE, 1);
    return piece + (LINE - (uintptr_t)piece % LINE) % LINE;
}

#endif
