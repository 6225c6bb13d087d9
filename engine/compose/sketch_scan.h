#ifndef COMPOSE_SKETCH_SCAN_H
#define COMPOSE_SKETCH_SCAN_H

/* The inner loops of the sketch, for three machines with identical results. */
#include "compose/lanes.h"

enum { SKETCH_LANES = 32, SKETCH_TABLE = 64 };

/* What one person asks: for everyone, in saturating sixteen-bit arithmetic and this order,
 *     ((column[team[x]] - base) + (row[x] - own[x])) - distance[x] - distance[x]
 *     + temperature * noise[x] / 2^15 rounded.
 * Stride is a multiple of SKETCH_LANES; column has whole tables of SKETCH_TABLE. */
struct sketch_scan {
    size_t stride, tables;
    const int16_t *row, *own, *distance, *noise, *column;
    const uint16_t *team;
    int16_t base, temperature;
};

/* The largest value, and the first place that has it. */
struct sketch_found {
    size_t place;
    int value;
};

struct sketch_found sketch_scan(enum instruction_set set, const struct sketch_scan *scan);

/* from -= plus - minus; to += plus - minus. Nothing overflows. */
void sketch_exchange_rows(enum instruction_set set, int16_t *from, int16_t *to,
                          const int16_t *plus, const int16_t *minus, size_t count);

#endif
