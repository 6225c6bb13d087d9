#ifndef FILES_NAMES_H
#define FILES_NAMES_H

/* Texts met many times and kept once, each under a number; and pairs of numbers likewise. A
 * campaign names a team in thousands of rows: comparing numbers is what makes reading fast
 * and small. */
#include <stdint.h>

#include "base/arena.h"

enum { NO_NUMBER = UINT32_MAX };

/* Start from zero with `mem` set. Numbers count from 0 in order of first appearance. */
struct names {
    struct arena *mem;
    uint32_t count, room;
    const char **texts;
    uint32_t *slots; /* open addressing: number + 1, 0 when free */
    size_t slot_count;
};

uint32_t files_names_add(struct names *names, const char *text); /* its number, new or not */
uint32_t files_names_find(const struct names *names, const char *text); /* or NO_NUMBER */

/* A pair of numbers leads to a third. Start from zero with `mem` set. */
struct pairs {
    struct arena *mem;
    uint32_t count;
    uint64_t *keys;
    uint32_t *values; /* + 1, 0 when free */
    size_t slot_count;
};

/* Gives what the pair leads to already, else NO_NUMBER after having it lead to `value`. */
uint32_t files_pairs_add(struct pairs *pairs, uint32_t a, uint32_t b, uint32_t value);

#endif
