#include "measure/stage.h"

#include "check.h"
#include "engine/fixture.h"
#include "measure/tails.h"

static const double log_2pi = 1.8378770664093454836;

/* Gauss-Jordan with pivoting: the inverse and the log determinant, with none of the code
 * under test. */
static double gauss_jordan(double *a, double *inverse, size_t n)
{
    double log_det = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            inverse[i * n + j] = i == j;
    for (size_t c = 0; c < n; c++) {
        size_t best = c;
        for (size_t i = c; i < n; i++)
            if (fabs(a[i * n + c]) > fabs(a[best * n + c]))
                best = i;
        for (size_t j = 0; j < n; j++) {
            double t = a[c * n + j], u = inverse[c * n + j];
            a[c * n + j] = a[best * n + j];
            inverse[c * n + j] = inverse[best * n + j];
            a[best * n + j] = t;
            inverse[best * n + j] = u;
        }
        double pivot = a[c * n + c];
        log_det += log(fabs(pivot));
        for (size_t j = 0; j < n; j++) {
            a[c * n + j] /= pivot;
            inverse[c * n + j] /= pivot;
        }
        for (size_t i = 0; i < n; i++) {
            double f = a[i * n + c];
            for (size_t j = 0; i != c && j < n; j++) {
                a[i * n + j] -= f * a[c * n + j];
                inverse[i * n + j] -= f * inverse[c * n + j];
            }
        }
    }
    return log_det;
}

/* The density written out from the formula, over the constructs in `list`. */
static double density(const struct instrument *instrument, const struct model *model, size_t r,
                      int s, const size_t *list, const double *means, size_t n,
                      double *distance)
{
    double a[CONSTRUCTS_MAX * CONSTRUCTS_MAX], inverse[CONSTRUCTS_MAX * CONSTRUCTS_MAX];
    double step = 100.0 / (instrument->high - instrument->low), people = (double)r;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            const struct profile *p = &model->profiles[list[i]], *q = &model->profiles[list[j]];
            double k = (double)instrument->constructs[list[i]].item_count;
            double v = (11.25 * 11.25 + 100 / people) * p->halo * q->halo;
            v += .144 * .144 * (p->prototype[s] - p->reference) *
                 (q->prototype[s] - q->reference);
            if (i == j)
                v += 10 * 10 + 6.25 * 6.25 + .45 * 11 * .45 * 11 +
                     (15 * 15 + 22.5 * 22.5 / k) / people + 25.0 / 12 +
                     step * step / 12 / people / k;
            a[i * n + j] = v;
        }
    double log_det = gauss_jordan(a, inverse, n);
    *distance = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            const struct profile *p = &model->profiles[list[i]], *q = &model->profiles[list[j]];
            double x = means[i] - (p->reference + .45 * (p->prototype[s] - p->reference));
            double y = means[j] - (q->reference + .45 * (q->prototype[s] - q->reference));
            *distance += x * inverse[i * n + j] * y;
        }
    return -.5 * (*distance + log_det + (double)n * log_2pi);
}

static void a_reading_is_the_density_of_the_formula(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 26);
    struct chance chance = chance_from_seed(777);
    const struct instrument *instrument = fixture_instrument(&mem, 30, 1, 7);
    const struct model *model = fixture_model(&mem, 30);
    for (int turn = 0; turn < 60; turn++) {
        size_t r = 3 + (size_t)chance_below(&chance, 6);
        unsigned shown = turn == 0 ? 0x1fff : (unsigned)chance_below(&chance, 0x1fff) + 1;
        struct stage_emission *emission =
            measure_stage_emission(&mem, instrument, model, r, shown);
        double means[CONSTRUCTS_MAX];
        for (size_t i = 0; i < emission->count; i++)
            means[i] = 5 * (double)chance_below(&chance, 21);
        struct stage_reading reading;
        measure_stage_read(emission, means, &reading);
        for (int s = 0; s < STAGES; s++) {
            double distance;
            size_t n = emission->count;
            CHECK_NEAR(
                reading.log_density[s],
                density(instrument, model, r, s, emission->constructs, means, n, &distance),
                1e-11);
            CHECK_NEAR(reading.fit_p[s], tails_chi2(distance, (double)n), 1e-10);
            for (size_t out = 0; n > 1 && out < n; out++) {
                size_t list[CONSTRUCTS_MAX], kept = 0;
                double some[CONSTRUCTS_MAX];
                for (size_t i = 0; i < n; i++)
                    if (i != out) {
                        list[kept] = emission->constructs[i];
                        some[kept++] = means[i];
                    }
                CHECK_NEAR(reading.without[s][out],
                           density(instrument, model, r, s, list, some, kept, &distance),
                           1e-11);
            }
        }
    }
    arena_free(&mem);
}

