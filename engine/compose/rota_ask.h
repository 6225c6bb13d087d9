#ifndef COMPOSE_ROTA_ASK_H
#define COMPOSE_ROTA_ASK_H

/* The inner loops of a search of rotations, on whole prices, in plain code and in AVX2 with
 * identical results. */
#include "compose/lanes.h"
#include "compose/scan.h"

/* Over any sum of prices, and a few of them still fit 32 bits: who has it is not chosen. */
enum { ROTA_NEVER = 1 << 29 };

/* What one person asks: the cost of exchanging with each of the others,
 *     column[team[x]] - base + row[x] - own[x] - 2 price[x], less temperature * noise. */
struct rota_question {
    size_t stride;
    const int32_t *row, *own, *price, *column, *team;
    const float *noise;
    int32_t base;
    float temperature;
};

/* rota_ask: who answers the lowest; of those who tie, the first.
 * Gives    value: temperature * noise less the cost. */
struct found rota_ask(enum instruction_set set, const struct rota_question *question);

/* The cost of one exchange, as asked. */
static inline int32_t rota_answer(const struct rota_question *question, uint32_t x)
{
    return question->column[question->team[x]] - question->base + question->row[x] -
           question->own[x] - 2 * question->price[x];
}

/* into += row */
void rota_add_row(enum instruction_set set, int32_t *into, const int32_t *row, size_t count);

/* into += plus - minus */
void rota_change_row(enum instruction_set set, int32_t *into, const int32_t *plus,
                     const int32_t *minus, size_t count);

#endif
