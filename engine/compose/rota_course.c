/* Heat, and whose turn it is. */
#include "compose/rota_course.h"

#include <math.h>

/* From hot to cold, in repeats. Found on 5-3-7, 8-4-8 to 8-4-10 (teams, size, rounds) and on
 * rosters of 24, 120, 400 and 2,000 people; docs/compose.md. */
struct range {
    double hot, cold;
};

static const struct range meeting = { 0.3, 0.15 };  /* nothing but meetings to arrange */
static const struct range mending = { 0.17, 0.12 }; /* the same, from few repeats */
static const struct range tight = { 0.3, 0.01 };    /* both, where many of all pairs meet */
static const double share_of_tight = 0.25;

/* Otherwise repeats are no matter, and the course is by share of moves; cooler than this it
 * gains nothing more. */
static const double share_last = 0.015;

/* A design is not to be broken while people find their parts in it: first exchanges of parts
 * only, from a temperature of their own, then all kinds, when it is cold. */
static const double seating_part = 0.5, seating_hot = 0.45, seating_cold = 0.045;
static const struct range seated = { 0.06, 0.01 };

/* Asks of each person before another round has its turn; turns until parts have theirs; asks
 * between two looks at the temperature. Adding up the prices of everyone's mates takes time:
 * with more of them than so many, parts have longer turns, and have them less often. */
enum { TURN_ASKS = 2, PARTS_EVERY = 6, LOOK_ASKS = 64, FEW_MATES = 16 };

/* Of all pairs, the share who meet, if none does twice. */
static double share_met(const struct rota *rota)
{
    double pairs = 0, people = (double)rota->people;
    for (size_t t = 0; t < rota->teams; t++) {
        double size = rota->start[t + 1] - rota->start[t];
        pairs += size * (size - 1);
    }
    return pairs * (double)rota->rounds / (people * (people - 1));
}

struct rota_course rota_course_prepare(struct arena *mem, struct rota *rota,
                                       enum instruction_set set, struct chance *chance)
{
    bool parts = rota->mixes && share_met(rota) >= share_of_tight;
    return (struct rota_course){
        .rota = rota,
        .focus = rota_focus_start(mem, rota, set, chance),
        .parts = parts ? rota_parts_start(mem, rota, set, chance) : NULL,
        .heat.log = rota_logs(mem),
        .least = INT64_MIN,
    };
}

void rota_course_begin(struct rota_course *course, enum course kind, uint64_t end)
{
    const struct rota *rota = course->rota;
    course->kind = kind;
    course->used = 0;
    course->end = end;
    course->asks = course->moved = 0;
    double choices = (double)end / (double)(rota->people * rota->rounds);
    double team_size = (double)rota->seats / (double)rota->teams;
    struct annealing annealing = { .choices = choices, .courses = 1, .heat = 1 };
    course->schedule = schedule_course(rota->spread, team_size, annealing);
    if (!course->schedule.by_range)
        course->schedule.last = share_last;
}

static double in_range(struct range range, double done)
{
    return range.hot * pow(range.cold / range.hot, done);
}

static double course_done(const struct rota_course *course)
{
    return fmin(1, (double)course->used / (double)course->end);
}

static bool seating(const struct rota_course *course)
{
    return course->kind == COURSE_DESIGN && course->parts && course_done(course) < seating_part;
}

static void cool(struct rota_course *course)
{
    const struct rota *rota = course->rota;
    double done = course_done(course), repeats;
    if (seating(course)) {
        /* One exchange in all rounds changes as many pairs in each. */
        double pairs = (double)(rota->rounds * rota->seats) / (double)rota->teams;
        struct range finding = { seating_hot, seating_cold };
        repeats = sqrt(pairs) / ROTA_DEVIATIONS * in_range(finding, done / seating_part);
    } else if (course->kind == COURSE_DESIGN) {
        repeats = course->parts ? in_range(seated, (done - seating_part) / (1 - seating_part))
                                : in_range(mending, done);
    } else if (!rota->mixes) {
        repeats = in_range(meeting, done);
    } else if (course->parts) {
        repeats = in_range(tight, done);
    } else {
        schedule_next(&course->schedule, done, course->moved, LOOK_ASKS);
        course->heat.temperature = (double)course->schedule.temperature;
        return;
    }
    course->heat.temperature = rota->repeat * repeats;
}

/* Of one person, over all rounds. */
static size_t mates(const struct rota *rota)
{
    return rota->rounds * rota->seats / rota->teams;
}

/* One round in focus for a while. */
static void turn_round(struct rota_course *course, size_t asks, struct chance *chance)
{
    struct rota *rota = course->rota;
    course->round = (course->round + 1) % rota->rounds;
    rota_focus_on(course->focus, course->round);
    for (size_t k = 0; k < asks && !rota_course_perfect(course); k++) {
        if (course->asks++ % LOOK_ASKS == 0) {
            cool(course);
            course->moved = 0;
        }
        uint32_t i = noise_pick(chance_bits(chance), rota->people);
        course->moved +=
            rota_focus_move(course->focus, i, (float)course->heat.temperature, chance);
        course->used++;
    }
    rota_focus_off(course->focus);
}

/* Everyone's parts for a while. */
static void turn_parts(struct rota_course *course, size_t asks, struct chance *chance)
{
    struct rota *rota = course->rota;
    size_t cost = mates(rota) / 2; /* an exchange rewrites a row for each of them */
    rota_parts_on(course->parts);
    for (size_t k = 0; k < asks; k++) {
        if (k % LOOK_ASKS == 0)
            cool(course);
        uint32_t i = noise_pick(chance_bits(chance), rota->people);
        bool moved = rota_parts_move(course->parts, i, (float)course->heat.temperature, chance);
        course->used += 1 + moved * cost;
    }
    rota_parts_off(course->parts);
}

void rota_course_turn(struct rota_course *course, struct chance *chance)
{
    size_t asks = TURN_ASKS * course->rota->people,
           longer = 1 + mates(course->rota) / FEW_MATES;
    course->turns++;
    if (course->parts && (seating(course) || course->turns % (PARTS_EVERY * longer) == 0)) {
        turn_parts(course, asks * longer, chance);
        return;
    }
    turn_round(course, asks, chance);
    size_t proposals = rota_proposals(course->rota);
    for (size_t k = 0; k < proposals; k++)
        rota_propose(course->rota, &course->heat, chance);
}

void rota_course_settle(struct rota_course *course, struct chance *chance)
{
    enum { SWEEPS = 8 };
    struct rota *rota = course->rota;
    bool gained = true;
    course->heat.temperature = 0;
    for (size_t sweep = 0; sweep < SWEEPS && gained && !rota_course_perfect(course); sweep++) {
        int64_t before = rota->cost;
        for (size_t r = 0; r < rota->rounds; r++) {
            rota_focus_on(course->focus, r);
            for (uint32_t i = 0; i < rota->people; i++, course->used++)
                rota_focus_move(course->focus, i, 0, chance);
            rota_focus_off(course->focus);
        }
        for (size_t k = rota_proposals(rota); k > 0; k--)
            rota_propose(rota, &course->heat, chance);
        gained = rota->cost < before;
    }
}
