#ifndef COMPOSE_CROWD_H
#define COMPOSE_CROWD_H

/* The kernel for up to a million people: no matrix, only the horizons.
 *
 * People sit in slots, team after team, and what is known of them lies in slot order, so that
 * a stretch of slots is a number of whole teams and everything about them is contiguous. One
 * person asks a stretch at a time. */
#include "compose/cover.h"
#include "compose/glue.h"
#include "compose/lanes.h"
#include "compose/noise.h"
#include "compose/problem.h"

/* For each person, those they should not be with, and how much that counts. */
struct rivals {
    uint32_t *start; /* people + 1; NULL when nobody has one */
    uint32_t *person;
    float *penalty;
};

struct crowd {
    enum instruction_set set;
    const struct problem *problem;
    size_t people, stride, teams, window;
    size_t numbers, horizons; /* numbers come first, then categories */
    bool squares;             /* squared distances of numbers alone: sums say everything */
    float weight[COMPOSE_HORIZONS_MAX];
    float *value[COMPOSE_HORIZONS_MAX]; /* in slot order */
    float *rest[COMPOSE_HORIZONS_MAX];  /* squares: sum of the others of the team */
    float *norm;      /* squares, teams of several sizes: the person's own square; else NULL */
    uint32_t *start;  /* teams + 1 */
    uint32_t *person; /* per slot */
    uint32_t *slot;   /* per person */
    uint32_t *team;   /* per slot */
    float *own;       /* per slot: distances to the rest of the team; unused by squares */
    float *conflict;  /* per slot: penalties with the rest of the team; NULL: no rival */
    const float *counts; /* per team, NULL when every distance counts the same */
    struct rivals rivals;
    struct cover *cover;
    struct glue glue;
    struct noise noise;
    float penalty; /* of one missing skill */
    float *asked;  /* scratch: distances from the person asking, then worths */
    float *others; /* scratch: distances from the rest of their team */
    double worth;
};

/* What a stretch is asked: `members` slots of the asking team, the asker's own among them. */
struct stretch {
    size_t first, count; /* slots; count is rounded up to lanes by the callee */
    size_t asker, members_first, members_count;
};

struct crowd *crowd_start(struct arena *mem, const struct problem *problem, const float *counts,
                          enum instruction_set set, struct chance *chance);

/* crowd_place: everyone as the list says, worth from scratch. */
void crowd_place(struct crowd *crowd, const uint32_t *team);

/* crowd_move: one heat-bath choice for the person in a slot, among a stretch at random. */
bool crowd_move(struct crowd *crowd, uint32_t slot, float temperature, struct chance *chance);

/* The spread of distances, from pairs at random. */
double crowd_spread(const struct problem *problem, struct chance *chance);

/* Of the pieces a composition is worth, those of one team as it would be with such people. */
double crowd_team_worth(const struct crowd *crowd, size_t team, const uint32_t *person,
                        size_t count);

/* Two people change places. Worth follows. */
void crowd_exchange(struct crowd *crowd, uint32_t i, uint32_t j, double gain);

bool crowd_move_block(struct crowd *crowd, size_t block, float temperature,
                      struct chance *chance);

/* The worth of exchanging with each slot of the stretch, into crowd->asked. */
void crowd_ask(struct crowd *crowd, const struct stretch *stretch);

#endif
