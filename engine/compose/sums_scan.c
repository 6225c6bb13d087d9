/* One loop three times: as the machine-independent definition, for AVX2, for AVX-512. */
#include "compose/sums_scan.h"

#include <math.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

enum { PAIR_CELLS = 2 * SUMS_BLOCK };

static int32_t product(const struct sums_scan *s, size_t seat)
{
    const int16_t *cell =
        s->cell + seat / SUMS_BLOCK * s->pairs * 2 * PAIR_CELLS + seat % SUMS_BLOCK * 2;
    int32_t sum = 0;
    for (size_t p = 0; p < s->pairs; p++, cell += 2 * PAIR_CELLS) {
        const int16_t *asker = s->asker + 4 * p, *rest = cell + PAIR_CELLS;
        sum += (asker[0] - cell[0]) * (asker[2] - rest[0]) +
               (asker[1] - cell[1]) * (asker[3] - rest[1]);
    }
    return sum;
}

static struct found scan_plain(const struct sums_scan *s)
{
    struct found found = { .value = -INFINITY };
    for (size_t x = 0; x < SUMS_WINDOW; x++) {
        float value = (float)product(s, x) + s->temperature * s->noise[x];
        if (value > found.value)
            found = (struct found){ x, value };
    }
    return found;
}

#if defined(__x86_64__)

#define TARGET_AVX2 __attribute__((target("avx2,bmi2")))
#define TARGET_AVX512 __attribute__((target("avx2,avx512f,avx512bw")))

/* Of the lanes that saw the largest value, the smallest place. */
static struct found first_of(uint32_t lanes_equal, const int32_t *place, float value)
{
    struct found found = { .place = SIZE_MAX, .value = value };
    for (; lanes_equal; lanes_equal &= lanes_equal - 1) {
        size_t at = (size_t)place[__builtin_ctz(lanes_equal)];
        found.place = at < found.place ? at : found.place;
    }
    return found;
}

static inline int32_t two(const int16_t *numbers)
{
    int32_t both;
    memcpy(&both, numbers, sizeof both);
    return both;
}

TARGET_AVX2 static struct found scan_avx2(const struct sums_scan *s)
{
    enum { WIDE = 8 };
    __m256 best = _mm256_set1_ps(-INFINITY), heat = _mm256_set1_ps(s->temperature);
    __m256i best_place = _mm256_setzero_si256(), step = _mm256_set1_epi32(WIDE);
    __m256i place = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
    for (size_t x = 0; x < SUMS_WINDOW; x += WIDE) {
        const int16_t *cell =
            s->cell + x / SUMS_BLOCK * s->pairs * 2 * PAIR_CELLS + x % SUMS_BLOCK * 2;
        __m256i sum = _mm256_setzero_si256();
        for (size_t p = 0; p < s->pairs; p++, cell += 2 * PAIR_CELLS) {
            __m256i value = _mm256_loadu_si256((const __m256i *)cell);
            __m256i rest = _mm256_loadu_si256((const __m256i *)(cell + PAIR_CELLS));
            value = _mm256_sub_epi16(_mm256_set1_epi32(two(s->asker + 4 * p)), value);
            rest = _mm256_sub_epi16(_mm256_set1_epi32(two(s->asker + 4 * p + 2)), rest);
            sum = _mm256_add_epi32(sum, _mm256_madd_epi16(value, rest));
        }
        __m256 noise = _mm256_mul_ps(heat, _mm256_loadu_ps(s->noise + x));
        __m256 worth = _mm256_add_ps(_mm256_cvtepi32_ps(sum), noise);
        __m256 greater = _mm256_cmp_ps(worth, best, _CMP_GT_OQ);
        best = _mm256_max_ps(best, worth);
        best_place = _mm256_blendv_epi8(best_place, place, _mm256_castps_si256(greater));
        place = _mm256_add_epi32(place, step);
    }
    float values[WIDE], largest = -INFINITY;
    int32_t places[WIDE];
    _mm256_storeu_ps(values, best);
    _mm256_storeu_si256((__m256i *)places, best_place);
    for (int k = 0; k < WIDE; k++)
        largest = values[k] > largest ? values[k] : largest;
    __m256 equal = _mm256_cmp_ps(best, _mm256_set1_ps(largest), _CMP_EQ_OQ);
    return first_of((uint32_t)_mm256_movemask_ps(equal), places, largest);
}

TARGET_AVX512 static struct found scan_avx512(const struct sums_scan *s)
{
    enum { WIDE = SUMS_BLOCK };
    __m512 best = _mm512_set1_ps(-INFINITY), heat = _mm512_set1_ps(s->temperature);
    __m512i best_place = _mm512_setzero_si512(), step = _mm512_set1_epi32(WIDE);
    __m512i place = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    const int16_t *cell = s->cell;
    for (size_t x = 0; x < SUMS_WINDOW; x += WIDE) {
        __m512i sum = _mm512_setzero_si512();
        for (size_t p = 0; p < s->pairs; p++, cell += 2 * PAIR_CELLS) {
            __m512i value = _mm512_loadu_si512(cell);
            __m512i rest = _mm512_loadu_si512(cell + PAIR_CELLS);
            value = _mm512_sub_epi16(_mm512_set1_epi32(two(s->asker + 4 * p)), value);
            rest = _mm512_sub_epi16(_mm512_set1_epi32(two(s->asker + 4 * p + 2)), rest);
            sum = _mm512_add_epi32(sum, _mm512_madd_epi16(value, rest));
        }
        __m512 noise = _mm512_mul_ps(heat, _mm512_loadu_ps(s->noise + x));
        __m512 worth = _mm512_add_ps(_mm512_cvtepi32_ps(sum), noise);
        __mmask16 greater = _mm512_cmp_ps_mask(worth, best, _CMP_GT_OQ);
        best = _mm512_max_ps(best, worth);
        best_place = _mm512_mask_mov_epi32(best_place, greater, place);
        place = _mm512_add_epi32(place, step);
    }
    int32_t places[WIDE];
    _mm512_storeu_si512(places, best_place);
    float largest = _mm512_reduce_max_ps(best);
    return first_of(_mm512_cmp_ps_mask(best, _mm512_set1_ps(largest), _CMP_EQ_OQ), places,
                    largest);
}

#endif

struct found sums_scan(enum instruction_set set, const struct sums_scan *scan)
{
#if defined(__x86_64__)
    if (set == INSTRUCTIONS_AVX512)
        return scan_avx512(scan);
    if (set == INSTRUCTIONS_AVX2)
        return scan_avx2(scan);
#endif
    (void)set;
    return scan_plain(scan);
}
