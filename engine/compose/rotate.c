/* Courses of annealing over all rounds at once, each longer than the one before: some
 * from a design without repeats, in which people take each other's seats, some from chance. */
#include "compose/rotate.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "compose/design.h"
#include "compose/meetings.h"
#include "compose/noise.h"
#include "compose/rota_move.h"
#include "compose/start.h"

/* Temperatures in repeats. An exchange that repeats one meeting more is refused for good
 * under a tenth; what mixes is settled far below, and starting hotter gains it little. Found
 * on 5-3-7, 8-4-9, 24-5-8 and rosters of 24 and 400 people; docs/compose.md. */
static const double hot = 0.6, warm = 0.15, cold = 0.12, mixed = 0.012;

/* A design is not to be broken while people find their seats in it: first exchanges in all
 * rounds only, from a temperature of their own, then all kinds, when it is cold. */
static const double seating_part = 0.7, seating_hot = 0.45;

static const uint64_t first_course = 200; /* steps a person and round */
static const uint64_t settling = 20;      /* the same, at the end of a course */

enum { TURN_STEPS = 256 };

enum course { COURSE_DESIGN, COURSE_CHANCE, COURSE_KINDS };

struct rotate {
    struct plan plan;
    struct chance chance, chance_ready;
    struct rota *rota;
    struct rota_heat heat;
    struct problem seated; /* those who sit out as one more team */
    struct glue glue;
    struct start start;
    struct design design;
    bool found; /* the design, before the first step */
    struct design_cycles *cycles;
    struct arena *mem;
    int64_t least; /* cost that nothing is under, or INT64_MIN */
    uint32_t *team, *best, *order, *sits;
    int64_t best_cost;
    uint64_t used, course_start, course_end, next_length, turn_end;
    size_t courses;
    enum course kind;
    int64_t reached[COURSE_KINDS]; /* by the last course of each kind, INT64_MAX: none yet */
    bool in_course, done;
};

void rotate_plan(struct rotate *rotate, uint64_t steps)
{
    assert(steps > 0);
    rotate->plan.steps = steps;
    rotate->chance = rotate->chance_ready;
    rotate->used = rotate->courses = 0;
    rotate->next_length = first_course * rotate->rota->people * rotate->rota->rounds;
    rotate->best_cost = INT64_MAX;
    rotate->in_course = rotate->done = false;
    rotate->reached[COURSE_DESIGN] = rotate->reached[COURSE_CHANCE] = INT64_MAX;
    rotate->design.repeats = rotate->found ? 0 : DESIGN_NONE;
}

/* Those who sit out are a team of their own, so that the others can be packed as ever. */
static void prepare_start(struct arena *mem, struct rotate *rotate,
                          const struct problem *problem)
{
    size_t out = rotate->rota->people - rotate->rota->seats;
    struct team_size *size = NEW_ARRAY(mem, struct team_size, problem->teams + 1);
    memcpy(size, problem->size, problem->teams * sizeof *size);
    size[problem->teams] = (struct team_size){ (uint32_t)out, (uint32_t)out };
    rotate->seated = *problem;
    rotate->seated.size = size;
    rotate->seated.teams += out > 0;
    rotate->start = start_prepare(mem, &rotate->seated, &rotate->rota->glue);
}

