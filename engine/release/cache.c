/* Missing answers hide constructs, so many sets of shown constructs exist; most teams share
 * a few. A slot is looked for a few places onward and never emptied: the first sets seen are
 * as likely to come back as any. */
#include "release/cache.h"

#include <math.h>

#include "measure/change.h"

enum { PLACES = 8 };

static int profiled_construct(const struct stage_cache *cache, const char *key)
{
    int construct = key ? instrument_construct(cache->instrument, key) : NO_INDEX;
    if (construct == NO_INDEX || model_profile(cache->model, key) == NO_INDEX)
        return NO_INDEX;
    return construct;
}

struct stage_cache *stage_cache_new(struct arena *mem, const struct instrument *instrument,
                                    const struct model *model)
{
    struct stage_cache *cache = NEW(mem, struct stage_cache);
    cache->mem = mem;
    cache->instrument = instrument;
    cache->model = model;
    cache->profiled = model ? measure_stage_profiled(instrument, model) : 0;
    for (size_t r = R_MEANS; r <= TEAM_MAX; r++)
        cache->detectable[r] = 5 * (int)ceil(measure_detectable(r) / 5 - 1e-9);
    cache->aim[0] = model ? profiled_construct(cache, model->aim) : NO_INDEX;
    cache->aim[1] = model ? profiled_construct(cache, model->appreciation) : NO_INDEX;
    cache->exigence[0] = model ? profiled_construct(cache, model->exigence) : NO_INDEX;
    cache->exigence[1] = model ? profiled_construct(cache, model->benevolence) : NO_INDEX;
    return cache;
}

const struct stage_emission *
stage_cache_emission(struct stage_cache *cache, struct arena *scratch, size_t r, unsigned shown)
{
    size_t start = (shown * 2654435761u >> 16) + r;
    for (size_t place = 0; place < PLACES; place++) {
        size_t slot = (start + place) % CACHE_SLOTS;
        if (!cache->emissions[slot]) {
            cache->emissions[slot] =
                measure_stage_emission(cache->mem, cache->instrument, cache->model, r, shown);
            cache->shown[slot] = shown;
            cache->r[slot] = r;
        }
        if (cache->shown[slot] == shown && cache->r[slot] == r)
            return cache->emissions[slot];
    }
    return measure_stage_emission(scratch, cache->instrument, cache->model, r, shown);
}
