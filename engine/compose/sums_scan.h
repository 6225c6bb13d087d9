#ifndef COMPOSE_SUMS_SCAN_H
#define COMPOSE_SUMS_SCAN_H

/* The inner loop of the sums, for three machines with identical results.
 *
 * A block is SUMS_BLOCK seats: for each pair of numbers 32 values, two a seat, then 32 sums of
 * the rest of each seat's team, two a seat. */
#include "compose/lanes.h"
#include "compose/scan.h"

enum { SUMS_BLOCK = 16, SUMS_WINDOW = 128, SUMS_PAIRS_MAX = 32 };

/* What one seat asks of the SUMS_WINDOW seats that begin at a block:
 *     (value - value[x]) . (rest - rest[x]) + temperature * noise[x],
 * the product exact in 32 bits. */
struct sums_scan {
    size_t pairs;
    const int16_t *cell;  /* of the first block */
    const int16_t *asker; /* value and rest of each pair, four numbers */
    const float *noise;
    float temperature;
};

struct found sums_scan(enum instruction_set set, const struct sums_scan *scan);

#endif
