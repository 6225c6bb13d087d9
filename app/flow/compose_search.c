/* The loop around the search: what the machine can do, how long it may take, on how many
 * threads. Each thread searches alone from its own seed; the best result is kept. */
#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

#include "compose/rotate.h"
#include "flow/compose_setup.h"

/* Of the time asked for, so much is left for reading the clock late and for settling. */
static const double time_used = 0.98;

enum { LOOK_STEPS_FIRST = 64 };

struct runner {
    const struct problem *problem;
    const struct compose_request *request;
    struct plan plan;
    double seconds; /* of computing; 0: by steps */
    bool told;      /* this one tells the progress */
    struct arena mem;
    struct search *search; /* one of the two */
    struct rotate *rotate;
    uint32_t *team;
    double worth;
    uint64_t stopped; /* where it was ended early, 0: at its plan */
    bool packed, interrupted;
};

double compose_computed(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* Of the time asked for, what reading and checking have left; half of it at least. */
static double seconds_left(double asked, const struct composition *composition)
{
    return fmax(asked - (compose_computed() - composition->began), asked / 2);
}

static enum instruction_set instructions(void)
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512bw"))
        return INSTRUCTIONS_AVX512;
    if (__builtin_cpu_supports("avx2"))
        return INSTRUCTIONS_AVX2;
#endif
    return INSTRUCTIONS_PLAIN;
}

/* One face for a search of teams and one of rounds. */
static bool begin(struct runner *runner)
{
    if (runner->problem->rounds > 1)
        runner->rotate = rotate_start(&runner->mem, runner->problem, runner->plan);
    else
        runner->search = search_start(&runner->mem, runner->problem, runner->plan);
    return runner->rotate || runner->search;
}

static void plan(struct runner *runner)
{
    if (runner->rotate)
        rotate_plan(runner->rotate, runner->plan.steps);
    else
        search_plan(runner->search, runner->plan.steps);
}

static uint64_t step(struct runner *runner, uint64_t steps)
{
    return runner->rotate ? rotate_step(runner->rotate, steps)
                          : search_step(runner->search, steps);
}

static bool done_with(const struct runner *runner)
{
    return runner->rotate ? rotate_done(runner->rotate) : search_done(runner->search);
}

static void finish(struct runner *runner)
{
    if (runner->rotate)
        rotate_finish(runner->rotate);
    else
        search_finish(runner->search);
}

static double best_worth(const struct runner *runner)
{
    return runner->rotate ? rotate_best_worth(runner->rotate)
                          : search_best_worth(runner->search);
}

/* What a search costs on this problem and machine. */
struct pace {
    double rate;  /* steps a second, from hot to cold */
    double fixed; /* seconds to place everyone, and to settle */
};

static double seconds_of_step(struct runner *runner, uint64_t steps, uint64_t *done)
{
    double start = compose_computed();
    *done = step(runner, steps);
    return compose_computed() - start;
}

/* First roughly, then over a short search whose steps cost what those of a long one do. Both
 * are then forgotten. */
static struct pace measure_pace(struct runner *runner)
{
    const double roughly = 0.004, measured = fmin(0.5, 0.02 * runner->seconds);
    uint64_t first, steps, before;
    step(runner, 1);
    double spent = seconds_of_step(runner, 1, &first);
    for (steps = first; spent < roughly && !done_with(runner);)
        spent += seconds_of_step(runner, LOOK_STEPS_FIRST, &steps);
    double rate = (double)(steps - first) / fmax(spent, 1e-6);
    runner->plan.steps = (uint64_t)fmax(1, rate * measured);
    plan(runner);
    uint64_t look = (uint64_t)fmax(LOOK_STEPS_FIRST, rate * roughly / 4);
    double fixed = seconds_of_step(runner, 1, &first), last = 0;
    spent = 0;
    for (steps = before = first; !done_with(runner);) {
        spent += last;
        before = steps;
        last = seconds_of_step(runner, look, &steps);
    }
    if (before > first)
        rate = (double)(before - first) / fmax(spent, 1e-6);
    fixed += fmax(0, last - (double)(steps - before) / rate);
    return (struct pace){ rate, fixed };
}

/* As many steps as fit; where they make many courses, some more, since the last may be cut
 * short without harm and the pace is never known quite well. */
