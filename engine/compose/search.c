/* Courses of annealing, one after the other, on whichever kernel fits the number of people.
 *
 * Small problems get many short courses: some from random starts, then from children of the
 * best few, which keep what two good compositions agree on. Large ones get one long course. */
#include "compose/search.h"

#include <assert.h>
#include <math.h>

#include "base/chance.h"
#include "compose/kernel.h"
#include "compose/pool.h"
#include "compose/start.h"

/* Choices between two looks at the temperature: of a window, where moves are rare, more. */
enum { TURN_CHOICES = 64, WINDOW_TURN_CHOICES = 1024 };

/* Steps of a full course, per person squared: longer ones gain less than a second course
 * (measured at 120 and 240 people, docs/compose.md). */
static const double course_steps = 100;

enum { FRESH_COURSES = 4, FRESH_EVERY = 6 };

/* A child starts from a composition that is already good: cooler and shorter, the fewer the
 * people the more so (measured at 120 and 240 people, docs/compose.md). */
static const double child_heat = 0.6;

static double child_length(size_t people) { return fmin(0.5, (double)people / 500); }

struct search {
    const struct problem *problem;
    struct plan plan;
    struct chance chance, chance_ready; /* now; and when all was set up */
    struct kernel kernel;
    struct start start;
    struct pool pool;
    struct schedule schedule;
    double team_size;
    uint32_t *team;       /* scratch */
    uint64_t used;        /* steps since the start */
    uint64_t fresh_steps; /* of a course from a random start */
    uint64_t course_end, course_start;
    size_t courses;
    unsigned choices, moves, turn_choices; /* of this turn; when it ends */
    bool in_course, done;
};

void search_plan(struct search *search, uint64_t steps)
{
    assert(steps > 0);
    search->plan.steps = steps;
    search->chance = search->chance_ready;
    search->pool.count = 0;
    search->used = search->courses = 0;
    search->in_course = search->done = false;
    search->fresh_steps = (uint64_t)((double)steps / search_courses(search));
}

double search_courses(const struct search *search)
{
    double people = (double)search->problem->people;
    return fmax(1, floor((double)search->plan.steps / (course_steps * people * people)));
}

struct search *search_start(struct arena *mem, const struct problem *problem, struct plan plan)
{
    struct search *search = NEW(mem, struct search);
    *search = (struct search){
        .problem = problem,
        .plan = plan,
        .chance = chance_from_seed(plan.seed),
        .team_size = (double)problem->people / (double)problem->teams,
        .team = NEW_ARRAY(mem, uint32_t, problem->people),
    };
    search->kernel = kernel_start(mem, problem, plan.without_matrix, plan.set, &search->chance);
    search->turn_choices = search->kernel.spread.of_window ? WINDOW_TURN_CHOICES : TURN_CHOICES;
    search->start = start_prepare(mem, problem, search->kernel.glue);
    bool small = problem->people <= COMPOSE_MATRIX_PEOPLE_MAX;
    search->pool = pool_empty(mem, problem->people, small ? POOL_MAX : 1);
    search->chance_ready = search->chance;
    search_plan(search, plan.steps);
    /* Tried once, so that a caller hears at once of blocks that do not fit. */
    bool packed = start_random(&search->start, search->team, &search->chance);
    search->chance = search->chance_ready;
    return packed ? search : NULL;
}

static void keep(struct search *search)
{
    kernel_teams(&search->kernel, search->team);
    pool_add(&search->pool, search->team, kernel_worth(&search->kernel));
}

/* A handful of people have few good compositions, and slow cooling keeps finding the same:
 * climbing from many random starts sees the others. */
static bool climb_course(struct search *search)
{
    enum { CLIMB_PEOPLE_MAX = 30, CLIMB_PART = 8 };
    if (search->problem->people > CLIMB_PEOPLE_MAX ||
        search->used >= search->plan.steps / CLIMB_PART)
        return false;
    if (!start_random(&search->start, search->team, &search->chance))
        return false;
    kernel_place(&search->kernel, search->team);
    search->used += 1 + kernel_settle(&search->kernel, &search->chance);
    keep(search);
    return true;
}

static void begin_course(struct search *search)
{
    /* Now and then a fresh start again, so that the pool does not close in on itself. */
    bool child = search->courses % FRESH_EVERY != 0 && search->courses >= FRESH_COURSES &&
                 search->pool.count > 1;
    if (child) {
        size_t a = noise_pick(chance_bits(&search->chance), search->pool.count);
        size_t b = noise_pick(chance_bits(&search->chance), search->pool.count - 1);
        b += b >= a;
        child = start_child(&search->start, search->pool.team[a], search->pool.team[b],
                            search->team, &search->chance);
    }
    if (!child && !start_random(&search->start, search->team, &search->chance))
        search_best(search, search->team);
    kernel_place(&search->kernel, search->team);
    double length =
        (double)search->fresh_steps * (child ? child_length(search->problem->people) : 1);
    search->course_start = search->used;
    search->course_end = search->used + (uint64_t)fmax(1, length);
    /* A remainder too short for a course is added to the last one. */
    if (search->course_end + search->fresh_steps / 3 > search->plan.steps)
        search->course_end = search->plan.steps;
    if (search->course_end <= search->used)
        search->course_end = search->used + 1;
    uint64_t steps = search->course_end - search->used;
    struct annealing annealing = { .choices = (double)steps / (double)search->problem->people,
                                   .courses = search_courses(search),
                                   .heat = child ? child_heat : 1 };
    search->schedule = schedule_course(search->kernel.spread, search->team_size, annealing);
    search->courses++;
    search->choices = search->moves = 0;
    search->in_course = true;
}

static void end_course(struct search *search)
{
    kernel_settle(&search->kernel, &search->chance);
    keep(search);
    search->in_course = false;
    search->done = search->used >= search->plan.steps;
}

static void end_turn(struct search *search)
{
    double length = (double)(search->course_end - search->course_start);
    double done = (double)(search->used - search->course_start) / length;
    schedule_next(&search->schedule, fmin(1, done), search->moves, search->choices);
    search->choices = search->moves = 0;
}

uint64_t search_step(struct search *search, uint64_t steps)
{
    uint64_t target = search->used + steps;
    while (!search->done && search->used < target) {
        if (!search->in_course && climb_course(search))
            continue;
        if (!search->in_course)
            begin_course(search);
        bool moved =
            kernel_move(&search->kernel, search->schedule.temperature, &search->chance);
        search->moves += moved;
        search->used += moved ? 1 + kernel_move_steps(&search->kernel) : 1;
        if (++search->choices == search->turn_choices)
            end_turn(search);
        if (search->used >= search->course_end)
            end_course(search);
    }
    return search->used;
}

void search_finish(struct search *search)
{
    if (search->in_course)
        end_course(search);
    search->done = true;
}

bool search_done(const struct search *search) { return search->done; }

bool search_best(const struct search *search, uint32_t *team)
{
    if (search->pool.count == 0)
        return false;
    memcpy(team, search->pool.team[0], search->problem->people * sizeof *team);
    return true;
}

double search_best_worth(const struct search *search)
{
    return search->pool.count ? search->pool.worth[0] : -INFINITY;
}
