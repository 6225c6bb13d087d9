#include "engine/fixture.h"

#include <math.h>
#include <string.h>

#include "base/text.h"

/* One row a construct: its items' way round (+ as asked, - reversed), and the profile. */
struct shape {
    const char *key, *items;
    enum meaning meaning;
    double reference, prototype[STAGES];
    int halo;
    bool sensitive;
};

static const struct shape shape_24[] = {
    { "AIM", "++-", MEANS_AIM, 62, { 25, 65, 53, 88 }, 1, false },
    { "APP", "+-", MEANS_APPRECIATION, 66, { 35, 73, 48, 83 }, 1, false },
    { "INF", "+-", MEANS_INFORMATION, 54, { 25, 50, 55, 85 }, 1, false },
    { "EMO", "+", MEANS_EMOTION, 58, { 33, 83, 40, 75 }, 1, false },
    { "EXP", "+-", MEANS_EXPERTISE, 53, { 25, 48, 53, 85 }, 1, false },
    { "DEF", "+-", MEANS_NOTHING, 46, { 75, 35, 55, 18 }, -1, true },
    { "BEL", "++", MEANS_NOTHING, 63, { 25, 80, 60, 85 }, 1, false },
    { "EUP", "++", MEANS_NOTHING, 39, { 33, 75, 23, 25 }, 1, true },
    { "TEN", "++", MEANS_NOTHING, 45, { 40, 23, 78, 40 }, -1, false },
    { "ITD", "+", MEANS_NOTHING, 58, { 25, 45, 73, 88 }, 1, false },
    { "EXI", "+", MEANS_NOTHING, 53, { 30, 38, 58, 85 }, 1, false },
    { "BEN", "+", MEANS_NOTHING, 60, { 38, 73, 45, 85 }, 1, false },
    { "DIS", "+-", MEANS_NOTHING, 52, { 23, 40, 58, 85 }, 1, false },
    { "CTX", "+", MEANS_NOTHING, 56, { 40, 58, 50, 75 }, 1, false },
};

static const struct shape shape_30[] = {
    { "AIM", "++-", MEANS_AIM, 62, { 25, 65, 68, 88 }, 1, false },
    { "APP", "+-", MEANS_APPRECIATION, 66, { 35, 73, 48, 83 }, 1, false },
    { "INF", "+-", MEANS_INFORMATION, 54, { 25, 50, 55, 85 }, 1, false },
    { "EMO", "++", MEANS_EMOTION, 58, { 33, 83, 40, 75 }, 1, false },
    { "EXP", "+-", MEANS_EXPERTISE, 53, { 25, 48, 53, 85 }, 1, false },
    { "DEF", "+-", MEANS_NOTHING, 46, { 75, 35, 55, 18 }, -1, true },
    { "BEL", "++", MEANS_NOTHING, 63, { 25, 80, 60, 85 }, 1, false },
    { "HAR", "+++", MEANS_NOTHING, 42, { 45, 75, 25, 22 }, 1, true },
    { "TEN", "+++", MEANS_NOTHING, 45, { 40, 23, 78, 40 }, -1, false },
    { "ITD", "+-", MEANS_NOTHING, 58, { 25, 45, 73, 88 }, 1, false },
    { "EXI", "+++", MEANS_NOTHING, 53, { 30, 38, 58, 85 }, 1, false },
    { "BEN", "++", MEANS_NOTHING, 60, { 38, 73, 45, 85 }, 1, false },
    { "DIS", "+-", MEANS_NOTHING, 52, { 23, 40, 58, 85 }, 1, false },
};

static struct phrase said(const char *text) { return (struct phrase){ { text, text } }; }

static size_t shape_of(int items, const struct shape **shape)
{
    *shape = items == 24 ? shape_24 : shape_30;
    return items == 24 ? sizeof shape_24 / sizeof *shape_24
                       : sizeof shape_30 / sizeof *shape_30;
}

static void fill_items(struct arena *mem, const struct shape *shape, size_t constructs,
                       struct instrument *out)
{
    struct construct *construct = NEW_ARRAY(mem, struct construct, constructs);
    struct item *items = NEW_ARRAY(mem, struct item, ITEMS_MAX);
    for (size_t c = 0; c < constructs; c++) {
        construct[c] = (struct construct){ .key = shape[c].key,
                                           .label = said(shape[c].key),
                                           .high = said("high"),
                                           .low = said("low"),
                                           .meaning = shape[c].meaning,
                                           .item_count = strlen(shape[c].items) };
        for (size_t i = 0; i < construct[c].item_count; i++) {
            const char *key = arena_text(mem, "q%zu", out->item_count + 1);
            items[out->item_count++] = (struct item){ .key = key,
                                                      .construct = c,
                                                      .reversed = shape[c].items[i] == '-',
                                                      .sensitive = shape[c].sensitive,
                                                      .wording = said(key) };
        }
    }
    out->construct_count = constructs;
    out->constructs = construct;
    out->items = items;
}

