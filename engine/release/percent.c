/* Chances to five points of 100 that sum to 100: the largest rests get what is left over. */
#include "release/percent.h"

#include <assert.h>
#include <math.h>

enum { UNITS = 20, COUNT_MAX = 8 }; /* twenty times five is a hundred */

void release_percent(const double *chances, size_t count, int *percent)
{
    assert(count <= COUNT_MAX);
    double left[COUNT_MAX];
    int given = 0;
    for (size_t i = 0; i < count; i++) {
        int units = (int)floor(chances[i] * UNITS + 1e-9);
        left[i] = chances[i] * UNITS - units;
        percent[i] = 5 * units;
        given += units;
    }
    for (; given < UNITS; given++) {
        size_t most = 0;
        for (size_t i = 1; i < count; i++)
            if (left[i] > left[most] + 1e-9)
                most = i;
        percent[most] += 5;
        left[most] = -1;
    }
}

size_t release_set80(const double *chances, const int *percent, size_t count, bool *in_set)
{
    size_t likeliest = 0;
    for (size_t i = 0; i < count; i++) {
        in_set[i] = false;
        if (chances[i] > chances[likeliest])
            likeliest = i;
    }
    for (int sum = 0; sum < 80;) {
        size_t next = count;
        for (size_t i = 0; i < count; i++)
            if (!in_set[i] && (next == count || chances[i] > chances[next]))
                next = i;
        in_set[next] = true;
        sum += percent[next];
    }
    return likeliest;
}