/* The filtered chance by summing over every path of stages, later answers by the tempering. */
static double by_paths(const struct model *model, const struct stage_reading *readings,
                       const bool *seen, size_t rounds, int last)
{
    double total = 0, wanted = 0;
    size_t paths = 1;
    for (size_t t = 0; t < rounds; t++)
        paths *= STAGES;
    for (size_t path = 0; path < paths; path++) {
        double p = 1;
        size_t left = path, from = 0;
        bool first = true;
        for (size_t t = 0; t < rounds; t++) {
            size_t s = left % STAGES;
            left /= STAGES;
            p *= t == 0 ? model->start[s] : model->transition[from][s];
            if (seen[t])
                p *= exp((first ? 1 : model->tempering) * readings[t].log_density[s]);
            first = first && !seen[t];
            from = s;
        }
        total += p;
        wanted += from == (size_t)last ? p : 0;
    }
    return wanted / total;
}

static void without_memory_lost_the_filter_is_the_sum_over_all_paths(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 22);
    struct chance chance = chance_from_seed(31337);
    struct model full = *fixture_model(&mem, 30), *model = &full;
    full.memory = 1;
    for (int turn = 0; turn < 40; turn++) {
        full.tempering = turn % 2 ? 1 : .5; /* as in the model 2026-11 */
        struct stage_reading readings[5] = { 0 };
        bool seen[5], any = false;
        double belief[STAGES] = { 0 };
        for (size_t t = 0; t < 5; t++) {
            seen[t] = chance_unit(&chance) < .7;
            for (int s = 0; s < STAGES; s++)
                readings[t].log_density[s] = -6 * chance_unit(&chance);
            measure_stage_step(model, seen[t] ? &readings[t] : NULL, any, belief);
            any = any || seen[t];
            for (int s = 0; s < STAGES; s++)
                CHECK_NEAR(belief[s], by_paths(model, readings, seen, t + 1, s), 1e-12);
        }
    }
    arena_free(&mem);
}

/* Odds of two stages: those of the answers, times those of the past to the power. */
static void what_the_past_says_counts_by_its_memory(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 22);
    const struct model *model = fixture_model(&mem, 30);
    const struct stage_reading reading = { .log_density = { -3, -1, -2, -5 } };
    double belief[STAGES] = { .1, .2, .3, .4 }, moved[STAGES] = { 0 };
    double silent[STAGES] = { .1, .2, .3, .4 }, none[STAGES] = { .1, .2, .3, .4 };
    for (int from = 0; from < STAGES; from++)
        for (int s = 0; s < STAGES; s++)
            moved[s] += belief[from] * model->transition[from][s];
    struct model forgets = *model;
    forgets.memory = 0;
    measure_stage_step(model, &reading, true, belief);
    measure_stage_step(model, NULL, true, silent);
    measure_stage_step(&forgets, &reading, true, none);
    for (int s = 0; s < STAGES; s++) {
        double apart = reading.log_density[s] - reading.log_density[0];
        CHECK_NEAR(belief[s] / belief[0], exp(apart) * pow(moved[s] / moved[0], .3), 1e-12);
        CHECK_NEAR(silent[s], moved[s], 1e-12); /* a round that says nothing only moves on */
        CHECK_NEAR(none[s] / none[0], exp(apart), 1e-12);
    }
    arena_free(&mem);
}

static void very_unlikely_teams_still_have_chances(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 22);
    const struct model *model = fixture_model(&mem, 30);
    struct stage_reading reading = { .log_density = { -4000, -3990, -5000, -3991 } };
    double belief[STAGES] = { 0 };
    measure_stage_step(model, &reading, false, belief);
    CHECK_NEAR(belief[1] / belief[3], 3.5 * exp(1), 1e-12);
    CHECK_NEAR(belief[0] + belief[1] + belief[2] + belief[3], 1, 1e-14);
    arena_free(&mem);
}

static void a_construct_without_profile_is_left_out(void **state)
{
    (void)state;
    struct arena mem = arena_with_limit(1 << 22);
    const struct instrument *instrument = fixture_instrument(&mem, 24, 1, 7);
    struct model model = *fixture_model(&mem, 24);
    model.profile_count = 13; /* CTX loses its profile */
    assert_int_equal(measure_stage_profiled(instrument, &model), 0x1fff);
    assert_int_equal(measure_stage_emission(&mem, instrument, &model, 5, 0x3fff)->count, 13);
    arena_free(&mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reading_is_the_density_of_the_formula),
        cmocka_unit_test(without_memory_lost_the_filter_is_the_sum_over_all_paths),
        cmocka_unit_test(what_the_past_says_counts_by_its_memory),
        cmocka_unit_test(very_unlikely_teams_still_have_chances),
        cmocka_unit_test(a_construct_without_profile_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
