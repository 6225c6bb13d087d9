#ifndef BASE_CHANCE_H
#define BASE_CHANCE_H

/* Seeded random numbers, the only ones in the engine: the same seed gives the same numbers
 * on every machine. Not for secrets.
 *
 * Source   Blackman & Vigna (2021), Scrambled linear pseudorandom number generators,
 *          ACM TOMS 47(4): xoshiro256++; seeded by SplitMix64 (Steele, Lea & Flood 2014).
 * Checked  against the published first outputs: tests/engine/base/chance_test.c */
#include <stddef.h>
#include <stdint.h>

struct chance {
    uint64_t s[4];
};

struct chance chance_from_seed(uint64_t seed);

uint64_t chance_bits(struct chance *chance);                  /* 64 uniform bits */
double chance_unit(struct chance *chance);                    /* in [0, 1), 53 bits */
uint64_t chance_below(struct chance *chance, uint64_t bound); /* 0 .. bound-1, without bias */
double chance_normal(struct chance *chance);                  /* mean 0, variance 1 */
void chance_shuffle(struct chance *chance, size_t *list, size_t count);

#endif
