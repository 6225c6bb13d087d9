/* The door. Everything here looks at raw answers; nothing after it does. */
#include "release/release.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "measure/construct.h"
#include "measure/stage.h"
#include "release/counts.h"
#include "release/percent.h"
#include "release/words.h"

int release_rounded(double points)
{
    int rounded = 5 * (int)floor(points / 5 + .5 + tie);
    return rounded < 0 ? 0 : rounded > 100 ? 100 : rounded;
}

static bool two_thirds(size_t people, const struct raw_round *raw)
{
    return 3 * people >= 2 * raw->seats;
}

static void fill_constructs(const struct raw_round *raw, const struct construct_level *levels,
                            struct release *out)
{
    for (size_t c = 0; c < raw->instrument->construct_count; c++) {
        struct released_construct *construct = &out->constructs[c];
        bool enough = out->released && raw->respondents >= R_MEANS &&
                      levels[c].people >= R_MEANS && two_thirds(levels[c].people, raw);
        construct->gap = !raw->items_asked                               ? GAP_NOT_ASKED
                         : raw->instrument->constructs[c].item_count < 2 ? GAP_ONE_ITEM
                         : !enough                                       ? GAP_TOO_FEW
                                                                         : SHOWN;
        construct->agreement_gap = construct->gap;
        if (construct->gap != SHOWN)
            continue;
        construct->mean = release_rounded(levels[c].mean);
        construct->agreement_gap = levels[c].people >= R_WORDS
                                       ? release_agreement(raw, c, &construct->agreement)
                                       : GAP_TOO_FEW;
    }
}

static struct released_item item_mean(const struct raw_round *raw, size_t item)
{
    double n = 0, sum = 0;
    for (size_t person = 0; person < raw->items.people; person++) {
        double answer = grid_at(raw->items, person, item);
        n += !isnan(answer);
        sum += isnan(answer) ? 0 : answer;
    }
    if (n < R_WORDS)
        return (struct released_item){ .gap = GAP_TOO_FEW };
    return (struct released_item){ .half_points = (int)floor(2 * sum / n + .5 + tie) };
}

/* The items of a construct of which exactly one would be kept back: its mean would follow
 * from the construct's and the others' (docs/privacy.md), so they are all kept back, for the
 * reason that held it. */
static void keep_back_siblings(const struct instrument *instrument, struct release *out)
{
    for (size_t c = 0; c < instrument->construct_count; c++) {
        size_t hidden = 0;
        enum gap gap = SHOWN;
        for (size_t i = 0; i < instrument->item_count; i++)
            if (instrument->items[i].construct == c && out->items[i].gap != SHOWN) {
                hidden++;
                gap = out->items[i].gap;
            }
        for (size_t i = 0; i < instrument->item_count && hidden == 1; i++)
            if (instrument->items[i].construct == c)
                out->items[i] = (struct released_item){ .gap = gap };
    }
}

static void fill_items(const struct raw_round *raw, struct release *out)
{
    for (size_t i = 0; i < raw->instrument->item_count; i++) {
        if (!raw->items_asked)
            out->items[i].gap = GAP_NOT_ASKED;
        else if (raw->instrument->items[i].sensitive)
            out->items[i].gap = GAP_NOT_SHOWN;
        else if (!out->released || raw->respondents < R_ITEMS)
            out->items[i].gap = GAP_TOO_FEW;
        else
            out->items[i] = item_mean(raw, i);
    }
    keep_back_siblings(raw->instrument, out);
}