/* Without mixing nothing costs less than the fewest repeats; with it, no such floor. */
static int64_t least_cost(const struct rota *rota)
{
    const struct problem *problem = rota->problem;
    if (rota->mixes || rota->glue.blocks > 0)
        return INT64_MIN;
    struct meetings_limit limit = meetings_limit(problem);
    /* Each repeat costs at least one; a third meeting costs two. */
    return (int64_t)limit.repeats * ROTA_REPEAT;
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
        .order = NEW_ARRAY(mem, uint32_t, problem->people),
        .sits = NEW_ARRAY(mem, uint32_t, problem->people),
    };
    rotate->heat.log = rota_logs(mem);
    rotate->design = (struct design){ .people = problem->people,
                                      .teams = problem->teams,
                                      .rounds = problem->rounds,
                                      .size = problem->size,
                                      .team = NEW_ARRAY(mem, uint32_t, all) };
    bool free = rotate->rota->glue.blocks == 0; /* nobody is tied to another's seat */
    rotate->found = free && design_find(mem, &rotate->design);
    rotate->cycles = free && !rotate->found ? design_cycles_start(mem, &rotate->design) : NULL;
    rotate->least = least_cost(rotate->rota);
    prepare_start(mem, rotate, problem);
    rotate_plan(rotate, plan.steps);
    bool packed = start_random(&rotate->start, rotate->team, &rotate->chance);
    rotate->chance = rotate->chance_ready;
    return packed ? rotate : NULL;
}

static void shuffle(struct rotate *rotate)
{
    size_t people = rotate->rota->people;
    for (size_t k = 0; k < people; k++)
        rotate->order[k] = (uint32_t)k;
    for (size_t k = people; k > 1; k--) {
        size_t j = noise_pick(chance_bits(&rotate->chance), k);
        uint32_t kept = rotate->order[k - 1];
        rotate->order[k - 1] = rotate->order[j];
        rotate->order[j] = kept;
    }
}

/* Who sits out of one round: those who did so least, whole blocks where they fit. */
static void sit_out(struct rotate *rotate, uint32_t *team)
{
    const struct rota *rota = rotate->rota;
    size_t left = rota->people - rota->seats;
    shuffle(rotate);
    for (uint32_t level = 0; left > 0 && level <= rota->rounds; level++)
        for (size_t k = 0; left > 0 && k < rota->people; k++) {
            uint32_t x = rotate->order[k];
            int32_t block = glue_block(&rota->glue, x);
            size_t first = block == GLUE_ALONE ? 0 : rota->glue.start[block];
            size_t size = block == GLUE_ALONE ? 1 : rota->glue.start[block + 1] - first;
            if (rotate->sits[x] != level || team[x] != START_NOBODY || size > left)
                continue;
            for (size_t m = 0; m < size; m++) {
                uint32_t who = block == GLUE_ALONE ? x : rota->glue.person[first + m];
                team[who] = (uint32_t)rota->teams;
                rotate->sits[who]++;
            }
            left -= size;
        }
}

/* Every round at random. False when blocks could not be packed. */
static bool seat_at_random(struct rotate *rotate)
{
    struct rota *rota = rotate->rota;
    struct start *start = &rotate->start;
    memset(rotate->sits, 0, rota->people * sizeof *rotate->sits);
    for (size_t r = 0; r < rota->rounds; r++) {
        uint32_t *team = rotate->team + r * rota->people;
        for (size_t x = 0; x < rota->people; x++)
            team[x] = START_NOBODY;
        sit_out(rotate, team);
        memcpy(start->size, start->wanted, rotate->seated.teams * sizeof *start->size);
        if (!start_fill(start, team, &rotate->chance))
            return false;
    }
    return true;
}

