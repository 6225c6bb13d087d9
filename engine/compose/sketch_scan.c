/* One loop three times: as the machine-independent definition, for AVX2, for AVX-512. */
#include "compose/sketch_scan.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

static int saturated(int value)
{
    return value < INT16_MIN ? INT16_MIN : value > INT16_MAX ? INT16_MAX : value;
}

static struct sketch_found scan_plain(const struct sketch_scan *s)
{
    struct sketch_found found = { .value = INT16_MIN };
    for (size_t x = 0; x < s->stride; x++) {
        int value = saturated(saturated(s->column[s->team[x]] - s->base) +
                              saturated(s->row[x] - s->own[x]));
        value = saturated(saturated(value - s->distance[x]) - s->distance[x]);
        value = saturated(value + ((s->temperature * s->noise[x] + (1 << 14)) >> 15));
        if (value > found.value)
            found = (struct sketch_found){ x, value };
    }
    return found;
}

#if defined(__x86_64__)

#define TARGET_AVX2 __attribute__((target("avx2,bmi2")))
#define TARGET_AVX512 __attribute__((target("avx2,avx512f,avx512bw")))

/* Of the lanes that saw the largest value, the smallest place. `turn` is when each saw it. */
static struct sketch_found first_of(uint32_t lanes_equal, const int16_t *turn, size_t wide,
                                    int value)
{
    struct sketch_found found = { .place = SIZE_MAX, .value = value };
    for (; lanes_equal; lanes_equal &= lanes_equal - 1) {
        size_t lane = (size_t)__builtin_ctz(lanes_equal);
        size_t place = (size_t)turn[lane] * wide + lane;
        found.place = place < found.place ? place : found.place;
    }
    return found;
}

/* Flipped, the largest signed number is the smallest unsigned one, which one instruction
 * finds among eight. */
TARGET_AVX2 static inline int largest_of(__m256i value)
{
    __m128i half =
        _mm_max_epi16(_mm256_castsi256_si128(value), _mm256_extracti128_si256(value, 1));
    __m128i flipped = _mm_xor_si128(half, _mm_set1_epi16(INT16_MAX));
    int least = _mm_extract_epi16(_mm_minpos_epu16(flipped), 0);
    return (int16_t)(least ^ INT16_MAX);
}

TARGET_AVX2 static inline __m256i load_256(const int16_t *from)
{
    return _mm256_loadu_si256((const __m256i *)from);
}

/* No instruction finds sixteen of many numbers at once: one by one. */
TARGET_AVX2 static inline __m256i looked_up_256(const int16_t *column, const uint16_t *team)
{
    int16_t there[16];
    for (int i = 0; i < 16; i++)
        there[i] = column[team[i]];
    return load_256(there);
}

TARGET_AVX2 static struct sketch_found scan_avx2(const struct sketch_scan *s)
{
    enum { WIDE = 16 };
    const __m256i base = _mm256_set1_epi16(s->base);
    const __m256i temperature = _mm256_set1_epi16(s->temperature);
    __m256i best = _mm256_set1_epi16(INT16_MIN), best_turn = _mm256_setzero_si256();
    __m256i turn = _mm256_setzero_si256(), one = _mm256_set1_epi16(1);
    for (size_t x = 0; x < s->stride; x += WIDE) {
        __m256i value = _mm256_subs_epi16(looked_up_256(s->column, s->team + x), base);
        __m256i leaves = _mm256_subs_epi16(load_256(s->row + x), load_256(s->own + x));
        __m256i distance = load_256(s->distance + x);
        value = _mm256_adds_epi16(value, leaves);
        value = _mm256_subs_epi16(_mm256_subs_epi16(value, distance), distance);
        __m256i noise = _mm256_mulhrs_epi16(temperature, load_256(s->noise + x));
        value = _mm256_adds_epi16(value, noise);
        __m256i greater = _mm256_cmpgt_epi16(value, best);
        best = _mm256_max_epi16(best, value);
        best_turn = _mm256_blendv_epi8(best_turn, turn, greater);
        turn = _mm256_add_epi16(turn, one);
    }
    int16_t turns[WIDE];
    _mm256_storeu_si256((__m256i *)turns, best_turn);
    int value = largest_of(best);
    __m256i equal = _mm256_cmpeq_epi16(best, _mm256_set1_epi16((short)value));
    /* Two bits a lane; one is kept, in the order of lanes. */
    uint32_t bits = _pext_u32((uint32_t)_mm256_movemask_epi8(equal), 0x55555555);
    return first_of(bits, turns, WIDE, value);
}

