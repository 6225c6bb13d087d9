#include "measure/hmm.h"

#include "arena_state.h"
#include "check.h"

enum { STATES = 3, TIMES = 5 };

static const double start[STATES] = { 0.5, 0.3, 0.2 };
static const double transition[STATES * STATES] = { 0.7,  0.2,  0.1, 0.15, 0.6,
                                                    0.25, 0.05, 0.3, 0.65 };
static const struct hmm hmm = { STATES, start, transition };
static const double log_emission[TIMES * STATES] = { -1.3, -0.4, -2.2, -0.9, -1.8, -0.2, 0,   0,
                                                     0,    -3.1, -0.7, -1.1, -2.4, -0.6, -0.5 };

struct sums {
    double all, at[TIMES][STATES], best;
    size_t path[TIMES];
};

/* Every path, one by one. */
static void list_paths(size_t times, struct sums *out)
{
    size_t paths = 1;
    *out = (struct sums){ 0 };
    for (size_t t = 0; t < times; t++)
        paths *= STATES;
    for (size_t number = 0; number < paths; number++) {
        size_t path[TIMES], left = number;
        double chance = 1;
        for (size_t t = 0; t < times; t++, left /= STATES) {
            path[t] = left % STATES;
            chance *= t == 0 ? start[path[0]] : transition[path[t - 1] * STATES + path[t]];
            chance *= exp(log_emission[t * STATES + path[t]]);
        }
        out->all += chance;
        for (size_t t = 0; t < times; t++)
            out->at[t][path[t]] += chance;
        if (chance > out->best) {
            out->best = chance;
            memcpy(out->path, path, times * sizeof *path);
        }
    }
}

static void all_is_that_of_every_path_listed(void **state)
{
    struct arena *mem = *state;
    for (size_t times = 1; times <= TIMES; times++) {
        struct sums sums;
        list_paths(times, &sums);
        struct hmm_reading r = hmm_read(mem, &hmm, log_emission, times);
        CHECK_NEAR(r.log_likelihood, log(sums.all), 1e-13);
        for (size_t t = 0; t < times; t++) {
            assert_int_equal(r.likeliest[t], sums.path[t]);
            for (size_t s = 0; s < STATES; s++)
                CHECK_NEAR(r.smoothed[t * STATES + s], sums.at[t][s] / sums.all, 1e-13);
        }
        for (size_t s = 0; s < STATES; s++) /* at the last time both are the same */
            CHECK_NEAR(r.filtered[(times - 1) * STATES + s], sums.at[times - 1][s] / sums.all,
                       1e-13);
    }
}

static void what_was_filtered_is_not_changed_by_later_rounds(void **state)
{
    struct arena *mem = *state;
    struct hmm_reading all = hmm_read(mem, &hmm, log_emission, TIMES);
    struct hmm_reading two = hmm_read(mem, &hmm, log_emission, 2);
    for (size_t i = 0; i < 2 * STATES; i++)
        CHECK_NEAR(all.filtered[i], two.filtered[i], 1e-15);
}

static void far_off_emissions_do_not_underflow(void **state)
{
    struct arena *mem = *state;
    double far[TIMES * STATES];
    for (size_t i = 0; i < TIMES * STATES; i++)
        far[i] = log_emission[i] - 5000;
    struct hmm_reading near = hmm_read(mem, &hmm, log_emission, TIMES);
    struct hmm_reading r = hmm_read(mem, &hmm, far, TIMES);
    CHECK_NEAR(r.log_likelihood, near.log_likelihood - 5000 * TIMES, 1e-12);
    CHECK_NEAR(r.smoothed[4], near.smoothed[4], 1e-9);
}

static void the_impossible_is_said(void **state)
{
    struct arena *mem = *state;
    const double emission[STATES * 2] = { 1, 0, 1, 0, 1, 0 };
    const int seen[] = { 0, 1, NO_SYMBOL };
    double *rows = hmm_discrete(mem, emission, STATES, 2, seen, 3);
    assert_true(rows[2 * STATES] == 0);
    struct hmm_reading r = hmm_read(mem, &hmm, rows, 3);
    assert_true(isinf(r.log_likelihood) && isnan(r.filtered[0]));
}

/* A gap is skipped, a silent round says nothing. */
static void profiles_are_sums_of_normal_log_densities(void **state)
{
    struct arena *mem = *state;
    const double prototype[] = { 2.0, 4.5, 3.5, 1.5 }, seen[] = { 2.4, NAN, NAN, NAN, 3, 3 };
    const double respondents[] = { 4, 5, 0 };
    struct hmm_profile profile = { 2, 2, prototype, 0.25, 0.8 };
    double *rows = hmm_gaussian(mem, &profile, seen, respondents, 3);
    double variance = 0.25 + 0.2, pi = acos(-1);
    CHECK_NEAR(rows[1], -log(2 * pi * variance) / 2 - pow(2.4 - 3.5, 2) / (2 * variance),
               1e-14);
    assert_true(rows[2] == 0 && rows[3] == 0 && rows[4] == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_is_that_of_every_path_listed),
        cmocka_unit_test(what_was_filtered_is_not_changed_by_later_rounds),
        cmocka_unit_test(far_off_emissions_do_not_underflow),
        cmocka_unit_test(the_impossible_is_said),
        cmocka_unit_test(profiles_are_sums_of_normal_log_densities),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
