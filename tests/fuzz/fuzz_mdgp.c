/* Any bytes at all as a benchmark instance: read whole, or refused. Large ones are passed
 * over: a first line alone asks for a matrix of that many people. */
#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files/mdgp.h"

enum { ARENA_BYTES = 256 * 1024 * 1024, PEOPLE_MAX = 1000 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void check_distances(const struct distances *distances)
{
    assert(distances->people > 0 && distances->unit > 0);
    for (size_t i = 0; i < distances->people; i++)
        for (size_t j = 0; j < distances->people; j++)
            assert(isfinite(distances->at[i * distances->stride + j]));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct arena mem = arena_with_limit(ARENA_BYTES);
    struct err err = { .status = OK };
    struct problem problem;
    if (strtod(arena_copy(&mem, (const char *)bytes, length), NULL) > PEOPLE_MAX) {
        arena_free(&mem);
        return 0;
    }
    FILE *file = tmpfile();
    char path[32];
    assert(file && fwrite(bytes, 1, length, file) == length && fflush(file) == 0);
    rewind(file);
    snprintf(path, sizeof path, "/dev/fd/%d", fileno(file));
    if (files_mdgp(&mem, path, &problem, &err) == OK)
        check_distances(problem.given);
    else
        assert(strncmp(err.text, path, strlen(path)) == 0);
    fclose(file);
    arena_free(&mem);
    return 0;
}
