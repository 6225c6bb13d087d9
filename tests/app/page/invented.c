/* Figures are of no team. They are chosen so that no two are alike by accident. */
#include "page/invented.h"

#include <assert.h>
#include <string.h>

#include "content/content.h"

static const struct instrument *instrument;
static const struct model *model;

/* In the order of the instrument: AIM APP INF EMO EXP DEF BEL HAR TEN ITD EXI BEN DIS. */
struct figures {
    size_t r, seats;
    int means[13];
    int modes[MODES], stages[STAGES];
    enum stage_call call;
};

static int doubt_of(size_t r, size_t items)
{
    int three = r <= 4 ? 20 : 15, two = r <= 4 ? 25 : 20;
    return items >= 3 ? three : two;
}

static void in_set80(const int percent[4], bool in_set[4])
{
    int sum = 0;
    while (sum < 80) {
        int best = -1;
        for (int i = 0; i < 4; i++)
            if (!in_set[i] && (best < 0 || percent[i] > percent[best]))
                best = i;
        in_set[best] = true;
        sum += percent[best];
    }
}

static int likeliest(const int percent[4])
{
    int best = 0;
    for (int i = 1; i < 4; i++)
        if (percent[i] > percent[best])
            best = i;
    return best;
}

static void set_words(struct portrait *portrait, enum gap gap)
{
    struct release *release = &portrait->release;
    portrait->agreement_gap = portrait->flows_gap = portrait->matters_gap = gap;
    release->guesses_gap = release->matters.gap = gap;
    release->guesses = GUESSES_VARIED;
    release->matters.word = MATTERS_MIXED;
    for (size_t i = 0; i < instrument->construct_count; i++) {
        release->constructs[i].agreement_gap = gap;
        release->constructs[i].agreement = (enum agreement_word)(i * 5 % 7 % 3);
    }
    static const struct released_flow flows[] = {
        { SHOWN, DENSITY_SOME, RECIPROCITY_RATHER },
        { SHOWN, DENSITY_MOST, RECIPROCITY_RATHER },
        { SHOWN, DENSITY_FEW, RECIPROCITY_LITTLE },
    };
    for (size_t i = 0; i < instrument->question_count; i++) {
        release->flows[i] = flows[i];
        release->flows[i].gap = gap;
    }
}

static void set_items(struct portrait *portrait, enum gap gap)
{
    struct release *release = &portrait->release;
    portrait->items_gap = release->matters.top_gap = gap;
    release->matters.top[0] = 0;
    release->matters.top[1] = 4;
    for (size_t i = 0; i < instrument->item_count; i++) {
        bool shown = gap == SHOWN && !instrument->items[i].sensitive;
        release->items[i].gap = shown ? SHOWN : GAP_TOO_FEW;
        release->items[i].half_points = 4 + (int)(i * 7 % 10);
    }
}

static void set_plane(struct portrait *portrait, struct portrait_plane *plane, const char *x,
                      const char *y)
{
    plane->x_construct = (size_t)instrument_construct(instrument, x);
    plane->y_construct = (size_t)instrument_construct(instrument, y);
    plane->gap = SHOWN;
    double a = portrait->doubt[plane->x_construct], b = portrait->doubt[plane->y_construct];
    plane->region = (struct region){
        .x = portrait->release.constructs[plane->x_construct].mean,
        .y = portrait->release.constructs[plane->y_construct].mean,
        .major = (a > b ? a : b) * 1.02,
        .minor = (a > b ? b : a) * 0.93,
        .turn = 54.7,
    };
}

static void set_likelihoods(struct portrait *portrait, const struct figures *figures)
{
    memcpy(portrait->mode.percent, figures->modes, sizeof figures->modes);
    memcpy(portrait->stage.percent, figures->stages, sizeof figures->stages);
    in_set80(figures->modes, portrait->mode.in_set80);
    in_set80(figures->stages, portrait->stage.in_set80);
    portrait->mode.top = (enum mode)likeliest(figures->modes);
    portrait->mode.call =
        figures->modes[portrait->mode.top] >= 60 ? MODE_NAMED : MODE_UNDETERMINED;
    portrait->mode.cut_aim = 62;
    portrait->mode.cut_appreciation = 66;
    portrait->stage.top = likeliest(figures->stages);
    portrait->stage.call = figures->call;
    portrait->stage.weighed_count = 3;
    portrait->stage.weighed[0] = (struct weighed){ 6, true, 1, 2 };
    portrait->stage.weighed[1] = (struct weighed){ 8, true, 2, 1 };
    portrait->stage.weighed[2] = (struct weighed){ 12, false, 1, 2 };
}

static struct portrait portrait(const char *team, const char *round,
                                const struct figures *figures)
{
    struct portrait is = {
        .instrument = instrument, .model = model, .team = team, .round = round
    };
    struct release *release = &is.release;
    release->instrument = instrument;
    release->seats = figures->seats;
    release->respondents = figures->r;
    release->released = figures->r >= 3 && 3 * figures->r >= 2 * figures->seats;
    enum gap means = figures->r >= R_MEANS && release->released ? SHOWN : GAP_TOO_FEW;
    enum gap words = figures->r >= R_WORDS && release->released ? SHOWN : GAP_TOO_FEW;
    enum gap items = figures->r >= R_ITEMS && release->released ? SHOWN : GAP_TOO_FEW;
    is.constructs_gap = is.mode.gap = is.stage.gap = means;
    is.plane.gap = is.exigence_benevolence.gap = release->stage_set_gap = means;
    for (size_t i = 0; i < instrument->construct_count; i++) {
        release->constructs[i].gap = means;
        release->constructs[i].mean = figures->means[i];
        is.doubt[i] = doubt_of(figures->r, instrument->constructs[i].item_count);
    }
    set_words(&is, words);
    set_items(&is, items);
    if (means != SHOWN)
        return is;
    is.detectable = figures->r <= 4 ? 55 : 40;
    set_plane(&is, &is.plane, "AIM", "APP");
    set_plane(&is, &is.exigence_benevolence, "EXI", "BEN");
    set_likelihoods(&is, figures);
    return is;
}

