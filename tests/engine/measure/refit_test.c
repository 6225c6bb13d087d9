#include "measure/refit.h"

#include "check.h"
#include "engine/fixture.h"

static struct arena mem;
static const struct instrument *instrument;
static const struct model *model;

static int open_memory(void **state)
{
    (void)state;
    mem = arena_with_limit(1 << 26);
    instrument = fixture_instrument(&mem, 30, 1, 7);
    model = fixture_model(&mem, 30);
    return 0;
}

static int close_memory(void **state)
{
    (void)state;
    arena_free(&mem);
    return 0;
}

/* Teams of some rounds each, all read as the same stage, every level at `level`. */
static struct refit_round *level_rounds(size_t teams, size_t rounds, int reading, double level)
{
    struct refit_round *all = NEW_ARRAY(&mem, struct refit_round, teams * rounds);
    double *means = NEW_ARRAY(&mem, double, CONSTRUCTS_MAX);
    for (size_t c = 0; c < CONSTRUCTS_MAX; c++)
        means[c] = level;
    for (size_t i = 0; i < teams * rounds; i++)
        all[i] = (struct refit_round){ i / rounds, 6, reading, means };
    return all;
}

static void fifty_nine_readings_leave_the_elicited_model(void **state)
{
    (void)state;
    struct refit_round *rounds = level_rounds(60, 1, 2, 50);
    struct refit few = measure_refit(&mem, instrument, model, rounds, 59);
    assert_int_equal(few.lack, LACKS_PEOPLE);
    assert_int_equal(few.rounds, 59);
    assert_ptr_equal(few.model.profiles, model->profiles);
    assert_memory_equal(few.model.start, model->start, sizeof model->start);
    rounds[3].reading = NO_READING; /* sixty rounds, of which one is not read */
    assert_int_equal(measure_refit(&mem, instrument, model, rounds, 60).lack, LACKS_PEOPLE);
    rounds[3].reading = 2;
    assert_int_equal(measure_refit(&mem, instrument, model, rounds, 60).lack, LACKS_NOTHING);
    assert_int_equal(measure_refit(&mem, instrument, model, NULL, 0).lack, LACKS_PEOPLE);
}

static void chances_are_what_was_believed_and_what_was_counted(void **state)
{
    (void)state;
    enum { TEAMS = 30, ROUNDS = 3 };
    struct refit_round *rounds = level_rounds(TEAMS, ROUNDS, 0, 50);
    for (size_t i = 0; i < TEAMS * ROUNDS; i++)
        rounds[i].reading = (int)(i % ROUNDS); /* every team: 1, 2, 3 */
    rounds[0].reading = NO_READING;            /* no first reading, no step from it */
    struct refit got = measure_refit(&mem, instrument, model, rounds, TEAMS * ROUNDS);
    assert_int_equal(got.firsts[0], TEAMS - 1);
    assert_int_equal(got.steps[0][1], TEAMS - 1);
    assert_int_equal(got.steps[1][2], TEAMS);
    CHECK_NEAR(got.model.start[0], (20 * model->start[0] + 29) / 49, 1e-14);
    CHECK_NEAR(got.model.start[3], 20 * model->start[3] / 49, 1e-14);
    CHECK_NEAR(got.model.transition[1][2], (20 * model->transition[1][2] + 30) / 50, 1e-14);
    for (int s = 0; s < STAGES; s++) {
        double sum = 0;
        for (int to = 0; to < STAGES; to++)
            sum += got.model.transition[s][to];
        CHECK_NEAR(sum, 1, 1e-14);
        CHECK_NEAR(got.model.transition[3][s], model->transition[3][s], 1e-14);
    }
}

