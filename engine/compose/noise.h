#ifndef COMPOSE_NOISE_H
#define COMPOSE_NOISE_H

/* Chance for the inner loops: a table of Gumbel noise, and quick draws.
 *
 * Adding temperature * Gumbel noise to every choice and taking the largest picks each choice
 * with probability proportional to exp(worth / temperature): a heat bath over the whole
 * neighbourhood, which wastes no proposal when it is cold.
 *
 * Chance   the table from its own seed; the place read in it from the search's generator.
 * Source   Gumbel (1954); the trick is described by Maddison, Tarlow & Minka (2014), A*
 * sampling. */
#include "base/arena.h"
#include "base/chance.h"

enum { NOISE_COUNT = 1 << 14 };

struct noise {
    const float *at; /* NOISE_COUNT places, each followed by at least `window` numbers */
};

struct noise noise_table(struct arena *mem, size_t window, struct chance *chance);

/* A whole number under `bound` from the high half of `bits`: no division, and a bias under
 * bound / 2^32, which a search does not notice. */
static inline uint32_t noise_pick(uint64_t bits, size_t bound)
{
    return (uint32_t)(((bits >> 32) * (uint64_t)bound) >> 32);
}

/* Where to start reading the table, from the low bits. */
static inline const float *noise_read(const struct noise *noise, uint64_t bits)
{
    return noise->at + (bits & (NOISE_COUNT - 1));
}

#endif
