#ifndef FLOW_COMPOSE_H
#define FLOW_COMPOSE_H

/* From a roster and wishes to teams with their reasons: what the command `compose` does,
 * whatever the form of its output. */
#include <signal.h>

#include "compose/bound.h"
#include "compose/meetings.h"
#include "compose/problem.h"
#include "compose/worth.h"
#include "files/roster.h"
#include "files/wishes.h"

enum { COMPOSE_THREADS_MAX = 64, COMPOSE_MIXES_MAX = COMPOSE_HORIZONS_MAX };

/* How the numbers of the roster make distances. */
enum scale {
    SCALE_GOWER,   /* numbers by their range, weights summing to 1: from 0 to 1 */
    SCALE_SQUARED, /* numbers in standard deviations */
    SCALE_EUCLID,
    SCALE_L1,
    SCALE_COUNT
};

struct mix {
    const char *column;
    double weight; /* above 0 */
    bool shared;   /* the same inside a team, rather than mixed */
    enum roster_kind kind;
};

/* Everyone whose cell is that value; without one, whose cell is neither empty nor a no. With
 * a mask, whose number has one of these bits. */
struct cover_wish {
    const char *column, *value;
    uint32_t mask, least;
};

struct compose_request {
    const char *roster;           /* or: */
    const char *mdgp;             /* a benchmark instance, raw objective */
    uint32_t size_low, size_high; /* 0: 4 to 6, or what fits 3 to 8 */
    size_t rounds;                /* 0 or 1; more: a rotation, where some may sit out in turn */
    size_t mix_count, cover_count;
    struct mix mix[COMPOSE_MIXES_MAX];
    struct cover_wish cover[COMPOSE_SKILLS_MAX];
    const char *together, *apart, *avoid;
    enum scale scale;
    enum objective objective;
    double seconds;            /* of computing, reading included; 0: by the number of people */
    uint64_t steps, stop_step; /* in place of seconds; stop_step 0: to the end */
    uint64_t seed;
    size_t threads;
    struct notes *notes; /* what was understood; NULL: nobody listens */
    const volatile sig_atomic_t *stop;
    void (*progress)(void *self, double done, double objective);
    void *progress_self;
};

struct composed_round {
    uint32_t *team; /* of each person; `teams` when sitting out */
    struct members members;
    struct worth worth;
    struct reason *reasons;
};

struct composition {
    struct roster roster; /* nobody in it for a benchmark instance */
    struct problem problem;
    size_t *column; /* of each horizon, in the roster */
    enum scale scale;
    struct wishes together, apart, met;
    const struct cover_wish *cover;
    size_t rounds;
    struct composed_round *round;
    struct bound bound;
    double objective; /* of a round, on average */
    double gap;       /* of the objective to the bound, a fraction; NAN: no bound */
    uint64_t seed, steps, stop_step; /* what gives the same again, on one thread */
    double began, seconds; /* of computing: when it began, how long reading and search took */
    bool interrupted;
    struct meetings meetings;    /* over rounds, where there are several */
    struct meetings_limit limit; /* of meetings */
};

/* flow_compose: reads, refuses what contradicts itself, searches, and says why.
 *
 * Fails    BAD_INPUT with `FILE:LINE:` on a wrong file, wishes that contradict one another
 *          (the smallest set of them named), sizes that cannot sum, an unknown column; what
 *          files_roster says.
 * Chance   request->seed. */
enum status flow_compose(struct arena *mem, const struct compose_request *request,
                         struct composition *out, struct err *err);

#endif