/* The same posterior by adding up prior times likelihood over every prototype. */
static void a_prototype_is_the_mean_of_prior_times_likelihood(void **state)
{
    (void)state;
    enum { TEAMS = 40, ROUNDS = 2 };
    struct refit_round *rounds = level_rounds(TEAMS, ROUNDS, 1, 70);
    struct refit got = measure_refit(&mem, instrument, model, rounds, TEAMS * ROUNDS);
    int c = instrument_construct(instrument, "INF"), p = model_profile(model, "INF");
    const struct profile *profile = &model->profiles[p];
    double before = profile->prototype[1], g = profile->reference, sum = 0, weights = 0;
    struct error error = measure_error(instrument, model, (size_t)c, 6);
    double noise = pow(model->team_sd, 2) + pow(model->halo_sd, 2) +
                   pow(model->flatness_sd * (before - g), 2) +
                   (pow(model->occasion_sd, 2) + error.own + error.shared) / ROUNDS;
    for (double at = -200; at <= 300; at += .01) {
        double off = 70 - g - model->flatness_mean * (at - g);
        double weight = exp(-pow((at - before) / model->prototype_sd, 2) / 2 -
                            TEAMS * off * off / noise / 2);
        sum += at * weight;
        weights += weight;
    }
    CHECK_NEAR(got.model.profiles[p].prototype[1], sum / weights, 1e-6);
    CHECK_NEAR(got.model.profiles[p].prototype[0], profile->prototype[0], 1e-14); /* not read */
    assert_true(got.model.prototype_sd < model->prototype_sd);
}

static void with_many_teams_what_was_put_in_is_found_again(void **state)
{
    (void)state;
    enum { TEAMS = 4000 };
    struct refit_round *rounds = NEW_ARRAY(&mem, struct refit_round, TEAMS);
    struct chance chance = chance_from_seed(12);
    for (size_t i = 0; i < TEAMS; i++) {
        double *means = NEW_ARRAY(&mem, double, CONSTRUCTS_MAX);
        for (size_t c = 0; c < instrument->construct_count; c++) {
            int p = model_profile(model, instrument->constructs[c].key);
            double moved = model->profiles[p].prototype[2] + 8;
            means[c] = model->profiles[p].reference +
                       model->flatness_mean * (moved - model->profiles[p].reference) +
                       18 * chance_normal(&chance);
        }
        rounds[i] = (struct refit_round){ i, 6, 2, means };
    }
    struct refit got = measure_refit(&mem, instrument, model, rounds, TEAMS);
    for (size_t p = 0; p < model->profile_count; p++)
        CHECK_NEAR(got.model.profiles[p].prototype[2] / 100,
                   (model->profiles[p].prototype[2] + 8) / 100, .025);
}

static void teams_in_another_order_and_gaps_change_little_or_nothing(void **state)
{
    (void)state;
    enum { TEAMS = 80 };
    struct refit_round *rounds = NEW_ARRAY(&mem, struct refit_round, TEAMS);
    struct refit_round *turned = NEW_ARRAY(&mem, struct refit_round, TEAMS);
    struct chance chance = chance_from_seed(13);
    for (size_t i = 0; i < TEAMS; i++) {
        double *means = NEW_ARRAY(&mem, double, CONSTRUCTS_MAX);
        for (size_t c = 0; c < instrument->construct_count; c++)
            means[c] = c == 0 ? (double)NAN : 100 * chance_unit(&chance);
        rounds[i] = (struct refit_round){ i, 4 + i % 5, (int)(i % 4), means };
        turned[TEAMS - 1 - i] = rounds[i];
    }
    struct refit one = measure_refit(&mem, instrument, model, rounds, TEAMS);
    struct refit two = measure_refit(&mem, instrument, model, turned, TEAMS);
    int unseen = model_profile(model, instrument->constructs[0].key);
    for (size_t p = 0; p < model->profile_count; p++)
        for (int s = 0; s < STAGES; s++) {
            CHECK_NEAR(one.model.profiles[p].prototype[s], two.model.profiles[p].prototype[s],
                       1e-12);
            if ((int)p == unseen)
                CHECK_NEAR(one.model.profiles[p].prototype[s], model->profiles[p].prototype[s],
                           1e-12);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fifty_nine_readings_leave_the_elicited_model),
        cmocka_unit_test(chances_are_what_was_believed_and_what_was_counted),
        cmocka_unit_test(a_prototype_is_the_mean_of_prior_times_likelihood),
        cmocka_unit_test(with_many_teams_what_was_put_in_is_found_again),
        cmocka_unit_test(teams_in_another_order_and_gaps_change_little_or_nothing),
    };
    return cmocka_run_group_tests(tests, open_memory, close_memory);
}