static const struct figures six = { 6,
                                    7,
                                    { 60, 75, 50, 70, 45, 45, 75, 50, 55, 65, 45, 80, 40 },
                                    { 35, 45, 5, 15 },
                                    { 5, 45, 40, 10 },
                                    STAGE_UNDETERMINED };
static const struct figures six_before = { 5,
                                           7,
                                           { 15, 30, 35, 45, 40, 60, 40, 45, 50, 45, 40, 55,
                                             35 },
                                           { 5, 15, 20, 60 },
                                           { 65, 15, 15, 5 },
                                           STAGE_NAMED };
static const struct figures two_of_seven = { .r = 2, .seats = 7 };
static const struct figures four = { 4,
                                     4,
                                     { 75, 80, 70, 75, 65, 30, 80, 35, 50, 75, 70, 80, 65 },
                                     { 75, 10, 10, 5 },
                                     { 5, 15, 25, 55 },
                                     STAGE_UNDETERMINED };
static const struct figures five = { 5,
                                     6,
                                     { 35, 55, 45, 40, 50, 65, 55, 40, 80, 60, 85, 45, 60 },
                                     { 10, 20, 30, 40 },
                                     { 15, 10, 65, 10 },
                                     STAGE_NAMED };
static const struct figures eight = { 8,
                                      8,
                                      { 90, 85, 85, 75, 80, 15, 90, 25, 40, 85, 80, 85, 75 },
                                      { 85, 10, 5, 0 },
                                      { 0, 5, 10, 85 },
                                      STAGE_NAMED };
static const struct figures unlike = { 7,
                                       8,
                                       { 85, 20, 80, 15, 20, 90, 15, 85, 90, 20, 95, 10, 85 },
                                       { 15, 0, 80, 5 },
                                       { 30, 25, 25, 20 },
                                       STAGE_NONE_FITS };
static const struct figures three = { .r = 3, .seats = 4 };

static struct portrait *one(struct arena *mem, const char *team, const char *round,
                            const struct figures *figures)
{
    struct portrait *series = NEW_ARRAY(mem, struct portrait, 3);
    series[0] = portrait(team, round, figures);
    return series;
}

/* Three rounds: an old one, the one drawn (it moved), one that was not released. */
static struct portrait *moved(struct arena *mem, const char *team)
{
    struct portrait *series = one(mem, team, "2", &six_before);
    series[1] = portrait(team, "3", &six);
    series[1].plane.moved = true;
    series[1].plane.moved_from = 0;
    series[2] = portrait(team, "4", &two_of_seven);
    return series;
}

static struct portrait *three_told(struct arena *mem, const char *team)
{
    struct portrait *series = one(mem, team, "1", &three);
    struct portrait_stage *stage = &series->stage;
    stage->gap = series->release.stage_set_gap = SHOWN;
    stage->only_set = true;
    stage->in_set80[1] = stage->in_set80[2] = true;
    series->release.all_consented = true;
    return series;
}

static struct portrait *three_silent(struct arena *mem, const char *team)
{
    struct portrait *series = one(mem, team, "1", &three);
    series->stage.gap = series->release.stage_set_gap = GAP_NOT_SHOWN;
    return series;
}

/* Nothing but the questionnaire was asked. */
static struct portrait *items_only(struct arena *mem, const char *team)
{
    struct portrait *series = one(mem, team, "2026-04", &eight);
    series->flows_gap = series->matters_gap = GAP_NOT_ASKED;
    series->release.guesses_gap = GAP_NOT_ASKED;
    for (size_t i = 0; i < instrument->question_count; i++)
        series->release.flows[i].gap = GAP_NOT_ASKED;
    series->release.matters.gap = series->release.matters.top_gap = GAP_NOT_ASKED;
    return series;
}

size_t invented_teams(struct arena *mem, struct invented out[INVENTED_MAX])
{
    struct err err;
    size_t count = 0;
    enum status read = content_instrument(mem, "cooperation-30", &instrument, &err);
    assert(read == OK);
    read = content_model(mem, instrument->model, &model, &err);
    assert(read == OK);
    const struct invented teams[] = {
        { "six", "Parcours patient", moved(mem, "Parcours patient"), 3 },
        { "four", "Maison des aidants", one(mem, "Maison des aidants", "3", &four), 1 },
        { "five", "Atelier vélo & remorques", one(mem, "Atelier vélo & remorques", "1", &five),
          1 },
        { "eight", "Fournil", items_only(mem, "Fournil"), 1 },
        { "none-fits", "Relais <nord>", one(mem, "Relais <nord>", "printemps", &unlike), 1 },
        { "three", "Les trois portes", three_told(mem, "Les trois portes"), 1 },
        { "three-silent", "Phare", three_silent(mem, "Phare"), 1 },
        { "too-few", "Halte-garderie", one(mem, "Halte-garderie", "1", &two_of_seven), 1 },
    };
    for (; count < sizeof teams / sizeof *teams; count++)
        out[count] = teams[count];
    return count;
}
