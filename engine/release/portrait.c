/* Releases in, portraits out: nothing here can reach a raw answer. */
#include "release/portrait.h"

#include <assert.h>
#include <math.h>

#include "release/cache.h"
#include "release/percent.h"
#include "release/plane.h"

/* The reason for a field of which several parts may be missing: shown when any part is;
 * "not enough answers" before reasons that no answer would change. */
static enum gap together(enum gap a, enum gap b)
{
    if (a == SHOWN || b == SHOWN)
        return SHOWN;
    return a == GAP_TOO_FEW || b == GAP_TOO_FEW ? GAP_TOO_FEW : a;
}

static void fill_gaps(const struct release *release, struct portrait *out)
{
    const struct instrument *instrument = release->instrument;
    out->constructs_gap = release->constructs[0].gap;
    out->agreement_gap = release->constructs[0].agreement_gap;
    for (size_t c = 1; c < instrument->construct_count; c++) {
        const struct released_construct *construct = &release->constructs[c];
        out->constructs_gap = together(out->constructs_gap, construct->gap);
        out->agreement_gap = together(out->agreement_gap, construct->agreement_gap);
    }
    out->items_gap = release->items[0].gap;
    for (size_t i = 1; i < instrument->item_count; i++)
        out->items_gap = together(out->items_gap, release->items[i].gap);
    out->flows_gap = instrument->question_count ? release->flows[0].gap : GAP_NOT_ASKED;
    for (size_t q = 1; q < instrument->question_count; q++)
        out->flows_gap = together(out->flows_gap, release->flows[q].gap);
    out->matters_gap = release->matters.gap;
}

/* 90 % on either side of a published mean. */
static void fill_doubt(const struct stage_cache *cache, const struct release *release,
                       struct portrait *out)
{
    for (size_t c = 0; c < cache->instrument->construct_count; c++) {
        if (release->constructs[c].gap != SHOWN)
            continue;
        struct error error =
            measure_error(cache->instrument, cache->model, c, release->respondents);
        out->doubt[c] = release_rounded(1.645 * sqrt(error.own + error.shared));
    }
    out->detectable = release->released ? cache->detectable[release->respondents] : 0;
}

static bool named(const struct model *model, int percent)
{
    return percent >= 100 * model->named_at - 1e-9;
}

static void fill_mode(const struct stage_cache *cache, const struct release *release,
                      struct portrait_mode *out)
{
    out->gap = release_gap_of_plane(cache->aim, release);
    if (out->gap != SHOWN)
        return;
    const struct model *model = cache->model;
    out->cut_aim = model->profiles[model_profile(model, model->aim)].reference;
    out->cut_appreciation =
        model->profiles[model_profile(model, model->appreciation)].reference;
    double chances[MODES];
    measure_mode(release_place(cache, cache->aim, release), out->cut_aim, out->cut_appreciation,
                 chances);
    release_percent(chances, MODES, out->percent);
    out->top = (enum mode)release_set80(chances, out->percent, MODES, out->in_set80);
    out->call = named(model, out->percent[out->top]) ? MODE_NAMED : MODE_UNDETERMINED;
}

static unsigned profiled_and_shown(const struct stage_cache *cache,
                                   const struct release *release)
{
    unsigned shown = 0;
    for (size_t c = 0; c < cache->instrument->construct_count; c++)
        if (release->constructs[c].gap == SHOWN)
            shown |= 1u << c;
    return shown & cache->profiled;
}

static enum gap gap_of_stage(const struct stage_cache *cache, const struct release *release)
{
    if (!cache->profiled)
        return GAP_NO_MODEL;
    if (release->respondents == R_RELEASE)
        return release->stage_set_gap;
    enum gap gap = GAP_ONE_ITEM;
    for (size_t c = 0; c < cache->instrument->construct_count; c++)
        if (cache->profiled & 1u << c)
            gap = gap == GAP_ONE_ITEM ? release->constructs[c].gap
                                      : together(gap, release->constructs[c].gap);
    return gap;
}

/* Constructs whose absence would change the log odds of the two likeliest stages most. Under
 * a quarter (odds of 1.28) nothing is said. */
