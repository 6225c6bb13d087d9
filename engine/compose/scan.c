/* Three loops over contiguous numbers; nearly all the time of a search is spent here. */
#include "compose/scan.h"

#include <math.h>

/* A running maximum per lane, with where it was seen. */
struct best {
    lanes value;
    lane_ints place;
};

static const lane_ints first_places = { 0, 1, 2, 3, 4, 5, 6, 7 };

LANES_INLINE void best_see(struct best *best, const lanes *value, size_t x)
{
    lane_ints greater = (lane_ints)(*value > best->value);
    lanes_choose(&best->value, &greater, value);
    lane_ints place = first_places + (int32_t)x;
    best->place = (best->place & ~greater) | (place & greater);
}

/* Of lanes that tie, the smallest place: the answer does not depend on how wide a lane is. */
LANES_INLINE struct found best_of(const struct best *best)
{
    struct found found = { .place = (size_t)best->place[0], .value = best->value[0] };
    for (int i = 1; i < LANES; i++) {
        size_t place = (size_t)best->place[i];
        float value = best->value[i];
        if (value > found.value || (value == found.value && place < found.place))
            found = (struct found){ place, value };
    }
    return found;
}

#define BEST_NONE                                        \
    {                                                    \
        .value = (lanes){ 0 } - INFINITY, .place = { 0 } \
    }

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
