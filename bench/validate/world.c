/* The generator. Spreads are those the design expects (in points of 100: halo 11.25, quirk 10,
 * occasion 6.25, leniency 10, person 15, item 22.5, profiles off by 11.25); shapes are not the
 * model's: tails, item loads, paces, habits, response styles, careless people. */
#include "validate/world.h"

#include <math.h>
#include <string.h>

static const double HALO = 11.25, QUIRK = 10, OWN = 14, OCCASION = 6.25, LENIENCE = 10,
                    LEANING = 15, ITEM = 22.5, OFF = 11.25, ORDINARY_OFF = 5, ITEM_SHIFT = 5;
static const double CARELESS = .05, UNKNOWN = .02, STRETCH = .2;

/* The founding text's four moments, as its reader put them in numbers; an ordinary team; and
 * what rises or falls when people are simply content. */
static const struct {
    const char *key;
    double profile[WORLD_STAGES], ordinary;
    int sign;
} text[] = {
    { "AIM", { 25, 65, 68, 88 }, 62, 1 },  { "APP", { 35, 73, 48, 83 }, 66, 1 },
    { "INF", { 25, 50, 55, 85 }, 54, 1 },  { "EMO", { 33, 83, 40, 75 }, 58, 1 },
    { "EXP", { 25, 48, 53, 85 }, 53, 1 },  { "DEF", { 75, 35, 55, 18 }, 46, -1 },
    { "BEL", { 25, 80, 60, 85 }, 63, 1 },  { "HAR", { 45, 75, 25, 22 }, 42, 1 },
    { "TEN", { 40, 23, 78, 40 }, 45, -1 }, { "ITD", { 25, 45, 73, 88 }, 58, 1 },
    { "EXI", { 30, 38, 58, 85 }, 53, 1 },  { "BEN", { 38, 73, 45, 85 }, 60, 1 },
    { "DIS", { 23, 40, 58, 85 }, 52, 1 },
};

static double drawn(struct chance *chance, double sd) { return sd * chance_normal(chance); }

static double uniform(struct chance *chance, double low, double high)
{
    return low + (high - low) * chance_unit(chance);
}

/* Student's t with five degrees of freedom, brought to this SD: now and then somebody is far
 * from everyone. */
static double heavy(struct chance *chance, double sd)
{
    double squares = 0, z = chance_normal(chance);
    for (int i = 0; i < 5; i++)
        squares += pow(chance_normal(chance), 2);
    return sd * sqrt(.6) * z / sqrt(squares / 5);
}

static int one_of(struct chance *chance, const double *share, int count)
{
    double left = chance_unit(chance);
    int i = 0;
    while (i < count - 1 && left >= share[i])
        left -= share[i++];
    return i;
}

static bool unruly(enum truth truth) { return truth >= TRUTH_WRONG; }

static bool staged(enum truth truth) { return truth != TRUTH_LEVEL && truth != TRUTH_OWN; }

struct world world_drawn(const struct instrument *instrument, enum truth truth, double silent,
                         struct chance *chance)
{
    struct world world = { .instrument = instrument, .truth = truth, .silent = silent };
    for (size_t t = 0; t < sizeof text / sizeof text[0]; t++) {
        int c = instrument_construct(instrument, text[t].key);
        if (c == NO_INDEX)
            continue;
        for (int s = 0; s < WORLD_STAGES; s++)
            world.profile[s][c] = text[t].profile[s] + (unruly(truth) ? drawn(chance, OFF) : 0);
        world.ordinary[c] =
            text[t].ordinary + (unruly(truth) ? drawn(chance, ORDINARY_OFF) : 0);
        world.sign[c] = text[t].sign;
    }
    for (size_t i = 0; i < instrument->item_count; i++) {
        world.item_shift[i] = unruly(truth) ? drawn(chance, ITEM_SHIFT) : 0;
        world.item_load[i] = unruly(truth) ? uniform(chance, .5, 1.5) : 1;
    }
    return world;
}

static void person_drawn(const struct world *world, size_t person, struct chance *chance,
                         struct world_team *out)
{
    bool wild = unruly(world->truth);
    out->lenience[person] = drawn(chance, LENIENCE);
    out->stretch[person] = wild ? exp(drawn(chance, STRETCH)) : 1;
    for (size_t c = 0; c < world->instrument->construct_count; c++)
        out->leaning[person][c] = wild ? heavy(chance, LEANING) : drawn(chance, LEANING);
    /* Half of what somebody thinks of a question, beyond its construct, stays. */
    for (size_t i = 0; i < world->instrument->item_count; i++)
        out->habit[person][i] = drawn(chance, ITEM * sqrt(.5));
    out->careless[person] = wild && chance_unit(chance) < CARELESS
                                ? (enum carelessness)(1 + chance_below(chance, 3))
                                : CAREFUL;
}