const struct instrument *fixture_instrument(struct arena *mem, int items, int low, int high)
{
    const struct shape *shape;
    size_t constructs = shape_of(items, &shape);
    struct instrument *out = NEW(mem, struct instrument);
    out->key = items == 24 ? "cooperation-24" : "cooperation-30";
    out->version = "test";
    out->model = out->key;
    out->title = out->origin = said("made for a test");
    out->low = low;
    out->high = high;
    out->low_label = said("not at all");
    out->high_label = said("wholly");
    fill_items(mem, shape, constructs, out);
    struct question *questions = NEW_ARRAY(mem, struct question, 3);
    questions[0] = (struct question){ "info", "information", MEANS_INFORMATION,
                                      said("information"), said("information") };
    questions[1] = (struct question){ "appreciation", "appreciation", MEANS_APPRECIATION,
                                      said("appreciation"), said("appreciation") };
    questions[2] = (struct question){ "expertise", "expertise", MEANS_EXPERTISE,
                                      said("expertise"), said("expertise") };
    out->question_count = 3;
    out->questions = questions;
    struct motive *motives = NEW_ARRAY(mem, struct motive, 7);
    for (size_t i = 0; i < 7; i++) {
        motives[i].key = arena_text(mem, "int%zu", i + 1);
        motives[i].label = said(motives[i].key);
    }
    out->motive_count = 7;
    out->motives = motives;
    return out;
}

const struct model *fixture_model(struct arena *mem, int items)
{
    static const double start[STAGES] = { .35, .35, .20, .10 };
    static const double transition[STAGES][STAGES] = { { .70, .25, .04, .01 },
                                                       { .10, .60, .25, .05 },
                                                       { .05, .15, .60, .20 },
                                                       { .03, .05, .12, .80 } };
    const struct shape *shape;
    size_t constructs = shape_of(items, &shape);
    struct profile *profiles = NEW_ARRAY(mem, struct profile, constructs);
    for (size_t c = 0; c < constructs; c++) {
        profiles[c] = (struct profile){ .construct = shape[c].key,
                                        .reference = shape[c].reference,
                                        .halo = shape[c].halo };
        memcpy(profiles[c].prototype, shape[c].prototype, sizeof shape[c].prototype);
    }
    struct model *out = NEW(mem, struct model);
    *out = (struct model){ .key = items == 24 ? "cooperation-24" : "cooperation-30",
                           .version = "test",
                           .origin = said("made for a test"),
                           .profile_count = constructs,
                           .profiles = profiles,
                           .aim = "AIM",
                           .appreciation = "APP",
                           .exigence = "EXI",
                           .benevolence = "BEN",
                           .flatness_mean = .45,
                           .flatness_sd = .144,
                           .halo_sd = 11.25,
                           .leniency_sd = 10,
                           .team_sd = 10,
                           .occasion_sd = 6.25,
                           .prototype_sd = 11,
                           .member_sd = 15,
                           .item_sd = 22.5,
                           .tempering = 1,
                           .memory = .3,
                           .named_at = .6,
                           .fit_p = .01 };
    for (int s = 0; s < STAGES; s++) {
        out->stage_names[s] = out->stage_terms[s] = said(arena_text(mem, "stage %d", s + 1));
        out->mode_names[s] = out->mode_glosses[s] = said(arena_text(mem, "mode %d", s + 1));
    }
    memcpy(out->start, start, sizeof start);
    memcpy(out->transition, transition, sizeof transition);
    return out;
}

struct raw_round fixture_round(struct arena *mem, const struct instrument *instrument,
                               size_t seats, size_t respondents)
{
    struct raw_round raw = { .instrument = instrument,
                             .seats = seats,
                             .respondents = respondents,
                             .items_asked = true,
                             .ratings_asked = true,
                             .ranks_asked = true,
                             .items = grid_empty(mem, respondents, instrument->item_count),
                             .ranks = grid_empty(mem, respondents, instrument->motive_count),
                             .guesses = NEW_ARRAY(mem, int, seats),
                             .consents = seats };
    for (size_t q = 0; q < instrument->question_count; q++)
        raw.ratings[q] = grid_empty(mem, seats, seats);
    return raw;
}

static double draw(struct chance *chance, const struct instrument *instrument, double level)
{
    double width = instrument->high - instrument->low;
    double drawn = round(width * (level + .25 * chance_normal(chance)));
    return instrument->low + fmin(fmax(drawn, 0), width);
}

