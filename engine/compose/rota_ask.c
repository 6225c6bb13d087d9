/* Loops over contiguous whole numbers; nearly all the time of a rotation is spent here. */
#include "compose/rota_ask.h"

#include "compose/best.h"

LANES_INLINE void load_ints(lane_ints *into, const int32_t *from)
{
    memcpy(into, from, sizeof *into);
}

LANES_INLINE struct found ask(const struct rota_question *q)
{
    struct best best = BEST_NONE;
    for (size_t x = 0; x < q->stride; x += LANES) {
        lane_ints there, row, own, price;
        lanes noise;
        for (int i = 0; i < LANES; i++)
            there[i] = q->column[q->team[x + (size_t)i]];
        load_ints(&row, q->row + x);
        load_ints(&own, q->own + x);
        load_ints(&price, q->price + x);
        lanes_load(&noise, q->noise + x);
        lane_ints change = (there - q->base) + (row - own) - (price + price);
        lanes value = q->temperature * noise - __builtin_convertvector(change, lanes);
        best_see(&best, &value, x);
    }
    return best_of(&best);
}

LANES_INLINE void change_row(int32_t *into, const int32_t *plus, const int32_t *minus,
                             size_t count)
{
    for (size_t x = 0; x < count; x += LANES) {
        lane_ints sum, p, m;
        load_ints(&sum, into + x);
        load_ints(&p, plus + x);
        load_ints(&m, minus + x);
        sum += p - m;
        memcpy(into + x, &sum, sizeof sum);
    }
}

LANES_INLINE void add_row(int32_t *into, const int32_t *row, size_t count)
{
    for (size_t x = 0; x < count; x += LANES) {
        lane_ints sum, more;
        load_ints(&sum, into + x);
        load_ints(&more, row + x);
        sum += more;
        memcpy(into + x, &sum, sizeof sum);
    }
}

LANES_AVX2 static struct found ask_avx2(const struct rota_question *question)
{
    return ask(question);
}

LANES_AVX2 static void change_row_avx2(int32_t *into, const int32_t *plus, const int32_t *minus,
                                       size_t count)
{
    change_row(into, plus, minus, count);
}

LANES_AVX2 static void add_row_avx2(int32_t *into, const int32_t *row, size_t count)
{
    add_row(into, row, count);
}

struct found rota_ask(enum instruction_set set, const struct rota_question *question)
{
    return set >= INSTRUCTIONS_AVX2 ? ask_avx2(question) : ask(question);
}

void rota_change_row(enum instruction_set set, int32_t *into, const int32_t *plus,
                     const int32_t *minus, size_t count)
{
    if (set >= INSTRUCTIONS_AVX2)
        change_row_avx2(into, plus, minus, count);
    else
        change_row(into, plus, minus, count);
}

void rota_add_row(enum instruction_set set, int32_t *into, const int32_t *row, size_t count)
{
    if (set >= INSTRUCTIONS_AVX2)
        add_row_avx2(into, row, count);
    else
        add_row(into, row, count);
}