/* Everyone takes a seat of the design, for all its rounds. */
static void seat_by_design(struct rotate *rotate)
{
    size_t people = rotate->rota->people;
    shuffle(rotate);
    for (size_t r = 0; r < rotate->rota->rounds; r++)
        for (size_t k = 0; k < people; k++)
            rotate->team[r * people + rotate->order[k]] = rotate->design.team[r * people + k];
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

static void set_heat(struct rotate *rotate)
{
    const struct rota *rota = rotate->rota;
    double done = (double)(rotate->used - rotate->course_start) /
                  (double)(rotate->course_end - rotate->course_start);
    double last = rota->mixes ? mixed : cold, first = rota->mixes ? warm : hot;
    rotate->heat.in_all = rota->mixes ? 1.0 / 16 : 1.0 / 64;
    if (rotate->kind == COURSE_DESIGN && done < seating_part) {
        /* One exchange in all rounds changes as many pairs in each. */
        double pairs = (double)(rota->rounds * rota->seats) / (double)rota->teams;
        first = seating_hot * sqrt(pairs) * ROTA_DEVIATION / ROTA_REPEAT;
        rotate->heat.in_all = 1;
        last = 0.1 * first;
        done /= seating_part;
    } else if (rotate->kind == COURSE_DESIGN) {
        first = rota->mixes ? cold / 2 : cold;
        rotate->heat.in_all = 0.5;
        done = (done - seating_part) / (1 - seating_part);
    }
    rotate->heat.temperature = ROTA_REPEAT * first * pow(last / first, fmin(1, done));
}

/* Looks on for a design, for a part of the steps. */
static bool look_for_design(struct rotate *rotate)
{
    enum { PART = 3 };
    bool first = rotate->courses == 0; /* something to give comes before */
    if (!rotate->cycles || first || rotate->design.repeats == 0 ||
        rotate->used + DESIGN_TRIES > rotate->plan.steps / PART)
        return false;
    design_cycles_try(rotate->mem, rotate->cycles, &rotate->design, &rotate->chance);
    rotate->used += DESIGN_TRIES;
    return true;
}

static void begin_course(struct rotate *rotate)
{
    if (look_for_design(rotate))
        return;
    rotate->kind = choose_course(rotate);
    if (rotate->kind == COURSE_DESIGN) {
        seat_by_design(rotate);
    } else if (!seat_at_random(rotate)) {
        /* Packed by luck before, not this time: another attempt, at the price of a step. */
        rotate->done = ++rotate->used >= rotate->plan.steps;
        return;
    }
    rota_place(rotate->rota, rotate->team);
    /* Repeats go in many tries, mixing in one slow one. */
    uint64_t growth = rotate->rota->mixes ? 4 : 2;
    uint64_t left = rotate->plan.steps - rotate->used, length = rotate->next_length;
    /* A remainder too short to be worth a course is added to this one. */
    if (left < (growth + 1) * length)
        length = left > 0 ? left : 1;
    rotate->course_start = rotate->turn_end = rotate->used;
    rotate->course_end = rotate->used + length;
    rotate->next_length *= growth;
    rotate->in_course = true;
}

static bool perfect(const struct rotate *rotate) { return rotate->rota->cost <= rotate->least; }

/* Only what gains, for a while. */
static void settle(struct rotate *rotate)
{
    struct rota *rota = rotate->rota;
    rotate->heat.temperature = 0;
    uint64_t proposals = settling * rota->people * rota->rounds;
    for (uint64_t k = 0; k < proposals && !perfect(rotate); k++)
        rotate->used += rota_propose(rota, &rotate->heat, &rotate->chance);
}

static void end_course(struct rotate *rotate)
{
    settle(rotate);
    rotate->reached[rotate->kind] = rotate->rota->cost;
    if (rotate->rota->cost < rotate->best_cost) {
        rotate->best_cost = rotate->rota->cost;
        rota_teams(rotate->rota, rotate->best);
    }
    rotate->courses++;
    rotate->in_course = false;
    rotate->done = rotate->used >= rotate->plan.steps || rotate->best_cost <= rotate->least;
}

uint64_t rotate_step(struct rotate *rotate, uint64_t steps)
{
    uint64_t target = rotate->used + steps;
    while (!rotate->done && rotate->used < target) {
        if (!rotate->in_course) {
            begin_course(rotate);
            continue;
        }
        if (rotate->used >= rotate->course_end || perfect(rotate)) {
            end_course(rotate);
            continue;
        }
        if (rotate->used >= rotate->turn_end) {
            set_heat(rotate);
            rotate->turn_end = rotate->used + TURN_STEPS;
        }
        rotate->used += rota_propose(rotate->rota, &rotate->heat, &rotate->chance);
    }
    return rotate->used;
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
                                          : -(double)rotate->best_cost / ROTA_REPEAT;
}