static void fill_words(struct arena *mem, const struct raw_round *raw, struct release *out)
{
    bool enough = out->released && raw->respondents >= R_WORDS;
    for (size_t q = 0; q < raw->instrument->question_count; q++) {
        out->flows[q].gap = raw->ratings_asked ? GAP_TOO_FEW : GAP_NOT_ASKED;
        if (raw->ratings_asked && enough)
            out->flows[q] = release_flow(mem, raw, q);
    }
    bool ranks = raw->ranks_asked && raw->instrument->motive_count > 0;
    out->matters.gap = out->matters.top_gap = ranks ? GAP_TOO_FEW : GAP_NOT_ASKED;
    if (ranks && enough)
        out->matters = release_matters(mem, raw);
    out->guesses_gap = raw->guesses ? GAP_TOO_FEW : GAP_NOT_ASKED;
    if (raw->guesses && enough)
        out->guesses_gap = release_guesses(raw, &out->guesses);
}

/* Three answers, everyone agreed: the plausible stages from rounded means that are then
 * forgotten. Earlier rounds are left out: they are not this round's to tell. */
static void fill_stage_set(struct arena *mem, const struct raw_round *raw,
                           const struct model *model, const struct construct_level *levels,
                           struct release *out)
{
    unsigned shown = 0;
    for (size_t c = 0; c < raw->instrument->construct_count; c++)
        if (raw->instrument->constructs[c].item_count >= 2 && levels[c].people >= R_RELEASE &&
            two_thirds(levels[c].people, raw))
            shown |= 1u << c;
    shown &= measure_stage_profiled(raw->instrument, model);
    if (!shown) {
        out->stage_set_gap = GAP_TOO_FEW;
        return;
    }
    struct arena_mark mark = arena_mark(mem);
    const struct stage_emission *emission =
        measure_stage_emission(mem, raw->instrument, model, raw->respondents, shown);
    double means[CONSTRUCTS_MAX], belief[STAGES] = { 0 };
    for (size_t i = 0; i < emission->count; i++)
        means[i] = release_rounded(levels[emission->constructs[i]].mean);
    struct stage_reading reading;
    measure_stage_read(emission, means, &reading);
    measure_stage_step(model, &reading, false, belief);
    int percent[STAGES];
    bool in_set[STAGES];
    release_percent(belief, STAGES, percent);
    release_set80(belief, percent, STAGES, in_set);
    for (int s = 0; s < STAGES; s++)
        out->stage_set |= in_set[s] ? 1u << s : 0;
    arena_release(mem, mark);
}

static enum gap stage_set_gap(const struct raw_round *raw, const struct model *model,
                              const struct release *release)
{
    if (!raw->items_asked)
        return GAP_NOT_ASKED;
    if (!model || !measure_stage_profiled(raw->instrument, model))
        return GAP_NO_MODEL;
    if (!release->released)
        return GAP_TOO_FEW;
    return release->all_consented ? SHOWN : GAP_NOT_SHOWN;
}

void release_round(struct arena *mem, const struct raw_round *handed_in,
                   const struct model *model, struct release *out)
{
    assert(handed_in->seats >= TEAM_MIN && handed_in->seats <= TEAM_MAX);
    assert(handed_in->respondents <= handed_in->seats);
    struct arena_mark mark = arena_mark(mem);
    struct raw_round counted = release_counted(mem, handed_in);
    const struct raw_round *raw = &counted;
    memset(out, 0, sizeof *out);
    out->instrument = raw->instrument;
    out->seats = raw->seats;
    out->respondents = raw->respondents;
    out->released = raw->respondents >= R_RELEASE && two_thirds(raw->respondents, raw);
    /* From four answers on nobody's agreement matters, so nobody's is told. */
    out->all_consented = raw->respondents == R_RELEASE && raw->consents == raw->seats;
    struct construct_level levels[CONSTRUCTS_MAX] = { 0 };
    if (raw->items_asked)
        measure_constructs(raw->instrument, raw->items, levels);
    fill_constructs(raw, levels, out);
    fill_items(raw, out);
    fill_words(mem, raw, out);
    out->stage_set_gap =
        raw->respondents > R_RELEASE ? GAP_NOT_ASKED : stage_set_gap(raw, model, out);
    if (out->stage_set_gap == SHOWN)
        fill_stage_set(mem, raw, model, levels, out);
    arena_release(mem, mark);
}
