/* Counts for the chain, sums of precisions for the profiles: conjugate, so no iteration. */
#include "measure/refit.h"

#include <assert.h>
#include <math.h>
#include <string.h>

static void count_readings(const struct refit_round *rounds, size_t count, struct refit *out)
{
    for (size_t i = 0; i < count; i++) {
        bool first = i == 0 || rounds[i].team != rounds[i - 1].team;
        int reading = rounds[i].reading;
        assert(reading >= NO_READING && reading < STAGES);
        out->teams += first;
        if (reading == NO_READING)
            continue;
        out->rounds++;
        out->read[reading]++;
        out->firsts[reading] += first;
        if (!first && rounds[i - 1].reading != NO_READING)
            out->steps[rounds[i - 1].reading][reading]++;
    }
}

/* Dirichlet before, counts, mean after. */
static void mix(double chance[STAGES], const size_t count[STAGES])
{
    double all = REFIT_STRENGTH;
    for (int s = 0; s < STAGES; s++)
        all += (double)count[s];
    for (int s = 0; s < STAGES; s++)
        chance[s] = (REFIT_STRENGTH * chance[s] + (double)count[s]) / all;
}

struct precision {
    double weight, sum; /* of what teams say of a (P - g), each by one over its variance */
};

/* What one team says of one stage on one construct: the mean over its rounds so read. */
static void add_team(const struct instrument *instrument, const struct model *model,
                     const struct profile *profile, size_t construct, int stage,
                     const struct refit_round *rounds, size_t count, struct precision *out)
{
    double m = 0, sum = 0, fresh = 0;
    for (size_t i = 0; i < count; i++) {
        double mean = rounds[i].means[construct];
        if (rounds[i].reading != stage || isnan(mean))
            continue;
        struct error error = measure_error(instrument, model, construct, rounds[i].respondents);
        m++;
        sum += mean - profile->reference;
        fresh += model->occasion_sd * model->occasion_sd + error.own + error.shared;
    }
    if (m == 0)
        return;
    double apart = model->flatness_sd * (profile->prototype[stage] - profile->reference);
    double halo = profile->halo * model->halo_sd;
    double lasting = model->team_sd * model->team_sd + halo * halo + apart * apart;
    double variance = lasting + fresh / (m * m);
    out->weight += 1 / variance;
    out->sum += sum / m / variance;
}

static struct precision said_of(const struct instrument *instrument, const struct model *model,
                                const struct profile *profile, size_t construct, int stage,
                                const struct refit_round *rounds, size_t count)
{
    struct precision all = { 0, 0 };
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && rounds[to].team == rounds[from].team;)
            to++;
        add_team(instrument, model, profile, construct, stage, rounds + from, to - from, &all);
    }
    return all;
}

/* Gives the variance that remains of that prototype. */
static double move(const struct model *model, double reference, struct precision said,
                   double *prototype)
{
    double a = model->flatness_mean, before = model->prototype_sd * model->prototype_sd;
    if (before == 0)
        return 0;
    double precision = 1 / before + a * a * said.weight;
    double apart = (*prototype - reference) / before + a * said.sum;
    *prototype = fmin(fmax(reference + apart / precision, 0), 100);
    return 1 / precision;
}

static void refit_profiles(struct arena *mem, const struct instrument *instrument,
                           const struct model *model, const struct refit_round *rounds,
                           size_t count, struct model *out)
{
    struct profile *profiles = NEW_ARRAY(mem, struct profile, model->profile_count);
    double left = 0, counted = 0;
    memcpy(profiles, model->profiles, model->profile_count * sizeof *profiles);
    for (size_t p = 0; p < model->profile_count; p++) {
        int construct = instrument_construct(instrument, profiles[p].construct);
        for (int s = 0; construct != NO_INDEX && s < STAGES; s++) {
            struct precision said = said_of(instrument, model, &model->profiles[p],
                                            (size_t)construct, s, rounds, count);
            left += move(model, profiles[p].reference, said, &profiles[p].prototype[s]);
            counted++;
        }
    }
    out->profiles = profiles;
    if (counted > 0)
        out->prototype_sd = sqrt(left / counted);
}

struct refit measure_refit(struct arena *mem, const struct instrument *instrument,
                           const struct model *model, const struct refit_round *rounds,
                           size_t count)
{
    struct refit out = { .lack = LACKS_PEOPLE, .model = *model };
    count_readings(rounds, count, &out);
    if (out.rounds < REFIT_ROUNDS_MIN)
        return out;
    out.lack = LACKS_NOTHING;
    mix(out.model.start, out.firsts);
    for (int s = 0; s < STAGES; s++)
        mix(out.model.transition[s], out.steps[s]);
    refit_profiles(mem, instrument, model, rounds, count, &out.model);
    return out;
}
