#ifndef RELEASE_CACHE_H
#define RELEASE_CACHE_H

/* What a portrait needs that no answer changes: where the planes are, the detectable change
 * by number of answers, and the stage densities by (answers, constructs shown). Not shared
 * between threads: each has its own. */
#include "measure/stage.h"
#include "release/portrait.h"

enum { CACHE_SLOTS = 512 };

struct stage_cache {
    struct arena *mem;
    const struct instrument *instrument;
    const struct model *model;
    unsigned profiled;            /* measure_stage_profiled; 0 without a model */
    int detectable[TEAM_MAX + 1]; /* by r, multiples of 5 rounded up; 0 under R_MEANS */
    int aim[2], exigence[2];      /* constructs of the two planes, or NO_INDEX */
    const struct stage_emission *emissions[CACHE_SLOTS];
    unsigned shown[CACHE_SLOTS];
    size_t r[CACHE_SLOTS];
};

/* The densities for r answers and these constructs: from the cache, or factored now and kept
 * while there is room; beyond that they live in `scratch`. */
const struct stage_emission *stage_cache_emission(struct stage_cache *cache,
                                                  struct arena *scratch, size_t r,
                                                  unsigned shown);

#endif