void world_team_drawn(const struct world *world, size_t seats, struct chance *chance,
                      struct world_team *out)
{
    enum truth truth = world->truth;
    *out = (struct world_team){ .seats = seats };
    double flat = truth == TRUTH_EXACT ? 1 : staged(truth) ? uniform(chance, .2, .7) : 0;
    out->stay = truth == TRUTH_STILL ? 1 : uniform(chance, .45, .85);
    out->satisfaction = truth == TRUTH_EXACT ? 0 : drawn(chance, HALO);
    for (size_t c = 0; c < world->instrument->construct_count; c++) {
        out->flatness[c] = flat * (unruly(truth) ? uniform(chance, .7, 1.3) : 1);
        double quirk = truth == TRUTH_EXACT ? 0 : truth == TRUTH_OWN ? OWN : QUIRK;
        out->quirk[c] = drawn(chance, quirk);
    }
    for (size_t j = 0; j < seats; j++)
        person_drawn(world, j, chance, out);
}

/* Of those who leave a stage, six in ten go one forward, three one back, one anywhere else:
 * skipped stages and relapses. */
static int next_stage(const struct world_team *team, struct chance *chance)
{
    static const double moves[3] = { .6, .28, .12 };
    if (chance_unit(chance) < team->stay)
        return team->stage;
    int move = one_of(chance, moves, 3), to = team->stage + (move == 0 ? 1 : -1);
    if (move == 2)
        to = (int)chance_below(chance, WORLD_STAGES);
    return to < 0 ? 0 : to >= WORLD_STAGES ? WORLD_STAGES - 1 : to;
}

static void levels_drawn(const struct world *world, const struct world_team *team,
                         struct chance *chance, double *level)
{
    for (size_t c = 0; c < world->instrument->construct_count; c++) {
        double apart = world->profile[team->stage][c] - world->ordinary[c];
        double occasion = world->truth == TRUTH_EXACT ? 0 : drawn(chance, OCCASION);
        level[c] = world->ordinary[c] + team->flatness[c] * apart + team->quirk[c] + occasion;
    }
}

static double answered(const struct world *world, const struct world_team *team,
                       const double *level, size_t person, size_t item, struct chance *chance)
{
    const struct instrument *instrument = world->instrument;
    const struct item *asked = &instrument->items[item];
    double fresh = drawn(chance, ITEM * sqrt(.5));
    double content = team->satisfaction + team->lenience[person];
    double felt = level[asked->construct] + world->item_shift[item] +
                  world->sign[asked->construct] * world->item_load[item] * content +
                  team->leaning[person][asked->construct] + team->habit[person][item] + fresh;
    felt = 50 + team->stretch[person] * (felt - 50);
    double steps = instrument->high - instrument->low;
    double step = fmin(fmax(floor(felt / 100 * steps + .5), 0), steps);
    switch (team->careless[person]) {
    case ALWAYS_MIDDLE:
        return instrument->low + floor(steps / 2);
    case ALWAYS_TOP:
        return instrument->high;
    case AT_RANDOM:
        return instrument->low + (double)chance_below(chance, (uint64_t)steps + 1);
    default:
        return asked->reversed ? instrument->high - step : instrument->low + step;
    }
}

void world_round_drawn(struct arena *mem, const struct world *world, bool first,
                       struct chance *chance, struct world_team *team, struct world_round *out)
{
    static const double starts[WORLD_STAGES] = { .30, .30, .25, .15 };
    const struct instrument *instrument = world->instrument;
    team->stage = first ? one_of(chance, starts, WORLD_STAGES) : next_stage(team, chance);
    levels_drawn(world, team, chance, out->level);
    struct grid items = grid_empty(mem, team->seats, instrument->item_count);
    size_t r = 0;
    for (size_t j = 0; j < team->seats; j++) {
        /* Drawn for the silent too: the same team answers under every share of silence. */
        bool silent = chance_unit(chance) < world->silent;
        for (size_t i = 0; i < instrument->item_count; i++) {
            double answer = answered(world, team, out->level, j, i, chance);
            bool unknown = unruly(world->truth) && chance_unit(chance) < UNKNOWN;
            grid_put(items, r, i, unknown ? (double)NAN : answer);
        }
        r += !silent;
    }
    items.people = r;
    out->raw = (struct raw_round){ .instrument = instrument,
                                   .seats = team->seats,
                                   .respondents = r,
                                   .items_asked = true,
                                   .items = items };
}

void world_person_drawn(const struct world *world, size_t person, struct chance *chance,
                        struct world_team *out)
{
    person_drawn(world, person, chance, out);
    out->careless[person] = CAREFUL;
}

void world_person_answers(const struct world *world, const struct world_team *team,
                          const double *level, size_t person, struct chance *chance,
                          struct raw_round *raw)
{
    for (size_t i = 0; i < world->instrument->item_count; i++)
        grid_put(raw->items, person, i, answered(world, team, level, person, i, chance));
}

void world_answers_alike(const struct world *world, struct raw_round *raw, size_t person,
                         double option)
{
    for (size_t i = 0; i < world->instrument->item_count; i++)
        grid_put(raw->items, person, i, option);
}
