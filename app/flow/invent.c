/* Every spread that the model states is drawn here once, at the level it belongs to: campaign,
 * team, person, round, answer. */
#include "flow/invent.h"

#include <math.h>

/* Of the round robin the model says nothing: shares of actor, partner and relationship near
 * those of small groups in print, on a spread of about 24 points of 100. */
static const double ACTOR_SD = 13, PARTNER_SD = 11, PAIR_SD = 17;

/* "Don't know", and not answering at all. */
static const double UNKNOWN = 0.02, SILENT = 0.05, CONSENTING = 0.8;

static double drawn(struct chance *chance, double sd) { return sd * chance_normal(chance); }

static int draw_one(struct chance *chance, const double share[], int count)
{
    double left = chance_unit(chance);
    for (int i = 0; i + 1 < count; i++) {
        left -= share[i];
        if (left < 0)
            return i;
    }
    return count - 1;
}

struct invented_world invent_world(const struct instrument *instrument,
                                   const struct model *model, struct chance *chance)
{
    struct invented_world world = { .instrument = instrument, .model = model };
    for (size_t c = 0; c < instrument->construct_count; c++) {
        int p = model_profile(model, instrument->constructs[c].key);
        world.reference[c] = p == NO_INDEX ? 50 : model->profiles[p].reference;
        world.halo[c] = p == NO_INDEX ? 0 : model->profiles[p].halo;
        for (int s = 0; s < STAGES; s++) {
            double known = p == NO_INDEX ? 50 : model->profiles[p].prototype[s];
            world.prototype[s][c] = known + drawn(chance, model->prototype_sd);
        }
    }
    return world;
}

struct invented_team invent_team(const struct invented_world *world, size_t size,
                                 struct chance *chance)
{
    const struct model *model = world->model;
    const struct instrument *instrument = world->instrument;
    struct invented_team team = { .size = size };
    double flatness = model->flatness_mean + drawn(chance, model->flatness_sd);
    team.flatness = fmin(fmax(flatness, 0.05), 1.0);
    for (size_t c = 0; c < instrument->construct_count; c++)
        team.quirk[c] = drawn(chance, model->team_sd);
    for (size_t i = 0; i < size; i++) {
        team.leniency[i] = drawn(chance, model->leniency_sd);
        for (size_t c = 0; c < instrument->construct_count; c++)
            team.member[i][c] = drawn(chance, model->member_sd);
    }
    for (size_t k = 0; k < instrument->motive_count; k++)
        team.motive[k] = drawn(chance, 1);
    return team;
}

static void invent_levels(const struct invented_world *world, const struct invented_team *team,
                          struct chance *chance, struct invented_round *out)
{
    double satisfaction = drawn(chance, world->model->halo_sd);
    for (size_t c = 0; c < world->instrument->construct_count; c++) {
        double apart = world->prototype[team->stage][c] - world->reference[c];
        out->level[c] = world->reference[c] + team->flatness * apart +
                        satisfaction * world->halo[c] + team->quirk[c] +
                        drawn(chance, world->model->occasion_sd);
    }
}

/* Points of 100 as a step of the scale. */
static int step_of(const struct instrument *instrument, double level)
{
    int steps = instrument->high - instrument->low;
    double step = floor(level / 100 * steps + 0.5);
    return (int)fmin(fmax(step, 0), steps);
}

static void invent_choices(const struct invented_world *world, const struct invented_team *team,
                           size_t person, struct chance *chance, struct invented_round *out)
{
    const struct instrument *instrument = world->instrument;
    for (size_t i = 0; i < instrument->item_count; i++) {
        size_t c = instrument->items[i].construct;
        double level = out->level[c] + world->halo[c] * team->leniency[person] +
                       team->member[person][c] + drawn(chance, world->model->item_sd);
        bool unknown = chance_unit(chance) < UNKNOWN;
        bool turned = instrument->items[i].reversed;
        int step = step_of(instrument, turned ? 100 - level : level);
        out->choice[person][i] = unknown ? NO_ANSWER : step;
    }
}

/* Where people's aims meet, their rankings do too. */
static void invent_ranks(const struct invented_world *world, const struct invented_team *team,
                         double shared, size_t person, struct chance *chance,
                         struct invented_round *out)
{
    size_t count = world->instrument->motive_count;
    double worth[MOTIVES_MAX];
    for (size_t k = 0; k < count; k++)
        worth[k] = shared * team->motive[k] + drawn(chance, sqrt(1 - shared * shared));
    for (size_t k = 0; k < count; k++) {
        out->rank[person][k] = 1;
        for (size_t other = 0; other < count; other++)
            out->rank[person][k] += worth[other] > worth[k];
    }
}

static double level_of(const struct invented_world *world, const struct invented_round *round,
                       enum meaning meaning)
{
    for (size_t c = 0; c < world->instrument->construct_count; c++)
        if (world->instrument->constructs[c].meaning == meaning)
            return round->level[c];
    return 50;
}

static void invent_ratings(const struct invented_world *world, size_t question, size_t size,
                           struct chance *chance, struct invented_round *out)
{
    double level = level_of(world, out, world->instrument->questions[question].meaning);
    double actor[TEAM_MAX], partner[TEAM_MAX];
    for (size_t i = 0; i < size; i++) {
        actor[i] = drawn(chance, ACTOR_SD);
        partner[i] = drawn(chance, PARTNER_SD);
    }
    for (size_t i = 0; i < size; i++)
        for (size_t j = 0; j < size; j++) {
            double pair = drawn(chance, PAIR_SD);
            out->rating[question][i][j] =
                i == j ? NO_ANSWER
                       : step_of(world->instrument, level + actor[i] + partner[j] + pair);
        }
}

void invent_round(const struct invented_world *world, struct invented_team *team, bool first,
                  struct chance *chance, struct invented_round *out)
{
    const struct model *model = world->model;
    team->stage =
        draw_one(chance, first ? model->start : model->transition[team->stage], STAGES);
    invent_levels(world, team, chance, out);
    double shared = fmin(fmax(level_of(world, out, MEANS_AIM) / 100, 0), 1);
    for (size_t i = 0; i < team->size; i++) {
        out->silent[i] = chance_unit(chance) < SILENT;
        out->consents[i] = chance_unit(chance) < CONSENTING;
        invent_choices(world, team, i, chance, out);
        invent_ranks(world, team, shared, i, chance, out);
    }
    for (size_t q = 0; q < world->instrument->question_count; q++)
        invent_ratings(world, q, team->size, chance, out);
}
