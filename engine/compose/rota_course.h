#ifndef COMPOSE_ROTA_COURSE_H
#define COMPOSE_ROTA_COURSE_H

/* One course of a rotation, from hot to cold: rounds in focus one after the other, and now and
 * then everyone's parts. */
#include "compose/rota_focus.h"
#include "compose/rota_move.h"
#include "compose/rota_parts.h"

enum course { COURSE_DESIGN, COURSE_CHANCE, COURSE_KINDS };

struct rota_course {
    struct rota *rota;
    struct rota_focus *focus;
    struct rota_parts *parts; /* NULL: never exchanged, for few of all pairs meet */
    struct rota_heat heat;
    struct schedule schedule;
    int64_t least; /* cost that nothing is under, or INT64_MIN */
    enum course kind;
    uint64_t used, end; /* steps of this course; a step is one person asking all others */
    size_t turns, round;
    unsigned asks, moved; /* since the last look at the temperature */
};

/* rota_course_prepare: scratch for every course; `least` is the caller's. */
struct rota_course rota_course_prepare(struct arena *mem, struct rota *rota,
                                       enum instruction_set set, struct chance *chance);

/* rota_course_begin: from where everyone is, `end` steps from hot to cold.
 * Takes    kind: DESIGN, nobody meets twice, and it shall remain so; CHANCE, from scratch. */
void rota_course_begin(struct rota_course *course, enum course kind, uint64_t end);

/* rota_course_turn: a few steps for each person, in one round or in all. */
void rota_course_turn(struct rota_course *course, struct chance *chance);

/* rota_course_settle: only what gains, until nothing does, or for so many sweeps. */
void rota_course_settle(struct rota_course *course, struct chance *chance);

/* Nothing is left to gain. */
static inline bool rota_course_perfect(const struct rota_course *course)
{
    return course->rota->cost <= course->least;
}

#endif