TARGET_AVX512 static inline __m512i load_512(const int16_t *from)
{
    return _mm512_loadu_si512(from);
}

/* Two registers are a table of 64 numbers; more teams, more tables. */
TARGET_AVX512 static inline __m512i looked_up_512(const struct sketch_scan *s, __m512i team)
{
    const int16_t *column = s->column;
    __m512i there = _mm512_permutex2var_epi16(load_512(column), team, load_512(column + 32));
    __m512i table = _mm512_srli_epi16(team, 6);
    for (size_t t = 1; t < s->tables; t++) {
        column += SKETCH_TABLE;
        __mmask32 here = _mm512_cmpeq_epi16_mask(table, _mm512_set1_epi16((short)t));
        __m512i found =
            _mm512_permutex2var_epi16(load_512(column), team, load_512(column + 32));
        there = _mm512_mask_mov_epi16(there, here, found);
    }
    return there;
}

TARGET_AVX512 static struct sketch_found scan_avx512(const struct sketch_scan *s)
{
    enum { WIDE = 32 };
    const __m512i base = _mm512_set1_epi16(s->base);
    const __m512i temperature = _mm512_set1_epi16(s->temperature);
    __m512i best = _mm512_set1_epi16(INT16_MIN), best_turn = _mm512_setzero_si512();
    __m512i turn = _mm512_setzero_si512(), one = _mm512_set1_epi16(1);
    for (size_t x = 0; x < s->stride; x += WIDE) {
        __m512i there = looked_up_512(s, _mm512_loadu_si512(s->team + x));
        __m512i value = _mm512_subs_epi16(there, base);
        __m512i leaves = _mm512_subs_epi16(load_512(s->row + x), load_512(s->own + x));
        __m512i distance = load_512(s->distance + x);
        value = _mm512_adds_epi16(value, leaves);
        value = _mm512_subs_epi16(_mm512_subs_epi16(value, distance), distance);
        __m512i noise = _mm512_mulhrs_epi16(temperature, load_512(s->noise + x));
        value = _mm512_adds_epi16(value, noise);
        __mmask32 greater = _mm512_cmpgt_epi16_mask(value, best);
        best = _mm512_max_epi16(best, value);
        best_turn = _mm512_mask_mov_epi16(best_turn, greater, turn);
        turn = _mm512_add_epi16(turn, one);
    }
    int16_t turns[WIDE];
    _mm512_storeu_si512(turns, best_turn);
    int value = largest_of(
        _mm256_max_epi16(_mm512_castsi512_si256(best), _mm512_extracti64x4_epi64(best, 1)));
    uint32_t equal = _mm512_cmpeq_epi16_mask(best, _mm512_set1_epi16((short)value));
    return first_of(equal, turns, WIDE, value);
}

#endif

struct sketch_found sketch_scan(enum instruction_set set, const struct sketch_scan *scan)
{
#if defined(__x86_64__)
    /* Beyond so many tables, looking up one by one is quicker. */
    enum { TABLES_MAX = 12 };
    if (set == INSTRUCTIONS_AVX512 && scan->tables <= TABLES_MAX)
        return scan_avx512(scan);
    if (set >= INSTRUCTIONS_AVX2)
        return scan_avx2(scan);
#endif
    (void)set;
    return scan_plain(scan);
}

LANES_INLINE void exchange_rows(int16_t *restrict from, int16_t *restrict to,
                                const int16_t *restrict plus, const int16_t *restrict minus,
                                size_t count)
{
    for (size_t x = 0; x < count; x++) {
        int16_t change = (int16_t)(plus[x] - minus[x]);
        from[x] = (int16_t)(from[x] - change);
        to[x] = (int16_t)(to[x] + change);
    }
}

__attribute__((optimize("O3"))) LANES_AVX2 static void
exchange_rows_avx2(int16_t *from, int16_t *to, const int16_t *plus, const int16_t *minus,
                   size_t count)
{
    exchange_rows(from, to, plus, minus, count);
}

void sketch_exchange_rows(enum instruction_set set, int16_t *from, int16_t *to,
                          const int16_t *plus, const int16_t *minus, size_t count)
{
    if (set >= INSTRUCTIONS_AVX2)
        exchange_rows_avx2(from, to, plus, minus, count);
    else
        exchange_rows(from, to, plus, minus, count);
}
