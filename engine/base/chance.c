/* xoshiro256++ and what is drawn from it. */
#include "base/chance.h"

#include <assert.h>
#include <math.h>

static uint64_t rotl(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

struct chance chance_from_seed(uint64_t seed)
{
    struct chance chance;
    for (int i = 0; i < 4; i++) {
        uint64_t z = (seed += 0x9e3779b97f4a7c15u);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        chance.s[i] = z ^ (z >> 31);
    }
    return chance;
}

uint64_t chance_bits(struct chance *chance)
{
    uint64_t *s = chance->s;
    uint64_t result = rotl(s[0] + s[3], 23) + s[0];
    uint64_t t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotl(s[3], 45);
    return result;
}

double chance_unit(struct chance *chance)
{
    return (double)(chance_bits(chance) >> 11) * 0x1p-53;
}

uint64_t chance_below(struct chance *chance, uint64_t bound)
{
    assert(bound > 0);
    /* Numbers under this limit would make the first remainders a little likelier. */
    uint64_t limit = (0 - bound) % bound;
    uint64_t bits;
    do
        bits = chance_bits(chance);
    while (bits < limit);
    return bits % bound;
}

double chance_normal(struct chance *chance)
{
    /* Marsaglia's polar method; the second number is thrown away so that the generator has
     * no state beside its own. */
    double u, v, s;
    do {
        u = 2 * chance_unit(chance) - 1;
        v = 2 * chance_unit(chance) - 1;
        s = u * u + v * v;
    } while (s >= 1 || s == 0);
    return u * sqrt(-2 * log(s) / s);
}

void chance_shuffle(struct chance *chance, size_t *list, size_t count)
{
    for (size_t i = count; i > 1; i--) {
        size_t j = (size_t)chance_below(chance, i), kept = list[i - 1];
        list[i - 1] = list[j];
        list[j] = kept;
    }
}
