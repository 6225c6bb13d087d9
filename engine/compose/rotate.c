/* Courses of annealing over all rounds, one round in focus at a time: some from a design
 * without repeats, in which people take each other's parts, some from chance. */
#include "compose/rotate.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "compose/meetings.h"
#include "compose/rota_course.h"
#include "compose/rota_seat.h"

/* Steps for each person and round: of the first course, and of the longest where parts are
 * exchanged; there, another course gains more than a longer one. */
static const uint64_t first_course = 50, longest_course = 4000;

struct rotate {
    struct plan plan;
    struct chance chance, chance_ready;
    struct rota *rota;
    struct rota_seat seat;
    struct rota_course course;
    struct design design;
    bool found; /* the design, before the first step */
    struct design_cycles *cycles;
    struct arena *mem;
    uint32_t *team, *best;
    int64_t best_cost;
    uint64_t used; /* before this course, designs included */
    uint64_t designing, next_length;
    size_t courses;
    int64_t reached[COURSE_KINDS]; /* by the last course of each kind, INT64_MAX: none yet */
    bool in_course, done;
};

void rotate_plan(struct rotate *rotate, uint64_t steps)
{
    assert(steps > 0);
    rotate->plan.steps = steps;
    rotate->chance = rotate->chance_ready;
    rotate->used = rotate->designing = rotate->courses = 0;
    rotate->course.turns = rotate->course.round = rotate->course.used = 0;
    rotate->next_length = first_course * rotate->rota->people * rotate->rota->rounds;
    rotate->best_cost = INT64_MAX;
    rotate->in_course = rotate->done = false;
    rotate->reached[COURSE_DESIGN] = rotate->reached[COURSE_CHANCE] = INT64_MAX;
    rotate->design.repeats = rotate->found ? 0 : DESIGN_NONE;
}

/* Without mixing nothing costs less than the fewest repeats; with it, no such floor. */
static int64_t least_cost(const struct rota *rota)
{
    const struct problem *problem = rota->problem;
    if (rota->mixes || rota->glue.blocks > 0)
        return INT64_MIN;
    struct meetings_limit limit = meetings_limit(problem);
    /* Each repeat costs at least one; a third meeting costs two. */
    return (int64_t)limit.repeats * rota->repeat;
}

static void prepare_design(struct rotate *rotate)
{
    const struct problem *problem = rotate->rota->problem;
    rotate->design = (struct design){ .people = problem->people,
                                      .teams = problem->teams,
                                      .rounds = problem->rounds,
                                      .size = problem->size,
                                      .team = NEW_ARRAY(rotate->mem, uint32_t,
                                                        problem->rounds * problem->people) };
    /* Somebody is tied to another's seat; or chance does without, and mixes better. */
    if (rotate->rota->glue.blocks > 0 || (rotate->rota->mixes && !rotate->course.parts))
        return;
    rotate->found = design_find(rotate->mem, &rotate->design);
    if (!rotate->found)
        rotate->cycles = design_cycles_start(rotate->mem, &rotate->design);
}

struct rotate *rotate_start(struct arena *mem, const struct problem *problem, struct plan plan)
{
    struct rotate *rotate = NEW(mem, struct rotate);
    size_t all = problem->rounds * problem->people;
    *rotate = (struct rotate){
        .mem = mem,
        .plan = plan,
        .chance_ready = chance_from_seed(plan.seed),
        .rota = rota_start(mem, problem),
        .team = NEW_ARRAY(mem, uint32_t, all),
        .best = NEW_ARRAY(mem, uint32_t, all),
    };
    struct rota *rota = rotate->rota;
    rotate->course = rota_course_prepare(mem, rota, plan.set, &rotate->chance_ready);
    rotate->course.least = least_cost(rota);
    rotate->seat = rota_seat_prepare(mem, rota);
    prepare_design(rotate);
    rotate_plan(rotate, plan.steps);
    bool packed = rota_seat_by_chance(&rotate->seat, rotate->team, &rotate->chance);
    rotate->chance = rotate->chance_ready;
    return packed ? rotate : NULL;
}

