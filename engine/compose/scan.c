/* Three loops over contiguous numbers; nearly all the time of a search is spent here. */
#include "compose/scan.h"

#include "compose/best.h"

LANES_INLINE struct found exchanges(const struct scan *s)
{
    struct best best = BEST_NONE;
    for (size_t x = 0; x < s->stride; x += LANES) {
        lanes there, row, own, distance, noise;
        for (int i = 0; i < LANES; i++)
            there[i] = s->column[s->team[x + (size_t)i]];
        lanes_load(&row, s->row + x);
        lanes_load(&own, s->own + x);
        lanes_load(&distance, s->distance + x);
        lanes_load(&noise, s->noise + x);
        lanes value = (there - s->base) + (row - own) - (distance + distance);
        value += s->temperature * noise;
        best_see(&best, &value, x);
    }
    return best_of(&best);
}

LANES_INLINE struct found values_in(const float *values, const float *noise, size_t count,
                                    float temperature)
{
    struct best best = BEST_NONE;
    for (size_t x = 0; x < count; x += LANES) {
        lanes value, chance;
        lanes_load(&value, values + x);
        lanes_load(&chance, noise + x);
        value += temperature * chance;
        best_see(&best, &value, x);
    }
    return best_of(&best);
}

LANES_INLINE void exchange_rows(float *from, float *to, const float *plus, const float *minus,
                                size_t count)
{
    for (size_t x = 0; x < count; x += LANES) {
        lanes a, b, p, m;
        lanes_load(&a, from + x);
        lanes_load(&b, to + x);
        lanes_load(&p, plus + x);
        lanes_load(&m, minus + x);
        p -= m;
        a -= p;
        b += p;
        lanes_store(from + x, &a);
        lanes_store(to + x, &b);
    }
}

LANES_AVX2 static struct found exchanges_avx2(const struct scan *scan)
{
    return exchanges(scan);
}

LANES_AVX2 static struct found values_avx2(const float *values, const float *noise,
                                           size_t count, float temperature)
{
    return values_in(values, noise, count, temperature);
}

LANES_AVX2 static void exchange_rows_avx2(float *from, float *to, const float *plus,
                                          const float *minus, size_t count)
{
    exchange_rows(from, to, plus, minus, count);
}

struct found scan_exchanges(enum instruction_set set, const struct scan *scan)
{
    return set >= INSTRUCTIONS_AVX2 ? exchanges_avx2(scan) : exchanges(scan);
}

struct found scan_values(enum instruction_set set, const float *values, const float *noise,
                         size_t count, float temperature)
{
    if (set >= INSTRUCTIONS_AVX2)
        return values_avx2(values, noise, count, temperature);
    return values_in(values, noise, count, temperature);
}

void scan_exchange_rows(enum instruction_set set, float *from, float *to, const float *plus,
                        const float *minus, size_t count)
{
    if (set >= INSTRUCTIONS_AVX2)
        exchange_rows_avx2(from, to, plus, minus, count);
    else
        exchange_rows(from, to, plus, minus, count);
}