void fixture_answer(struct raw_round *raw, struct chance *chance, double level, double gaps)
{
    const struct instrument *instrument = raw->instrument;
    int *guesses = (int *)raw->guesses;
    for (size_t a = 0; a < raw->respondents; a++) {
        guesses[a] = chance_unit(chance) < gaps ? NO_GUESS : 1 + (int)chance_below(chance, 4);
        for (size_t i = 0; i < instrument->item_count; i++) {
            double answer = draw(chance, instrument, level);
            if (instrument->items[i].reversed)
                answer = instrument->low + instrument->high - answer;
            grid_put(raw->items, a, i, chance_unit(chance) < gaps ? NAN : answer);
        }
        for (size_t q = 0; q < instrument->question_count; q++)
            for (size_t b = 0; b < raw->seats; b++)
                if (a != b && chance_unit(chance) >= gaps)
                    grid_put(raw->ratings[q], a, b, draw(chance, instrument, level));
        for (size_t i = 0; i < instrument->motive_count; i++)
            if (chance_unit(chance) >= gaps)
                grid_put(raw->ranks, a, i,
                         1 + (double)chance_below(chance, instrument->motive_count));
    }
}

static void add_release(struct text *text, const struct release *release)
{
    const struct instrument *instrument = release->instrument;
    text_add_format(text, "seats %zu r %zu released %d consented %d\n", release->seats,
                    release->respondents, release->released, release->all_consented);
    for (size_t c = 0; c < instrument->construct_count; c++) {
        const struct released_construct *construct = &release->constructs[c];
        text_add_format(text, "%s %d %d %d %d\n", instrument->constructs[c].key, construct->gap,
                        construct->mean, construct->agreement_gap, construct->agreement);
    }
    for (size_t q = 0; q < instrument->question_count; q++)
        text_add_format(text, "flow %d %d %d\n", release->flows[q].gap,
                        release->flows[q].density, release->flows[q].reciprocity);
    text_add_format(text, "matters %d %d %d %zu %zu\n", release->matters.gap,
                    release->matters.word, release->matters.top_gap, release->matters.top[0],
                    release->matters.top[1]);
    for (size_t i = 0; i < instrument->item_count; i++)
        text_add_format(text, "item %d %d\n", release->items[i].gap,
                        release->items[i].half_points);
    text_add_format(text, "guesses %d %d set %d %u\n", release->guesses_gap, release->guesses,
                    release->stage_set_gap, release->stage_set);
}

static void add_plane(struct text *text, const struct portrait_plane *plane)
{
    text_add_format(text, "plane %d %zu %zu %.17g %.17g %.17g %.17g %.17g %d %zu\n", plane->gap,
                    plane->x_construct, plane->y_construct, plane->region.x, plane->region.y,
                    plane->region.major, plane->region.minor, plane->region.turn, plane->moved,
                    plane->moved_from);
}

const char *fixture_release_text(struct arena *mem, const struct release *release)
{
    struct text text = { .mem = mem };
    add_release(&text, release);
    return text_done(&text);
}

const char *fixture_portrait_text(struct arena *mem, const struct portrait *portrait)
{
    struct text text = { .mem = mem };
    add_release(&text, &portrait->release);
    const struct portrait_mode *mode = &portrait->mode;
    const struct portrait_stage *stage = &portrait->stage;
    text_add_format(&text, "mode %d %d %d %.17g %.17g\n", mode->gap, mode->call, mode->top,
                    mode->cut_aim, mode->cut_appreciation);
    text_add_format(&text, "stage %d %d %d %d\n", stage->gap, stage->only_set, stage->call,
                    stage->top);
    for (int i = 0; i < 4; i++)
        text_add_format(&text, "%d %d %d %d\n", mode->percent[i], mode->in_set80[i],
                        stage->percent[i], stage->in_set80[i]);
    for (size_t i = 0; i < stage->weighed_count; i++)
        text_add_format(&text, "weighed %zu %d %d %d\n", stage->weighed[i].construct,
                        stage->weighed[i].high, stage->weighed[i].towards,
                        stage->weighed[i].from);
    add_plane(&text, &portrait->plane);
    add_plane(&text, &portrait->exigence_benevolence);
    for (size_t c = 0; c < portrait->instrument->construct_count; c++)
        text_add_format(&text, "doubt %d\n", portrait->doubt[c]);
    text_add_format(&text, "%d %d %d %d %d %d\n", portrait->detectable,
                    portrait->constructs_gap, portrait->agreement_gap, portrait->flows_gap,
                    portrait->matters_gap, portrait->items_gap);
    return text_done(&text);
}