/* Each kind once, then mostly the one that did better. */
static enum course choose_course(struct rotate *rotate)
{
    enum { OTHER_EVERY = 4 };
    if (rotate->design.repeats == DESIGN_NONE)
        return COURSE_CHANCE;
    if (rotate->reached[COURSE_DESIGN] == INT64_MAX)
        return COURSE_DESIGN;
    if (rotate->reached[COURSE_CHANCE] == INT64_MAX)
        return COURSE_CHANCE;
    bool chance = rotate->reached[COURSE_CHANCE] < rotate->reached[COURSE_DESIGN];
    bool other = rotate->courses % OTHER_EVERY == 0;
    return chance != other ? COURSE_CHANCE : COURSE_DESIGN;
}

/* Looks on for a design, for a part of the steps; something to give comes before. */
static bool look_for_design(struct rotate *rotate)
{
    const double part = 0.7;
    if (!rotate->cycles || rotate->design.repeats == 0 ||
        (double)(rotate->designing + DESIGN_TRIES) > part * (double)rotate->used)
        return false;
    design_cycles_try(rotate->mem, rotate->cycles, &rotate->design, &rotate->chance);
    rotate->designing += DESIGN_TRIES;
    rotate->used += DESIGN_TRIES;
    return true;
}

static bool seat_everyone(struct rotate *rotate, enum course kind)
{
    if (kind == COURSE_CHANCE)
        return rota_seat_by_chance(&rotate->seat, rotate->team, &rotate->chance);
    rota_seat_by_design(&rotate->seat, &rotate->design, rotate->team, &rotate->chance);
    return true;
}

static void begin_course(struct rotate *rotate)
{
    const struct rota *rota = rotate->rota;
    enum course kind = choose_course(rotate);
    if (!seat_everyone(rotate, kind)) {
        /* Packed by luck before, not this time: another attempt, at the price of a step. */
        rotate->done = ++rotate->used >= rotate->plan.steps;
        return;
    }
    rota_place(rotate->rota, rotate->team);
    /* Repeats go in many tries, mixing in one slow one. */
    uint64_t growth = rota->mixes ? 4 : 2;
    uint64_t left = rotate->plan.steps - rotate->used, length = rotate->next_length;
    /* A remainder too short to be worth a course is added to this one. */
    if (left < (growth + 1) * length)
        length = left > 0 ? left : 1;
    rota_course_begin(&rotate->course, kind, length);
    uint64_t longest = longest_course * rota->people * rota->rounds;
    bool many = rotate->course.parts || (!rota->mixes && rotate->cycles);
    rotate->next_length *= growth;
    if (many && rotate->next_length > longest)
        rotate->next_length = longest;
    rotate->in_course = true;
}

static void end_course(struct rotate *rotate)
{
    const struct rota *rota = rotate->rota;
    struct rota_course *course = &rotate->course;
    rota_course_settle(course, &rotate->chance);
    rotate->reached[course->kind] = rota->cost;
    if (rota->cost < rotate->best_cost) {
        rotate->best_cost = rota->cost;
        rota_teams(rota, rotate->best);
    }
    rotate->used += course->used;
    course->used = 0;
    rotate->courses++;
    rotate->in_course = false;
    rotate->done = rotate->used >= rotate->plan.steps || rotate->best_cost <= course->least;
}

uint64_t rotate_step(struct rotate *rotate, uint64_t steps)
{
    struct rota_course *course = &rotate->course;
    uint64_t target = rotate->used + course->used + steps;
    while (!rotate->done && rotate->used + course->used < target) {
        if (rotate->in_course && course->used < course->end && !rota_course_perfect(course))
            rota_course_turn(course, &rotate->chance);
        else if (rotate->in_course)
            end_course(rotate);
        else if (!look_for_design(rotate))
            begin_course(rotate);
    }
    return rotate->used + course->used;
}

void rotate_finish(struct rotate *rotate)
{
    if (!rotate->in_course && rotate->courses == 0 && !rotate->done)
        begin_course(rotate);
    if (rotate->in_course)
        end_course(rotate);
    rotate->done = true;
}

bool rotate_done(const struct rotate *rotate) { return rotate->done; }

bool rotate_best(const struct rotate *rotate, uint32_t *team)
{
    if (rotate->best_cost == INT64_MAX)
        return false;
    const struct rota *rota = rotate->rota;
    memcpy(team, rotate->best, rota->rounds * rota->people * sizeof *team);
    return true;
}

double rotate_best_worth(const struct rotate *rotate)
{
    return rotate->best_cost == INT64_MAX ? -INFINITY
                                          : -(double)rotate->best_cost / rotate->rota->repeat;
}