static double plan_for(struct runner *runner, double start)
{
    enum { MANY_COURSES = 6 };
    const double more = 1.3;
    struct pace pace = measure_pace(runner);
    double left = time_used * runner->seconds - (compose_computed() - start) - pace.fixed;
    runner->plan.steps = (uint64_t)fmax(1, pace.rate * fmax(left, 0));
    plan(runner);
    if (runner->search && search_courses(runner->search) >= MANY_COURSES) {
        runner->plan.steps = (uint64_t)((double)runner->plan.steps * more);
        plan(runner);
    }
    return pace.rate;
}

static double progress_of(const struct runner *runner, uint64_t done, double spent)
{
    double steps = (double)done / (double)runner->plan.steps;
    return runner->seconds > 0 ? fmax(steps, fmin(1, spent / runner->seconds)) : steps;
}

static void run(struct runner *runner)
{
    const struct compose_request *request = runner->request;
    double start = compose_computed(), rate = 1e6;
    runner->packed = begin(runner);
    if (!runner->packed)
        return;
    if (runner->seconds > 0)
        rate = plan_for(runner, start);
    uint64_t look = (uint64_t)fmax(LOOK_STEPS_FIRST, rate * 0.02), done = 0;
    uint64_t end = request->stop_step ? request->stop_step : UINT64_MAX;
    while (!done_with(runner)) {
        done = step(runner, done + look > end ? end - done : look);
        runner->interrupted = request->stop && *request->stop;
        double spent = compose_computed() - start;
        bool late = runner->seconds > 0 && spent > runner->seconds;
        if (runner->told && request->progress)
            request->progress(request->progress_self, progress_of(runner, done, spent),
                              best_worth(runner));
        if (!done_with(runner) && (runner->interrupted || late || done >= end)) {
            runner->stopped = done;
            finish(runner);
        }
    }
    runner->packed = runner->rotate ? rotate_best(runner->rotate, runner->team)
                                    : search_best(runner->search, runner->team);
    runner->worth = best_worth(runner);
}

static void *run_thread(void *self)
{
    run(self);
    return NULL;
}

static double default_seconds(const struct problem *problem)
{
    /* So many people and rounds take a second to be well mixed (docs/compose.md). */
    enum { SEATS_A_SECOND = 500 };
    size_t people = problem->people;
    if (problem->rounds > 1)
        return fmax(2, fmin(10, (double)(people * problem->rounds) / SEATS_A_SECOND));
    return people <= 5000 ? 2 : people <= 50000 ? 10 : 10.0 * (double)people / 50000;
}

/* All threads, the caller's own among them. A thread that cannot be had is done without. */
static void run_all(struct runner *runners, size_t count)
{
    pthread_t thread[COMPOSE_THREADS_MAX];
    bool started[COMPOSE_THREADS_MAX] = { false };
    for (size_t k = 1; k < count; k++)
        started[k] = pthread_create(&thread[k], NULL, run_thread, &runners[k]) == 0;
    run(&runners[0]);
    for (size_t k = 1; k < count; k++)
        if (started[k])
            pthread_join(thread[k], NULL);
        else
            runners[k].packed = false;
}

enum status compose_search(struct arena *mem, const struct compose_request *request,
                           struct composition *out, uint32_t *team, struct err *err)
{
    const struct problem *problem = &out->problem;
    size_t count = request->threads ? request->threads : 1, best = 0;
    struct runner *runners = NEW_ARRAY(mem, struct runner, count);
    double seconds =
        request->seconds > 0 ? seconds_left(request->seconds, out) : default_seconds(problem);
    for (size_t k = 0; k < count; k++) {
        runners[k] = (struct runner){
            .problem = problem,
            .request = request,
            .plan = { .seed = request->seed + k,
                      .steps = request->steps ? request->steps : 1000000000,
                      .set = instructions() },
            .seconds = request->steps ? 0 : seconds,
            .told = k == 0,
            .mem = arena_with_limit((size_t)8 << 30),
            .team = NEW_ARRAY(mem, uint32_t, out->rounds * problem->people),
        };
    }
    run_all(runners, count);
    for (size_t k = 0; k < count; k++) {
        arena_free(&runners[k].mem);
        if (runners[k].packed &&
            (!runners[best].packed || runners[k].worth > runners[best].worth))
            best = k;
    }
    if (!runners[best].packed)
        return fail(err, BAD_INPUT,
                    "%s:1: those kept together could not be packed into teams of these sizes",
                    out->together.file);
    for (size_t i = 0; i < out->rounds * problem->people; i++)
        team[i] = runners[best].team[i];
    out->seed = runners[best].plan.seed;
    out->steps = runners[best].plan.steps;
    out->stop_step = runners[best].stopped;
    out->interrupted = runners[best].interrupted;
    out->seconds = compose_computed() - out->began;
    return OK;
}
