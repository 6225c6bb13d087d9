#ifndef COMPOSE_SCAN_H
#define COMPOSE_SCAN_H

/* The inner loops of both kernels, each in plain code and in AVX2 with identical results. */
#include "compose/lanes.h"

/* The largest of the values seen, and the first place that has it. */
struct found {
    size_t place;
    float value; /* noise included */
};

/* What one person asks of a matrix: the worth of exchanging with each of the others,
 *     column[team[x]] - base + row[x] - own[x] - 2 distance[x], plus temperature * noise. */
struct scan {
    size_t stride;
    const float *row, *own, *distance, *noise, *column;
    const int32_t *team;
    float base, temperature;
};

struct found scan_exchanges(enum instruction_set set, const struct scan *scan);

/* The largest of values[x] + temperature * noise[x]. Count is a multiple of LANES. */
struct found scan_values(enum instruction_set set, const float *values, const float *noise,
                         size_t count, float temperature);

/* from -= plus - minus; to += plus - minus: two people change places. */
void scan_exchange_rows(enum instruction_set set, float *from, float *to, const float *plus,
                        const float *minus, size_t count);

#endif
