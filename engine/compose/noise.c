/* The table of Gumbel numbers. */
#include "compose/noise.h"

#include <math.h>

struct noise noise_table(struct arena *mem, size_t window, struct chance *chance)
{
    size_t count = NOISE_COUNT + window;
    float *at = NEW_ARRAY(mem, float, count);
    for (size_t i = 0; i < count; i++) {
        /* Half a step away from 0, so that no logarithm is infinite. */
        double unit = ((double)(chance_bits(chance) >> 11) + 0.5) * 0x1p-53;
        at[i] = (float)-log(-log(unit));
    }
    return (struct noise){ .at = at };
}
