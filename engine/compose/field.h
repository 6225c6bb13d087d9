#ifndef COMPOSE_FIELD_H
#define COMPOSE_FIELD_H

/* Arithmetic in which every number but 0 divides every other: what schedules without a
 * repeated meeting are made of. */
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

enum { FIELD_ORDER_MAX = 512 };

/* Elements are 0 .. order-1; 0 and 1 are what they are called. A prime field counts modulo
 * the prime; another writes its elements as digits in base `prime`. */
struct field {
    uint32_t order, prime, degree;
    const uint16_t *sum, *product; /* order x order */
};

/* field_of: the field with so many elements.
 *
 * Gives    false when the order is no power of a prime, or above FIELD_ORDER_MAX.
 * Cost     O(order^2 * degree^2) time, 4 * order^2 bytes.
 * Checked  by the axioms, for every order: tests/engine/compose/design_test.c */
bool field_of(struct arena *mem, uint32_t order, struct field *out);

static inline uint32_t field_sum(const struct field *field, uint32_t a, uint32_t b)
{
    return field->sum[a * field->order + b];
}

static inline uint32_t field_product(const struct field *field, uint32_t a, uint32_t b)
{
    return field->product[a * field->order + b];
}

#endif