static void fill_weighed(const struct stage_emission *emission, const double *means,
                         const struct stage_reading *reading, double power,
                         const double belief[STAGES], struct portrait_stage *out)
{
    double changes[CONSTRUCTS_MAX];
    int top = out->top, second = top == 0 ? 1 : 0;
    for (int s = 0; s < STAGES; s++)
        if (s != top && belief[s] > belief[second])
            second = s;
    for (size_t i = 0; i < emission->count; i++) {
        double with = reading->log_density[top] - reading->log_density[second];
        double without = reading->without[top][i] - reading->without[second][i];
        changes[i] = power * (with - without);
    }
    while (out->weighed_count < WEIGHED_MAX) {
        size_t most = 0;
        for (size_t i = 1; i < emission->count; i++)
            if (fabs(changes[i]) > fabs(changes[most]) + 1e-12)
                most = i;
        if (fabs(changes[most]) < .25)
            return;
        out->weighed[out->weighed_count++] = (struct weighed){
            .construct = emission->constructs[most],
            .high = means[most] > emission->reference[most],
            .towards = changes[most] > 0 ? top : second,
            .from = changes[most] > 0 ? second : top,
        };
        changes[most] = 0;
    }
}

static bool fits(const struct model *model, const struct stage_reading *reading)
{
    for (int s = 0; s < STAGES; s++)
        if (reading->fit_p[s] >= model->fit_p)
            return true;
    return false;
}

static void read_stage(struct arena *scratch, struct stage_cache *cache,
                       const struct release *release, bool later, double belief[STAGES],
                       struct portrait_stage *out)
{
    const struct model *model = cache->model;
    const struct stage_emission *emission = stage_cache_emission(
        cache, scratch, release->respondents, profiled_and_shown(cache, release));
    double means[CONSTRUCTS_MAX];
    for (size_t i = 0; i < emission->count; i++)
        means[i] = release->constructs[emission->constructs[i]].mean;
    struct stage_reading reading;
    measure_stage_read(emission, means, &reading);
    measure_stage_step(model, &reading, later, belief);
    release_percent(belief, STAGES, out->percent);
    out->top = (int)release_set80(belief, out->percent, STAGES, out->in_set80);
    out->call = !fits(model, &reading)                 ? STAGE_NONE_FITS
                : named(model, out->percent[out->top]) ? STAGE_NAMED
                                                       : STAGE_UNDETERMINED;
    fill_weighed(emission, means, &reading, later ? model->tempering : 1, belief, out);
}

/* Where the chain stands after the rounds so far. */
struct chain {
    double belief[STAGES];
    size_t read; /* rounds that said something */
};

static void fill_stage(struct arena *mem, struct stage_cache *cache,
                       const struct release *release, struct chain *chain,
                       struct portrait_stage *out)
{
    out->gap = gap_of_stage(cache, release);
    out->only_set = out->gap == SHOWN && release->respondents == R_RELEASE;
    if (out->gap == SHOWN && !out->only_set) {
        struct arena_mark mark = arena_mark(mem);
        read_stage(mem, cache, release, chain->read++ > 0, chain->belief, out);
        /* A density that the cache kept may be in this same arena; then it stays. */
        if (cache->mem != mem)
            arena_release(mem, mark);
        return;
    }
    for (int s = 0; s < STAGES && out->only_set; s++)
        out->in_set80[s] = release->stage_set & 1u << s;
    if (cache->profiled)
        measure_stage_step(cache->model, NULL, chain->read > 0, chain->belief);
}

struct portrait *portrait_series(struct arena *mem, struct stage_cache *cache,
                                 const struct instrument *instrument, const struct model *model,
                                 const char *team, const struct named_release *releases,
                                 size_t count)
{
    assert(cache->instrument == instrument && cache->model == model);
    struct portrait *portraits = NEW_ARRAY(mem, struct portrait, count);
    struct chain chain = { 0 };
    for (size_t i = 0; i < count; i++) {
        struct portrait *portrait = &portraits[i];
        const struct release *release = &releases[i].release;
        assert(release->instrument == instrument);
        portrait->instrument = instrument;
        portrait->model = model;
        portrait->team = team;
        portrait->round = releases[i].round;
        portrait->release = *release;
        fill_gaps(release, portrait);
        fill_doubt(cache, release, portrait);
        fill_mode(cache, release, &portrait->mode);
        fill_stage(mem, cache, release, &chain, &portrait->stage);
        portrait->plane = release_plane(cache, cache->aim, release);
        portrait->exigence_benevolence = release_plane(cache, cache->exigence, release);
        release_moved(cache, cache->aim, releases, i + 1, &portrait->plane);
        release_moved(cache, cache->exigence, releases, i + 1, &portrait->exigence_benevolence);
    }
    return portraits;
}
