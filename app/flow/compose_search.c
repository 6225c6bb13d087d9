/* The loop around the search: what the machine can do, how long it may take, on how many
 * threads. Each thread searches alone from its own seed; the best result is kept. */
#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

#include "compose/search.h"
#include "flow/compose_setup.h"

/* Of the time asked for, so much is left for reading the clock late and for settling. */
static const double time_used = 0.94;

enum { LOOK_STEPS_FIRST = 64 };

struct runner {
    const struct problem *problem;
    const struct compose_request *request;
    struct plan plan;
    double seconds; /* of computing; 0: by steps */
    bool told;      /* this one tells the progress */
    struct arena mem;
    uint32_t *team;
    double worth;
    uint64_t stopped; /* where it was ended early, 0: at its plan */
    bool packed, interrupted;
};

static double computed(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static enum instruction_set instructions(void)
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2"))
        return INSTRUCTIONS_AVX2;
#endif
    return INSTRUCTIONS_PLAIN;
}

/* Steps a second on this problem and machine, measured on its first steps, which are then
 * forgotten. Gives also how many steps fit between two looks at the clock. */
static double measure_rate(struct search *search, double seconds)
{
    double start = computed(), measured = fmin(0.15, 0.05 * seconds), now = start;
    uint64_t steps = search_step(search, 1);
    /* The first step places everyone, and is no measure of the others. */
    start = computed();
    uint64_t first = steps;
    while ((now = computed()) - start < measured)
        steps = search_step(search, LOOK_STEPS_FIRST);
    return (double)(steps - first) / fmax(now - start, 1e-6);
}

static void run(struct runner *runner)
{
    const struct compose_request *request = runner->request;
    double start = computed(), rate = 1e6;
    struct search *search = search_start(&runner->mem, runner->problem, runner->plan);
    runner->packed = search != NULL;
    if (!search)
        return;
    if (runner->seconds > 0) {
        rate = measure_rate(search, runner->seconds);
        double left = time_used * runner->seconds - (computed() - start);
        runner->plan.steps = (uint64_t)fmax(1, rate * fmax(left, 0));
        search_plan(search, runner->plan.steps);
    }
    uint64_t look = (uint64_t)fmax(LOOK_STEPS_FIRST, rate * 0.02), done = 0;
    uint64_t end = request->stop_step ? request->stop_step : UINT64_MAX;
    while (!search_done(search)) {
        done = search_step(search, done + look > end ? end - done : look);
        runner->interrupted = request->stop && *request->stop;
        bool late = runner->seconds > 0 && computed() - start > runner->seconds;
        if (runner->told && request->progress)
            request->progress(request->progress_self, (double)done / (double)runner->plan.steps,
                              search_best_worth(search));
        if (!search_done(search) && (runner->interrupted || late || done >= end)) {
            runner->stopped = done;
            search_finish(search);
        }
    }
    search_best(search, runner->team);
    runner->worth = search_best_worth(search);
}

static void *run_thread(void *self)
{
    run(self);
    return NULL;
}

static double default_seconds(size_t people)
{
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
    double seconds = request->seconds > 0 ? request->seconds : default_seconds(problem->people);
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
            .team = NEW_ARRAY(mem, uint32_t, problem->people),
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
    for (size_t i = 0; i < problem->people; i++)
        team[i] = runners[best].team[i];
    out->seed = runners[best].plan.seed;
    out->steps = runners[best].plan.steps;
    out->stop_step = runners[best].stopped;
    out->interrupted = runners[best].interrupted;
    out->seconds = computed();
    return OK;
}
